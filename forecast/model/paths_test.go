package model

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/workforce/grid"
)

// restless is a centre whose days are busy or idle as a whole.
func restless() centre {
	c := quiet("2026-01-05", 168)
	c.noise = 5
	c.factor = func(d grid.Date) float64 {
		return 1 + .2*math.Sin(float64(d.Day*d.Day+int(d.Month)*7))
	}
	return c
}

func TestTheSameSeedDrawsTheSamePaths(t *testing.T) {
	r := mustRun(t, restless().input(t, 7))
	if diff := cmp.Diff(r.Paths(3, 1), r.Paths(3, 1)); diff != "" {
		t.Errorf("seed 1 drew two sets of paths:\n%s", diff)
	}
	if cmp.Equal(r.Paths(3, 1), r.Paths(3, 2)) {
		t.Error("seeds 1 and 2 drew the same paths")
	}
}

func TestPathsScatterAroundTheForecastAsDaysDo(t *testing.T) {
	r := mustRun(t, restless().input(t, 7))
	from, to := r.Grid.Day(3) // a Tuesday: the history ends on a Friday
	paths := r.Paths(2000, 1)
	var days []float64
	for _, p := range paths {
		days = append(days, sum(p[from:to]))
		for i, v := range p {
			if v < 0 || v > 0 && r.Mean[i] == 0 {
				t.Fatalf("interval %d of a path = %g with a forecast of %g", i, v, r.Mean[i])
			}
		}
	}
	centre := sum(r.Mean[from:to])
	if got := mean(days); !near(got, centre, .08) {
		t.Errorf("paths of Tuesday have mean %.0f, the forecast is %.0f", got, centre)
	}
	square := 0.0
	for _, d := range days {
		square += (d - mean(days)) * (d - mean(days)) / float64(len(days))
	}
	// The level moves by 14 % from day to day; independent intervals of about
	// 50 contacts would average that away to a few.
	if deviation := math.Sqrt(square) / centre; deviation < .08 || deviation > .3 {
		t.Errorf("Tuesdays scatter by %.3f of their mean, want about .14", deviation)
	}
}

func TestWithoutABacktestEveryPathIsTheForecast(t *testing.T) {
	r := mustRun(t, quiet("2026-01-05", 10).input(t, 7))
	for _, p := range r.Paths(2, 1) {
		if diff := cmp.Diff(r.Mean, p); diff != "" {
			t.Errorf("path (-forecast +path):\n%s", diff)
		}
	}
}

func TestErrorDaysKeepTheDayTogether(t *testing.T) {
	pairs := []pair{
		{window: 0, lead: 1, slot: 0, forecast: 100, actual: 110},
		{window: 0, lead: 1, slot: 1, forecast: 100, actual: 130},
		{window: 0, lead: 2, slot: 0, forecast: 100, actual: 90},
		{window: 1, lead: 2, slot: 1, forecast: 100, actual: 80},
	}
	got := errorDays(pairs, spreads{excess: matrix(len(buckets), 3, 0)}, 3)
	want := [][]float64{{1, 3, 2}, {-1, -1, -1}, {-2, -2, -2}} // slots without a value: the day's mean
	if len(got) != len(want) {
		t.Fatalf("%d days of errors, want %d", len(got), len(want))
	}
	for i, d := range got {
		if diff := cmp.Diff(want[i], d.errors); diff != "" {
			t.Errorf("day %d (-want +got):\n%s", i, diff)
		}
	}
}
