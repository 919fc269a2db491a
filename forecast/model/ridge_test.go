package model

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestRidgeSolvesTheNormalEquations(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, p := rapid.IntRange(1, 12).Draw(t, "rows"), rapid.IntRange(1, 5).Draw(t, "columns")
		number := rapid.Float64Range(-3, 3)
		rows := make([][]float64, n)
		for i := range rows {
			rows[i] = rapid.SliceOfN(number, p, p).Draw(t, "row")
		}
		y := rapid.SliceOfN(number, n, n).Draw(t, "y")
		weights := rapid.SliceOfN(rapid.Float64Range(.1, 2), n, n).Draw(t, "weights")
		penalty := rapid.SliceOfN(rapid.Float64Range(.1, 3), p, p).Draw(t, "penalty")
		beta := ridge(rows, y, weights, penalty)
		// The gradient XᵀΩ(y − Xβ) − Λβ must vanish.
		for a := range p {
			gradient := -penalty[a] * beta[a]
			for i, row := range rows {
				gradient += weights[i] * row[a] * (y[i] - dot(row, beta))
			}
			if math.Abs(gradient) > 1e-8 {
				t.Fatalf("gradient of column %d = %g at β = %v", a, gradient, beta)
			}
		}
	})
}

func TestRidgeWithMorePenaltyIsCloserToZero(t *testing.T) {
	rows, y := [][]float64{{1}, {1}, {1}}, []float64{3, 3, 3}
	weights := []float64{1, 1, 1}
	for _, tc := range []struct{ penalty, want float64 }{{1e-9, 3}, {1, 9. / 4}, {3, 1.5}, {27, .3}} {
		if got := ridge(rows, y, weights, []float64{tc.penalty})[0]; !near(got, tc.want, 1e-6) {
			t.Errorf("three days of 3 with penalty %g: β = %g, want %g", tc.penalty, got, tc.want)
		}
	}
}

func TestHuberStepTamesAWildDay(t *testing.T) {
	var rows [][]float64
	var y, weights []float64
	for i := range 40 {
		rows, weights = append(rows, []float64{1}), append(weights, 1)
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
