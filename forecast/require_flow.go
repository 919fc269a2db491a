package forecast

import (
	"context"
	"errors"
	"fmt"

	"github.com/muster-wfm/muster/forecast/staffing"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// CourseCurves are what a requirement by course has beside its numbers, by
// interval, 0 where the queue is closed.
type CourseCurves struct {
	Stationary []float64 // agents by the formula, each interval by itself
	Added      []float64 // agents beyond what the load that is really there asks for: for what is carried over
	PWait      []float64 // share of contacts that find no agent free
	QueueAfter []float64 // contacts waiting when the interval ends
}

// byCourse reports whether people are computed by following the queue.
func (r Requirement) byCourse() bool { return r.Goal.Method == workforce.MethodCourse }

// refuseMethod refuses to follow a queue where there is none.
func (r Requirement) refuseMethod() error {
	if !r.byCourse() || !r.Deferred {
		return nil
	}
	return &workforce.InvalidError{What: "service goal", Fields: []workforce.FieldError{{
		Field: "goal.method", Found: string(r.Goal.Method), Expected: "interval: work that may wait for hours has no queue to follow",
	}}}
}

// staffByCourse staffs each stretch of open intervals by following its queue.
func (r Requirement) staffByCourse(ctx context.Context, g grid.Grid, c *RequirementCurves, goals staffing.Goals) error {
	zeros := func() []float64 { return make([]float64, g.Len()) }
	c.Course = &CourseCurves{zeros(), zeros(), zeros(), zeros()}
	for from := 0; from < g.Len(); {
		if !c.Open[from] {
			c.Binding[from] = closed
			from++
			continue
		}
		to := Requirement{Curves: *c}.stretch(from)
		if err := r.staffStretch(ctx, g, c, goals, from, to); err != nil {
			return err
		}
		from = to
	}
	return nil
}

func (r Requirement) staffStretch(ctx context.Context, g grid.Grid, c *RequirementCurves, goals staffing.Goals, from, to int) error {
	loads, seconds, err := r.loads(*c, g, from, to)
	if err != nil {
		return err
	}
	results, err := staffing.Course(ctx, loads, seconds, goals)
	if err != nil {
		at := from
		var in *staffing.IntervalError
		if errors.As(err, &in) {
			at, err = from+in.Interval, in.Err
		}
		return fmt.Errorf("interval %s: %w", g.Start(at).In(g.Location()).Format("2006-01-02 15:04"), err)
	}
	for i, one := range results {
		at := from + i
		c.set(at, staffing.Result{
			Agents: one.Agents, Fractional: one.Fractional, ScheduledFractional: goals.Shrinkage.Scheduled(one.Fractional),
			Binding: one.Binding, Performance: one.Performance,
		})
		c.Course.Stationary[at], c.Course.Added[at] = float64(one.Stationary.Agents), float64(one.Added)
		c.Course.PWait[at], c.Course.QueueAfter[at] = one.Performance.PWait, one.Passage.QueueAtEnd
	}
	return nil
}

// staffedCourse is the course that a requirement was computed by.
func (r Requirement) staffedCourse(g grid.Grid) Course {
	c := newCourse(g.Len())
	before := 0.0
	for from := 0; from < g.Len(); from++ {
		if !r.Curves.Open[from] {
			before = 0
			continue
		}
		c.ServiceLevel[from], c.PWait[from], c.Abandon[from] = r.Curves.ServiceLevel[from], r.Curves.Course.PWait[from], r.Curves.Abandon[from]
		c.QueueBefore[from], c.QueueAfter[from] = before, r.Curves.Course.QueueAfter[from]
		before = c.QueueAfter[from]
	}
	for from := 0; from < g.Len(); from++ {
		to := r.stretch(from)
		if loads, seconds, err := r.loads(r.Curves, g, from, to); err == nil {
			copy(c.Doubts[from:to], staffing.Doubts(loads, seconds, r.Curves.Agents[from:to]))
		}
		from = max(from, to)
	}
	return c
}
