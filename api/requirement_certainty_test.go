package api_test

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/muster-wfm/muster/api"
	"github.com/muster-wfm/muster/workforce/grid"
)

// restlessWeek is forecastWeek of a queue whose days are busy or quiet as a whole.
func (c *centre) restlessWeek(t *testing.T) int64 {
	t.Helper()
	first := grid.MustDate("2026-01-05")
	for k := range 63 {
		day := first.AddDays(k)
		n := int64(20 + (day.Day*day.Day+int(day.Month)*7)%13)
		c.remember(t, day.String(), n, n, n, n)
	}
	return c.forecastAgain(t, 7)
}

// staffed staffs a forecast for a goal in JSON.
func (c *centre) staffed(t *testing.T, forecast int64, goal string) api.Requirement {
	t.Helper()
	return decoded[api.Requirement](t, c.play(t, Scenario{
		As: "planner", Method: http.MethodPost, URL: "/requirements", Body: fmt.Sprintf(`{"forecastId":%d,"goal":%s}`, forecast, goal), Status: 201,
	}))
}

const usualGoal = `{"slTarget":0.8,"thresholdS":20,"slVariant":"sl_excl_short","patienceS":120,"inOfficeShrinkage":0.1,"outOfOfficeShrinkage":0.1,"minAgents":1%s}`

func TestCertaintyShowsBothNumbersAndItsPrice(t *testing.T) {
	c := newCentre(t)
	c.atWork(t)
	id := c.restlessWeek(t)
	sure := c.staffed(t, id, fmt.Sprintf(usualGoal, `,"certainty":0.9`))
	if sure.Goal.Certainty == nil || *sure.Goal.Certainty != 0.9 {
		t.Fatalf("the goal came back as %+v", sure.Goal)
	}
	path := fmt.Sprintf("/requirements/%d", sure.ID)
	intervals := decoded[api.RequirementIntervals](t, c.play(t, Scenario{As: "planner", URL: path + "/intervals", Status: 200}))
	busiest := 0
	for i, n := range intervals.CertainContacts {
		if n > intervals.CertainContacts[busiest] {
			busiest = i
		}
	}
	if len(intervals.PointAgents) != len(intervals.Start) || intervals.Agents[busiest] < intervals.PointAgents[busiest] || intervals.CertainContacts[busiest] <= intervals.Contacts[busiest] {
		t.Fatalf("interval %d takes %v, of the forecast itself %v", busiest, intervals.Agents, intervals.PointAgents)
	}
	cell := decoded[api.RequirementCell](t, c.play(t, Scenario{As: "planner", URL: fmt.Sprintf("%s/cells/%d", path, busiest), Status: 200}))
	if got := cell.Certainty; got == nil || got.Share != 0.9 || got.Held < 0.9 || got.PointHeld > got.Held || got.PointAgents != intervals.PointAgents[busiest] {
		t.Errorf("the cell's certainty is %+v", got)
	}
	curve := decoded[api.RequirementCertainty](t, c.play(t, Scenario{As: "planner", URL: path + "/certainty", Status: 200}))
	if curve.Chosen != 0.9 || len(curve.Prices) != 9 || len(curve.Prices[0].Days) != 7 {
		t.Fatalf("the curve is %+v", curve)
	}
	for i, p := range curve.Prices {
		if p.Held == nil || p.ServiceLevel == nil || i > 1 && p.AgentHours < curve.Prices[i-1].AgentHours {
			t.Errorf("price %+v", p)
		}
	}
	plain := c.staffed(t, id, fmt.Sprintf(usualGoal, ""))
	if plain.Goal.Certainty != nil || plain.Goal.Costs != nil {
		t.Errorf("a goal without certainty came back as %+v", plain.Goal)
	}
}

func TestCostsStandInThePlaceOfATarget(t *testing.T) {
	c := newCentre(t)
	c.atWork(t)
	id := c.forecastWeek(t)
	r := c.staffed(t, id, `{"slTarget":0,"thresholdS":20,"slVariant":"sl_excl_short","patienceS":120,"inOfficeShrinkage":0,"outOfOfficeShrinkage":0,"minAgents":0,
		"costs":{"agentHour":25.5,"waitHour":40,"abandonment":6}}`)
	if r.Goal.Costs == nil || *r.Goal.Costs != (api.ServiceCosts{AgentHour: 25.5, WaitHour: 40, Abandonment: 6}) {
		t.Fatalf("the goal came back as %+v", r.Goal)
	}
	path := fmt.Sprintf("/requirements/%d", r.ID)
	intervals := decoded[api.RequirementIntervals](t, c.play(t, Scenario{As: "planner", URL: path + "/intervals", Status: 200}))
	for i, binding := range intervals.Binding {
		if binding != "cost" {
			continue
		}
		cell := decoded[api.RequirementCell](t, c.play(t, Scenario{As: "planner", URL: fmt.Sprintf("%s/cells/%d", path, i), Status: 200}))
		best := 0
		for k, p := range cell.Costs.Curve {
			if p.Total != nil && (cell.Costs.Curve[best].Total == nil || *p.Total < *cell.Costs.Curve[best].Total) {
				best = k
			}
		}
		if cell.Costs.Curve[best].Agents != intervals.Agents[i] {
			t.Errorf("cheapest of the curve are %v agents, required %v", cell.Costs.Curve[best].Agents, intervals.Agents[i])
		}
		c.play(t, Scenario{As: "planner", URL: path + "/certainty", Status: http.StatusConflict, Want: []string{"no_certainty"}})
		return
	}
	t.Errorf("no interval is decided by costs: %v", intervals.Binding)
}

func TestCertaintyAndCostsThatCannotBeAreNamed(t *testing.T) {
	c := newCentre(t)
	c.atWork(t)
	id := c.forecastWeek(t)
	for field, goal := range map[string]string{
		"body.goal.certainty":         `,"certainty":0.2`,
		"body.goal.costs.agentHour":   `,"costs":{"agentHour":0,"waitHour":40,"abandonment":0}`,
		"body.goal.costs.waitHour":    `,"costs":{"agentHour":20,"waitHour":0,"abandonment":0}`,
		"body.goal.costs.abandonment": `,"costs":{"agentHour":20,"waitHour":0,"abandonment":-4}`,
	} {
		c.play(t, Scenario{
			As: "planner", Method: http.MethodPost, URL: "/requirements", Body: fmt.Sprintf(`{"forecastId":%d,"goal":%s}`, id, fmt.Sprintf(usualGoal, goal)),
			Status: http.StatusUnprocessableEntity, Want: []string{field},
		})
	}
}
