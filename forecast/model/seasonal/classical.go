package seasonal

import "math"

// Indices are the multiplicative seasonal indices of the classical
// decomposition (Kendall and Stuart): the mean ratio of value to centred moving
// average at each place of the cycle, together averaging 1. It returns nil
// where the series holds no two cycles or its moving average touches zero.
func Indices(y []float64, period int) []float64 {
	if period < 2 || len(y) < 2*period {
		return nil
	}
	sums, counts := make([]float64, period), make([]float64, period)
	for i, m := range centred(y, period) {
		if math.IsNaN(m) {
			continue
		}
		if m <= 0 {
			return nil
		}
		sums[i%period] += y[i] / m
		counts[i%period]++
	}
	total := 0.0
	for i := range sums {
		sums[i] /= counts[i]
		total += sums[i]
	}
	for i := range sums {
		sums[i] *= float64(period) / total
		if !(sums[i] > 0) {
			return nil
		}
	}
	return sums
}

// centred is the moving average over one whole cycle about each place, with half
// weights at the ends of an even one; NaN where the cycle does not fit.
func centred(y []float64, period int) []float64 {
	out := make([]float64, len(y))
	half := period / 2
	for i := range out {
		out[i] = math.NaN()
		if i < half || i+half >= len(y) {
			continue
		}
		total := 0.0
		for j := i - half; j <= i+half; j++ {
			total += y[j]
		}
		if period%2 == 0 {
			total -= (y[i-half] + y[i+half]) / 2
		}
		out[i] = total / float64(period)
	}
	return out
}

// IsSeasonal reports whether the autocorrelation at a period is beyond what
// chance gives, 9 times in 10, with Bartlett's variance of the correlations at
// the shorter lags (the test of the M4 competition; Makridakis, Spiliotis and
// Assimakopoulos, International Journal of Forecasting 36, 2020, appendix A).
func IsSeasonal(y []float64, period int) bool {
	n := len(y)
	if period < 2 || n < 3*period {
		return false
	}
	squares := 0.0
	for lag := 1; lag < period; lag++ {
		r := correlation(y, lag)
		squares += r * r
	}
	const tenPercent = 1.645
	return math.Abs(correlation(y, period)) > tenPercent*math.Sqrt((1+2*squares)/float64(n))
}

// correlation is the autocorrelation at a lag; 0 for a constant series.
func correlation(y []float64, lag int) float64 {
	m, top, bottom := mean(y), 0.0, 0.0
	for i, v := range y {
		bottom += (v - m) * (v - m)
		if i >= lag {
			top += (v - m) * (y[i-lag] - m)
		}
	}
	if bottom == 0 {
		return 0
	}
	return top / bottom
}
