package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/internal/auth"
)

// CapacityChange is one edit of a capacity plan.
type CapacityChange struct {
	Version       int64                `json:"version" doc:"Of the plan, that the edit made."`
	ChangedAt     time.Time            `json:"changedAt"`
	ChangedBy     int64                `json:"changedBy"`
	ChangedByName string               `json:"changedByName" doc:"Empty where Muster made it."`
	Note          string               `json:"note" doc:"Why."`
	Differs       []CapacityDifference `json:"differs" nullable:"false" doc:"None for the plan's beginning."`
}

// CapacityDifference is one subject that is not as it was.
type CapacityDifference struct {
	Group     string   `json:"group,omitempty" doc:"Absent for the plan's own."`
	Subject   string   `json:"subject" doc:"Stable: hires, required, shrinkage, group_added; new ones may come."`
	Name      string   `json:"name,omitempty" doc:"Of the shrinkage category."`
	FirstWeek *int     `json:"firstWeek,omitempty" doc:"Of the weeks that differ, where it is planned by week."`
	LastWeek  *int     `json:"lastWeek,omitempty"`
	Unit      string   `json:"unit,omitempty" enum:"people,hours,share,money" doc:"money is in minor units."`
	Before    *float64 `json:"before,omitempty" doc:"Summed over the weeks that differ, of shares their mean."`
	After     *float64 `json:"after,omitempty"`
}

func capacityChangeOf(c forecast.CapacityChange) CapacityChange {
	return CapacityChange{
		Version: c.Version, ChangedAt: c.At, ChangedBy: c.By, ChangedByName: c.ByName, Note: c.Note,
		Differs: each(c.Differs, func(d forecast.CapacityDifference) CapacityDifference {
			out := CapacityDifference{Group: d.Group, Subject: d.Subject, Name: d.Name, Unit: string(d.Unit)}
			if d.FirstWeek >= 0 {
				out.FirstWeek, out.LastWeek = &d.FirstWeek, &d.LastWeek
			}
			if d.Unit != "" {
				out.Before, out.After = &d.Before, &d.After
			}
			return out
		}),
	}
}

func (s *Server) registerCapacityChanges(api huma.API, r resource[CapacityPlanFields, CapacityPlan]) {
	op := r.operation(http.MethodGet, "/capacity-plans/{id}/changes", "list-capacity-changes", "List who changed what in a plan and why, newest first")
	secured(s, api, op, auth.ReadDemand, func(ctx context.Context, scope auth.Scope, in *IDInput) (*listOutput[CapacityChange], error) {
		changes, err := s.Capacity.Changes(ctx, scope, in.ID)
		if err != nil {
			return nil, err
		}
		return pageOf(each(changes, capacityChangeOf), ""), nil
	})
}
