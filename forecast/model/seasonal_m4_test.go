package model

import (
	"math"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/muster-wfm/muster/forecast/model/seasonal"
)

// hourly is a series of the M4 competition (Makridakis, Spiliotis and
// Assimakopoulos, International Journal of Forecasting 36, 2020).
type hourly struct {
	id           string
	past, future []float64
}

// m4Hourly reads the odd-numbered hourly series, every step-th of them.
func m4Hourly(t testing.TB, step int) []*hourly {
	t.Helper()
	lines := sharedData(t, "m4_hourly_odd.csv.gz")
	byID := map[string]*hourly{}
	var all []*hourly
	for lines.Scan() {
		cells := strings.Split(lines.Text(), ",")
		s := byID[cells[0]]
		if s == nil {
			s = &hourly{id: cells[0]}
			byID[cells[0]] = s
			all = append(all, s)
		}
		if cells[1] == "train" {
			s.past = append(s.past, number(t, cells[3]))
		} else {
			s.future = append(s.future, number(t, cells[3]))
		}
	}
	var list []*hourly
	for i := 0; i < len(all); i += step {
		list = append(list, all[i])
	}
	return list
}

// input lays a series out so that its past ends at a midnight.
func (s *hourly) input(t testing.TB) Input {
	t.Helper()
	end := time.Date(2020, 3, 2, 0, 0, 0, 0, time.UTC)
	var list []Observation
	for i, v := range s.past {
		list = append(list, Observation{Start: end.Add(time.Duration(i-len(s.past)) * time.Hour), Contacts: v})
	}
	h, err := NewHistory(time.UTC, 60, list)
	if err != nil {
		t.Fatal(err)
	}
	return Input{History: h, Location: time.UTC, Days: 2}
}

// m4Score is the competition's: the mean of sMAPE in per cent, and of the
// error over that of the daily seasonal naive method in the past.
type m4Score struct{ smape, mase, n float64 }

func (m *m4Score) add(s *hourly, forecast []float64) {
	smape, miss, scale := 0.0, 0.0, 0.0
	for i, y := range s.future {
		if size := math.Abs(forecast[i]) + math.Abs(y); size > 0 {
			smape += 200 * math.Abs(forecast[i]-y) / size
		}
		miss += math.Abs(forecast[i] - y)
	}
	for i := 24; i < len(s.past); i++ {
		scale += math.Abs(s.past[i] - s.past[i-24])
	}
	h := float64(len(s.future))
	m.smape += smape / h
	m.mase += miss / h / (scale / float64(len(s.past)-24))
	m.n++
}

// owa is the mean of both, each over that of the competition's benchmark.
func (m m4Score) owa(base m4Score) float64 { return (m.smape/base.smape + m.mase/base.mase) / 2 }

// naive2 is the benchmark: the last value, with the season where there is one.
func naive2(y []float64) []float64 {
	indices := []float64(nil)
	if seasonal.IsSeasonal(y, 24) {
		indices = seasonal.Indices(y, 24)
	}
	out := make([]float64, 48)
	n := len(y)
	for h := range out {
		out[h] = y[n-1]
		if indices != nil {
			out[h] *= indices[(n+h)%24] / indices[(n-1)%24]
		}
	}
	return out
}

func TestM4HourlySeriesAreForecastWithinTheGates(t *testing.T) {
	step := 9
	if os.Getenv("MUSTER_SOAK") != "" {
		step = 1
	}
	var ours, base, naive m4Score
	combinations := map[string]int{}
	began := userSeconds()
	for _, s := range m4Hourly(t, step) {
		r := mustRun(t, s.input(t))
		ours.add(s, r.Mean)
		base.add(s, naive2(s.past))
		naive.add(s, seasonal.Naive(s.past, 24, 48))
		for _, m := range r.Combination.Members {
			combinations[strings.Fields(m)[0]]++
		}
	}
	t.Logf("%.0f series in %.1f s: sMAPE %.3f MASE %.3f OWA %.3f; naive2 %.3f %.3f; seasonal naive OWA %.3f; members %v", ours.n, userSeconds()-began,
		ours.smape/ours.n, ours.mase/ours.n, ours.owa(base), base.smape/base.n, base.mase/base.n, naive.owa(base), combinations)
	if owa := ours.owa(base); owa > .44 {
		t.Errorf("OWA %.3f of %.0f series; want at most 0.44", owa, ours.n)
	}
	if step == 1 && ours.smape/ours.n > 9.9 {
		t.Errorf("sMAPE %.2f; want at most 9.9", ours.smape/ours.n)
	}
}

// userSeconds is the processor time that the test has used.
func userSeconds() float64 {
	var usage syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	return float64(usage.Utime.Sec) + float64(usage.Utime.Usec)/1e6
}
