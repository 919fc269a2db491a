package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/capacity"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce/grid"
)

// CapacityWeeks is a plan computed, a column a figure.
type CapacityWeeks struct {
	PlanID   int64             `json:"planId"`
	Version  int64             `json:"version" doc:"Of the plan."`
	Scenario string            `json:"scenario,omitempty"`
	Currency string            `json:"currency"`
	Period   string            `json:"period" enum:"week,month"`
	First    []Day             `json:"first" nullable:"false" doc:"First day of each period. A week belongs to the month of its Thursday."`
	Groups   []CapacityColumns `json:"groups" nullable:"false"`
	Total    CapacityColumns   `json:"total" doc:"Of all groups."`
	Leaving  []CapacityLeaving `json:"leaving" nullable:"false" doc:"Why people leave as they do, a line a group in the order of the plan's."`
}

// CapacityLeaving is why the people of a group leave as they do in a plan.
type CapacityLeaving struct {
	Basis     string   `json:"basis" enum:"typed,queues,site,centre,none" doc:"As a planner typed; learnt from the exits of those who served the group's queues, of the site, or of the whole centre; none: nothing is known, and nobody leaves."`
	Exits     int      `json:"exits" doc:"That it was learnt from."`
	FirstYear *float64 `json:"firstYear,omitempty" doc:"Share who leave within their first year of employment, as learnt."`
	Later     *float64 `json:"later,omitempty" doc:"Share who leave within a year after it."`
}

func capacityLeavingOf(l forecast.GroupLeaving) CapacityLeaving {
	switch {
	case l.Typed:
		return CapacityLeaving{Basis: "typed"}
	case l.Learnt == nil:
		return CapacityLeaving{Basis: "none"}
	}
	return CapacityLeaving{string(l.Learnt.Of), l.Learnt.Exits, &l.FirstYear, &l.Later}
}

// CapacityColumns is a group's figures. In every week
// end = start + hires + transfersIn - transfersOut - leavers, and
// costMinor is the sum of the lines of money above it.
type CapacityColumns struct {
	Name         string  `json:"name,omitempty"`
	Start        Numbers `json:"start" doc:"People."`
	Hires        Numbers `json:"hires"`
	TransfersIn  Numbers `json:"transfersIn"`
	TransfersOut Numbers `json:"transfersOut"`
	Leavers      Numbers `json:"leavers"`
	End          Numbers `json:"end"`
	Training     Numbers `json:"training" doc:"Of the people not working yet."`
	Worth        Numbers `json:"worth" doc:"How many experienced people those who work are worth."`
	Required     Numbers `json:"required" doc:"Experienced people that would be required."`
	Vendor       Numbers `json:"vendor" doc:"People of vendors."`
	Gap          Numbers `json:"gap" doc:"Experienced people more than required, vendors and overtime counted; below 0 fewer."`

	RequiredHours Numbers `json:"requiredHours" doc:"On contacts, as all hours."`
	OwnHours      Numbers `json:"ownHours"`
	VendorHours   Numbers `json:"vendorHours"`
	OvertimeHours Numbers `json:"overtimeHours"`
	GapHours      Numbers `json:"gapHours"`
	Available     Numbers `json:"available" doc:"Share of paid time that is for contacts."`

	PayMinor          []int64 `json:"payMinor" nullable:"false"`
	HiringMinor       []int64 `json:"hiringMinor" nullable:"false"`
	TrainingCostMinor []int64 `json:"trainingCostMinor" nullable:"false"`
	OvertimePayMinor  []int64 `json:"overtimePayMinor" nullable:"false"`
	VendorCostMinor   []int64 `json:"vendorCostMinor" nullable:"false"`
	CostMinor         []int64 `json:"costMinor" nullable:"false"`
	GapMinor          []int64 `json:"gapMinor" nullable:"false" doc:"Pay of the people of the gap."`
}

func capacityColumnsOf(g capacity.GroupResult) CapacityColumns {
	return CapacityColumns{
		Name: g.Name, Start: g.Start, Hires: g.People.Hires, TransfersIn: g.In, TransfersOut: g.Out, Leavers: g.Leavers, End: g.End, Training: g.Training, Worth: g.Worth,
		Required: g.Required, Vendor: g.Vendor, Gap: g.Gap,
		RequiredHours: g.RequiredHours, OwnHours: g.OwnHours, VendorHours: g.VendorHours, OvertimeHours: g.OvertimeHours, GapHours: g.GapHours, Available: g.Available,
		PayMinor: g.Pay, HiringMinor: g.Hiring, TrainingCostMinor: g.TrainingCost, OvertimePayMinor: g.OvertimePay, VendorCostMinor: g.VendorCost,
		CostMinor: g.Cost, GapMinor: g.GapMoney,
	}
}

func capacityWeeksOf(v forecast.CapacityView, period string) CapacityWeeks {
	r := v.Result
	if period == "month" {
		r = r.Months()
	}
	return CapacityWeeks{
		PlanID: v.Plan.ID, Version: v.Plan.Version, Scenario: v.Scenario, Currency: v.Plan.Currency, Period: period,
		First:  each(r.Monday, func(d grid.Date) Day { return Day{d} }),
		Groups: each(r.Groups, capacityColumnsOf), Total: capacityColumnsOf(r.Total), Leaving: each(v.Leaving, capacityLeavingOf),
	}
}

// CapacityCell is one group's week with the terms its figures are made of.
type CapacityCell struct {
	Group    string         `json:"group"`
	Week     int            `json:"week"`
	Monday   Day            `json:"monday"`
	Currency string         `json:"currency"`
	Steps    []CapacityStep `json:"steps" nullable:"false"`
}

// CapacityStep is one figure.
type CapacityStep struct {
	Code    string   `json:"code" doc:"Stable: required_people, own_hours, shrinkage:NAME; new ones may come."`
	Formula string   `json:"formula,omitempty" doc:"Of codes; absent: an input."`
	Unit    string   `json:"unit" enum:"people,hours,share,money" doc:"money is in minor units."`
	Value   *float64 `json:"value,omitempty"`
}

// CapacityProposalOrder says what a proposal may decide.
type CapacityProposalOrder struct {
	Scenario       string  `json:"scenario,omitempty" maxLength:"200"`
	Keep           bool    `json:"keep,omitempty" doc:"Leave the plan's own hires and tranches as they are and add to them; else they are forgotten."`
	MostHires      float64 `json:"mostHires,omitempty" minimum:"0" doc:"People who can begin in one week; absent: as many as it takes."`
	ShortHourMinor int64   `json:"shortHourMinor,omitempty" minimum:"0" doc:"What a missing hour is taken to cost; absent: so much that an hour is missing only where nobody can come in time."`
}

// CapacityProposal is decisions of least cost beside the plan's own. Nothing of it
// is kept.
type CapacityProposal struct {
	Groups       []ProposedGroup `json:"groups" nullable:"false" doc:"In the order of the plan's."`
	Weeks        CapacityWeeks   `json:"weeks" doc:"The plan with these decisions."`
	OwnCostMinor int64           `json:"ownCostMinor" doc:"What the plan costs as it is, over all weeks."`
	CostMinor    int64           `json:"costMinor" doc:"What it costs with these decisions."`
}

// ProposedGroup is the decisions of one group.
type ProposedGroup struct {
	Name       string            `json:"name"`
	Hires      []CapacityHire    `json:"hires" nullable:"false"`
	Tranches   []CapacityTranche `json:"tranches" nullable:"false"`
	CostMinor  int64             `json:"costMinor"`
	ShortHours float64           `json:"shortHours" doc:"What cannot be had in time."`
}

// CapacityPreviewOrder is a plan to compute without keeping it.
type CapacityPreviewOrder struct {
	Plan     CapacityPlanFields `json:"plan"`
	Scenario string             `json:"scenario,omitempty" maxLength:"200" doc:"One of the plan's; absent: as planned."`
	Period   string             `json:"period,omitempty" enum:"week,month" default:"week"`
}

type (
	capacityPreviewInput struct{ Body CapacityPreviewOrder }
	capacityWeeksInput   struct {
		IDInput
		Scenario string `query:"scenario" maxLength:"200" doc:"One of the plan's; absent: as planned."`
		Period   string `query:"period" enum:"week,month" default:"week"`
	}
	capacityWeeksOutput struct{ Body CapacityWeeks }
	capacityCellInput   struct {
		IDInput
		Group    int    `path:"group" minimum:"0" doc:"Number of the group, the first being 0."`
		Week     int    `path:"week" minimum:"0" doc:"Number of the week, the first being 0."`
		Scenario string `query:"scenario" maxLength:"200"`
	}
	capacityCellOutput    struct{ Body CapacityCell }
	capacityProposalInput struct {
		IDInput
		Body CapacityProposalOrder
	}
	capacityProposalOutput struct{ Body CapacityProposal }
)

func (s *Server) registerCapacityWeeks(api huma.API, r resource[CapacityPlanFields, CapacityPlan]) {
	secured(s, api, r.operation(http.MethodGet, "/capacity-plans/{id}/weeks", "get-capacity-weeks", "Get a plan's people and money by week or month"), auth.ReadDemand, s.capacityWeeks)
	secured(s, api, r.operation(http.MethodPost, "/capacity-plans/preview", "preview-capacity", "Compute a plan as it is being edited; nothing of it is kept"), auth.ReadDemand, s.previewCapacity)
	secured(s, api, r.operation(http.MethodGet, "/capacity-plans/{id}/groups/{group}/weeks/{week}", "explain-capacity-week", "Say how one week's figures come about"), auth.ReadDemand, s.capacityCell)
	secured(s, api, r.operation(http.MethodPost, "/capacity-plans/{id}/proposal", "propose-capacity", "Find hires and vendor tranches of least cost"), auth.ReadDemand, s.proposeCapacity)
}

func (s *Server) previewCapacity(ctx context.Context, scope auth.Scope, in *capacityPreviewInput) (*capacityWeeksOutput, error) {
	v, err := s.Capacity.Preview(ctx, scope, in.Body.Plan.toDomain(0, 0), in.Body.Scenario)
	if err != nil {
		return nil, err
	}
	return &capacityWeeksOutput{Body: capacityWeeksOf(v, in.Body.Period)}, nil
}

func (s *Server) capacityWeeks(ctx context.Context, scope auth.Scope, in *capacityWeeksInput) (*capacityWeeksOutput, error) {
	v, err := s.Capacity.Weeks(ctx, scope, in.ID, in.Scenario)
	if err != nil {
		return nil, err
	}
	return &capacityWeeksOutput{Body: capacityWeeksOf(v, in.Period)}, nil
}

func (s *Server) capacityCell(ctx context.Context, scope auth.Scope, in *capacityCellInput) (*capacityCellOutput, error) {
	plan, e, err := s.Capacity.Explain(ctx, scope, in.ID, in.Scenario, in.Group, in.Week)
	if err != nil {
		return nil, err
	}
	return &capacityCellOutput{Body: CapacityCell{
		Group: e.Group, Week: e.Week, Monday: Day{plan.Plan.From.AddDays(7 * e.Week)}, Currency: plan.Currency,
		Steps: each(e.Steps, func(s capacity.Step) CapacityStep {
			return CapacityStep{Code: s.Code, Formula: s.Formula, Unit: string(s.Unit), Value: figure(s.Value)}
		}),
	}}, nil
}

func (s *Server) proposeCapacity(ctx context.Context, scope auth.Scope, in *capacityProposalInput) (*capacityProposalOutput, error) {
	found, err := s.Capacity.Propose(ctx, scope, in.ID, in.Body.Scenario, capacity.ProposalOptions{
		Keep: in.Body.Keep, MostHires: in.Body.MostHires, ShortHour: in.Body.ShortHourMinor,
	})
	if err != nil {
		return nil, err
	}
	out := CapacityProposal{Weeks: capacityWeeksOf(found.View, "week"), Groups: []ProposedGroup{}}
	for i, p := range found.Proposals {
		out.Groups = append(out.Groups, ProposedGroup{
			Name: found.Own.Groups[i].Name, CostMinor: p.Cost, ShortHours: p.ShortHours,
			Hires:    each(p.Hires, func(h capacity.Hire) CapacityHire { return CapacityHire(h) }),
			Tranches: each(p.Tranches, func(t capacity.Tranche) CapacityTranche { return CapacityTranche(t) }),
		})
		out.CostMinor += p.Cost
	}
	for _, cost := range found.Own.Total.Cost {
		out.OwnCostMinor += cost
	}
	return &capacityProposalOutput{Body: out}, nil
}
