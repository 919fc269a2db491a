package erlang

import "math"

// lnPoisson returns the logarithm of the probability that a Poisson variable
// with the given mean is n, for real n ≥ 12, in Loader's saddle-point form:
// the large terms cancel on paper instead of in the machine.
func lnPoisson(n, mean float64) float64 {
	return -stirlingRest(n) - deviance(n, mean) - 0.5*math.Log(2*math.Pi*n)
}

// stirlingRest returns ln n! - ln(√(2πn)·(n/e)^n), what Stirling's formula
// leaves out, for n ≥ 12; the first omitted term is below 1e-16 there.
func stirlingRest(n float64) float64 {
	q := 1 / (n * n)
	return (1.0/12 - q*(1.0/360-q*(1.0/1260-q*(1.0/1680-q*(1.0/1188-q*(691.0/360360-q/156)))))) / n
}

// deviance returns n·ln(n/mean) + mean - n without cancellation near n = mean,
// from the series of the logarithm in v = (n-mean)/(n+mean) (Loader's bd0).
func deviance(n, mean float64) float64 {
	v := (n - mean) / (n + mean)
	if math.Abs(v) > 0.3 {
		return n*math.Log(n/mean) + mean - n
	}
	sum := (n - mean) * v
	power := 2 * n * v
	for j := 3.0; ; j += 2 {
		power *= v * v
		next := sum + power/j
		if next == sum {
			return sum
		}
		sum = next
	}
}
