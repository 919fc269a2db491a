package api_test

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/muster-wfm/muster/api"
	"github.com/muster-wfm/muster/internal/jobs"
	"github.com/muster-wfm/muster/workforce/grid"
)

// forecastWeek makes a forecast of the queue Sales for the week from 2026-03-09
// on, of five weeks of history: 20 contacts in each half hour from 9 to 11 on
// every day. The centre must be at work.
func (c *centre) forecastWeek(t *testing.T) int64 {
	t.Helper()
	first := grid.MustDate("2026-02-02")
	for k := range 35 {
		c.remember(t, first.AddDays(k).String(), 20, 20, 20, 20)
	}
	return c.forecastAgain(t, 7)
}

// forecastAgain makes another forecast from the same day on.
func (c *centre) forecastAgain(t *testing.T, days int) int64 {
	t.Helper()
	ordered := decoded[api.ForecastsOrdered](t, c.play(t, Scenario{
		As: "planner", Method: http.MethodPost, URL: "/forecasts", Status: http.StatusAccepted,
		Body: fmt.Sprintf(`{"queueIds":[%d],"from":"2026-03-09","days":%d}`, c.seeded.Sales, days),
	}))
	for run, err := range c.Jobs.Watch(t.Context(), systemScope(), ordered.JobID, 0) {
		if err != nil {
			t.Fatal(err)
		}
		if run.State.Ended() && run.State != jobs.Done {
			t.Fatalf("the forecast ended %s: %s", run.State, run.Error)
		}
	}
	return ordered.ForecastIDs[0]
}
