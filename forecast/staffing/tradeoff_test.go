package staffing_test

import (
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/forecast/staffing"
)

func TestTheCheapestNumberOfAgentsIsFound(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		l := drawLoad(rt, rapid.Bool().Draw(rt, "patient"))
		if l.Erlangs > 200 {
			rt.Skip("every number is tried")
		}
		g := staffing.Goals{Threshold: 20, Shrinkage: staffing.Shrinkage{OutOfOffice: rapid.Float64Range(0, 0.4).Draw(rt, "shrinkage")}}
		c := staffing.Costs{
			AgentHour: rapid.Float64Range(10, 60).Draw(rt, "agent hour"), WaitHour: rapid.Float64Range(1, 200).Draw(rt, "wait hour"),
			Abandonment: rapid.Float64Range(0, 50).Draw(rt, "abandonment"),
		}
		got, err := staffing.Economic(l, g, c)
		if err != nil {
			rt.Fatal(err)
		}
		from := 0
		if l.Patience == 0 {
			from = int(l.Erlangs/max(1, l.Concurrency)) + 1
		}
		points, err := staffing.CostCurve(l, g, c, from, from+400)
		if err != nil {
			rt.Fatal(err)
		}
		best := points[0]
		for _, p := range points {
			if p.Total() < best.Total() {
				best = p
			}
		}
		if got.Best.Total() > best.Total()*(1+1e-9) {
			rt.Fatalf("%+v, %+v: %v agents cost %v, but %v cost %v", l, c, got.Best.Agents, got.Best.Total(), best.Agents, best.Total())
		}
		if got.Result.Binding != staffing.CostGoal || got.Marginal < -1e-9 || got.Saved < -1e-9 {
			rt.Fatalf("%+v, %+v: %+v", l, c, got)
		}
	})
}

func TestDearerWaitingTakesMoreAgents(t *testing.T) {
	load := staffing.Load{Erlangs: 50, AHT: 240, Patience: 90}
	before := 0.0
	for _, wait := range []float64{1, 10, 100, 1000} {
		got, err := staffing.Economic(load, staffing.Goals{Threshold: 20}, staffing.Costs{AgentHour: 25, WaitHour: wait, Abandonment: 1})
		if err != nil {
			t.Fatal(err)
		}
		if got.Best.Agents < before {
			t.Errorf("an hour of waiting at %v: %v agents, %v for a cheaper one", wait, got.Best.Agents, before)
		}
		before = got.Best.Agents
	}
	if before < 50 {
		t.Errorf("%v agents for 50 erlangs of dear waiting", before)
	}
}

func TestAGoalMayAskForMoreThanItsCost(t *testing.T) {
	load := staffing.Load{Erlangs: 10, AHT: 180}
	cheap := staffing.Costs{AgentHour: 100, WaitHour: 0.01}
	got, err := staffing.Economic(load, eightyTwenty, cheap)
	if err != nil {
		t.Fatal(err)
	}
	if got.Result.Agents != 14 || got.Result.Binding != staffing.ServiceLevelGoal || got.Best.Agents != 14 {
		t.Errorf("%+v, want the 14 agents of the goal", got)
	}
	empty, err := staffing.Economic(staffing.Load{AHT: 180}, staffing.Goals{MinAgents: 2}, cheap)
	if err != nil || empty.Best.Agents != 2 || empty.Result.Binding != staffing.MinimumGoal {
		t.Errorf("no load: %+v, %v", empty, err)
	}
}

func TestTheCostsOfAnHourAddUp(t *testing.T) {
	load := staffing.Load{Erlangs: 10, AHT: 180, Patience: 120}
	g := staffing.Goals{Threshold: 20, Shrinkage: staffing.Shrinkage{InOffice: 0.1, OutOfOffice: 0.2}}
	points, err := staffing.CostCurve(load, g, staffing.Costs{AgentHour: 30, WaitHour: 20, Abandonment: 5}, 0, 12)
	if err != nil {
		t.Fatal(err)
	}
	p := points[12]
	if want := 30 * 12 / 0.72; math.Abs(p.People-want) > 1e-9 {
		t.Errorf("people cost %v, want %v", p.People, want)
	}
	if want := 20 * p.Performance.QueueLength; p.Waiting != want {
		t.Errorf("waiting costs %v, want %v", p.Waiting, want)
	}
	if want := 5 * 200 * p.Performance.PAbandon; math.Abs(p.Abandonment-want) > 1e-9 {
		t.Errorf("abandonment costs %v, want that of 200 contacts an hour, %v", p.Abandonment, want)
	}
	if none := points[0]; math.Abs(none.Abandonment-1000) > 1e-9 || math.Abs(none.Waiting-20*200*120./3600) > 1e-9 {
		t.Errorf("nobody there: %+v, want every contact waiting out its patience", none)
	}
}

func TestCostsThatCannotBeAreRefused(t *testing.T) {
	load, good := staffing.Load{Erlangs: 10, AHT: 180}, staffing.Costs{AgentHour: 30, WaitHour: 20}
	for field, c := range map[string]staffing.Costs{
		"cost of an agent hour":      {WaitHour: 20},
		"cost of an hour of waiting": {AgentHour: 30},
		"cost of an abandonment":     {AgentHour: 30, WaitHour: 20, Abandonment: math.NaN()},
	} {
		var input *staffing.InputError
		if _, err := staffing.Economic(load, staffing.Goals{}, c); !errors.As(err, &input) || input.Field != field {
			t.Errorf("%s: %v, want a refusal of that field", field, err)
		}
	}
	if _, err := staffing.CostCurve(load, staffing.Goals{}, good, 5, 4); err == nil {
		t.Error("a range that ends before it begins was accepted")
	}
	if _, err := staffing.Economic(staffing.Load{Erlangs: 10}, staffing.Goals{}, good); err == nil {
		t.Error("no handle time was accepted")
	}
}

func TestPlannedAndUnplannedShrinkageStayApart(t *testing.T) {
	parts, err := staffing.PartShrinkage([]staffing.ShrinkageCategory{
		{Name: "annual leave", Share: 0.12, Planned: true}, {Name: "sickness", Share: 0.08},
		{Name: "coaching", Share: 0.06, InOffice: true, Planned: true}, {Name: "system trouble", Share: 0.04, InOffice: true},
	})
	if err != nil {
		t.Fatal(err)
	}
	if all := parts.All(); math.Abs(all.Total()-0.28) > 1e-12 {
		t.Errorf("in all %v, want 28 %%", all.Total())
	}
	h := parts.Heads(72)
	for name, pair := range map[string][2]float64{
		"available": {h.Available, 72}, "present": {h.Present, 80}, "assigned to contacts": {h.Assigned, 75.2},
		"rostered": {h.Rostered, 88}, "paid": {h.Paid, 100},
	} {
		if math.Abs(pair[0]-pair[1]) > 1e-9 {
			t.Errorf("%s: %v, want %v", name, pair[0], pair[1])
		}
	}
	if _, err := staffing.PartShrinkage([]staffing.ShrinkageCategory{{Name: "leave", Share: 2}}); err == nil {
		t.Error("200 % of leave was accepted")
	}
}
