package model

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/workforce/grid"
)

func fitLogLinear(t *Training, m LogLinear) *regression {
	r := newRegression(t, newDesign(t, m.Month, m.Yearly, false), m.HalfLife)
	r.begin(nil)
	r.settle()
	r.follow(max(1, m.Horizon))
	return r
}

func TestTheRegressionReproducesWhatIsLogLinear(t *testing.T) {
	c := quiet("2026-01-05", 140)
	c.level = everyDay
	tr := c.training(t)
	f := LogLinear{HalfLife: 80, Month: true, Horizon: 14}.Fit(tr)
	for k := tr.Days(); k < tr.Days()+14; k++ {
		want := tr.counts[k-14*7] // any earlier day of the weekday, the course repeats itself
		for j, v := range f.Day(k) {
			if !near(v, want[j], .02) {
				t.Fatalf("day %d slot %d: %g, want %g", k, j, v, want[j])
			}
		}
	}
}

func TestTheRegressionLearnsThatAnEventMovesTheDayAndTiltsIt(t *testing.T) {
	c := quiet("2026-01-05", 168)
	sale := map[string]bool{"2026-02-03": true, "2026-03-05": true, "2026-04-08": true, "2026-05-12": true, "2026-06-03": true}
	c.cell = func(d grid.Date, minute int, v float64) float64 {
		if sale[d.String()] {
			return v * math.Exp(.3+.4*(float64(minute-480+15)/600-.5))
		}
		return v
	}
	var facts []DayFact
	for date := range sale {
		facts = append(facts, DayFact{grid.MustDate(date), "sale", Event})
	}
	facts = append(facts, DayFact{grid.MustDate("2026-07-01"), "sale", Event})
	tr := c.training(t, facts...)
	f := LogLinear{Horizon: 14}.Fit(tr)
	k := tr.history.First().DaysUntil(grid.MustDate("2026-07-01"))
	on, off := f.Day(k), f.Day(k+7)
	early, late := on[16]/off[16], on[35]/off[35]
	if middle := math.Sqrt(early * late); middle < 1.2 || middle > 1.35 || late/early < 1.05 || late/early > 1.45 {
		t.Errorf("the sale lifts the first slot by %.2f and the last by %.2f; want 1.10 and 1.65, shrunk", early, late)
	}
}

// joint solves the whole regression at once, by dense iteratively reweighted
// least squares: the same penalties, θ given.
func joint(r *regression) [][]float64 {
	t := r.training
	slots, basis, p := t.Slots(), len(r.smooth[0]), len(r.levels)
	n := slots + 7*basis + p + len(r.slopes)
	column := func(i, j int) []float64 {
		x := make([]float64, n)
		x[j] = 1
		w := int(t.weekday(r.days[i]))
		copy(x[slots+w*basis:], r.basis[j])
		for n, a := range r.rows[i].columns {
			x[slots+7*basis+a] = r.rows[i].values[n]
			if a >= weekdays {
				x[slots+7*basis+p+a-weekdays] = r.rows[i].values[n] * r.place[j]
			}
		}
		return x
	}
	beta := mat.NewVecDense(n, nil)
	for j, v := range r.course {
		beta.SetVec(j, v)
	}
	for range 40 {
		left, right := mat.NewSymDense(n, nil), mat.NewVecDense(n, nil)
		information := 0.0
		for i, k := range r.days {
			for j, y := range t.counts[k] {
				if r.basis[j] == nil || !t.open[t.weekday(k)][j] || !seen(y) {
					continue
				}
				x := mat.NewVecDense(n, column(i, j))
				mean := math.Exp(mat.Dot(x, beta))
				weight := r.weights[i] * mean / (1 + mean*r.invTheta)
				information += weight
				left.SymRankOne(left, weight, x)
				right.AddScaledVec(right, weight*(mat.Dot(x, beta)+(y-mean)/mean), x)
			}
		}
		day := information / sum(r.weights)
		for a := range n {
			penalty := courseRidge * r.size * 1e-6
			switch b := a - slots - 7*basis; {
			case b >= p:
				penalty = r.design.penalty[weekdays+b-p] * day * dayRidge
			case b >= 0:
				penalty = r.design.penalty[b] * day * dayRidge
			case a >= slots:
				penalty = smoothRidge * r.size
			}
			left.SetSym(a, a, left.At(a, a)+penalty)
		}
		var solver mat.Cholesky
		solver.Factorize(left)
		_ = solver.SolveVecTo(beta, right)
	}
	out := matrix(len(r.days), slots, 0)
	for i, k := range r.days {
		for j := range slots {
			if r.basis[j] != nil && t.open[t.weekday(k)][j] {
				out[i][j] = math.Exp(mat.Dot(mat.NewVecDense(n, column(i, j)), beta))
			}
		}
	}
	return out
}

func TestGoingAroundTheBlocksSolvesTheJointEquations(t *testing.T) {
	c := quiet("2026-01-05", 70)
	c.minutes, c.noise = 60, 7
	c.level = everyDay
	tr := c.training(t)
	r := fitLogLinear(tr, LogLinear{HalfLife: 40, Month: true, Horizon: 7})
	r.invTheta = 0
	for range 200 {
		r.improveShapes()
		r.improveDays()
	}
	got := make([]float64, r.end-r.first)
	for i, want := range joint(r) {
		r.expectDay(tr.weekday(r.days[i]), i, got)
		for j, v := range want[r.first:r.end] {
			if v > 0 && !near(got[j], v, 2e-3) {
				t.Fatalf("day %d slot %d: %g by blocks, %g at once", r.days[i], r.first+j, got[j], v)
			}
		}
	}
}

func TestTheFitSettlesWithinItsSweeps(t *testing.T) {
	c := restless()
	c.level = everyDay
	r := fitLogLinear(c.training(t), LogLinear{HalfLife: 80, Month: true, Horizon: 14})
	if step := max(r.improveShapes(), r.improveDays()); step > 2*settled {
		t.Errorf("one more sweep moves a parameter by %g", step)
	}
}

func TestThetaIsFoundFromTheCounts(t *testing.T) {
	for _, want := range []float64{10, 50, math.Inf(1)} {
		random := rand.New(rand.NewPCG(5, 6))
		c := quiet("2026-01-05", 280)
		c.cell = func(_ grid.Date, _ int, v float64) float64 {
			if math.IsInf(want, 1) {
				return poisson(random, v)
			}
			return poisson(random, v*gammaDraw(random, want)/want)
		}
		tr := c.training(t)
		r := fitLogLinear(tr, LogLinear{Horizon: 14})
		if got := 1 / r.invTheta; math.IsInf(want, 1) && got < 500 || got < want*.7 || !math.IsInf(want, 1) && got > want*1.5 {
			t.Errorf("θ = %g, want about %g", got, want)
		}
	}
}

func TestRareCountsAreForecastByTheirMeanAndMissingOnesTeachNothing(t *testing.T) {
	c := quiet("2026-01-05", 280)
	c.level = [7]float64{0, 6, 6, 6, 6, 6, 0}
	c.noise = 31
	c.cell = func(d grid.Date, minute int, v float64) float64 {
		if d.Day%3 == 0 && minute == 600 {
			return math.NaN()
		}
		return v
	}
	tr := c.training(t)
	f := LogLinear{Horizon: 14}.Fit(tr)
	for k := tr.Days(); k < tr.Days()+7; k++ {
		got := sum(f.Day(k))
		if tr.isOpen(tr.weekday(k)) && math.Abs(got-6) > 1.2 || !tr.isOpen(tr.weekday(k)) && got != 0 {
			t.Errorf("%s: %g contacts expected, want about 6, none on closed days", tr.weekday(k), got)
		}
	}
}

func TestTheRegressionOfNothingExpectsNothing(t *testing.T) {
	c := quiet("2026-01-05", 70)
	c.cell = func(grid.Date, int, float64) float64 { return 0 }
	tr := c.training(t)
	if got := sum(LogLinear{Horizon: 7}.Fit(tr).Day(tr.Days() + 3)); got != 0 {
		t.Errorf("a series of zeros is expected to see %g", got)
	}
}

func TestSmallEquationsAreSolvedAsGonumSolvesThem(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 12).Draw(t, "n")
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		a, lower, b := mat.NewSymDense(n, nil), matrix(n, n, 0), make([]float64, n)
		for range 2 * n {
			x := make([]float64, n)
			for i := range x {
				x[i] = random.NormFloat64()
			}
			a.SymRankOne(a, 1, mat.NewVecDense(n, x))
		}
		for i := range n {
			b[i] = random.NormFloat64()
			for j := range i + 1 {
				lower[i][j] = a.At(i, j)
			}
		}
		var solver mat.Cholesky
		if !solver.Factorize(a) {
			t.Skip("singular by chance")
		}
		want := mat.NewVecDense(n, nil)
		if err := solver.SolveVecTo(want, mat.NewVecDense(n, append([]float64{}, b...))); err != nil {
			t.Skip("ill conditioned by chance")
		}
		solvePositive(lower, b)
		for i, v := range b {
			if math.Abs(v-want.AtVec(i)) > 1e-6*(1+math.Abs(v)) {
				t.Errorf("unknown %d = %g, gonum says %g", i, v, want.AtVec(i))
			}
		}
	})
}

func TestAnUnknownWithoutInformationIsZero(t *testing.T) {
	a, b := [][]float64{{2, 0}, {0, 0}}, []float64{4, 1}
	if solvePositive(a, b); !near(b[0], 2, 1e-9) || math.Abs(b[1]) > 1e-100 {
		t.Errorf("got %v, want 2 and nothing", b)
	}
}
