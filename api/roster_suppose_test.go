package api_test

import (
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"testing"

	"github.com/muster-wfm/muster/api"
	"github.com/muster-wfm/muster/scheduling"
)

func TestAPlannerAsksWhatARosterWouldBeAndDoesIt(t *testing.T) {
	c := newCentre(t)
	c.atWork(t)
	_, roster, at := c.draftedWeek(t)
	short := decoded[api.RosterShortfalls](t, c.play(t, Scenario{As: "planner", Method: http.MethodGet, URL: at + "/shortfalls", Status: 200}))
	for _, f := range short.Items {
		if f.Most >= f.Required {
			t.Errorf("shortfall %+v is none", f)
		}
	}
	c.built(t, at)

	terms := decoded[api.RosterTerms](t, c.play(t, Scenario{As: "planner", Method: http.MethodGet, URL: at + "/terms", Status: 200}))
	if math.Abs(terms.Sum-terms.Reported) > 1e-6*(1+math.Abs(terms.Reported)) || len(terms.Items) == 0 {
		t.Errorf("the lines sum to %v, reported is %v", terms.Sum, terms.Reported)
	}

	grid := decoded[api.RosterGrid](t, c.play(t, Scenario{As: "planner", Method: http.MethodGet, URL: at + "/grid", Status: 200}))
	person, day := grid.People[grid.Shifts.Person[0]], grid.Days[grid.Shifts.Day[0]]
	ask := func(body string) api.Supposed {
		return decoded[api.Supposed](t, c.play(t, Scenario{As: "planner", Method: http.MethodPost, URL: at + "/suppositions", Body: body, Status: 200}))
	}
	off := ask(fmt.Sprintf(`{"personId":%d,"day":%q,"off":true}`, person.ID, day))
	if !off.Blocked {
		moves, err := json.Marshal(off.Moves)
		if err != nil {
			t.Fatal(err)
		}
		made := decoded[api.MovesMade](t, c.play(t, Scenario{As: "planner", Method: http.MethodPost, URL: at + "/moves", Header: map[string]string{"If-Match": fmt.Sprintf(`"%d"`, off.Version)},
			Body: fmt.Sprintf(`{"moves":%s}`, moves), Status: 200}))
		if diff := made.Cost.Total - terms.Reported - off.Cost.Total; math.Abs(diff) > 1e-6*(1+math.Abs(terms.Reported)) {
			t.Errorf("the answer said %+v, doing it cost %v", off.Cost, made.Cost.Total-terms.Reported)
		}
	}
	never := ask(fmt.Sprintf(`{"personId":%d,"day":%q,"startFromMin":1,"startToMin":2}`, person.ID, day))
	if !never.Blocked || len(never.Rules) == 0 {
		t.Errorf("a start at two past midnight: %+v, want the rules against it", never)
	}
	cover := decoded[api.RosterCoverage](t, c.play(t, Scenario{As: "planner", Method: http.MethodGet, URL: at + "/coverage", Status: 200}))
	shortest, worst := 0, math.Inf(-1)
	for i, required := range cover.Queues[0].Required {
		if gap := required - cover.Queues[0].Scheduled[i]; gap > worst && cover.Queues[0].Scheduled[i] > 0 { // within the hours of shifts
			shortest, worst = i, gap
		}
	}
	c.run(t, []Scenario{
		{Name: "a day outside", As: "planner", Method: http.MethodPost, URL: at + "/suppositions", Body: fmt.Sprintf(`{"personId":%d,"day":"2027-01-01"}`, person.ID), Status: 422, Want: []string{`"body.day"`}},
		{Name: "a template that is not theirs", As: "planner", Method: http.MethodPost, URL: at + "/suppositions", Body: fmt.Sprintf(`{"personId":%d,"day":%q,"template":"ZZ"}`, person.ID, day), Status: 422, Want: []string{`"body.template"`}},
		{Name: "an agent may not ask of others", As: "agent", Method: http.MethodPost, URL: at + "/suppositions", Body: fmt.Sprintf(`{"personId":%d,"day":%q}`, person.ID, day), Status: 403},
		{Name: "why a shift", As: "planner", Method: http.MethodGet, URL: fmt.Sprintf("%s/people/%d/days/%s/reasons", at, person.ID, day), Status: 200, Want: []string{`"opposite":{`, `"works":`}},
		{Name: "concessions", As: "planner", Method: http.MethodGet, URL: fmt.Sprintf("%s/queues/%d/slots/%d/concessions", at, grid.Queues[0].ID, shortest), Status: 200, Want: []string{`"kind":"borrow"`, `"served":`}},
		{Name: "no such slot", As: "planner", Method: http.MethodGet, URL: fmt.Sprintf("%s/queues/%d/slots/99999/concessions", at, grid.Queues[0].ID), Status: 422, Want: []string{"slot"}},
		{Name: "nothing is published yet", As: "agent", Method: http.MethodGet, URL: "/me/shifts/2026-03-09/reasons", Status: 404},
	})

	priced := decoded[api.JobStarted](t, c.play(t, Scenario{As: "planner", Method: http.MethodPost, URL: at + "/rule-prices", Status: 202}))
	c.await(t, priced.JobID)
	job := decoded[struct{ Result scheduling.RulePrices }](t, c.play(t, Scenario{As: "planner", Method: http.MethodGet, URL: fmt.Sprintf("/jobs/%d", priced.JobID), Status: 200}))
	prices := job.Result
	if len(prices.Rules) == 0 || prices.Bound > prices.Cost+1e-6 || prices.RosterID != roster.ID {
		t.Errorf("prices %+v", prices)
	}
}
