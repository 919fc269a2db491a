package api_test

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/muster-wfm/muster/api"
)

func TestARequirementByCourseAndCategoryShowsBoth(t *testing.T) {
	c := newCentre(t)
	c.atWork(t)
	id := c.forecastWeek(t)
	order := func(goal string, status int) api.Requirement {
		answer := c.play(t, Scenario{
			As: "planner", Method: http.MethodPost, URL: "/requirements", Status: status,
			Body: fmt.Sprintf(`{"forecastId":%d,"goal":{"slTarget":0.8,"thresholdS":20,"slVariant":"sl_excl_short","patienceS":120,"minAgents":1,%s}}`, id, goal),
		})
		if status != http.StatusCreated {
			return api.Requirement{}
		}
		return decoded[api.Requirement](t, answer)
	}
	const leave = `"shrinkage":[{"name":"Leave","share":0.12,"inOffice":false,"planned":true},{"name":"Coaching","share":0.1,"inOffice":true,"planned":false}]`
	r := order(`"inOfficeShrinkage":0,"outOfOfficeShrinkage":0,"method":"course",`+leave, http.StatusCreated)
	if r.Goal.Method == nil || *r.Goal.Method != "course" || len(r.Goal.Shrinkage) != 2 {
		t.Fatalf("the goal came back as %+v", r.Goal)
	}
	path := fmt.Sprintf("/requirements/%d", r.ID)
	intervals := decoded[api.RequirementIntervals](t, c.play(t, Scenario{As: "planner", URL: path + "/intervals", Status: 200}))
	if len(intervals.Paid) != len(intervals.Start) || len(intervals.Stationary) != len(intervals.Start) || len(intervals.QueueAfter) != len(intervals.Start) || len(intervals.Added) != len(intervals.Start) {
		t.Fatalf("%d paid, %d by the formula, %d queues for %d intervals", len(intervals.Paid), len(intervals.Stationary), len(intervals.QueueAfter), len(intervals.Start))
	}
	for i, open := range intervals.Open {
		if !open || intervals.Contacts[i] == 0 {
			continue
		}
		cell := decoded[api.RequirementCell](t, c.play(t, Scenario{As: "planner", URL: fmt.Sprintf("%s/cells/%d", path, i), Status: 200}))
		if cell.Heads == nil || !near(cell.Heads.Paid, intervals.Paid[i], 1e-6) || !near(cell.Heads.Rostered, cell.Heads.Paid*0.88, 1e-9) {
			t.Errorf("the people of interval %d are %+v, the column says %v paid", i, cell.Heads, intervals.Paid[i])
		}
		if cell.ByCourse == nil || cell.ByCourse.Stationary != intervals.Stationary[i] || cell.Course == nil || !near(cell.Course.QueueAfter, intervals.QueueAfter[i], 1e-6) {
			t.Errorf("interval %d came about by %+v and %+v, the columns say %v and %v", i, cell.ByCourse, cell.Course, intervals.Stationary[i], intervals.QueueAfter[i])
		}
		break
	}
	c.play(t, Scenario{
		As: "planner", Method: http.MethodPost, URL: "/requirements", Status: 422,
		Body: fmt.Sprintf(`{"forecastId":%d,"goal":{"slTarget":0.8,"thresholdS":20,"slVariant":"sl_excl_short","minAgents":1,"inOfficeShrinkage":0.1,"outOfOfficeShrinkage":0.2,%s}}`, id, leave),
		Want: []string{"body.goal.inOfficeShrinkage", "body.goal.outOfOfficeShrinkage"},
	})
}
