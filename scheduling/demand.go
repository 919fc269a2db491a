package scheduling

import (
	"context"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Demand is what one queue needs: a requirement in scheduling's own words.
type Demand struct {
	RequirementID    int64
	QueueID, SkillID int64 // SkillID 0: anybody may serve it
	QueueCode, Name  string
	SiteID           int64
	People           grid.Curve // scheduled people an interval, shrinkage included
	Hash             string     // of the requirement's inputs
}

// Demands finds the demand that a roster covers. It is the forecast domain's
// requirement, handed over by whoever connects the two.
type Demands interface {
	Demand(ctx context.Context, scope auth.Scope, requirement int64) (Demand, error)
}

// Workforce finds the people to roster; workforce.Service is one.
type Workforce interface {
	Planning(ctx context.Context, scope auth.Scope, siteID int64, from, to grid.Date, filter workforce.Filter) (workforce.PlanningSnapshot, error)
}
