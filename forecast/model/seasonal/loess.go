package seasonal

import "math"

// smoother is a local line through evenly spaced values: at each place a
// weighted regression on the window nearest values, their weights falling by
// the tricube of the distance (Cleveland, JASA 74, 1979). Fitted at every jump-th
// place and joined by straight lines in between, as Cleveland et al. (1990,
// section 3.6) do, because the curve is smoother than the places are dense.
type smoother struct {
	window int // values that take part, odd
	jump   int // places from one fit to the next
}

// newSmoother has the usual jump of a tenth of the window.
func newSmoother(window int) smoother {
	return smoother{window: window, jump: max(1, (window+9)/10)}
}

// smooth writes the curve at places 0..len(y)-1 into out. robust holds a weight
// for every value, nil for all alike.
func (s smoother) smooth(out, y, robust []float64) {
	n := len(y)
	if n < 2 {
		copy(out, y)
		return
	}
	kernel := s.kernel(n)
	last := 0
	for at := 0; ; at = min(at+s.jump, n-1) {
		out[at] = s.fit(float64(at), y, robust, kernel)
		join(out, last, at)
		last = at
		if at == n-1 {
			return
		}
	}
}

// join fills the places between two fitted ones.
func join(out []float64, from, to int) {
	slope := (out[to] - out[from]) / float64(max(1, to-from))
	for i := from + 1; i < to; i++ {
		out[i] = out[from] + slope*float64(i-from)
	}
}

// kernel returns the weights by distance where the window lies wholly within n
// values; nil when it never does.
func (s smoother) kernel(n int) []float64 {
	if s.window > n {
		return nil
	}
	half := s.window / 2
	kernel, whole := make([]float64, half+1), 0.0
	for d := range kernel {
		kernel[d] = tricube(float64(d), float64(half))
		whole += kernel[d]
		if d > 0 {
			whole += kernel[d]
		}
	}
	for d := range kernel {
		kernel[d] /= whole
	}
	return kernel
}

// fit returns the local line's value at a place, which may lie outside the
// values.
func (s smoother) fit(at float64, y, robust, kernel []float64) float64 {
	n, half := len(y), s.window/2
	if centre := int(at); robust == nil && kernel != nil && centre-half >= 0 && centre+half < n && float64(centre) == at {
		// A window with as much on either side has no slope to correct for.
		total := kernel[0] * y[centre]
		for d := 1; d <= half; d++ {
			total += kernel[d] * (y[centre-d] + y[centre+d])
		}
		return total
	}
	from, to := s.around(at, n)
	reach := max(at-float64(from), float64(to)-at)
	if s.window > n {
		reach += float64(s.window-n) / 2
	}
	if v := localLine(at, from, y[from:to+1], robust, reach); !math.IsNaN(v) {
		return v
	}
	return localLine(at, from, y[from:to+1], nil, reach) // all of its values are odd ones
}

// around returns the first and the last of the window's values about a place.
func (s smoother) around(at float64, n int) (from, to int) {
	if s.window >= n {
		return 0, n - 1
	}
	from = min(max(int(at)-s.window/2, 0), n-s.window)
	return from, from + s.window - 1
}

// tricube is the weight at a distance of at most reach. Distances that are next
// to nothing, or next to reach, count as such.
func tricube(distance, reach float64) float64 {
	switch {
	case distance <= .001*reach:
		return 1
	case distance >= .999*reach:
		return 0
	}
	r := distance / reach
	c := 1 - r*r*r
	return c * c * c
}

// localLine regresses the values y, the first at place from, on their places
// and returns the line's value at one place. Without any weight it is NaN.
func localLine(at float64, from int, y, robust []float64, reach float64) float64 {
	var w, wx, wy, wxx, wxy float64
	for i, v := range y {
		x := float64(from+i) - at
		weight := tricube(math.Abs(x), reach)
		if robust != nil {
			weight *= robust[from+i]
		}
		w += weight
		wx += weight * x
		wy += weight * v
		wxx += weight * x * x
		wxy += weight * x * v
	}
	if w == 0 {
		return math.NaN()
	}
	spread := wxx - wx*wx/w
	if spread <= 1e-6*w {
		return wy / w
	}
	return (wy - (wxy-wx*wy/w)/spread*wx) / w
}
