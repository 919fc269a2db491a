package api_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"testing"

	"github.com/muster-wfm/muster/api"
)

// What no roster can be made of is refused before anything is searched, by field, or by
// person with the smallest set of rules in conflict (004-25).
func TestWhatNoRosterCanBeMadeOfIsRefusedBeforeASearch(t *testing.T) {
	c := newCentre(t)
	c.atWork(t)
	need, _, at := c.draftedWeek(t)
	order := func(days int, requirements, more string) string {
		return fmt.Sprintf(`{"name":"Bad","siteId":%d,"from":"2026-03-09","days":%d,"requirementIds":[%s]%s}`, need.SiteID, days, requirements, more)
	}
	once := fmt.Sprint(need.ID)
	post := func(name, url, body string, status int, want ...string) Scenario {
		return Scenario{Name: name, As: "planner", Method: http.MethodPost, URL: url, Body: body, Status: status, Want: want}
	}
	c.run(t, []Scenario{
		post("a horizon of a year", "/rosters", order(366, once, ""), 422, `"body.days"`),
		post("a horizon of no days", "/rosters", order(0, once, ""), 422, `"body.days"`),
		post("a horizon beyond its demand", "/rosters", order(14, once, ""), 422, `"code":"invalid"`),
		post("one requirement twice", "/rosters", order(7, once+","+once, ""), 422, `"body.requirementIds[1]"`),
		post("a requirement that is none", "/rosters", order(7, "999999", ""), 404, `"code":"not_found"`),
		post("a missing person who costs less than nothing", "/rosters", order(7, once, `,"prices":{"under":-1,"over":1}`), 422, `"body.prices.under"`),
		post("a search of no time", at+"/builds", `{"timeLimitS":0}`, 422, `"body.timeLimitS"`),
	})
	c.cannotBeKept(t)
	body := c.play(t, post("", at+"/builds", `{"timeLimitS":1}`, 409, `"code":"unsatisfiable"`))
	refused := decoded[api.Problem](t, body)
	if len(refused.Impossible) == 0 {
		t.Fatalf("nobody is named: %s", body)
	}
	for _, who := range refused.Impossible {
		if !slices.Equal(slices.Sorted(slices.Values(who.Rules)), []string{"max_consecutive_days", "min_week_minutes"}) || len(who.Reliefs) == 0 {
			t.Errorf("%s: rules %v with %d reliefs; want working days in a row against the least of a week", who.PersonName, who.Rules, len(who.Reliefs))
		}
	}
	after := decoded[api.Roster](t, c.play(t, Scenario{As: "planner", URL: at, Status: 200}))
	if after.State != "draft" {
		t.Errorf("the roster is %s; want a draft: nothing was begun", after.State)
	}
	c.freed(t, after.ID)
}

// cannotBeKept changes every agreement into one that asks for thirty hours a week and for
// a day off after each day of work.
func (c *centre) cannotBeKept(t *testing.T) {
	t.Helper()
	for _, a := range c.agreements(t) {
		fields := api.AgreementFields{Code: a.Code, Name: a.Name, Rules: a.Rules, Templates: a.Templates}
		fields.Rules.WeeklyMinMin, fields.Rules.WeeklyMaxMin, fields.Rules.MaxConsecutiveDays = 1800, 2400, 1
		fields.Rules.MinDaysOffPerWeek, fields.Rules.MinConsecutiveDaysOff = 0, 0
		c.play(t, Scenario{
			As: "planner", Method: http.MethodPut, URL: fmt.Sprintf("/agreements/%d", a.ID), Status: 200, Body: written(t, fields),
			Header: map[string]string{"If-Match": fmt.Sprintf(`"%d"`, a.Version)},
		})
	}
}

// freed tries the agreements on a roster without the rules in conflict: everybody can be
// rostered then, and nothing has been written.
func (c *centre) freed(t *testing.T, roster int64) {
	t.Helper()
	tried := 0
	for _, a := range c.agreements(t) {
		try := func(rules api.LabourRules) api.AgreementTrial {
			return decoded[api.AgreementTrial](t, c.play(t, Scenario{
				As: "planner", Method: http.MethodPost, URL: fmt.Sprintf("/agreements/%d/trial?rosterId=%d", a.ID, roster), Status: 200,
				Body: written(t, api.AgreementFields{Code: a.Code, Name: a.Name, Rules: rules, Templates: a.Templates}),
			}))
		}
		kept := try(a.Rules)
		tried += len(kept.Impossible)
		free := a.Rules
		free.WeeklyMinMin, free.MaxConsecutiveDays = 0, 31
		if now := try(free); len(now.Impossible) > 0 {
			t.Errorf("%s without the rules in conflict: %+v", a.Code, now.Impossible)
		}
		if again := try(a.Rules); len(again.Impossible) != len(kept.Impossible) {
			t.Errorf("%s: a trial changed something: %d people before, %d after", a.Code, len(kept.Impossible), len(again.Impossible))
		}
	}
	if tried == 0 {
		t.Error("no agreement was in conflict")
	}
}

func (c *centre) agreements(t *testing.T) []api.Agreement {
	t.Helper()
	return decoded[api.PageOf[api.Agreement]](t, c.play(t, Scenario{As: "planner", URL: "/agreements", Status: 200})).Items
}

func written(t *testing.T, v any) string {
	t.Helper()
	body, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}
