package forecast

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"

	"github.com/muster-wfm/muster/forecast/accuracy"
	"github.com/muster-wfm/muster/forecast/model"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// leadSpans are the spans of lead times of the back-test, so that what came can
// be set beside what it promised.
func leadSpans() []accuracy.Span {
	var spans []accuracy.Span
	for _, b := range model.Buckets() {
		spans = append(spans, accuracy.Span(b))
	}
	return spans
}

// days returns the days of a queue that are over, in order, for each span of
// lead times: every day beside the newest run of the span. Days of which no run
// speaks are missing; days without contacts observed are empty.
func (h *Hindsight) days(ctx context.Context, scope auth.Scope, queue workforce.Queue, from, to grid.Date, spans []accuracy.Span) ([][]ScoredDay, error) {
	setup, err := h.workforce.QueueSetup(ctx, scope, queue.ID)
	if err != nil {
		return nil, err
	}
	if yesterday := grid.DateOf(h.Now().In(setup.Site.Location())).AddDays(-1); yesterday.Before(to) {
		to = yesterday
	}
	made, err := h.scored.RunsSpeakingOf(ctx, scope, queue.ID, from, to)
	if err != nil {
		return nil, err
	}
	choice := chooseRuns(made, from, to, spans)
	kept, err := h.filled(ctx, scope, setup, choice, chooseRuns(made, from, to, usualSpans()))
	if err != nil {
		return nil, err
	}
	out := make([][]ScoredDay, len(spans))
	for s, chosen := range choice {
		for _, c := range chosen {
			d := kept[ScoredKey{c.day, c.Run}]
			d.Lead, d.Rehearsed = c.Lead(c.day), c.Rehearsed(c.day)
			out[s] = append(out[s], d)
		}
	}
	return out, nil
}

// usualSpans are those that are asked for again and again: the newest run, and
// the newest of each span of lead times.
func usualSpans() []accuracy.Span { return append([]accuracy.Span{{From: 1}}, leadSpans()...) }

// chosenRun is the run that a day is held against.
type chosenRun struct {
	accuracy.Made
	day grid.Date
}

func chooseRuns(made []accuracy.Made, from, to grid.Date, spans []accuracy.Span) [][]chosenRun {
	out := make([][]chosenRun, len(spans))
	for day := from; !day.After(to); day = day.AddDays(1) {
		for s, span := range spans {
			if run, found := accuracy.Newest(made, day, span); found {
				out[s] = append(out[s], chosenRun{run, day})
			}
		}
	}
	return out
}

// keysOf names the days and runs of choices.
func keysOf(choice [][]chosenRun) map[ScoredKey]accuracy.Made {
	keys := map[ScoredKey]accuracy.Made{}
	for _, chosen := range choice {
		for _, c := range chosen {
			keys[ScoredKey{c.day, c.Run}] = c.Made
		}
	}
	return keys
}

// filled returns the chosen days, working out what is not kept; and then, since
// reading a run costs far more than scoring a day of it, what else will be asked
// for soon. Only one caller works on a queue at a time; the others find what it
// left.
func (h *Hindsight) filled(ctx context.Context, scope auth.Scope, setup workforce.QueueSetup, choice, soon [][]chosenRun) (map[ScoredKey]ScoredDay, error) {
	wanted := keysOf(choice)
	kept := make(map[ScoredKey]ScoredDay, len(wanted))
	basis := newBases(setup)
	if err := h.takeKept(ctx, scope, basis, wanted, kept); err != nil || len(wanted) == 0 {
		return kept, err
	}
	done, err := h.filling.take(ctx, fmt.Sprintf("%d/%d", scope.Tenant(), setup.Queue.ID))
	if err != nil {
		return nil, err
	}
	defer done()
	if err := h.takeKept(ctx, scope, basis, wanted, kept); err != nil || len(wanted) == 0 {
		return kept, err
	}
	maps.Copy(wanted, keysOf(soon))
	if err := h.takeKept(ctx, scope, basis, wanted, kept); err != nil {
		return kept, err
	}
	return kept, h.work(ctx, scope, basis, wanted, kept)
}

// takeKept moves what the store has from wanted to kept, unless it was worked out
// from another calendar or other opening hours.
func (h *Hindsight) takeKept(ctx context.Context, scope auth.Scope, basis *bases, wanted map[ScoredKey]accuracy.Made, kept map[ScoredKey]ScoredDay) error {
	if len(wanted) == 0 {
		return nil
	}
	keys := make([]ScoredKey, 0, len(wanted))
	for k := range wanted {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b ScoredKey) int { return cmp.Or(a.Day.Compare(b.Day), cmp.Compare(a.Run, b.Run)) })
	found, err := h.scored.ScoredDays(ctx, scope, basis.setup.Queue.ID, keys)
	for _, d := range found {
		if d.Basis != basis.of(d.Date) {
			continue
		}
		key := ScoredKey{d.Date, d.Run}
		kept[key] = d
		delete(wanted, key)
	}
	return err
}

// work scores what is wanted and keeps it.
func (h *Hindsight) work(ctx context.Context, scope auth.Scope, basis *bases, wanted map[ScoredKey]accuracy.Made, kept map[ScoredKey]ScoredDay) error {
	setup := basis.setup
	changes, err := h.scored.Changes(ctx, scope, setup.Queue.ID)
	if err != nil {
		return err
	}
	byRun := map[int64][]grid.Date{}
	first, last := grid.Date{}, grid.Date{}
	for key, made := range wanted {
		byRun[key.Run] = append(byRun[key.Run], key.Day)
		if first.IsZero() || made.Origin.Before(first) {
			first = made.Origin
		}
		if last.Before(key.Day) {
			last = key.Day
		}
	}
	seen, err := h.witness(ctx, scope, setup, first.AddDays(-accuracy.ScaleDays-5*7), last)
	if err != nil {
		return err
	}
	stood, err := h.standing(ctx, scope, setup)
	if err != nil {
		return err
	}
	var fresh []ScoredDay
	for run, days := range byRun {
		if err := ctx.Err(); err != nil {
			return err
		}
		made := wanted[ScoredKey{days[0], run}]
		scored, err := h.scoreRun(ctx, scope, seen, stood, made, days)
		if err != nil {
			return err
		}
		for _, d := range scored {
			d.Basis = basis.of(d.Date)
			kept[ScoredKey{d.Date, d.Run}] = d
			fresh = append(fresh, d)
		}
	}
	slices.SortFunc(fresh, func(a, b ScoredDay) int { return cmp.Or(a.Date.Compare(b.Date), cmp.Compare(a.Run, b.Run)) })
	return h.scored.KeepScored(ctx, scope, setup.Queue.ID, changes, fresh)
}

// scoreRun holds some days of a run against what came.
func (h *Hindsight) scoreRun(ctx context.Context, scope auth.Scope, seen witness, stood standing, made accuracy.Made, days []grid.Date) ([]ScoredDay, error) {
	run, err := h.runs.Run(ctx, scope, made.Run)
	if err != nil {
		return nil, err
	}
	g, err := run.Grid()
	if err != nil {
		return nil, err
	}
	seen = seen.in(run.Minutes)
	knew := min(seen.first.DaysUntil(made.Origin), seen.first.DaysUntil(run.knownUntil()))
	scale := accuracy.NaiveScale(seen.actual, knew)
	out, done := make([]ScoredDay, 0, len(days)), map[string][]float64{}
	for _, date := range days {
		d := ScoredDay{Day: accuracy.Day{Queue: run.QueueID, Run: run.ID, Date: date, Scale: scale}, Deviation: run.dayDeviation(date)}
		if index, actual := seen.day(date); actual != nil {
			d.fill(g, run.Curves, actual, accuracy.Naive(seen.actual, knew, index), stood.adjusted(g, run.Curves, date, done))
		}
		out = append(out, d)
	}
	return out, nil
}

// knownUntil is the first day that the run knew nothing of, as far as its
// calibration says how old its history was.
func (r Run) knownUntil() grid.Date {
	if r.Curves.Calibration == nil {
		return r.Order.From
	}
	return r.Order.From.AddDays(-r.Curves.Calibration.Gap)
}

// fill takes over the intervals of a day that can be scored: those in which
// contacts were expected, or came. Of the two that share a wall-clock slot when
// the clocks go back the first stands for both.
func (d *ScoredDay) fill(g grid.Grid, c RunCurves, actual, naive, adjusted []float64) {
	k, _ := g.DayIndex(d.Date)
	from, to := g.Day(k)
	last := -1
	for i := from; i < to; i++ {
		slot := g.WallMinute(i) / g.Minutes()
		if slot <= last || math.IsNaN(actual[slot]) || actual[slot] == 0 && !c.Open[i] {
			continue
		}
		last = slot
		d.Minutes = append(d.Minutes, g.WallMinute(i))
		d.Actual = append(d.Actual, actual[slot])
		d.Forecast = append(d.Forecast, c.Contacts[i])
		if naive != nil {
			d.Naive = append(d.Naive, naive[slot])
		}
		if adjusted != nil {
			d.Adjusted = append(d.Adjusted, adjusted[i])
		}
		if d.Bands == nil {
			d.Bands = make([]accuracy.Band, len(c.Bands))
		}
		for b, band := range c.Bands {
			d.Bands[b].Level = band.Level
			d.Bands[b].Lo, d.Bands[b].Hi = append(d.Bands[b].Lo, band.Lo[i]), append(d.Bands[b].Hi, band.Hi[i])
		}
	}
}

// dayDeviation is the standard deviation of a day's total, in contacts, that
// the run's band for the day stands for: the back-test's errors of whole days at
// that lead time, but never less than the chance of a count. NaN where the run
// has no such band.
func (r Run) dayDeviation(date grid.Date) float64 {
	for _, total := range r.Report.Days {
		if total.First == date && len(total.Bands) > 0 {
			b := total.Bands[0]
			return max(math.Sqrt(total.Mean), (b.Hi-total.Mean)/distuv.UnitNormal.Quantile((1+b.Level)/2))
		}
	}
	return math.NaN()
}

// turns lets one caller at a time do what a key stands for.
type turns struct{ busy chan map[string]chan struct{} }

func newTurns() *turns {
	t := &turns{busy: make(chan map[string]chan struct{}, 1)}
	t.busy <- map[string]chan struct{}{}
	return t
}

// take waits until nobody else works under the key; done ends the turn.
func (t *turns) take(ctx context.Context, key string) (done func(), err error) {
	for {
		busy := <-t.busy
		other, taken := busy[key]
		if !taken {
			mine := make(chan struct{})
			busy[key] = mine
			t.busy <- busy
			return func() {
				busy := <-t.busy
				delete(busy, key)
				t.busy <- busy
				close(mine)
			}, nil
		}
		t.busy <- busy
		select {
		case <-other:
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		}
	}
}
