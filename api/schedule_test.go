package api_test

import (
	"fmt"
	"net/http"
	"testing"
)

func TestTheNightsAreDecidedAndSeen(t *testing.T) {
	c := newCentre(t)
	body := fmt.Sprintf(`{"active":true,"hour":0,"days":7,"queueIds":[%d]}`, c.seeded.Sales)
	c.run(t, []Scenario{
		{Name: "undecided", As: "supervisor", URL: "/forecast-schedule", Status: 200, Want: []string{`"active":false`, `"version":0`, `"nights":[]`}, WantTop: map[string]string{"ETag": `"0"`}},
		{Name: "needs a version", As: "planner", Method: http.MethodPut, URL: "/forecast-schedule", Body: body, Status: 428},
		{Name: "a supervisor does not decide", As: "supervisor", Method: http.MethodPut, URL: "/forecast-schedule", Body: body, Header: map[string]string{"If-Match": `"0"`}, Status: 403},
		{Name: "nor does the planner of one site", As: "planner@london", Method: http.MethodPut, URL: "/forecast-schedule", Body: body, Header: map[string]string{"If-Match": `"0"`}, Status: 403, Want: []string{"at every site"}},
		{Name: "on", As: "planner", Method: http.MethodPut, URL: "/forecast-schedule", Body: body, Header: map[string]string{"If-Match": `"0"`}, Status: 200, Want: []string{`"version":1`}},
		{Name: "stale", As: "planner", Method: http.MethodPut, URL: "/forecast-schedule", Body: body, Header: map[string]string{"If-Match": `"0"`}, Status: 412, Want: []string{`"have":1`, `"current":{`}},
		{Name: "an unknown queue", As: "planner", Method: http.MethodPut, URL: "/forecast-schedule", Body: `{"active":true,"hour":0,"days":7,"queueIds":[987654]}`, Header: map[string]string{"If-Match": `"1"`}, Status: 422, Want: []string{"body.queueIds"}},
	})
	if err := c.Jobs.DoDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	c.play(t, Scenario{As: "planner", URL: "/forecast-schedule", Status: 200, Want: []string{fmt.Sprintf(`"siteId":%d`, c.seeded.London), `"jobId":1`}})
}
