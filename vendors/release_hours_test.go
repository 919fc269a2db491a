package vendors_test

import (
	"context"
	"errors"
	"math"
	"testing"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/member"
	"github.com/muster-wfm/muster/vendors/store"
	"github.com/muster-wfm/muster/workforce"
)

func skillNamed(code string) workforce.Skill { return workforce.Skill{Code: code, Name: code} }

// hours is the board over a crowd's bookings.
func (c *crowd) hours() *vendors.Hours {
	h := vendors.NewHours(store.NewHours(c.db), store.NewProgrammes(c.db), store.NewCommitments(c.db), siteOf{c}, c.journal)
	h.Now = func() time.Time { return c.now }
	h.Crowd = c.releases
	return h
}

// 004-16: what a crowd booked is its plan on the board, and who came is delivered.
func TestBookingsAreHoursOnTheBoard(t *testing.T) {
	eachCrowd(t, func(t *testing.T, c *crowd) {
		ctx, m := t.Context(), c.active(t, 0)
		b := c.booked(t, m)
		on := c.site.Today(b.Begins)
		q := vendors.BoardQuery{QueueID: c.calls.ID, From: on, Days: 1}
		board := must(c.hours().Board(ctx, c.scope, q))(t)
		if sum(board.Rows[0].Planned) != 2 || board.Rows[0].Source[0] != vendors.FromNothing {
			t.Errorf("before: %v planned from %q; want 2 hours of nobody yet", sum(board.Rows[0].Planned), board.Rows[0].Source)
		}
		c.now = b.Begins.Add(3 * time.Hour)
		must(c.releases.Attend(ctx, c.scope, b.ID, 90))(t)
		board = must(c.hours().Board(ctx, c.scope, q))(t)
		row := board.Rows[0]
		if math.Abs(row.Total.Delivered-1.5) > 1e-9 || row.Source[0] != vendors.FromCrowd {
			t.Errorf("after: %v delivered from %q; want 1.5 hours of the crowd", row.Total.Delivered, row.Source)
		}
		at, _ := board.Grid.Index(b.Begins)
		if math.Abs(row.Slots[at].Delivered-0.375) > 1e-9 {
			t.Errorf("in the first half hour: %v, want a quarter of it", row.Slots[at].Delivered)
		}
		if d := must(c.releases.Get(ctx, c.scope, b.ReleaseID))(t); d.Zone != "Asia/Shanghai" || d.From != on {
			t.Errorf("the release's clock: %s from %s", d.Zone, d.From)
		}
	})
}

func sum(list []float64) float64 {
	total := 0.0
	for _, v := range list {
		total += v
	}
	return total
}

// 004-16: more places make too few less likely and too many more likely, and the
// best number is where the two cost the same.
func TestTheOutlookOfPlaces(t *testing.T) {
	eachCrowd(t, func(t *testing.T, c *crowd) {
		ctx := t.Context()
		for i := range 4 {
			c.active(t, i)
		}
		o := must(c.releases.Outlook(ctx, c.scope, c.programme.ID, c.calls.ID, 2))(t)
		if o.Candidates != 4 || math.Abs(o.Chance-0.9) > 1e-12 || o.Best != 2 || len(o.Places) != 5 {
			t.Errorf("outlook: %+v", o)
		}
		// Of two who come with 0.9 each: P(fewer than 2) = 0.19; of three, P(more) = 0.729.
		if math.Abs(o.Places[2].Few-0.19) > 1e-9 || math.Abs(o.Places[3].Many-0.729) > 1e-9 || o.Places[2].Many != 0 {
			t.Errorf("places: %+v", o.Places)
		}
		for _, p := range o.Places {
			if math.Abs(p.Expected-2-(p.Idle-p.Missing)) > 1e-9 {
				t.Errorf("%d places: expected %v, missing %v, idle %v do not add up", p.Held, p.Expected, p.Missing, p.Idle)
			}
		}
		if _, err := c.releases.Outlook(ctx, c.coordinator(t, "KESTREL"), c.programme.ID, c.calls.ID, 2); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("of another vendor: %v", err)
		}
		if _, err := c.releases.Outlook(ctx, c.scope, c.programme.ID, c.calls.ID, 0); fieldOf(t, err) != "need" {
			t.Errorf("for nobody: %v", err)
		}
	})
}

// 004-16: adherence is worked of what was booked and not swapped.
func TestStandingsOfMembers(t *testing.T) {
	eachCrowd(t, func(t *testing.T, c *crowd) {
		ctx, m := t.Context(), c.active(t, 0)
		b := c.booked(t, m)
		chances := must(c.releases.Chances(ctx, c.scope, b.ReleaseID))(t)
		if len(chances) != 1 || chances[0].Held != 1 || math.Abs(chances[0].Few-0.1) > 1e-9 {
			t.Errorf("chances: %+v", chances)
		}
		list := must(c.releases.Standings(ctx, c.scope, c.programme.ID, c.now.AddDate(0, -1, 0), c.now.AddDate(0, 1, 0)))(t)
		if len(list) != 1 || list[0].Ahead != 1 || list[0].Booked != 0 {
			t.Errorf("before: %+v", list)
		}
		c.now = b.Begins.Add(3 * time.Hour)
		must(c.releases.Attend(ctx, c.scope, b.ID, 90))(t)
		list = must(c.releases.Standings(ctx, c.scope, c.programme.ID, c.now.AddDate(0, -1, 0), c.now))(t)
		if share, known := list[0].Adherence(); !known || share != 0.75 || list[0].Kept != 1 {
			t.Errorf("after: %+v, want 0.75 kept", list[0])
		}
		if _, err := c.releases.Standings(ctx, c.coordinator(t, "KESTREL"), c.programme.ID, c.now, c.now); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("of another vendor: %v", err)
		}
	})
}

// 004-16: the partner counts its own hours, and a difference is settled once, with a
// note.
func TestDifferencesOfPayAreSettled(t *testing.T) {
	eachCrowd(t, func(t *testing.T, c *crowd) {
		ctx, m := t.Context(), c.active(t, 0)
		b := c.booked(t, m)
		c.now = b.Begins.Add(3 * time.Hour)
		must(c.releases.Attend(ctx, c.scope, b.ID, 90))(t)
		c.now = c.now.AddDate(0, 0, 30)
		on := c.site.Today(b.Begins)
		rows := [][]string{{"code", "name", "hours", "amount", "date", "proof"}, {"C0", "Member 0", "2", "64", on.AddDays(2).String(), "p"}}
		p := must(c.payrolls.Check(ctx, c.scope, vendors.Payroll{ProgrammeID: c.programme.ID, Name: "March", From: on, To: on}, rows, false))(t)
		if l := p.Lines[0]; l.Stated != 120 || l.Minutes != 90 || len(l.Causes) != 2 || l.Causes[0] != vendors.PayOver || l.Causes[1] != vendors.PayHours || !l.Open() {
			t.Errorf("line: %+v, want too much by the partner's hours", l)
		}
		if _, err := c.payrolls.Settle(ctx, c.scope, p.ID, 1, "forgotten", "x"); len(fieldsOf(t, err)) != 2 {
			t.Errorf("settled in no known way: %v", err)
		}
		if _, err := c.payrolls.Settle(ctx, c.coordinator(t, "KESTREL"), p.ID, 1, vendors.Recovered, "with April's pay"); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("by another vendor: %v", err)
		}
		p = must(c.payrolls.Settle(ctx, c.scope, p.ID, 1, vendors.Recovered, "with April's pay"))(t)
		if p.Lines[0].Open() || p.Lines[0].Note != "with April's pay" {
			t.Errorf("settled: %+v", p.Lines[0])
		}
		if _, err := c.payrolls.Settle(ctx, c.scope, p.ID, 1, vendors.Recovered, "again"); !errors.As(err, new(*member.RefusedError)) {
			t.Errorf("settled twice: %v", err)
		}
	})
}

// siteOf finds queues of the centre with their site.
type siteOf struct{ *crowd }

func (s siteOf) QueueSite(ctx context.Context, scope auth.Scope, id int64) (workforce.Queue, workforce.Site, error) {
	queue, err := s.workforce.Queues.Get(ctx, scope, id)
	return queue, s.site, err
}
