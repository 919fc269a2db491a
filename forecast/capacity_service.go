package forecast

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/muster-wfm/muster/forecast/capacity"
	"github.com/muster-wfm/muster/forecast/model"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
)

// CapacityPlanStore keeps capacity plans. Plans of sites outside the scope do not
// exist for its callers; a change of a plan that stands at another version is
// refused by a *database.StaleError.
type CapacityPlanStore interface {
	InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error
	// CapacityPlans returns the newest first; before 0 is the first page.
	CapacityPlans(ctx context.Context, scope auth.Scope, before int64, limit int) ([]CapacityPlan, error)
	CapacityPlan(ctx context.Context, scope auth.Scope, id int64) (CapacityPlan, error)
	AddCapacityPlan(ctx context.Context, scope auth.Scope, p CapacityPlan) (CapacityPlan, error)
	ChangeCapacityPlan(ctx context.Context, scope auth.Scope, p CapacityPlan) (CapacityPlan, error)
	RemoveCapacityPlan(ctx context.Context, scope auth.Scope, id int64) error
	// CapacityChanges returns the edits of a plan with the names of who made them,
	// the newest first.
	CapacityChanges(ctx context.Context, scope auth.Scope, id int64) ([]CapacityChange, error)
}

// Outlooks looks months ahead; Forecasts does.
type Outlooks interface {
	Outlook(ctx context.Context, scope auth.Scope, queue int64, order OutlookOrder) (*model.Outlook, error)
}

// PeopleBook finds people; workforce.Service has one.
type PeopleBook interface {
	Find(ctx context.Context, scope auth.Scope, filter workforce.Filter) ([]workforce.Person, error)
}

// CapacityPlans is the verbs of capacity planning.
type CapacityPlans struct {
	store        CapacityPlanStore
	outlooks     Outlooks
	requirements RequirementStore
	queues       QueueSetups
	sites        SiteBook
	people       PeopleBook
	// Leavers, where somebody knows how people leave; nil: nobody does.
	Leavers Leavers
	// Now is the clock, time.Now unless a test sets it.
	Now func() time.Time
}

// NewCapacityPlans connects capacity planning with what it needs of others.
func NewCapacityPlans(store CapacityPlanStore, outlooks Outlooks, requirements RequirementStore, queues QueueSetups, sites SiteBook, people PeopleBook) *CapacityPlans {
	return &CapacityPlans{store: store, outlooks: outlooks, requirements: requirements, queues: queues, sites: sites, people: people, Now: time.Now}
}

// List returns plans, the newest first.
func (s *CapacityPlans) List(ctx context.Context, scope auth.Scope, before int64, limit int) ([]CapacityPlan, error) {
	return s.store.CapacityPlans(ctx, scope, before, limit)
}

// Get returns one plan.
func (s *CapacityPlans) Get(ctx context.Context, scope auth.Scope, id int64) (CapacityPlan, error) {
	return s.store.CapacityPlan(ctx, scope, id)
}

// Create keeps a new plan.
func (s *CapacityPlans) Create(ctx context.Context, scope auth.Scope, p CapacityPlan) (CapacityPlan, error) {
	return s.keep(ctx, scope, nil, p, s.store.AddCapacityPlan)
}

// Edit replaces a plan that stands at p's version. A group whose queues and weeks
// stay as they were keeps the demand that was read for it, unless p brings another.
func (s *CapacityPlans) Edit(ctx context.Context, scope auth.Scope, p CapacityPlan) (CapacityPlan, error) {
	now, err := s.store.CapacityPlan(ctx, scope, p.ID)
	if err != nil {
		return p, err
	}
	p.adopt(now)
	return s.keep(ctx, scope, &now, p, s.store.ChangeCapacityPlan)
}

// Delete forgets a plan.
func (s *CapacityPlans) Delete(ctx context.Context, scope auth.Scope, id int64) error {
	if err := scope.Require(auth.ManageDemand); err != nil {
		return err
	}
	return s.store.RemoveCapacityPlan(ctx, scope, id)
}

// keep writes a plan in place of the one that stands, nil for a new one.
func (s *CapacityPlans) keep(ctx context.Context, scope auth.Scope, now *CapacityPlan, p CapacityPlan, write func(context.Context, auth.Scope, CapacityPlan) (CapacityPlan, error)) (CapacityPlan, error) {
	if err := scope.Require(auth.ManageDemand); err != nil {
		return CapacityPlan{}, err
	}
	p, err := NewCapacityPlan(p)
	if err != nil {
		return CapacityPlan{}, err
	}
	if err := s.checkReferences(ctx, scope, p); err != nil {
		return CapacityPlan{}, err
	}
	p.ChangedAt, p.ChangedBy = s.Now(), scope.Actor()
	p.remember(now)
	err = s.store.InTx(ctx, scope, func(ctx context.Context) error {
		p, err = write(ctx, scope, p)
		return err
	})
	return p, err
}

// checkReferences refuses a site or queues that the scope does not see, queues of
// another site, and one queue in two groups, whose work would be planned twice.
func (s *CapacityPlans) checkReferences(ctx context.Context, scope auth.Scope, p CapacityPlan) error {
	v := verdict{what: "capacity plan"}
	_, err := s.sites.Get(ctx, scope, p.SiteID)
	v.need(err == nil, "siteId", p.SiteID, "a known site")
	in := map[int64]string{}
	for i, source := range p.Sources {
		for n, id := range source.QueueIDs {
			field := fmt.Sprintf("groups[%d].queueIds[%d]", i, n)
			setup, err := s.queues.QueueSetup(ctx, scope, id)
			v.need(err == nil && setup.Site.ID == p.SiteID, field, id, "a queue of the plan's site")
			v.need(in[id] == "", field, id, "a queue of no other group; it is in "+in[id])
			in[id] = p.Plan.Groups[i].Name
		}
	}
	return v.err()
}

// CapacityView is a plan in one of its scenarios, computed.
type CapacityView struct {
	Plan     CapacityPlan
	Scenario string
	Result   *capacity.Result
	Leaving  []GroupLeaving // in the order of the plan's groups
}

// Weeks computes a plan in one of its scenarios, "" for none.
func (s *CapacityPlans) Weeks(ctx context.Context, scope auth.Scope, id int64, scenario string) (CapacityView, error) {
	view := CapacityView{Scenario: scenario}
	var err error
	if view.Plan, err = s.store.CapacityPlan(ctx, scope, id); err != nil {
		return view, err
	}
	p, leaving, err := s.world(ctx, scope, &view.Plan, scenario)
	if err != nil {
		return view, err
	}
	view.Leaving = leaving
	view.Result, err = capacity.Compute(p)
	return view, err
}

// Preview computes a plan that is not kept, as it is being edited.
func (s *CapacityPlans) Preview(ctx context.Context, scope auth.Scope, p CapacityPlan, scenario string) (CapacityView, error) {
	view := CapacityView{Scenario: scenario}
	if err := scope.Require(auth.ReadDemand); err != nil {
		return view, err
	}
	var err error
	if view.Plan, err = NewCapacityPlan(p); err != nil {
		return view, err
	}
	if err := s.checkReferences(ctx, scope, view.Plan); err != nil {
		return view, err
	}
	varied, leaving, err := s.world(ctx, scope, &view.Plan, scenario)
	if err != nil {
		return view, err
	}
	view.Leaving = leaving
	view.Result, err = capacity.Compute(varied)
	return view, err
}

// world is the plan in one of its scenarios, with what is known of leavers.
func (s *CapacityPlans) world(ctx context.Context, scope auth.Scope, plan *CapacityPlan, scenario string) (*capacity.Plan, []GroupLeaving, error) {
	known, leaving, err := s.withLeavers(ctx, scope, plan)
	if err != nil {
		return nil, nil, err
	}
	varied, err := known.In(scenario)
	return varied, leaving, err
}

// Explain says how the figures of one group's week come about.
func (s *CapacityPlans) Explain(ctx context.Context, scope auth.Scope, id int64, scenario string, group, week int) (CapacityPlan, capacity.Explanation, error) {
	plan, err := s.store.CapacityPlan(ctx, scope, id)
	if err != nil {
		return plan, capacity.Explanation{}, err
	}
	p, _, err := s.world(ctx, scope, &plan, scenario)
	if err != nil {
		return plan, capacity.Explanation{}, err
	}
	e, err := capacity.Explain(p, group, week)
	var outside *capacity.WeekError
	if errors.As(err, &outside) {
		err = &QueryError{outside.Field, outside.Found, outside.Expected}
	}
	return plan, e, err
}

// CapacityProposal is decisions of least cost beside the planner's own.
type CapacityProposal struct {
	View      CapacityView // with the proposed decisions
	Own       *capacity.Result
	Proposals []capacity.Proposal
}

// Propose finds hires and vendor tranches that close the gaps at least cost.
// Nothing is kept: a planner takes over what they like by an edit.
func (s *CapacityPlans) Propose(ctx context.Context, scope auth.Scope, id int64, scenario string, o capacity.ProposalOptions) (CapacityProposal, error) {
	own, err := s.Weeks(ctx, scope, id, scenario)
	if err != nil {
		return CapacityProposal{}, err
	}
	if o.MostHires < 0 {
		return CapacityProposal{}, &OrderError{"mostHires", fmt.Sprint(o.MostHires), "0 or more people a week"}
	}
	if o.ShortHour < 0 {
		return CapacityProposal{}, &OrderError{"shortHourMinor", fmt.Sprint(o.ShortHour), "0 or more minor units an hour"}
	}
	p, _, err := s.world(ctx, scope, &own.Plan, scenario)
	if err != nil {
		return CapacityProposal{}, err
	}
	proposed, proposals, err := capacity.Propose(ctx, p, o)
	if err != nil {
		return CapacityProposal{}, err
	}
	out := CapacityProposal{View: own, Own: own.Result, Proposals: proposals}
	out.View.Result, err = capacity.Compute(proposed)
	return out, err
}
