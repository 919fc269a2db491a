package staffing_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/forecast/staffing"
)

func explain(t *testing.T, l staffing.Load, g staffing.Goals) staffing.Explanation {
	t.Helper()
	e, err := staffing.Explain(l, g)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestAnExplanationShowsOneAgentFewer(t *testing.T) {
	e := explain(t, staffing.Load{Erlangs: 10, AHT: 180}, eightyTwenty)
	if e.Formula != "Erlang C" || e.Result.Agents != 14 || e.Below == nil {
		t.Fatalf("explanation = %+v", e)
	}
	if at, below := e.Result.Performance.ServiceLevel, e.Below.ServiceLevel; math.Abs(at-0.88835) > 1e-5 || math.Abs(below-0.7956) > 1e-4 {
		t.Errorf("service level with 14 agents %v, with 13 %v, want 88.835 %% and 79.56 %%", at, below)
	}
	if asa := e.Result.Performance.ASA; math.Abs(asa-7.836) > 5e-4 {
		t.Errorf("ASA = %v, want 7.836 s", asa)
	}
}

func TestEachGoalSaysWhatItAloneAsksFor(t *testing.T) {
	e := explain(t, staffing.Load{Erlangs: 10, AHT: 180, Patience: 120}, staffing.Goals{
		ServiceLevel: 0.8, Threshold: 20, MaxOccupancy: 0.6, MaxAbandonment: 0.2, MinAgents: 5,
	})
	type brief struct {
		Goal     staffing.Goal
		Agents   int
		MetBelow bool
	}
	var got []brief
	for _, r := range e.Reasons {
		got = append(got, brief{r.Goal, r.Agents, r.MetBelow})
		if r.Fractional > float64(r.Agents) || r.Fractional <= float64(r.Agents-1) {
			t.Errorf("%v alone: fraction %v of %d", r.Goal, r.Fractional, r.Agents)
		}
	}
	want := []brief{
		{staffing.ServiceLevelGoal, 12, true}, {staffing.OccupancyGoal, 17, false},
		{staffing.AbandonmentGoal, 9, true}, {staffing.MinimumGoal, 5, true},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("reasons (-want +got):\n%s", diff)
	}
	if e.Formula != "Erlang A" || e.Result.Binding != staffing.OccupancyGoal || e.Result.Agents != 17 {
		t.Errorf("%s: %d agents bound by %v, want 17 by occupancy", e.Formula, e.Result.Agents, e.Result.Binding)
	}
	occupancy := e.Reasons[1]
	if occupancy.AtAgents > 0.6 || occupancy.AtBelow <= 0.6 {
		t.Errorf("occupancy with %d agents %v, with one fewer %v, want them on either side of 0.6", e.Result.Agents, occupancy.AtAgents, occupancy.AtBelow)
	}
}

func TestSensitivityMovesOneInputAtATime(t *testing.T) {
	g := eightyTwenty
	g.Shrinkage = staffing.Shrinkage{InOffice: 0.1, OutOfOffice: 0.2}
	e := explain(t, staffing.Load{Erlangs: 100, AHT: 180}, g)
	if len(e.Sensitivity) != 6 {
		t.Fatalf("%d sensitivities, want three inputs down and up", len(e.Sensitivity))
	}
	for _, s := range e.Sensitivity {
		moved := s.Result.ScheduledFractional - e.Result.ScheduledFractional
		if moved*s.Change <= 0 {
			t.Errorf("%v by %v moves people by %v, want the same direction", s.Input, s.Change, moved)
		}
		if same := s.Result.Fractional == e.Result.Fractional; same != (s.Input == staffing.ShrinkageInput) {
			t.Errorf("%v by %v: agents %v beside %v", s.Input, s.Change, s.Result.Fractional, e.Result.Fractional)
		}
	}
	// With everybody as planned, more work is served worse, and so is the same
	// work by the fewer that more shrinkage leaves.
	for _, s := range e.Sensitivity {
		if worse := s.Held.ServiceLevel < e.Result.Performance.ServiceLevel; worse != (s.Change > 0) {
			t.Errorf("%v by %v: service level %v with the people there are, %v as planned", s.Input, s.Change, s.Held.ServiceLevel, e.Result.Performance.ServiceLevel)
		}
	}
	if held := e.Sensitivity[5].Held.Agents; !(held < float64(e.Result.Agents)) {
		t.Errorf("more shrinkage leaves %v of %d agents", held, e.Result.Agents)
	}
	// A longer handle time also makes the same wait a smaller part of a call.
	volume, handle := e.Sensitivity[3].Result.Fractional, e.Sensitivity[4].Result.Fractional
	if !(handle > volume) {
		t.Errorf("5 %% more handle time requires %v, 5 %% more volume %v", handle, volume)
	}
}

func TestNothingToDoNeedsNoReasonButTheMinimum(t *testing.T) {
	e := explain(t, staffing.Load{AHT: 180}, staffing.Goals{ServiceLevel: 0.8, Threshold: 20, MinAgents: 2})
	if e.Below != nil || e.Result.Agents != 2 || e.Result.Performance.ServiceLevel != 1 {
		t.Errorf("explanation of an empty interval = %+v", e)
	}
}

func TestGoalsAndInputsHaveNames(t *testing.T) {
	want := []string{"none", "service_level", "asa", "occupancy", "abandonment", "minimum", "stability", "response_time"}
	for i, name := range want {
		if got := staffing.Goal(i).String(); got != name {
			t.Errorf("goal %d is called %q, want %q", i, got, name)
		}
	}
}
