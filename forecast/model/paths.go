package model

import (
	"math"

	"github.com/muster-wfm/muster/workforce/grid"
)

// ErrorDay is how one whole day of the back-test was forecast and what came, by
// slot. Keeping days whole keeps the correlation between the intervals of a day,
// which makes busy days busy all day.
type ErrorDay struct {
	Date     grid.Date
	Lead     int       // days after the last known one, the first is 1
	Forecast []float64 // zero where closed
	Actual   []float64 // NaN where nothing was observed, or closed
}

// Days of errors kept for each bucket of lead times: enough for a shape of their
// correlation, few enough to be stored with every forecast.
const (
	cellsOfErrors   = 5000
	leastErrorDays  = 24
	mostErrorDays   = 112
	figuresOfErrors = 4 // significant ones of a forecast kept
)

// errorDays lists the days of a back-test on which something open was observed,
// an even choice of them where there are many.
func (b *backtest) errorDays(forecasts [][][]float64, first grid.Date) []ErrorDay {
	byBucket := make([][]ErrorDay, len(buckets))
	for n, w := range b.windows {
		for lead, forecast := range forecasts[n] {
			actual := b.actual[w.origin+lead]
			day := ErrorDay{Date: first.AddDays(w.origin + lead), Lead: lead + 1, Forecast: make([]float64, len(forecast)), Actual: make([]float64, len(forecast))}
			known := false
			for j, f := range forecast {
				day.Forecast[j], day.Actual[j] = significant(f), math.NaN()
				if f > 0 && seen(actual[j]) {
					day.Actual[j], known = actual[j], true
				}
			}
			if known {
				byBucket[bucketOf(lead+1)] = append(byBucket[bucketOf(lead+1)], day)
			}
		}
	}
	var out []ErrorDay
	for _, days := range byBucket {
		n, limit := len(days), min(max(cellsOfErrors/len(b.actual[0]), leastErrorDays), mostErrorDays)
		for i, day := range days {
			if n <= limit || (i+1)*limit/n > i*limit/n {
				out = append(out, day)
			}
		}
	}
	return out
}

// significant rounds to the figures kept.
func significant(v float64) float64 {
	if v == 0 {
		return 0
	}
	scale := math.Pow10(figuresOfErrors - 1 - int(math.Floor(math.Log10(math.Abs(v)))))
	return math.Round(v*scale) / scale
}

// deviations returns the day's errors in standard deviations. Slots without a
// value take the mean error of their day.
func (d ErrorDay) deviations(c *Calibration) []float64 {
	out := make([]float64, len(d.Forecast))
	total, n := 0.0, 0.0
	for j, f := range d.Forecast {
		if f > 0 && seen(d.Actual[j]) {
			out[j] = (d.Actual[j] - f) / c.Deviation(d.Lead, j, f)
			total += out[j]
			n++
		}
	}
	for j, f := range d.Forecast {
		if n > 0 && !(f > 0 && seen(d.Actual[j])) {
			out[j] = total / n
		}
	}
	return out
}

// Paths draws possible futures: n rows of contacts for every interval of the
// forecast's grid, see [Together]. The same seed draws the same paths.
func (r *Result) Paths(n int, seed uint64) [][]float64 {
	return r.Future().Paths(n, seed)
}

// Future is what paths of the forecast are drawn from.
func (r *Result) Future() Future {
	return Future{Calibration: r.Calibration, Grid: r.Grid, Mean: r.Mean, Totals: r.Days}
}

// Paths draws possible outcomes of one forecast, n rows.
func (f Future) Paths(n int, seed uint64) [][]float64 {
	out := matrix(n, f.Grid.Len(), 0)
	Together([]Future{f}, n, seed, func(path int, curves [][]float64) { copy(out[path], curves[0]) })
	return out
}
