package api_test

import (
	"fmt"
	"math"
	"net/http"
	"testing"

	"github.com/muster-wfm/muster/api"
	"github.com/muster-wfm/muster/cmd/muster/wire"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// netAnswer orders net staffing and waits for it.
func (c *centre) netAnswer(t *testing.T, body string) api.NetStaffingReport {
	t.Helper()
	ordered := decoded[api.NetStaffing](t, c.play(t, Scenario{As: "planner", Method: http.MethodPost, URL: "/net-staffing", Body: body, Status: http.StatusAccepted}))
	c.await(t, ordered.JobID)
	return decoded[api.NetStaffingReport](t, c.play(t, Scenario{As: "planner", URL: fmt.Sprintf("/net-staffing/%d", ordered.ID), Status: http.StatusOK}))
}

// required forecasts a week of sales and staffs it.
func (c *centre) required(t *testing.T) api.Requirement {
	t.Helper()
	run := c.forecastWeek(t)
	return decoded[api.Requirement](t, c.play(t, Scenario{As: "planner", Method: http.MethodPost, URL: "/requirements", Body: fmt.Sprintf(`{"forecastId":%d}`, run), Status: 201}))
}

func TestNetStaffingCountsEverybodyOnce(t *testing.T) {
	c := newCentre(t)
	c.atWork(t)
	need := c.required(t)
	r := c.netAnswer(t, fmt.Sprintf(`{"mode":"net","requirementIds":[%d],"replications":3,"seed":1,"weeklyHours":10}`, need.ID))
	if r.State != "done" || len(r.Queues) != 1 || len(r.Groups) != 1 || r.Simulation == nil || r.Simulation.Replications != 3 || r.Queues[0].Simulated == nil {
		t.Fatalf("answer %+v", r)
	}
	// Ann and Bo, ten hours each in the week, count for the only queue.
	if got := r.Hours.Present; math.Abs(got-20) > 0.1 || math.Abs(r.Queues[0].StaffedHours-got) > 1e-3*got {
		t.Errorf("%.2f hours present, %.2f of them for the queue; want 20 and all", got, r.Queues[0].StaffedHours)
	}
	if h := r.Hours; h.Pooled > h.Dedicated*(1+1e-6) || r.Groups[0].People != 2 || r.Groups[0].Name != "SALES" {
		t.Errorf("hours %+v, groups %+v", h, r.Groups)
	}
	columns := decoded[api.NetStaffingIntervals](t, c.play(t, Scenario{As: "supervisor", URL: fmt.Sprintf("/net-staffing/%d/intervals", r.ID), Status: 200}))
	n := len(columns.Start)
	if q := columns.Queues[0]; n != 7*48 || len(q.Net) != n || math.Abs(q.Net[20]-(q.Staffed[20]-q.Required[20])) > 1e-4 {
		t.Errorf("%d intervals, the queue's %+v", n, q)
	}
	c.run(t, []Scenario{
		{Name: "listed", As: "planner", URL: "/net-staffing", Status: 200, Want: []string{`"mode":"net"`}, NotWant: []string{`"queues"`}},
		{Name: "an agent sees none", As: "agent", URL: fmt.Sprintf("/net-staffing/%d", r.ID), Status: 403},
		{Name: "deleted", As: "planner", Method: http.MethodDelete, URL: fmt.Sprintf("/net-staffing/%d", r.ID), Status: 204},
		{Name: "gone", As: "planner", URL: fmt.Sprintf("/net-staffing/%d/intervals", r.ID), Status: 404},
	})
}

func TestNetStaffingLooksAtTheDaysThatAreAskedFor(t *testing.T) {
	c := newCentre(t)
	c.atWork(t)
	need := c.required(t)
	second := need.From.AddDays(1)
	r := c.netAnswer(t, fmt.Sprintf(`{"mode":"plan","requirementIds":[%d],"from":"%s","days":2,"rounds":1,"replications":2}`, need.ID, second))
	if r.State != "done" || r.From.Date != second || r.Days != 2 || r.Order.Rounds != 1 || r.Plan == nil || len(r.Plan.Rounds) != 1 || r.Plan.Limited == nil {
		t.Fatalf("answer %+v", r)
	}
	if target := r.Queues[0].Target; target.ServiceLevel != need.Goal.SLTarget || target.ThresholdS != need.Goal.ThresholdS || target.SLVariant == "" {
		t.Errorf("target %+v; want that of the requirement %+v", target, need.Goal)
	}
	columns := decoded[api.NetStaffingIntervals](t, c.play(t, Scenario{As: "planner", URL: fmt.Sprintf("/net-staffing/%d/intervals", r.ID), Status: 200}))
	if n := len(columns.Start); n != 2*48 || !columns.Start[0].Equal(second.Start(columns.Start[0].Location())) {
		t.Errorf("%d intervals from %s; want two days from %s", n, columns.Start[0], second)
	}
	post := func(name, rest string, want ...string) Scenario {
		return Scenario{Name: name, As: "planner", Method: http.MethodPost, URL: "/net-staffing", Body: fmt.Sprintf(`{"mode":"net","requirementIds":[%d],%s}`, need.ID, rest), Status: 422, Want: want}
	}
	c.run(t, []Scenario{
		post("days that are not required", `"from":"2001-01-01","days":2`, `"body.requirementIds[0]"`, "2001-01-01"),
		post("more days than required", `"days":8`, `"body.requirementIds[0]"`),
		post("too many rounds", `"rounds":21`, `"body.rounds"`),
	})
}

func TestAPlanAndATrainingAreAnswered(t *testing.T) {
	c := newCentre(t)
	c.atWork(t)
	need := c.required(t)
	plan := c.netAnswer(t, fmt.Sprintf(`{"mode":"plan","requirementIds":[%d],"instant":true}`, need.ID))
	if plan.State != "done" || plan.Plan == nil || plan.Plan.Converged || len(plan.Plan.Rounds) != 0 || plan.Hours.Present < plan.Hours.Pooled*(1-1e-6) {
		t.Errorf("plan %+v", plan)
	}
	second := c.secondQueue(t)
	trained := c.netAnswer(t, fmt.Sprintf(`{"mode":"training","requirementIds":[%d,%d],"replications":2,"weeklyHours":60,"trainings":[{"group":"SALES","queueId":%d,"people":1}]}`, need.ID, second.ID, second.QueueID))
	if trained.State != "done" || trained.Training == nil || len(trained.Training.Queues) != 2 || trained.Training.Replications != 2 {
		t.Fatalf("training %+v", trained)
	}
	if change := trained.Training.Queues[1].Change.ServiceLevel; change.Value == nil || *change.Value <= 0 {
		t.Errorf("one person more for the queue changes its service by %v, from %v", *change.Value, *trained.Training.Queues[1].Change.Before.ServiceLevel.Value)
	}
	if last := trained.Groups[len(trained.Groups)-1]; len(trained.Groups) != 3 || last.People != 1 || len(last.Skills) != 2 || len(last.ByQueue) != 2 {
		t.Errorf("groups after training %+v; want at the end the one who learnt", trained.Groups)
	}
	few := c.netAnswer(t, fmt.Sprintf(`{"mode":"plan","requirementIds":[%d],"replications":2,"rounds":2,"withinPeople":true}`, need.ID))
	if p := few.Plan; p == nil || len(p.Limited) != 1 || p.Limited[0] != need.QueueID || p.Converged || p.Rounds[0].Limited != 1 || p.ShortHours == 0 || !few.Order.WithinPeople {
		t.Errorf("plan with the two people that there are: %+v; want the queue named whose goal they cannot keep", p)
	}
	post := func(name, body string, status int, want ...string) Scenario {
		return Scenario{Name: name, As: "planner", Method: http.MethodPost, URL: "/net-staffing", Body: body, Status: status, Want: want}
	}
	c.run(t, []Scenario{
		post("twice the same", fmt.Sprintf(`{"mode":"net","requirementIds":[%d,%d]}`, need.ID, need.ID), 422, `"body.requirementIds[1]"`, "SALES twice"),
		post("the people there are, but no plan", fmt.Sprintf(`{"mode":"net","requirementIds":[%d],"withinPeople":true}`, need.ID), 422, `"body.withinPeople"`),
		post("training without trainings", fmt.Sprintf(`{"mode":"training","requirementIds":[%d]}`, need.ID), 422, `"body.trainings"`),
		post("a group that is not there", fmt.Sprintf(`{"mode":"training","requirementIds":[%d],"trainings":[{"group":"X","queueId":%d,"people":1}]}`, need.ID, need.QueueID), 422, `"body.trainings[0].group"`, "SALES"),
		post("what they can do already", fmt.Sprintf(`{"mode":"training","requirementIds":[%d],"trainings":[{"group":"SALES","queueId":%d,"people":1}]}`, need.ID, need.QueueID), 422, `"body.trainings[0].queue"`),
		post("nothing", `{"mode":"net","requirementIds":[99]}`, 404),
		post("a roster that is not there", fmt.Sprintf(`{"mode":"net","requirementIds":[%d],"rosterId":99}`, need.ID), 404),
	})
}

// secondQueue is a queue of London that twelve new people can do and nobody else,
// staffed for the same week.
func (c *centre) secondQueue(t *testing.T) api.Requirement {
	t.Helper()
	ctx, scope := t.Context(), auth.SystemScope(wire.MainTenant)
	skill, err := c.Workforce.Skills.Create(ctx, scope, workforce.Skill{Code: "FR", Name: "French"})
	if err != nil {
		t.Fatal(err)
	}
	queue, err := c.Workforce.Queues.Create(ctx, scope, workforce.Queue{
		Code: "CARE", Name: "Care", SiteID: c.seeded.London, ChannelID: c.seeded.Voice, SkillID: skill.ID, IntervalMin: 30, Hours: workforce.AlwaysOpen(),
		Goals: []workforce.ServiceGoal{{SLTarget: 0.8, ThresholdS: 20, SLVariant: workforce.SLOffered, AHTS: 180}},
	})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 12 {
		_, err = c.Workforce.People.Create(ctx, scope, workforce.Person{
			Code: fmt.Sprintf("P9%d", i), Name: "Eve Elm", SiteID: c.seeded.London, EmployerID: c.seeded.Own, HiredOn: grid.MustDate("2024-01-08"),
			Skills: []workforce.SkillSpell{{SkillID: skill.ID, Level: 3}},
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	c.calls(t, queue.ID, firstMonday.AddDays(-60), firstMonday.AddDays(7))
	ordered := decoded[api.ForecastsOrdered](t, c.play(t, Scenario{
		As: "planner", Method: http.MethodPost, URL: "/forecasts", Status: 202, Body: fmt.Sprintf(`{"queueIds":[%d],"from":"%s","days":7}`, queue.ID, firstMonday.AddDays(7)),
	}))
	c.await(t, ordered.JobID)
	return decoded[api.Requirement](t, c.play(t, Scenario{As: "planner", Method: http.MethodPost, URL: "/requirements", Body: fmt.Sprintf(`{"forecastId":%d}`, ordered.ForecastIDs[0]), Status: 201}))
}
