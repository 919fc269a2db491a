package model

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestLeadingVectorsAreOrthonormal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, m := rapid.IntRange(1, 12).Draw(t, "rows"), rapid.IntRange(1, 8).Draw(t, "columns")
		rows := make([][]float64, n)
		for i := range rows {
			rows[i] = rapid.SliceOfN(rapid.Float64Range(0, 30), m, m).Draw(t, "row")
		}
		vectors := vectorsOf(rows, rapid.IntRange(1, 4).Draw(t, "rank"))
		for a := range vectors {
			for b := range a + 1 {
				want := indicator(a == b)
				if got := dot(vectors[a], vectors[b]); math.Abs(got-want) > 1e-8 {
					t.Errorf("⟨v%d, v%d⟩ = %g, want %g", a, b, got, want)
				}
			}
		}
	})
}

func TestLeadingVectorsFindTheRankOfAMatrix(t *testing.T) {
	u, v := []float64{1, 2, 3, 4}, []float64{.5, .1, .7}
	a, b := []float64{1, -1, 1, -1}, []float64{.1, .6, -.2}
	rows := matrix(4, 3, 0)
	for i := range rows {
		for j := range rows[i] {
			rows[i][j] = 10*u[i]*v[j] + a[i]*b[j]
		}
	}
	for rank, want := range map[int]float64{1: 1, 2: 1e-9} {
		vectors := vectorsOf(rows, rank)
		worst := 0.0
		for _, row := range rows {
			left := append([]float64(nil), row...)
			for _, w := range vectors {
				score := dot(row, w)
				for j := range left {
					left[j] -= score * w[j]
				}
			}
			worst = max(worst, math.Sqrt(dot(left, left)))
		}
		if worst > want {
			t.Errorf("rank %d leaves %g of a row unexplained, want at most %g", rank, worst, want)
		}
	}
}

func TestDependentStartsAreDropped(t *testing.T) {
	if got := len(orthonormal([][]float64{{1, 0}, {2, 0}, {1, 1}, {0, 0}})); got != 2 {
		t.Errorf("%d vectors out of a plane, want 2", got)
	}
}

func TestPersistenceIsTheDiscountedLagOneCoefficient(t *testing.T) {
	alternate := []float64{1, 1, 1, 1, -1, -1, -1, -1}
	ones := []float64{1, 1, 1, 1, 1, 1, 1, 1}
	cases := []struct {
		name   string
		days   []int
		errors []float64
		want   float64
	}{
		{"one change in seven steps", []int{0, 1, 2, 3, 4, 5, 6, 7}, alternate, 5. / 7},
		{"always the same is bounded", []int{0, 1, 2, 3, 4, 5, 6, 7}, ones, maxPersistence},
		{"never below nothing", []int{0, 1}, []float64{1, -1}, 0},
		{"holes do not count", []int{0, 10, 20, 30, 40, 50, 60, 70}, ones, 0},
	}
	for _, c := range cases {
		if got := autoregression(c.days, c.errors, ones); !near(got, c.want, 1e-12) {
			t.Errorf("%s: %g, want %g", c.name, got, c.want)
		}
	}
}

func TestFactorsFillMissingCellsFromTheUsualShape(t *testing.T) {
	c := quiet("2026-01-05", 60)
	whole := c.training(t)
	c.cell = dropping("2026-01-13", 600)
	gap := c.training(t)
	a, b := whole.roots([]int{8})[0][20], gap.roots([]int{8})[0][20]
	if !near(a, b, 1e-6) {
		t.Errorf("root of the missing ten o'clock = %g, want %g", b, a)
	}
}

func TestFactorsOfNoUsableDayForecastNothing(t *testing.T) {
	tr := quiet("2026-01-05", 10).training(t)
	clear(tr.usable)
	if got := sum(Factors{Rank: 3, HalfLife: 80}.Fit(tr).Day(nextMonday(tr))); got != 0 {
		t.Errorf("forecast from no day = %g, want 0", got)
	}
}

func vectorsOf(rows [][]float64, rank int) [][]float64 {
	m := &rootMatrix{roots: rows}
	m.gram, m.used = gramMatrix(rows)
	return m.leadingVectors(rank)
}
