package forecast_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/staffing"
	"github.com/muster-wfm/muster/workforce"
)

// voice staffs a week of calls of three minutes for a goal.
func (p *planner) voice(t *testing.T, goal workforce.ServiceGoal) forecast.Requirement {
	t.Helper()
	p.remember(t, p.billing)
	run := p.run(t, forecast.RunOrder{From: monday, Days: 7}, p.billing.ID)[0]
	r, err := p.staffing.Require(t.Context(), p.all, forecast.RequireOrder{ForecastID: run.ID, Goal: &goal})
	must(t, err)
	return r
}

func TestARequirementIsFollowedThroughTheDay(t *testing.T) {
	p := newPlanner(t, sqliteDesk(t))
	r := p.voice(t, workforce.ServiceGoal{SLTarget: 0.8, ThresholdS: 20, SLVariant: workforce.SLExclShort, PatienceS: 120, MinAgents: 1})
	_, c, err := p.staffing.Course(t.Context(), p.all, r.ID)
	must(t, err)
	g, err := r.Grid()
	must(t, err)
	nine, _ := g.Index(g.At(0, 9*60))
	for i := range g.Len() {
		switch {
		case !r.Curves.Open[i]:
			if !math.IsNaN(c.ServiceLevel[i]) {
				t.Fatalf("interval %d is closed, yet has a service level of %g", i, c.ServiceLevel[i])
			}
		case r.Curves.Contacts[i] > 0:
			// three minutes settle well within half an hour: formula and course agree
			if got, want := c.ServiceLevel[i], r.Curves.ServiceLevel[i]; i > nine && r.Curves.Open[i-1] && math.Abs(got-want) > 0.05 {
				t.Errorf("interval %d: %.3f followed, %.3f by the formula", i, got, want)
			}
			if c.QueueAfter[i] < 0 || i > 0 && r.Curves.Open[i-1] && c.QueueBefore[i] != c.QueueAfter[i-1] {
				t.Errorf("interval %d begins with %g waiting, the one before ended with %g", i, c.QueueBefore[i], c.QueueAfter[i-1])
			}
		}
	}
	cell, err := p.staffing.Explain(t.Context(), p.all, r.ID, nine)
	must(t, err)
	if cell.Course == nil || math.Abs(cell.Course.ServiceLevel-c.ServiceLevel[nine]) > 0.01 {
		t.Errorf("the cell's course is %+v; want a service level of about %g", cell.Course, c.ServiceLevel[nine])
	}
}

func TestDoubtsSayWhereTheFormulaMisleads(t *testing.T) {
	p := newPlanner(t, sqliteDesk(t))
	// A low goal of patient callers: agents hardly outnumber the work.
	r := p.voice(t, workforce.ServiceGoal{SLTarget: 0.05, ThresholdS: 20, SLVariant: workforce.SLExclShort, PatienceS: 3600, AHTS: 900})
	g, err := r.Grid()
	must(t, err)
	ten, _ := g.Index(g.At(0, 10*60))
	r.Curves.Contacts[ten] *= 1.5
	r, err = p.plans.AddRequirement(t.Context(), p.all, r)
	must(t, err)
	_, c, err := p.staffing.Course(t.Context(), p.all, r.ID)
	must(t, err)
	seen := map[staffing.Doubt]int{}
	for _, list := range c.Doubts {
		for _, d := range list {
			seen[d]++
		}
	}
	if seen[staffing.Busy] == 0 || seen[staffing.Short] == 0 || seen[staffing.Jump] == 0 {
		t.Errorf("doubts %v; want busy agents, a jump at ten, and handle times of half an interval", seen)
	}
	if !slices.Contains(c.Doubts[ten], staffing.Short) || !slices.Contains(c.Doubts[ten], staffing.Jump) {
		t.Errorf("doubts at ten %v; want two: half as many contacts again, and 1800 s are less than three times 900 s", c.Doubts[ten])
	}
	// The queue that builds up is carried from one interval to the next.
	if !(c.QueueAfter[ten] > 0 && c.QueueBefore[ten+1] == c.QueueAfter[ten]) {
		t.Errorf("%g wait at the end, %g at the beginning of the next", c.QueueAfter[ten], c.QueueBefore[ten+1])
	}
}

func TestWorkThatWaitsHasNoCourse(t *testing.T) {
	p := newPlanner(t, sqliteDesk(t))
	r := p.voice(t, workforce.ServiceGoal{SLTarget: 0.8, ThresholdS: 20, SLVariant: workforce.SLExclShort})
	r.Deferred, r.ID = true, 0
	r, err := p.plans.AddRequirement(t.Context(), p.all, r)
	must(t, err)
	var none *forecast.NoCourseError
	if _, _, err := p.staffing.Course(t.Context(), p.all, r.ID); !errors.As(err, &none) {
		t.Errorf("got %v, want that there is no queue to follow", err)
	}
}
