package wire

import (
	"context"
	"time"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// demands hands the forecast domain's requirements to scheduling, in
// scheduling's own words.
type demands struct {
	staffing  *forecast.Staffing
	workforce *workforce.Service
}

// Demand returns what one requirement asks for; see scheduling.Demands.
func (d demands) Demand(ctx context.Context, scope auth.Scope, id int64) (scheduling.Demand, error) {
	requirement, err := d.staffing.Requirement(ctx, scope, id)
	if err != nil {
		return scheduling.Demand{}, err
	}
	queue, err := d.workforce.Queues.Get(ctx, scope, requirement.QueueID)
	if err != nil {
		return scheduling.Demand{}, err
	}
	intervals, err := requirement.Grid()
	if err != nil {
		return scheduling.Demand{}, err
	}
	people, err := grid.CurveOf(intervals, requirement.Curves.Scheduled)
	return scheduling.Demand{
		RequirementID: requirement.ID, QueueID: queue.ID, SkillID: queue.SkillID, QueueCode: queue.Code, Name: queue.Name,
		SiteID: queue.SiteID, People: people, HourCost: requirement.Goal.Costs.AgentHour, Hash: requirement.InputHash,
		Served: func(at time.Time, people float64) (float64, bool) {
			interval, inside := intervals.Index(at)
			if !inside {
				return 0, false
			}
			return requirement.ServiceWith(interval, people)
		},
	}, err
}
