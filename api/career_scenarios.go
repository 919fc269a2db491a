package api

import (
	"context"
	"maps"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/careers/plan"
	"github.com/muster-wfm/muster/internal/auth"
)

// CareerScenario is a what-if on a way through a ladder, with its newest result.
type CareerScenario struct {
	Versioned
	CareerScenarioFields
	CareerPlanMarks
	Last *CareerScenarioRun `json:"last,omitempty" doc:"Absent: never computed."`
}

// CareerScenarioFields is what somebody decides about a scenario.
type CareerScenarioFields struct {
	CareerPlanName
	Ladder   string             `json:"ladder" maxLength:"64" doc:"Code of a ladder in force."`
	Track    string             `json:"track" maxLength:"64"`
	Horizon  int                `json:"horizon" doc:"Months, 1 to 120." example:"36"`
	Currency string             `json:"currency" minLength:"3" maxLength:"3" example:"CNY"`
	Pay      []RungPay          `json:"pay" maxItems:"100" nullable:"false" doc:"A month, by rung; without it costs are those of exits and hires alone."`
	PerMonth *float64           `json:"perMonth,omitempty" doc:"Hires a month; absent: as many as left."`
	Nights   *float64           `json:"nights,omitempty" doc:"Share of work at night today; absent: as published shifts say."`
	Home     float64            `json:"home" doc:"Share of work from home today."`
	Hybrid   float64            `json:"hybrid" doc:"Share of people who work partly from home today."`
	Assumed  []OwnAssumption    `json:"assumed" maxItems:"20" nullable:"false" doc:"One's own numbers in the place of documented defaults."`
	Changes  []CareerPlanChange `json:"changes" maxItems:"30" nullable:"false"`
	Seed     uint64             `json:"seed" doc:"Of the draws."`
	Draws    int                `json:"draws,omitempty" doc:"0 or absent: 200."`
}

// CareerPlanName is what a scenario or a hiring plan is called, and whom it is about.
type CareerPlanName struct {
	Name        string `json:"name" maxLength:"200"`
	Description string `json:"description" maxLength:"2000"`
	SiteID      int64  `json:"siteId" minimum:"0" doc:"0: all sites."`
}

// RungPay is what is paid on a rung.
type RungPay struct {
	Rung  string `json:"rung" maxLength:"64"`
	Minor int64  `json:"minor"`
}

// OwnAssumption is one's own number in the place of a default.
type OwnAssumption struct {
	Key   string  `json:"key" maxLength:"64"`
	Value float64 `json:"value"`
	Low   float64 `json:"low" doc:"End of a 95 % range; both ends 0: taken as known."`
	High  float64 `json:"high"`
}

// CareerPlanChange is one thing that a scenario changes; which fields count depends on
// the kind.
type CareerPlanChange struct {
	Kind     string       `json:"kind" enum:"add_rung,places,time_in_rung,night_cap,home,hybrid,hiring_mix,hires,pay"`
	Rung     string       `json:"rung,omitempty" maxLength:"80" doc:"That is changed; of a new rung the one below it."`
	Rungs    []string     `json:"rungs,omitempty" maxItems:"100" nullable:"false" doc:"Whose pay changes; absent: all."`
	Code     string       `json:"code,omitempty" maxLength:"80" doc:"Of a new rung; absent: its name."`
	Name     string       `json:"name,omitempty" maxLength:"80" doc:"Of a new rung."`
	Places   *int         `json:"places,omitempty" doc:"Absent: no limit."`
	Months   *int         `json:"months,omitempty" doc:"In a rung before promotion; absent: as it is."`
	Promote  *float64     `json:"promote,omitempty" doc:"Chance a month of those who may rise; absent: as it is."`
	PayMinor int64        `json:"payMinor,omitempty" doc:"A month, of a new rung."`
	Share    float64      `json:"share,omitempty" doc:"Of nights at most, of work from home, or by which pay rises."`
	PerMonth float64      `json:"perMonth,omitempty" doc:"Hires."`
	Mix      []ChannelMix `json:"mix,omitempty" maxItems:"50" nullable:"false"`
}

// ChannelMix is the part of hires that come by a channel.
type ChannelMix struct {
	Name  string  `json:"name" maxLength:"120"`
	Share float64 `json:"share"`
}

// CareerWorld is the present workforce on a track, as a scenario begins from.
type CareerWorld struct {
	On          Day                `json:"on"`
	Rungs       []CareerWorldRung  `json:"rungs" nullable:"false"`
	Unplaced    bool               `json:"unplaced" doc:"Nobody is placed on the ladder: everybody employed stands on the first rung."`
	Own         bool               `json:"own" doc:"Exits are of one's own record; else documented averages."`
	Exits       int                `json:"exits" doc:"That are known."`
	Nights      *float64           `json:"nights,omitempty" doc:"Share of published shifts at night; absent: not known."`
	Channels    []ChannelMix       `json:"channels" nullable:"false" doc:"Of the hires of two years."`
	Assumptions []CareerAssumption `json:"assumptions" nullable:"false"`
}

// CareerWorldRung is a rung with how many stand on it.
type CareerWorldRung struct {
	Code    string      `json:"code"`
	Name    CareerNames `json:"name"`
	Holders float64     `json:"holders"`
	Places  *int        `json:"places,omitempty" doc:"Absent: no limit."`
	Months  int         `json:"months" doc:"Before a promotion."`
	Promote float64     `json:"promote" doc:"Chance a month of those who may rise."`
	Learnt  bool        `json:"learnt" doc:"The chance is of one's own record; else assumed."`
}

func (f CareerScenarioFields) toDomain(id, version int64) plan.Kept {
	s := &plan.Scenario{
		Ladder: f.Ladder, Track: f.Track, Horizon: f.Horizon, Currency: f.Currency, PerMonth: f.PerMonth, Nights: f.Nights, Home: f.Home, Hybrid: f.Hybrid,
		Assumed: each(f.Assumed, func(a OwnAssumption) plan.Assumed { return plan.Assumed(a) }), Seed: f.Seed, Draws: f.Draws, Pay: map[string]int64{},
		Changes: each(f.Changes, func(c CareerPlanChange) plan.Change {
			return plan.Change{
				Kind: plan.ChangeKind(c.Kind), Rung: c.Rung, Rungs: c.Rungs, Code: c.Code, Name: c.Name, Places: c.Places, Months: c.Months, Promote: c.Promote,
				PayMinor: c.PayMinor, Share: c.Share, PerMonth: c.PerMonth, Mix: each(c.Mix, func(m ChannelMix) plan.MixPart { return plan.MixPart(m) }),
			}
		}),
	}
	for _, p := range f.Pay {
		s.Pay[p.Rung] = p.Minor
	}
	return plan.Kept{ID: id, Version: version, Kind: plan.ScenarioKind, Name: f.Name, Description: f.Description, SiteID: f.SiteID, Order: plan.Order{Scenario: s}}
}

func careerScenarioFieldsOf(k plan.Kept) CareerScenarioFields {
	s := k.Order.Scenario
	f := CareerScenarioFields{
		CareerPlanName: CareerPlanName{k.Name, k.Description, k.SiteID},
		Ladder:         s.Ladder, Track: s.Track, Horizon: s.Horizon, Currency: s.Currency, Pay: []RungPay{}, PerMonth: s.PerMonth, Nights: s.Nights, Home: s.Home, Hybrid: s.Hybrid,
		Assumed: each(s.Assumed, func(a plan.Assumed) OwnAssumption { return OwnAssumption(a) }), Seed: s.Seed, Draws: s.Draws,
		Changes: each(s.Changes, func(c plan.Change) CareerPlanChange {
			return CareerPlanChange{
				Kind: string(c.Kind), Rung: c.Rung, Rungs: c.Rungs, Code: c.Code, Name: c.Name, Places: c.Places, Months: c.Months, Promote: c.Promote,
				PayMinor: c.PayMinor, Share: c.Share, PerMonth: c.PerMonth, Mix: each(c.Mix, func(m plan.MixPart) ChannelMix { return ChannelMix(m) }),
			}
		}),
	}
	for _, code := range slices.Sorted(maps.Keys(s.Pay)) {
		f.Pay = append(f.Pay, RungPay{code, s.Pay[code]})
	}
	return f
}

// careerScenarioOf is a scenario with its newest result, whole or in sum.
func careerScenarioOf(whole bool) func(plan.Kept) CareerScenario {
	return func(k plan.Kept) CareerScenario {
		out := CareerScenario{
			Versioned: Versioned{ID: k.ID, Version: k.Version}, CareerScenarioFields: careerScenarioFieldsOf(k), CareerPlanMarks: careerPlanMarksOf(k),
		}
		if k.Last != nil {
			run := careerScenarioRunOf(*k.Last, whole)
			out.Last = &run
		}
		return out
	}
}

func careerWorldOf(w *plan.World) CareerWorld {
	out := CareerWorld{
		On: Day{w.On}, Unplaced: w.Unplaced, Own: w.Own, Exits: w.Exits, Nights: w.Nights,
		Channels: each(w.Sources, func(s plan.WorldSource) ChannelMix { return ChannelMix{s.Name, s.Share} }), Assumptions: each(w.Assumptions(), careerAssumptionOf),
	}
	for _, r := range w.Rungs {
		out.Rungs = append(out.Rungs, CareerWorldRung{r.Code, CareerNames(r.Name), r.People(), r.Places, r.Dwell, r.Promote, r.Learnt})
	}
	return out
}

type (
	careerWorldInput struct {
		Ladder string `query:"ladder" required:"true" maxLength:"64"`
		Track  string `query:"track" required:"true" maxLength:"64"`
		SiteID int64  `query:"siteId" minimum:"0"`
	}
	careerWorldOutput  struct{ Body CareerWorld }
	careerPlanRunInput struct {
		OnceInput
		IDInput
	}
	careerPlanJobOutput struct{ Body CareerPlanJob }
	careerRunInput      struct {
		IDInput
		Run int64 `path:"run" minimum:"1"`
	}
	careerRunOutput struct{ Body CareerScenarioRun }
)

const aboutScenarios = "A scenario projects the present workforce on a track month by month with and without its changes: headcount by rung with bands, exits, promotions and cost, what is arithmetic and what is assumed, and which cap binds."

func (s *Server) registerCareerScenarios(api huma.API) {
	r := careerPlans(s, plan.ScenarioKind, resource[CareerScenarioFields, CareerScenario]{
		one: "career-scenario", many: "career-scenarios", path: "/careers/scenarios", about: aboutScenarios,
	}, careerScenarioOf(false), careerScenarioOf(true))
	crud(s, api, r)
	start := r.operation(http.MethodPost, "/careers/scenarios/{id}/runs", "compute-career-scenario", "Compute a scenario anew")
	start.DefaultStatus = http.StatusAccepted
	secured(s, api, start, auth.ManageCareers, s.startCareerPlan(plan.ScenarioKind))
	secured(s, api, r.operation(http.MethodGet, "/careers/scenarios/{id}/runs", "list-career-scenario-runs", "List the results of a scenario, the newest first; at most 50"), auth.ReadCareers,
		func(ctx context.Context, scope auth.Scope, in *IDInput) (*listOutput[CareerScenarioRun], error) {
			list, err := s.Careers.Plans.Runs(ctx, scope, plan.ScenarioKind, in.ID)
			return pageOf(each(list, func(run plan.Run) CareerScenarioRun { return careerScenarioRunOf(run, false) }), ""), err
		})
	secured(s, api, r.operation(http.MethodGet, "/careers/scenarios/{id}/runs/{run}", "get-career-scenario-run", "Get a result of a scenario, also an earlier one"), auth.ReadCareers,
		func(ctx context.Context, scope auth.Scope, in *careerRunInput) (*careerRunOutput, error) {
			run, err := s.Careers.Plans.RunOf(ctx, scope, plan.ScenarioKind, in.ID, in.Run)
			if err != nil {
				return nil, err
			}
			return &careerRunOutput{careerScenarioRunOf(run, true)}, nil
		})
	secured(s, api, r.operation(http.MethodGet, "/careers/world", "get-career-world", "See from which workforce a scenario begins"), auth.ReadCareers,
		func(ctx context.Context, scope auth.Scope, in *careerWorldInput) (*careerWorldOutput, error) {
			w, err := s.Careers.Plans.World(ctx, scope, in.SiteID, scope.Employer(), in.Ladder, in.Track)
			if err != nil {
				return nil, err
			}
			return &careerWorldOutput{careerWorldOf(w)}, nil
		})
	secured(s, api, r.operation(http.MethodGet, "/careers/plan-runs/{id}/replay", "replay-career-plan", "Compute once more what a result rests on"), auth.ReadCareers, s.replayCareerPlan)
}

func (s *Server) startCareerPlan(kind plan.Kind) func(context.Context, auth.Scope, *careerPlanRunInput) (*careerPlanJobOutput, error) {
	return func(ctx context.Context, scope auth.Scope, in *careerPlanRunInput) (*careerPlanJobOutput, error) {
		run, err := s.Careers.Plans.Start(ctx, scope, kind, in.ID)
		if err != nil {
			return nil, err
		}
		return &careerPlanJobOutput{CareerPlanJob{run.ID, run.JobID}}, nil
	}
}
