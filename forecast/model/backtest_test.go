package model

import (
	"context"
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/workforce/grid"
)

func TestWindowsEndBeforeTheForecastBegins(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		days := rapid.IntRange(10, 150).Draw(rt, "days")
		horizon := rapid.IntRange(1, 60).Draw(rt, "horizon")
		c := quiet("2026-01-05", days)
		tr := c.training(t)
		b := newBacktest(tr, horizon, 16)
		apart := backtestStep
		if horizon <= dailyReach {
			apart = 1
		}
		if b.horizon > horizon {
			rt.Fatalf("windows of %d days for a horizon of %d", b.horizon, horizon)
		}
		for n, w := range b.windows {
			if w.origin+b.horizon > tr.Days() || w.origin < backtestMinDays || w.training.Days() != w.origin {
				rt.Errorf("window %d: origin %d, %d days, training %d days, history %d days", n, w.origin, b.horizon, w.training.Days(), tr.Days())
			}
			if n > 0 && b.windows[n-1].origin-w.origin != apart {
				rt.Errorf("window %d begins %d days before the one after it, want %d", n, b.windows[n-1].origin-w.origin, apart)
			}
		}
	})
}

func TestALongHorizonIsCutToWhatHistoryCanTest(t *testing.T) {
	tr := quiet("2026-01-05", 70).training(t)
	b := newBacktest(tr, 90, 16)
	if b.horizon != tr.Days()-backtestMinDays-2*backtestStep || len(b.windows) != 3 {
		t.Errorf("%d windows of %d days from %d days of history; want 3 windows", len(b.windows), b.horizon, tr.Days())
	}
}

func TestNoWindowSeesWhatComesAfterItsOrigin(t *testing.T) {
	c := quiet("2026-01-05", 100)
	c.noise = 3
	plain := newBacktest(c.training(t), 14, 4)
	c.cell = func(d grid.Date, _ int, v float64) float64 {
		if !d.Before(grid.MustDate(c.first).AddDays(plain.windows[2].origin)) {
			return 7*v + 3
		}
		return v
	}
	changed := newBacktest(c.training(t), 14, 4)
	for _, m := range settings() {
		a, err := plain.try(context.Background(), m)
		if err != nil {
			t.Fatal(err)
		}
		b, err := changed.try(context.Background(), m)
		if err != nil {
			t.Fatal(err)
		}
		for lead := range 14 {
			for j := range a.forecasts[2][lead] {
				if x, y := a.forecasts[2][lead][j], b.forecasts[2][lead][j]; x != y {
					t.Fatalf("%s, lead %d, slot %d: %g, but %g when the days after the origin change", m.Name(), lead+1, j, x, y)
				}
			}
		}
		if a.total == b.total {
			t.Errorf("%s: the scores did not notice that the actuals changed", m.Name())
		}
	}
}

func TestFlaggedDaysStillCountInScores(t *testing.T) {
	c := quiet("2026-01-05", 112)
	c.noise = 3
	c.factor = func(d grid.Date) float64 {
		if d.String() == "2026-04-21" {
			return 3
		}
		return 1
	}
	tr := c.training(t)
	tr.flagOutliers()
	if _, ok := flagOf(tr, "2026-04-21"); !ok {
		t.Fatal("the wild day was not flagged")
	}
	b := newBacktest(tr, 7, 2)
	trial, err := b.try(context.Background(), Averages{Weeks: 4})
	if err != nil {
		t.Fatal(err)
	}
	score := trial.total.score(b.scale)
	if score.Bias > -.1 {
		t.Errorf("bias %.3f with a day three times as busy as forecast; want it well below zero", score.Bias)
	}
}

func TestScoresByLeadTimeAddUpToTheWhole(t *testing.T) {
	c := quiet("2026-01-05", 112)
	c.noise = 3
	b := newBacktest(c.training(t), 21, 5)
	trial, err := b.try(context.Background(), Averages{Weeks: 4})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, s := range b.byBucket(trial.forecasts) {
		n += s.Score.N
	}
	// The first two days after a Friday are closed: nothing is known of them.
	if n != trial.total.n || len(b.byBucket(trial.forecasts)) != 3 {
		t.Errorf("%d intervals in %d buckets, want %d in 3", n, len(b.byBucket(trial.forecasts)), trial.total.n)
	}
}

func TestACancelledBacktestStops(t *testing.T) {
	b := newBacktest(quiet("2026-01-05", 112).training(t), 14, 5)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := b.try(ctx, Averages{Weeks: 4}); !errors.Is(err, context.Canceled) {
		t.Errorf("err = %v, want %v", err, context.Canceled)
	}
}

func TestRareContactsAreJudgedBySquaredErrors(t *testing.T) {
	c := quiet("2026-01-05", 112)
	c.level = [7]float64{0, 8, 8, 8, 8, 8, 0}
	c.noise = 5
	b := newBacktest(c.training(t), 14, 8)
	if !b.few {
		t.Fatal("eight contacts a day are not few")
	}
	nothing, err := b.try(context.Background(), Averages{Weeks: 6, Median: true})
	if err != nil {
		t.Fatal(err)
	}
	mean, err := b.try(context.Background(), Averages{Weeks: 8})
	if err != nil {
		t.Fatal(err)
	}
	if nothing.total.abs >= mean.total.abs || b.loss(nothing) <= b.loss(mean) {
		t.Errorf("median: Σ|e| %g, loss %g; mean: Σ|e| %g, loss %g; want the median ahead on the first and behind on the second",
			nothing.total.abs, b.loss(nothing), mean.total.abs, b.loss(mean))
	}
}

func TestABacktestOfNothingMakesAllAlike(t *testing.T) {
	b := newBacktest(quiet("2026-01-05", 10).training(t), 14, 5)
	trial, err := b.try(context.Background(), Averages{Weeks: 4})
	if err != nil {
		t.Fatal(err)
	}
	if len(b.windows) != 0 || !math.IsInf(b.loss(trial), 1) {
		t.Errorf("%d windows, loss %g; want none and infinite", len(b.windows), b.loss(trial))
	}
}
