package model

import "math/rand/v2"

// errorDay is how one whole day of the back-test went wrong: the error of each
// slot in deviations. Keeping days whole keeps the correlation between the
// intervals of a day, which makes busy days busy all day.
type errorDay struct {
	lead   int
	errors []float64
}

// errorDays turns a back-test's pairs into whole days of errors. Slots without
// a value take the mean error of their day.
func errorDays(pairs []pair, s spreads, slots int) []errorDay {
	var out []errorDay
	for from := 0; from < len(pairs); {
		to := from
		day := errorDay{lead: pairs[from].lead, errors: make([]float64, slots)}
		known := make([]bool, slots)
		total := 0.0
		for to < len(pairs) && pairs[to].window == pairs[from].window && pairs[to].lead == day.lead {
			p := pairs[to]
			e := (p.actual - p.forecast) / s.deviation(p.lead, p.slot, p.forecast)
			day.errors[p.slot], known[p.slot] = e, true
			total += e
			to++
		}
		for j := range day.errors {
			if !known[j] {
				day.errors[j] = total / float64(to-from)
			}
		}
		out = append(out, day)
		from = to
	}
	return out
}

// Paths draws possible futures: n rows of contacts for every interval of the
// result's grid, each day made of the forecast and the errors of a whole day of
// the back-test with a lead time in the same bucket or the nearest. Without a back-test every
// path is the forecast. The same seed draws the same paths.
func (r *Result) Paths(n int, seed uint64) [][]float64 {
	random := rand.New(rand.NewPCG(seed, 0x6d7573746572))
	pool := make([][]errorDay, len(buckets))
	for _, d := range r.errorDays {
		pool[bucketOf(d.lead)] = append(pool[bucketOf(d.lead)], d)
	}
	out := matrix(n, r.Grid.Len(), 0)
	for _, path := range out {
		copy(path, r.Mean)
		for day := range r.Grid.Days() {
			b, ok := nearestBucket(day+1+r.leadOffset, func(b int) bool { return len(pool[b]) > 0 })
			if ok {
				r.drawDay(path, day, pool[b][random.IntN(len(pool[b]))])
			}
		}
	}
	return out
}

func (r *Result) drawDay(path []float64, day int, e errorDay) {
	from, to := r.Grid.Day(day)
	for i := from; i < to; i++ {
		slot := r.Grid.WallMinute(i) / r.Grid.Minutes()
		deviation := r.spreads.deviation(day+1+r.leadOffset, slot, r.Mean[i])
		path[i] = max(0, r.Mean[i]+e.errors[slot]*deviation)
	}
}
