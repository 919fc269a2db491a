package forecast

import (
	"context"
	"fmt"
	"math"
	"time"

	"github.com/muster-wfm/muster/forecast/erlang"
	"github.com/muster-wfm/muster/forecast/staffing"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
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
	if why := r.unfollowed(); why != "" {
		return r, Course{}, &NoCourseError{RequirementID: id, Why: why}
	}
	c := newCourse(g.Len())
	for from := 0; from < g.Len(); {
		to := r.stretch(from)
		if to > from {
			if err := ctx.Err(); err != nil {
				return r, c, err
			}
			if err := r.follow(g, &c, from, to); err != nil {
				return r, c, err
			}
		}
		from = max(to, from+1)
	}
	return r, c, nil
}

// unfollowed says why a requirement has no course, "" where it has one.
func (r Requirement) unfollowed() string {
	switch {
	case r.Deferred:
		return "its work may wait for hours, so there is no queue"
	case r.Concurrency > 1:
		return "its agents handle several contacts at once"
	}
	return ""
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

// follow fills in the course of the open intervals from one to another. Contacts
// all take the mean handle time of the stretch, and come so often that every
// interval has its own load.
func (r Requirement) follow(g grid.Grid, c *Course, from, to int) error {
	if limit := int(longestStretch.Minutes()) / g.Minutes(); to-from > limit {
		if err := r.follow(g, c, from, from+limit); err != nil {
			return err
		}
		return r.follow(g, c, from+limit, to)
	}
	work, contacts := 0.0, 0.0
	for i := from; i < to; i++ {
		work += r.Curves.Contacts[i] * r.Curves.AHTS[i]
		contacts += r.Curves.Contacts[i]
	}
	if work == 0 {
		return nil // nobody calls
	}
	aht := work / contacts
	spans, loads := make([]erlang.Span, to-from), make([]staffing.Load, to-from)
	lengths := make([]float64, to-from)
	for i := range spans {
		seconds := g.End(from + i).Sub(g.Start(from + i)).Seconds()
		load := r.Curves.Contacts[from+i] * r.Curves.AHTS[from+i] / seconds
		spans[i] = erlang.Span{Seconds: seconds, Arrivals: load / aht, Agents: int(r.Curves.Agents[from+i])}
		lengths[i], loads[i] = seconds, staffing.Load{Erlangs: load, AHT: aht, Patience: r.Goal.PatienceS}
	}
	copy(c.Doubts[from:to], staffing.Doubts(loads, lengths, r.Curves.Agents[from:to]))
	patience := r.Goal.PatienceS
	if patience == 0 {
		patience = math.Inf(1)
	}
	passages, err := erlang.Transient(erlang.Course{AHT: aht, Patience: patience}, spans, r.Goal.ThresholdS)
	if err != nil {
		return fmt.Errorf("follow requirement %d from interval %d: %w", r.ID, from, err)
	}
	variant, err := erlang.ParseVariant(string(r.Goal.SLVariant))
	if err != nil {
		return err
	}
	before := 0.0
	for i, p := range passages {
		at := from + i
		c.ServiceLevel[at], c.PWait[at] = p.ServiceLevel(variant), p.PWait
		c.QueueBefore[at], c.QueueAfter[at] = before, p.QueueAtEnd
		c.Abandon[at] = 0
		if p.Offered > 0 {
			c.Abandon[at] = p.Abandoned / p.Offered
		}
		before = p.QueueAtEnd
	}
	return nil
}

// followTo is the course of one interval, from its opening on; nil where there
// is no queue to follow.
func (r Requirement) followTo(g grid.Grid, index int) (*CellCourse, error) {
	if r.unfollowed() != "" {
		return nil, nil
	}
	from := max(r.opening(index), index+1-int((24*time.Hour).Minutes())/g.Minutes())
	c := newCourse(g.Len())
	if err := r.follow(g, &c, from, index+1); err != nil {
		return nil, err
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
