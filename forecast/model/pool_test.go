package model

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/workforce/grid"
)

// within is the share of values between two bounds.
func within(values []float64, lo, hi float64) float64 {
	n := 0
	for _, v := range values {
		if v >= lo && v <= hi {
			n++
		}
	}
	return float64(n) / float64(len(values))
}

// dayTotals are the totals of a day on each path.
func dayTotals(g grid.Grid, day int, paths [][]float64) []float64 {
	from, to := g.Day(day)
	totals := make([]float64, len(paths))
	for k, p := range paths {
		totals[k] = sum(p[from:to])
	}
	return totals
}

func TestPathsFillTheBandsAsTheirLevelsSay(t *testing.T) {
	for name, c := range map[string]centre{"restless days": restless(), "restless weeks": unsettled("2026-01-05")} {
		r := mustRun(t, c.input(t, 14))
		paths := r.Paths(1000, 1)
		for _, band := range r.Bands {
			covered, n := 0.0, 0.0
			for i, mean := range r.Mean {
				if mean > 0 {
					values := make([]float64, len(paths))
					for k, p := range paths {
						values[k] = p[i]
					}
					covered += within(values, band.Lo[i], band.Hi[i])
					n++
				}
			}
			if got := covered / n; math.Abs(got-band.Level) > .05 {
				t.Errorf("%s: intervals of paths fill the band of %.2f to %.3f", name, band.Level, got)
			}
		}
		for day, total := range r.Days {
			if total.Mean == 0 {
				continue
			}
			for _, band := range total.Bands {
				if got := within(dayTotals(r.Grid, day, paths), band.Lo, band.Hi); math.Abs(got-band.Level) > .1 {
					t.Errorf("%s: totals of day %d fill the band of %.2f to %.3f", name, day, band.Level, got)
				}
			}
		}
	}
}

func TestWithoutABacktestPathsFillTheAssumedBands(t *testing.T) {
	r := mustRun(t, quiet("2026-01-05", 10).input(t, 7))
	paths := r.Paths(2000, 1)
	first, second := dayTotals(r.Grid, 0, paths), dayTotals(r.Grid, 1, paths) // Thursday and Friday
	for day, totals := range map[int][]float64{0: first, 1: second} {
		for _, band := range r.Days[day].Bands {
			if got := within(totals, band.Lo, band.Hi); math.Abs(got-band.Level) > .04 {
				t.Errorf("totals of day %d fill the band of %.2f to %.3f", day, band.Level, got)
			}
		}
	}
	weeks := make([]float64, len(paths))
	for k := range paths {
		weeks[k] = first[k] + second[k]
	}
	if one, both := relativeSpread(first), relativeSpread(weeks); both < .9*one {
		t.Errorf("a day scatters by %.3f and two by %.3f of their mean; want the same: the volume as a whole is not known", one, both)
	}
}

func TestPathsOfRatesLeaveOutTheChanceOfArrivals(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	days := func(spread float64) []ErrorDay {
		var out []ErrorDay
		for lead := range 28 {
			d := ErrorDay{Date: grid.MustDate("2026-01-05").AddDays(lead), Lead: lead%7 + 1, Forecast: make([]float64, 48), Actual: make([]float64, 48)}
			factor := 1 + spread*random.NormFloat64()
			for j := range d.Forecast {
				d.Forecast[j], d.Actual[j] = 10, poissonCount(random, 10*factor)
			}
			out = append(out, d)
		}
		return out
	}
	cases := []struct {
		name       string
		spread     float64
		day, above float64 // bounds of the rates' deviation of a day's total and of an interval
	}{
		{"counts of one rate", 0, .035, .12},
		{"days that are busy as a whole", .2, .25, .3},
	}
	for _, c := range cases {
		errors := days(c.spread)
		calibration := &Calibration{Slots: 48, Excess: matrix(len(buckets), 48, c.spread*c.spread), Errors: errors}
		g, err := grid.New(quiet("2026-01-05", 1).location(t), 30, grid.MustDate("2026-03-02"), 7)
		if err != nil {
			t.Fatal(err)
		}
		f := Future{Calibration: calibration, Grid: g, Mean: slices.Repeat([]float64{10}, g.Len()), Rates: true}
		paths := f.Paths(500, 1)
		day, interval := relativeSpread(dayTotals(g, 2, paths)), spreadOfIntervals(paths)
		if day > c.day || interval > c.above || day < .6*c.spread || interval < .6*c.spread {
			t.Errorf("%s: rates of a day scatter by %.3f, of an interval by %.3f; want %.2f, and less than the %.2f of counts", c.name, day, interval, c.spread, math.Sqrt(.1))
		}
		f.Rates = false
		if counted := spreadOfIntervals(f.Paths(500, 1)); counted < .28 {
			t.Errorf("%s: counts of an interval scatter by %.3f, want at least %.2f", c.name, counted, math.Sqrt(.1))
		}
	}
}

// spreadOfIntervals is how an interval scatters, on average over all.
func spreadOfIntervals(paths [][]float64) float64 {
	total := 0.0
	for i := range paths[0] {
		values := make([]float64, len(paths))
		for k, p := range paths {
			values[k] = p[i]
		}
		total += relativeSpread(values)
	}
	return total / float64(len(paths[0]))
}

// poissonCount draws a Poisson count (Knuth's multiplication).
func poissonCount(random *rand.Rand, rate float64) float64 {
	n, product := 0.0, random.Float64()
	for limit := math.Exp(-rate); product > limit; n++ {
		product *= random.Float64()
	}
	return n
}

func TestADayWiderThanTheErrorsShowIsDrawnAsWide(t *testing.T) {
	r := mustRun(t, restless().input(t, 7))
	f := r.Future()
	f.Totals = slices.Clone(f.Totals)
	wide := f.Totals[3]
	wide.Bands = []TotalBand{{Level: .8, Lo: .3 * wide.Mean, Hi: 1.7 * wide.Mean}} // an event that was never seen
	f.Totals[3] = wide
	if got := within(dayTotals(r.Grid, 3, f.Paths(2000, 1)), wide.Bands[0].Lo, wide.Bands[0].Hi); math.Abs(got-.8) > .06 {
		t.Errorf("a day of a band of 0.8 that is wider than the errors is in it on %.3f of the paths", got)
	}
	if diff := cmp.Diff(dayTotals(r.Grid, 4, r.Paths(50, 1)), dayTotals(r.Grid, 4, f.Paths(50, 1))); diff != "" {
		t.Errorf("the day after moved:\n%s", diff)
	}
}

func TestWhatIsNotKnownIsNotDrawn(t *testing.T) {
	r := mustRun(t, restless().input(t, 7))
	bare := Future{Grid: r.Grid, Mean: r.Mean}
	if bare.Known() || !r.Future().Known() || !mustRun(t, quiet("2026-01-05", 10).input(t, 7)).Future().Known() {
		t.Error("a forecast is known to stray by its errors or by its bands, and by nothing else")
	}
	for _, p := range bare.Paths(2, 1) {
		if diff := cmp.Diff(r.Mean, p); diff != "" {
			t.Errorf("path (-forecast +path):\n%s", diff)
		}
	}
}
