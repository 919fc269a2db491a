package roster

import (
	"context"
	"os"
	"runtime"
	"strconv"
	"syscall"
	"testing"
	"time"
)

// benchTime is how long the search benchmarks search, in seconds; MUSTER_BENCH_SECONDS
// overrides it.
func benchTime(b *testing.B, usual int) time.Duration {
	if given := os.Getenv("MUSTER_BENCH_SECONDS"); given != "" {
		n, err := strconv.Atoi(given)
		if err != nil {
			b.Fatal(err)
		}
		usual = n
	}
	return time.Duration(usual) * time.Second
}

// processorTime returns the time that this process has spent on processors,
// which neighbours on the machine disturb less than the time of day.
func processorTime(b testing.TB) time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// peakMemory returns the most memory that this process has held, in megabytes.
func peakMemory(b testing.TB) float64 {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return float64(used.Maxrss) / 1024
}

// benchSolve searches once, for a given processor time a thread, and reports the
// gap to its own bound, the moves a second and the time to the first legal
// roster.
func benchSolve(b *testing.B, c centre, limit time.Duration) {
	benchProblem(b, centreProblem(b, c), limit)
}

// benchProblem is benchSolve for a problem.
func benchProblem(b *testing.B, p *Problem, limit time.Duration) {
	threads := min(2, runtime.NumCPU())
	for b.Loop() {
		begin, first := processorTime(b), time.Duration(0)
		clock := func() time.Duration { return (processorTime(b) - begin) / time.Duration(threads) }
		r, err := Solve(context.Background(), p, Settings{Seed: 1, Threads: threads, TimeLimit: limit, Elapsed: clock}, func(n Incumbent) {
			if n.Phase == Building {
				first = n.Elapsed
			}
		})
		if err != nil {
			b.Fatal(err)
		}
		if found := Verify(p, r.Roster); len(found) > 0 {
			b.Fatalf("violation %+v", found[0])
		}
		b.ReportMetric(first.Seconds(), "s-to-first")
		b.ReportMetric(100*(r.Cost.Total()-r.Bound)/r.Bound, "gap-%")
		b.ReportMetric(peakMemory(b), "peak-MB")
		b.ReportMetric(r.Cost.Total(), "cost")
		b.ReportMetric(r.Bound, "bound")
		b.ReportMetric(float64(r.Iterations)/limit.Seconds(), "moves/s")
	}
}

// BenchmarkRoster250x14x30 is the journey's size: 250 people, two weeks, half
// hours, from seven to nine.
func BenchmarkRoster250x14x30(b *testing.B) {
	benchSolve(b, centre{people: 250, days: 14, minutes: 30, groups: 1, load: 1, seed: 1}, benchTime(b, 60))
}

// BenchmarkRoster1000x28x15 is a large centre around the clock: 1,000 people,
// four weeks, quarter hours, three groups.
func BenchmarkRoster1000x28x15(b *testing.B) {
	benchSolve(b, centre{people: 1000, days: 28, minutes: 15, groups: 3, nights: true, load: 1, seed: 1}, benchTime(b, 120))
}

// BenchmarkCheapestRow prices and finds one person's four weeks around the clock
// in quarter hours, pauses included: the heart of everything.
func BenchmarkCheapestRow(b *testing.B) {
	m := newModel(centreProblem(b, centre{people: 20, days: 28, minutes: 15, groups: 3, nights: true, load: 1, seed: 1}))
	f, c := newFinder(m), newCover(m)
	for b.Loop() {
		if m.cheapestRow(f, c, m.people[1]) == nil {
			b.Fatal("no legal row")
		}
	}
}

// BenchmarkDrag tries one move on a desk of 250 people, as a drag does on every
// movement.
func BenchmarkDrag(b *testing.B) {
	p := centreProblem(b, centre{people: 250, days: 14, minutes: 30, groups: 1, load: 1, seed: 1})
	r, err := Solve(context.Background(), p, Settings{Seed: 1, Iterations: 40}, nil)
	if err != nil {
		b.Fatal(err)
	}
	d, err := NewDesk(p, r.Roster)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		d.Try(Move{Person: 3, Day: 2, Shift: r.Roster.Days[4][1]})
	}
}

// BenchmarkExplainSlot asks why one interval of a centre of 250 is short.
func BenchmarkExplainSlot(b *testing.B) {
	p := centreProblem(b, centre{people: 250, days: 14, minutes: 30, groups: 1, load: 1, seed: 1})
	r, err := Solve(context.Background(), p, Settings{Seed: 1, Iterations: 40}, nil)
	if err != nil {
		b.Fatal(err)
	}
	d, err := NewDesk(p, r.Roster)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		d.ExplainSlot(0, 2*48+24)
	}
}
