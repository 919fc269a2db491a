package capacity_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/forecast/capacity"
)

func TestAVariationChangesWhatItNamesAndNotThePlan(t *testing.T) {
	p := small(2)
	p.Groups[0].Attrition = []capacity.Band{{Yearly: 0.19}}
	p.Groups[0].Hires = []capacity.Hire{{Week: 0, People: 5}, {Week: 1, People: 7}}
	p.Groups[0].Vendors = []capacity.Vendor{{Name: "north", Max: 5, Weeks: 4, Hours: 30, Price: 100}}
	before := compute(t, p).Groups[0]
	varied, err := capacity.Variation{Demand: 0.1, Attrition: 1, Shrinkage: 0.05, Pay: 0.03, Delay: 1}.In(p)
	if err != nil {
		t.Fatal(err)
	}
	g := varied.Groups[0]
	equal(t, "required", g.Required, []float64{3300, 3300})
	equal(t, "attrition, doubled by the week", g.Attrition, []capacity.Band{{Yearly: 1 - 0.81*0.81}})
	equal(t, "pay", []int64{g.Pay, g.Vendors[0].Price}, []int64{103_00, 103})
	equal(t, "hires", g.Hires, []capacity.Hire{{Week: 1, People: 5}})
	equal(t, "available", compute(t, varied).Groups[0].Available[0], 0.9375*0.75)
	equal(t, "the plan itself", compute(t, p).Groups[0], before)
}

func TestLessShrinkageIsTakenFromItsCategories(t *testing.T) {
	p := small(1)
	p.Groups[0].Shrinkage = append(p.Groups[0].Shrinkage, capacity.Shrinkage{Name: "sickness", Share: []float64{0.05}})
	varied, err := capacity.Variation{Shrinkage: -0.05}.In(p)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "leave", varied.Groups[0].Shrinkage[1].Share, []float64{0.16})
	equal(t, "sickness", varied.Groups[0].Shrinkage[2].Share, []float64{0.04})
}

func TestAVariationThatCannotBeIsRefused(t *testing.T) {
	for _, v := range []capacity.Variation{{Demand: -1}, {Attrition: math.NaN()}, {Pay: 10}, {Shrinkage: 1}, {Delay: -1}, {Shrinkage: 0.9}} {
		if _, err := v.In(small(2)); err == nil {
			t.Errorf("%+v is accepted", v)
		}
	}
}

// variations draws worlds that any plan of plans() can be looked at in.
func variations() *rapid.Generator[capacity.Variation] {
	return rapid.Custom(func(t *rapid.T) capacity.Variation {
		return capacity.Variation{
			Demand: rapid.Float64Range(-0.5, 1).Draw(t, "demand"), Attrition: rapid.Float64Range(-0.9, 2).Draw(t, "attrition"),
			Shrinkage: rapid.Float64Range(-0.1, 0.1).Draw(t, "shrinkage"), Pay: rapid.Float64Range(-0.2, 0.5).Draw(t, "pay"), Delay: rapid.IntRange(0, 5).Draw(t, "delay"),
		}
	})
}

func TestScenariosDoNotTouchThePlanNorEachOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := plans().Draw(t, "plan")
		a, b := variations().Draw(t, "one"), variations().Draw(t, "other")
		before := compute(t, p)
		alone, err := b.In(p)
		if err != nil {
			t.Fatal(err)
		}
		want := compute(t, alone)
		if _, err := a.In(p); err != nil {
			t.Fatal(err)
		}
		again, err := b.In(p)
		if err != nil {
			t.Fatal(err)
		}
		equal(t, "the other after the one", compute(t, again), want)
		equal(t, "the plan after both", compute(t, p), before)
	})
}

func TestAVariationOfNothingIsThePlan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := plans().Draw(t, "plan")
		same, err := capacity.Variation{}.In(p)
		if err != nil {
			t.Fatal(err)
		}
		equal(t, "computed", compute(t, same), compute(t, p))
	})
}

// TestAHarderWorldIsNotEasier: more demand, more leavers, more absence or later
// hires never leave more hours.
func TestAHarderWorldIsNotEasier(t *testing.T) {
	for name, v := range map[string]capacity.Variation{
		"demand": {Demand: 0.2}, "attrition": {Attrition: 0.5}, "shrinkage": {Shrinkage: 0.05}, "delay": {Delay: 3},
	} {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				p := plans().Draw(t, "plan")
				p.Transfers = nil // a transfer takes no more than there are, and so may leave more behind
				harder, err := v.In(p)
				if err != nil {
					t.Fatal(err)
				}
				before, after := compute(t, p), compute(t, harder)
				for i := range p.Groups {
					for w := range p.Weeks {
						if name == "delay" && after.Groups[i].OwnHours[w] > before.Groups[i].OwnHours[w]*(1+1e-9) && hiredBefore(&p.Groups[i], w) {
							continue // people who came later have had less time to leave
						}
						if was, is := before.Groups[i].GapHours[w], after.Groups[i].GapHours[w]; is > was+1e-6*(1+math.Abs(was)) {
							t.Errorf("week %d: a gap of %g hours became %g", w, was, is)
						}
					}
				}
			})
		})
	}
}

func hiredBefore(g *capacity.Group, week int) bool {
	for _, h := range g.Hires {
		if h.Week <= week {
			return true
		}
	}
	return false
}

func TestPayAndPricesRiseTogetherAndHoursStay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := plans().Draw(t, "plan")
		dearer, err := capacity.Variation{Pay: 0.1}.In(p)
		if err != nil {
			t.Fatal(err)
		}
		before, after := compute(t, p), compute(t, dearer)
		equal(t, "hours", after.Total.GapHours, before.Total.GapHours)
		for w := range p.Weeks {
			if after.Total.Pay[w] < before.Total.Pay[w] || after.Total.Hiring[w] != before.Total.Hiring[w] {
				t.Errorf("week %d: pay %d and hiring %d; before %d and %d", w, after.Total.Pay[w], after.Total.Hiring[w], before.Total.Pay[w], before.Total.Hiring[w])
			}
		}
	})
}

func TestALearntHazardVariesToo(t *testing.T) {
	p := small(2)
	p.Groups[0].Hazard = steady(0.1)
	varied, err := capacity.Variation{Attrition: 0.5}.In(p)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "leavers", compute(t, varied).Groups[0].Leavers, []float64{15, 85 * 0.15})
	if varied, err = (capacity.Variation{Attrition: 9}).In(p); err != nil {
		t.Fatal(err)
	}
	equal(t, "nobody leaves twice", compute(t, varied).Groups[0].End, []float64{0, 0})
}

func TestAddedShrinkageTakesANameOfItsOwn(t *testing.T) {
	p := small(1)
	p.Groups[0].Shrinkage[1].Name = "scenario"
	varied, err := capacity.Variation{Shrinkage: 0.01}.In(p)
	if err != nil {
		t.Fatal(err)
	}
	if names := []string{varied.Groups[0].Shrinkage[1].Name, varied.Groups[0].Shrinkage[2].Name}; names[0] == names[1] {
		t.Errorf("two causes are called %s", names[0])
	}
}
