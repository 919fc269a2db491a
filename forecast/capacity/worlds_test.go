package capacity_test

import (
	"errors"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/forecast/capacity"
	"github.com/muster-wfm/muster/internal/problem"
)

func world(t rapid.TB, v capacity.Variation, p *capacity.Plan) *capacity.Plan {
	t.Helper()
	out, err := v.In(p)
	if err != nil {
		t.Fatalf("%+v: %v", v, err)
	}
	return out
}

// TestAnUnchangedScenarioIsItsBase, also with a hazard, weekly shrinkage, vendors
// and transfers, and what is proposed in it.
func TestAnUnchangedScenarioIsItsBase(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := busy().Draw(t, "plan")
		if rapid.Bool().Draw(t, "a hazard") {
			p = changed(p, func(_ int, g *capacity.Group) { g.Hazard = steady(0.01) })
		}
		equal(t, "computed", compute(t, world(t, capacity.Variation{}, p)), compute(t, p))
	})
}

// TestOneChangeAfterTheOtherIsBothAtOnce for what multiplies, adds or delays.
func TestOneChangeAfterTheOtherIsBothAtOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := busy().Draw(t, "plan")
		rate := rapid.Float64Range(-0.5, 1)
		a, b := rate.Draw(t, "one"), rate.Draw(t, "other")
		both := (1+a)*(1+b) - 1
		for name, c := range map[string][3]capacity.Variation{
			"demand":    {{Demand: a}, {Demand: b}, {Demand: both}},
			"attrition": {{Attrition: a}, {Attrition: b}, {Attrition: both}},
			"delay":     {{Delay: 2}, {Delay: 3}, {Delay: 5}},
			"shrinkage": {{Shrinkage: 0.01}, {Shrinkage: 0.03}, {Shrinkage: 0.04}},
			"back":      {{Shrinkage: 0.05}, {Shrinkage: -0.05}, {}},
		} {
			twice, once := compute(t, world(t, c[1], world(t, c[0], p))), compute(t, world(t, c[2], p))
			for i := range p.Groups {
				sameWeeks(t, name+": people at the end", twice.Groups[i].End, once.Groups[i].End, p.Weeks)
				sameWeeks(t, name+": gap hours", twice.Groups[i].GapHours, once.Groups[i].GapHours, p.Weeks)
			}
		}
	})
}

// TestAScenarioTouchesOnlyWhatItNames in the result.
func TestAScenarioTouchesOnlyWhatItNames(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := busy().Draw(t, "plan")
		base := compute(t, p)
		demand := compute(t, world(t, capacity.Variation{Demand: 0.25}, p))
		shrinkage := compute(t, world(t, capacity.Variation{Shrinkage: 0.04}, p))
		pay := compute(t, world(t, capacity.Variation{Pay: 0.1}, p))
		for i := range p.Groups {
			was := base.Groups[i]
			for name, is := range map[string]capacity.GroupResult{"demand": demand.Groups[i], "shrinkage": shrinkage.Groups[i], "pay": pay.Groups[i]} {
				equal(t, name+": who is there", is.End, was.End)
				equal(t, name+": worth", is.Worth, was.Worth)
				equal(t, name+": hiring", is.Hiring, was.Hiring)
				equal(t, name+": training", is.TrainingCost, was.TrainingCost)
			}
			equal(t, "demand: own hours", demand.Groups[i].OwnHours, was.OwnHours)
			equal(t, "shrinkage: what is required", shrinkage.Groups[i].RequiredHours, was.RequiredHours)
			equal(t, "pay: hours", pay.Groups[i].Hours, was.Hours)
			for w := range p.Weeks {
				near(t, "demand: required hours", demand.Groups[i].RequiredHours[w], 1.25*was.RequiredHours[w])
			}
		}
	})
}

// TestWhatIsTakenFromShrinkageEndsAtNothing: less cannot be lost than none, and
// what is lost in the office stays.
func TestWhatIsTakenFromShrinkageEndsAtNothing(t *testing.T) {
	p := small(2)
	p.Groups[0].Shrinkage = append(p.Groups[0].Shrinkage, capacity.Shrinkage{Name: "sickness", Share: []float64{0, 0.3}})
	got := compute(t, world(t, capacity.Variation{Shrinkage: -0.4}, p)).Groups[0].Available
	equal(t, "available", got, []float64{0.9375, 0.9375 * 0.9}) // of 0.2 nothing is left, of 0.5 a tenth
}

// TestARefusedScenarioNamesItsField.
func TestARefusedScenarioNamesItsField(t *testing.T) {
	for field, v := range map[string]capacity.Variation{
		"demand": {Demand: -1}, "attrition": {Attrition: -1.5}, "pay": {Pay: 9.01}, "shrinkage": {Shrinkage: -1}, "delay": {Delay: capacity.MaxWeeks},
		"groups[0].shrinkage": {Shrinkage: 0.8},
	} {
		_, err := v.In(small(2))
		var problems problem.List
		if !errors.As(err, &problems) || problems[0].Field != field {
			t.Errorf("%+v: %v; want %s refused", v, err, field)
		}
	}
	for _, v := range []capacity.Variation{{Demand: 9}, {Demand: -0.99}, {Attrition: 9}, {Pay: 9}, {Shrinkage: 0.79}, {Shrinkage: -0.99}, {Delay: capacity.MaxWeeks - 1}} {
		if _, err := v.In(small(2)); err != nil {
			t.Errorf("%+v is refused: %v", v, err)
		}
	}
}
