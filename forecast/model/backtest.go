package model

import (
	"context"
	"math"
)

// backtest replays the past: at several origins it lets models forecast from
// what was known then, and compares with what came. The last window ends where
// the real forecast begins, so that no error of the real horizon leaks in.
type backtest struct {
	actual  [][]float64 // day by slot as observed; NaN where nothing was
	scale   float64     // denominator of MASE
	horizon int
	few     bool // so few contacts an interval that absolute errors mislead
	windows []window
}

// window is one origin.
type window struct {
	origin   int // the first day that is not known
	training *Training
}

// How much history a window needs before it, and how far windows are apart.
const (
	backtestMinDays = 21
	backtestStep    = 7 // whole weeks: each origin falls on the real one's weekday
	dailyReach      = 3 // up to this horizon origins are a day apart: it holds too few weekdays to lie alike each week
)

// newBacktest prepares up to origins windows of horizon days. A horizon too long
// for the history is cut to what leaves three windows, or as many as fit.
func newBacktest(t *Training, horizon, origins int) *backtest {
	b := &backtest{actual: t.observed(), horizon: horizon}
	b.few = isFew(b.actual)
	b.scale = weeklyNaiveError(b.actual)
	step := backtestStep
	if horizon <= dailyReach {
		step = 1
	}
	spare := t.Days() - backtestMinDays - 2*step
	b.horizon = max(1, min(horizon, max(spare, backtestStep)))
	for n := range origins {
		origin := t.Days() - b.horizon - n*step
		if origin < backtestMinDays {
			break
		}
		past := t.until(origin)
		if past.lastDay() < 0 {
			break
		}
		past.settle()
		if n > 0 {
			b.windows[n-1].training.earlier = past
		}
		b.windows = append(b.windows, window{origin: origin, training: past})
	}
	return b
}

// observed returns what is to be scored: rows as they were, and zeros by rule.
func (t *Training) observed() [][]float64 {
	out := matrix(t.Days(), t.Slots(), math.NaN())
	for k := range t.Days() {
		open := t.open[t.weekday(k)]
		for j, v := range t.history.contacts[k] {
			switch {
			case seen(v):
				out[k][j] = v
			case open[j]:
				out[k][j] = t.counts[k][j]
			}
		}
	}
	return out
}

// trial is a candidate with its forecasts in every window.
type trial struct {
	model     Model
	forecasts [][][]float64 // window, lead - 1, slot
	total     tally
	settled   bool // what the search of its family ended on
}

// try lets a model forecast every window. It stops early when ctx ends.
func (b *backtest) try(ctx context.Context, m Model) (*trial, error) {
	c := &trial{model: m, forecasts: make([][][]float64, len(b.windows))}
	for n, w := range b.windows {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		f := w.training.fit(m)
		c.forecasts[n] = make([][]float64, b.horizon)
		for lead := range b.horizon {
			c.forecasts[n][lead] = f.Day(w.origin + lead)
		}
	}
	c.total = b.tally(c.forecasts)
	return c, nil
}

func (b *backtest) tally(forecasts [][][]float64) tally {
	var total tally
	for n := range b.windows {
		total.merge(b.windowTally(forecasts, n))
	}
	return total
}

func (b *backtest) windowTally(forecasts [][][]float64, n int) tally {
	var total tally
	for lead, day := range forecasts[n] {
		total.addDay(day, b.actual[b.windows[n].origin+lead])
	}
	return total
}

// loss is what selection goes by: WAPE; but where the usual count is below
// fewContacts the root mean squared error, because the least absolute error of
// a rare event is earned by forecasting none, and nobody can staff by that. A
// back-test of nothing makes all alike.
func (b *backtest) loss(c *trial) float64 { return b.lossOf(&c.total) }

func (b *backtest) lossOf(t *tally) float64 {
	switch {
	case t.actual <= 0:
		return math.Inf(1)
	case b.few:
		return math.Sqrt(t.square / float64(t.n))
	}
	return t.abs / t.actual
}

// isFew reports whether the mean open interval sees fewer than fewContacts.
func isFew(actual [][]float64) bool {
	total, n := 0.0, 0.0
	for _, day := range actual {
		for _, y := range day {
			if seen(y) {
				total += y
				n++
			}
		}
	}
	return total < fewContacts*n
}

// byBucket scores forecasts by lead time; buckets without any score are nil.
func (b *backtest) byBucket(forecasts [][][]float64) []BucketScore {
	tallies := make([]tally, len(buckets))
	for n, w := range b.windows {
		for lead, day := range forecasts[n] {
			tallies[bucketOf(lead+1)].addDay(day, b.actual[w.origin+lead])
		}
	}
	var out []BucketScore
	for i := range tallies {
		if tallies[i].n > 0 {
			out = append(out, BucketScore{Bucket: buckets[i], Score: tallies[i].score(b.scale)})
		}
	}
	return out
}

// BucketScore is the score of one span of lead times.
type BucketScore struct {
	Bucket Bucket
	Score  Score
}
