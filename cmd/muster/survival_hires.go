package main

import "github.com/muster-wfm/muster/careers/flow"

// planHires answers the kind hiring_plan.
func planHires(q *survivalCase) (any, error) {
	d := &flow.Demand{
		People: list[float64](q, "demand"), Decide: needed[int](q, "decide"), Sizes: list[int](q, "classes"), Hazard: q.bands(), Learning: q.learning(),
		HireCost: needed[float64](q, "cost_hire"), ClassCost: needed[float64](q, "cost_class"),
		ShortCost: needed[float64](q, "cost_short"), SurplusCost: needed[float64](q, "cost_over"),
	}
	q.option("train_months", &d.Trained)
	months := len(d.People)
	if q.option("T", &months) && months != len(d.People) {
		q.bad.add(q.spec, 0, "input.demand", "%d values; %d, one for each month of T, were expected", len(d.People), months)
	}
	people := list[float64](q, "n0")
	for i, tenure := range listOf[int](q, "a0", len(people)) {
		d.Staff = append(d.Staff, flow.Holders{Count: people[i], Tenure: tenure})
	}
	if len(q.bad.problems) > 0 {
		return nil, q.bad
	}
	plan, err := flow.HiringPlan(d, 0)
	if err != nil {
		return nil, q.refused(err)
	}
	short := 0
	for t, capacity := range plan.Without {
		if capacity < d.People[t] {
			short++
		}
	}
	return document{
		"survival": reals(plan.Survival), "learning": reals(plan.Output), "capacity_no_hiring": reals(plan.Without), "shortage_months_no_hiring": short,
		"optimal": document{
			"cost": real(plan.Cost), "hires": plan.People, "capacity": reals(plan.Capacity), "shortfall": reals(plan.Short),
			"bound": real(plan.Bound), "proven": plan.Proven(),
		},
	}, nil
}
