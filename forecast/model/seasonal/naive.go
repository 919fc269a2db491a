package seasonal

// Naive repeats the last cycle. A series shorter than a cycle repeats itself,
// an empty one is zero for ever.
func Naive(y []float64, period, horizon int) []float64 {
	out := make([]float64, horizon)
	p := min(period, len(y))
	if p < 1 {
		return out
	}
	for h := range out {
		out[h] = y[len(y)-p+h%p]
	}
	return out
}
