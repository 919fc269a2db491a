package wire

import (
	"math"
	"testing"
)

// 4.7: the posterior that a division gets has the mean and the width of the standing.
func TestAStandingBecomesTheBetaOfItsMeanAndWidth(t *testing.T) {
	for _, c := range []struct{ mean, sd float64 }{{0.9, 0.02}, {0.5, 0.1}, {0.985, 0.004}} {
		a, b, ok := betaOf(c.mean, c.sd)
		mean := a / (a + b)
		sd := math.Sqrt(a * b / ((a + b) * (a + b) * (a + b + 1)))
		if !ok || math.Abs(mean-c.mean) > 1e-12 || math.Abs(sd-c.sd) > 1e-12 {
			t.Errorf("Beta(%v, %v) has mean %v and sd %v, want %v and %v", a, b, mean, sd, c.mean, c.sd)
		}
	}
	for _, c := range []struct{ mean, sd float64 }{{0, 0.1}, {1, 0.1}, {0.5, 0}, {0.5, 0.6}} {
		if a, b, ok := betaOf(c.mean, c.sd); ok {
			t.Errorf("mean %v with sd %v became Beta(%v, %v); want that nothing is known", c.mean, c.sd, a, b)
		}
	}
}
