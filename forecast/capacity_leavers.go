package forecast

import (
	"context"
	"slices"

	"github.com/muster-wfm/muster/forecast/capacity"
	"github.com/muster-wfm/muster/internal/auth"
)

// Leavers knows how likely people leave, learnt from those who did. Whoever
// studies careers implements it; it is called once for every group of a plan that
// has no attrition of its own.
type Leavers interface {
	// Leaving returns the chances to leave of the people at a site who do the work
	// of some queues (none: of all people there), or nil where too little is known.
	Leaving(ctx context.Context, scope auth.Scope, site int64, queues []int64) (capacity.Hazard, error)
}

// withLeavers returns the plan with learnt chances to leave in groups for which
// the planner typed none. What a planner typed holds.
func (s *CapacityPlans) withLeavers(ctx context.Context, scope auth.Scope, p *CapacityPlan) (*CapacityPlan, error) {
	if s.Leavers == nil {
		return p, nil
	}
	known := *p
	known.Plan.Groups = slices.Clone(p.Plan.Groups)
	for i := range known.Plan.Groups {
		g := &known.Plan.Groups[i]
		if len(g.Attrition) > 0 {
			continue
		}
		var err error
		if g.Hazard, err = s.Leavers.Leaving(ctx, scope, p.SiteID, p.Sources[i].QueueIDs); err != nil {
			return p, err
		}
	}
	return &known, nil
}
