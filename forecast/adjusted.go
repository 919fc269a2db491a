package forecast

import (
	"context"
	"slices"
	"time"

	"github.com/muster-wfm/muster/forecast/model"
	"github.com/muster-wfm/muster/forecast/model/layers"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Adjusted is a run seen through the adjustments that are in force over it.
type Adjusted struct {
	Curves  RunCurves // bands move with their contacts
	Applied []AppliedAdjustment
	Idle    []layers.Idle // in force, but without anything to change
}

// AppliedAdjustment names the state of an adjustment that was applied.
type AppliedAdjustment struct{ ID, Version int64 }

// Adjuster looks at runs through adjustments; [Adjustments] is one.
type Adjuster interface {
	Adjust(ctx context.Context, scope auth.Scope, run Run) (Adjusted, error)
	// InForce returns the adjustments of some queues that are in force over any
	// part of a span.
	InForce(ctx context.Context, scope auth.Scope, queues []int64, from, to time.Time) ([]Adjustment, error)
}

// InForce returns the adjustments of some queues that are in force over any part of
// a span.
func (a *Adjustments) InForce(ctx context.Context, scope auth.Scope, queues []int64, from, to time.Time) ([]Adjustment, error) {
	return a.store.Adjustments(ctx, scope, AdjustmentQuery{Queues: queues, From: from, To: to, InForce: true})
}

// Adjust looks at a run through the adjustments that are in force now.
func (a *Adjustments) Adjust(ctx context.Context, scope auth.Scope, run Run) (Adjusted, error) {
	g, err := run.Grid()
	if err != nil || g.Len() == 0 {
		return Adjusted{Curves: run.Curves}, err
	}
	over, err := a.store.Adjustments(ctx, scope, AdjustmentQuery{
		Queues: []int64{run.QueueID}, From: g.Start(0), To: g.Start(g.Len()), InForce: true,
	})
	if err != nil || len(over) == 0 {
		return Adjusted{Curves: run.Curves}, err
	}
	setup, err := a.queues.QueueSetup(ctx, scope, run.QueueID)
	if err != nil {
		return Adjusted{}, err
	}
	return adjust(g, run.Curves, setup, over), nil
}

// adjust lays adjustments over curves. New contacts may come wherever the queue
// is open by its hours or was by its history.
func adjust(g grid.Grid, c RunCurves, setup workforce.QueueSetup, over []Adjustment) Adjusted {
	open := setup.Open(g)
	for i, seen := range c.Open {
		open[i] = open[i] || seen
	}
	all := make([]layers.Layer, len(over))
	versions := make(map[int64]int64, len(over))
	for i, one := range over {
		all[i] = layers.Layer{
			ID: one.ID, Measure: one.Measure, Operation: one.Operation, Value: one.Value, From: one.From, To: one.To,
			Elsewhere: elsewhere(g, setup, one.Change),
		}
		versions[one.ID] = one.Version
	}
	result := layers.Apply(g, layers.Curves{Contacts: c.Contacts, AHTS: c.AHTS, Open: open}, all)
	out := Adjusted{Curves: c, Idle: result.Idle}
	out.Curves.Contacts, out.Curves.AHTS, out.Curves.Bands = result.Contacts, result.AHTS, nil
	for _, band := range c.Bands {
		out.Curves.Bands = append(out.Curves.Bands, model.Band{
			Level: band.Level, Lo: layers.Widen(c.Contacts, result.Contacts, band.Lo), Hi: layers.Widen(c.Contacts, result.Contacts, band.Hi),
		})
	}
	for _, id := range result.Applied {
		out.Applied = append(out.Applied, AppliedAdjustment{id, versions[id]})
	}
	return out
}

// elsewhere is the share of a total that belongs to the part of its range which
// a grid does not reach: its share of the range's open time, or of all its time
// where the queue is never open. A total for the month must not land whole on
// the week that was forecast.
func elsewhere(g grid.Grid, setup workforce.QueueSetup, c Change) float64 {
	begin, end := g.Start(0), g.Start(g.Len())
	if !c.From.Before(begin) && !c.To.After(end) {
		return 0
	}
	loc := g.Location()
	first := grid.DateOf(c.From.In(loc))
	whole, err := grid.New(loc, g.Minutes(), first, first.DaysUntil(grid.DateOf(c.To.In(loc)))+1)
	if err != nil {
		return 1 - overlap(c.From, c.To, begin, end).Seconds()/c.To.Sub(c.From).Seconds()
	}
	var inside, total, insideOpen, totalOpen time.Duration
	for i, open := range setup.Open(whole) {
		from, to := later(whole.Start(i), c.From), earlier(whole.End(i), c.To)
		span, here := max(0, to.Sub(from)), overlap(from, to, begin, end)
		total, inside = total+span, inside+here
		if open {
			totalOpen, insideOpen = totalOpen+span, insideOpen+here
		}
	}
	if totalOpen > 0 {
		return 1 - insideOpen.Seconds()/totalOpen.Seconds()
	}
	return 1 - inside.Seconds()/total.Seconds()
}

func overlap(from, to, begin, end time.Time) time.Duration {
	return max(0, earlier(to, end).Sub(later(from, begin)))
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

// Totals returns a run's totals as adjusted: each keeps the run's own bands,
// moved by the factor that its contacts were changed by.
func (a Adjusted) Totals(run Run) (days, weeks []model.Total, err error) {
	days, weeks = run.Report.Days, run.Report.Weeks
	if len(a.Applied) == 0 {
		return days, weeks, nil
	}
	g, err := run.Grid()
	if err != nil {
		return nil, nil, err
	}
	move := func(totals []model.Total) []model.Total {
		moved := slices.Clone(totals)
		for i := range moved {
			moved[i] = a.total(g, run, moved[i])
		}
		return moved
	}
	return move(days), move(weeks), nil
}

// total moves one total. Where the run expected nothing, the bands collapse onto
// the planner's figure: nothing is known about how sure that is.
func (a Adjusted) total(g grid.Grid, run Run, t model.Total) model.Total {
	first, _ := g.DayIndex(t.First)
	last, _ := g.DayIndex(t.Last)
	from, _ := g.Day(first)
	_, to := g.Day(last)
	before, after := 0.0, 0.0
	for i := from; i < to; i++ {
		before += run.Curves.Contacts[i]
		after += a.Curves.Contacts[i]
	}
	if before == after {
		return t
	}
	t.Bands = slices.Clone(t.Bands)
	if before == 0 {
		t.Mean += after
		for i := range t.Bands {
			t.Bands[i].Lo, t.Bands[i].Hi = after, after
		}
		return t
	}
	factor := after / before
	t.Mean *= factor
	for i := range t.Bands {
		t.Bands[i].Lo *= factor
		t.Bands[i].Hi *= factor
	}
	return t
}
