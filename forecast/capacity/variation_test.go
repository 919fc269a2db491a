package capacity_test

import (
	"math"
	"testing"

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
