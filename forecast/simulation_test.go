package forecast_test

import (
	"context"
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/simulate"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/jobs"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// required are requirements in memory, and simulations that were added.
type required struct {
	forecast.RequirementStore
	forecast.SimulationStore
	list  map[int64]forecast.Requirement
	added []forecast.Simulation
}

func (r *required) Requirement(_ context.Context, _ auth.Scope, id int64) (forecast.Requirement, error) {
	found, known := r.list[id]
	if !known {
		return found, database.ErrNotFound
	}
	return found, nil
}

func (r *required) InTx(ctx context.Context, _ auth.Scope, fn func(context.Context) error) error {
	return fn(ctx)
}

func (r *required) AddSimulation(_ context.Context, _ auth.Scope, s forecast.Simulation) (forecast.Simulation, error) {
	s.ID = int64(len(r.added) + 1)
	r.added = append(r.added, s)
	return s, nil
}

func (r *required) SetSimulationJob(context.Context, auth.Scope, int64, int64) error { return nil }

func (r *required) Enqueue(context.Context, auth.Scope, jobs.Kind, any, ...jobs.EnqueueOption) (int64, error) {
	return 5, nil
}

func (r *required) Get(context.Context, auth.Scope, int64) (jobs.Run, error) { return jobs.Run{}, nil }

// requirement is of two days in London by hours, the second of which changes to
// summer time: from eight to ten contacts come and agents are there.
func requirement(id int64, change func(*forecast.Requirement)) forecast.Requirement {
	r := forecast.Requirement{
		ID: id, QueueID: id, SiteID: 1, SkillID: 3, QueueCode: string(rune('A' + id - 1)), Zone: "Europe/London", Minutes: 60,
		From: grid.MustDate("2026-03-28"), Days: 2, Goal: workforce.ServiceGoal{ThresholdS: 20, PatienceS: 120}, Concurrency: 1,
	}
	hours := 24 + 23
	r.Curves = forecast.RequirementCurves{
		Contacts: make([]float64, hours), AHTS: slices.Repeat([]float64{180}, hours), Agents: make([]float64, hours), Open: make([]bool, hours),
	}
	for _, at := range []int{8, 9, 24 + 7, 24 + 8} {
		r.Curves.Contacts[at], r.Curves.Agents[at], r.Curves.Open[at] = 40, 3, true
	}
	r.Curves.Contacts[12] = 5 // outside the opening hours
	if change != nil {
		change(&r)
	}
	return r
}

func ordering(list ...forecast.Requirement) (*forecast.Simulations, *required) {
	r := &required{list: map[int64]forecast.Requirement{}}
	for _, one := range list {
		r.list[one.ID] = one
	}
	return forecast.NewSimulations(r, r, r, "v1"), r
}

func TestARequirementBecomesAScenario(t *testing.T) {
	service, _ := ordering(requirement(1, func(r *forecast.Requirement) { r.Curves.AHTS[9] = 300 }))
	got, err := service.Order(t.Context(), auth.SystemScope(1), forecast.SimulationOrder{Requirements: []int64{1}, Volume: 1.5})
	if err != nil {
		t.Fatal(err)
	}
	s := got.Scenario
	if s.Intervals != 24 || s.Interval != 3600 || s.Start.Format("2006-01-02T15:04 MST") != "2026-03-28T00:00 GMT" {
		t.Errorf("%d intervals of %g s from %s", s.Intervals, s.Interval, s.Start)
	}
	want := simulate.Queue{
		Name: "A", Contacts: make([]float64, 24), Threshold: 20,
		Handle: simulate.Distribution{Mean: 240}, Patience: simulate.Distribution{Mean: 120},
	}
	want.Contacts[8], want.Contacts[9] = 60, 60
	want.HandleBy = slices.Repeat([]float64{180. / 240}, 24)
	want.HandleBy[9] = 300. / 240
	if diff := cmp.Diff(want, s.Queues[0]); diff != "" {
		t.Errorf("queue (-want +got) %s", diff)
	}
	group := simulate.Group{Name: "A", Agents: make([]int, 24), Skills: []simulate.Skill{{Queue: "A", Level: 1}}}
	group.Agents[8], group.Agents[9] = 3, 3
	if diff := cmp.Diff(group, s.Groups[0]); diff != "" {
		t.Errorf("group (-want +got) %s", diff)
	}
	if o := got.Order; o.Replications != forecast.UsualReplications || o.Step != 300 || o.Days != 1 || got.JobID != 5 || got.InputHash == "" || got.SiteID != 1 {
		t.Errorf("ordered %+v", got)
	}
	if err := s.Check(); err != nil {
		t.Errorf("it cannot be played: %v", err)
	}
}

func TestADayWithAnotherClockHasItsOwnLength(t *testing.T) {
	service, _ := ordering(requirement(1, nil))
	got, err := service.Order(t.Context(), auth.SystemScope(1), forecast.SimulationOrder{Requirements: []int64{1}, From: grid.MustDate("2026-03-29")})
	if err != nil {
		t.Fatal(err)
	}
	if s := got.Scenario; s.Intervals != 23 || s.Queues[0].Contacts[7] != 40 || s.Groups[0].Agents[8] != 3 {
		t.Errorf("the day of 23 hours is %+v", s)
	}
}

func TestQueuesOfOneSkillShareTheirAgentsWhereAskedTo(t *testing.T) {
	chat := func(r *forecast.Requirement) { r.Concurrency = 3 }
	other := func(r *forecast.Requirement) { r.SkillID = 9 }
	none := func(r *forecast.Requirement) { r.SkillID = 0 }
	service, _ := ordering(requirement(1, nil), requirement(2, chat), requirement(3, other), requirement(4, none), requirement(5, none))
	for pooling, want := range map[forecast.Pooling][]string{
		forecast.Separate: {"A", "B", "C", "D", "E"}, forecast.BySkill: {"A + B", "C", "D", "E"},
	} {
		got, err := service.Order(t.Context(), auth.SystemScope(1), forecast.SimulationOrder{Requirements: []int64{1, 2, 3, 4, 5}, Pooling: pooling, HandleCV: 0.8})
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		agents := 0
		for _, g := range got.Scenario.Groups {
			names = append(names, g.Name)
			agents += g.Agents[8]
		}
		if diff := cmp.Diff(want, names); diff != "" || agents != 15 {
			t.Errorf("%s: %d agents; groups (-want +got) %s", pooling, agents, diff)
		}
		if q := got.Scenario.Queues[0]; q.Handle.Shape != simulate.Lognormal || q.Handle.CV != 0.8 {
			t.Errorf("handle time %+v, want a lognormal one", q.Handle)
		}
		if pooling == forecast.BySkill {
			g := got.Scenario.Groups[0]
			if len(g.Chats) != 3 || g.Skills[0].Chat || !g.Skills[1].Chat {
				t.Errorf("chats of the shared group: %+v", g)
			}
		}
		if err := got.Scenario.Check(); err != nil {
			t.Errorf("%s cannot be played: %v", pooling, err)
		}
	}
}

func TestAnOrderThatCannotBePlayedIsRefusedByField(t *testing.T) {
	change := func(f func(*forecast.Requirement)) forecast.Requirement { return requirement(2, f) }
	for name, c := range map[string]struct {
		second forecast.Requirement
		order  forecast.SimulationOrder
		field  string
	}{
		"nothing":                {requirement(2, nil), forecast.SimulationOrder{}, "requirementIds"},
		"another site":           {change(func(r *forecast.Requirement) { r.SiteID = 2 }), forecast.SimulationOrder{Requirements: []int64{1, 2}}, "requirementIds"},
		"another interval":       {change(func(r *forecast.Requirement) { r.Minutes = 30 }), forecast.SimulationOrder{Requirements: []int64{1, 2}}, "requirementIds"},
		"the same queue":         {change(func(r *forecast.Requirement) { r.QueueID = 1 }), forecast.SimulationOrder{Requirements: []int64{1, 2}}, "requirementIds"},
		"work that may wait":     {change(func(r *forecast.Requirement) { r.Deferred = true }), forecast.SimulationOrder{Requirements: []int64{2}}, "requirementIds"},
		"nobody required":        {change(func(r *forecast.Requirement) { clear(r.Curves.Agents) }), forecast.SimulationOrder{Requirements: []int64{2}}, "requirementIds"},
		"no contacts":            {change(func(r *forecast.Requirement) { clear(r.Curves.Contacts) }), forecast.SimulationOrder{Requirements: []int64{2}}, "from"},
		"a day beyond":           {requirement(2, nil), forecast.SimulationOrder{Requirements: []int64{1}, Days: 3}, "from"},
		"too many days":          {requirement(2, nil), forecast.SimulationOrder{Requirements: []int64{1}, Days: 32}, "days"},
		"a pooling nobody knows": {requirement(2, nil), forecast.SimulationOrder{Requirements: []int64{1}, Pooling: "all"}, "pooling"},
		"negative volume":        {requirement(2, nil), forecast.SimulationOrder{Requirements: []int64{1}, Volume: -1}, "volume"},
		"no number":              {requirement(2, nil), forecast.SimulationOrder{Requirements: []int64{1}, HandleCV: math.NaN()}, "handleCv"},
		"a step beyond the day":  {requirement(2, nil), forecast.SimulationOrder{Requirements: []int64{1}, Step: 1e6}, "stepS"},
		"negative replications":  {requirement(2, nil), forecast.SimulationOrder{Requirements: []int64{1}, Replications: -1}, "replications"},
		"two lines of a name":    {requirement(2, nil), forecast.SimulationOrder{Requirements: []int64{1}, Name: "a\nb"}, "name"},
	} {
		t.Run(name, func(t *testing.T) {
			service, store := ordering(requirement(1, nil), c.second)
			_, err := service.Order(t.Context(), auth.SystemScope(1), c.order)
			var refused *forecast.OrderError
			if !errors.As(err, &refused) || refused.Field != c.field || refused.Expected == "" {
				t.Errorf("got %v, want a refusal of %s", err, c.field)
			}
			if len(store.added) > 0 {
				t.Errorf("it was added all the same: %+v", store.added)
			}
		})
	}
}

func TestEqualOrdersHaveEqualHashes(t *testing.T) {
	service, _ := ordering(requirement(1, nil))
	hash := func(o forecast.SimulationOrder) string {
		o.Requirements = []int64{1}
		got, err := service.Order(t.Context(), auth.SystemScope(1), o)
		if err != nil {
			t.Fatal(err)
		}
		return got.InputHash
	}
	first := hash(forecast.SimulationOrder{Name: "one"})
	if again := hash(forecast.SimulationOrder{Name: "the same by another name"}); again != first {
		t.Error("the name changes the hash")
	}
	for name, o := range map[string]forecast.SimulationOrder{"seed": {Seed: 1}, "volume": {Volume: 2}, "replications": {Replications: 7}} {
		if hash(o) == first {
			t.Errorf("another %s does not change the hash", name)
		}
	}
}
