package model

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/muster-wfm/muster/workforce/grid"
)

// doublyStochastic is a queue of two years of half hours as real ones are
// (Ibrahim et al. 2016): weekdays, a season, pay days, days that are busy as a
// whole and remember the day before, slots that go together, and Poisson noise.
func doublyStochastic(t testing.TB, seed uint64, perSlot float64) *History {
	t.Helper()
	random := rand.New(rand.NewPCG(seed, 77))
	weekday := [7]float64{.3, 1.2, 1.05, 1, .98, 1.1, .4}
	first := grid.MustDate("2024-01-01")
	var list []Observation
	busy := 0.0
	for k := range 2 * 365 {
		d := first.AddDays(k)
		busy = .4*busy + .05*math.Sqrt(1-.4*.4)*random.NormFloat64()
		season := 1 + .15*math.Sin(2*math.Pi*float64(k)/365.25)
		level := perSlot * weekday[d.Weekday()] * season * (1 + .1*math.Exp(-float64(d.Day-1)/2)) * math.Exp(busy)
		local := 0.0
		for minute := 8 * 60; minute < 21*60; minute += 30 {
			local = .8*local + .03*random.NormFloat64()
			contacts := poisson(random, level*twoHumps(float64(minute)/60)*math.Exp(local))
			list = append(list, Observation{
				Start: d.Start(time.UTC).Add(time.Duration(minute) * time.Minute), Contacts: contacts,
				Handled: contacts, HandleSeconds: contacts * 240,
			})
		}
	}
	h, err := NewHistory(time.UTC, 30, list)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// BenchmarkThousandQueues forecasts a sample of queues of two years of half
// hours, two weeks ahead, with the whole back-test, one after the other on one
// thread, and reports what a thousand would take: twenty of the sizes found in
// centres, or with MUSTER_SOAK a thousand.
func BenchmarkThousandQueues(b *testing.B) {
	queues := 20
	if os.Getenv("MUSTER_SOAK") != "" {
		queues = 1000
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	sizes := []float64{3, 8, 20, 60, 150, 400}
	spent, n := 0.0, 0
	for b.Loop() {
		for i := range queues {
			h := doublyStochastic(b, uint64(i), sizes[i%len(sizes)])
			began := userSeconds()
			mustRun(b, Input{History: h, Location: time.UTC, Days: 14})
			spent += userSeconds() - began
			n++
		}
	}
	b.ReportMetric(spent/float64(n), "cpu-s/queue")
	b.ReportMetric(1000*spent/float64(n), "cpu-s/1000-queues")
	b.ReportMetric(peakMegabytes(b), "peak-MB")
}

// peakMegabytes is the most memory that the process has held, as Linux counts it.
func peakMegabytes(b *testing.B) float64 {
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return math.NaN()
	}
	peak := 0.0
	for line := range strings.Lines(string(text)) {
		_, _ = fmt.Sscanf(line, "VmHWM: %f kB", &peak)
	}
	return peak / 1024
}
