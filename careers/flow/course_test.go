package flow

import (
	"math"
	"testing"
)

// 004-06: bands hold the projection, the last column is the sum, and the same seed gives
// the same figures as without the courses.
func TestCoursesHoldTheProjection(t *testing.T) {
	m := Assumed([]Rung{
		{Name: "new", HR: Known(1), Dwell: 3, Promote: 0.1, Cap: Unlimited(), Holders: []Holders{{Count: 40, Tenure: 5, Dwell: 5}}},
		{Name: "able", HR: Known(1), Cap: 12, Holders: []Holders{{Count: 10, Tenure: 30, Dwell: 9}}},
	}, Exposures{Nights: 0.3})
	s := Scenario{Name: "s", Changes: []Change{SetCap{Rung: 1, Cap: 20}, SetHiring{Hiring{Policy: Fixed, PerMonth: []float64{2}}}}}
	u := Uncertainty{Draws: 60, Seed: 5}
	c, err := DrawCourses(m, s, 12, u)
	if err != nil {
		t.Fatal(err)
	}
	spread, err := DrawChange(m, s, 12, u)
	if err != nil {
		t.Fatal(err)
	}
	if spread.Exits != c.Change.Exits {
		t.Errorf("exits %+v alone, %+v with courses", spread.Exits, c.Change.Exits)
	}
	for t0, row := range c.Scenario.Value {
		if math.Abs(row[0]+row[1]-row[2]) > 1e-9 {
			t.Errorf("month %d: %v does not add up", t0, row)
		}
		if row[1] > 20+1e-9 || c.Scenario.Both[t0][1][1] > 20 {
			t.Errorf("month %d: %g of %v beyond 20 places", t0, row[1], c.Scenario.Both[t0][1])
		}
		if b := c.Scenario.Both[t0][2]; row[2] < b[0] || row[2] > b[1] {
			t.Errorf("month %d: %g outside of its band %v", t0, row[2], b)
		}
	}
	if hires := c.Change.Hires; hires.FlowSD == 0 {
		t.Errorf("hires %+v: replacing leavers by chance has a spread", hires)
	}
}
