package model

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/workforce/grid"
)

func TestSharesAddUpToOneOverOpenSlots(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c := quiet("2026-01-05", rapid.IntRange(8, 70).Draw(rt, "days"))
		c.level = everyDay
		c.noise = rapid.Uint64Range(1, 1000).Draw(rt, "seed")
		tr := c.training(t)
		p := fitProfile(tr, profileSettings{
			halfLife: rapid.SampledFrom([]float64{0, 15, 50}).Draw(rt, "half-life"),
			kappa:    rapid.SampledFrom([]float64{0, .5, 10, 1000}).Draw(rt, "kappa"),
			pool:     rapid.Bool().Draw(rt, "pool"),
		})
		for lead := range 7 {
			k := tr.Days() + lead
			shares := p.at(k)
			if !near(sum(shares), 1, 1e-9) {
				rt.Errorf("%s: shares add up to %g", tr.weekday(k), sum(shares))
			}
			for j, v := range shares {
				if v < 0 || v > 0 && !tr.open[tr.weekday(k)][j] {
					rt.Errorf("%s slot %d: share %g, open = %t", tr.weekday(k), j, v, tr.open[tr.weekday(k)][j])
				}
			}
		}
	})
}

func TestAWeekdayIsPulledTowardsItsKind(t *testing.T) {
	c := quiet("2026-01-05", 70)
	c.level = everyDay
	c.cell = func(d grid.Date, minute int, v float64) float64 {
		if d.Weekday() == 1 && minute == 600 {
			return 1.5 * v
		}
		if (d.Weekday() == 5 || d.Weekday() == 6) && minute >= 720 {
			return v / 10 // the days of rest are Friday and Saturday here
		}
		return v
	}
	tr := c.training(t)
	k := nextMonday(tr)
	last := math.Inf(1)
	for _, kappa := range []float64{0, .5, 2, 10, 100} {
		p := fitProfile(tr, profileSettings{halfLife: 25, kappa: kappa})
		share := p.at(k)[20]
		if share >= last {
			t.Errorf("κ = %g: share of ten on Monday %g, not below the %g of a smaller κ", kappa, share, last)
		}
		last = share
	}
	shareOf := func(kappa float64, day int) float64 {
		return fitProfile(tr, profileSettings{halfLife: 25, kappa: kappa}).at(day)[20]
	}
	if alone, pulled := shareOf(0, k-2), shareOf(1000, k-2); !near(alone, pulled, 1e-9) { // Saturday
		t.Errorf("Monday's peak changed Saturday's share from %g to %g", alone, pulled)
	}
	if alone, pulled := shareOf(0, k-1), shareOf(1000, k-1); pulled <= alone { // Sunday
		t.Errorf("Sunday, like Monday, keeps its share %g, now %g", alone, pulled)
	}
}

func TestADayTypeSeenThriceHasItsOwnShape(t *testing.T) {
	late := func(d grid.Date, minute int, v float64) float64 {
		if d.Weekday() == 3 && d.Day <= 7 {
			if minute >= 960 {
				return 5 * v
			}
			return v / 2
		}
		return v
	}
	for _, tc := range []struct {
		days int
		own  bool
	}{{70, true}, {45, false}} {
		c := quiet("2026-01-05", tc.days)
		c.cell = late
		var facts []DayFact
		for d := grid.MustDate(c.first); d.Before(grid.MustDate("2026-06-01")); d = d.AddDays(1) {
			if d.Weekday() == 3 && d.Day <= 7 {
				facts = append(facts, DayFact{d, "bill run", Event})
			}
		}
		tr := c.training(t, facts...)
		p := fitProfile(tr, profileSettings{kappa: 2})
		k := tr.history.First().DaysUntil(grid.MustDate("2026-04-01"))
		usual := p.at(k + 7)[34]
		if got := p.at(k)[34] > 1.5*usual; got != tc.own {
			t.Errorf("after %d days: share of 17:00 %g on a bill run, %g usually; own shape = %t, want %t", tc.days, p.at(k)[34], usual, got, tc.own)
		}
	}
}

func TestMissingSlotsDoNotLowerTheirShare(t *testing.T) {
	c := quiet("2026-01-05", 70)
	whole := fitProfile(c.training(t), profileSettings{halfLife: 25, kappa: 2})
	c.cell = func(d grid.Date, minute int, v float64) float64 {
		if minute == 600 && d.Day%2 == 0 {
			return math.NaN()
		}
		return v
	}
	tr := c.training(t)
	gaps := fitProfile(tr, profileSettings{halfLife: 25, kappa: 2})
	k := nextMonday(tr)
	if a, b := whole.at(k)[20], gaps.at(k)[20]; !near(a, b, 1e-6) {
		t.Errorf("share of ten with every second value missing = %g, want %g", b, a)
	}
}

func TestPoolingSmoothsTheShape(t *testing.T) {
	c := quiet("2026-01-05", 70)
	c.level = [7]float64{0, 30, 30, 30, 30, 30, 0}
	c.noise = 11
	tr := c.training(t)
	rough := func(pool bool) float64 {
		shares := fitProfile(tr, profileSettings{halfLife: 25, kappa: 2, pool: pool}).at(nextMonday(tr))
		total := 0.0
		for j := 17; j < 35; j++ {
			total += math.Abs(shares[j+1] - 2*shares[j] + shares[j-1])
		}
		return total
	}
	if plain, pooled := rough(false), rough(true); pooled >= plain/2 {
		t.Errorf("roughness %g pooled, %g plain; want less than half", pooled, plain)
	}
}

func TestSmoothingKeepsAFlatLineFlatAndClosedSlotsClosed(t *testing.T) {
	open := []bool{false, true, true, true, false, true}
	got := smoothOver([]float64{9, 2, 2, 2, 9, 2}, open, 1.5)
	for j, v := range got {
		want := 2.0
		if !open[j] {
			want = 0
		}
		if !near(v, want, 1e-12) {
			t.Errorf("slot %d = %g, want %g", j, v, want)
		}
	}
}

func TestWhereNothingIsKnownOpenSlotsShareAlike(t *testing.T) {
	got := normalise([]float64{0, 0, 0, 0}, []bool{true, false, true, false})
	for j, want := range []float64{.5, 0, .5, 0} {
		if got[j] != want {
			t.Errorf("slot %d = %g, want %g", j, got[j], want)
		}
	}
}
