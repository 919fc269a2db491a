package model

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestBandsThatHoldTooLittleWiden(t *testing.T) {
	a := AdaptedLevel{Level: .8, Effective: .8}
	// α = 0.2 + 0.01·(0.2 − 0.5)
	if got := a.After(.5); !near(got.Effective, .803, 1e-12) || got.Days != 1 {
		t.Errorf("after a day of which half was missed: %+v, want 0.803", got)
	}
	if got := a.After(0); !near(got.Effective, .798, 1e-12) {
		t.Errorf("after a day of which nothing was missed: %+v, want 0.798", got)
	}
	if got := a.After(.2); got.Effective != .8 {
		t.Errorf("after a day that was as it should be: %+v, want 0.8", got)
	}
}

func TestLevelsStayWithinReason(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		level := rapid.SampledFrom([]float64{.5, .8, .95}).Draw(t, "level")
		a := AdaptedLevel{Level: level, Effective: level}
		for _, missed := range rapid.SliceOfN(rapid.Float64Range(0, 1), 0, 500).Draw(t, "missed") {
			a = a.After(missed)
		}
		if a.Effective > 1-leastTail+1e-12 || a.Effective < level/2-1e-12 {
			t.Errorf("a band of %g is drawn at %g", level, a.Effective)
		}
	})
}

// The long-run share missed approaches the wanted one whatever the errors do
// (proposition 4.1 of the paper): |mean missed − α*| ≤ (1 + γ)/(γ·days) as long as
// no bound is reached.
func TestInTheLongRunBandsHoldTheirShare(t *testing.T) {
	a := AdaptedLevel{Level: .8, Effective: .8}
	missed := 0.0
	const days = 2000
	for range days {
		// Errors are 1.3 times as wide as the back-test thought: a band drawn at an
		// effective level holds what a normal variable leaves within it.
		share := 2 - 2*normalShare(normalQuantile(a.Effective)/1.3)
		missed += share / days
		a = a.After(share)
	}
	if math.Abs(missed-.2) > .012 {
		t.Errorf("%.3f of the intervals were missed over %d days, want 0.2", missed, days)
	}
	if a.Effective < .88 || a.Effective > .92 {
		t.Errorf("the band is drawn at %.3f, want the 0.904 that holds 0.8 of wider errors", a.Effective)
	}
}

// normalShare is the distribution function of a standard normal variable.
func normalShare(z float64) float64 { return .5 * math.Erfc(-z/math.Sqrt2) }

func TestAdaptedLevelsMoveTheBandsOfTheirLeadTimesAlone(t *testing.T) {
	plain := mustRun(t, restless().input(t, 14))
	same := plain.Adapt(AdaptedLevels([]float64{.8, .95}))
	levels := AdaptedLevels([]float64{.8, .95})
	for i := range levels {
		if a := &levels[i]; a.Level == .8 && a.Bucket.Holds(1) {
			a.Effective = .9
		}
	}
	wider := plain.Adapt(levels)
	for day := range plain.Grid.Days() {
		from, to := plain.Grid.Day(day)
		for i := from; i < to; i++ {
			if plain.Bands[0].Hi[i] != same.Bands[0].Hi[i] {
				t.Fatalf("interval %d: a level adapted to itself moves the band from %g to %g", i, plain.Bands[0].Hi[i], same.Bands[0].Hi[i])
			}
			moved := wider.Bands[0].Hi[i] > plain.Bands[0].Hi[i]
			if want := day < 2 && plain.Mean[i] > 0; moved != want || wider.Bands[1].Hi[i] != plain.Bands[1].Hi[i] {
				t.Errorf("day %d, interval %d: the band of 0.8 moved %v, want %v; that of 0.95 from %g to %g",
					day, i, moved, want, plain.Bands[1].Hi[i], wider.Bands[1].Hi[i])
			}
		}
	}
}

// Nightly runs draw their bands at adapted levels: what is not known of a sale is not
// forgotten by that.
func TestTheDoubtOfADayNeverSeenStaysWhenBandsAreDrawnAnew(t *testing.T) {
	r := mustRun(t, sold(t, 1, nil, "2026-05-26", map[string]float64{"2026-05-26": 60}))
	for name, again := range map[string]*Result{"adapted": r.Adapt(AdaptedLevels([]float64{.8, .95})), "moved nowhere": r.Around(r.Mean)} {
		if diff := cmp.Diff([2][]Total{r.Days, r.Weeks}, [2][]Total{again.Days, again.Weeks}); diff != "" {
			t.Errorf("%s: totals (-before +after):\n%s", name, diff)
		}
		if diff := cmp.Diff(r.Bands, again.Bands); diff != "" {
			t.Errorf("%s: bands (-before +after):\n%s", name, diff)
		}
	}
	double := make([]float64, len(r.Mean))
	for i, m := range r.Mean {
		double[i] = 2 * m
	}
	moved, sale := r.Around(double), 3 // Tuesday
	if before, after := r.Days[sale].Bands[0], moved.Days[sale].Bands[0]; after.Hi-after.Lo < 1.6*(before.Hi-before.Lo) {
		t.Errorf("of twice as many the sale's band is %.0f to %.0f, was %.0f to %.0f; want about twice as wide", after.Lo, after.Hi, before.Lo, before.Hi)
	}
}
