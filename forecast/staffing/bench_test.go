//go:build unix

package staffing_test

import (
	"syscall"
	"testing"

	"github.com/muster-wfm/muster/forecast/staffing"
)

// problem is one line of a speed grid.
type problem struct {
	load  staffing.Load
	goals staffing.Goals
}

func readProblems(b *testing.B, name string, patience float64) []problem {
	b.Helper()
	rows := readOracle(b, name)
	problems := make([]problem, len(rows))
	for i, row := range rows {
		load, err := staffing.LoadOf(row.number(b, "transactions"), row.number(b, "aht_min")*60, row.number(b, "interval_min")*60)
		if err != nil {
			b.Fatal(err)
		}
		load.Patience = patience
		problems[i] = problem{load, staffing.Goals{
			ServiceLevel: row.number(b, "sl"), Threshold: row.number(b, "asa_min") * 60,
		}}
		if patience == 0 {
			problems[i].goals.MaxOccupancy = row.number(b, "occ")
		}
	}
	return problems
}

// processorTime is what this process has used of processors, in seconds: on a
// shared machine the clock on the wall measures the others too.
func processorTime(b *testing.B) float64 {
	b.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return float64(used.Utime.Nano()+used.Stime.Nano()) / 1e9
}

// reportRate reports problems per second of processor time since start.
func reportRate(b *testing.B, start float64) {
	b.Helper()
	if used := processorTime(b) - start; used > 0 {
		b.ReportMetric(float64(b.N)/used, "problems/cpu-s")
	}
}

// benchmarkAgents reports whole requirements a second.
func benchmarkAgents(b *testing.B, file string, patience float64) {
	problems := readProblems(b, file, patience)
	b.ReportAllocs()
	b.ResetTimer()
	start := processorTime(b)
	for i := range b.N {
		p := &problems[i%len(problems)]
		if n, err := staffing.Agents(p.load, p.goals); err != nil || n < 1 {
			b.Fatalf("%+v: %d agents, %v", p, n, err)
		}
	}
	reportRate(b, start)
}

func BenchmarkErlangCStaffingReal(b *testing.B) { benchmarkAgents(b, "grid_real.csv", 0) }
func BenchmarkErlangCStaffingWide(b *testing.B) { benchmarkAgents(b, "grid_wide.csv", 0) }
func BenchmarkErlangAStaffingReal(b *testing.B) { benchmarkAgents(b, "grid_real.csv", 120) }
func BenchmarkErlangAStaffingWide(b *testing.B) { benchmarkAgents(b, "grid_wide.csv", 120) }

// benchmarkRequirement reports whole and fractional requirements together, as
// a curve needs them.
func benchmarkRequirement(b *testing.B, patience float64) {
	problems := readProblems(b, "grid_real.csv", patience)
	b.ResetTimer()
	start := processorTime(b)
	for i := range b.N {
		p := &problems[i%len(problems)]
		if _, err := staffing.Requirement(p.load, p.goals); err != nil {
			b.Fatal(err)
		}
	}
	reportRate(b, start)
}

func BenchmarkErlangCRequirement(b *testing.B) { benchmarkRequirement(b, 0) }
func BenchmarkErlangARequirement(b *testing.B) { benchmarkRequirement(b, 120) }

// benchmarkWeek staffs a week of 200 queues in quarter hours, and reports the
// processor time of the whole week.
func benchmarkWeek(b *testing.B, patience float64) {
	const problemsOfAWeek = 200 * 7 * 96
	problems := readProblems(b, "grid_real.csv", patience)
	b.ResetTimer()
	start := processorTime(b)
	for range b.N {
		for i := range problemsOfAWeek {
			p := &problems[i%len(problems)]
			if _, err := staffing.Agents(p.load, p.goals); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric((processorTime(b)-start)/float64(b.N), "cpu-s/week")
}

func BenchmarkErlangCWeek(b *testing.B) { benchmarkWeek(b, 0) }
func BenchmarkErlangAWeek(b *testing.B) { benchmarkWeek(b, 120) }
