package forecast

import (
	"context"
	"errors"

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
	for i, open := range c.Open {
		if !open {
			c.Binding[i] = closed
		}
	}
	return Requirement{Curves: *c}.eachStretch(g, func(from, to int) error { return r.staffStretch(ctx, g, c, goals, from, to) })
}

func (r Requirement) staffStretch(ctx context.Context, g grid.Grid, c *RequirementCurves, goals staffing.Goals, from, to int) error {
	intervals, lead := c.leadIn(g, from, to)
	loads, seconds, err := r.loads(*c, g, intervals)
	if err != nil {
		return err
	}
	results, err := staffing.Course(ctx, loads, seconds, goals)
	if err != nil {
		at := from
		var in *staffing.IntervalError
		if errors.As(err, &in) {
			at, err = intervals[in.Interval], in.Err
		}
		return inInterval(g, at, err)
	}
	for i, one := range results[lead:] {
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
	c, after := newCourse(g.Len()), r.Curves.Course.QueueAfter
	_ = r.eachStretch(g, func(from, to int) error {
		intervals, lead := r.Curves.leadIn(g, from, to)
		for k := lead; k < len(intervals); k++ {
			at := intervals[k]
			c.ServiceLevel[at], c.PWait[at], c.Abandon[at] = r.Curves.ServiceLevel[at], r.Curves.Course.PWait[at], r.Curves.Abandon[at]
			c.QueueBefore[at], c.QueueAfter[at] = 0, after[at]
			if k > 0 {
				c.QueueBefore[at] = after[intervals[k-1]]
			}
		}
		if loads, seconds, err := r.loads(r.Curves, g, intervals); err == nil {
			copy(c.Doubts[from:to], staffing.Doubts(loads, seconds, of(r.Curves.Agents, intervals))[lead:])
		}
		return nil
	})
	return c
}

// performByCourse sets what the queue does with the agents of each interval for the
// contacts that are forecast, followed as the agents were found.
func (r Requirement) performByCourse(ctx context.Context, g grid.Grid, c *RequirementCurves) error {
	r.Curves = *c
	return r.eachStretch(g, func(from, to int) error {
		steps, lead, err := r.steps(ctx, g, from, to)
		if err != nil {
			return err
		}
		for i := from; i < to; i++ {
			if steps == nil {
				c.perform(i, staffing.Performance{ServiceLevel: 1})
				c.Course.PWait[i], c.Course.QueueAfter[i] = 0, 0
				continue
			}
			s := steps[lead+i-from]
			c.perform(i, s.Performance)
			c.Course.PWait[i], c.Course.QueueAfter[i] = s.Performance.PWait, s.Passage.QueueAtEnd
		}
		return nil
	})
}
