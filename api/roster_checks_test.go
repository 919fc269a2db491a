package api_test

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/muster-wfm/muster/api"
)

func TestABuildThatIsCheckedSaysWhatItsPeopleGive(t *testing.T) {
	c := newCentre(t)
	c.atWork(t)
	run := c.forecastWeek(t)
	need := decoded[api.Requirement](t, c.play(t, Scenario{As: "planner", Method: http.MethodPost, URL: "/requirements", Body: fmt.Sprintf(`{"forecastId":%d}`, run), Status: 201}))
	roster := decoded[api.Roster](t, c.play(t, Scenario{
		As: "planner", Method: http.MethodPost, URL: "/rosters", Status: 201,
		Body: fmt.Sprintf(`{"name":"Week","siteId":%d,"from":"2026-03-09","days":7,"requirementIds":[%d]}`, need.SiteID, need.ID),
	}))
	at := fmt.Sprintf("/rosters/%d", roster.ID)
	check := func() api.RosterCheck {
		t.Helper()
		return decoded[api.RosterCheck](t, c.play(t, Scenario{As: "planner", URL: at + "/check", Status: 200}))
	}
	build := func(body string) {
		t.Helper()
		built := decoded[api.JobStarted](t, c.play(t, Scenario{As: "planner", Method: http.MethodPost, URL: at + "/builds", Body: body, Status: 202}))
		c.await(t, built.JobID)
	}
	if got := check(); got.Checked || len(got.Queues) > 0 {
		t.Errorf("before it was built: %+v", got)
	}
	build(`{"timeLimitS":1,"simulate":true}`)
	got := check()
	if !got.Checked || got.Outdated || len(got.Rounds) == 0 || got.Chosen >= len(got.Rounds) || len(got.Queues) != 1 {
		t.Fatalf("after a checked build: %+v", got)
	}
	if q := got.Queues[0]; q.QueueID != need.QueueID || q.Level < 0 || q.Level > 1 || q.Formula == nil || q.StaffedHours > q.OwnHours+1e-6 {
		t.Errorf("queue %+v", q)
	}
	build(`{"timeLimitS":1}`)
	if got := check(); got.Checked {
		t.Errorf("after a build without a check: %+v", got)
	}
	c.run(t, []Scenario{
		{Name: "of a roster that is not there", As: "planner", URL: "/rosters/9999/check", Status: 404},
		{Name: "who sees no rosters", As: "agent", URL: at + "/check", Status: 403},
	})
}
