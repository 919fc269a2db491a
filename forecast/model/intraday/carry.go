package intraday

import "math"

// Persistence is the correlation φ between the log errors of one day and the
// next, Σ e_d·e_{d+1} / Σ e_d² over stretches of days that follow each other,
// between 0 and 0.95; 0 where nothing is known. NaN in a stretch is a day without
// an error.
func Persistence(stretches [][]float64) float64 {
	product, square := 0.0, 0.0
	for _, errors := range stretches {
		for d := 1; d < len(errors); d++ {
			if before, after := errors[d-1], errors[d]; !math.IsNaN(before) && !math.IsNaN(after) {
				product += before * after
				square += (before*before + after*after) / 2
			}
		}
	}
	if square == 0 {
		return 0
	}
	return min(.95, max(0, product/square))
}

// Carry returns what to multiply the following days by, given the day's log
// error as it now looks: exp(error·φ^h) for the day h days on, an autoregression
// of the first order, within the bounds of any update.
func Carry(logError, persistence float64, days int) []float64 {
	out := make([]float64, days)
	share := 1.0
	for h := range out {
		share *= persistence
		out[h] = capped(math.Exp(logError*share), 1)
	}
	return out
}
