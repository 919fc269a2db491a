package forecast

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/muster-wfm/muster/forecast/staffing"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Course is a requirement's queue followed from each opening to the next
// closing with the agents required, where the formula behind the requirement
// takes every interval as if it went on for ever. Figures are by interval, NaN
// where the queue is closed.
type Course struct {
	ServiceLevel []float64          // by the goal's variant
	PWait        []float64          // share of contacts that find no agent free
	Abandon      []float64          // share of the interval's contacts that give up in it
	QueueBefore  []float64          // contacts waiting when the interval begins
	QueueAfter   []float64          // and when it ends
	Doubts       [][]staffing.Doubt // why the formula may mislead, by interval
}

// NoCourseError says that a requirement has no queue to follow.
type NoCourseError struct {
	RequirementID int64
	Why           string
}

func (e *NoCourseError) Error() string {
	return fmt.Sprintf("requirement %d cannot be followed through the day: %s", e.RequirementID, e.Why)
}

// Course follows a requirement's queue through all its days.
func (s *Staffing) Course(ctx context.Context, scope auth.Scope, id int64) (Requirement, Course, error) {
	r, err := s.store.Requirement(ctx, scope, id)
	if err != nil {
		return r, Course{}, err
	}
	g, err := r.Grid()
	if err != nil {
		return r, Course{}, err
	}
	if r.Deferred {
		return r, Course{}, &NoCourseError{RequirementID: id, Why: "its work may wait for hours, so there is no queue"}
	}
	if r.Curves.Course != nil {
		return r, r.staffedCourse(g), nil
	}
	c := newCourse(g.Len())
	err = r.eachStretch(g, func(from, to int) error { return r.follow(ctx, g, &c, from, to) })
	return r, c, err
}

// stretch returns the end of the open intervals that begin at one.
func (r Requirement) stretch(from int) int {
	for from < len(r.Curves.Open) && r.Curves.Open[from] {
		from++
	}
	return from
}

// leadIn returns the open intervals from one to another, and before them those of a
// day at the most that lead to them, how many of which is the second result. What
// came before the first interval is taken to be like the end of the same grid, a week
// later or as much of it as there is: a queue that is open at midnight has people
// waiting in it, and contacts in agents' hands.
func (c RequirementCurves) leadIn(g grid.Grid, from, to int) (intervals []int, lead int) {
	const before = 24 * 60
	_, end := g.Day(min(7, g.Days()) - 1)
	for lead < before/g.Minutes() {
		i := from - 1 - lead
		if i < 0 {
			i += end
		}
		if i < 0 || !c.Open[i] {
			break
		}
		intervals = append(intervals, i)
		lead++
	}
	slices.Reverse(intervals)
	for i := from; i < to; i++ {
		intervals = append(intervals, i)
	}
	return intervals, lead
}

// of returns the values of some intervals.
func of(values []float64, intervals []int) []float64 {
	out := make([]float64, len(intervals))
	for k, i := range intervals {
		out[k] = values[i]
	}
	return out
}

func newCourse(n int) Course {
	none := func() []float64 {
		list := make([]float64, n)
		for i := range list {
			list[i] = math.NaN()
		}
		return list
	}
	return Course{none(), none(), none(), none(), none(), make([][]staffing.Doubt, n)}
}

// longestStretch bounds what is followed in one go; a queue that never closes is
// followed week by week, each led in by the day before it.
const longestStretch = 7 * 24 * time.Hour

// follow fills in the course of the open intervals from one to another.
func (r Requirement) follow(ctx context.Context, g grid.Grid, c *Course, from, to int) error {
	steps, lead, err := r.steps(ctx, g, from, to)
	if err != nil || steps == nil {
		return err
	}
	before := 0.0
	if lead > 0 {
		before = steps[lead-1].Passage.QueueAtEnd
	}
	for k, s := range steps[lead:] {
		at := from + k
		c.ServiceLevel[at], c.PWait[at], c.Abandon[at] = s.Performance.ServiceLevel, s.Performance.PWait, s.Performance.PAbandon
		c.QueueBefore[at], c.QueueAfter[at] = before, s.Passage.QueueAtEnd
		c.Doubts[at] = s.Doubts
		before = s.Passage.QueueAtEnd
	}
	return nil
}

// steps passes the queue through the open intervals from one to another with the
// agents required, after as many that lead to them; nil where nobody calls.
func (r Requirement) steps(ctx context.Context, g grid.Grid, from, to int) (steps []staffing.Step, lead int, err error) {
	intervals, lead := r.Curves.leadIn(g, from, to)
	if !slices.ContainsFunc(intervals, func(i int) bool { return r.Curves.Contacts[i] > 0 }) {
		return nil, 0, nil
	}
	goals, err := r.Goals()
	if err != nil {
		return nil, 0, err
	}
	loads, seconds, err := r.loads(r.Curves, g, intervals)
	if err != nil {
		return nil, 0, err
	}
	if r.Goal.Costs.Weighed() {
		goals.MinAgents = max(1, goals.MinAgents) // who follows asks for nobody, but some goal must be named
	}
	if steps, err = staffing.Follow(ctx, loads, seconds, of(r.Curves.Agents, intervals), goals); err != nil {
		return nil, 0, fmt.Errorf("follow requirement %d from interval %d: %w", r.ID, from, err)
	}
	return steps, lead, nil
}

// eachStretch hands the open intervals to a function, from one to another: an
// opening, or a week of a queue that never closes.
func (r Requirement) eachStretch(g grid.Grid, use func(from, to int) error) error {
	longest := int(longestStretch.Minutes()) / g.Minutes()
	for from := 0; from < g.Len(); {
		to := min(r.stretch(from), from+longest)
		if to > from {
			if err := use(from, to); err != nil {
				return err
			}
		}
		from = max(to, from+1)
	}
	return nil
}

// loads are what intervals bring, with their lengths.
func (r Requirement) loads(c RequirementCurves, g grid.Grid, intervals []int) (loads []staffing.Load, seconds []float64, err error) {
	for _, i := range intervals {
		load, err := r.load(c, i, g)
		if err != nil {
			return nil, nil, inInterval(g, i, err)
		}
		loads, seconds = append(loads, load), append(seconds, g.End(i).Sub(g.Start(i)).Seconds())
	}
	return loads, seconds, nil
}

// followTo is the course of one interval and of what leads to it; nil where there
// is no queue to follow.
func (r Requirement) followTo(ctx context.Context, g grid.Grid, index int) (*CellCourse, error) {
	var c Course
	if r.Curves.Course != nil {
		c = r.staffedCourse(g)
	} else {
		c = newCourse(g.Len())
		if err := r.follow(ctx, g, &c, index, index+1); err != nil {
			return nil, err
		}
	}
	if math.IsNaN(c.ServiceLevel[index]) {
		return nil, nil
	}
	return &CellCourse{
		ServiceLevel: c.ServiceLevel[index], PWait: c.PWait[index], Abandon: c.Abandon[index],
		QueueBefore: c.QueueBefore[index], QueueAfter: c.QueueAfter[index], Doubts: c.Doubts[index],
	}, nil
}

// CellCourse is one interval of a [Course].
type CellCourse struct {
	ServiceLevel, PWait, Abandon, QueueBefore, QueueAfter float64
	Doubts                                                []staffing.Doubt
}
