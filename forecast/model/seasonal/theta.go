package seasonal

import "math"

// Theta is the theta method (Assimakopoulos and Nikolopoulos, International
// Journal of Forecasting 16, 2000) in the form of Hyndman and Billah (same
// journal 19, 2003): simple exponential smoothing with half the slope of the
// whole series for a drift, on the series without its season where it has one.
//
//	forecast(h) = ℓ[n] + b/2·(h − 1 + (1 − (1−α)ⁿ)/α)
func Theta(y []float64, period, horizon int) []float64 {
	indices := []float64(nil)
	if IsSeasonal(y, period) {
		indices = Indices(y, period)
	}
	bare := divide(y, indices)
	out := make([]float64, horizon)
	s := fitForm(bare, NoTrend, SmoothingOptions{})
	_, slope := 0.0, 0.0
	if len(bare) > 1 {
		_, slope = startLine(bare, LinearTrend)
	}
	alpha := math.Max(s.Alpha, leastRate)
	lag := (1 - math.Pow(1-alpha, float64(len(y)))) / alpha
	for h := range out {
		out[h] = s.Level + slope/2*(float64(h)+lag)
	}
	return multiply(out, indices, len(y))
}

// divide takes seasonal indices out; none leave the series alone.
func divide(y, indices []float64) []float64 {
	out := make([]float64, len(y))
	for i, v := range y {
		out[i] = v
		if indices != nil {
			out[i] /= indices[i%len(indices)]
		}
	}
	return out
}

// multiply puts seasonal indices back, the first value standing at place from.
func multiply(y, indices []float64, from int) []float64 {
	for h := range y {
		if indices != nil {
			y[h] *= indices[(from+h)%len(indices)]
		}
	}
	return y
}
