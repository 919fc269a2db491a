package seasonal

import (
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

func TestSmoothingFollowsItsRecursion(t *testing.T) {
	// By hand: ℓ0 = 10, α = 0.5: errors 2, −1 and 1.5; levels 11, 10.5 and 11.25.
	s := Smoothing{Alpha: .5, Level: 10}
	s.pass([]float64{12, 10, 12})
	if s.Level != 11.25 || s.Squares != 4+1+2.25 {
		t.Errorf("level %g, squares %g; want 11.25 and 7.25", s.Level, s.Squares)
	}
	// Damped: ℓ = 10, b = 2, φ = 0.5; first step 11, error 1.
	d := Smoothing{Alpha: .5, Beta: .25, Phi: .5, Level: 10, Trend: 2}
	d.pass([]float64{12})
	if d.Level != 11.5 || d.Trend != 1.25 {
		t.Errorf("level %g, trend %g; want 11.5 and 1.25", d.Level, d.Trend)
	}
	if got := d.Ahead(2); got[0] != 11.5+.625 || got[1] != 11.5+.625+.3125 {
		t.Errorf("ahead %v, want 12.125 and 12.4375", got)
	}
}

func TestSmoothingFindsTheRateThatMadeTheSeries(t *testing.T) {
	random := rand.New(rand.NewPCG(8, 8))
	for _, alpha := range []float64{.2, .6} {
		y, level := make([]float64, 2000), 100.0
		for i := range y {
			e := random.NormFloat64()
			y[i] = level + e
			level += alpha * e
		}
		if got := fitForm(y, NoTrend, SmoothingOptions{}).Alpha; math.Abs(got-alpha) > .06 {
			t.Errorf("rate %.3f, want about %.1f", got, alpha)
		}
	}
}

func TestATrendIsTakenWhereTheCriterionSaysSo(t *testing.T) {
	line := make([]float64, 200)
	for i := range line {
		line[i] = 5 * float64(i)
	}
	if s := FitSmoothing(noisy(line, 1, 1), SmoothingOptions{Linear: true}); s.Phi != 1 || math.Abs(s.Trend-5) > .2 {
		t.Errorf("a line has φ %g and slope %g; want 1 and about 5", s.Phi, s.Trend)
	}
	if s := FitSmoothing(noisy(line, 1, 1), SmoothingOptions{}); s.Phi < leastPhi || s.Phi > mostPhi {
		t.Errorf("without the linear form φ is %g, want a damped one", s.Phi)
	}
	flat := make([]float64, 200)
	if s := FitSmoothing(noisy(flat, 1, 2), SmoothingOptions{}); s.Phi != 0 {
		t.Errorf("noise about a level has φ %g, want no trend", s.Phi)
	}
}

func TestTheRateStaysBelowItsCap(t *testing.T) {
	y := make([]float64, 300) // a random walk, whose best rate is 1
	random := rand.New(rand.NewPCG(5, 5))
	for i := 1; i < len(y); i++ {
		y[i] = y[i-1] + random.NormFloat64()
	}
	if s := FitSmoothing(y, SmoothingOptions{MaxAlpha: .3}); s.Alpha > .3 {
		t.Errorf("rate %g, want at most 0.3", s.Alpha)
	}
	if s := FitSmoothing(y, SmoothingOptions{}); s.Alpha < .8 {
		t.Errorf("rate %g without a cap, want nearly 1", s.Alpha)
	}
}

func TestShortSeriesHaveTheirMeanForALevel(t *testing.T) {
	for _, tc := range []struct {
		y    []float64
		want float64
	}{{nil, 0}, {[]float64{4}, 4}, {[]float64{4, 8}, 6}} {
		if got := FitSmoothing(tc.y, SmoothingOptions{}).Ahead(1)[0]; got != tc.want {
			t.Errorf("%v: %g, want %g", tc.y, got, tc.want)
		}
	}
}

func TestTheSimplexFindsTheBottomOfAValley(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		a, b := rapid.Float64Range(-3, 3).Draw(rt, "a"), rapid.Float64Range(-3, 3).Draw(rt, "b")
		x := minimise(func(x []float64) float64 {
			return 1 + (x[0]-a)*(x[0]-a) + 4*(x[1]-b)*(x[1]-b) + (x[0]-a)*(x[1]-b)
		}, []float64{0, 0}, .5, 400)
		if math.Abs(x[0]-a) > .01 || math.Abs(x[1]-b) > .01 {
			rt.Fatalf("%v, want %g and %g", x, a, b)
		}
	})
}

func TestTheSimplexLeavesWhereThereIsNoNumber(t *testing.T) {
	x := minimise(func(x []float64) float64 {
		if x[0] < 0 {
			return math.NaN()
		}
		return (x[0] - 2) * (x[0] - 2)
	}, []float64{-1}, 3, 200)
	if math.Abs(x[0]-2) > .01 {
		t.Errorf("%g, want 2", x[0])
	}
}
