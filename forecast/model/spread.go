package model

import "math"

// spreads say how far an interval's count strays from its forecast μ. Arrivals
// are doubly stochastic: a Poisson count around a rate that itself is uncertain,
// whence Var N = μ + c²μ² (Whitt, "Dynamic staffing in a telephone call center",
// Management Science 45, 1999; Ibrahim et al. 2016, section 4). c is estimated
// for each bucket of lead times and each slot from the back-test's errors.
type spreads struct {
	excess [][]float64 // c² by bucket and slot
}

// smoothSlots is how many neighbours on either side lend a slot their errors.
const smoothSlots = 2

// pair is a forecast and what came.
type pair struct {
	window, lead, slot int
	forecast, actual   float64
}

// pairs lists all intervals of the back-test that were open and observed.
func (b *backtest) pairs(forecasts [][][]float64) []pair {
	var out []pair
	for n, w := range b.windows {
		for lead, day := range forecasts[n] {
			for j, f := range day {
				if y := b.actual[w.origin+lead][j]; seen(y) && f > 0 {
					out = append(out, pair{window: n, lead: lead + 1, slot: j, forecast: f, actual: y})
				}
			}
		}
	}
	return out
}

// assumedExcess is c² where the history is too short to show any.
const assumedExcess = fallbackDeviation * fallbackDeviation

// newSpreads estimates c² = Σ((y−μ)² − μ)/Σμ² by moments, over the slot and its
// neighbours, of all buckets in the same group. A bucket without errors borrows those of the nearest that has any;
// when none has, an error is assumed.
func newSpreads(pairs []pair, slots int, group []int) spreads {
	above, below := matrix(len(buckets), slots, 0), matrix(len(buckets), slots, 0)
	weights := ageWeights(pairs)
	for _, p := range pairs {
		b := group[bucketOf(p.lead)]
		e := p.actual - p.forecast
		weight := weights[p.window]
		above[b][p.slot] += weight * (e*e - p.forecast)
		below[b][p.slot] += weight * p.forecast * p.forecast
	}
	for b, g := range group {
		above[b], below[b] = above[g], below[g]
	}
	s := spreads{excess: matrix(len(buckets), slots, 0)}
	for b := range buckets {
		for j := range slots {
			from, to := max(0, j-smoothSlots), min(slots, j+smoothSlots+1)
			if whole := sum(below[b][from:to]); whole > 0 {
				s.excess[b][j] = max(0, sum(above[b][from:to])/whole)
			}
		}
	}
	s.fill(below)
	return s
}

// fill gives buckets without forecasts the excess of the nearest that has some.
func (s spreads) fill(below [][]float64) {
	for b, bucket := range buckets {
		from, ok := nearestBucket(bucket.From, func(b int) bool { return sum(below[b]) > 0 })
		if ok {
			s.excess[b] = s.excess[from]
			continue
		}
		for j := range s.excess[b] {
			s.excess[b][j] = assumedExcess
		}
	}
}

// Deviation is the standard deviation of an interval's count in contacts,
// √(μ + c²μ²), lead days ahead in a slot of the day.
func (c *Calibration) Deviation(lead, slot int, forecast float64) float64 {
	return math.Sqrt(forecast + c.Excess[bucketOf(lead)][slot]*forecast*forecast)
}
