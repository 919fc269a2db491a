package flow_test

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/careers/flow"
)

// sameCourse compares two projections, the second of times as many people.
func sameCourse(t *rapid.T, a, b *flow.Model, times float64) {
	one, err := flow.Project(a, 30)
	if err != nil {
		t.Fatal(err)
	}
	other, err := flow.Project(b, 30)
	if err != nil {
		t.Fatal(err)
	}
	for i := range one.Months {
		x, y := one.Months[i], other.Months[i]
		pairs := append([][2]float64{{x.Exits, y.Exits}, {x.Hires, y.Hires}, {x.Effective, y.Effective}, {x.Cost, y.Cost}}, zip(x.ByRung, y.ByRung)...)
		for _, p := range append(pairs, zip(x.Promoted, y.Promoted)...) {
			if math.Abs(times*p[0]-p[1]) > 1e-8*math.Max(1, math.Abs(p[1])) {
				t.Fatalf("month %d: %+v, then %+v", i, x, y)
			}
		}
	}
}

func zip(a, b []float64) [][2]float64 {
	pairs := make([][2]float64, len(a))
	for i := range a {
		pairs[i] = [2]float64{a[i], b[i]}
	}
	return pairs
}

// changed is a model of its own that may be changed.
func changed(m *flow.Model) *flow.Model {
	c := *m
	c.Rungs, c.Sources, c.Effects = slices.Clone(m.Rungs), slices.Clone(m.Sources), slices.Clone(m.Effects)
	for r := range c.Rungs {
		c.Rungs[r].Holders = slices.Clone(m.Rungs[r].Holders)
	}
	c.Hiring.PerMonth = slices.Clone(m.Hiring.PerMonth)
	return &c
}

func TestHowPeopleAreListedChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := anyModel(t)
		split := changed(m)
		for r := range split.Rungs {
			h := split.Rungs[r].Holders[0]
			part := h
			part.Count = h.Count * rapid.Float64Range(0, 1).Draw(t, "part")
			h.Count -= part.Count
			split.Rungs[r].Holders = []flow.Holders{part, h, {Count: 0, Tenure: 3}}
		}
		sameCourse(t, m, split, 1)
	})
}

func TestTwiceThePeopleOfTwiceThePlacesDoTwiceAsMuch(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := anyModel(t)
		twice := changed(m)
		for r := range twice.Rungs {
			twice.Rungs[r].Cap *= 2
			twice.Rungs[r].Holders[0].Count *= 2
		}
		twice.Hiring.PerMonth[0] *= 2
		sameCourse(t, m, twice, 2)
	})
}

func TestSourcesThatAreAlikeAreOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := anyModel(t)
		m.Sources = []flow.Source{{Name: "one", Share: 1, HR: flow.Known(0.8), Cost: 7}}
		many := changed(m)
		many.Sources = []flow.Source{{Name: "a", Share: 2, HR: flow.Known(0.8), Cost: 7}, {Name: "b", Share: 5, HR: flow.Known(0.8), Cost: 7}, {Name: "none", HR: flow.Known(9)}}
		sameCourse(t, m, many, 1)
	})
}

func TestAnEffectOfHalfTheTimeTwiceIsOneOfAllTheTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := anyModel(t)
		m.Effects = []flow.Effect{{Name: "night", HR: flow.Known(1.4), Exposure: 1}}
		halves := changed(m)
		halves.Effects = []flow.Effect{{Name: "early", HR: flow.Known(1.4), Exposure: 0.5}, {Name: "late", HR: flow.Known(1.4), Exposure: 0.5}}
		sameCourse(t, m, halves, 1)
	})
}

// Without caps and hires, a higher hazard leaves fewer people in every month.
func TestAHigherHazardLeavesFewer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := anyModel(t).Indifferent()
		m.Hiring = flow.Hiring{Policy: flow.Fixed}
		worse := changed(m)
		for r := range m.Rungs {
			m.Rungs[r].Cap, worse.Rungs[r].Cap = flow.Unlimited(), flow.Unlimited()
		}
		worse.Stall = flow.Stall{From: 0, HR: flow.Known(rapid.Float64Range(1, 3).Draw(t, "ratio"))}
		before, err := flow.Project(m, 30)
		if err != nil {
			t.Fatal(err)
		}
		after, err := flow.Project(worse, 30)
		if err != nil {
			t.Fatal(err)
		}
		for i := range before.Months {
			if after.Months[i].Headcount > before.Months[i].Headcount+1e-9 {
				t.Fatalf("month %d: %g people under the higher hazard, %g under the lower", i, after.Months[i].Headcount, before.Months[i].Headcount)
			}
		}
	})
}

// What is drawn is a workforce too: spreads hold their value's parts together, and a
// year of less than twelve months is scaled up.
func TestAttritionIsAShareAYearWhateverTheMonths(t *testing.T) {
	m := centre().Indifferent()
	m.Hazard = []flow.Band{{Hazard: 0.03}}
	want := 12 * -math.Expm1(-0.03)
	for _, months := range []int{1, 6, 12, 18} {
		p := must[*flow.Projection](t)(flow.Project(m, months))
		for _, got := range p.Figures().Attrition {
			near(t, "attrition", got, want)
		}
	}
	empty := centre()
	for r := range empty.Rungs {
		empty.Rungs[r].Holders = nil
	}
	p := must[*flow.Projection](t)(flow.Project(empty, 3))
	near(t, "attrition of nobody", p.Figures().Attrition, []float64{0})
}
