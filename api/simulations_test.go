package api_test

import (
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"testing"

	"github.com/muster-wfm/muster/api"
	"github.com/muster-wfm/muster/forecast/erlang"
)

// oneQueueScenario is four hours of a queue with eight erlangs and ten agents.
const oneQueueScenario = `{"format":"muster-scenario/1","interval_s":3600,"intervals":4,` +
	`"queues":[{"name":"voice","contacts":160,"handle":{"mean_s":180},"patience":{"mean_s":120},"threshold_s":20}],` +
	`"groups":[{"name":"agents","agents":10,"skills":[{"queue":"voice"}]}]}`

// simulated orders a simulation and waits for its report.
func (c *centre) simulated(t *testing.T, body string) api.SimulationReport {
	t.Helper()
	ordered := decoded[api.Simulation](t, c.play(t, Scenario{As: "planner", Method: http.MethodPost, URL: "/simulations", Body: body, Status: http.StatusAccepted}))
	c.await(t, ordered.JobID)
	return decoded[api.SimulationReport](t, c.play(t, Scenario{As: "planner", URL: fmt.Sprintf("/simulations/%d", ordered.ID), Status: http.StatusOK}))
}

func TestAScenarioIsPlayed(t *testing.T) {
	c := newCentre(t)
	c.atWork(t)
	r := c.simulated(t, `{"name":"Ten agents","scenario":`+oneQueueScenario+`,"replications":400,"seed":3}`)
	if r.State != "done" || r.Name != "Ten agents" || r.Intervals != 4 || len(r.Queues) != 1 || len(r.Groups) != 1 || r.Start != nil {
		t.Fatalf("simulation %+v", r)
	}
	exact := erlang.A(erlang.Queue{Load: 8, Agents: 10, AHT: 180, Patience: 120}, 20)
	// Four hours begin empty: a little better than the formula says.
	if got := *r.All.ServiceLevel["sl_offered"].Mean; math.Abs(got-exact.ServiceLevel(erlang.OfOffered)) > 0.04 {
		t.Errorf("service level %.3f, the formula says %.3f", got, exact.ServiceLevel(erlang.OfOffered))
	}
	path := fmt.Sprintf("/simulations/%d", r.ID)
	columns := decoded[api.SimulationIntervals](t, c.play(t, Scenario{As: "supervisor", URL: path + "/intervals?variant=sl_virtual", Status: http.StatusOK}))
	if q := columns.Queues[0]; len(q.Offered) != 4 || len(q.ServiceLevelSE) != 4 || columns.Variant != "sl_virtual" || len(columns.Groups[0].Skills[0].Agents) != 4 {
		t.Errorf("by interval %+v", columns)
	}
	course := decoded[api.SimulationCourse](t, c.play(t, Scenario{As: "supervisor", URL: path + "/course", Status: http.StatusOK}))
	if len(course.Queues[0].Waiting.First) != 48 || course.StepS != 300 || course.Groups[0].Busy.First[47]+course.Groups[0].Idle.First[47] != 10 {
		t.Errorf("course %+v", course)
	}
	again := c.play(t, Scenario{As: "planner", URL: path + "/scenario", Status: http.StatusOK, Want: []string{`"muster-scenario/1"`, `"mean_s":180`}})
	if !json.Valid([]byte(again)) {
		t.Errorf("the scenario is no JSON: %s", again)
	}
	c.run(t, []Scenario{
		{Name: "in the list", As: "planner", URL: "/simulations", Status: 200, Want: []string{`"name":"Ten agents"`}, NotWant: []string{`"queues"`}},
		{Name: "not of a requirement", As: "planner", URL: "/simulations?requirement=1", Status: 200, Want: []string{`"items":[]`}},
		{Name: "an agent sees none", As: "agent", URL: path, Status: 403},
		{Name: "a supervisor deletes none", As: "supervisor", Method: http.MethodDelete, URL: path, Status: 403},
		{Name: "deleted", As: "planner", Method: http.MethodDelete, URL: path, Status: 204},
		{Name: "gone", As: "planner", URL: path, Status: 404},
	})
}

func TestARequirementIsPlayed(t *testing.T) {
	c := newCentre(t)
	c.atWork(t)
	run := c.forecastWeek(t)
	need := decoded[api.Requirement](t, c.play(t, Scenario{As: "planner", Method: http.MethodPost, URL: "/requirements", Body: fmt.Sprintf(`{"forecastId":%d}`, run), Status: 201}))
	r := c.simulated(t, fmt.Sprintf(`{"requirementIds":[%d],"from":"2026-03-10","replications":200}`, need.ID))
	if r.State != "done" || r.Zone != need.Zone || r.Start == nil || r.Start.Format("2006-01-02 15:04") != "2026-03-10 00:00" || r.Intervals != 24*60/need.IntervalMin {
		t.Fatalf("simulation %+v", r)
	}
	if got := *r.Queues[0].Offered.Mean; math.Abs(got-80) > 8 {
		t.Errorf("%.1f contacts came, forecast were about 80", got)
	}
	if level := *r.Queues[0].ServiceLevel[need.Goal.SLVariant].Mean; level < need.Goal.SLTarget-0.05 {
		t.Errorf("service level %.3f with the required agents, the goal is %.2f", level, need.Goal.SLTarget)
	}
	c.run(t, []Scenario{
		{Name: "beside its requirement", As: "planner", URL: fmt.Sprintf("/simulations?requirement=%d", need.ID), Status: 200, Want: []string{fmt.Sprintf(`"requirementIds":[%d]`, need.ID)}},
		{Name: "not those of another", As: "planner", URL: fmt.Sprintf("/simulations?requirement=%d", need.ID+10), Status: 200, Want: []string{`"items":[]`}},
		{
			Name: "a day that is not in it", As: "planner", Method: http.MethodPost, URL: "/simulations", Status: 422,
			Body: fmt.Sprintf(`{"requirementIds":[%d],"from":"2026-04-10"}`, need.ID), Want: []string{`"body.from"`},
		},
		{
			Name: "twice the same", As: "planner", Method: http.MethodPost, URL: "/simulations", Status: 422,
			Body: fmt.Sprintf(`{"requirementIds":[%d,%d]}`, need.ID, need.ID), Want: []string{`"body.requirementIds"`, "one requirement a queue"},
		},
		{Name: "of nothing", As: "planner", Method: http.MethodPost, URL: "/simulations", Status: 422, Body: `{}`, Want: []string{`"body.requirementIds"`}},
		{Name: "one that is not there", As: "planner", Method: http.MethodPost, URL: "/simulations", Status: 404, Body: `{"requirementIds":[9999]}`},
	})
}

func TestARosterIsPlayed(t *testing.T) {
	c := newCentre(t)
	c.atWork(t)
	run := c.forecastWeek(t)
	need := decoded[api.Requirement](t, c.play(t, Scenario{As: "planner", Method: http.MethodPost, URL: "/requirements", Body: fmt.Sprintf(`{"forecastId":%d}`, run), Status: 201}))
	roster := decoded[api.Roster](t, c.play(t, Scenario{
		As: "planner", Method: http.MethodPost, URL: "/rosters", Status: 201,
		Body: fmt.Sprintf(`{"name":"Week","siteId":%d,"from":"2026-03-09","days":7,"requirementIds":[%d]}`, need.SiteID, need.ID),
	}))
	order := fmt.Sprintf(`{"rosterId":%d,"from":"2026-03-10","presence":1,"replications":20}`, roster.ID)
	c.run(t, []Scenario{
		{Name: "before it is built", As: "planner", Method: http.MethodPost, URL: "/simulations", Body: order, Status: 422, Want: []string{`"body.rosterId"`, "a roster that was built"}},
		{Name: "one that is not there", As: "planner", Method: http.MethodPost, URL: "/simulations", Body: `{"rosterId":9999}`, Status: 404},
		{Name: "beside requirements", As: "planner", Method: http.MethodPost, URL: "/simulations", Body: fmt.Sprintf(`{"rosterId":1,"requirementIds":[%d]}`, need.ID), Status: 422, Want: []string{`"body.rosterId"`}},
	})
	built := decoded[api.JobStarted](t, c.play(t, Scenario{As: "planner", Method: http.MethodPost, URL: fmt.Sprintf("/rosters/%d/builds", roster.ID), Body: `{"timeLimitS":1}`, Status: 202}))
	c.await(t, built.JobID)
	r := c.simulated(t, order)
	if r.State != "done" || r.RosterID != roster.ID || len(r.RequirementIDs) != 1 || len(r.Groups) == 0 || *r.Groups[0].StaffedHours.Mean == 0 {
		t.Errorf("simulation %+v", r)
	}
}

func TestAWrongScenarioIsRefusedByField(t *testing.T) {
	c := newCentre(t)
	post := func(name, body string, want ...string) Scenario {
		return Scenario{Name: name, As: "planner", Method: http.MethodPost, URL: "/simulations", Body: body, Status: 422, Want: want}
	}
	c.run(t, []Scenario{
		post("another format", `{"scenario":{"format":"x"}}`, `"body.scenario.format"`, `"body.scenario"`, "no field interval_s"),
		post("a skill for no queue", `{"scenario":{"format":"muster-scenario/1","interval_s":60,"intervals":1,"queues":[{"name":"a","contacts":1,"handle":{"mean_s":0},"threshold_s":0}],"groups":[{"name":"g","agents":1,"skills":[{"queue":"b"}]}]}}`,
			`"body.scenario.groups[0].skills[0].queue"`, `"body.scenario.queues[0].handle.mean_s"`),
		post("both", `{"scenario":`+oneQueueScenario+`,"requirementIds":[1]}`, `"body.scenario"`),
		post("too fine a step", `{"scenario":`+oneQueueScenario+`,"stepS":0.0001}`, `"body.stepS"`),
		post("too much work", `{"scenario":{"format":"muster-scenario/1","interval_s":3600,"intervals":10,"queues":[{"name":"a","contacts":1e6,"handle":{"mean_s":1},"threshold_s":0}],"groups":[{"name":"g","agents":1,"skills":[{"queue":"a"}]}]},"replications":100}`, `"body.replications"`),
	})
}

func TestACancelledSimulationSaysSo(t *testing.T) {
	c := newCentre(t) // nobody works: the job stays queued
	ordered := decoded[api.Simulation](t, c.play(t, Scenario{As: "planner", Method: http.MethodPost, URL: "/simulations", Body: `{"scenario":` + oneQueueScenario + `}`, Status: http.StatusAccepted}))
	path := fmt.Sprintf("/simulations/%d", ordered.ID)
	c.run(t, []Scenario{
		{Name: "queued", As: "planner", URL: path, Status: 200, Want: []string{`"state":"queued"`}},
		{Name: "no figures yet", As: "planner", URL: path + "/intervals", Status: 409, Want: []string{`"not_done"`}},
		{Name: "cancelled", As: "planner", Method: http.MethodPost, URL: fmt.Sprintf("/jobs/%d/cancellation", ordered.JobID), Status: 202},
		{Name: "and says so", As: "planner", URL: path, Status: 200, Want: []string{`"state":"cancelled"`}},
	})
}
