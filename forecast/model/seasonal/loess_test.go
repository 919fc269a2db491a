package seasonal

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestALineIsSmoothedToItself(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(2, 100).Draw(rt, "length")
		window := nextOdd(float64(rapid.IntRange(2, 150).Draw(rt, "window")))
		a, b := rapid.Float64Range(-100, 100).Draw(rt, "a"), rapid.Float64Range(-10, 10).Draw(rt, "b")
		y, out, weights := make([]float64, n), make([]float64, n), make([]float64, n)
		for i := range y {
			y[i], weights[i] = a+b*float64(i), .5+float64(i%2)/2
		}
		robust := weights
		if rapid.Bool().Draw(rt, "alike") {
			robust = nil
		}
		s := newSmoother(window)
		s.smooth(out, y, robust)
		for i := range y {
			if window > 3 && math.Abs(out[i]-y[i]) > 1e-6*(1+math.Abs(y[i])) {
				rt.Fatalf("%d values, window %d: %g at %d, want %g", n, window, out[i], i, y[i])
			}
		}
		if before := s.fit(-1, y, robust, nil); window > 3 && n > 3 && math.Abs(before-(a-b)) > 1e-6*(1+math.Abs(a)) {
			rt.Fatalf("before the first value %g, want %g", before, a-b)
		}
	})
}

func TestTheInnerOfASeriesIsSmoothedAlikeWithAndWithoutEqualWeights(t *testing.T) {
	y := noisy(week(120), 10, 3)
	ones := make([]float64, len(y))
	for i := range ones {
		ones[i] = 1
	}
	s := smoother{window: 21, jump: 1}
	fast, slow := make([]float64, len(y)), make([]float64, len(y))
	s.smooth(fast, y, nil)
	s.smooth(slow, y, ones)
	for i := range y {
		if math.Abs(fast[i]-slow[i]) > .02*math.Abs(slow[i]) {
			t.Errorf("at %d: %g by the kernel, %g by the line", i, fast[i], slow[i])
		}
	}
}

func TestTricubeFallsFromOneToNothing(t *testing.T) {
	for _, tc := range []struct{ distance, want float64 }{{0, 1}, {.5, .669921875}, {1, 0}, {2, 0}} {
		if got := tricube(tc.distance, 1); math.Abs(got-tc.want) > 1e-12 {
			t.Errorf("tricube(%g) = %g, want %g", tc.distance, got, tc.want)
		}
	}
}

func TestAWindowWithoutWeightIsNoNumber(t *testing.T) {
	if got := localLine(1, 0, []float64{1, 2, 3}, []float64{0, 0, 0}, 2); !math.IsNaN(got) {
		t.Errorf("%g, want NaN", got)
	}
}
