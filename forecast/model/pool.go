package model

import (
	"maps"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/muster-wfm/muster/workforce/grid"
)

// pool is one future with what its paths are drawn from.
type pool struct {
	Future
	errors     [][][][]float64 // by date of the draw, bucket of lead times and day: by slot, in deviations
	deviations []float64       // of the errors, in contacts by interval of the grid
	weeks      []int           // of the draw, by day of the grid
	slots      []int           // by interval of the grid
	lacks      []float64       // by day, what errors lack of the day's band, relative
}

func newPool(f Future, first grid.Date, dates []grid.Date) pool {
	p := pool{Future: f}
	for k := range f.Grid.Days() {
		p.weeks = append(p.weeks, first.DaysUntil(f.Grid.Date(k))/7)
		p.slots = append(p.slots, slotsOf(f.Grid, k)...)
	}
	var counted [][][]float64 // by bucket and day
	if f.Calibration != nil && len(f.Calibration.Errors) > 0 {
		counted = p.take(dates)
	}
	for k := range p.weeks {
		p.lacks = append(p.lacks, p.lack(k, counted))
	}
	if f.Rates && counted != nil {
		p.deviations = f.Mean
	}
	return p
}

// take settles the errors that are drawn and returns those of counts, in
// deviations by bucket of lead times.
func (p *pool) take(dates []grid.Date) [][][]float64 {
	c := p.Calibration
	counted := make([][][]float64, len(buckets))
	own := map[grid.Date][][][]float64{}
	rate := c.rates()
	for _, day := range c.Errors {
		if own[day.origin()] == nil {
			own[day.origin()] = make([][][]float64, len(buckets))
		}
		b, errors := bucketOf(day.Lead), day.deviations(c)
		counted[b] = append(counted[b], errors)
		if p.Rates {
			errors = rate.of(day)
		}
		own[day.origin()][b] = append(own[day.origin()][b], errors)
	}
	origins := slices.SortedFunc(maps.Keys(own), grid.Date.Compare)
	for _, date := range dates {
		p.errors = append(p.errors, own[nearestDate(origins, date)])
	}
	for k := range p.weeks {
		from, to := p.Grid.Day(k)
		for i := from; i < to; i++ {
			p.deviations = append(p.deviations, c.Deviation(p.lead(k), p.slots[i], p.Mean[i]))
		}
	}
	return counted
}

// lead is how many days after the last known one a day lies.
func (p *pool) lead(day int) int { return day + 1 + p.Calibration.Gap }

// lack is the relative deviation of a factor on the day which, beside the errors,
// makes its total stray as its band says: the band's squared half-width without
// that of the errors. It is what the back-test could not show, such as an event
// that was never seen or a volume that is a guess.
func (p *pool) lack(day int, counted [][][]float64) float64 {
	if day >= len(p.Totals) || len(p.Totals[day].Bands) == 0 || p.Totals[day].Mean <= 0 {
		return 0
	}
	total := p.Totals[day]
	band := total.Bands[0]
	width, shown := band.Hi/total.Mean-1, 0.0
	if counted != nil {
		shown = p.shown(day, counted, band.Level)
	}
	return math.Sqrt(max(0, width*width-shown*shown)) / normalQuantile(band.Level)
}

// shown is the relative error of a day's total that a share of the errors does not
// exceed.
func (p *pool) shown(day int, counted [][][]float64, level float64) float64 {
	b, _ := nearestBucket(p.lead(day), func(b int) bool { return len(counted[b]) > 0 })
	from, to := p.Grid.Day(day)
	mean := sum(p.Mean[from:to])
	if mean <= 0 {
		return 0
	}
	var totals []float64
	for _, errors := range counted[b] {
		total := 0.0
		for i := from; i < to; i++ {
			total += errors[p.slots[i]] * p.deviations[i]
		}
		totals = append(totals, math.Abs(total)/mean)
	}
	slices.Sort(totals)
	return totals[max(1, int(math.Ceil(level*float64(len(totals)))))-1]
}

// fill draws one path, given the date that each week takes its errors from.
func (p *pool) fill(path []float64, origins []int, random *rand.Rand) {
	copy(path, p.Mean)
	if p.errors == nil {
		return
	}
	for day, week := range p.weeks {
		byBucket := p.errors[origins[week]]
		b, _ := nearestBucket(p.lead(day), func(b int) bool { return len(byBucket[b]) > 0 })
		errors := byBucket[b][random.IntN(len(byBucket[b]))]
		from, to := p.Grid.Day(day)
		for i := from; i < to; i++ {
			path[i] = max(0, p.Mean[i]+errors[p.slots[i]]*p.deviations[i])
		}
	}
}

// widen adds what the errors lack: one factor a week, since what is not known of a
// queue is not known of all its days, and the noise of single arrivals where there
// are no errors that hold it.
func (p *pool) widen(path []float64, random *rand.Rand) {
	week, factor := -1, 0.0
	for day := range p.weeks {
		if p.weeks[day] != week {
			week, factor = p.weeks[day], random.NormFloat64()
		}
		if p.lacks[day] == 0 {
			continue
		}
		from, to := p.Grid.Day(day)
		for i := from; i < to; i++ {
			change := p.Mean[i] * p.lacks[day] * factor
			if p.errors == nil && !p.Rates {
				change += math.Sqrt(p.Mean[i]) * random.NormFloat64()
			}
			path[i] = max(0, path[i]+change)
		}
	}
}
