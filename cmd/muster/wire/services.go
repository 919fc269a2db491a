package wire

import (
	"context"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/workforce/grid"
)

// services tells scheduling what service people give, as the forecast domain
// knows it.
type services struct {
	staffing    *forecast.Staffing
	simulations *forecast.Simulations
}

// Expected returns what formulas expect; see scheduling.Services.
func (s services) Expected(ctx context.Context, scope auth.Scope, requirement int64, people grid.Curve) (*scheduling.Served, error) {
	expected, err := s.staffing.Expected(ctx, scope, requirement, people)
	if err != nil || expected == nil {
		return nil, err
	}
	return (*scheduling.Served)(expected), nil
}

// Rehearse plays people on their shifts; see scheduling.Services.
func (s services) Rehearse(ctx context.Context, scope auth.Scope, o scheduling.RehearsalOrder) ([]scheduling.RehearsedQueue, error) {
	played, err := s.simulations.Rehearse(ctx, scope, forecast.RehearsalOrder{
		Rostered: forecast.Rostered{Requirements: o.Requirements, From: o.From, Shifts: rostered(o.Shifts, o.Serve)},
		Days:     o.Days, Seed: o.Seed, Done: o.Done,
	})
	out := make([]scheduling.RehearsedQueue, len(played))
	for i, q := range played {
		out[i] = scheduling.RehearsedQueue{
			RequirementID: q.RequirementID, QueueID: q.QueueID, Goal: q.Goal, Missed: q.Missed, LevelSE: q.Service.ServiceLevel.SE,
			Served: scheduling.Served{
				Contacts: q.Service.Offered, ServiceLevel: q.Service.ServiceLevel.Value, Abandon: q.Service.Abandon.Value, ASA: q.Service.ASA.Value,
			},
			Own: q.Own, Staffed: q.Staffed, Required: q.Required,
		}
	}
	return out, err
}
