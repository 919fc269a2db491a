package api_test

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/api"
)

func TestAForecastIsLockedForAVendorAndComparedAfterwards(t *testing.T) {
	eachCentre(t, func(t *testing.T, c *centre) {
		c.atWork(t)
		id := c.forecastWeek(t)
		path := fmt.Sprintf("/forecasts/%d", id)
		body := fmt.Sprintf(`{"name":"Acme 第11周","employerId":%d,"note":"as agreed"}`, c.seeded.Vendor)
		lock := decoded[api.ForecastLock](t, c.play(t, Scenario{
			As: "planner", Method: http.MethodPost, URL: path + "/locks", Body: body, Status: 201,
			Want: []string{`"createdByName":"planner"`, `"adjustments":[]`}, WantTop: map[string]string{"Location": "/api/v1/forecast-locks/1"},
		}))
		before := decoded[api.ForecastIntervals](t, c.play(t, Scenario{As: "planner", URL: path + "/intervals", Status: 200}))
		c.play(t, Scenario{As: "planner", Method: http.MethodPost, URL: "/adjustments", Body: c.doubled(), Status: 201})
		at := fmt.Sprintf("/forecast-locks/%d", lock.ID)
		kept := decoded[api.ForecastIntervals](t, c.play(t, Scenario{As: "supervisor", URL: at + "/intervals", Status: 200}))
		if diff := cmp.Diff(before.Contacts, kept.Contacts); diff != "" {
			t.Errorf("a later adjustment changed what was locked (-before +locked):\n%s", diff)
		}
		c.run(t, []Scenario{
			{Name: "the same name again", As: "planner", Method: http.MethodPost, URL: path + "/locks", Body: body, Status: 409, Want: []string{`"code":"duplicate"`, "body.name"}},
			{Name: "a supervisor does not lock", As: "supervisor", Method: http.MethodPost, URL: path + "/locks", Body: body, Status: 403},
			{Name: "the run stays", As: "planner", Method: http.MethodDelete, URL: path, Status: 409, Want: []string{`"code":"in_use"`, "it is locked as Acme 第11周"}},
			{Name: "a lock has no delete", As: "planner", Method: http.MethodDelete, URL: at, Status: 405},
			{Name: "list", As: "planner", URL: fmt.Sprintf("/forecast-locks?queue=%d", c.seeded.Sales), Status: 200, Want: []string{`"name":"Acme 第11周"`}},
			{Name: "compare with nothing", As: "planner", URL: path + "/comparison", Status: 422, Want: []string{"query.with"}},
			{Name: "compare with both", As: "planner", URL: path + "/comparison?with=1&lock=1", Status: 422},
		})
		c.remember(t, "2026-03-09", 30, 30)
		compared := decoded[api.ForecastComparison](t, c.play(t, Scenario{As: "planner", URL: fmt.Sprintf("%s/comparison?lock=%d", path, lock.ID), Status: 200}))
		if d := compared.Days[0]; d.Difference >= -79 || d.Actual == nil || *d.Actual != 60 {
			t.Errorf("Monday, doubled since the lock: %+v", d)
		}
		if compared.B.LockID == nil || compared.A.Score.N != 2 || compared.A.Score.WAPE == nil || *compared.A.Score.Bias < *compared.B.Score.Bias {
			t.Errorf("scores: %+v and %+v", compared.A.Score, compared.B.Score)
		}
		longer := c.forecastAgain(t, 14)
		c.play(t, Scenario{As: "planner", URL: fmt.Sprintf("%s/comparison?with=%d", path, longer), Status: 200, Want: []string{`"last":"2026-03-15"`}, NotWant: []string{`"last":"2026-03-22"`}})
	}, "planner", "supervisor")
}

func TestAForecastComesOutTheSameAgain(t *testing.T) {
	c := newCentre(t)
	c.atWork(t)
	path := fmt.Sprintf("/forecasts/%d/repeat", c.forecastWeek(t))
	c.play(t, Scenario{As: "supervisor", Method: http.MethodPost, URL: path, Status: 200, Want: []string{`"identical":true`, `"changed":[]`}})
	c.remember(t, "2026-02-20", 99)
	c.play(t, Scenario{As: "supervisor", Method: http.MethodPost, URL: path, Status: 200, Want: []string{`"changed":["history 2026-02"]`, `"explained":true`}})
}
