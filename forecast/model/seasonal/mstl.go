package seasonal

import "slices"

// MSTL splits a series by several periods, one after another from the shortest,
// twice over (Bandara, Hyndman and Bergmeir, arXiv:2107.13462, algorithm 1).
// Periods of which the series does not hold two cycles are passed over; their
// seasonal part is zero. robust gives odd values little weight, at fifteen
// times the work.
//
// Values must be finite. Without a usable period the trend is a local line
// through the whole series.
func MSTL(y []float64, periods []int, robust bool) Decomposition {
	n := len(y)
	d := Decomposition{Trend: make([]float64, n), Rest: make([]float64, n)}
	for range periods {
		d.Seasonal = append(d.Seasonal, make([]float64, n))
	}
	order := usable(periods, n)
	if len(order) == 0 {
		newSmoother(nextOdd(float64(n))).smooth(d.Trend, y, nil)
	}
	bare := slices.Clone(y)
	for range 2 {
		for rank, i := range order {
			addTo(bare, d.Seasonal[i], 1)
			s := STL{Period: periods[i], Window: 11 + 4*rank, Robust: robust}
			d.Seasonal[i], d.Trend = s.decompose(bare)
			addTo(bare, d.Seasonal[i], -1)
		}
	}
	for i := range bare {
		d.Rest[i] = bare[i] - d.Trend[i]
	}
	return d
}

// usable returns the positions of the periods that n values show twice, the
// shortest first.
func usable(periods []int, n int) []int {
	var order []int
	for i, p := range periods {
		if p >= 2 && 2*p <= n {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return periods[a] - periods[b] })
	return order
}

func addTo(sum, part []float64, sign float64) {
	for i, v := range part {
		sum[i] += sign * v
	}
}

// Adjusted returns the series without its seasonal parts.
func (d Decomposition) Adjusted() []float64 {
	out := make([]float64, len(d.Trend))
	for i := range out {
		out[i] = d.Trend[i] + d.Rest[i]
	}
	return out
}

// Ahead returns the sum of the seasonal parts at the next places: the last
// cycle of each again.
func (d Decomposition) Ahead(periods []int, horizon int) []float64 {
	out := make([]float64, horizon)
	for i, s := range d.Seasonal {
		p := periods[i]
		if p > len(s) {
			continue
		}
		for h := range out {
			out[h] += s[len(s)-p+h%p]
		}
	}
	return out
}
