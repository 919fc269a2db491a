package accuracy

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/workforce/grid"
)

var nan = math.NaN()

// monday is the first day of the examples.
var monday = grid.MustDate("2026-03-02")

// dayOf is a day of half hours from 9:00, without bands and scale.
func dayOf(forecast, actual []float64) Day {
	d := Day{Queue: 1, Run: 1, Date: monday, Lead: 1, Forecast: forecast, Actual: actual, Scale: nan}
	for i := range actual {
		d.Minutes = append(d.Minutes, 9*60+30*i)
	}
	return d
}

// near reports whether two figures are the same but for rounding, NaN being
// equal to itself.
func near(a, b float64) bool {
	return math.IsNaN(a) && math.IsNaN(b) || math.Abs(a-b) <= 1e-9*max(1, math.Abs(a))
}

func wantFigures(t *testing.T, got, want map[string]float64) {
	t.Helper()
	for name, w := range want {
		if !near(got[name], w) {
			t.Errorf("%s is %v, want %v", name, got[name], w)
		}
	}
}

// figures lists a score's figures by name.
func (s Score) figures() map[string]float64 {
	return map[string]float64{
		"WAPE": s.WAPE, "day WAPE": s.DayWAPE, "bias": s.Bias, "MASE": s.MASE, "RMSE": s.RMSE, "naive WAPE": s.NaiveWAPE,
		"model value": s.ModelValue, "planner WAPE": s.PlannerWAPE, "planner value": s.PlannerValue, "contacts": s.Contacts,
	}
}

// anyDay draws a day of up to eight intervals, some unknown, some without a
// naive forecast, some adjusted.
func anyDay(t *rapid.T) Day {
	n := rapid.IntRange(0, 8).Draw(t, "intervals")
	count := rapid.Map(rapid.IntRange(0, 200), func(n int) float64 { return float64(n) })
	maybe := rapid.OneOf(count, rapid.Just(nan))
	curve := func(name string, of *rapid.Generator[float64]) []float64 {
		return rapid.SliceOfN(of, n, n).Draw(t, name)
	}
	d := dayOf(curve("forecast", count), curve("actual", maybe))
	d.Date = monday.AddDays(rapid.IntRange(0, 20).Draw(t, "day"))
	d.Queue = int64(rapid.IntRange(1, 3).Draw(t, "queue"))
	d.Lead = rapid.IntRange(1, 60).Draw(t, "lead")
	d.Scale = rapid.SampledFrom([]float64{nan, 0, 1, 12.5}).Draw(t, "scale")
	if rapid.Bool().Draw(t, "has naive") {
		d.Naive = curve("naive", maybe)
	}
	if rapid.Bool().Draw(t, "has adjusted") {
		d.Adjusted = curve("adjusted", count)
	}
	lo, hi := curve("lo", count), curve("hi", count)
	for i := range lo {
		lo[i], hi[i] = min(lo[i], hi[i]), max(lo[i], hi[i])
	}
	d.Bands = []Band{{Level: .8, Lo: lo, Hi: hi}}
	return d
}

func anyDays(t *rapid.T) []Day {
	return rapid.SliceOfN(rapid.Custom(anyDay), 0, 12).Draw(t, "days")
}

var spans = []Span{{1, 2}, {3, 7}, {8, 14}, {15, 42}, {43, 0}}
