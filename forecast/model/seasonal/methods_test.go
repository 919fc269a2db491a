package seasonal

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestNaiveRepeatsTheLastCycle(t *testing.T) {
	for _, tc := range []struct {
		y      []float64
		period int
		want   []float64
	}{
		{[]float64{9, 1, 2, 3}, 3, []float64{1, 2, 3, 1, 2}},
		{[]float64{4, 5}, 7, []float64{4, 5, 4, 5, 4}},
		{nil, 3, []float64{0, 0, 0, 0, 0}},
	} {
		if diff := cmp.Diff(tc.want, Naive(tc.y, tc.period, 5)); diff != "" {
			t.Errorf("%v by %d (-want +got):\n%s", tc.y, tc.period, diff)
		}
	}
}

func TestAutoregressionFindsTheWeightsThatMadeTheSeries(t *testing.T) {
	random := rand.New(rand.NewPCG(6, 1))
	y := make([]float64, 3000)
	for i := range y {
		y[i] = random.NormFloat64()
		if i >= 24 {
			y[i] += .5*y[i-1] + .4*y[i-24] - .2*y[i-2]
		}
	}
	got := regressOnLags(y, []int{1, 2, 24}, 24)
	for i, want := range []float64{.5, -.2, .4} {
		if math.Abs(got[i]-want) > .05 {
			t.Errorf("weight %d is %.3f, want about %.1f", i, got[i], want)
		}
	}
}

func TestAutoregressionCannotRunAway(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		y := rapid.SliceOfN(rapid.Float64Range(-1e3, 1e3), 40, 200).Draw(rt, "series")
		lo, hi := math.Inf(1), math.Inf(-1)
		for _, v := range y {
			lo, hi = min(lo, v), max(hi, v)
		}
		slack := (hi-lo)/2 + 1e-6
		for h, v := range Autoregression(y, []int{1, 2, 3, 7}, 7, 300) {
			if v < lo-slack || v > hi+slack {
				rt.Fatalf("%g at %d, values from %g to %g", v, h, lo, hi)
			}
		}
	})
}

func TestLagsAreInThePastAndSingle(t *testing.T) {
	if diff := cmp.Diff([]int{1, 2, 3, 4, 5, 6, 12, 23, 24, 25, 26, 47, 48, 49, 72, 144, 167, 168, 169}, Lags(24, 168)); diff != "" {
		t.Errorf("of hours (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]int{24, 48, 72, 96, 120, 144, 168}, DailyLags(24, 168)); diff != "" {
		t.Errorf("of days (-want +got):\n%s", diff)
	}
	for day := 1; day < 8; day++ {
		lags := Lags(day, 5*day)
		for i, lag := range lags {
			if lag < 1 || i > 0 && lag <= lags[i-1] {
				t.Errorf("a day of %d: %v", day, lags)
			}
		}
	}
}

func TestShortSeriesRepeatTheirLastCycle(t *testing.T) {
	y := week(200)
	if diff := cmp.Diff(Naive(y, 24, 30), Autoregression(y, Lags(24, 168), 24, 30)); diff != "" {
		t.Errorf("autoregression (-naive +got):\n%s", diff)
	}
	if diff := cmp.Diff(Naive(y, 168, 30), DoubleSmoothing(y, 24, 168, 30)); diff != "" {
		t.Errorf("double smoothing (-naive +got):\n%s", diff)
	}
}

func TestDoubleSmoothingCarriesAnErrorOnFadingly(t *testing.T) {
	s := doubleState{level: 10, last: 4, daily: []float64{1, -1}, weekly: []float64{0, 0, 0, 0}}
	got := s.ahead(doubleRates{phi: .5}, 3)
	if diff := cmp.Diff([]float64{10 + 1 + 2, 10 - 1 + 1, 10 + 1 + .5}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestIndicesAreTheMeanRatiosToTheMovingAverage(t *testing.T) {
	var y []float64
	for range 6 {
		y = append(y, 80, 100, 120)
	}
	want := []float64{.8, 1, 1.2}
	for i, v := range Indices(y, 3) {
		if math.Abs(v-want[i]) > 1e-12 {
			t.Errorf("index %d is %g, want %g", i, v, want[i])
		}
	}
	for name, y := range map[string][]float64{"short": {1, 2, 3}, "zero": make([]float64, 20)} {
		if got := Indices(y, 3); got != nil {
			t.Errorf("%s: %v, want none", name, got)
		}
	}
}

func TestASeasonIsToldFromNoise(t *testing.T) {
	if !IsSeasonal(noisy(week(500), 5, 1), 24) {
		t.Error("a daily season was not found")
	}
	found := 0
	for seed := range uint64(100) {
		if IsSeasonal(noisy(make([]float64, 300), 1, seed+1), 24) {
			found++
		}
	}
	if found > 20 {
		t.Errorf("a season was found in %d of 100 series of noise, want about 10", found)
	}
	if IsSeasonal(make([]float64, 300), 24) || IsSeasonal(week(60), 24) {
		t.Error("a season was found in a constant or in two cycles and a half")
	}
}

func TestThetaAddsHalfTheSlope(t *testing.T) {
	line := make([]float64, 100)
	for i := range line {
		line[i] = 10 + 4*float64(i)
	}
	got := Theta(line, 0, 10)
	for h := 1; h < len(got); h++ {
		if step := got[h] - got[h-1]; math.Abs(step-2) > 1e-9 {
			t.Errorf("step %d is %g, want half of 4", h, step)
		}
	}
	if math.Abs(got[0]-(10+4*99+2)) > 3 {
		t.Errorf("first forecast %g, want near the line's end, 408", got[0])
	}
}

func TestScalesUndoThemselves(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		y := rapid.SliceOfN(rapid.Float64Range(1e-3, 1e9), 1, 50).Draw(rt, "series")
		for _, s := range []Scale{Plain, Ratio, Root} {
			for i, v := range s.On(y, func(y []float64) []float64 { return y }) {
				if math.Abs(v-y[i]) > 1e-9*y[i]+1e-9 {
					rt.Fatalf("scale %d: %g, want %g", s, v, y[i])
				}
			}
		}
	})
}

func TestTheNaturalScaleFitsTheValues(t *testing.T) {
	for _, tc := range []struct {
		y    []float64
		want Scale
	}{{[]float64{1, 2}, Ratio}, {[]float64{0, 2}, Root}, {[]float64{-1, 2}, Plain}, {nil, Plain}} {
		if got := NaturalScale(tc.y); got != tc.want {
			t.Errorf("%v: scale %d, want %d", tc.y, got, tc.want)
		}
	}
}
