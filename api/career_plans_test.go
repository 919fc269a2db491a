package api_test

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/muster-wfm/muster/api"
	"github.com/muster-wfm/muster/careers/plan"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
)

func scenarioBody(horizon int, changes string) string {
	return fmt.Sprintf(`{"name":"Wider","description":"","siteId":0,"ladder":"CC","track":"tenure","horizon":%d,"currency":"CNY","pay":[{"rung":"new","minor":500000}],`+
		`"home":0,"hybrid":0,"assumed":[{"key":"stalled in a rung","value":1.2,"low":1,"high":1.5}],"changes":[%s],"seed":1,"draws":20}`, horizon, changes)
}

const mentorRung = `{"kind":"add_rung","rung":"excellent","name":"Mentor","places":4,"months":6,"payMinor":800000}`

// ladderInForce publishes the ready ladder.
func (c *centre) ladderInForce(t *testing.T) {
	t.Helper()
	k, err := c.Careers.Ladders.Begin(t.Context(), systemScope(), "CC", 0)
	if err == nil {
		_, err = c.Careers.Ladders.Publish(t.Context(), systemScope(), k.ID, k.Version)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// 004-06, 004-21: a scenario is kept, computed, shown as known then, and computed once more.
func TestAScenarioIsKeptComputedAndReplayed(t *testing.T) {
	eachCentre(t, func(t *testing.T, c *centre) {
		c.ladderInForce(t)
		world := decoded[api.CareerWorld](t, c.play(t, Scenario{As: "hr", URL: "/careers/world?ladder=CC&track=tenure", Status: 200}))
		if !world.Unplaced || world.Own || len(world.Rungs) != 4 || world.Rungs[0].Holders == 0 || world.Nights != nil {
			t.Errorf("world %+v; want everybody on the first rung, averages, and nights that nobody knows", world)
		}
		s := decoded[api.CareerScenario](t, c.play(t, Scenario{As: "hr", Method: http.MethodPost, URL: "/careers/scenarios", Body: scenarioBody(12, mentorRung), Status: 201}))
		at := fmt.Sprintf("/careers/scenarios/%d", s.ID)
		c.play(t, Scenario{As: "hr", Method: http.MethodPost, URL: at + "/runs", Status: 202, Want: []string{`"jobId"`}})
		if err := c.Careers.Plans.Compute(t.Context(), systemScope(), plan.ScenarioKind, s.ID); err != nil {
			t.Fatal(err)
		}
		s = decoded[api.CareerScenario](t, c.play(t, Scenario{As: "supervisor", URL: at, Status: 200}))
		if s.Last == nil || s.Last.AfterCourse == nil || len(s.Last.AfterCourse.Rungs) != 6 || len(s.Last.AfterCourse.Rungs[0].High) != 12 || s.Last.Paid {
			t.Fatalf("result %+v", s.Last)
		}
		c.run(t, []Scenario{
			{Name: "replayed", As: "planner", URL: fmt.Sprintf("/careers/plan-runs/%d/replay", s.Last.ID), Status: 200, Want: []string{`"same":true`, s.Last.Outcome}},
			{Name: "listed without courses", As: "planner", URL: "/careers/scenarios", Status: 200, Want: []string{`"structural"`}, NotWant: []string{`"afterCourse"`}},
			{Name: "horizon 0", As: "hr", Method: http.MethodPost, URL: "/careers/scenarios", Body: scenarioBody(0, ""), Status: 422, Want: []string{`"body.horizon"`}},
			{Name: "horizon 121", As: "hr", Method: http.MethodPost, URL: "/careers/scenarios", Body: scenarioBody(121, ""), Status: 422, Want: []string{`"body.horizon"`}},
			{Name: "unknown rung", As: "hr", Method: http.MethodPost, URL: "/careers/scenarios", Body: scenarioBody(12, `{"kind":"places","rung":"king","places":3}`), Status: 422, Want: []string{`"body.changes[0].rung"`}},
			{Name: "places below holders", As: "hr", Method: http.MethodPost, URL: "/careers/scenarios", Body: scenarioBody(12, `{"kind":"places","rung":"new","places":0}`), Status: 422, Want: []string{`"body.changes[0].places"`}},
			{Name: "share above 1", As: "hr", Method: http.MethodPost, URL: "/careers/scenarios", Body: scenarioBody(12, `{"kind":"home","share":1.5}`), Status: 422, Want: []string{`"body.changes[0].share"`}},
			{Name: "unknown ladder", As: "hr", Method: http.MethodPost, URL: "/careers/scenarios", Body: strings.Replace(scenarioBody(12, ""), `"CC"`, `"XX"`, 1), Status: 422, Want: []string{`"body.ladder"`}},
			{Name: "a planner makes none", As: "planner", Method: http.MethodPost, URL: "/careers/scenarios", Body: scenarioBody(12, ""), Status: 403},
			{Name: "an agent sees none", As: "agent", URL: at, Status: 403},
			{Name: "of all sites, for one who sees one", As: "planner@london", URL: at, Status: 404},
			{Name: "nor its replay", As: "planner@london", URL: fmt.Sprintf("/careers/plan-runs/%d/replay", s.Last.ID), Status: 404},
			{Name: "stale", As: "hr", Method: http.MethodPut, URL: at, Header: map[string]string{"If-Match": `"9"`}, Body: scenarioBody(24, ""), Status: 412, Want: []string{`"have":1`}},
			{Name: "changed", As: "hr", Method: http.MethodPut, URL: at, Header: map[string]string{"If-Match": `"1"`}, Body: scenarioBody(24, ""), Status: 200, Want: []string{`"version":2`, `"horizon":24`}},
			{Name: "results stay", As: "planner", URL: at + "/runs", Status: 200, Want: []string{fmt.Sprintf(`"id":%d,`, s.Last.ID), `"of":1`, `"structural"`}, NotWant: []string{`"afterCourse"`}},
			{Name: "a result in full", As: "planner", URL: fmt.Sprintf("%s/runs/%d", at, s.Last.ID), Status: 200, Want: []string{`"of":1`, `"afterCourse"`, s.Last.Outcome}},
			{Name: "one that is not", As: "planner", URL: at + "/runs/99999", Status: 404},
			{Name: "results of all sites, for one who sees one", As: "planner@london", URL: at + "/runs", Status: 404},
			{Name: "nor one of them", As: "planner@london", URL: fmt.Sprintf("%s/runs/%d", at, s.Last.ID), Status: 404},
			{Name: "an agent sees no results", As: "agent", URL: at + "/runs", Status: 403},
			{Name: "name taken", As: "hr", Method: http.MethodPost, URL: "/careers/scenarios", Body: scenarioBody(12, ""), Status: 409},
			{Name: "deleted", As: "hr", Method: http.MethodDelete, URL: at, Status: 204},
			{Name: "gone", As: "hr", URL: at, Status: 404},
		})
	}, "hr", "planner", "planner@london", "supervisor", "agent")
}

// Another tenant and another employer see nothing of it.
func TestScenariosAreOfTheirEmployer(t *testing.T) {
	c := newCentre(t)
	c.ladderInForce(t)
	s := decoded[api.CareerScenario](t, c.play(t, Scenario{As: "hr", Method: http.MethodPost, URL: "/careers/scenarios", Body: scenarioBody(12, ""), Status: 201}))
	vendor, err := auth.NewScope(auth.Grant{Tenant: 1, Actor: 9, AllSites: true, Permissions: auth.Permissions(auth.HR), Employer: c.seeded.Vendor})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Careers.Plans.Get(t.Context(), vendor, plan.ScenarioKind, s.ID); err == nil {
		t.Error("a coordinator of another employer reads it")
	}
	list, err := c.Careers.Plans.List(t.Context(), vendor, plan.ScenarioKind)
	if err != nil || len(list) != 0 {
		t.Errorf("and lists %d of them (%v)", len(list), err)
	}
	_, err = c.Careers.Plans.Get(t.Context(), auth.SystemScope(otherTenant), plan.ScenarioKind, s.ID)
	if !errors.Is(err, database.ErrNotFound) {
		t.Errorf("another tenant: %v", err)
	}
}

func hiringBody(capacity int64, sizes string) string {
	return fmt.Sprintf(`{"name":"Classes","description":"","siteId":0,"capacityPlanId":%d,"group":"voice","months":0,"need":[],"decide":2,"sizes":%s,"currency":"GBP",`+
		`"hireMinor":100000,"classMinor":50000,"shortMinor":300000,"surplusMinor":100000,"trained":0,"start":0.6,"tau":3}`, capacity, sizes)
}

// 004-01: the need of a capacity plan is hired for, and the classes go back into it.
func TestAHiringPlanHandsItsClassesToTheCapacityPlan(t *testing.T) {
	eachCentre(t, func(t *testing.T, c *centre) {
		p := c.planned(t, fmt.Sprintf(voicePlan(""), c.seeded.London))
		c.run(t, []Scenario{
			{Name: "capacity plans to hire for", As: "hr", URL: "/careers/capacity-plans", Status: 200, Want: []string{`"voice"`, `"Spring"`}},
			{Name: "class of 0", As: "hr", Method: http.MethodPost, URL: "/careers/hiring-plans", Body: hiringBody(p.ID, "[0]"), Status: 422, Want: []string{`"body.sizes[0]"`}},
			{Name: "unknown capacity plan", As: "hr", Method: http.MethodPost, URL: "/careers/hiring-plans", Body: hiringBody(99, "[2]"), Status: 422, Want: []string{`"body.capacityPlanId"`}},
			{Name: "another currency", As: "hr", Method: http.MethodPost, URL: "/careers/hiring-plans", Body: strings.Replace(hiringBody(p.ID, "[2]"), "GBP", "CNY", 1), Status: 422, Want: []string{`"body.currency"`}},
		})
		h := decoded[api.HiringPlan](t, c.play(t, Scenario{As: "hr", Method: http.MethodPost, URL: "/careers/hiring-plans", Body: hiringBody(p.ID, "[2,3]"), Status: 201}))
		at := fmt.Sprintf("/careers/hiring-plans/%d", h.ID)
		c.play(t, Scenario{As: "planner", Method: http.MethodPost, URL: at + "/hand-over", Body: `{"capacityVersion":1}`, Status: 422, Want: []string{`"body.run"`}})
		if err := c.Careers.Plans.Compute(t.Context(), systemScope(), plan.HiringKind, h.ID); err != nil {
			t.Fatal(err)
		}
		h = decoded[api.HiringPlan](t, c.play(t, Scenario{As: "supervisor", URL: at, Status: 200}))
		total := 0
		for _, n := range h.Last.Result.Classes {
			total += n
		}
		if r := h.Last.Result; total == 0 || !r.Proven || len(r.Months) != 2 || r.CapacityVersion != 1 || r.Own {
			t.Fatalf("result %+v", r)
		}
		c.run(t, []Scenario{
			{Name: "HR hands over nothing", As: "hr", Method: http.MethodPost, URL: at + "/hand-over", Body: `{"capacityVersion":1}`, Status: 403},
			{Name: "stale", As: "planner", Method: http.MethodPost, URL: at + "/hand-over", Body: `{"capacityVersion":7}`, Status: 412, Want: []string{`"have":1`}},
			{Name: "handed over", As: "planner", Method: http.MethodPost, URL: at + "/hand-over", Body: `{"capacityVersion":1}`, Status: 200, Want: []string{`"capacityVersion":2`}},
		})
		now := decoded[api.CapacityPlan](t, c.play(t, Scenario{As: "planner", URL: fmt.Sprintf("/capacity-plans/%d", p.ID), Status: 200}))
		hired := 0.0
		for _, x := range now.Groups[0].Hires {
			hired += x.People
		}
		if hired != float64(total) || !strings.Contains(now.Note, "Classes") {
			t.Errorf("the capacity plan hires %v (note %q), want %d people", now.Groups[0].Hires, now.Note, total)
		}
	}, "hr", "planner", "supervisor")
}
