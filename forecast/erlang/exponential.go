package erlang

import "math"

// The quadrature of the virtual wait is little but exponentials, and most of
// math.Exp's time goes into cases that cannot occur there. exponential is
// within 1e-15 of it, relatively, and lets the processor overlap calls.

const (
	expSteps   = 64 // parts of a doubling, each with its power of two in a table
	expPerStep = expSteps / math.Ln2
	expShift   = 0x1.8p52 // added, it leaves the nearest whole number in the low bits
	expFloor   = -700     // below, the result is as good as 0

	// ln 2 in two parts: the first has so few digits that multiples are exact.
	expStepHead = 6.93147180369123816490e-01 / expSteps
	expStepTail = 1.90821492927058770002e-10 / expSteps
)

var expTable = expPowers()

func expPowers() (powers [expSteps]float64) {
	for i := range powers {
		powers[i] = math.Exp2(float64(i) / expSteps)
	}
	return powers
}

// exponential returns e^x for x ≤ 700, and 0 for x < -700.
func exponential(x float64) float64 {
	if !(x > expFloor) {
		return 0
	}
	shifted := x*expPerStep + expShift
	whole := shifted - expShift
	k := int64(math.Float64bits(shifted)<<12) >> 12
	r := (x - whole*expStepHead) - whole*expStepTail // |r| ≤ ln2/128
	q := r * r
	rest := r + q*(0.5+r*(1.0/6)+q*(1.0/24+r*(1.0/120)))
	power := expTable[k&(expSteps-1)]
	scale := math.Float64frombits(uint64(k>>6+1023) << 52)
	return (power + power*rest) * scale
}
