package intraday

import "math"

// ratio is the shrunk ratio: the rest is multiplied by exp(b·R), where R is the
// log of what came over what was forecast so far.
type ratio struct {
	cut
	b float64
}

// ridge keeps the share b from resting on a few quiet days.
const ridge = 1e-4

// mostShare bounds b: at 1 it would be the plain ratio.
const mostShare = 0.95

// fitRatio learns b = Σxy/(Σx²+ridge) from past days, where x and y are the log
// errors before and after the cut.
func fitRatio(c cut, past []Day) ratio {
	square, product := ridge, 0.0
	for _, d := range past {
		x, y := d.logError(c.seen), d.logError(c.rest)
		square += x * x
		product += x * y
	}
	return ratio{c, min(mostShare, max(0, product/square))}
}

func (r ratio) update(today Day) []float64 {
	factor := math.Exp(r.b * today.logError(r.seen))
	out := make([]float64, len(r.rest))
	for i, j := range r.rest {
		out[i] = capped(today.Forecast[j]*factor, today.Forecast[j])
	}
	return out
}

// The most that an update changes a slot by.
const (
	leastFactor = 0.5
	mostFactor  = 2
)

func capped(updated, forecast float64) float64 {
	return min(mostFactor*forecast, max(leastFactor*forecast, updated))
}
