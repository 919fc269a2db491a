package fairness

import "math"

// lgamma1 is ln(n!).
func lgamma1(n int) float64 {
	v, _ := math.Lgamma(float64(n) + 1)
	return v
}

// lnChoose is the logarithm of the number of ways to choose k of n.
func lnChoose(n, k int) float64 { return lgamma1(n) - lgamma1(k) - lgamma1(n-k) }

// FisherExact is the two-sided p of Fisher's exact test that two groups are selected
// at the same rate: the sum of the chances, given the margins, of all tables no more
// likely than the one seen (R. A. Fisher, "The Design of Experiments", 1935; two-sided as in R's fisher.test, with
// its relative tolerance of 1e-7).
func FisherExact(selectedA, sizeA, selectedB, sizeB int) float64 {
	drawn, all := selectedA+selectedB, sizeA+sizeB
	chance := func(a int) float64 {
		return math.Exp(lnChoose(sizeA, a) + lnChoose(sizeB, drawn-a) - lnChoose(all, drawn))
	}
	seen := chance(selectedA) * (1 + 1e-7)
	p := 0.0
	for a := max(0, drawn-sizeB); a <= min(drawn, sizeA); a++ {
		if c := chance(a); c <= seen {
			p += c
		}
	}
	return math.Min(1, p)
}
