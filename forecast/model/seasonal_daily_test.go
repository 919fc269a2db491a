package model

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/workforce/grid"
)

var decomposedDefault = DailyDecomposed{ProfileHalfLife: 25, Kappa: .01, Horizon: 14}

func TestDailyDecompositionReproducesARepeatingWeek(t *testing.T) {
	for name, level := range map[string][7]float64{"weekdays": weekdaysOnly, "every day": everyDay} {
		c := quiet("2026-01-05", 70)
		c.level = level
		tr := c.training(t)
		f := decomposedDefault.Fit(tr)
		for k := tr.Days(); k < tr.Days()+21; k++ {
			day := tr.history.Date(k)
			if got, want := sum(f.Day(k)), level[day.Weekday()]; math.Abs(got-want) > .02*want {
				t.Errorf("%s, %s: %.1f contacts, want %.1f", name, day, got, want)
			}
		}
	}
}

func TestDailyDecompositionFollowsALevelThatMoved(t *testing.T) {
	c := quiet("2026-01-05", 84)
	c.factor = func(d grid.Date) float64 {
		if d.Before(grid.MustDate("2026-02-23")) {
			return 1
		}
		return 1.5
	}
	tr := c.training(t)
	k := tr.history.First().DaysUntil(grid.MustDate("2026-03-31")) // a Tuesday
	if got, want := sum(decomposedDefault.Fit(tr).Day(k)), 1.5*c.level[2]; math.Abs(got-want) > .06*want {
		t.Errorf("five weeks after the move %.0f contacts, want about %.0f", got, want)
	}
}

func TestDailyDecompositionKeepsClosuresAndMakeUpDays(t *testing.T) {
	c := quiet("2026-01-05", 70)
	c.factor = func(d grid.Date) float64 {
		if d == grid.MustDate("2026-02-17") {
			return 0
		}
		return 1
	}
	tr := c.training(t, holiday("2026-02-17", "spring"), holiday("2026-03-24", "spring"),
		DayFact{Date: grid.MustDate("2026-03-28"), Name: "make-up", Kind: Workday})
	f := decomposedDefault.Fit(tr)
	at := func(date string) []float64 { return f.Day(tr.history.First().DaysUntil(grid.MustDate(date))) }
	if got := sum(at("2026-03-24")); got != 0 {
		t.Errorf("the holiday has %g contacts, want none", got)
	}
	if got := sum(at("2026-03-21")); got != 0 {
		t.Errorf("Saturday has %g contacts, want none", got)
	}
	if diff := cmp.Diff(at("2026-03-20"), at("2026-03-28")); diff != "" {
		t.Errorf("(-Friday +make-up Saturday):\n%s", diff)
	}
}

func TestDailyDecompositionOfZerosIsZero(t *testing.T) {
	c := quiet("2026-01-05", 40)
	c.cell = func(grid.Date, int, float64) float64 { return 0 }
	tr := c.training(t)
	for k := tr.Days(); k < tr.Days()+7; k++ {
		if got := sum(decomposedDefault.Fit(tr).Day(k)); got != 0 || math.IsNaN(got) {
			t.Errorf("day %d: %g contacts, want none", k, got)
		}
	}
}
