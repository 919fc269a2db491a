package api_test

import (
	"fmt"
	"math"
	"net/http"
	"testing"

	"github.com/muster-wfm/muster/api"
)

func TestARequirementIsFollowedThroughItsDays(t *testing.T) {
	c := newCentre(t)
	c.atWork(t)
	id := c.forecastWeek(t)
	r := decoded[api.Requirement](t, c.play(t, Scenario{
		As: "planner", Method: http.MethodPost, URL: "/requirements", Body: fmt.Sprintf(`{"forecastId":%d}`, id), Status: 201,
	}))
	path := fmt.Sprintf("/requirements/%d", r.ID)
	intervals := decoded[api.RequirementIntervals](t, c.play(t, Scenario{As: "planner", URL: path + "/intervals", Status: 200}))
	course := decoded[api.RequirementCourse](t, c.play(t, Scenario{As: "planner", URL: path + "/course", Status: 200}))
	if len(course.ServiceLevel) != len(intervals.Start) || len(course.Doubts) != len(intervals.Start) {
		t.Fatalf("%d service levels and %d doubts for %d intervals", len(course.ServiceLevel), len(course.Doubts), len(intervals.Start))
	}
	checked := 0
	for i, open := range intervals.Open {
		if known := !math.IsNaN(course.ServiceLevel[i]); known && !open {
			t.Fatalf("interval %d is closed, yet followed", i)
		}
		if !open || intervals.Contacts[i] == 0 || checked > 0 {
			continue
		}
		checked++
		cell := decoded[api.RequirementCell](t, c.play(t, Scenario{As: "planner", URL: fmt.Sprintf("%s/cells/%d", path, i), Status: 200}))
		if cell.Course == nil || !near(cell.Course.ServiceLevel, course.ServiceLevel[i], 1e-6) || !near(cell.Course.QueueAfter, course.QueueAfter[i], 1e-6) {
			t.Errorf("the course of cell %d is %+v; want the service level %v", i, cell.Course, course.ServiceLevel[i])
		}
	}
	if checked == 0 {
		t.Error("no interval was followed")
	}
}
