package erlang

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestExponentialIsMathExp(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		x := rapid.Float64Range(-699, 300).Draw(rt, "x")
		got, want := exponential(x), math.Exp(x)
		if off := math.Abs(got-want) / want; off > 1e-15 {
			rt.Fatalf("exponential(%v) = %v, want %v (relative error %.1e)", x, got, want, off)
		}
	})
}

func TestExponentialEndsAtZero(t *testing.T) {
	for _, x := range []float64{-701, -1e9, math.Inf(-1)} {
		if got := exponential(x); got != 0 {
			t.Errorf("exponential(%v) = %v, want 0", x, got)
		}
	}
	if got := exponential(0); got != 1 {
		t.Errorf("exponential(0) = %v, want 1", got)
	}
}
