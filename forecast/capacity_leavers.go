package forecast

import (
	"context"
	"slices"

	"github.com/muster-wfm/muster/forecast/capacity"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Leavers knows how likely people leave, learnt from those who did. Whoever
// studies careers implements it; it is called once for every group of a plan that
// has no attrition of its own.
type Leavers interface {
	// Leaving returns the chances to leave of the people at a site who do the work
	// of some queues (none: of all people there), in the weeks of a plan from a Monday
	// on; without a hazard where too little is known.
	Leaving(ctx context.Context, scope auth.Scope, site int64, queues []int64, from grid.Date) (Learnt, error)
}

// LearntOf is whose exits a hazard was learnt from.
type LearntOf string

// From the nearest to the widest of whom enough is known.
const (
	LearntOfQueues LearntOf = "queues"
	LearntOfSite   LearntOf = "site"
	LearntOfCentre LearntOf = "centre"
)

// Learnt is how likely people leave, and what that rests on.
type Learnt struct {
	capacity.Hazard // nil: too little is known
	Of              LearntOf
	Exits           int
}

// GroupLeaving is why the people of a group leave as they do in a plan: as a planner typed,
// as was learnt, or not at all.
type GroupLeaving struct {
	Typed  bool
	Learnt *Learnt // nil: typed, or nothing is known
	// Of those learnt, shares who leave within their first year of employment, and within
	// a year after it.
	FirstYear, Later float64
}

// withLeavers returns the plan with learnt chances to leave in groups for which
// the planner typed none, and tells which those are. What a planner typed holds.
func (s *CapacityPlans) withLeavers(ctx context.Context, scope auth.Scope, p *CapacityPlan) (*CapacityPlan, []GroupLeaving, error) {
	known, told := *p, make([]GroupLeaving, len(p.Plan.Groups))
	known.Plan.Groups = slices.Clone(p.Plan.Groups)
	for i := range known.Plan.Groups {
		g := &known.Plan.Groups[i]
		told[i].Typed = len(g.Attrition) > 0
		if told[i].Typed || s.Leavers == nil {
			continue
		}
		learnt, err := s.Leavers.Leaving(ctx, scope, p.SiteID, p.Sources[i].QueueIDs, p.Plan.From)
		if err != nil {
			return p, nil, err
		}
		if learnt.Hazard == nil {
			continue
		}
		g.Hazard = learnt.Hazard
		told[i].Learnt, told[i].FirstYear, told[i].Later = &learnt, within(learnt, 0), within(learnt, weeksOfYear)
	}
	return &known, told, nil
}

const weeksOfYear = 52

// within is the share of people with so many weeks of employment who leave in the plan's
// first year.
func within(h capacity.Hazard, tenure int) float64 {
	stay := 1.0
	for week := range weeksOfYear {
		stay *= 1 - h.Leaving(week, tenure+week)
	}
	return 1 - stay
}
