package api_test

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/muster-wfm/muster/api"
)

func TestShiftsAreDesignedForARequirement(t *testing.T) {
	c := newCentre(t)
	c.atWork(t)
	run := c.forecastWeek(t)
	need := decoded[api.Requirement](t, c.play(t, Scenario{As: "planner", Method: http.MethodPost, URL: "/requirements", Body: fmt.Sprintf(`{"forecastId":%d}`, run), Status: 201}))
	const rest = `"windows":[{"earliestStart":"07:00","latestStart":"11:00","shortestMin":480,"longestMin":540}],"prices":{"under":40,"over":10},"charge":40,"curveTo":3`
	order := fmt.Sprintf(`{"requirementIds":[%d],%s}`, need.ID, rest)
	got := decoded[api.ShiftDesign](t, c.play(t, Scenario{As: "planner", Method: http.MethodPost, URL: "/shift-designs", Body: order, Status: 200}))
	if len(got.Demand) != 336 || len(got.Cover) != 336 || len(got.Curve) != 2 {
		t.Errorf("%d slots of demand, %d of cover, %d points; want 336, 336 and 2", len(got.Demand), len(got.Cover), len(got.Curve))
	}
	if got.Bound > got.Figures.Total || got.Figures.UnderHours < 0 {
		t.Errorf("bound %g, figures %+v", got.Bound, got.Figures)
	}
	duties, worked := 0, 0
	for _, s := range got.Shifts {
		if s.Minutes < 480 || s.Minutes > 540 || int(s.Start) < 420 || int(s.Start) > 660 || len(s.People) != 7 {
			t.Errorf("a shift outside its window: %+v", s)
		}
		for _, people := range s.People {
			duties += people
		}
	}
	for _, week := range got.Lines {
		for _, shift := range week.Days {
			if shift >= 0 {
				worked++
			}
		}
	}
	if worked != duties {
		t.Errorf("the rotation works %d shifts, the design %d", worked, duties)
	}
	post := func(name, as, body string, status int, want ...string) Scenario {
		return Scenario{Name: name, As: as, Method: http.MethodPost, URL: "/shift-designs", Body: body, Status: status, Want: want}
	}
	for _, s := range []Scenario{
		post("a window that ends before it begins", "planner", fmt.Sprintf(`{"requirementIds":[%d],"windows":[{"earliestStart":"11:00","latestStart":"07:00","shortestMin":480,"longestMin":540}],"prices":{"under":40,"over":10},"charge":40}`, need.ID), 422, "windows[0].latestStart"),
		post("off the half hours", "planner", fmt.Sprintf(`{"requirementIds":[%d],"windows":[{"earliestStart":"07:10","latestStart":"11:00","shortestMin":480,"longestMin":540}],"prices":{"under":40,"over":10},"charge":40}`, need.ID), 422, "windows[0].earliestStart", "a multiple of 30 minutes"),
		post("one that is not there", "planner", `{"requirementIds":[9999],`+rest+`}`, 404),
		post("who may not plan", "agent", order, 403),
	} {
		t.Run(s.Name, func(t *testing.T) { c.play(t, s) })
	}
}
