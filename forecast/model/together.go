package model

import (
	"maps"
	"math/rand/v2"
	"slices"

	"github.com/muster-wfm/muster/workforce/grid"
)

// Future is a forecast of which possible outcomes are to be drawn. Without a
// calibration, or one without errors, every outcome is the forecast.
type Future struct {
	Calibration *Calibration
	Grid        grid.Grid
	Mean        []float64 // by interval of the grid
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

// pool is one future with its back-test's errors, in deviations.
type pool struct {
	Future
	errors     [][][][]float64 // by date of the draw, bucket of lead times and day: by slot
	weeks      []int           // by day of the grid
	slots      []int           // by interval of the grid
	deviations []float64       // by interval of the grid
}

func newPool(f Future, first grid.Date, dates []grid.Date) pool {
	p := pool{Future: f}
	if f.Calibration == nil || len(f.Calibration.Errors) == 0 {
		return p
	}
	own := map[grid.Date][][][]float64{}
	for _, day := range f.Calibration.Errors {
		if own[day.origin()] == nil {
			own[day.origin()] = make([][][]float64, len(buckets))
		}
		b := bucketOf(day.Lead)
		own[day.origin()][b] = append(own[day.origin()][b], day.deviations(f.Calibration))
	}
	origins := slices.SortedFunc(maps.Keys(own), grid.Date.Compare)
	for _, date := range dates {
		p.errors = append(p.errors, own[nearestDate(origins, date)])
	}
	for k := range f.Grid.Days() {
		p.weeks = append(p.weeks, first.DaysUntil(f.Grid.Date(k))/7)
		from, _ := f.Grid.Day(k)
		for j, slot := range slotsOf(f.Grid, k) {
			p.slots = append(p.slots, slot)
			p.deviations = append(p.deviations, f.Calibration.Deviation(k+1+f.Calibration.Gap, slot, f.Mean[from+j]))
		}
	}
	return p
}

// fill draws one path, given the date that each week takes its errors from.
func (p pool) fill(path []float64, origins []int, random *rand.Rand) {
	copy(path, p.Mean)
	for day, week := range p.weeks {
		byBucket := p.errors[origins[week]]
		b, _ := nearestBucket(day+1+p.Calibration.Gap, func(b int) bool { return len(byBucket[b]) > 0 })
		errors := byBucket[b][random.IntN(len(byBucket[b]))]
		from, to := p.Grid.Day(day)
		for i := from; i < to; i++ {
			path[i] = max(0, p.Mean[i]+errors[p.slots[i]]*p.deviations[i])
		}
	}
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
