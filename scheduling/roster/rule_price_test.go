package roster

import (
	"context"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/scheduling/rules"
	"github.com/muster-wfm/muster/workforce/labour"
)

func TestNoRosterUnderALooserLimitBeatsTheBoundByMoreThanItsPrice(t *testing.T) {
	priced := 0
	rapid.Check(t, func(rt *rapid.T) {
		p := drawProblem(rt, size{people: 2, days: 4, starts: 2})
		if len(p.Faults()) > 0 {
			rt.Skip("the drawn fixed shifts overlap")
		}
		start, err := Solve(context.Background(), p, Settings{Seed: 1, Iterations: 20}, nil)
		if err != nil {
			rt.Skip("no legal roster")
		}
		prices, err := PriceRules(context.Background(), p, start.Roster, func(float64) {})
		if err != nil {
			rt.Fatal(err)
		}
		if prices.Bound > start.Cost.Total()+1e-6 {
			rt.Fatalf("bound %v above a roster of %v", prices.Bound, start.Cost.Total())
		}
		m := newModel(p)
		for _, r := range prices.Rules {
			looser := *p
			looser.Agreements = looserAgreements(m, r.Loosening)
			best, err := Solve(context.Background(), &looser, Settings{Seed: 1, Iterations: 40}, nil)
			if err != nil {
				rt.Fatalf("%+v: %v", r, err)
			}
			if best.Cost.Total() < prices.Bound-r.Price-1e-6 {
				rt.Fatalf("%+v: a roster under it costs %v, the bound is %v", r, best.Cost.Total(), prices.Bound)
			}
			if r.Price > 0 {
				priced++
			}
		}
	})
	if priced == 0 {
		t.Error("no limit had a price in any problem: the test proves nothing")
	}
}

// looserAgreements returns the agreements under looser limits; a rule that asks
// nothing any more is gone.
func looserAgreements(m *model, limits ...Loosening) []rules.Agreement {
	list := m.loosened(limits...).model.problem.Agreements
	for i := range list {
		list[i].Rules = slices.DeleteFunc(list[i].Rules, func(r labour.Rule) bool { return r.Kind == "" })
	}
	return list
}

func TestALimitThatBindsNobodyIsFree(t *testing.T) {
	p := centreProblem(t, small)
	r, err := Solve(context.Background(), p, few, nil)
	if err != nil {
		t.Fatal(err)
	}
	p.Agreements[0].MaxConsecutiveDays = 30 // of 14
	prices, err := PriceRules(context.Background(), p, r.Roster, func(float64) {})
	if err != nil {
		t.Fatal(err)
	}
	last := math.Inf(1)
	for _, rule := range prices.Rules {
		if rule.Price > last {
			t.Error("prices are not in falling order")
		}
		last = rule.Price
		if rule.From == 30 && rule.Price > 1e-9 {
			t.Errorf("%+v costs something", rule)
		}
	}
}

func TestPricingRulesEndsWithItsContext(t *testing.T) {
	p := centreProblem(t, small)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := PriceRules(ctx, p, NewRoster(p), func(float64) {}); err == nil {
		t.Error("no error")
	}
}
