package staffing_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/muster-wfm/muster/forecast/staffing"
)

func TestCostsAreExplainedAroundTheBestNumber(t *testing.T) {
	costs := staffing.Costs{AgentHour: 25, WaitHour: 30, Abandonment: 6}
	for name, c := range map[string]struct {
		load  staffing.Load
		goals staffing.Goals
		want  staffing.Goal
	}{
		"costs alone":            {staffing.Load{Erlangs: 10, AHT: 180, Patience: 120}, staffing.Goals{}, staffing.CostGoal},
		"a goal that asks more":  {staffing.Load{Erlangs: 10, AHT: 180, Patience: 120}, staffing.Goals{ServiceLevel: .99, Threshold: 5}, staffing.ServiceLevelGoal},
		"nobody gives up":        {staffing.Load{Erlangs: 10, AHT: 180}, staffing.Goals{}, staffing.CostGoal},
		"a goal that asks less":  {staffing.Load{Erlangs: 200, AHT: 300, Patience: 90}, staffing.Goals{MaxASA: 300}, staffing.CostGoal},
		"nothing to do":          {staffing.Load{AHT: 1}, staffing.Goals{}, staffing.NoGoal},
		"nobody, but a minimum":  {staffing.Load{AHT: 1}, staffing.Goals{MinAgents: 2}, staffing.MinimumGoal},
		"paid while not present": {staffing.Load{Erlangs: 10, AHT: 180, Patience: 120}, staffing.Goals{Shrinkage: staffing.Shrinkage{OutOfOffice: .3}}, staffing.CostGoal},
	} {
		e, weighed, err := staffing.ExplainCosts(c.load, c.goals, costs)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		best, err := staffing.Economic(c.load, c.goals, costs)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(best, weighed.TradeOff, cmpopts.EquateNaNs()); diff != "" {
			t.Errorf("%s: explained otherwise than staffed (-staffed +explained):\n%s", name, diff)
		}
		if e.Result.Binding != c.want || e.Result.Agents != best.Result.Agents {
			t.Errorf("%s: %d agents by %s; want %d by %s", name, e.Result.Agents, e.Result.Binding, best.Result.Agents, c.want)
		}
		for _, point := range weighed.Curve {
			total := point.Total()
			if c.want == staffing.CostGoal && total < best.Best.Total()-1e-9 && point.Agents >= best.Best.Agents {
				t.Errorf("%s: %v agents cost %v an hour, the best %v cost %v", name, point.Agents, total, best.Best.Agents, best.Best.Total())
			}
		}
		if n := len(weighed.Curve); n < 7 || weighed.Curve[n-1].Agents < float64(best.Result.Agents)+6 {
			t.Errorf("%s: the curve has %d points to %v agents", name, n, weighed.Curve[n-1].Agents)
		}
	}
}

func TestCostsMoveWithVolumeAsTheirBestNumberDoes(t *testing.T) {
	costs := staffing.Costs{AgentHour: 25, WaitHour: 30}
	load := staffing.Load{Erlangs: 100, AHT: 180}
	e, _, err := staffing.ExplainCosts(load, staffing.Goals{}, costs)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range e.Sensitivity {
		if s.Input != staffing.VolumeInput {
			continue
		}
		moved := load
		moved.Erlangs *= 1 + s.Change
		best, err := staffing.Economic(moved, staffing.Goals{}, costs)
		if err != nil {
			t.Fatal(err)
		}
		if s.Result.Agents != best.Result.Agents {
			t.Errorf("volume by %+.2f: %d agents, staffed alone %d", s.Change, s.Result.Agents, best.Result.Agents)
		}
	}
	if e.Below == nil || math.IsNaN(e.Below.ServiceLevel) || e.Below.Agents != float64(e.Result.Agents-1) {
		t.Errorf("one agent fewer is %+v", e.Below)
	}
}

func TestCostsThatCannotBeWeighedAreRefused(t *testing.T) {
	load := staffing.Load{Erlangs: 10, AHT: 180, Patience: 120}
	for _, c := range []staffing.Costs{{}, {AgentHour: 20}, {WaitHour: 20}, {AgentHour: -1, WaitHour: 2}} {
		if _, _, err := staffing.ExplainCosts(load, staffing.Goals{}, c); err == nil {
			t.Errorf("%+v was accepted", c)
		}
	}
}
