package simulate_test

import (
	"math"
	"os"
	"strconv"
	"testing"

	"github.com/muster-wfm/muster/forecast/simulate"
)

// simpleMSK is the example SimpleMSK of ContactCenters (Buist and L'Ecuyer, "A
// Java library for simulating contact centers", Winter Simulation Conference
// 2005): three kinds of contacts, two groups, three periods of two hours, then
// time to finish. Rates are a minute; what a contact takes and bears is settled
// by the period in which it arrives, and a busy day is busy for all kinds.
func simpleMSK() simulate.Scenario {
	byPeriod := func(values ...float64) []float64 { // the last holds for the fourth, too
		return append(values, values[len(values)-1])
	}
	s := simulate.Scenario{Interval: 7200, Intervals: 4, Busyness: 28.7, Taking: simulate.OldestFirst}
	for kind, rates := range [][]float64{{4.2, 5.3, 3.2}, {5.1, 4.3, 4.8}, {6.3, 5.2, 4.8}} {
		q := simulate.Queue{Name: strconv.Itoa(kind), Handle: exponential(60 / .4), Patience: exponential(60 / .2), Threshold: 20, Contacts: make([]float64, 4)}
		for i, rate := range rates {
			q.Contacts[i] = 120 * rate
		}
		q.HandleBy, q.PatienceBy = byPeriod(.4/.5, .4/.6, 1), byPeriod(.2/.3, .2/.4, 1)
		s.Queues = append(s.Queues, q)
	}
	s.Groups = []simulate.Group{
		{Name: "0", Agents: []int{12, 18, 9, 9}, Skills: []simulate.Skill{{Queue: "0", Rank: 1}, {Queue: "1", Rank: 1}}},
		{Name: "1", Agents: []int{15, 20, 11, 11}, Skills: []simulate.Skill{{Queue: "1", Rank: 2}, {Queue: "2", Rank: 1}}},
	}
	return s
}

// The published figures are of 1,000 days, with their 95 % confidence intervals.
func TestThePublishedExampleIsWithinItsConfidence(t *testing.T) {
	days := 500
	if os.Getenv("MUSTER_SOAK") != "" {
		days = 20_000
	}
	s := simpleMSK()
	r := run(t, s, simulate.Options{Replications: days, Seed: 1, Workers: 2})
	for _, c := range []struct {
		what               string
		got                simulate.Estimate
		published, halfWay float64
	}{
		{"served", r.All.Answered, 4297.3, 27.2},
		{"abandoned", r.All.Abandoned, 910.3, 34.2},
		{"service level", r.All.ServiceLevel[0], .501, .0075},
	} {
		// The difference of two estimates has both errors.
		bound := 2 * math.Hypot(c.halfWay/1.96, c.got.SE)
		if math.Abs(c.got.Mean-c.published) > bound {
			t.Errorf("%s: simulated %.4f ± %.4f, published %g ± %g", c.what, c.got.Mean, c.got.SE, c.published, c.halfWay)
		}
		t.Logf("%s: simulated %.4f ± %.4f (one error), published %g ± %g (95 %%)", c.what, c.got.Mean, c.got.SE, c.published, c.halfWay)
	}
}

// The published occupancy is up to the moment at which the last contact of the
// day has left: 0.881 ± 0.0035.
func TestThePublishedOccupancyIsThatOfTheDayWithItsEnd(t *testing.T) {
	const step = 20.0
	days := 200
	if os.Getenv("MUSTER_SOAK") != "" {
		days = 2000
	}
	s := simpleMSK()
	busy, staffed, square := 0.0, 0.0, 0.0
	var ratios []float64
	for day := range days {
		r := run(t, s, simulate.Options{Replications: 1, Seed: uint64(day), Step: step})
		last := 0
		for i, n := range r.Course.Queues[0].First {
			if n+r.Course.Queues[1].First[i]+r.Course.Queues[2].First[i]+r.Course.Groups[0].Busy.First[i]+r.Course.Groups[1].Busy.First[i] > 0 {
				last = i
			}
		}
		after := float64(s.Intervals)*s.Interval - (float64(last)+1.5)*step
		b, there := r.Groups[0].BusyHours.Mean, r.Groups[0].StaffedHours.Mean-9*after/3600
		busy, staffed, ratios = busy+b, staffed+there, append(ratios, b/there)
	}
	got := busy / staffed
	for _, ratio := range ratios {
		square += (ratio - got) * (ratio - got)
	}
	se := math.Sqrt(square) / float64(days)
	t.Logf("simulated %.4f ± %.4f (one error)", got, se)
	if math.Abs(got-.881) > 2*math.Hypot(.0035/1.96, se) {
		t.Errorf("occupancy: simulated %.4f ± %.4f, published .881 ± .0035", got, se)
	}
}
