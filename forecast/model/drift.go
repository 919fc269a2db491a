package model

import "math"

// slowRates are the smoothing rates that compete for the slow level.
var slowRates = []float64{0, .02, .05, .1, .2, .3}

// follow smooths the errors that a regression left on days, in order, into a
// slow level ℓ that is to be added to every day ahead: exponential smoothing, an
// error pulling by no more than huberAt spreads. The rate is the one whose level
// would have missed least, 1 to horizon days ahead, no miss counting for more
// than 3 spreads; the lowest of equals. It returns the level at the end and as
// it stood before each day.
func follow(days []int, errors []float64, scale float64, horizon int) (slow float64, before []float64) {
	best, rate := math.Inf(1), 0.0
	for _, candidate := range slowRates {
		if loss := slowLoss(days, errors, scale, candidate, horizon); loss < best*(1-1e-9) {
			best, rate = loss, candidate
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

// slowLoss is the mean squared miss of the slow level at a rate. It is the inner
// loop of every fit: no calls, few branches.
func slowLoss(days []int, errors []float64, scale, rate float64, horizon int) float64 {
	slow, loss, n := 0.0, 0.0, 0
	limit, pull := 3*scale, huberAt*scale
	for i, r := range errors {
		switch step := r - slow; {
		case step > pull:
			slow += rate * pull
		case step < -pull:
			slow -= rate * pull
		default:
			slow += rate * step
		}
		last := days[i] + horizon
		for ahead := i + 1; ahead < len(errors) && days[ahead] <= last; ahead++ {
			e := errors[ahead] - slow
			if e > limit || e < -limit {
				e = limit
			}
			loss += e * e
			n++
		}
	}
	return loss / float64(max(1, n))
}
