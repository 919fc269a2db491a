package model

import "math"

// slowRates are the smoothing rates that compete for the slow level.
var slowRates = [...]float64{0, .02, .05, .1, .2, .3}

// follow smooths the errors that a regression left on days, in order, into a
// slow level ℓ that is to be added to every day ahead: exponential smoothing, an
// error pulling by no more than huberAt spreads. The rate is the one whose level
// would have missed least, 1 to horizon days ahead, no miss counting for more
// than 3 spreads; the lowest of equals. It returns the level at the end and as
// it stood before each day.
func follow(days []int, errors []float64, scale float64, horizon int) (slow float64, before []float64) {
	best, rate := math.Inf(1), 0.0
	for n, missed := range slowMisses(days, errors, scale, horizon) {
		if missed < best*(1-1e-9) {
			best, rate = missed, slowRates[n]
		}
	}
	before = make([]float64, len(errors))
	for i, r := range errors {
		before[i] = slow
		slow += rate * clip(r-slow, huberAt*scale)
	}
	return slow, before
}

func clip(v, limit float64) float64 { return min(max(v, -limit), limit) }

// slowMisses returns the squared misses of the slow level at each rate, added up.
// It is the inner loop of every fit: the sums over the days ahead, Σ(e−ℓ)² =
// Σe² − 2ℓΣe + nℓ², slide along for all rates at once, and only errors that may
// miss by more than counts are looked at one by one.
func slowMisses(days []int, errors []float64, scale float64, horizon int) (missed [len(slowRates)]float64) {
	limit, pull := 3*scale, huberAt*scale
	var levels [len(slowRates)]float64
	large := largeErrors(errors, limit/2)
	end, sum, squares := 0, 0.0, 0.0 // of the errors within the horizon
	for i, r := range errors {
		for last := days[i] + horizon; end < len(errors) && days[end] <= last; end++ {
			sum += errors[end]
			squares += errors[end] * errors[end]
		}
		sum -= r
		squares -= r * r
		for len(large) > 0 && large[0] <= i {
			large = large[1:]
		}
		ahead := float64(end - i - 1)
		for n, rate := range slowRates {
			level := levels[n] + rate*clip(r-levels[n], pull)
			levels[n] = level
			missed[n] += squares - 2*level*sum + ahead*level*level
			switch {
			case level > limit/2 || level < -limit/2:
				for _, e := range errors[i+1 : end] {
					missed[n] -= cutOff(e-level, limit)
				}
			case len(large) > 0 && large[0] < end:
				for _, at := range large {
					if at >= end {
						break
					}
					missed[n] -= cutOff(errors[at]-level, limit)
				}
			}
		}
	}
	return missed
}

// largeErrors lists the errors beyond a limit: all that a level within the limit
// can miss by more than twice as much.
func largeErrors(errors []float64, limit float64) []int {
	list := make([]int, 0, len(errors)/6)
	for i, r := range errors {
		if r > limit || r < -limit {
			list = append(list, i)
		}
	}
	return list
}

// cutOff is by how much a squared miss exceeds what it may count for.
func cutOff(e, limit float64) float64 { return max(0, e*e-limit*limit) }
