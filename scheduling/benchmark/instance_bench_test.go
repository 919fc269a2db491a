package benchmark

import (
	"context"
	"encoding/csv"
	"math"
	"os"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/muster-wfm/muster/scheduling/roster"
)

// The public instances that are read in place; the best known rosters of all are in
// best_known.csv beside them.
var public = []string{"1", "2", "3", "5", "7", "9", "10", "12", "13", "15", "18", "20"}

// BenchmarkPublicInstance searches each instance for ten minutes of two threads'
// processor time, or for MUSTER_BENCH_SECONDS, and reports how far from the best
// known roster it ends, and how far the proven bound is below that.
func BenchmarkPublicInstance(b *testing.B) {
	for _, name := range public {
		b.Run(name, func(b *testing.B) {
			instance, err := ReadInstance(sharedRostering(b, "Instance"+name+".txt"))
			if err != nil {
				b.Fatal(err)
			}
			p, err := instance.Problem()
			if err != nil {
				b.Fatal(err)
			}
			best := bestKnown(b, name)
			for b.Loop() {
				begin := processorTime(b)
				elapsed := func() time.Duration { return (processorTime(b) - begin) / 2 }
				r, err := roster.Solve(context.Background(), p,
					roster.Settings{Seed: 1, Threads: 2, TimeLimit: benchTime(b), Elapsed: elapsed}, nil)
				if err != nil {
					b.Fatal(err)
				}
				if broken := roster.Verify(p, r.Roster); len(broken) > 0 {
					b.Fatal(broken[0])
				}
				cost := float64(instance.Penalty(instance.Of(r.Roster)))
				b.ReportMetric(cost, "cost")
				b.ReportMetric(100*(cost-best)/best, "above-best-known-%")
				b.ReportMetric(100*(best-math.Max(0, r.Bound))/best, "bound-below-best-known-%")
				b.ReportMetric((processorTime(b) - begin).Seconds(), "cpu-s")
			}
		})
	}
}

// bestKnown returns the cost of the best roster that has been published.
func bestKnown(b *testing.B, name string) float64 {
	b.Helper()
	table, err := csv.NewReader(sharedRostering(b, "best_known.csv")).ReadAll()
	if err != nil {
		b.Fatal(err)
	}
	for _, row := range table {
		if row[0] != name {
			continue
		}
		best, err := strconv.ParseFloat(row[4], 64)
		if err != nil {
			b.Fatal(err)
		}
		return best
	}
	b.Fatalf("instance %s is not in best_known.csv", name)
	return 0
}

// benchTime is how long each instance is searched.
func benchTime(b *testing.B) time.Duration {
	given := os.Getenv("MUSTER_BENCH_SECONDS")
	if given == "" {
		return 10 * time.Minute
	}
	n, err := strconv.Atoi(given)
	if err != nil {
		b.Fatal(err)
	}
	return time.Duration(n) * time.Second
}

// processorTime returns the time that this process has spent on processors, which
// neighbours on the machine disturb less than the time of day.
func processorTime(b *testing.B) time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
