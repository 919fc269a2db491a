package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/capacity"
	"github.com/muster-wfm/muster/internal/auth"
)

// CapacityPlan is a plan of people and money, months ahead.
type CapacityPlan struct {
	Versioned
	CapacityPlanFields
	ChangedAt time.Time `json:"changedAt"`
	ChangedBy int64     `json:"changedBy"`
}

// CapacityPlanFields is what a planner decides about a plan.
type CapacityPlanFields struct {
	SiteID    int64              `json:"siteId" minimum:"1"`
	Name      string             `json:"name" maxLength:"200"`
	Currency  string             `json:"currency" minLength:"3" maxLength:"3" example:"GBP" doc:"ISO 4217, of all money in the plan."`
	From      Day                `json:"from" doc:"A Monday."`
	Weeks     int                `json:"weeks" minimum:"1" maximum:"157" example:"78"`
	Groups    []CapacityGroup    `json:"groups" minItems:"1" maxItems:"200" nullable:"false"`
	Transfers []CapacityTransfer `json:"transfers,omitempty" maxItems:"2000" nullable:"false"`
	Scenarios []CapacityScenario `json:"scenarios,omitempty" maxItems:"20" nullable:"false"`
	Note      string             `json:"note,omitempty" maxLength:"1000" doc:"Why it is as it is now; kept with each change."`
}

// CapacityGroup is people who are planned together. Weeks are numbered from the
// first of the plan, 0.
type CapacityGroup struct {
	Name        string        `json:"name" maxLength:"200"`
	QueueIDs    []int64       `json:"queueIds,omitempty" maxItems:"500" nullable:"false" doc:"Whose work the group does; demand is read from their outlooks. None: required as given."`
	Sharing     float64       `json:"sharing,omitempty" minimum:"0" maximum:"1" doc:"Part of the people that the queues would need alone which they need because people have several skills, as net staffing says. Absent: 1."`
	CountPeople bool          `json:"countPeople,omitempty" doc:"Start with the people of the site who can do one of the queues, each counted in one group."`
	Required    Numbers       `json:"required,omitempty" maxItems:"157" doc:"Hours on contacts by week. With queues, absent: as read last."`
	Basis       []DemandBasis `json:"basis,omitempty" nullable:"false" readOnly:"true" doc:"What the required hours were read from."`

	Starting     []CapacityCohort    `json:"starting,omitempty" maxItems:"1000" nullable:"false"`
	HoursPerWeek float64             `json:"hours" doc:"Paid by contract, a person and week."`
	Shrinkage    []CapacityShrinkage `json:"shrinkage,omitempty" maxItems:"50" nullable:"false"`
	Attrition    []AttritionBand     `json:"attrition,omitempty" maxItems:"50" nullable:"false" doc:"By tenure, in rising order."`
	Training     CapacityTraining    `json:"training"`
	Hires        []CapacityHire      `json:"hires,omitempty" maxItems:"500" nullable:"false"`
	Lead         int                 `json:"lead,omitempty" minimum:"0" doc:"Weeks until the first hire can begin."`

	Overtime CapacityOvertime  `json:"overtime"`
	Vendors  []CapacityVendor  `json:"vendors,omitempty" maxItems:"50" nullable:"false"`
	Tranches []CapacityTranche `json:"tranches,omitempty" maxItems:"500" nullable:"false"`

	PayMinor      int64 `json:"payMinor" doc:"A person and week."`
	HireCostMinor int64 `json:"hireCostMinor" doc:"A person hired."`
}

// DemandBasis says what a queue's required hours were read from.
type DemandBasis struct {
	QueueID       int64   `json:"queueId"`
	RequirementID int64   `json:"requirementId,omitempty" doc:"By whose intervals work lies in the week; absent: evenly over the opening hours, which needs fewer people than reality."`
	Contacts      float64 `json:"contacts" doc:"Of all weeks."`
	WorkHours     float64 `json:"workHours" doc:"Contacts times handle time."`
	Hours         float64 `json:"hours" doc:"Required."`
}

// CapacityCohort is people who began together.
type CapacityCohort struct {
	People float64 `json:"people"`
	Weeks  int     `json:"weeks" doc:"Of employment when the plan begins."`
}

// CapacityHire is people who begin in a week.
type CapacityHire struct {
	Week   int     `json:"week"`
	People float64 `json:"people"`
}

// CapacityTransfer moves trained people from one group to another.
type CapacityTransfer struct {
	From     int     `json:"from" doc:"Number of a group, the first being 0."`
	To       int     `json:"to"`
	Week     int     `json:"week"`
	People   float64 `json:"people"`
	Training int     `json:"training,omitempty" doc:"Weeks before they work in the other group."`
}

// CapacityShrinkage is paid time that is lost for one cause.
type CapacityShrinkage struct {
	Name     string    `json:"name" maxLength:"200"`
	InOffice bool      `json:"inOffice" doc:"A share of present time; else of paid time."`
	Share    []float64 `json:"share" minItems:"1" maxItems:"157" nullable:"false" doc:"By week, or one for all, 0..1."`
}

// AttritionBand is how many leave, by tenure.
type AttritionBand struct {
	FromWeek int     `json:"fromWeek" doc:"Of employment, the first being 0."`
	Yearly   float64 `json:"yearly" doc:"Share that would leave within a year, 0..1."`
}

// CapacityTraining is how new people become productive.
type CapacityTraining struct {
	Weeks        int       `json:"weeks" doc:"Before any work."`
	CostMinor    int64     `json:"costMinor" doc:"A trainee and week, beside pay."`
	Productivity []float64 `json:"productivity,omitempty" maxItems:"157" nullable:"false" doc:"By week after training, share of full; the last holds on. Absent: at once."`
	Handle       []float64 `json:"handle,omitempty" maxItems:"157" nullable:"false" doc:"By week after training, handle time over that of experienced people. Absent: 1."`
}

// CapacityOvertime is hours beyond the contract, used where hours are missing.
type CapacityOvertime struct {
	Cap     float64 `json:"cap" doc:"Share of the own people's hours on contacts; 0: none."`
	Premium float64 `json:"premium,omitempty" doc:"Pay over that of a contract hour, such as 1.5."`
}

// CapacityVendor is who can be asked for people.
type CapacityVendor struct {
	Name  string  `json:"name" maxLength:"200"`
	Min   float64 `json:"min" doc:"People in a tranche."`
	Max   float64 `json:"max"`
	Lead  int     `json:"lead" doc:"Weeks from the beginning of the plan until the first tranche."`
	Weeks int     `json:"weeks" doc:"For which a tranche is taken."`
	Hours float64 `json:"hours" doc:"On contacts, a person and week."`
	Price int64   `json:"priceMinor" doc:"A person and week."`
}

// CapacityTranche is people of a vendor from a week on.
type CapacityTranche struct {
	Vendor int     `json:"vendor" doc:"Number of the group's vendor, the first being 0."`
	Week   int     `json:"week"`
	People float64 `json:"people"`
}

// CapacityScenario is the plan in another world; what is absent stays.
type CapacityScenario struct {
	Name      string  `json:"name" maxLength:"200"`
	Demand    float64 `json:"demand,omitempty" doc:"Required hours more by a share, such as 0.1."`
	Attrition float64 `json:"attrition,omitempty" doc:"Chance to leave more by a share."`
	Shrinkage float64 `json:"shrinkage,omitempty" doc:"Added to what is lost out of the office, such as 0.02."`
	Pay       float64 `json:"pay,omitempty" doc:"Pay, overtime and vendors' prices more by a share."`
	Delay     int     `json:"delay,omitempty" doc:"Weeks by which hires begin later."`
}

func (f CapacityPlanFields) toDomain(id, version int64) forecast.CapacityPlan {
	p := forecast.CapacityPlan{
		ID: id, Version: version, SiteID: f.SiteID, Name: f.Name, Currency: f.Currency, Note: f.Note,
		Plan: capacity.Plan{From: f.From.Date, Weeks: f.Weeks},
	}
	for _, g := range f.Groups {
		p.Plan.Groups = append(p.Plan.Groups, g.toDomain())
		p.Sources = append(p.Sources, forecast.CapacitySource{QueueIDs: g.QueueIDs, Sharing: g.Sharing, CountPeople: g.CountPeople})
	}
	p.Plan.Transfers = each(f.Transfers, func(t CapacityTransfer) capacity.Transfer { return capacity.Transfer(t) })
	p.Scenarios = each(f.Scenarios, func(s CapacityScenario) forecast.CapacityScenario {
		return forecast.CapacityScenario{Name: s.Name, Variation: capacity.Variation{
			Demand: s.Demand, Attrition: s.Attrition, Shrinkage: s.Shrinkage, Pay: s.Pay, Delay: s.Delay,
		}}
	})
	return p
}

func (g CapacityGroup) toDomain() capacity.Group {
	return capacity.Group{
		Name: g.Name, Required: g.Required, Hours: g.HoursPerWeek, Lead: g.Lead, Pay: g.PayMinor, HireCost: g.HireCostMinor,
		Starting:  each(g.Starting, func(c CapacityCohort) capacity.Cohort { return capacity.Cohort(c) }),
		Shrinkage: each(g.Shrinkage, func(s CapacityShrinkage) capacity.Shrinkage { return capacity.Shrinkage(s) }),
		Attrition: each(g.Attrition, func(b AttritionBand) capacity.Band { return capacity.Band(b) }),
		Training: capacity.Training{
			Weeks: g.Training.Weeks, Cost: g.Training.CostMinor, Productivity: g.Training.Productivity, Handle: g.Training.Handle,
		},
		Hires:    each(g.Hires, func(h CapacityHire) capacity.Hire { return capacity.Hire(h) }),
		Overtime: capacity.Overtime(g.Overtime),
		Vendors:  each(g.Vendors, func(v CapacityVendor) capacity.Vendor { return capacity.Vendor(v) }),
		Tranches: each(g.Tranches, func(t CapacityTranche) capacity.Tranche { return capacity.Tranche(t) }),
	}
}

func (f CapacityPlanFields) check() error {
	_, err := forecast.NewCapacityPlan(f.toDomain(0, 0))
	return err
}

func capacityPlanOf(p forecast.CapacityPlan) CapacityPlan {
	out := CapacityPlan{Versioned: Versioned{ID: p.ID, Version: p.Version}, ChangedAt: p.ChangedAt, ChangedBy: p.ChangedBy}
	out.CapacityPlanFields = CapacityPlanFields{
		SiteID: p.SiteID, Name: p.Name, Currency: p.Currency, Note: p.Note, From: Day{p.Plan.From}, Weeks: p.Plan.Weeks,
		Transfers: each(p.Plan.Transfers, func(t capacity.Transfer) CapacityTransfer { return CapacityTransfer(t) }),
		Scenarios: each(p.Scenarios, func(s forecast.CapacityScenario) CapacityScenario {
			v := s.Variation
			return CapacityScenario{Name: s.Name, Demand: v.Demand, Attrition: v.Attrition, Shrinkage: v.Shrinkage, Pay: v.Pay, Delay: v.Delay}
		}),
	}
	for i, g := range p.Plan.Groups {
		out.Groups = append(out.Groups, capacityGroupOf(g, p.Sources[i]))
	}
	return out
}

func capacityGroupOf(g capacity.Group, s forecast.CapacitySource) CapacityGroup {
	return CapacityGroup{
		Name: g.Name, QueueIDs: orEmpty(s.QueueIDs), Sharing: s.Sharing, CountPeople: s.CountPeople, Required: g.Required,
		Basis:    each(s.Basis, func(b forecast.DemandBasis) DemandBasis { return DemandBasis(b) }),
		Starting: each(g.Starting, func(c capacity.Cohort) CapacityCohort { return CapacityCohort(c) }), HoursPerWeek: g.Hours,
		Shrinkage: each(g.Shrinkage, func(s capacity.Shrinkage) CapacityShrinkage { return CapacityShrinkage(s) }),
		Attrition: each(g.Attrition, func(b capacity.Band) AttritionBand { return AttritionBand(b) }),
		Training: CapacityTraining{
			Weeks: g.Training.Weeks, CostMinor: g.Training.Cost, Productivity: orEmpty(g.Training.Productivity), Handle: orEmpty(g.Training.Handle),
		},
		Hires: each(g.Hires, func(h capacity.Hire) CapacityHire { return CapacityHire(h) }), Lead: g.Lead,
		Overtime: CapacityOvertime(g.Overtime),
		Vendors:  each(g.Vendors, func(v capacity.Vendor) CapacityVendor { return CapacityVendor(v) }),
		Tranches: each(g.Tranches, func(t capacity.Tranche) CapacityTranche { return CapacityTranche(t) }),
		PayMinor: g.Pay, HireCostMinor: g.HireCost,
	}
}

func (s *Server) registerCapacityPlans(api huma.API) {
	kept := func(verb string, work func(context.Context) (forecast.CapacityPlan, error)) func(context.Context, auth.Scope) (CapacityPlan, error) {
		return func(ctx context.Context, scope auth.Scope) (CapacityPlan, error) {
			return recordedThing(ctx, s, scope, "capacity-plan", verb, func(ctx context.Context) (CapacityPlan, error) {
				p, err := work(ctx)
				if err != nil {
					return CapacityPlan{}, err
				}
				return capacityPlanOf(p), nil
			})
		}
	}
	get := func(ctx context.Context, scope auth.Scope, id int64) (CapacityPlan, error) {
		p, err := s.Capacity.Get(ctx, scope, id)
		return capacityPlanOf(p), err
	}
	r := resource[CapacityPlanFields, CapacityPlan]{
		one: "capacity-plan", many: "capacity-plans", tag: "Capacity", read: auth.ReadDemand, manage: auth.ManageDemand,
		about: "A capacity plan says by week and staffing group who is needed, who will be there, what is missing and what it costs.",
		create: func(ctx context.Context, scope auth.Scope, f CapacityPlanFields) (CapacityPlan, error) {
			return kept("create", func(ctx context.Context) (forecast.CapacityPlan, error) {
				return s.Capacity.Create(ctx, scope, f.toDomain(0, 0))
			})(ctx, scope)
		},
		get: get,
		edit: func(ctx context.Context, scope auth.Scope, id, version int64, f CapacityPlanFields) (CapacityPlan, error) {
			return kept("update", func(ctx context.Context) (forecast.CapacityPlan, error) {
				return s.Capacity.Edit(ctx, scope, f.toDomain(id, version))
			})(ctx, scope)
		},
		remove: func(ctx context.Context, scope auth.Scope, id int64) error {
			return s.recordedRemoval(ctx, scope, "capacity-plan", id, func(ctx context.Context) error { return s.Capacity.Delete(ctx, scope, id) })
		},
	}
	secured(s, api, r.operation(http.MethodGet, "/capacity-plans", "list-capacity-plans", "List capacity plans, newest first"), auth.ReadDemand, s.listCapacityPlans)
	crud(s, api, r)
	s.registerCapacityWeeks(api, r)
	s.registerCapacityChanges(api, r)
	s.registerCapacityExports(api, r)
	read := r.operation(http.MethodPost, "/capacity-plans/{id}/demand", "read-capacity-demand", "Read demand from outlooks, and people from the register")
	secured(s, api, read, auth.ManageDemand, func(ctx context.Context, scope auth.Scope, in *capacityDemandInput) (*entityOutput[CapacityPlan], error) {
		out, err := answer(kept("read-demand", func(ctx context.Context) (forecast.CapacityPlan, error) {
			return s.Capacity.ReadDemand(ctx, scope, in.ID, in.version())
		})(ctx, scope))
		return out, withCurrent(err, func() (any, error) { return get(ctx, scope, in.ID) })
	})
}

type capacityDemandInput struct {
	IDInput
	IfMatch
}

func (s *Server) listCapacityPlans(ctx context.Context, scope auth.Scope, in *PageInput) (*listOutput[CapacityPlan], error) {
	before, err := in.before()
	if err != nil {
		return nil, err
	}
	plans, err := s.Capacity.List(ctx, scope, before, in.Limit)
	if err != nil {
		return nil, err
	}
	return newestFirst(plans, in.Limit, func(p forecast.CapacityPlan) int64 { return p.ID }, capacityPlanOf), nil
}
