package demo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/workforce/grid"
)

// noise is chance by the centre's seed.
type noise struct{ *rand.Rand }

func newNoise(seed uint64) *noise { return &noise{rand.New(rand.NewPCG(seed, 60))} }

// promisedFortnights is how many fortnights back commitments go; forecasts of so many
// weeks are in the centre's past.
const promisedFortnights = 4

// lapse is a stretch in which fewer people came than promised, days before today.
type lapse struct {
	programme        string
	daysAgo, days    int
	fromHour, toHour int
	came             float64 // of what was promised
}

// lapses are what somebody should find on the board.
var lapses = []lapse{
	{"KESTREL-BILL", 26, 1, 9, 12, 0.55},  // a lift was out
	{"KESTREL-BILL", 12, 3, 18, 22, 0.72}, // evenings that nobody wants
	{"KESTREL-BILL", 4, 1, 10, 16, 0.6},
	{"PENNINE-CARE", 9, 2, 16, 20, 0.8},
	{"LOTUS-SALES", 19, 1, 9, 21, 0.7}, // flu
	{"CROWD-CHAT", 6, 4, 20, 23, 0.65},
}

// volumes asks for hours of the last weeks and of the coming ones. Kestrel's answer
// to the coming weeks is waited for; Pennine has answered with less.
func (a *agreeing) volumes(ctx context.Context) error {
	defer func(clock func() time.Time) { a.Commitments.Now = clock }(a.Commitments.Now)
	monday := a.centre.Today.Monday()
	for _, spec := range programmes {
		for _, q := range spec.queues {
			if q.carried == 0 {
				continue
			}
			for back := promisedFortnights; back >= 0; back-- {
				from := monday.AddDays(-14 * back)
				if back == 0 && spec.employer != "KESTREL" && spec.employer != "PENNINE" {
					continue
				}
				if err := a.fortnight(ctx, spec, q, from, back == 0); err != nil {
					return fmt.Errorf("%s, %s from %v: %w", spec.code, q.code, from, err)
				}
			}
		}
	}
	return nil
}

// fortnight asks for the hours of two weeks, or of the coming ones.
func (a *agreeing) fortnight(ctx context.Context, spec programmeSpec, q servedSpec, from grid.Date, coming bool) error {
	p := a.programmes[spec.code]
	if coming && p.Queues[0].QueueID != a.queues[q.code].ID {
		return nil
	}
	now := from.AddDays(-3).Start(time.UTC)
	if coming {
		now = time.Now()
	}
	a.Commitments.Now = func() time.Time { return now }
	lock, err := a.Locker.Promise(ctx, a.queues[q.code].ID, p.EmployerID, from, spec.name+", from "+from.String())
	if err != nil {
		return err
	}
	c, err := a.Commitments.Ask(ctx, a.owner, vendors.CommitmentOrder{
		ProgrammeID: p.ID, LockID: lock, Share: q.carried, VolumeBand: 0.1, HandleBand: 0.1, Tolerance: 0.1, Occupancy: 0.8, Due: now.Add(48 * time.Hour),
		Note: "On the forecast as promised.",
	})
	if err != nil {
		return err
	}
	switch {
	case coming && spec.employer == "KESTREL":
		return nil // waits for an answer
	case coming:
		_, err = a.Commitments.Counter(ctx, a.other, c.ID, c.Version, []vendors.Cut{{From: c.From, To: c.To, StartMin: 17 * 60, EndMin: 20 * 60, Share: 0.8}}, "Evenings are short of two people until the new group is trained.")
		return err
	}
	answers := a.other
	if spec.employer == "KESTREL" {
		answers = a.vendor
	}
	if c, err = a.Commitments.Accept(ctx, answers, c.ID, c.Version, ""); err != nil {
		return err
	}
	return a.deliver(ctx, spec, q, c)
}

// deliver uploads the hours that came of a commitment, up to yesterday.
func (a *agreeing) deliver(ctx context.Context, spec programmeSpec, q servedSpec, c vendors.Commitment) error {
	g, err := c.Grid()
	if err != nil {
		return err
	}
	var text strings.Builder
	text.WriteString("source,skill combination,startDateTime,endDateTime,resources\n")
	day, daily := -1, 1.0
	for i, hours := range c.Curves.Committed {
		date := g.Date(g.DayOf(i))
		if hours == 0 || !date.Before(a.centre.Today) {
			continue
		}
		if g.DayOf(i) != day {
			day, daily = g.DayOf(i), 1.01+0.03*a.noise.NormFloat64()
		}
		came := max(0, daily+0.02*a.noise.NormFloat64()) * a.lapsed(spec.code, date, g.WallMinute(i)/60)
		agents := hours * came * 60 / float64(g.Minutes())
		const local = "20060102 15:04"
		fmt.Fprintf(&text, "%s,%s,%s,%s,%.2f\n", spec.site, q.code, g.Start(i).In(g.Location()).Format(local), g.End(i).In(g.Location()).Format(local), agents)
	}
	_, err = a.Hours.Upload(ctx, a.owner, vendors.HoursUpload{ProgrammeID: c.ProgrammeID, Kind: vendors.Delivered, Name: "hours " + c.From.String() + ".csv", Text: text.String()})
	return err
}

// lapsed is which part of the promised people came at an hour.
func (a *agreeing) lapsed(code string, date grid.Date, hour int) float64 {
	ago := date.DaysUntil(a.centre.Today)
	for _, l := range lapses {
		if l.programme == code && ago <= l.daysAgo && ago > l.daysAgo-l.days && hour >= l.fromHour && hour < l.toHour {
			return l.came
		}
	}
	return 1
}

// divisions divides the volume of this month, approved, and of the next, waiting for a
// second person.
func (a *agreeing) divisions(ctx context.Context) error {
	queues := []int64{a.queues["GZ-BILLING"].ID, a.queues["GZ-CHAT"].ID}
	for _, month := range []struct {
		ago  int
		name string
		by   int
	}{{0, "This month, Guangzhou", 0}, {-1, "Next month, Guangzhou", 1}} {
		from := a.monthStart(month.ago)
		author, approver := a.owner, a.other
		if month.by == 1 {
			author = a.other
		}
		in, err := a.Allocations.Fill(ctx, author, from, a.monthStart(month.ago-1).AddDays(-1), queues)
		if err != nil {
			return err
		}
		in.Name, in.Failure = month.name, 6
		for i := range in.Queues {
			in.Queues[i].Floor = 0.85
			for k := range in.Queues[i].Offers {
				a.known(&in.Queues[i].Offers[k])
			}
		}
		saved, err := a.Allocations.Save(ctx, author, in)
		if err != nil {
			return err
		}
		if month.by == 0 {
			if _, err := a.Allocations.Approve(ctx, approver, saved.ID, saved.Version); err != nil {
				return err
			}
		}
	}
	return nil
}

// known writes down what inspections of the centre's past have found.
func (a *agreeing) known(o *vendors.AllocationOffer) {
	found := map[string][2]float64{
		"KESTREL-BILL": {212, 28}, "CROWD-CHAT": {96, 16}, "OWN-GZ": {371, 29}, "HARBOT-CHAT": {880, 140},
	}
	for code, seen := range found {
		if a.programmes[code].ID == o.ProgrammeID {
			o.Good, o.Bad, o.QualitySource = seen[0], seen[1], fmt.Sprintf("%.0f inspections", seen[0]+seen[1])
		}
	}
	if o.CostSource == vendors.SourceAssumed {
		o.Cost, o.CostSource = 5.40, "payroll and rooms"
	}
}
