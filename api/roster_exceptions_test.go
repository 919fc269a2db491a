package api_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"testing"

	"github.com/muster-wfm/muster/api"
)

func TestAPlannerGrantsAnExceptionAndTakesItBack(t *testing.T) {
	c := newCentre(t)
	c.atWork(t)
	_, roster, at := c.draftedWeek(t)
	grid := decoded[api.RosterGrid](t, c.play(t, Scenario{As: "planner", Method: http.MethodGet, URL: at + "/grid", Status: 200}))
	agreements := decoded[api.PageOf[api.Agreement]](t, c.play(t, Scenario{As: "planner", Method: http.MethodGet, URL: "/agreements", Status: 200}))
	rest := 0
	for _, a := range agreements.Items {
		if a.Code == grid.People[0].Agreement {
			rest = a.Rules.MinRestMin
		}
	}
	order := fmt.Sprintf(`{"exceptions":[{"personId":%d,"rule":"rest","from":%d,"limit":%d}],"reason":"launch"}`, grid.People[0].ID, rest, rest-60)
	match := func(version int64) map[string]string {
		return map[string]string{"If-Match": fmt.Sprintf(`"%d"`, version)}
	}
	c.run(t, []Scenario{
		{Name: "a supervisor may not", As: "supervisor", Method: http.MethodPost, URL: at + "/exceptions", Header: match(roster.Version), Body: order, Status: 403, Want: []string{"workforce:manage"}},
		{Name: "an agent does not see them", As: "agent", Method: http.MethodGet, URL: at + "/exceptions", Status: 403},
		{Name: "stricter than agreed", As: "planner", Method: http.MethodPost, URL: at + "/exceptions", Header: match(roster.Version), Status: 422,
			Body: fmt.Sprintf(`{"exceptions":[{"personId":%d,"rule":"rest","from":%d,"limit":%d}]}`, grid.People[0].ID, rest, rest+60), Want: []string{`"body.exceptions[0].limit"`}},
		{Name: "on an old version", As: "planner", Method: http.MethodPost, URL: at + "/exceptions", Header: match(roster.Version + 7), Body: order, Status: 412},
	})
	made := decoded[api.MovesMade](t, c.play(t, Scenario{As: "planner", Method: http.MethodPost, URL: at + "/exceptions", Header: match(roster.Version), Body: order, Status: 200}))
	kept := decoded[api.PageOf[api.RosterException]](t, c.play(t, Scenario{As: "planner", Method: http.MethodGet, URL: at + "/exceptions", Status: 200}))
	if len(kept.Items) != 1 || kept.Items[0].Reason != "launch" || kept.Items[0].Limit != rest-60 || kept.Items[0].ActorName == "" {
		text, _ := json.Marshal(kept)
		t.Fatalf("kept %s, want the one that was granted", text)
	}
	c.run(t, []Scenario{
		{Name: "no such exception", As: "planner", Method: http.MethodDelete, URL: at + "/exceptions/987654", Header: match(made.Version), Status: 404},
		{Name: "taken back", As: "planner", Method: http.MethodDelete, URL: fmt.Sprintf("%s/exceptions/%d", at, kept.Items[0].ID), Header: match(made.Version), Status: 200},
		{Name: "gone", As: "planner", Method: http.MethodGet, URL: at + "/exceptions", Status: 200, Want: []string{`"items":[]`}},
	})
}
