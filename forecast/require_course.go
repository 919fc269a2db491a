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
	for from := 0; from < g.Len(); {
		to := r.stretch(from)
		if to > from {
			if err := r.follow(ctx, g, &c, from, to); err != nil {
				return r, c, err
			}
		}
		from = max(to, from+1)
	}
	return r, c, nil
}

// stretch returns the end of the open intervals that begin at one.
func (r Requirement) stretch(from int) int {
	for from < len(r.Curves.Open) && r.Curves.Open[from] {
		from++
	}
	return from
}

// opening returns where the open intervals around one begin.
func (r Requirement) opening(at int) int {
	for at > 0 && r.Curves.Open[at-1] {
		at--
	}
	return at
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
// begun anew each week, by when nothing is left of how it began.
const longestStretch = 7 * 24 * time.Hour

// follow fills in the course of the open intervals from one to another.
func (r Requirement) follow(ctx context.Context, g grid.Grid, c *Course, from, to int) error {
	if limit := int(longestStretch.Minutes()) / g.Minutes(); to-from > limit {
		if err := r.follow(ctx, g, c, from, from+limit); err != nil {
			return err
		}
		return r.follow(ctx, g, c, from+limit, to)
	}
	if !slices.ContainsFunc(r.Curves.Contacts[from:to], func(v float64) bool { return v > 0 }) {
		return nil // nobody calls
	}
	goals, err := r.Goals()
	if err != nil {
		return err
	}
	loads, seconds, err := r.loads(r.Curves, g, from, to)
	if err != nil {
		return err
	}
	if r.Goal.Costs.Weighed() {
		goals.MinAgents = max(1, goals.MinAgents) // who follows asks for nobody, but some goal must be named
	}
	steps, err := staffing.Follow(ctx, loads, seconds, r.Curves.Agents[from:to], goals)
	if err != nil {
		return fmt.Errorf("follow requirement %d from interval %d: %w", r.ID, from, err)
	}
	before := 0.0
	for i, s := range steps {
		at := from + i
		c.ServiceLevel[at], c.PWait[at], c.Abandon[at] = s.Performance.ServiceLevel, s.Performance.PWait, s.Performance.PAbandon
		c.QueueBefore[at], c.QueueAfter[at] = before, s.Passage.QueueAtEnd
		c.Doubts[at] = s.Doubts
		before = s.Passage.QueueAtEnd
	}
	return nil
}

// loads are what the intervals from one to another bring, with their lengths.
func (r Requirement) loads(c RequirementCurves, g grid.Grid, from, to int) (loads []staffing.Load, seconds []float64, err error) {
	for i := from; i < to; i++ {
		load, err := r.load(c, i, g)
		if err != nil {
			return nil, nil, fmt.Errorf("interval %s: %w", g.Start(i).In(g.Location()).Format("2006-01-02 15:04"), err)
		}
		loads, seconds = append(loads, load), append(seconds, g.End(i).Sub(g.Start(i)).Seconds())
	}
	return loads, seconds, nil
}

// followTo is the course of one interval, from its opening on; nil where there
// is no queue to follow.
func (r Requirement) followTo(ctx context.Context, g grid.Grid, index int) (*CellCourse, error) {
	from := max(r.opening(index), index+1-int((24*time.Hour).Minutes())/g.Minutes())
	var c Course
	if r.Curves.Course != nil {
		c = r.staffedCourse(g)
	} else {
		c = newCourse(g.Len())
		if err := r.follow(ctx, g, &c, from, index+1); err != nil {
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
