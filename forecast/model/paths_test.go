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

func TestErrorDaysKeepTheDayTogether(t *testing.T) {
	c := &Calibration{Slots: 3, Excess: matrix(len(buckets), 3, 0)}
	cases := []struct {
		day  ErrorDay
		want []float64
	}{
		{ErrorDay{Lead: 1, Forecast: []float64{100, 100, 0}, Actual: []float64{110, 130, math.NaN()}}, []float64{1, 3, 2}},
		{ErrorDay{Lead: 2, Forecast: []float64{100, 100, 100}, Actual: []float64{90, math.NaN(), math.NaN()}}, []float64{-1, -1, -1}},
	}
	for _, tc := range cases { // slots without a value: the day's mean
		if diff := cmp.Diff(tc.want, tc.day.deviations(c)); diff != "" {
			t.Errorf("%v (-want +got):\n%s", tc.day, diff)
		}
	}
}

func TestDaysOfErrorsAreKeptWithinBounds(t *testing.T) {
	c := restless()
	b := newBacktest(c.training(t), 35, 12)
	trial, err := b.try(t.Context(), reference)
	if err != nil {
		t.Fatal(err)
	}
	days := b.errorDays(trial.forecasts, grid.MustDate(c.first))
	n := make([]int, len(buckets))
	for _, d := range days {
		n[bucketOf(d.Lead)]++
		k := grid.MustDate(c.first).DaysUntil(d.Date)
		for j, f := range d.Forecast {
			if y := b.actual[k][j]; f > 0 && seen(y) && d.Actual[j] != y {
				t.Fatalf("%s slot %d: actual %g kept, %g came", d.Date, j, d.Actual[j], y)
			}
		}
	}
	if limit := cellsOfErrors / 48; n[3] != limit || n[1] != 60 {
		t.Errorf("days by bucket %v; want %d in the fullest, all 60 of the first week", n, limit)
	}
}

func TestFiguresAreKeptToFourPlaces(t *testing.T) {
	for v, want := range map[float64]float64{0: 0, 123456: 123500, .00123456: .001235, 9.9999: 10, 47.126: 47.13} {
		if got := significant(v); !near(got, want, 1e-12) {
			t.Errorf("%g kept as %g, want %g", v, got, want)
		}
	}
}

// unsettled is a centre whose weeks are busy or idle as a whole.
func unsettled(first string) centre {
	c := quiet(first, 168)
	c.noise = 5
	c.factor = func(d grid.Date) float64 {
		monday := d.Monday()
		return 1 + .2*math.Sin(float64(monday.Day*monday.Day+int(monday.Month)*7))
	}
	return c
}

func relativeSpread(values []float64) float64 {
	square, m := 0.0, mean(values)
	for _, v := range values {
		square += (v - m) * (v - m) / float64(len(values))
	}
	return math.Sqrt(square) / m
}

func TestPathsKeepTheDaysOfAWeekTogether(t *testing.T) {
	r := mustRun(t, unsettled("2026-01-05").input(t, 7))
	var days, weeks []float64
	from, to := r.Grid.Day(3)
	for _, p := range r.Paths(2000, 1) {
		days = append(days, sum(p[from:to]))
		weeks = append(weeks, sum(p))
	}
	// Weeks move by 14 % as a whole. If the five days were drawn apart, the week
	// would scatter by less than half as much as a day.
	if day, week := relativeSpread(days), relativeSpread(weeks); week < .7*day {
		t.Errorf("a day scatters by %.3f of its mean and the week by %.3f; want nearly as much", day, week)
	}
}

func TestQueuesThatWereBusyTogetherAreDrawnTogether(t *testing.T) {
	first, second := unsettled("2026-01-05"), unsettled("2026-01-05")
	second.noise, second.level = 9, everyDay
	a, b := mustRun(t, first.input(t, 7)), mustRun(t, second.input(t, 7))
	var x, y, both []float64
	Together([]Future{a.Future(), b.Future()}, 1000, 1, func(_ int, curves [][]float64) {
		x, y = append(x, sum(curves[0])), append(y, sum(curves[1]))
		both = append(both, sum(curves[0])+sum(curves[1]))
	})
	covariance := 0.0
	for i := range x {
		covariance += (x[i]/mean(x) - 1) * (y[i]/mean(y) - 1) / float64(len(x))
	}
	if correlation := covariance / relativeSpread(x) / relativeSpread(y); correlation < .6 {
		t.Errorf("weeks of two queues that share their busy weeks are drawn with correlation %.2f", correlation)
	}
	if apart, together := (relativeSpread(x)+relativeSpread(y))/2, relativeSpread(both); together < .8*apart {
		t.Errorf("the sum scatters by %.3f, the queues by %.3f; the risk is shared and must not cancel out", together, apart)
	}
}

func TestAQueuesPathsDoNotDependOnTheOthersDrawnWithIt(t *testing.T) {
	a, b := mustRun(t, restless().input(t, 10)), mustRun(t, unsettled("2026-01-05").input(t, 10))
	alone := a.Paths(5, 3)
	Together([]Future{b.Future(), a.Future(), {Calibration: nil, Grid: a.Grid, Mean: a.Mean}}, 5, 3, func(path int, curves [][]float64) {
		if diff := cmp.Diff(alone[path], curves[1]); diff != "" {
			t.Errorf("path %d (-alone +with another):\n%s", path, diff)
		}
		if diff := cmp.Diff(a.Mean, curves[2]); diff != "" {
			t.Errorf("path %d of a forecast without errors (-forecast +path):\n%s", path, diff)
		}
	})
}

func TestPathsOfRareContactsAreAsOftenEmptyAsTheyAre(t *testing.T) {
	c := quiet("2026-01-05", 168)
	c.level, c.noise = [7]float64{0, 12, 12, 12, 12, 12, 0}, 11 // 0.6 contacts an interval
	r := mustRun(t, c.input(t, 14))
	total, paths := 0.0, r.Paths(500, 1)
	for _, p := range paths {
		total += sum(p) / float64(len(paths))
	}
	if !near(total, sum(r.Mean), .1) {
		t.Errorf("paths hold %.1f contacts on average, the forecast %.1f", total, sum(r.Mean))
	}
}
