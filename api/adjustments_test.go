package api_test

import (
	"fmt"
	"math"
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/api"
)

// doubled is a body that doubles Sales on the morning of 2026-03-09.
func (c *centre) doubled() string {
	return fmt.Sprintf(`{"queueIds":[%d],"measure":"contacts","operation":"multiply","value":2,"from":"2026-03-09T09:00:00Z",
		"to":"2026-03-09T12:00:00+01:00","type":"campaign","reason":"Frühjahr 春季","active":true}`, c.seeded.Sales)
}

func total(values api.Numbers) (sum float64) {
	for _, v := range values {
		sum += v
	}
	return sum
}

func TestAForecastIsSeenThroughItsAdjustments(t *testing.T) {
	eachCentre(t, func(t *testing.T, c *centre) {
		c.atWork(t)
		id := c.forecastWeek(t)
		intervals := Scenario{As: "planner", URL: fmt.Sprintf("/forecasts/%d/intervals", id), Status: 200}
		before := c.play(t, intervals)
		plain := decoded[api.ForecastIntervals](t, before)
		if diff := cmp.Diff(plain.Contacts, plain.AdjustedContacts); diff != "" || len(plain.Adjustments) != 0 {
			t.Errorf("without adjustments (-contacts +adjusted):\n%s", diff)
		}
		made := decoded[api.AdjustmentsMade](t, c.play(t, Scenario{
			As: "planner", Method: http.MethodPost, URL: "/adjustments", Body: c.doubled(), Status: 201,
			Header: map[string]string{"Idempotency-Key": "spring-letter"}, Want: []string{`"createdByName":"planner"`, `"version":1`},
		}))
		again := decoded[api.AdjustmentsMade](t, c.play(t, Scenario{
			As: "planner", Method: http.MethodPost, URL: "/adjustments", Body: c.doubled(), Status: 201,
			Header: map[string]string{"Idempotency-Key": "spring-letter"},
		}))
		if diff := cmp.Diff(made, again); diff != "" {
			t.Errorf("the same request again made another:\n%s", diff)
		}
		one := made.Items[0]
		seen := decoded[api.ForecastIntervals](t, c.play(t, intervals))
		if diff := cmp.Diff(plain.Contacts, seen.Contacts); diff != "" {
			t.Errorf("the forecast itself changed:\n%s", diff)
		}
		// 9:00 to 11:00 are 4 half hours of about 20, and then nothing comes.
		if got := total(seen.AdjustedContacts) - total(seen.Contacts); math.Abs(got-80) > 4 {
			t.Errorf("doubling four half hours of 20 brought %g more", got)
		}
		if diff := cmp.Diff([]int64{one.ID}, seen.Adjustments); diff != "" {
			t.Errorf("applied (-want +got):\n%s", diff)
		}
		days := decoded[api.ForecastTotals](t, c.play(t, Scenario{As: "planner", URL: fmt.Sprintf("/forecasts/%d/days", id), Status: 200}))
		if d := days.Days[0]; math.Abs(d.Adjusted-2*d.Contacts) > 1e-6 || days.Days[1].Adjusted != days.Days[1].Contacts {
			t.Errorf("Monday: %g adjusted to %g; Tuesday: %g to %g", d.Contacts, d.Adjusted, days.Days[1].Contacts, days.Days[1].Adjusted)
		}
		path := fmt.Sprintf("/adjustments/%d", one.ID)
		off := `{"measure":"contacts","operation":"multiply","value":2,"from":"2026-03-09T09:00:00Z","to":"2026-03-09T11:00:00Z","type":"campaign","reason":"off","active":false}`
		c.run(t, []Scenario{
			{Name: "an edit needs a version", As: "planner", Method: http.MethodPut, URL: path, Body: off, Status: 428},
			{Name: "switch off", As: "planner", Method: http.MethodPut, URL: path, Body: off, Header: map[string]string{"If-Match": `"1"`}, Status: 200, WantTop: map[string]string{"ETag": `"2"`}},
			{Name: "a stale edit shows what is there", As: "planner", Method: http.MethodPut, URL: path, Body: off, Header: map[string]string{"If-Match": `"1"`}, Status: 412, Want: []string{`"have":2`, `"current":{`}},
			{Name: "a supervisor reads", As: "supervisor", URL: path, Status: 200, Want: []string{`"active":false`}},
			{Name: "a supervisor does not adjust", As: "supervisor", Method: http.MethodPost, URL: "/adjustments", Body: c.doubled(), Status: 403},
			{Name: "withdraw", As: "planner", Method: http.MethodDelete, URL: path, Status: 204},
			{Name: "it stays on record", As: "planner", URL: fmt.Sprintf("/adjustments?queue=%d", c.seeded.Sales), Status: 200, Want: []string{`"withdrawn":true`}},
			{Name: "with its history", As: "planner", URL: path + "/history", Status: 200, Want: []string{`"version":1`, `"version":2`, `"version":3`}},
			{Name: "and cannot be edited", As: "planner", Method: http.MethodPut, URL: path, Body: off, Header: map[string]string{"If-Match": `"3"`}, Status: 409, Want: []string{`"code":"withdrawn"`}},
			{Name: "by time", As: "planner", URL: "/adjustments?from=2026-03-09T11:00:00Z", Status: 200, NotWant: []string{`"id"`}},
		})
		if after := c.play(t, intervals); after != before {
			t.Errorf("after all was taken off the answer differs:\n%s\nwant\n%s", after, before)
		}
	}, "planner", "supervisor")
}

func TestAnAdjustmentThatCannotBeIsRefusedFieldByField(t *testing.T) {
	c := newCentre(t)
	c.run(t, []Scenario{
		{
			Name: "all at once", As: "planner", Method: http.MethodPost, URL: "/adjustments", Status: 422,
			Body: fmt.Sprintf(`{"queueIds":[%d],"measure":"contacts","operation":"multiply","value":-2,"from":"2026-03-09T09:00:30Z","to":"2026-03-09T08:00:00Z","type":"campaign","reason":" ","active":true}`, c.seeded.Sales),
			Want: []string{"body.value", "body.from", "body.to", "body.reason"},
		},
		{
			Name: "an unknown operation", As: "planner", Method: http.MethodPost, URL: "/adjustments", Status: 422,
			Body: fmt.Sprintf(`{"queueIds":[%d],"measure":"contacts","operation":"divide","value":2,"from":"2026-03-09T09:00:00Z","to":"2026-03-09T10:00:00Z","type":"campaign","reason":"x","active":true}`, c.seeded.Sales),
			Want: []string{"body.operation"},
		},
		{
			Name: "a queue of somebody else", As: "planner", Method: http.MethodPost, URL: "/adjustments", Status: 404,
			Body: fmt.Sprintf(`{"queueIds":[%d],"measure":"contacts","operation":"multiply","value":2,"from":"2026-03-09T09:00:00Z","to":"2026-03-09T10:00:00Z","type":"campaign","reason":"x","active":true}`, c.seeded.Foreign["queues"]),
		},
		{
			Name: "a queue twice", As: "planner", Method: http.MethodPost, URL: "/adjustments", Status: 422,
			Body: fmt.Sprintf(`{"queueIds":[%d,%d],"measure":"contacts","operation":"multiply","value":2,"from":"2026-03-09T09:00:00Z","to":"2026-03-09T10:00:00Z","type":"campaign","reason":"x","active":true}`, c.seeded.Sales, c.seeded.Sales),
			Want: []string{"body.queueIds"},
		},
	})
}

func TestARequirementSaysWhichAdjustmentsItDoesNotKnow(t *testing.T) {
	c := newCentre(t)
	c.atWork(t)
	id := c.forecastWeek(t)
	r := decoded[api.Requirement](t, c.play(t, Scenario{
		As: "planner", Method: http.MethodPost, URL: "/requirements", Body: fmt.Sprintf(`{"forecastId":%d}`, id), Status: 201, Want: []string{`"adjustments":[]`},
	}))
	path := fmt.Sprintf("/requirements/%d", r.ID)
	c.play(t, Scenario{As: "planner", URL: path, Status: 200, NotWant: []string{"outdatedBy"}})
	c.play(t, Scenario{As: "planner", Method: http.MethodPost, URL: "/adjustments", Body: c.doubled(), Status: 201})
	for _, url := range []string{path, fmt.Sprintf("/requirements?forecast=%d", id)} {
		c.play(t, Scenario{As: "planner", URL: url, Status: 200, Want: []string{`"outdatedBy":[1]`}})
	}
}
