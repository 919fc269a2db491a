package ladder_test

import (
	"fmt"
	"syscall"
	"testing"

	"github.com/muster-wfm/muster/careers/ladder"
)

// agent is one of a large centre: a year of daily adherence, weekly evaluations, awards
// and the rest.
func agent(i int) *ladder.Record {
	l := ladder.Templates()
	today := day("2026-06-20")
	hired := today.AddDays(-60 - i*7%2500)
	r := &ladder.Record{
		Person: fmt.Sprint("agent ", i), Hired: hired,
		Spells:       []ladder.Spell{{ID: "first", Rung: "new", From: hired, To: hired.AddDays(30)}, {ID: "now", Rung: l.Rungs[i%len(l.Rungs)].Code, From: hired.AddDays(30)}},
		Certificates: []ladder.Certificate{{ID: "c", Code: ladder.Induction, From: hired}, {ID: "p", Code: ladder.ProductKnowledge, From: hired, To: today.AddDays(i%200 - 50)}},
		Trainings:    []ladder.Training{{ID: "t", Course: ladder.LeadershipCourse, On: today.AddDays(-i % 500), Hours: 16}},
		Nominations:  []ladder.Nomination{{ID: "n", By: "somebody", On: today.AddDays(-i % 300)}},
		Boards:       []ladder.BoardScore{{ID: "b", On: today.AddDays(-i % 400), Score: 2.5 + float64(i%25)/10}},
	}
	if i%11 == 0 {
		r.Leaves = []ladder.Leave{{ID: "l", From: today.AddDays(-200), To: today.AddDays(-90), Protected: true}}
	}
	for d := range 250 {
		r.Observations = append(r.Observations, ladder.Observation{ID: fmt.Sprint("a", d), Metric: ladder.AdherenceRatio, On: today.AddDays(-d), Value: 0.85 + float64((i+d)%14)/100})
	}
	for w := range 50 {
		r.Observations = append(r.Observations, ladder.Observation{ID: fmt.Sprint("q", w), Metric: ladder.QualityScore, On: today.AddDays(-7 * w), Value: 0.8 + float64((i+w)%20)/100, Weight: 3})
	}
	for m, at := 0, (ladder.Month{Year: 2025, Month: 8}); m < 10; m, at = m+1, at.Next() {
		if (i+m)%3 > 0 {
			r.Awards = append(r.Awards, ladder.Award{ID: fmt.Sprint("w", m), Code: ladder.AdvancedAward, Month: at})
		}
	}
	return r
}

// BenchmarkReadiness evaluates every move of 5,000 agents anew.
func BenchmarkReadiness(b *testing.B) {
	l, on := ladder.Templates(), day("2026-06-20")
	records := make([]*ladder.Record, 5000)
	for i := range records {
		records[i] = agent(i)
	}
	start := processorTime(b)
	for b.Loop() {
		for _, r := range records {
			ladder.Readiness(l, r, on)
		}
	}
	b.ReportMetric((processorTime(b)-start)/float64(b.N), "cpu-s/5000-agents")
}

// processorTime is what this process has used, in seconds.
func processorTime(b *testing.B) float64 {
	b.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return float64(used.Utime.Nano()+used.Stime.Nano()) / 1e9
}
