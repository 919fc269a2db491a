package api_test

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/muster-wfm/muster/api"
)

func TestBreaksArePlacedAgainByMovesThatChangeNothingElse(t *testing.T) {
	c := newCentre(t)
	c.atWork(t)
	_, _, at := c.draftedWeek(t)
	c.built(t, at)
	week := `{"from":"2026-03-09","to":"2026-03-15","now":"2026-03-09T00:00:00Z","seed":3}`
	c.run(t, []Scenario{
		{Name: "days outside", As: "planner", Method: http.MethodPost, URL: at + "/breaks", Body: `{"from":"2026-03-01","to":"2026-04-01"}`, Status: 422, Want: []string{`"body.from"`, `"body.to"`}},
		{Name: "a gain below nothing", As: "planner", Method: http.MethodPost, URL: at + "/breaks", Body: `{"from":"2026-03-09","to":"2026-03-15","leastGainMin":-1}`, Status: 422, Want: []string{"leastGainMin"}},
		{Name: "no days", As: "planner", Method: http.MethodPost, URL: at + "/breaks", Body: `{}`, Status: 422, Want: []string{"from"}},
		{Name: "who may only read", As: "agent", Method: http.MethodPost, URL: at + "/breaks", Body: week, Status: 403},
		{Name: "a roster that is not there", As: "planner", Method: http.MethodPost, URL: "/rosters/9999/breaks", Body: week, Status: 404},
	})
	found := decoded[api.BreaksProposal](t, c.play(t, Scenario{As: "planner", Method: http.MethodPost, URL: at + "/breaks", Body: week, Status: 200}))
	now := decoded[api.Roster](t, c.play(t, Scenario{As: "planner", Method: http.MethodGet, URL: at, Status: 200}))
	if found.Version != now.Version || found.ShortDelta > 1e-9 || len(found.Excess) > 0 || found.CostDelta.Total > 1e-6 {
		t.Errorf("proposal %+v for version %d", found, now.Version)
	}
	for _, m := range found.Moves {
		if m.Op != "put" || m.Shift == nil || m.Shift.Template == "" {
			t.Errorf("move %+v, want a shift of its template put in place", m)
		}
	}
}

func TestLimitsOnPausesAreKeptWithTeamsAndTemplates(t *testing.T) {
	c := newCentre(t)
	team := c.play(t, Scenario{As: "planner", Method: http.MethodPost, URL: "/teams", Status: 201,
		Body: fmt.Sprintf(`{"code":"B","name":"B","siteId":%d,"employerId":%d,"maxOnPause":3,"maxPauseShare":0.2}`, c.seeded.London, c.seeded.Own)})
	if got := decoded[api.Team](t, team); got.MaxOnPause == nil || *got.MaxOnPause != 3 || *got.MaxPauseShare != 0.2 {
		t.Errorf("team %s", team)
	}
	c.run(t, []Scenario{{Name: "limits that cannot be", As: "planner", Method: http.MethodPost, URL: "/teams", Status: 422,
		Body: fmt.Sprintf(`{"code":"C","name":"C","siteId":%d,"employerId":%d,"maxOnPause":-1,"maxPauseShare":2}`, c.seeded.London, c.seeded.Own),
		Want: []string{`"body.maxOnPause"`, `"body.maxPauseShare"`}}})
}
