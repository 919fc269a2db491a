package model

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// sparse is a row given with its zeros.
func sparse(values ...float64) row {
	var x row
	for column, v := range values {
		x = x.with(column, v)
	}
	return x
}

func TestRidgeSolvesTheNormalEquations(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, p := rapid.IntRange(1, 12).Draw(t, "rows"), rapid.IntRange(1, 5).Draw(t, "columns")
		number := rapid.Float64Range(-3, 3)
		rows := make([]row, n)
		for i := range rows {
			rows[i] = sparse(rapid.SliceOfN(rapid.OneOf(number, rapid.Just(0.)), p, p).Draw(t, "row")...)
		}
		y := rapid.SliceOfN(number, n, n).Draw(t, "y")
		weights := rapid.SliceOfN(rapid.Float64Range(.1, 2), n, n).Draw(t, "weights")
		penalty := rapid.SliceOfN(rapid.Float64Range(.1, 3), p, p).Draw(t, "penalty")
		beta := ridge(rows, y, weights, penalty)
		// The gradient XᵀΩ(y − Xβ) − Λβ must vanish.
		for a := range p {
			gradient := -penalty[a] * beta[a]
			for i, x := range rows {
				gradient += weights[i] * x.at(a) * (y[i] - x.dot(beta))
			}
			if math.Abs(gradient) > 1e-8 {
				t.Fatalf("gradient of column %d = %g at β = %v", a, gradient, beta)
			}
		}
	})
}

func TestRidgeWithMorePenaltyIsCloserToZero(t *testing.T) {
	rows, y := []row{sparse(1), sparse(1), sparse(1)}, []float64{3, 3, 3}
	weights := []float64{1, 1, 1}
	for _, tc := range []struct{ penalty, want float64 }{{1e-9, 3}, {1, 9. / 4}, {3, 1.5}, {27, .3}} {
		if got := ridge(rows, y, weights, []float64{tc.penalty})[0]; !near(got, tc.want, 1e-6) {
			t.Errorf("three days of 3 with penalty %g: β = %g, want %g", tc.penalty, got, tc.want)
		}
	}
}

func TestHuberStepTamesAWildDay(t *testing.T) {
	var rows []row
	var y, weights []float64
	for i := range 40 {
		rows, weights = append(rows, sparse(1)), append(weights, 1)
		y = append(y, 1+.01*math.Sin(float64(i)))
	}
	y[20] = 9
	plain := ridge(rows, y, weights, []float64{1e-6})[0]
	before := slices.Clone(weights)
	robust, errors, scale := robustRidge(rows, y, weights, []float64{1e-6}, make([]bool, 40))
	if math.Abs(robust[0]-1) > .02 || math.Abs(plain-1) < .1 {
		t.Errorf("level with one wild day: %g robust, %g plain; want about 1 and off", robust[0], plain)
	}
	if scale > .05 || errors[20] < 7 {
		t.Errorf("spread %g, error of the wild day %g; want a small one and about 8", scale, errors[20])
	}
	trusted := make([]bool, 40)
	trusted[20] = true
	if kept, _, _ := robustRidge(rows, y, weights, []float64{1e-6}, trusted); !near(kept[0], plain, 1e-9) {
		t.Errorf("level with the wild day trusted = %g, want the plain %g", kept[0], plain)
	}
	if !slices.Equal(before, weights) {
		t.Error("the caller's weights were changed")
	}
}

func TestTheHuberStepIsTheRidgeWithLoweredWeights(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(5, 60).Draw(t, "rows")
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		rows, y, weights, trusted, penalty := make([]row, n), make([]float64, n), make([]float64, n), make([]bool, n), []float64{1e-6, 1, .5}
		for i := range rows {
			rows[i] = sparse(1, random.NormFloat64(), indicator(random.IntN(3) == 0))
			y[i], weights[i], trusted[i] = random.NormFloat64()*math.Exp(random.NormFloat64()), .1+random.Float64(), random.IntN(9) == 0
		}
		lowered := slices.Clone(weights)
		errors := leftOver(rows, y, ridge(rows, y, weights, penalty))
		for i, e := range errors {
			if most := huberAt * spread(errors); math.Abs(e) > most && !trusted[i] {
				lowered[i] *= most / math.Abs(e)
			}
		}
		want := ridge(rows, y, lowered, penalty)
		got, left, scale := robustRidge(rows, y, weights, penalty, trusted)
		if diff := cmp.Diff(want, got, cmpopts.EquateApprox(1e-8, 1e-8)); diff != "" {
			t.Errorf("coefficients (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff(leftOver(rows, y, got), left); diff != "" || scale != spread(left) {
			t.Errorf("spread %g of errors that are not its own (-want +got):\n%s", scale, diff)
		}
	})
}

func TestSpreadIsTheDeviationOfNormalValues(t *testing.T) {
	var values []float64
	for i := range 999 {
		values = append(values, normalAt(float64(i+1)/1000))
	}
	if got := spread(values); math.Abs(got-1) > .01 {
		t.Errorf("spread of normal quantiles = %g, want 1", got)
	}
	if got := spread([]float64{0, 0, 0}); got <= 0 {
		t.Errorf("spread of nothing = %g, want more than zero", got)
	}
}

// normalAt is the normal quantile, by way of the two-sided one of the package.
func normalAt(p float64) float64 {
	if p < .5 {
		return -normalQuantile(1 - 2*p)
	}
	return normalQuantile(2*p - 1)
}
