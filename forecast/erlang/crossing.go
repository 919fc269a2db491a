package erlang

import "math"

// crossing returns where a function whose values atLow and atHigh have opposite
// signs is zero between low and high: by inverse quadratic interpolation where
// that is safe, else by halving (T. R. Chandrupatla, "A new hybrid quadratic/
// bisection algorithm for finding the zero of a nonlinear function without using
// derivatives", Advances in Engineering Software 28, 1997). Of the two neighbours
// between which it changes sign it returns the one where it is not above zero,
// which matters where it jumps.
func crossing(f func(float64) float64, low, high, atLow, atHigh float64) float64 {
	switch {
	case atLow == 0:
		return low
	case atHigh == 0:
		return high
	}
	a, fa, b, fb := high, atHigh, low, atLow
	var c, fc float64
	part := 0.5
	for range 200 {
		x := a + part*(b-a)
		y := f(x)
		if math.Signbit(y) == math.Signbit(fa) {
			c, fc = a, fa
		} else {
			c, fc, b, fb = b, fb, a, fa
		}
		a, fa = x, y
		tolerance := 2e-15*math.Abs(a) + math.SmallestNonzeroFloat64
		limit := tolerance / math.Abs(b-c)
		switch {
		case fa == 0:
			return a
		case limit > 0.5 && fa < 0:
			return a
		case limit > 0.5:
			return b
		}
		part = 0.5
		if xi, phi := (a-b)/(c-b), (fa-fb)/(fc-fb); phi*phi < xi && (1-phi)*(1-phi) < 1-xi {
			part = fa/(fb-fa)*fc/(fb-fc) + (c-a)/(b-a)*fa/(fc-fa)*fb/(fc-fb)
		}
		part = min(1-limit, max(limit, part))
	}
	return a
}
