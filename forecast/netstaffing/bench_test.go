package netstaffing_test

import (
	"context"
	"testing"

	"github.com/muster-wfm/muster/forecast/netstaffing"
)

// 200 queues by 300 groups with 3,000 people over a week.
func BenchmarkInstantWeek(b *testing.B) {
	c := week(200, 300, 3000, 7)
	for b.Loop() {
		if _, err := netstaffing.Instant(context.Background(), c, 2); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSimulatedWeek(b *testing.B) {
	c := week(200, 300, 3000, 7)
	for b.Loop() {
		if _, err := netstaffing.Simulated(context.Background(), c, netstaffing.Options{Replications: 10, Seed: 1, Workers: 2}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRequireWeek(b *testing.B) {
	c := week(200, 300, 3000, 7)
	for b.Loop() {
		p, err := netstaffing.Require(context.Background(), c, netstaffing.PlanOptions{Options: netstaffing.Options{Replications: 10, Seed: 1, Workers: 2}})
		if err != nil {
			b.Fatal(err)
		}
		b.Logf("converged %v, rounds %+v", p.Converged, p.Rounds)
		b.ReportMetric(float64(len(p.Rounds)), "rounds")
	}
}
