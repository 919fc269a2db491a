package staffing_test

import (
	"errors"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/forecast/erlang"
	"github.com/muster-wfm/muster/forecast/staffing"
)

// eightyTwenty is the usual service level: 80 % in 20 seconds.
var eightyTwenty = staffing.Goals{ServiceLevel: 0.8, Threshold: 20}

func TestPublishedRequirements(t *testing.T) {
	thirty := staffing.Shrinkage{OutOfOffice: 0.3}
	cases := []struct {
		name                      string
		contacts, interval, aht   float64
		goals                     staffing.Goals
		wantAgents, wantScheduled int
	}{
		{"pyworkforce README: 100 calls in 30 min of 3 min, 80/20", 100, 1800, 180, staffing.Goals{ServiceLevel: 0.8, Threshold: 20, Shrinkage: thirty}, 14, 20},
		{"turbotab: 25 calls in 10 min of 3 min, 80/20", 25, 600, 180, staffing.Goals{ServiceLevel: 0.8, Threshold: 20, Shrinkage: thirty}, 11, 16},
		{"20 erlangs, 80/20", 200, 1800, 180, eightyTwenty, 24, 24},
		{"pyworkforce returns 3 here, one too many", 1.8323 * 6, 1803, 300.5, staffing.Goals{ServiceLevel: 0.1, Threshold: 20, MaxOccupancy: 0.95}, 2, 2},
	}
	for _, c := range cases {
		load, err := staffing.LoadOf(c.contacts, c.aht, c.interval)
		if err != nil {
			t.Fatal(err)
		}
		got := requirement(t, load, c.goals)
		if got.Agents != c.wantAgents || got.Scheduled != c.wantScheduled {
			t.Errorf("%s: %d agents, %d scheduled, want %d and %d", c.name, got.Agents, got.Scheduled, c.wantAgents, c.wantScheduled)
		}
	}
}

func TestRoundingFollowsDecimalIntent(t *testing.T) {
	cases := []struct {
		erlangs, occupancy, shrinkage float64
		agents, scheduled             int
	}{
		{2.1, 0.7, 0, 3, 3},
		{8.5, 0.85, 0, 10, 10},
		{14.7, 0.7, 0.3, 21, 30},
		{2.1000001, 0.7, 0, 4, 4},
		{9.999999999999998, 1, 0, 11, 11}, // ten erlangs, so ten agents are not stable
	}
	for _, c := range cases {
		got := requirement(t, staffing.Load{Erlangs: c.erlangs, AHT: 300},
			staffing.Goals{MaxOccupancy: c.occupancy, Shrinkage: staffing.Shrinkage{OutOfOffice: c.shrinkage}})
		if got.Agents != c.agents || got.Scheduled != c.scheduled {
			t.Errorf("%v erlangs at occupancy %v, shrinkage %v: %d agents, %d scheduled, want %d and %d",
				c.erlangs, c.occupancy, c.shrinkage, got.Agents, got.Scheduled, c.agents, c.scheduled)
		}
	}
}

func TestShrinkageOfAnyHeadcountIsExact(t *testing.T) {
	// (n·100)/(100-s) in whole numbers is what ceil(n/(1-s)) should be.
	for n := 1; n <= 1000; n++ {
		for percent := range 61 {
			lost := staffing.Shrinkage{OutOfOffice: float64(percent) / 100}
			got := requirement(t, staffing.Load{AHT: 300}, staffing.Goals{MinAgents: n, Shrinkage: lost}).Scheduled
			if want := (n*100 + 99 - percent) / (100 - percent); got != want {
				t.Fatalf("%d agents at %d %% shrinkage: %d scheduled, want %d", n, percent, got, want)
			}
		}
	}
}

func TestShrinkageInAndOutOfOfficeMultiplies(t *testing.T) {
	got, err := staffing.ShrinkageOf([]staffing.ShrinkageCategory{
		{Name: "annual leave", Share: 0.12}, {Name: "sickness", Share: 0.08},
		{Name: "coaching", Share: 0.06, InOffice: true}, {Name: "meetings", Share: 0.04, InOffice: true},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := staffing.Shrinkage{InOffice: 0.10, OutOfOffice: 0.20}
	if diff := cmp.Diff(want, got, cmpopts.EquateApprox(0, 1e-15)); diff != "" {
		t.Errorf("shrinkage (-want +got):\n%s", diff)
	}
	if total := got.Total(); math.Abs(total-0.28) > 1e-15 {
		t.Errorf("total = %v, want 1-(1-0.1)(1-0.2) = 0.28", total)
	}
	if heads := got.Scheduled(72); math.Abs(heads-100) > 1e-12 {
		t.Errorf("72 agents require %v people, want 100", heads)
	}
	for _, share := range []float64{-0.1, 1, math.NaN()} {
		if _, err := staffing.ShrinkageOf([]staffing.ShrinkageCategory{{Name: "leave", Share: share}}); err == nil {
			t.Errorf("a shrinkage of %v was accepted", share)
		}
	}
	if _, err := staffing.ShrinkageOf([]staffing.ShrinkageCategory{{Name: "a", Share: 0.6}, {Name: "b", Share: 0.6}}); err == nil {
		t.Error("categories of 120 % in all were accepted")
	}
}

func TestTheBindingGoalIsTheOneThatAsksForMost(t *testing.T) {
	cases := []struct {
		name string
		load staffing.Load
		g    staffing.Goals
		want staffing.Goal
	}{
		{"service level", staffing.Load{Erlangs: 10, AHT: 180}, eightyTwenty, staffing.ServiceLevelGoal},
		{"speed of answer", staffing.Load{Erlangs: 10, AHT: 180}, staffing.Goals{ServiceLevel: 0.8, Threshold: 20, MaxASA: 1}, staffing.ASAGoal},
		{"occupancy", staffing.Load{Erlangs: 200, AHT: 180}, staffing.Goals{ServiceLevel: 0.8, Threshold: 20, MaxOccupancy: 0.8}, staffing.OccupancyGoal},
		{"abandonment", staffing.Load{Erlangs: 10, AHT: 180, Patience: 60}, staffing.Goals{ServiceLevel: 0.3, Threshold: 20, MaxAbandonment: 0.01}, staffing.AbandonmentGoal},
		{"occupancy of what is not abandoned", staffing.Load{Erlangs: 50, AHT: 180, Patience: 60}, staffing.Goals{ServiceLevel: 0.3, Threshold: 20, MaxOccupancy: 0.7}, staffing.OccupancyGoal},
		{"minimum", staffing.Load{Erlangs: 1, AHT: 180}, staffing.Goals{ServiceLevel: 0.8, Threshold: 20, MinAgents: 9}, staffing.MinimumGoal},
		{"minimum without work", staffing.Load{AHT: 180}, staffing.Goals{MinAgents: 2}, staffing.MinimumGoal},
		{"stability", staffing.Load{Erlangs: 10, AHT: 180}, staffing.Goals{}, staffing.StabilityGoal},
		{"nothing", staffing.Load{AHT: 180}, eightyTwenty, staffing.NoGoal},
	}
	for _, c := range cases {
		if got := requirement(t, c.load, c.g); got.Binding != c.want {
			t.Errorf("%s: %d agents bound by %v, want %v", c.name, got.Agents, got.Binding, c.want)
		}
	}
}

func TestWhatCannotBeStaffedIsRefusedByName(t *testing.T) {
	nan := math.NaN()
	good := staffing.Load{Erlangs: 10, AHT: 180}
	cases := []struct {
		field string
		load  staffing.Load
		goals staffing.Goals
	}{
		{"load", staffing.Load{Erlangs: -1, AHT: 180}, eightyTwenty},
		{"load", staffing.Load{Erlangs: nan, AHT: 180}, eightyTwenty},
		{"load", staffing.Load{Erlangs: 1e12, AHT: 180}, eightyTwenty},
		{"AHT", staffing.Load{Erlangs: 10}, eightyTwenty},
		{"patience", staffing.Load{Erlangs: 10, AHT: 180, Patience: -1}, eightyTwenty},
		{"concurrency", staffing.Load{Erlangs: 10, AHT: 180, Concurrency: 0.5}, eightyTwenty},
		{"service level target", good, staffing.Goals{ServiceLevel: 1, Threshold: 20}},
		{"service level threshold", good, staffing.Goals{ServiceLevel: 0.8, Threshold: nan}},
		{"ASA target", good, staffing.Goals{MaxASA: -5}},
		{"maximum occupancy", good, staffing.Goals{MaxOccupancy: 1.01}},
		{"maximum abandonment", good, staffing.Goals{MaxAbandonment: -0.1}},
		{"minimum agents", good, staffing.Goals{MinAgents: -1}},
		{"shrinkage", good, staffing.Goals{Shrinkage: staffing.Shrinkage{OutOfOffice: 1}}},
		{"number of goals", staffing.Load{Erlangs: 10, AHT: 180, Patience: 60}, staffing.Goals{}},
	}
	for _, c := range cases {
		var input *staffing.InputError
		if _, err := staffing.Requirement(c.load, c.goals); !errors.As(err, &input) || input.Field != c.field {
			t.Errorf("%+v with %+v: error %v, want one that names %q", c.load, c.goals, err, c.field)
		}
		if _, err := staffing.Agents(c.load, c.goals); !errors.As(err, &input) {
			t.Errorf("agents for %+v with %+v: error %v, want an input error", c.load, c.goals, err)
		}
		if _, err := staffing.Explain(c.load, c.goals); !errors.As(err, &input) {
			t.Errorf("explanation of %+v with %+v: error %v, want an input error", c.load, c.goals, err)
		}
	}
	for _, in := range [][3]float64{{-1, 180, 1800}, {10, 0, 1800}, {10, 180, 0}, {nan, 180, 1800}} {
		if l, err := staffing.LoadOf(in[0], in[1], in[2]); err == nil {
			t.Errorf("%v contacts of %v s in %v s were accepted as %+v", in[0], in[1], in[2], l)
		}
	}
}

// drawLoad draws an ordinary queue; patient queues have no patience limit.
func drawLoad(t *rapid.T, patient bool) staffing.Load {
	l := staffing.Load{
		Erlangs: math.Exp(rapid.Float64Range(-2, 5.5).Draw(t, "ln erlangs")),
		AHT:     rapid.Float64Range(30, 1200).Draw(t, "AHT"),
	}
	if !patient {
		l.Patience = rapid.Float64Range(10, 900).Draw(t, "patience")
	}
	if rapid.IntRange(0, 3).Draw(t, "kind") == 0 {
		l.Concurrency = rapid.Float64Range(1, 4).Draw(t, "concurrency")
	}
	return l
}

func drawGoals(t *rapid.T) staffing.Goals {
	g := staffing.Goals{
		ServiceLevel: rapid.Float64Range(0.05, 0.99).Draw(t, "service level"),
		Threshold:    rapid.Float64Range(0, 120).Draw(t, "threshold"),
		Variant:      rapid.SampledFrom(erlang.Variants()).Draw(t, "variant"),
		MinAgents:    rapid.IntRange(0, 20).Draw(t, "minimum"),
	}
	if rapid.Bool().Draw(t, "has ASA") {
		g.MaxASA = rapid.Float64Range(0.5, 120).Draw(t, "ASA")
	}
	if rapid.Bool().Draw(t, "has occupancy") {
		g.MaxOccupancy = rapid.Float64Range(0.5, 1).Draw(t, "occupancy")
	}
	if rapid.Bool().Draw(t, "has abandonment") {
		g.MaxAbandonment = rapid.Float64Range(0.001, 0.3).Draw(t, "abandonment")
	}
	return g
}

// meets reports whether a performance keeps every goal with room to spare, or
// for a negative room, all but that much.
func meets(l staffing.Load, g staffing.Goals, p staffing.Performance, room float64) bool {
	return p.ServiceLevel >= g.ServiceLevel+room &&
		(g.MaxASA == 0 || p.ASA <= g.MaxASA*(1-room)) &&
		(g.MaxOccupancy == 0 || p.Occupancy <= g.MaxOccupancy*(1-room)) &&
		(g.MaxAbandonment == 0 || l.Patience == 0 || p.PAbandon <= g.MaxAbandonment-room)
}

func TestTheRequirementIsTheSmallestThatMeetsEveryGoal(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		l, g := drawLoad(rt, rapid.Bool().Draw(rt, "patient")), drawGoals(rt)
		r, err := staffing.Requirement(l, g)
		if err != nil {
			rt.Fatal(err)
		}
		if !meets(l, g, r.Performance, -1e-8) || r.Agents < g.MinAgents {
			rt.Fatalf("%+v with %+v: %d agents give %+v", l, g, r.Agents, r.Performance)
		}
		if fewer := r.Agents - 1; fewer >= max(1, g.MinAgents) {
			if p := staffing.Perform(l, g, float64(fewer)); meets(l, g, p, 1e-8) {
				rt.Fatalf("%+v with %+v: %d agents required, but %d give %+v", l, g, r.Agents, fewer, p)
			}
		}
		if only, err := staffing.Agents(l, g); err != nil || only != r.Agents {
			rt.Fatalf("%+v with %+v: Agents says %d, %v, Requirement %d", l, g, only, err, r.Agents)
		}
	})
}

func TestTheFractionLiesBetweenTheWholeNumbersAndMeetsTheGoals(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		l, g := drawLoad(rt, rapid.Bool().Draw(rt, "patient")), drawGoals(rt)
		r, err := staffing.Requirement(l, g)
		if err != nil {
			rt.Fatal(err)
		}
		whole := float64(r.Agents)
		if !(r.Fractional > whole-1-1e-6) || r.Fractional > whole {
			rt.Fatalf("%+v with %+v: fractional requirement %v beside %d", l, g, r.Fractional, r.Agents)
		}
		above := staffing.Perform(l, g, r.Fractional+1e-6)
		if r.Binding != staffing.StabilityGoal && !meets(l, g, above, -1e-6) {
			rt.Fatalf("%+v with %+v: %v agents, bound by %v, give %+v", l, g, r.Fractional, r.Binding, above)
		}
	})
}

func TestMoreWorkNeverRequiresFewer(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		l, g := drawLoad(rt, rapid.Bool().Draw(rt, "patient")), drawGoals(rt)
		more := l
		more.Erlangs *= rapid.Float64Range(1, 1.5).Draw(rt, "growth")
		if low, high := requirementOf(rt, l, g), requirementOf(rt, more, g); high.Fractional < low.Fractional-1e-6 {
			rt.Fatalf("%+v requires %v, %v erlangs require %v", l, low.Fractional, more.Erlangs, high.Fractional)
		}
	})
}

// Pooling is a law for waits without end and for what is abandoned (Smith and
// Whitt 1981 for delay and loss). It is none for the service level of impatient
// contacts: in a queue that is always overloaded, chance helps some to be quick.
func TestPooledQueuesRequireNoMoreThanSeparateOnes(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		patient := rapid.Bool().Draw(rt, "patient")
		one := drawLoad(rt, patient)
		two, pooled := one, one
		two.Erlangs = math.Exp(rapid.Float64Range(-2, 5).Draw(rt, "ln erlangs of the other"))
		pooled.Erlangs = one.Erlangs + two.Erlangs
		g := staffing.Goals{ServiceLevel: rapid.Float64Range(0.3, 0.99).Draw(rt, "service level"), Threshold: 20}
		if !patient {
			g = staffing.Goals{MaxAbandonment: rapid.Float64Range(0.005, 0.3).Draw(rt, "abandonment")}
		}
		apart := requirementOf(rt, one, g).Agents + requirementOf(rt, two, g).Agents
		if together := requirementOf(rt, pooled, g).Agents; together > apart {
			rt.Fatalf("%+v and %v erlangs: %d agents pooled, %d apart", one, two.Erlangs, together, apart)
		}
	})
}

func TestEndlessPatienceIsErlangC(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		waits := drawLoad(rt, true)
		g := staffing.Goals{ServiceLevel: rapid.Float64Range(0.3, 0.99).Draw(rt, "service level"), Threshold: 20}
		patient := waits
		patient.Patience = 1e11
		c, a := requirementOf(rt, waits, g), requirementOf(rt, patient, g)
		if math.Abs(c.Fractional-a.Fractional) > 1e-3 {
			rt.Fatalf("%+v: %v agents without patience limit, %v with one of 3,000 years", waits, c.Fractional, a.Fractional)
		}
	})
}

func requirementOf(t *rapid.T, l staffing.Load, g staffing.Goals) staffing.Result {
	r, err := staffing.Requirement(l, g)
	if err != nil {
		t.Fatalf("%+v with %+v: %v", l, g, err)
	}
	return r
}
