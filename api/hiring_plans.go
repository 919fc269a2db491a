package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/careers/plan"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce/grid"
)

// HiringPlan says how many classes of new people a need asks for.
type HiringPlan struct {
	Versioned
	HiringPlanFields
	CareerPlanMarks
	Last *HiringPlanRun `json:"last,omitempty" doc:"Absent: never computed."`
}

// HiringPlanFields is what somebody decides about a hiring plan.
type HiringPlanFields struct {
	CareerPlanName
	CapacityPlanID int64   `json:"capacityPlanId" minimum:"0" doc:"Whose need is hired for; 0: the need is typed."`
	Group          string  `json:"group" maxLength:"200" doc:"Of the capacity plan."`
	Months         int     `json:"months" doc:"Of the capacity plan that are looked at; 0: all, at most 60."`
	First          *Day    `json:"first,omitempty" doc:"First month of a typed need."`
	Need           Numbers `json:"need" maxItems:"60" doc:"People of full output by month, where it is typed."`
	Decide         int     `json:"decide" doc:"Months, from the first, in which a class may start."`
	Sizes          []int   `json:"sizes" maxItems:"8" nullable:"false" doc:"People that a class may have."`
	Currency       string  `json:"currency" minLength:"3" maxLength:"3"`
	HireMinor      int64   `json:"hireMinor" doc:"Of each hire."`
	ClassMinor     int64   `json:"classMinor" doc:"Of each class."`
	ShortMinor     int64   `json:"shortMinor" doc:"Of a person that lacks, a month."`
	SurplusMinor   int64   `json:"surplusMinor" doc:"Of a person too many, a month."`
	Trained        int     `json:"trained" doc:"Months of training, without output."`
	Start          float64 `json:"start" doc:"Output after training beside full output."`
	Tau            float64 `json:"tau" doc:"Months of learning."`
}

// HiringPlanRun is what a hiring plan came to.
type HiringPlanRun struct {
	CareerPlanRun
	Result *HiringPlanResult `json:"result,omitempty"`
}

// HiringPlanResult is the classes of least cost.
type HiringPlanResult struct {
	Months          []Day   `json:"months" nullable:"false" doc:"The first day of each."`
	Need            Numbers `json:"need"`
	Without         Numbers `json:"without" doc:"People of full output if nobody is hired."`
	With            Numbers `json:"with"`
	Short           Numbers `json:"short"`
	Classes         []int   `json:"classes" nullable:"false" doc:"People who begin, by month."`
	CostMinor       int64   `json:"costMinor"`
	BoundMinor      int64   `json:"boundMinor" doc:"No plan costs less."`
	HireMinor       int64   `json:"hireMinor"`
	ClassMinor      int64   `json:"classMinor"`
	ShortMinor      int64   `json:"shortMinor"`
	SurplusMinor    int64   `json:"surplusMinor"`
	NothingMinor    int64   `json:"nothingMinor" doc:"If nobody is hired."`
	Proven          bool    `json:"proven" doc:"No plan costs less than this one."`
	Stay            Numbers `json:"stay" doc:"Share of hires still there after 0, 1, … months."`
	Output          Numbers `json:"output" doc:"Of somebody after 0, 1, … months beside full output."`
	Own             bool    `json:"own" doc:"Exits are of one's own record; else documented averages."`
	Exits           int     `json:"exits"`
	Present         float64 `json:"present" doc:"People there at the beginning."`
	CapacityPlanID  int64   `json:"capacityPlanId"`
	CapacityVersion int64   `json:"capacityVersion" doc:"Of the capacity plan that was read."`
	Skipped         int     `json:"skipped" doc:"Months of the need before anybody can begin, left out."`
}

// HirableCapacityPlan is a capacity plan whose need may be hired for.
type HirableCapacityPlan struct {
	ID       int64    `json:"id"`
	Version  int64    `json:"version"`
	Name     string   `json:"name"`
	SiteID   int64    `json:"siteId"`
	Currency string   `json:"currency"`
	Groups   []string `json:"groups" nullable:"false"`
}

// HiringHandOver puts classes into the capacity plan.
type HiringHandOver struct {
	CapacityVersion int64 `json:"capacityVersion" minimum:"1" doc:"Of the capacity plan as it was seen; another is refused."`
}

// HiringHandedOver is the capacity plan after it.
type HiringHandedOver struct {
	CapacityPlanID  int64 `json:"capacityPlanId"`
	CapacityVersion int64 `json:"capacityVersion"`
}

func (f HiringPlanFields) toDomain(id, version int64) plan.Kept {
	h := &plan.Hiring{
		CapacityPlanID: f.CapacityPlanID, Group: f.Group, Months: f.Months, Need: f.Need, Decide: f.Decide, Sizes: f.Sizes, Currency: f.Currency,
		HireMinor: f.HireMinor, ClassMinor: f.ClassMinor, ShortMinor: f.ShortMinor, SurplusMinor: f.SurplusMinor, Trained: f.Trained, Start: f.Start, Tau: f.Tau,
	}
	if f.First != nil {
		h.First = f.First.Date
	}
	return plan.Kept{ID: id, Version: version, Kind: plan.HiringKind, Name: f.Name, Description: f.Description, SiteID: f.SiteID, Order: plan.Order{Hiring: h}}
}

func hiringPlanOf(k plan.Kept) HiringPlan {
	h := k.Order.Hiring
	out := HiringPlan{
		Versioned: Versioned{ID: k.ID, Version: k.Version}, CareerPlanMarks: careerPlanMarksOf(k),
		HiringPlanFields: HiringPlanFields{
			CareerPlanName: CareerPlanName{k.Name, k.Description, k.SiteID},
			CapacityPlanID: h.CapacityPlanID, Group: h.Group, Months: h.Months, First: dayOrNone(h.First), Need: orEmpty(h.Need), Decide: h.Decide, Sizes: h.Sizes, Currency: h.Currency,
			HireMinor: h.HireMinor, ClassMinor: h.ClassMinor, ShortMinor: h.ShortMinor, SurplusMinor: h.SurplusMinor, Trained: h.Trained, Start: h.Start, Tau: h.Tau,
		},
	}
	if k.Last == nil {
		return out
	}
	out.Last = &HiringPlanRun{CareerPlanRun: careerPlanRunOf(*k.Last)}
	if k.Last.Answer == nil || k.Last.Answer.Hiring == nil {
		return out
	}
	a := k.Last.Answer.Hiring
	out.Last.Result = &HiringPlanResult{
		Months: each(a.Months, func(d grid.Date) Day { return Day{d} }), Need: a.Need, Without: a.Without, With: a.With, Short: a.Short, Classes: a.Classes,
		CostMinor: minor(a.Cost), BoundMinor: minor(a.Bound), HireMinor: minor(a.HireCost), ClassMinor: minor(a.ClassCost), ShortMinor: minor(a.ShortCost), SurplusMinor: minor(a.SurplusCost), NothingMinor: minor(a.NothingCost),
		Proven: a.Proven, Stay: a.Stay, Output: a.Output, Own: a.Own, Exits: a.Exits, Present: a.Present, CapacityPlanID: a.CapacityPlan, CapacityVersion: a.CapacityAt, Skipped: a.SkippedAtStart,
	}
	return out
}

type (
	hiringHandOverInput struct {
		IDInput
		Body HiringHandOver
	}
	hiringHandOverOutput struct{ Body HiringHandedOver }
)

const aboutHiringPlans = "A hiring plan finds the classes of new people that meet a need at the least cost of hires, classes, missing and spare people, and says how far that is proven."

func (s *Server) registerHiringPlans(api huma.API) {
	r := careerPlans(s, plan.HiringKind, resource[HiringPlanFields, HiringPlan]{
		one: "hiring-plan", many: "hiring-plans", path: "/careers/hiring-plans", about: aboutHiringPlans,
	}, hiringPlanOf, hiringPlanOf)
	crud(s, api, r)
	start := r.operation(http.MethodPost, "/careers/hiring-plans/{id}/runs", "compute-hiring-plan", "Compute a hiring plan anew")
	start.DefaultStatus = http.StatusAccepted
	secured(s, api, start, auth.ManageCareers, s.startCareerPlan(plan.HiringKind))
	secured(s, api, r.operation(http.MethodGet, "/careers/capacity-plans", "list-hirable-capacity-plans", "List the capacity plans whose need may be hired for"), auth.ReadCareers,
		func(ctx context.Context, scope auth.Scope, _ *struct{}) (*listOutput[HirableCapacityPlan], error) {
			list, err := s.Careers.Plans.CapacityPlans(ctx, scope)
			return pageOf(each(list, func(p plan.CapacityPlan) HirableCapacityPlan {
				return HirableCapacityPlan{p.ID, p.Version, p.Name, p.SiteID, p.Currency, orEmpty(p.Groups)}
			}), ""), err
		})
	hand := r.operation(http.MethodPost, "/careers/hiring-plans/{id}/hand-over", "hand-over-hiring-plan", "Use the classes as the hires of the capacity plan")
	hand.Description = "Puts the classes of the newest result in the place of the hires of the group. Who plans capacity may."
	secured(s, api, hand, auth.ManageDemand, s.handOverHiringPlan)
}

func (s *Server) handOverHiringPlan(ctx context.Context, scope auth.Scope, in *hiringHandOverInput) (*hiringHandOverOutput, error) {
	version, err := s.Careers.Plans.HandOver(ctx, scope, in.ID, in.Body.CapacityVersion)
	if err != nil {
		return nil, err
	}
	k, err := s.Careers.Plans.Get(ctx, scope, plan.HiringKind, in.ID)
	if err != nil {
		return nil, err
	}
	return &hiringHandOverOutput{HiringHandedOver{k.Last.Answer.Hiring.CapacityPlan, version}}, nil
}
