package survival

import "math"

// Quantiles returns the times by which the share p of people has left, for each
// p: the first time at which a step function of this curve (the survival curve or
// one of its bounds) falls below 1-p; where a flat piece lies at 1-p exactly, its
// middle; NaN where it never falls so far.
func (c *Curve) Quantiles(values, shares []float64) []float64 {
	var times, gone []float64
	seen := map[float64]bool{0: true}
	times, gone = append(times, 0), append(gone, 0)
	last := 0.0
	for k, v := range values {
		last = c.Time[k]
		g := 1 - v
		if math.IsNaN(v) || seen[g] {
			continue
		}
		seen[g] = true
		times, gone = append(times, c.Time[k]), append(gone, g)
	}
	quantiles := make([]float64, len(shares))
	for i, p := range shares {
		from, to := lowestReaching(gone, p-timeTolerance), lowestReaching(gone, p+timeTolerance)
		end := len(gone) - 1
		switch {
		case from < 0:
			quantiles[i] = math.NaN()
		case math.Abs(p-gone[end]) < timeTolerance && !endsUnknown(values):
			quantiles[i] = (times[from] + last) / 2
		case to < 0:
			quantiles[i] = math.NaN()
		default:
			quantiles[i] = (times[from] + times[to]) / 2
		}
	}
	return quantiles
}

func endsUnknown(values []float64) bool {
	return len(values) > 0 && math.IsNaN(values[len(values)-1])
}

// lowestReaching finds the lowest value that is at least p, -1 where none is. A
// bound need not be monotone, so the list is not taken to be sorted.
func lowestReaching(values []float64, p float64) int {
	best := -1
	for k, v := range values {
		if v >= p && (best < 0 || v < values[best]) {
			best = k
		}
	}
	return best
}

// RestrictedMean is the mean time spent before tau, the area below the survival
// curve, with its standard error: the sum over event times of the area that
// remains, squared, times d/(n(n-d)).
func (c *Curve) RestrictedMean(tau float64) (mean, se float64) {
	var areas, jumps []float64
	at, s := min(0, tau), 1.0
	for k, t := range c.Time {
		if t > tau {
			break
		}
		areas = append(areas, s*(t-at))
		at, s = t, c.Survival[k]
		jump := 0.0
		if d, n := c.Events[k], c.AtRisk[k]; n > d {
			jump = d / (n * (n - d))
		}
		jumps = append(jumps, jump)
	}
	remaining, variance := s*(tau-at), 0.0
	for k := len(areas) - 1; k >= 0; k-- {
		variance += remaining * remaining * jumps[k]
		remaining += areas[k]
	}
	return remaining, math.Sqrt(variance)
}
