package forecast_test

import (
	"errors"
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/workforce"
)

// byCategory is the example of the docs: 72 available of 80 present, 88 on the
// roster and 100 on the payroll.
func byCategory() []workforce.ShrinkageCategory {
	return []workforce.ShrinkageCategory{
		{Name: "Leave", Share: 0.12, Planned: true}, {Name: "Sickness", Share: 0.08},
		{Name: "Coaching", Share: 0.06, InOffice: true, Planned: true}, {Name: "System trouble", Share: 0.04, InOffice: true},
	}
}

func TestAQueueIsStaffedByTheCourseOfTheDay(t *testing.T) {
	eachPlanner(t, func(t *testing.T, p *planner) {
		// Handle times of half an interval, so that what came before is still there.
		goal := workforce.ServiceGoal{SLTarget: 0.8, ThresholdS: 20, SLVariant: workforce.SLExclShort, PatienceS: 120, AHTS: 900, MinAgents: 1}
		plain := p.voice(t, goal)
		goal.Method = workforce.MethodCourse
		r, err := p.staffing.Require(t.Context(), p.all, forecast.RequireOrder{ForecastID: plain.ForecastID, Goal: &goal})
		must(t, err)
		kept, err := p.staffing.Requirement(t.Context(), p.all, r.ID)
		must(t, err)
		if diff := cmp.Diff(r.Curves, kept.Curves); diff != "" {
			t.Errorf("what is kept differs from what was computed (-computed +kept):\n%s", diff)
		}
		if diff := cmp.Diff(plain.Curves.Agents, kept.Curves.Course.Stationary); diff != "" {
			t.Errorf("the numbers of the formula beside it differ from those by interval (-by interval +beside):\n%s", diff)
		}
		if plain.InputHash == r.InputHash || plain.Curves.Course != nil {
			t.Errorf("by interval %+v with the hash %s, by course %s", plain.Curves.Course, plain.InputHash, r.InputHash)
		}
		_, course, err := p.staffing.Course(t.Context(), p.all, r.ID)
		must(t, err)
		g, err := r.Grid()
		must(t, err)
		fewer := 0
		for i := range g.Len() {
			c := r.Curves
			switch {
			case !c.Open[i]:
				if c.Agents[i] != 0 || c.Binding[i] != "closed" {
					t.Fatalf("interval %d is closed, yet %g people are there for %s", i, c.Agents[i], c.Binding[i])
				}
			case c.ServiceLevel[i] < 0.8-2e-3 || c.Fractional[i] > c.Agents[i] || c.Fractional[i] <= c.Agents[i]-1-1e-9:
				t.Errorf("interval %d: %g agents (%g) answer %g in time", i, c.Agents[i], c.Fractional[i], c.ServiceLevel[i])
			case course.ServiceLevel[i] != c.ServiceLevel[i] || course.QueueAfter[i] != c.Course.QueueAfter[i]:
				t.Errorf("interval %d is followed to %g and %g, was computed with %g and %g", i, course.ServiceLevel[i], course.QueueAfter[i], c.ServiceLevel[i], c.Course.QueueAfter[i])
			}
			if c.Agents[i] < c.Course.Stationary[i] {
				fewer++
			}
		}
		if fewer == 0 {
			t.Error("no interval takes fewer than the formula says; the first of each day begins with nobody in the queue")
		}
	})
}

func TestWorkThatWaitsIsNotStaffedByCourse(t *testing.T) {
	p := newPlanner(t, sqliteDesk(t))
	tickets, err := p.centre.Channels.Create(t.Context(), p.all, workforce.Channel{Code: "ticket", Name: "Tickets", Kind: workforce.Ticket, Concurrency: 1})
	must(t, err)
	queue, err := p.centre.Queues.Create(t.Context(), p.all, workforce.Queue{
		Code: "Tickets", Name: "Tickets", SiteID: p.london.ID, ChannelID: tickets.ID, IntervalMin: 30, Hours: p.billing.Hours,
		Goals: []workforce.ServiceGoal{{SLTarget: 0.95, ThresholdS: 4 * 3600, SLVariant: workforce.SLOffered, Method: workforce.MethodCourse}},
	})
	must(t, err)
	p.remember(t, queue)
	run := p.run(t, forecast.RunOrder{From: monday, Days: 7}, queue.ID)[0]
	var invalid *workforce.InvalidError
	_, err = p.staffing.Require(t.Context(), p.all, forecast.RequireOrder{ForecastID: run.ID})
	if !errors.As(err, &invalid) || invalid.Fields[0].Field != "goal.method" {
		t.Errorf("got %v, want the method refused", err)
	}
}

func TestShrinkageByCategoryTellsTheRosterFromThePayroll(t *testing.T) {
	eachPlanner(t, func(t *testing.T, p *planner) {
		goal := workforce.ServiceGoal{SLTarget: 0.8, ThresholdS: 20, SLVariant: workforce.SLExclShort, PatienceS: 120, Categories: byCategory()}
		r := p.voice(t, goal)
		kept, err := p.staffing.Requirement(t.Context(), p.all, r.ID)
		must(t, err)
		g, err := r.Grid()
		must(t, err)
		at, _ := g.Index(g.At(0, 9*60))
		c := kept.Curves
		if want := c.Fractional[at] * 100 / 72; math.Abs(c.Paid[at]-want) > 1e-9 {
			t.Errorf("%g agents take %g on the payroll, want %g", c.Fractional[at], c.Paid[at], want)
		}
		if want := c.Fractional[at] * 88 / 72; math.Abs(c.Scheduled[at]-want) > 1e-9 {
			t.Errorf("%g agents take %g on the roster, want %g: who is on leave gets no shift", c.Fractional[at], c.Scheduled[at], want)
		}
		h, known := kept.Heads(at)
		if !known || h.Rostered != c.Scheduled[at] || h.Paid != c.Paid[at] || !(h.Available < h.Assigned && h.Assigned < h.Present && h.Present < h.Rostered) {
			t.Errorf("the people of the interval are %+v (%v); the curves say %g and %g", h, known, c.Scheduled[at], c.Paid[at])
		}
		cell, err := p.staffing.Explain(t.Context(), p.all, r.ID, at)
		must(t, err)
		for _, s := range cell.Explanation.Sensitivity {
			f := 1.0
			if s.Input == "shrinkage" {
				f += s.Change
			}
			want := s.Result.Fractional / (1 - 0.1*f) / (1 - 0.2*f) * (1 - 0.12*f)
			if math.Abs(s.Result.ScheduledFractional-want) > 1e-9 {
				t.Errorf("%s by %g: %g to roster, want %g", s.Input, s.Change, s.Result.ScheduledFractional, want)
			}
		}
	})
}

func TestTheSameSharesInTwoFiguresAreAllUnplanned(t *testing.T) {
	p := newPlanner(t, sqliteDesk(t))
	r := p.voice(t, workforce.ServiceGoal{SLTarget: 0.8, ThresholdS: 20, SLVariant: workforce.SLExclShort, PatienceS: 120, InOfficeShrinkage: 0.1, OutOfOfficeShrinkage: 0.2})
	if r.Curves.Paid != nil {
		t.Error("two figures do not tell the roster from the payroll")
	}
	for i, agents := range r.Curves.Fractional {
		if want := agents / 0.72; math.Abs(r.Curves.Scheduled[i]-want) > 1e-9 {
			t.Fatalf("interval %d: %g agents take %g, want %g", i, agents, r.Curves.Scheduled[i], want)
		}
	}
	if _, known := r.Heads(0); known {
		t.Error("heads by category without categories")
	}
}

// A queue that never closes has people in it at midnight.
func TestAQueueThatIsOpenAtMidnightDoesNotBeginEmpty(t *testing.T) {
	p := newPlanner(t, sqliteDesk(t))
	goal := workforce.ServiceGoal{SLTarget: 0.8, ThresholdS: 20, SLVariant: workforce.SLExclShort, PatienceS: 600, AHTS: 1800, MinAgents: 1, Method: workforce.MethodCourse}
	run := p.levelWhile(t, p.night, monday, 7, 30, func(time.Weekday, int) bool { return true })
	r, err := p.staffing.Require(t.Context(), p.all, forecast.RequireOrder{ForecastID: run.ID, Goal: &goal})
	must(t, err)
	g, err := r.Grid()
	must(t, err)
	for i, agents := range r.Curves.Agents {
		if agents != r.Curves.Agents[0] || r.Curves.Course.Stationary[i] != agents {
			t.Errorf("interval %d of an even load: %v agents, by the formula %v, in the first %v", i, agents, r.Curves.Course.Stationary[i], r.Curves.Agents[0])
		}
	}
	for _, method := range []workforce.StaffingMethod{workforce.MethodCourse, workforce.MethodInterval} {
		asked := r
		if method == workforce.MethodInterval {
			asked.ID, asked.Curves.Course, asked.Goal.Method = 0, nil, method
			asked, err = p.plans.AddRequirement(t.Context(), p.all, asked)
			must(t, err)
		}
		_, c, err := p.staffing.Course(t.Context(), p.all, asked.ID)
		must(t, err)
		end := g.Len() - 1
		if c.QueueBefore[0] <= 0 || math.Abs(c.QueueBefore[0]-c.QueueAfter[end]) > 1e-3*(1+c.QueueAfter[end]) {
			t.Errorf("%s: begins with %v waiting, ends with %v", method, c.QueueBefore[0], c.QueueAfter[end])
		}
		cell, err := p.staffing.Explain(t.Context(), p.all, asked.ID, 0)
		must(t, err)
		if cell.Course == nil || math.Abs(cell.Course.QueueBefore-c.QueueBefore[0]) > 1e-9 || math.Abs(cell.Course.ServiceLevel-c.ServiceLevel[0]) > 1e-6 {
			t.Errorf("%s: the cell says %+v, the course %v waiting and a service level of %v", method, cell.Course, c.QueueBefore[0], c.ServiceLevel[0])
		}
	}
	// One that opens in the morning begins with nobody, on the first day as on the others.
	p = newPlanner(t, sqliteDesk(t))
	r = p.voice(t, goal)
	_, c, err := p.staffing.Course(t.Context(), p.all, r.ID)
	must(t, err)
	for i := range r.Curves.Open {
		if r.Curves.Open[i] && (i == 0 || !r.Curves.Open[i-1]) && c.QueueBefore[i] != 0 {
			t.Errorf("interval %d opens with %v waiting", i, c.QueueBefore[i])
		}
	}
}
