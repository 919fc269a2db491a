package api_test

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/muster-wfm/muster/api"
)

// draftedWeek drafts a roster of the week that [centre.forecastWeek] forecasts, for a
// requirement of it; at is the roster's address.
func (c *centre) draftedWeek(t *testing.T) (need api.Requirement, roster api.Roster, at string) {
	t.Helper()
	run := c.forecastWeek(t)
	need = decoded[api.Requirement](t, c.play(t, Scenario{As: "planner", Method: http.MethodPost, URL: "/requirements", Body: fmt.Sprintf(`{"forecastId":%d}`, run), Status: 201}))
	roster = decoded[api.Roster](t, c.play(t, Scenario{
		As: "planner", Method: http.MethodPost, URL: "/rosters", Status: 201,
		Body: fmt.Sprintf(`{"name":"Week","siteId":%d,"from":"2026-03-09","days":7,"requirementIds":[%d]}`, need.SiteID, need.ID),
	}))
	return need, roster, fmt.Sprintf("/rosters/%d", roster.ID)
}

// built builds the roster at an address and waits for it.
func (c *centre) built(t *testing.T, at string) {
	t.Helper()
	started := decoded[api.JobStarted](t, c.play(t, Scenario{As: "planner", Method: http.MethodPost, URL: at + "/builds", Body: `{"timeLimitS":1}`, Status: 202}))
	c.await(t, started.JobID)
}
