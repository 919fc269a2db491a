package vendors_test

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/workforce"
)

// fieldsOf are the fields that an error names.
func fieldsOf(t *testing.T, err error) []string {
	t.Helper()
	var invalid *workforce.InvalidError
	if !errors.As(err, &invalid) {
		t.Fatalf("got %v (%T), want an InvalidError", err, err)
	}
	var names []string
	for _, f := range invalid.Fields {
		names = append(names, f.Field)
	}
	return names
}

// 001-23, 001-24, 003-11, 004-14, 004-15, 004-16, 004-25: vendors in each mode, the crowd, the own
// staff and a machine are rows of one list; 001-17: each keeps why the work is placed
// there and what it is to bring.
func TestEveryKindOfEmployerIsARowInAModeOfItsOwn(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		for _, row := range []struct {
			employer string
			mode     contract.Mode
		}{{"KESTREL", contract.SimpleCall}, {"LOTUS", contract.OwnerControlled}, {"CROWD", contract.Crowd}, {"OWN", contract.InHouse}, {"BOT", contract.Bot}} {
			want := c.programme(row.employer, row.mode)
			made := must(c.Create(t.Context(), c.scope, want))(t)
			got := must(c.Get(t.Context(), c.scope, made.ID))(t)
			ignore := cmpopts.IgnoreFields(vendors.Programme{}, "ID", "Version", "CreatedAt", "CreatedBy")
			if diff := cmp.Diff(want, got, ignore); diff != "" || got.Version != 1 || !got.CreatedAt.Equal(c.now) {
				t.Errorf("%s (-sent +kept), version %d at %v:\n%s", row.employer, got.Version, got.CreatedAt, diff)
			}
		}
		list := must(c.List(t.Context(), c.scope, vendors.ProgrammeQuery{QueueID: c.calls.ID, On: day("2026-03-01")}))(t)
		var codes []string
		for _, p := range list {
			codes = append(codes, p.Code)
		}
		if want := []string{"BOT-1", "CROWD-1", "KESTREL-1", "LOTUS-1", "OWN-1"}; !slices.Equal(codes, want) {
			t.Errorf("listed %v, want %v", codes, want)
		}
		for _, none := range []vendors.ProgrammeQuery{{QueueID: c.chats.ID}, {On: day("2025-12-31")}, {EmployerID: 987}} {
			if list := must(c.List(t.Context(), c.scope, none))(t); len(list) != 0 {
				t.Errorf("%+v lists %d programmes, want none", none, len(list))
			}
		}
	})
}

func TestAProgrammeThatCannotBeIsRefusedWithEveryField(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		for _, wrong := range []struct {
			name  string
			spoil func(*vendors.Programme)
			want  []string
		}{
			{"a vendor's in-house mode", func(p *vendors.Programme) { p.Mode = contract.InHouse }, []string{"mode"}},
			{"no name, an end before its begin", func(p *vendors.Programme) { p.Name, p.To = " ", day("2025-01-01") }, []string{"name", "to"}},
			{"shares that cannot be", func(p *vendors.Programme) { p.Queues[0].MinShare, p.Queues[0].MaxShare = 0.5, 0.4 }, []string{"queues[0].maxShare"}},
			{"a queue twice", func(p *vendors.Programme) { p.Queues = append(p.Queues, p.Queues[0]) }, []string{"queues[1].queueId"}},
			{"nothing that exists", func(p *vendors.Programme) { p.EmployerID, p.SiteID, p.Queues[0].QueueID = 991, 992, 993 }, []string{"employerId", "siteId", "queues[0].queueId"}},
		} {
			p := c.programme("KESTREL", contract.SimpleCall)
			wrong.spoil(&p)
			_, err := c.Create(t.Context(), c.scope, p)
			if got := fieldsOf(t, err); !slices.Equal(got, wrong.want) {
				t.Errorf("%s: %v refused, want %v", wrong.name, got, wrong.want)
			}
		}
		kept := c.created(t, "KESTREL", contract.SimpleCall)
		moved := kept
		moved.EmployerID, moved.Mode = c.employers["LOTUS"], contract.OwnerControlled
		_, err := c.Change(t.Context(), c.scope, moved)
		if got := fieldsOf(t, err); !slices.Equal(got, []string{"employerId", "mode"}) {
			t.Errorf("another employer and mode: %v refused", got)
		}
		var duplicate *database.DuplicateError
		if _, err := c.Create(t.Context(), c.scope, c.programme("KESTREL", contract.SimpleCall)); !errors.As(err, &duplicate) {
			t.Errorf("the same code twice: %v", err)
		}
		kept.Name = "Renamed"
		must(c.Change(t.Context(), c.scope, kept))(t)
		var stale *database.StaleError
		if _, err := c.Change(t.Context(), c.scope, kept); !errors.As(err, &stale) {
			t.Errorf("a change of what has changed: %v, want a StaleError", err)
		}
	})
}

func TestTermsComeBackAsTheyWereDrafted(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		p := c.created(t, "KESTREL", contract.SimpleCall)
		want := terms("2026-01-01", "")
		draft := must(c.Draft(t.Context(), c.scope, p.ID, want, "first terms"))(t)
		got := must(c.ContractVersion(t.Context(), c.scope, p.ID, draft.ID))(t)
		want.Contract, want.Number = p.Code, 1
		if diff := cmp.Diff(want, got.Terms); diff != "" || got.State != vendors.Draft || len(got.Hash) != 64 || got.Note != "first terms" {
			t.Errorf("version %+v (-drafted +kept):\n%s", got, diff)
		}
		again := must(c.Redraft(t.Context(), c.scope, got))(t)
		if again.Hash != got.Hash || again.Version != 2 {
			t.Errorf("the same terms again: hash %s at edit %d, want %s at 2", again.Hash, again.Version, got.Hash)
		}
		again.Terms.DisputeDays = 20
		if other := must(c.Redraft(t.Context(), c.scope, again))(t); other.Hash == got.Hash {
			t.Error("other terms have the same hash")
		}
		spoilt := again
		spoilt.Version++
		spoilt.Terms.Levels = []contract.Level{{Metric: "made_up", Base: dec("1"), Target: dec("2")}}
		spoilt.Terms.From = day("2025-06-01")
		_, err := c.Redraft(t.Context(), c.scope, spoilt)
		if got := fieldsOf(t, err); !slices.Equal(got, []string{"from", "levels[0].metric"}) {
			t.Errorf("%v refused", got)
		}
	})
}

func TestWhatIsInForceNeverChangesAndASuccessorTakesItsPlace(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		ctx, p := t.Context(), c.created(t, "KESTREL", contract.SimpleCall)
		var uncovered *contract.UncoveredError
		draft := must(c.Draft(ctx, c.scope, p.ID, terms("2026-01-01", ""), ""))(t)
		if _, err := c.VersionOn(ctx, c.scope, p.ID, day("2026-02-01")); !errors.As(err, &uncovered) || uncovered.Contract != p.Code {
			t.Errorf("a draft holds: %v", err)
		}
		first := must(c.PutInForce(ctx, c.scope, p.ID, draft.ID, draft.Version, false))(t)
		var fixed *vendors.NotDraftError
		if _, err := c.Redraft(ctx, c.scope, first); !errors.As(err, &fixed) {
			t.Errorf("a version in force is changed: %v", err)
		}
		if err := c.ForgetDraft(ctx, c.scope, p.ID, first.ID); !errors.As(err, &fixed) {
			t.Errorf("a version in force is forgotten: %v", err)
		}
		next := must(c.Draft(ctx, c.scope, p.ID, terms("2026-07-01", ""), "summer"))(t)
		var overlap *contract.OverlapError
		_, err := c.PutInForce(ctx, c.scope, p.ID, next.ID, next.Version, false)
		if !errors.As(err, &overlap) || overlap.One.Number != 1 || overlap.Other.Number != 2 || overlap.From != day("2026-07-01") {
			t.Errorf("two open versions: %v, want an OverlapError that names 1 and 2", err)
		}
		must(c.PutInForce(ctx, c.scope, p.ID, next.ID, next.Version, true))(t)
		for on, want := range map[string]int{"2026-01-01": 1, "2026-06-30": 1, "2026-07-01": 2, "2030-01-01": 2} {
			if v, err := c.VersionOn(ctx, c.scope, p.ID, day(on)); err != nil || v.Number != want {
				t.Errorf("on %s version %d (%v), want %d", on, v.Number, err, want)
			}
		}
		list := must(c.Versions(ctx, c.scope, p.ID))(t)
		if list[0].Hash != first.Hash || !list[0].Terms.To.IsZero() || list[0].Until != day("2026-06-30") {
			t.Errorf("the predecessor's terms changed: hash %s, to %v, until %v", list[0].Hash, list[0].Terms.To, list[0].Until)
		}
		within := must(c.Draft(ctx, c.scope, p.ID, terms("2026-03-01", "2026-04-30"), ""))(t)
		if _, err := c.PutInForce(ctx, c.scope, p.ID, within.ID, within.Version, true); !errors.As(err, &overlap) {
			t.Errorf("a version within another: %v, want an OverlapError", err)
		}
		if err := c.ForgetDraft(ctx, c.scope, p.ID, within.ID); err != nil {
			t.Error(err)
		}
	})
}

func TestOfTwoDraftsPutInForceAtOnceOneIsRefused(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		ctx, p := t.Context(), c.created(t, "KESTREL", contract.SimpleCall)
		var drafts []vendors.ContractVersion
		for range 4 {
			drafts = append(drafts, must(c.Draft(ctx, c.scope, p.ID, terms("2026-01-01", ""), ""))(t))
		}
		var group sync.WaitGroup
		errs := make([]error, len(drafts))
		for i, d := range drafts {
			group.Go(func() { _, errs[i] = c.PutInForce(ctx, c.scope, p.ID, d.ID, d.Version, false) })
		}
		group.Wait()
		done := 0
		for _, err := range errs {
			var overlap *contract.OverlapError
			if err == nil {
				done++
			} else if !errors.As(err, &overlap) {
				t.Errorf("got %v, want an OverlapError", err)
			}
		}
		if done != 1 {
			t.Errorf("%d versions of the same days are in force, want 1", done)
		}
	})
}

func TestACoordinatorMeetsTheOwnVendorOnly(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		ctx := t.Context()
		mine, theirs := c.created(t, "KESTREL", contract.SimpleCall), c.created(t, "LOTUS", contract.OwnerControlled)
		var versions []vendors.ContractVersion
		for _, p := range []vendors.Programme{mine, theirs} {
			d := must(c.Draft(ctx, c.scope, p.ID, terms("2026-01-01", ""), ""))(t)
			versions = append(versions, must(c.PutInForce(ctx, c.scope, p.ID, d.ID, d.Version, false))(t))
		}
		secret := must(c.Draft(ctx, c.scope, mine.ID, terms("2027-01-01", ""), "what we will ask"))(t)
		kestrel := c.coordinator(t, "KESTREL")
		list := must(c.List(ctx, kestrel, vendors.ProgrammeQuery{}))(t)
		if len(list) != 1 || list[0].ID != mine.ID {
			t.Errorf("Kestrel lists %+v, want its own programme alone", list)
		}
		if v, err := c.VersionOn(ctx, kestrel, mine.ID, day("2026-02-01")); err != nil || v.Number != 1 {
			t.Errorf("Kestrel's own terms: version %d (%v)", v.Number, err)
		}
		if list := must(c.Versions(ctx, kestrel, mine.ID))(t); len(list) != 1 {
			t.Errorf("Kestrel sees %d versions, want the one in force", len(list))
		}
		for name, call := range map[string]func() error{
			"another's programme":      func() error { _, err := c.Get(ctx, kestrel, theirs.ID); return err },
			"another's versions":       func() error { _, err := c.Versions(ctx, kestrel, theirs.ID); return err },
			"another's version":        func() error { _, err := c.ContractVersion(ctx, kestrel, theirs.ID, versions[1].ID); return err },
			"another's by the own":     func() error { _, err := c.ContractVersion(ctx, kestrel, mine.ID, versions[1].ID); return err },
			"another's terms":          func() error { _, err := c.VersionOn(ctx, kestrel, theirs.ID, day("2026-02-01")); return err },
			"the owner's draft":        func() error { _, err := c.ContractVersion(ctx, kestrel, mine.ID, secret.ID); return err },
			"a change of another's":    func() error { _, err := c.Change(ctx, kestrel, theirs); return err },
			"a draft of another's":     func() error { _, err := c.Draft(ctx, kestrel, theirs.ID, terms("2027-01-01", ""), ""); return err },
			"another's draft in force": func() error { _, err := c.PutInForce(ctx, kestrel, theirs.ID, versions[1].ID, 2, true); return err },
		} {
			if err := call(); !errors.Is(err, database.ErrNotFound) {
				t.Errorf("%s: %v, want not found", name, err)
			}
		}
		elsewhere, err := auth.NewScope(auth.Grant{Tenant: 1, Actor: 8, Sites: []int64{987}})
		if err != nil {
			t.Fatal(err)
		}
		if list := must(c.List(ctx, elsewhere, vendors.ProgrammeQuery{}))(t); len(list) != 0 {
			t.Errorf("somebody of another site lists %d programmes", len(list))
		}
	})
}

func TestEveryTemplateCanBeDrafted(t *testing.T) {
	for _, mode := range contract.Modes {
		v := vendors.Template(mode, "CNY", day("2026-01-01"))
		if err := v.Check(); err != nil {
			t.Errorf("%s: %v", mode, err)
		}
		for _, l := range v.Levels {
			if mode == contract.InHouse && !l.Allocation.IsZero() {
				t.Errorf("%s: %s costs the own staff money", mode, l.Metric)
			}
		}
		if v.Mode != mode || (mode != contract.InHouse) == (len(v.Rates) == 0) {
			t.Errorf("%s: mode %s with %d rates", mode, v.Mode, len(v.Rates))
		}
	}
	if err := (&vendors.NotDraftError{Contract: "K", Number: 3}).Error(); !strings.Contains(err, "version 3") {
		t.Error(err)
	}
}
