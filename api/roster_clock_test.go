package api_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/muster-wfm/muster/api"
	"github.com/muster-wfm/muster/workforce/grid"
)

// A roster over the day on which clocks change has a day of 23 or 25 hours, shifts that
// begin by the clock on the wall, and no rule broken by the hour that is gone or twice
// (004-25).
func TestARosterOverAChangeOfClocksIsBuiltByTheClockOnTheWall(t *testing.T) {
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct {
		monday, changed string
		hours           float64
	}{
		"forward": {"2026-03-23", "2026-03-29", 23},
		"back":    {"2026-10-19", "2026-10-25", 25},
	} {
		t.Run(name, func(t *testing.T) {
			c := newCentre(t)
			c.atWork(t)
			first := grid.MustDate(tc.monday)
			for k := range 35 {
				c.remember(t, first.AddDays(k-35).String(), 20, 20, 20, 20)
			}
			ordered := decoded[api.ForecastsOrdered](t, c.play(t, Scenario{
				As: "planner", Method: http.MethodPost, URL: "/forecasts", Status: http.StatusAccepted,
				Body: fmt.Sprintf(`{"queueIds":[%d],"from":%q,"days":7}`, c.seeded.Sales, tc.monday),
			}))
			c.await(t, ordered.JobID)
			need := decoded[api.Requirement](t, c.play(t, Scenario{As: "planner", Method: http.MethodPost, URL: "/requirements", Body: fmt.Sprintf(`{"forecastId":%d}`, ordered.ForecastIDs[0]), Status: 201}))
			drafted := decoded[api.Roster](t, c.play(t, Scenario{
				As: "planner", Method: http.MethodPost, URL: "/rosters", Status: 201,
				Body: fmt.Sprintf(`{"name":"Clocks","siteId":%d,"from":%q,"days":7,"requirementIds":[%d]}`, need.SiteID, tc.monday, need.ID),
			}))
			at := fmt.Sprintf("/rosters/%d", drafted.ID)
			promise := fmt.Sprintf(`{"date":%q,"start":"09:00","end":"17:00"}`, tc.changed)
			c.play(t, Scenario{As: "planner", Method: http.MethodPost, URL: fmt.Sprintf("/people/%d/assignments", c.seeded.Bo), Body: promise, Status: 201})
			c.built(t, at)
			if left := decoded[api.PageOf[api.Breach]](t, c.play(t, Scenario{As: "planner", URL: at + "/violations", Status: 200})); len(left.Items) > 0 {
				t.Errorf("the roster breaks %+v", left.Items)
			}
			g := decoded[api.RosterGrid](t, c.play(t, Scenario{As: "planner", URL: at + "/grid", Status: 200}))
			for i, day := range g.Days {
				want := 24.0
				if day.String() == tc.changed {
					want = tc.hours
				}
				if got := g.DayStart[i+1].Sub(g.DayStart[i]).Hours(); got != want {
					t.Errorf("%s has %g hours, want %g", day, got, want)
				}
			}
			that := 0
			for i, minute := range g.Shifts.StartMin {
				k := g.Shifts.Day[i]
				wall, day := g.DayStart[k].Add(time.Duration(minute)*time.Minute).In(london), g.Days[k]
				if grid.DateOf(wall) != day.Date || wall.Hour() < 9 || wall.Hour() > 10 {
					t.Errorf("a shift of %s begins at %s, not by the clock on the wall", day, wall)
				}
				if day.String() == tc.changed {
					that++
				}
			}
			if that == 0 {
				t.Errorf("nobody works on %s, where a shift is promised", tc.changed)
			}
		})
	}
}

// Demand below nobody cannot be brought in, whichever door it comes by; parts of a person
// can.
func TestDemandBelowNobodyIsRefusedWhereItIsTyped(t *testing.T) {
	c := newCentre(t)
	c.atWork(t)
	run := c.forecastWeek(t)
	set := func(value string) string {
		return fmt.Sprintf(`{"queueIds":[%d],"measure":"contacts","operation":"set","value":%s,"from":"2026-03-09T09:00:00Z","to":"2026-03-09T10:00:00Z","type":"campaign","reason":"x","active":true}`, c.seeded.Sales, value)
	}
	c.run(t, []Scenario{
		{Name: "contacts below none", As: "planner", Method: http.MethodPost, URL: "/adjustments", Body: set("-3"), Status: 422, Want: []string{`"body.value"`}},
		{Name: "parts of a contact", As: "planner", Method: http.MethodPost, URL: "/adjustments", Body: set("0.4"), Status: 201},
		{Name: "more taken off than there is", As: "planner", Method: http.MethodPost, URL: "/adjustments", Body: fmt.Sprintf(`{"queueIds":[%d],"measure":"contacts","operation":"add","value":-500,"from":"2026-03-10T09:00:00Z","to":"2026-03-10T10:00:00Z","type":"campaign","reason":"x","active":true}`, c.seeded.Sales), Status: 201},
	})
	need := decoded[api.Requirement](t, c.play(t, Scenario{As: "planner", Method: http.MethodPost, URL: "/requirements", Body: fmt.Sprintf(`{"forecastId":%d}`, run), Status: 201}))
	body := c.play(t, Scenario{As: "planner", URL: fmt.Sprintf("/requirements/%d/intervals", need.ID), Status: 200})
	people := decoded[struct {
		Scheduled api.Numbers `json:"scheduled"`
	}](t, body).Scheduled
	if len(people) == 0 {
		t.Fatalf("no intervals: %s", body)
	}
	for i, n := range people {
		if n < 0 {
			t.Errorf("interval %d needs %g people", i, n)
		}
	}
}
