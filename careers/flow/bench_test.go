package flow_test

import (
	"syscall"
	"testing"

	"github.com/muster-wfm/muster/careers/flow"
)

// processorTime is what this process has used, in seconds: neighbours on the machine
// disturb it less than the clock.
func processorTime(b *testing.B) float64 {
	b.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return float64(used.Utime.Nano()+used.Stime.Nano()) / 1e9
}

// large is 5,000 people on eight rungs of all tenures up to ten years.
func large() *flow.Model {
	m := centre()
	for len(m.Rungs) < 8 {
		top := m.Rungs[len(m.Rungs)-1]
		m.Rungs[len(m.Rungs)-1].Promote = 0.02
		m.Rungs = append(m.Rungs, top)
	}
	m.Longest = 120
	for r := range m.Rungs {
		m.Rungs[r].Holders, m.Rungs[r].Cap = nil, 700
		for tenure := range 125 {
			m.Rungs[r].Holders = append(m.Rungs[r].Holders, flow.Holders{Count: 5, Dwell: tenure * (tenure % 7) / 7, Tenure: tenure})
		}
	}
	m.Rungs[0].Cap = flow.Unlimited()
	return m
}

// BenchmarkScenario compares three years of a large centre with and without a rung
// more, structural part included: four projections.
func BenchmarkScenario(b *testing.B) {
	m, s, start := large(), scenarios()[0], processorTime(b)
	for b.Loop() {
		if _, err := flow.Compare(m, s, 36); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(1000*(processorTime(b)-start)/float64(b.N), "cpu-ms/scenario")
}

// BenchmarkDraws adds 200 draws, each of both sides as averages and as 5,000 people.
func BenchmarkDraws(b *testing.B) {
	m, s, start := large(), scenarios()[0], processorTime(b)
	for b.Loop() {
		if _, err := flow.DrawChange(m, s, 36, flow.Uncertainty{Draws: 200, Seed: 1}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric((processorTime(b)-start)/float64(b.N), "cpu-s/200-draws")
}

func BenchmarkHiringPlan(b *testing.B) {
	d, start := year(), processorTime(b)
	for b.Loop() {
		if _, err := flow.HiringPlan(d, 0); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric((processorTime(b)-start)/float64(b.N), "cpu-s/plan")
}
