package roster

import (
	"context"
	"testing"
	"time"
)

// benchDesk lays a large centre around the clock on a desk: 1,000 people, four
// weeks, quarter hours, three groups.
func benchDesk(b *testing.B) (*Problem, *Desk) {
	b.Helper()
	p := centreProblem(b, centre{people: 1000, days: 28, minutes: 15, groups: 3, nights: true, load: 1, seed: 1})
	begin := processorTime(b)
	clock := func() time.Duration { return processorTime(b) - begin }
	r, err := Solve(context.Background(), p, Settings{Seed: 1, TimeLimit: 3 * time.Second, Elapsed: clock}, nil)
	if err != nil {
		b.Fatal(err)
	}
	d, err := NewDesk(p, r.Roster)
	if err != nil {
		b.Fatal(err)
	}
	return p, d
}

// BenchmarkSuppose asks what if somebody worked on a day that they have off, in
// a centre of 1,000 people over four weeks: the answer with all its parts.
func BenchmarkSuppose(b *testing.B) {
	_, d := benchDesk(b)
	asked, blocked := 0, 0
	begin := processorTime(b)
	for b.Loop() {
		person := asked * 7 % len(d.roster.Days)
		day := (asked * 5) % 28
		for !d.roster.Days[person][day].Off() {
			day = (day + 1) % 28
		}
		if d.Suppose(Supposition{Person: person, Day: day, Template: AnyTemplate, Group: AnyGroup, Gentle: 0.5}).Blocked {
			blocked++
		}
		asked++
	}
	b.ReportMetric((processorTime(b)-begin).Seconds()*1000/float64(b.N), "cpu-ms/answer")
	b.ReportMetric(100*float64(blocked)/float64(asked), "blocked-%")
}

// BenchmarkSupposeImpossible asks for a shift that rules forbid, which names a
// minimal set of them and what would help.
func BenchmarkSupposeImpossible(b *testing.B) {
	p, d := benchDesk(b)
	begin := processorTime(b)
	for b.Loop() {
		a := d.Suppose(Supposition{Person: 10, Day: p.People[10].Absences[0].Day, Template: AnyTemplate, Group: AnyGroup})
		if !a.Blocked {
			b.Fatal("work on a day of leave is possible")
		}
	}
	b.ReportMetric((processorTime(b)-begin).Seconds()*1000/float64(b.N), "cpu-ms/answer")
}

// BenchmarkExplainSlotLarge asks why one interval of the large centre is short.
func BenchmarkExplainSlotLarge(b *testing.B) {
	_, d := benchDesk(b)
	for b.Loop() {
		d.ExplainSlot(0, 8*96+56)
	}
}

// BenchmarkRelax prices every concession for one interval of the large centre.
func BenchmarkRelax(b *testing.B) {
	_, d := benchDesk(b)
	for b.Loop() {
		d.Relax(0, 8*96+56)
	}
}
