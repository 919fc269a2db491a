package model

import (
	"maps"
	"math/rand/v2"
	"slices"

	"github.com/muster-wfm/muster/workforce/grid"
)

// Future is a forecast of which possible outcomes are to be drawn. Where neither
// errors nor totals are known, every outcome is the forecast.
type Future struct {
	Calibration *Calibration
	Grid        grid.Grid
	Mean        []float64 // by interval of the grid

	// Totals are those of the grid's days. Days whose errors stray less than these
	// bands say stray as much by a factor more; see [pool.lack]. None: no day does.
	Totals []Total
	// Rates draws what is to be expected of each interval and not what is counted:
	// errors without the part that is the chance of single arrivals. Queueing
	// formulas hold that chance already.
	Rates bool
}

// Known reports whether anything is known of how outcomes stray from the forecast.
func (f Future) Known() bool {
	return f.Calibration != nil && len(f.Calibration.Errors) > 0 || len(f.Totals) > 0 && len(f.Totals[0].Bands) > 0
}

// keepsOrigin is how likely a week of a path has its errors from the same origin
// of the back-test as the week before.
const keepsOrigin = 0.5

// Together draws possible outcomes of several forecasts at once and hands each to
// use: a curve for every future, good only until use returns. The same seed draws
// the same paths, and a future's path does not depend on which others are drawn
// with it, as long as their first days and origins are the same.
//
// A path is the forecast and errors of the back-test, drawn so that what goes
// together in the past does so in the path: the intervals of a day, because days
// are drawn whole; the days of a week, because they come from one origin, whose
// weeks are too high or too low as a whole (a block bootstrap, Künsch, Annals of
// Statistics 17, 1989); weeks in a row, because half of them keep the origin; and
// queues, because all have the same origin, or the one nearest to it by date.
// The lead time of an error is in the same bucket as the day's, or in the nearest.
//
// Where the history is too short for a back-test, paths are drawn from the bands of
// the days' totals: all days of a week high or low by one normal factor, and counts
// with the noise of single arrivals.
func Together(futures []Future, n int, seed uint64, use func(path int, curves [][]float64)) {
	d := newDraw(futures)
	curves := make([][]float64, len(futures))
	for i, f := range futures {
		curves[i] = make([]float64, f.Grid.Len())
	}
	for path := range n {
		origins := d.origins(rand.New(rand.NewPCG(seed, uint64(path))))
		for i := range d.pools {
			d.pools[i].fill(curves[i], origins, rand.New(rand.NewPCG(seed+1, uint64(path))))
			d.pools[i].widen(curves[i], rand.New(rand.NewPCG(seed+2, uint64(path))))
		}
		use(path, curves)
	}
}

// draw is what paths are drawn from.
type draw struct {
	pools []pool
	weeks int         // from the first day of all grids to the last
	dates []grid.Date // the origins of all back-tests, ascending
}

func newDraw(futures []Future) *draw {
	d := &draw{}
	first := futures[0].Grid.First()
	known := map[grid.Date]bool{}
	for _, f := range futures {
		if f.Grid.First().Before(first) {
			first = f.Grid.First()
		}
		if f.Calibration != nil {
			for _, day := range f.Calibration.Errors {
				known[day.origin()] = true
			}
		}
	}
	d.dates = slices.SortedFunc(maps.Keys(known), grid.Date.Compare)
	for _, f := range futures {
		d.pools = append(d.pools, newPool(f, first, d.dates))
		d.weeks = max(d.weeks, (first.DaysUntil(f.Grid.First())+f.Grid.Days()+6)/7)
	}
	return d
}

// origin is the day from which the error day was forecast.
func (d ErrorDay) origin() grid.Date { return d.Date.AddDays(-d.Lead) }

// origins draws one of the dates for each week; none where there are none.
func (d *draw) origins(random *rand.Rand) []int {
	if len(d.dates) == 0 {
		return nil
	}
	out := make([]int, d.weeks)
	for week := range out {
		if week > 0 && random.Float64() < keepsOrigin {
			out[week] = out[week-1]
			continue
		}
		out[week] = random.IntN(len(d.dates))
	}
	return out
}

// nearestDate is the member of an ascending list nearest to a date, the earlier of
// two.
func nearestDate(list []grid.Date, date grid.Date) grid.Date {
	i, _ := slices.BinarySearchFunc(list, date, grid.Date.Compare)
	if i == len(list) || i > 0 && list[i-1].DaysUntil(date) <= date.DaysUntil(list[i]) {
		return list[i-1]
	}
	return list[i]
}
