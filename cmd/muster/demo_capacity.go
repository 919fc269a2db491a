package main

import (
	"context"
	"math"

	"github.com/muster-wfm/muster/cmd/muster/wire"
	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/capacity"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/demo"
)

// demoPlanWeeks is how far the demonstration centre plans its people: eighteen
// months.
const demoPlanWeeks = 78

// capacityDemo plans the people of the first site months ahead, the way a planner
// would: demand from the outlooks, people from the register, then classes of new
// people and a vendor's tranche, and two other worlds beside it.
func capacityDemo(ctx context.Context, m *wire.Services, centre demo.Centre) error {
	scope := auth.SystemScope(wire.MainTenant)
	plan := forecast.CapacityPlan{
		SiteID: centre.Sites[0].ID, Name: centre.Sites[0].Name + ", the next eighteen months", Currency: "CNY",
		Plan: capacity.Plan{From: centre.Today.Monday().AddDays(7), Weeks: demoPlanWeeks},
		Scenarios: []forecast.CapacityScenario{
			{Name: "Busy year", Variation: capacity.Variation{Demand: 0.08}},
			{Name: "More leave, classes late", Variation: capacity.Variation{Attrition: 0.3, Delay: 4}},
		},
		Note: "First draft, from the outlooks",
	}
	for _, q := range centre.Queues {
		if q.SiteID != plan.SiteID {
			continue
		}
		plan.Plan.Groups = append(plan.Plan.Groups, demoGroup(q.Name))
		plan.Sources = append(plan.Sources, forecast.CapacitySource{QueueIDs: []int64{q.ID}, CountPeople: true})
	}
	if n := len(plan.Plan.Groups); n > 1 {
		plan.Plan.Groups[n-1].Attrition = nil // learnt from those who left
	}
	plan, err := m.Capacity.Create(ctx, scope, plan)
	if err != nil {
		return err
	}
	if plan, err = m.Capacity.ReadDemand(ctx, scope, plan.ID, plan.Version); err != nil {
		return err
	}
	for i := range plan.Plan.Groups {
		decideDemo(&plan.Plan.Groups[i])
	}
	plan.Note = "Classes every ten weeks, and the vendor before the autumn sales"
	_, err = m.Capacity.Edit(ctx, scope, plan)
	return err
}

// demoGroup is what holds in every group of the demonstration centre; money is in
// fen.
func demoGroup(name string) capacity.Group {
	return capacity.Group{
		Name: name, Hours: 40, Pay: 1_850_00, HireCost: 2_400_00, Lead: 3,
		Shrinkage: []capacity.Shrinkage{
			{Name: "Leave and holidays", Share: []float64{0.09}}, {Name: "Sickness", Share: []float64{0.03}},
			{Name: "Coaching and meetings", InOffice: true, Share: []float64{0.06}}, {Name: "Breaks", InOffice: true, Share: []float64{0.05}},
		},
		Attrition: []capacity.Band{{FromWeek: 0, Yearly: 0.45}, {FromWeek: 13, Yearly: 0.3}, {FromWeek: 52, Yearly: 0.18}},
		Training:  capacity.Training{Weeks: 4, Cost: 600_00, Productivity: []float64{0.5, 0.6, 0.7, 0.8, 0.9, 1}, Handle: []float64{1.35, 1.25, 1.15, 1.08, 1.04, 1}},
		Overtime:  capacity.Overtime{Cap: 0.04, Premium: 1.5},
		Vendors:   []capacity.Vendor{{Name: "Harbour Connect", Min: 3, Max: 60, Lead: 6, Weeks: 13, Hours: 30, Price: 2_150_00}},
	}
}

// decideDemo hires a class every ten weeks that makes up for most of those who
// leave, and takes a tranche of the vendor.
func decideDemo(g *capacity.Group) {
	people := 0.0
	for _, c := range g.Starting {
		people += c.People
	}
	class := math.Max(1, math.Round(0.045*people))
	for week := 4; week < demoPlanWeeks; week += 10 {
		g.Hires = append(g.Hires, capacity.Hire{Week: week, People: class})
	}
	g.Tranches = []capacity.Tranche{{Vendor: 0, Week: 30, People: math.Max(g.Vendors[0].Min, class)}}
}
