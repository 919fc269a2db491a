package api_test

import (
	"fmt"
	"net/http"
	"testing"
)

func TestEventsOfAQueueAreListedByType(t *testing.T) {
	c := newCentre(t)
	path := fmt.Sprintf("/queues/%d/events", c.seeded.Sales)
	days := fmt.Sprintf("/calendars/%d/days?year=2026", c.seeded.Calendar)
	c.run(t, []Scenario{
		{Name: "set", As: "planner", Method: http.MethodPut, URL: days, Header: map[string]string{"If-Match": `"1"`}, Status: 200,
			Body: `{"days":[{"date":"2026-05-04","kind":"event","name":"May sale","eventType":"sale","upliftPct":25}]}`},
		{Name: "told", As: "planner", URL: path + "?from=2026-01-01&to=2026-12-31", Status: 200, Want: []string{`"type":"sale"`, `"upliftPct":25`, `"May sale"`}, NotWant: []string{"observedPct"}},
		{Name: "backwards", As: "planner", URL: path + "?from=2026-01-02&to=2026-01-01", Status: 422, Want: []string{"query.to"}},
		{Name: "no such forecast", As: "planner", URL: "/forecasts/4711/effects", Status: 404},
		{Name: "nothing to suppose of", As: "planner", Method: http.MethodPost, URL: "/forecasts/4711/preview", Body: `{}`, Status: 404},
		{Name: "a wrong scale", As: "planner", Method: http.MethodPost, URL: "/forecasts/4711/preview", Body: `{"drivers":[{"code":"x","scale":-1}]}`, Status: 422, Want: []string{"body.drivers[0].scale"}},
	})
}
