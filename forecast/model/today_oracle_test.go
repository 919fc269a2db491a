package model

import (
	"math"
	"os"
	"testing"
	"time"
)

// restOfDay is how far the rest of days was from its forecast, left alone and
// updated, at one time of day.
type restOfDay struct{ untouched, updated, actual float64 }

// add scores one day at a time of day, given as the first slot still to come.
func (s *restOfDay) add(t *testing.T, r *Result, day, at int, actual []float64) {
	t.Helper()
	from, to := r.Grid.Day(day)
	forecast, soFar := r.Mean[from:to], append([]float64(nil), actual...)
	for j := at; j < len(soFar); j++ {
		soFar[j] = math.NaN()
	}
	u, err := r.Calibration.Today(r.Grid, day, forecast, soFar, []float64{.8})
	if err != nil {
		t.Fatal(err)
	}
	for j := at; j < len(soFar); j++ {
		if y := actual[j]; seen(y) && forecast[j] > 0 {
			s.untouched += math.Abs(forecast[j] - y)
			s.updated += math.Abs(u.Mean[j] - y)
			s.actual += y
		}
	}
}

// The last four weeks of the bank's calls, 20 days with calls. Updates start from
// the forecast of the week's first day, which is harder to do well from than one
// made the night before; with MUSTER_SOAK=1 from the latter.
func TestTheRestOfADayIsForecastBetterForWhatCameSoFar(t *testing.T) {
	const days = 28
	every := 7
	if os.Getenv("MUSTER_SOAK") != "" {
		every = 1
	}
	clocks := []int{10, 12, 14, 16}
	scores := make([]restOfDay, len(clocks))
	h := bankCalls(t, 30)
	actual := newTraining(h, newAlmanac(Calendar{}, h.First(), h.Days()+14)).observed()
	for first := h.Days() - days; first < h.Days(); first += every {
		r := mustRun(t, Input{History: h, Location: time.UTC, From: h.Date(first), Days: 14, Options: Options{ForWorkload: true}})
		for day := range every {
			for n, clock := range clocks {
				scores[n].add(t, r, day, 2*clock, actual[first+day])
			}
		}
	}
	for n, got := range scores {
		before, after := got.untouched/got.actual, got.updated/got.actual
		t.Logf("%d:00, forecasts %d days apart: rest of the day %.2f %%, updated %.2f %%", clocks[n], every, 100*before, 100*after)
		if after > before || n == 0 && after > .044 {
			t.Errorf("%d:00: WAPE %.4f of the rest of the day; want at most the %.4f without an update, and 0.0440 at 10:00", clocks[n], after, before)
		}
	}
}
