package forecast

import (
	"context"
	"math"

	"github.com/muster-wfm/muster/forecast/staffing"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce/grid"
)

// BacklogCourse is work that may wait followed through a requirement's days with
// the people required. Figures are contacts of the mean handle time, by interval.
type BacklogCourse struct {
	AgesS   []float64   // bounds of the ages in seconds, by the clock of the promise
	Arrived []float64   // what came
	Done    []float64   // what was done
	Due     []float64   // whose promise ends with the interval
	InTime  []float64   // of Due, what was done by then
	Waiting [][]float64 // open when the interval ends: a list for each bound with what is younger, one with all older
	Live    []float64   // people on the live work beside; nil without
	Kept    float64     // share of all that was due that was in time; NaN where nothing was
	Left    []OpenContacts
}

// ageBounds are the bounds of ages in response times: half of the time gone, all
// of it gone, and as much again.
var ageBounds = [...]float64{0.5, 1, 2}

// Backlog follows a requirement's deferred work through its days.
func (s *Staffing) Backlog(ctx context.Context, scope auth.Scope, id int64) (Requirement, BacklogCourse, error) {
	r, err := s.store.Requirement(ctx, scope, id)
	if err != nil {
		return r, BacklogCourse{}, err
	}
	switch {
	case !r.Deferred:
		return r, BacklogCourse{}, &NoCourseError{RequirementID: id, Why: "its contacts wait for an agent, not for hours, so there is no backlog"}
	case r.asQueue(&r.Curves):
		return r, BacklogCourse{}, &NoCourseError{RequirementID: id, Why: "its promise is so short that it is staffed as a queue, which has no backlog"}
	}
	g, err := r.Grid()
	if err != nil {
		return r, BacklogCourse{}, err
	}
	c, err := r.backlog(g)
	return r, c, err
}

// backlog follows the work; what people have of time beyond the occupancy of the
// goal they do not use for it.
func (r *Requirement) backlog(g grid.Grid) (BacklogCourse, error) {
	goals, err := r.Goals()
	if err != nil {
		return BacklogCourse{}, err
	}
	busy, c := busyOnDeferred(goals), &r.Curves
	d := r.deferred(c, g, busy)
	people := make([]float64, g.Len())
	for i, n := range c.Fractional {
		people[i] = n * busy * (1 + rounding)
	}
	ages := agesOf(d.Within)
	b, err := staffing.FollowDeferred(d, people, ages)
	if err != nil {
		return BacklogCourse{}, err
	}
	seconds := g.Interval().Seconds()
	each := r.effort(c.meanAHT()) / seconds // agent-intervals of a contact
	if each == 0 {
		each = 1 // nothing to do
	}
	out := BacklogCourse{
		Arrived: scaled(d.Work, 1/each), Done: scaled(b.Done, 1/each), Due: scaled(b.Due, 1/each), InTime: scaled(b.InTime, 1/each),
		Live: c.Live, Kept: b.Kept(), Left: leftOf(b.Left, d.Within, seconds, each),
	}
	for _, bound := range ages {
		out.AgesS = append(out.AgesS, float64(bound)*seconds)
	}
	for _, list := range b.Waiting {
		out.Waiting = append(out.Waiting, scaled(list, 1/each))
	}
	return out, nil
}

// rounding is what the quotient of people and their occupancy may lack of the work.
const rounding = 1e-9

// agesOf are the bounds of ages in intervals, rising.
func agesOf(within int) []int {
	var bounds []int
	for _, part := range ageBounds {
		bound := max(1, int(math.Round(part*float64(within))))
		if len(bounds) == 0 || bound > bounds[len(bounds)-1] {
			bounds = append(bounds, bound)
		}
	}
	return bounds
}

func scaled(list []float64, by float64) []float64 {
	out := make([]float64, len(list))
	for i, v := range list {
		out[i] = v * by
	}
	return out
}

// leftSteps is into how many ages the time of a promise is cut where work is
// handed on to the plan that follows.
const leftSteps = 12

// leftOf adds up what is left by steps of age, the oldest first, each counted as
// old as the oldest in it.
func leftOf(left []staffing.Aged, within int, seconds, each float64) []OpenContacts {
	step := max(1, within/leftSteps)
	var out []OpenContacts
	for _, a := range left {
		if a.Work < rounding*each {
			continue
		}
		age := (within - a.Due + step - 1) / step * step
		if n := len(out); n > 0 && out[n-1].AgeS == float64(age)*seconds {
			out[n-1].Contacts += a.Work / each
			continue
		}
		out = append(out, OpenContacts{Contacts: a.Work / each, AgeS: float64(age) * seconds})
	}
	return out
}

// DeferredCell says what became of work that may wait in one interval.
type DeferredCell struct {
	WorkArrived float64 // people it would take to do the interval's own work at once
	WorkDone    float64 // people planned in the interval
	ResponseS   float64
	// Course is the whole plan's work, of which Index is the interval; nil where the
	// requirement is staffed as a queue.
	Course *BacklogCourse
}

// explainDeferred says how an interval's work was planned.
func (r *Requirement) explainDeferred(g grid.Grid, index int) (*DeferredCell, error) {
	seconds := g.Interval().Seconds()
	cell := &DeferredCell{WorkDone: r.Curves.Fractional[index], ResponseS: r.Goal.ThresholdS}
	if n := r.Curves.Contacts[index]; n > 0 {
		cell.WorkArrived = n * r.effort(r.Curves.AHTS[index]) / seconds
	}
	if r.asQueue(&r.Curves) {
		return cell, nil
	}
	course, err := r.backlog(g)
	cell.Course = &course
	return cell, err
}
