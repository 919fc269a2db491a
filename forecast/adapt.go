package forecast

import (
	"context"
	"math"
	"slices"

	"github.com/muster-wfm/muster/forecast/model"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce/grid"
)

// How many runs back bands learn from, and from how many days at most.
const (
	adaptRuns = 60
	adaptDays = 60
)

// known is the first day whose history a run may not see.
func (o RunOrder) known() grid.Date {
	if o.AsOf.IsZero() {
		return o.From
	}
	return o.AsOf
}

// adapted returns the levels at which a run's bands are to be drawn: those of the
// newest run before it, moved on by every day since then of which is known what
// came. nil where no run came before.
func (f *Forecasts) adapted(ctx context.Context, scope auth.Scope, order RunOrder) ([]model.AdaptedLevel, error) {
	runs, err := f.earlier(ctx, scope, order)
	if err != nil || len(runs) == 0 {
		return nil, err
	}
	levels, from := model.AdaptedLevels(order.levels()), order.known().AddDays(-adaptDays)
	if last := runs[0].Order; len(last.Adapted) > 0 {
		levels = carriedOver(levels, last.Adapted)
		if last.known().After(from) {
			from = last.known()
		}
	}
	if !from.Before(order.known()) {
		return levels, nil
	}
	r := &rehearing{
		forecasts: f, scope: scope, runs: runs, from: from, days: from.DaysUntil(order.known()),
		curves: map[int64]*RunCurves{}, actual: map[int]seenDays{},
	}
	for day := from; day.Before(order.known()); day = day.AddDays(1) {
		if levels, err = r.learn(ctx, levels, day); err != nil {
			return nil, err
		}
	}
	return levels, nil
}

// levels are those of the bands.
func (o RunOrder) levels() []float64 {
	if len(o.Levels) == 0 {
		return []float64{.80, .95}
	}
	return o.Levels
}

// carriedOver takes over what was learned of the levels that are still asked for.
func carriedOver(levels, last []model.AdaptedLevel) []model.AdaptedLevel {
	for i := range levels {
		for _, l := range last {
			if l.Level == levels[i].Level && l.Bucket == levels[i].Bucket {
				levels[i] = l
			}
		}
	}
	return levels
}

// earlier lists the finished runs of the same queue and interval length that knew
// less than the order's, those that knew most first.
func (f *Forecasts) earlier(ctx context.Context, scope auth.Scope, order RunOrder) ([]Run, error) {
	runs, err := f.store.Runs(ctx, scope, order.QueueID, 0, adaptRuns)
	if err != nil {
		return nil, err
	}
	var out []Run
	for _, run := range runs {
		if run.State == RunDone && run.Order.known().Before(order.known()) {
			out = append(out, run)
		}
	}
	slices.SortStableFunc(out, func(a, b Run) int { return b.Order.known().Compare(a.Order.known()) })
	return out, nil
}

// rehearing compares runs with what came.
type rehearing struct {
	forecasts *Forecasts
	scope     auth.Scope
	runs      []Run // those that knew most first, without their curves
	from      grid.Date
	days      int // to learn from
	curves    map[int64]*RunCurves
	actual    map[int]seenDays // by the minutes of an interval
}

// seenDays is what came on the days to learn from; NaN where nothing was observed.
type seenDays struct {
	grid   grid.Grid
	values []float64
}

// learn moves levels on by one day: for each bucket of lead times by the newest
// run that saw the day at such a lead.
func (r *rehearing) learn(ctx context.Context, levels []model.AdaptedLevel, day grid.Date) ([]model.AdaptedLevel, error) {
	out := append([]model.AdaptedLevel(nil), levels...)
	for i, level := range out {
		run := r.at(day, level.Bucket)
		if run == nil {
			continue
		}
		missed, err := r.missed(ctx, run, day, level.Level)
		if err != nil {
			return nil, err
		}
		if !math.IsNaN(missed) {
			out[i] = level.After(missed)
		}
	}
	return out, nil
}

// at finds the newest run that saw a day at a lead of the bucket.
func (r *rehearing) at(day grid.Date, bucket model.Bucket) *Run {
	for i := range r.runs {
		run := &r.runs[i]
		if run.forecasts(day) && bucket.Holds(run.Order.known().DaysUntil(day)+1) {
			return run
		}
	}
	return nil
}

// missed is the share of a day's open intervals that fell outside of a band; NaN
// where nothing is known of the day or the run has no such band.
func (r *rehearing) missed(ctx context.Context, run *Run, day grid.Date, level float64) (float64, error) {
	curves, err := r.read(ctx, run.ID)
	if err != nil {
		return 0, err
	}
	g, err := run.Grid()
	if err != nil {
		return 0, err
	}
	actual, err := r.came(ctx, run.QueueID, g, day)
	if err != nil {
		return 0, err
	}
	k, _ := g.DayIndex(day)
	from, _ := g.Day(k)
	missed, seen := 0.0, 0.0
	for _, band := range curves.Bands {
		if band.Level != level {
			continue
		}
		for i, y := range actual {
			if math.IsNaN(y) || curves.Contacts[from+i] == 0 {
				continue
			}
			seen++
			if y < band.Lo[from+i] || y > band.Hi[from+i] {
				missed++
			}
		}
	}
	return missed / seen, nil
}

// came returns what a day saw, in the intervals of a grid. All days are read at
// once: a reading costs much more than its days do.
func (r *rehearing) came(ctx context.Context, queue int64, g grid.Grid, day grid.Date) ([]float64, error) {
	seen, known := r.actual[g.Minutes()]
	if !known {
		whole, err := grid.New(g.Location(), g.Minutes(), r.from, r.days)
		if err != nil {
			return nil, err
		}
		values, err := r.forecasts.actual(ctx, r.scope, queue, whole)
		if err != nil {
			return nil, err
		}
		seen = seenDays{whole, values}
		r.actual[g.Minutes()] = seen
	}
	k, _ := seen.grid.DayIndex(day)
	from, to := seen.grid.Day(k)
	return seen.values[from:to], nil
}

// read reads the curves of a run once.
func (r *rehearing) read(ctx context.Context, id int64) (*RunCurves, error) {
	if known := r.curves[id]; known != nil {
		return known, nil
	}
	run, err := r.forecasts.store.Run(ctx, r.scope, id)
	if err != nil {
		return nil, err
	}
	r.curves[id] = &run.Curves
	return &run.Curves, nil
}
