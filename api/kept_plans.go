package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/scheduling"
)

// KeptPlan is a roster as it once stood.
type KeptPlan struct {
	ID         int64      `json:"id"`
	Origin     string     `json:"origin" enum:"build,edited" doc:"build: what a search found; edited: what planners had made before a build or an earlier plan took its place."`
	At         time.Time  `json:"at"`
	ActorID    int64      `json:"actorId"`
	ActorName  string     `json:"actorName,omitempty"`
	Pinned     bool       `json:"pinned" doc:"Kept however many come after it."`
	Standing   bool       `json:"standing" doc:"The roster stands like this now, locks aside."`
	Cost       RosterCost `json:"cost" doc:"As of the day."`
	Bound      float64    `json:"bound" doc:"0: none."`
	Gap        float64    `json:"gap"`
	Violations int        `json:"violations"`
	Shifts     int        `json:"shifts"`
	TimeLimitS float64    `json:"timeLimitS,omitempty" doc:"Of builds."`
	Seed       int64      `json:"seed,omitempty"`
	Threads    int        `json:"threads,omitempty"`
	Simulate   bool       `json:"simulate,omitempty"`
}

// KeptPlanPin pins a plan or lets it go.
type KeptPlanPin struct {
	Pinned bool `json:"pinned"`
}

func keptPlanOf(k scheduling.KeptPlan) KeptPlan {
	return KeptPlan{
		ID: k.ID, Origin: string(k.Origin), At: k.At, ActorID: k.ActorID, ActorName: k.ActorName, Pinned: k.Pinned,
		Cost: costOf(k.Cost), Bound: k.Bound, Gap: k.Gap(), Violations: k.Breaches, Shifts: k.Count,
		TimeLimitS: k.Order.TimeLimit.Seconds(), Seed: int64(k.Order.Seed), Threads: k.Order.Threads, Simulate: k.Order.Simulate,
	}
}

type (
	keptPlansOutput struct{ Body PageOf[KeptPlan] }
	pinInput        struct {
		IDInput
		Plan int64 `path:"plan" minimum:"1" doc:"Which kept plan."`
		Body KeptPlanPin
	}
	takeBackInput struct {
		IDInput
		IfMatch
		Plan int64 `path:"plan" minimum:"1" doc:"Which kept plan."`
	}
)

func (s *Server) registerKeptPlans(api huma.API) {
	op := func(method, path, id, summary string) huma.Operation {
		o := rosterOperation(method, "/rosters/{id}/kept-plans"+path, id, summary)
		o.Description = "Every finished build is kept with its figures, and what planners had made before another plan took its place: the last ten of a roster, and those that are pinned."
		return o
	}
	secured(s, api, op(http.MethodGet, "", "list-kept-plans", "List earlier plans of a roster, newest first"), auth.ReadRosters, s.listKeptPlans)
	secured(s, api, op(http.MethodPut, "/{plan}/pin", "pin-kept-plan", "Keep a plan however many come after it, or no longer"), auth.ManageRosters, s.pinKeptPlan)
	secured(s, api, op(http.MethodPost, "/{plan}/return", "take-back-kept-plan", "Put an earlier plan in the place of what stands"), auth.ManageRosters, s.takeBackKeptPlan)
}

func (s *Server) listKeptPlans(ctx context.Context, scope auth.Scope, in *IDInput) (*keptPlansOutput, error) {
	list, standing, err := s.Scheduling.KeptPlans(ctx, scope, in.ID)
	return &keptPlansOutput{Body: PageOf[KeptPlan]{Items: each(list, func(k scheduling.KeptPlan) KeptPlan {
		out := keptPlanOf(k)
		out.Standing = k.ID == standing
		return out
	})}}, err
}

func (s *Server) pinKeptPlan(ctx context.Context, scope auth.Scope, in *pinInput) (*struct{}, error) {
	return nil, s.Scheduling.PinKeptPlan(ctx, scope, in.ID, in.Plan, in.Body.Pinned)
}

func (s *Server) takeBackKeptPlan(ctx context.Context, scope auth.Scope, in *takeBackInput) (*entityOutput[Roster], error) {
	r, err := s.Scheduling.TakeBackPlan(ctx, scope, in.ID, in.version(), in.Plan)
	if err != nil {
		return nil, err
	}
	return rosterAnswer(r), nil
}
