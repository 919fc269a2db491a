package flow_test

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/careers/flow"
)

func TestHiringPlanCostsWhatTheReferenceCosts(t *testing.T) {
	var c struct {
		Input struct {
			T, Decide, Train_Months                      int
			LC0, LCTau                                   float64
			Haz_From                                     []int
			Haz, N0                                      []float64
			A0                                           []int
			Demand                                       []float64
			Classes                                      []int
			Cost_Hire, Cost_Class, Cost_Short, Cost_Over float64
		}
		Expected struct {
			Survival, Learning, Capacity_No_Hiring []float64
			Optimal                                struct{ Cost float64 }
			Shortage_Months_No_Hiring              int
		}
	}
	reference(t, "manpower_hiringplan", &c)
	in, want := c.Input, c.Expected
	d := &flow.Demand{
		People: in.Demand, Decide: in.Decide, Sizes: in.Classes, Trained: in.Train_Months, Learning: flow.Learning{Start: in.LC0, Tau: in.LCTau},
		HireCost: in.Cost_Hire, ClassCost: in.Cost_Class, ShortCost: in.Cost_Short, SurplusCost: in.Cost_Over,
	}
	for i, from := range in.Haz_From {
		d.Hazard = append(d.Hazard, flow.Band{From: from, Hazard: in.Haz[i]})
	}
	for i, n := range in.N0 {
		d.Staff = append(d.Staff, flow.Holders{Count: n, Tenure: in.A0[i]})
	}
	got := must[*flow.Hires](t)(flow.HiringPlan(d, 0))
	near(t, "survival", got.Survival, want.Survival)
	near(t, "output", got.Output, want.Learning)
	near(t, "without hires", got.Without, want.Capacity_No_Hiring)
	near(t, "cost", got.Cost, want.Optimal.Cost)
	if !got.Proven() {
		t.Errorf("cost %g, bound %g: not proven", got.Cost, got.Bound)
	}
}

// need draws a demand small enough to look at every plan.
func need(t *rapid.T) *flow.Demand {
	months := rapid.IntRange(1, 9).Draw(t, "months")
	money := func(name string) float64 { return float64(rapid.IntRange(0, 4000).Draw(t, name)) }
	d := &flow.Demand{
		Decide: rapid.IntRange(0, min(5, months)).Draw(t, "decide"), Trained: rapid.IntRange(0, 3).Draw(t, "training"),
		Sizes:    rapid.SliceOfN(rapid.IntRange(0, 30), 1, 4).Draw(t, "sizes"),
		Hazard:   []flow.Band{{Hazard: rapid.Float64Range(0, 0.2).Draw(t, "hazard")}, {From: 4, Hazard: 0.02}},
		Staff:    []flow.Holders{{Count: 60, Tenure: rapid.IntRange(0, 30).Draw(t, "tenure")}},
		Learning: flow.Learning{Start: 0.5, Tau: 2}, HireCost: money("hire"), ClassCost: money("class"), ShortCost: money("short"), SurplusCost: money("surplus"),
	}
	for range months {
		d.People = append(d.People, rapid.Float64Range(0, 120).Draw(t, "need"))
	}
	return d
}

// planCost prices a plan anew, in the words of the definition.
func planCost(d *flow.Demand, h *flow.Hires, classes []int) float64 {
	cost := 0.0
	for _, n := range classes {
		if n > 0 {
			cost += d.ClassCost + float64(n)*d.HireCost
		}
	}
	for t, need := range d.People {
		capacity := h.Without[t]
		for s := 0; s <= t && s < len(classes); s++ {
			capacity += float64(classes[s]) * h.Survival[t-s] * h.Output[t-s]
		}
		cost += d.ShortCost*math.Max(0, need-capacity) + d.SurplusCost*math.Max(0, capacity-need)
	}
	return cost
}

func TestNoPlanOfAllCostsLess(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := need(t)
		got, err := flow.HiringPlan(d, 0)
		if err != nil {
			t.Fatal(err)
		}
		if own := planCost(d, got, got.People[:d.Decide]); math.Abs(own-got.Cost) > 1e-7*(1+own) {
			t.Fatalf("the plan %v is said to cost %g and costs %g", got.People, got.Cost, own)
		}
		least := math.Inf(1)
		classes := make([]int, d.Decide)
		var all func(int)
		all = func(s int) {
			if s == d.Decide {
				least = math.Min(least, planCost(d, got, classes))
				return
			}
			for _, n := range d.Sizes {
				classes[s] = n
				all(s + 1)
			}
		}
		all(0)
		if math.Abs(got.Cost-least) > 1e-7*(1+least) || !got.Proven() {
			t.Fatalf("cost %g (bound %g), the least of all plans %g", got.Cost, got.Bound, least)
		}
	})
}

// year is a demand that cannot be enumerated: 12 months of 6 sizes.
func year() *flow.Demand {
	d := &flow.Demand{
		Decide: 12, Sizes: []int{0, 6, 10, 14, 18, 24}, Trained: 1, Hazard: flow.DefaultHazard(), Learning: flow.Learning{Start: 0.45, Tau: 2.5},
		Staff:    []flow.Holders{{Count: 20, Tenure: 1}, {Count: 60, Tenure: 6}, {Count: 80, Tenure: 18}, {Count: 60, Tenure: 40}},
		HireCost: 3000, ClassCost: 2000, ShortCost: 2600, SurplusCost: 700,
	}
	for t := range 18 {
		d.People = append(d.People, 205+12*math.Sin(float64(t)/2.5)+0.8*float64(t))
	}
	return d
}

func TestALongPlanIsProvenOrSaysHowFarItMayBeOff(t *testing.T) {
	full := must[*flow.Hires](t)(flow.HiringPlan(year(), 0))
	t.Logf("cost %.2f, bound %.2f, %d nodes, %v", full.Cost, full.Bound, full.Nodes, full.People)
	if !full.Proven() {
		t.Errorf("cost %g, bound %g: not proven", full.Cost, full.Bound)
	}
	short := must[*flow.Hires](t)(flow.HiringPlan(year(), 3))
	if short.Bound > full.Cost+1e-6 || short.Cost < full.Cost-1e-6 {
		t.Errorf("cut short: cost %g, bound %g around the least cost %g", short.Cost, short.Bound, full.Cost)
	}
}

// Four years are too many to prove; the plan says how far it may be off.
func TestAPlanOfYearsComesWithItsGap(t *testing.T) {
	d := year()
	d.Decide, d.Sizes = 48, []int{0, 4, 8, 12, 16, 20, 24, 30}
	for t := len(d.People); t < 54; t++ {
		d.People = append(d.People, 205+12*math.Sin(float64(t)/2.5)+0.8*float64(t))
	}
	got := must[*flow.Hires](t)(flow.HiringPlan(d, 300))
	t.Logf("cost %.2f, bound %.2f, gap %.2f %%, %d nodes", got.Cost, got.Bound, 100*(got.Cost-got.Bound)/got.Cost, got.Nodes)
	if got.Bound > got.Cost || got.Cost-got.Bound > 0.1*got.Cost {
		t.Errorf("cost %g, bound %g: want a gap below 10 %%", got.Cost, got.Bound)
	}
}

func TestHiringPlanRefusesWhatCannotBe(t *testing.T) {
	for says, spoil := range map[string]func(*flow.Demand){
		"demand":                      func(d *flow.Demand) { d.People = nil },
		"demand, month 3":             func(d *flow.Demand) { d.People[2] = -1 },
		"months to decide":            func(d *flow.Demand) { d.Decide = 40 },
		"sizes of classes: none":      func(d *flow.Demand) { d.Sizes = nil },
		"sizes of classes: -4":        func(d *flow.Demand) { d.Sizes[1] = -4 },
		"staff":                       func(d *flow.Demand) { d.Staff[0].Count = -1 },
		"hazard":                      func(d *flow.Demand) { d.Hazard = nil },
		"training":                    func(d *flow.Demand) { d.Trained = -1 },
		"tau":                         func(d *flow.Demand) { d.Tau = 0 },
		"cost of a person that lacks": func(d *flow.Demand) { d.ShortCost = math.NaN() },
	} {
		d := year()
		spoil(d)
		if _, err := flow.HiringPlan(d, 0); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("got %v, want an error that says %q", err, says)
		}
	}
}
