package climb

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestTopsOfParabolasAreFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 4).Draw(t, "variables")
		at := rapid.SliceOfN(rapid.Float64Range(-20, 20), n, n)
		top, start := at.Draw(t, "top"), at.Draw(t, "start")
		steep := rapid.SliceOfN(rapid.Float64Range(.1, 10), n, n).Draw(t, "steepness")
		got := Maximum(func(x []float64) float64 {
			sum := 0.0
			for i := range x {
				sum -= steep[i] * (x[i] - top[i]) * (x[i] - top[i])
			}
			return sum
		}, start)
		for i := range got {
			if math.Abs(got[i]-top[i]) > 1e-5*max(1, math.Abs(top[i])) {
				t.Fatalf("from %v the top is %v, want %v", start, got, top)
			}
		}
	})
}

// A bent ridge on which steepest ascent creeps (Rosenbrock 1960).
func TestBentRidgesAreFollowed(t *testing.T) {
	got := Maximum(func(x []float64) float64 {
		a, b := 1-x[0], x[1]-x[0]*x[0]
		return -(a*a + 100*b*b)
	}, []float64{-1.2, 1})
	if math.Abs(got[0]-1) > 1e-4 || math.Abs(got[1]-1) > 1e-4 {
		t.Errorf("the top is at %v, want 1, 1", got)
	}
}

func TestWhereNothingRisesTheStartIsTheTop(t *testing.T) {
	if got := Maximum(func([]float64) float64 { return 3 }, []float64{7, 8}); got[0] != 7 || got[1] != 8 {
		t.Errorf("a plain leads to %v", got)
	}
	border := Maximum(func(x []float64) float64 {
		if x[0] > 2 {
			return math.Inf(-1)
		}
		return x[0]
	}, []float64{0})
	if !(border[0] > 1.9 && border[0] <= 2) {
		t.Errorf("a border at 2 leads to %v", border)
	}
}

func TestTheHigherOfTwoTopsIsFound(t *testing.T) {
	twoTops := func(x []float64) float64 {
		return math.Exp(-(x[0]+3)*(x[0]+3)) + 2*math.Exp(-(x[0]-3)*(x[0]-3))
	}
	for _, starts := range [][][]float64{{{-2.5}, {2.5}}, {{2.5}, {-2.5}}} {
		if got := Best(twoTops, starts...); math.Abs(got[0]-3) > 1e-4 {
			t.Errorf("from %v the top is %v, want 3", starts, got)
		}
	}
}
