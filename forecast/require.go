package forecast

import (
	"context"
	"fmt"

	"github.com/muster-wfm/muster/forecast/staffing"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce/grid"
)

// closed is the binding "goal" of intervals in which a queue is shut.
const closed = "closed"

// compute staffs every open interval of what is forecast.
func (r Requirement) compute(ctx context.Context, g grid.Grid, expected RunCurves, open []bool) (RequirementCurves, error) {
	goals, err := r.Goals()
	if err != nil {
		return RequirementCurves{}, err
	}
	c := emptyCurves(g.Len())
	c.Open, c.Live = open, r.Curves.Live
	for i := range g.Len() {
		c.Contacts[i], c.AHTS[i] = expected.Contacts[i], expected.AHTS[i]
	}
	queue := c
	switch {
	case r.asQueue(&c):
		queue, goals = r.kept(&c), r.queueGoals(goals)
	case r.Deferred:
		return c, r.spread(&c, g, goals)
	}
	c.ServiceLevelIsDefined = true
	if r.byCourse() {
		return c, r.staffByCourse(ctx, g, &c, goals)
	}
	for i := range g.Len() {
		if !open[i] {
			c.Binding[i] = closed
			continue
		}
		load, err := r.load(queue, i, g)
		if err != nil {
			return c, inInterval(g, i, err)
		}
		result, err := r.staffed(load, goals)
		if err != nil {
			return c, inInterval(g, i, err)
		}
		c.set(i, result)
	}
	return c, nil
}

// inInterval says at what local time something is wrong.
func inInterval(g grid.Grid, i int, err error) error {
	return fmt.Errorf("interval %s: %w", g.Start(i).In(g.Location()).Format("2006-01-02 15:04"), err)
}

func emptyCurves(n int) RequirementCurves {
	zeros := func() []float64 { return make([]float64, n) }
	return RequirementCurves{
		Contacts: zeros(), AHTS: zeros(), Fractional: zeros(), Agents: zeros(), Scheduled: zeros(), ServiceLevel: zeros(),
		Occupancy: zeros(), ASAS: zeros(), Abandon: zeros(), Binding: make([]string, n),
	}
}

func (c *RequirementCurves) set(i int, result staffing.Result) {
	c.Fractional[i], c.Agents[i], c.Scheduled[i] = result.Fractional, float64(result.Agents), result.ScheduledFractional
	c.Binding[i] = result.Binding.String()
	c.perform(i, result.Performance)
}

// perform sets what the queue does in an interval.
func (c *RequirementCurves) perform(i int, with staffing.Performance) {
	c.ServiceLevel[i], c.Occupancy[i], c.ASAS[i], c.Abandon[i] = with.ServiceLevel, with.Occupancy, with.ASA, with.PAbandon
}

// load is what one interval brings.
func (r Requirement) load(c RequirementCurves, i int, g grid.Grid) (staffing.Load, error) {
	seconds := g.End(i).Sub(g.Start(i)).Seconds()
	if r.ByConcurrency() {
		load, err := staffing.ChatLoadOf(c.Contacts[i], r.HandleTimes(c.AHTS[i]), seconds)
		load.Patience = r.Goal.PatienceS
		return load, err
	}
	load, err := staffing.LoadOf(c.Contacts[i], c.AHTS[i], seconds)
	load.Patience, load.Concurrency = r.Goal.PatienceS, r.Concurrency
	return load, err
}

// Cell is one interval of a requirement with everything needed to say why.
type Cell struct {
	Requirement Requirement
	Index       int
	Explanation staffing.Explanation
	// Deferred is set where the work may wait: then there is no queue to explain,
	// only work that is planned by when it is due, but where the promise is so short
	// that it is a queue.
	Deferred *DeferredCell
	// Course is the queue followed from its opening to this interval; nil where
	// there is none to follow.
	Course *CellCourse
	// Costs are those of an hour around the number required, where they are weighed.
	Costs *staffing.CostExplanation
	// Certainty is how sure these people are to be enough; nil where nothing is known.
	Certainty *CellCertainty
}

// Explain says why one interval takes the people it takes.
func (s *Staffing) Explain(ctx context.Context, scope auth.Scope, id int64, index int) (Cell, error) {
	r, err := s.store.Requirement(ctx, scope, id)
	if err != nil {
		return Cell{}, err
	}
	g, err := r.Grid()
	if err != nil {
		return Cell{}, err
	}
	if index < 0 || index >= g.Len() {
		return Cell{}, &OrderError{"index", fmt.Sprint(index), fmt.Sprintf("an interval from 0 to %d", g.Len()-1)}
	}
	cell := Cell{Requirement: r, Index: index}
	queue := r.Curves
	if r.Deferred {
		if cell.Deferred, err = r.explainDeferred(g, index); err != nil || cell.Deferred.Course != nil {
			return cell, err
		}
		queue = r.kept(&r.Curves)
	}
	if !r.Curves.Open[index] || queue.AHTS[index] == 0 {
		return cell, nil
	}
	goals, err := r.Goals()
	if err != nil {
		return Cell{}, err
	}
	queue.Contacts = r.Curves.staffedFor()
	if r.Deferred {
		queue, goals = r.kept(&r.Curves), r.queueGoals(goals)
	}
	load, err := r.load(queue, index, g)
	if err != nil {
		return Cell{}, err
	}
	if cell.Explanation, cell.Costs, err = r.explained(load, goals); err != nil {
		return cell, err
	}
	if cell.Certainty, err = s.certaintyAt(ctx, scope, r, g, index); err != nil {
		return cell, err
	}
	r.rosteredSensitivity(cell.Explanation.Sensitivity)
	cell.Course, err = r.followTo(ctx, g, index)
	return cell, err
}
