package layers

// Widen moves one end of a band along with its forecast: by the factor that the
// layers made of each interval's contacts. Where the forecast expected none and
// layers brought some, the end keeps the distance that it has on average.
// Without a change the numbers are the same to the last bit.
func Widen(base, adjusted, end []float64) []float64 {
	moved := make([]float64, len(end))
	usual := -1.0
	for i, v := range end {
		switch {
		case adjusted[i] == base[i]:
			moved[i] = v
		case base[i] > 0:
			moved[i] = v * (adjusted[i] / base[i])
		default:
			if usual < 0 {
				usual = quotient(end, base)
			}
			moved[i] = adjusted[i] * usual
		}
	}
	return moved
}

// quotient is what an end is of its forecast over all intervals, 1 where there
// is nothing to tell by.
func quotient(end, base []float64) float64 {
	above, below := 0.0, 0.0
	for i, v := range base {
		if v > 0 {
			above += end[i]
			below += v
		}
	}
	if below == 0 {
		return 1
	}
	return above / below
}
