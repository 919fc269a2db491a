package scheduling

import (
	"context"
	"time"

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
	HourCost         float64    // of a paid hour, where the goal weighs costs; 0: nobody said
	Hash             string     // of the requirement's inputs
	// Served returns the share of contacts that are served in time when so many
	// people are scheduled at an instant, and whether that can be told; nil where
	// it never can.
	Served func(at time.Time, people float64) (share float64, known bool)
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

// Served is what a queue's contacts meet over all intervals.
type Served struct {
	Contacts     float64
	ServiceLevel float64 // by the goal's variant
	Abandon      float64
	ASA          float64 // seconds; +Inf where work piles up
}

// Services says what service a queue gives with people; the forecast domain does.
type Services interface {
	// Expected is what formulas expect of a requirement's queue with so many
	// people rostered by interval, on the days of the curve. It is nil for work
	// that may wait, and where no contacts come.
	Expected(ctx context.Context, scope auth.Scope, requirement int64, people grid.Curve) (*Served, error)
	// Rehearse plays people on their shifts contact by contact, as calls are routed.
	// Work that may wait is left out.
	Rehearse(ctx context.Context, scope auth.Scope, order RehearsalOrder) ([]RehearsedQueue, error)
}
