package model

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/workforce/grid"
)

// settings are some models of every kind.
func settings() []Model {
	return []Model{
		LevelProfile{HalfLife: 40, ProfileHalfLife: 25, Kappa: 2, Month: true, Horizon: 14},
		LevelProfile{HalfLife: 20, ProfileHalfLife: 50, Kappa: .5, Pool: true, Unbiased: true, Horizon: 14},
		LevelProfile{ProfileHalfLife: 15, Kappa: 10, Horizon: 14},
		Factors{Rank: 2, HalfLife: 80},
		Factors{Rank: 4, HalfLife: 80, Month: true},
		Averages{Weeks: 6, Median: true},
	}
}

func TestEveryModelRepeatsASeriesThatRepeatsItself(t *testing.T) {
	c := quiet("2026-01-05", 112)
	tr := c.training(t)
	actual := c
	actual.days += 21
	future := actual.history(t)
	for _, m := range settings() {
		if lp, ok := m.(LevelProfile); ok && lp.Pool {
			continue // smoothing over slots changes the shape on purpose
		}
		f := m.Fit(tr)
		for k := tr.Days(); k < future.Days(); k++ {
			for j, v := range f.Day(k) {
				want := future.contacts[k][j]
				if !seen(want) {
					want = 0
				}
				if !near(v, want, .02) && want > 1 {
					t.Errorf("%s: %s slot %d = %.2f, want %.2f", m.Name(), future.Date(k), j, v, want)
				}
			}
		}
	}
}

func TestTwiceTheContactsGiveTwiceTheForecast(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c := quiet("2026-01-05", rapid.IntRange(30, 80).Draw(rt, "days"))
		c.noise = rapid.Uint64Range(1, 1000).Draw(rt, "seed")
		scale := rapid.SampledFrom([]float64{.5, 2, 8}).Draw(rt, "scale")
		once := c.training(t)
		c.cell = func(_ grid.Date, _ int, v float64) float64 { return scale * v }
		scaled := c.training(t)
		// Pooled shapes shrink by contacts and square roots carry a quarter of
		// one, neither of which scales.
		for _, m := range []Model{settings()[0], settings()[2], settings()[5]} {
			a, b := m.Fit(once).Day(nextMonday(once)), m.Fit(scaled).Day(nextMonday(scaled))
			for j := range a {
				if !near(scale*a[j], b[j], 1e-6) {
					rt.Errorf("%s slot %d: %g, scaled by %g %g", m.Name(), j, a[j], scale, b[j])
				}
			}
		}
	})
}

func TestForecastsAreNeverNegativeAndZeroWhereClosed(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c := quiet("2026-01-05", rapid.IntRange(8, 80).Draw(rt, "days"))
		c.level = [7]float64{rapid.Float64Range(0, 3).Draw(rt, "sunday"), 40, 2, 500, 30, 30, 0}
		c.noise = rapid.Uint64Range(1, 1000).Draw(rt, "seed")
		tr := c.training(t)
		for _, m := range settings() {
			f := m.Fit(tr)
			for lead := range 14 {
				k := tr.Days() + lead
				for j, v := range f.Day(k) {
					if !(v >= 0) || v > 0 && !tr.open[tr.weekday(k)][j] {
						rt.Fatalf("%s: %s slot %d = %g, open = %t", m.Name(), tr.almanac.day(k).date, j, v, tr.open[tr.weekday(k)][j])
					}
				}
			}
		}
	})
}

func TestFittingTwiceGivesTheSameForecast(t *testing.T) {
	c := quiet("2026-01-05", 100)
	c.noise = 9
	tr := c.training(t)
	for _, m := range settings() {
		a, b := m.Fit(tr).Day(nextMonday(tr)), m.Fit(tr).Day(nextMonday(tr))
		for j := range a {
			if a[j] != b[j] {
				t.Errorf("%s slot %d: %v, then %v", m.Name(), j, a[j], b[j])
			}
		}
	}
}

func TestADayBelongsToTheCaller(t *testing.T) {
	tr := quiet("2026-01-05", 60).training(t)
	for _, m := range settings() {
		f := m.Fit(tr)
		k := nextMonday(tr)
		first := f.Day(k)
		want := first[20]
		first[20] = -1
		if got := f.Day(k)[20]; got != want {
			t.Errorf("%s: a caller's change shows: %g, want %g", m.Name(), got, want)
		}
	}
}
