package api_test

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/muster-wfm/muster/api"
)

func TestABuildCanBeComparedWithPinnedAndTakenBack(t *testing.T) {
	c := newCentre(t)
	c.atWork(t)
	_, roster, at := c.draftedWeek(t)
	c.built(t, at)
	list := func() []api.KeptPlan {
		return decoded[api.PageOf[api.KeptPlan]](t, c.play(t, Scenario{As: "planner", Method: http.MethodGet, URL: at + "/kept-plans", Status: 200})).Items
	}
	kept := list()
	if len(kept) != 1 || kept[0].Origin != "build" || !kept[0].Standing || kept[0].ActorName == "" || kept[0].TimeLimitS == 0 {
		t.Fatalf("kept %+v, want the build that stands", kept)
	}
	now := decoded[api.Roster](t, c.play(t, Scenario{As: "planner", Method: http.MethodGet, URL: at, Status: 200}))
	grid := decoded[api.RosterGrid](t, c.play(t, Scenario{As: "planner", Method: http.MethodGet, URL: at + "/grid", Status: 200}))
	match := func(version int64) map[string]string {
		return map[string]string{"If-Match": fmt.Sprintf(`"%d"`, version)}
	}
	person, day := grid.People[grid.Shifts.Person[0]], grid.Days[grid.Shifts.Day[0]]
	edited := decoded[api.MovesMade](t, c.play(t, Scenario{As: "planner", Method: http.MethodPost, URL: at + "/moves", Header: match(now.Version), Status: 200,
		Body: fmt.Sprintf(`{"force":true,"moves":[{"op":"remove","personId":%d,"day":%q}]}`, person.ID, day)}))
	plan := fmt.Sprintf("%s/kept-plans/%d", at, kept[0].ID)
	c.run(t, []Scenario{
		{Name: "compared with what stands", As: "planner", Method: http.MethodGet, URL: fmt.Sprintf("%s/comparison?edition=kept&kept=%d", at, kept[0].ID), Status: 200,
			Want: []string{`"edition":"kept"`, fmt.Sprintf(`"kept":%d`, kept[0].ID), fmt.Sprintf(`"personId":%d`, person.ID)}},
		{Name: "no such plan", As: "planner", Method: http.MethodGet, URL: at + "/comparison?edition=kept&kept=987654", Status: 404},
		{Name: "an agent may not look", As: "agent", Method: http.MethodGet, URL: at + "/kept-plans", Status: 403},
		{Name: "pinned", As: "supervisor", Method: http.MethodPut, URL: plan + "/pin", Body: `{"pinned":true}`, Status: 204},
		{Name: "on an old version", As: "planner", Method: http.MethodPost, URL: plan + "/return", Header: match(roster.Version), Status: 412},
		{Name: "taken back", As: "planner", Method: http.MethodPost, URL: plan + "/return", Header: match(edited.Version), Status: 200},
	})
	if kept = list(); len(kept) != 2 || kept[0].Origin != "edited" || kept[0].Standing || !kept[1].Standing || !kept[1].Pinned {
		t.Errorf("kept %+v, want what was edited beside the pinned build, which stands", kept)
	}
}
