package seasonal

// Decomposed forecasts by MSTL: the series without its seasons by exponential
// smoothing, and the last cycle of each season again (the function stlf of
// Hyndman's package forecast works so).
func Decomposed(y []float64, periods []int, horizon int) []float64 {
	d := MSTL(y, periods, false)
	out := FitSmoothing(d.Adjusted(), SmoothingOptions{}).Ahead(horizon)
	for h, v := range d.Ahead(periods, horizon) {
		out[h] += v
	}
	return out
}
