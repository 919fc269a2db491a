package main

import (
	"context"
	"time"

	"github.com/muster-wfm/muster/careers/flow"
	"github.com/muster-wfm/muster/careers/plan"
	"github.com/muster-wfm/muster/cmd/muster/wire"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/demo"
)

// demoPay is what the demonstration centre pays a month on each rung, in fen.
var demoPay = map[string]int64{
	"new": 5_600_00, "qualified": 6_400_00, "excellent": 7_200_00, "advanced": 8_000_00,
	"supervisor": 9_200_00, "trainer": 10_200_00, "service-manager": 13_500_00, "operations-manager": 18_000_00,
}

// planCareersDemo keeps and computes what somebody of HR would ask: the way to management
// with a rung more, fewer nights and more pay on that of long service, and classes for the
// need of the capacity plan.
func planCareersDemo(ctx context.Context, m *wire.Services, centre demo.Centre) error {
	plans := m.Careers.Plans
	defer func(now func() time.Time) { plans.Now = now }(plans.Now)
	plans.Now = func() time.Time { return centre.Today.Start(time.UTC).Add(9 * time.Hour) }
	scope := auth.SystemScope(wire.MainTenant)
	pay := func(rungs ...string) map[string]int64 {
		out := map[string]int64{}
		for _, r := range rungs {
			out[r] = demoPay[r]
		}
		return out
	}
	mentors, months, nights := max(4, centre.People/15), 9, 0.2
	kept := []plan.Kept{
		{
			Kind: plan.ScenarioKind, Name: "A mentor's rung for those who stay", Description: "Widen the road: places for mentors between excellent agents and supervisors",
			Order: plan.Order{Scenario: &plan.Scenario{
				Ladder: "contact-centre", Track: "management", Horizon: 36, Currency: "CNY", Seed: 1, Pay: pay("new", "qualified", "excellent", "supervisor", "trainer", "service-manager", "operations-manager"),
				Changes: []plan.Change{{Kind: plan.AddRung, Rung: "excellent", Code: "mentor", Name: "Mentor", Places: &mentors, Months: &months, PayMinor: 7_600_00}},
			}},
		},
		{
			Kind: plan.ScenarioKind, Name: "Half the nights, a little more pay", Description: "Nights at most a tenth, and four per cent more for new and qualified agents",
			Order: plan.Order{Scenario: &plan.Scenario{
				Ladder: "contact-centre", Track: "tenure", Horizon: 36, Currency: "CNY", Seed: 1, Pay: pay("new", "qualified", "excellent", "advanced"), Nights: &nights,
				Changes: []plan.Change{{Kind: plan.NightCap, Share: 0.1}, {Kind: plan.Pay, Rungs: []string{"new", "qualified"}, Share: 0.04}},
			}},
		},
	}
	hiring, err := demoHiring(ctx, m, scope)
	if err != nil {
		return err
	}
	for _, k := range append(kept, hiring...) {
		k, err := plans.Create(ctx, scope, k)
		if err != nil {
			return err
		}
		if err := plans.Compute(ctx, scope, k.Kind, k.ID); err != nil {
			return err
		}
	}
	return nil
}

// demoHiring is a hiring plan for the first group of the capacity plan.
func demoHiring(ctx context.Context, m *wire.Services, scope auth.Scope) ([]plan.Kept, error) {
	list, err := m.Careers.Plans.CapacityPlans(ctx, scope)
	if err != nil || len(list) == 0 || len(list[0].Groups) == 0 {
		return nil, err
	}
	start, _ := flow.DefaultOf(flow.LearningStart)
	tau, _ := flow.DefaultOf(flow.LearningTau)
	return []plan.Kept{{
		Kind: plan.HiringKind, Name: list[0].Groups[0] + ", classes of next year", Description: "For the need of the capacity plan", SiteID: list[0].SiteID,
		Order: plan.Order{Hiring: &plan.Hiring{
			CapacityPlanID: list[0].ID, Group: list[0].Groups[0], Months: 12, Decide: 9, Sizes: []int{2, 4, 6, 8}, Currency: list[0].Currency,
			HireMinor: 4_800_00, ClassMinor: 6_000_00, ShortMinor: 9_500_00, SurplusMinor: 6_400_00, Trained: 1, Start: start.Value, Tau: tau.Value,
		}},
	}}, nil
}
