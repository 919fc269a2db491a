package capacity_test

import (
	"context"
	"fmt"
	"math"
	"syscall"
	"testing"

	"github.com/muster-wfm/muster/forecast/capacity"
)

// fortyGroups is eighteen months of forty groups, with all that a plan can have.
func fortyGroups() *capacity.Plan {
	const weeks = 78
	p := &capacity.Plan{From: monday, Weeks: weeks}
	for i := range 40 {
		g := small(weeks).Groups[0]
		g.Name = fmt.Sprint("group ", i)
		for w := range g.Required {
			g.Required[w] = 3000 + 600*math.Sin(float64(w+i)/8) + 15*float64(w)
		}
		for tenure := range 30 {
			g.Starting = append(g.Starting, capacity.Cohort{People: 2, Weeks: 8 * tenure})
		}
		g.Attrition = []capacity.Band{{Yearly: 0.5}, {FromWeek: 13, Yearly: 0.35}, {FromWeek: 52, Yearly: 0.2}}
		g.Training = capacity.Training{Weeks: 4, Cost: 50_00, Productivity: []float64{0.5, 0.7, 0.85, 1}, Handle: []float64{1.4, 1.2, 1}}
		g.Overtime = capacity.Overtime{Cap: 0.05, Premium: 1.5}
		g.Vendors = []capacity.Vendor{{Name: "north", Min: 5, Max: 40, Lead: 6, Weeks: 8, Hours: 30, Price: 180_00}}
		for w := 2; w < weeks; w += 6 {
			g.Hires = append(g.Hires, capacity.Hire{Week: w, People: 6})
		}
		g.Tranches = []capacity.Tranche{{Vendor: 0, Week: 10, People: 10}, {Vendor: 0, Week: 40, People: 12}}
		p.Groups = append(p.Groups, g)
		if i > 0 {
			p.Transfers = append(p.Transfers, capacity.Transfer{From: i, To: i - 1, Week: i, People: 3, Training: 1})
		}
	}
	return p
}

// processorTime is what this process has used, in seconds: neighbours on the
// machine disturb it less than the clock.
func processorTime(b *testing.B) float64 {
	b.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return float64(used.Utime.Nano()+used.Stime.Nano()) / 1e9
}

func BenchmarkComputeFortyGroups(b *testing.B) {
	p, start := fortyGroups(), processorTime(b)
	for b.Loop() {
		if _, err := capacity.Compute(p); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(1000*(processorTime(b)-start)/float64(b.N), "cpu-ms/plan")
}

func BenchmarkProposeFortyGroups(b *testing.B) {
	p, start := fortyGroups(), processorTime(b)
	for b.Loop() {
		if _, _, err := capacity.Propose(context.Background(), p, capacity.ProposalOptions{MostHires: 20}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric((processorTime(b)-start)/float64(b.N), "cpu-s/proposal")
}
