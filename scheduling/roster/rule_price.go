package roster

import (
	"context"
	"slices"
)

// RulePrice is what a limit costs: no roster under the limit a notch looser costs
// less than the bound of [RulePrices] less Price. A price of 0 proves that
// loosening this limit alone cannot bring a roster below the bound.
type RulePrice struct {
	Loosening
	People int // whom the limit holds for
	Price  float64
}

// RulePrices are the prices of all limits of a problem's agreements.
type RulePrices struct {
	// Cost is that of the roster that was given, Bound is proven: no legal roster
	// costs less.
	Cost, Bound float64
	// Rules are the limits, the dearest first.
	Rules []RulePrice
}

// mostPricings is how many evaluations of a bound its prices are worth.
const mostPricings = 400

// PriceRules finds what each limit of each agreement costs, by the Lagrangian
// bound (see bounder): at the prices of the best bound found, the people of the
// agreement are priced again under the limit a notch looser, and the bound falls
// by what their rows become cheaper. Prices that are not the best make the fall
// larger, never smaller than that of the best bound: it is an upper limit of the
// gain, valid for any prices (Geoffrion 1974). A roster to begin from makes the
// prices good sooner. Progress is told the fraction done; ctx ends the work with
// its error.
func PriceRules(ctx context.Context, p *Problem, r Roster, progress func(fraction float64)) (RulePrices, error) {
	found := p.Faults()
	if len(found) == 0 {
		found = p.shapeFaults(r)
	}
	if len(found) > 0 {
		return RulePrices{}, &Invalid{Faults: found}
	}
	m := newModel(p)
	rows, stuck, err := m.build(ctx, 1, r)
	if err != nil {
		return RulePrices{}, err
	}
	if len(stuck) > 0 {
		return RulePrices{}, m.infeasible(stuck)
	}
	out := RulePrices{Cost: Evaluate(p, r).Total()}
	b := newBounder(m)
	b.free = true
	burdens := m.burdens(rows)
	b.begin(rows, nil)
	for n := 0; n < mostPricings && !b.done(out.Cost) && ctx.Err() == nil; n++ {
		b.run(1, func() bool { return ctx.Err() != nil }, out.Cost, burdens)
		progress(float64(n) / mostPricings / 2)
	}
	out.Bound = b.best
	var all []Loosening
	for agreement := range p.Agreements {
		all = append(all, m.loosenings(agreement)...)
	}
	for k, l := range all {
		if err := ctx.Err(); err != nil {
			return RulePrices{}, err
		}
		out.Rules = append(out.Rules, b.priceOf(l, burdens))
		progress(0.5 + float64(k+1)/float64(len(all))/2)
	}
	slices.SortStableFunc(out.Rules, func(x, y RulePrice) int { return compareChoice(false, false, y.Price, x.Price) })
	return out, nil
}

// priceOf prices the people of an agreement again under a looser limit, at the
// best prices known.
func (b *bounder) priceOf(l Loosening, burdens []Load) RulePrice {
	for g := range b.price {
		copy(b.price[g], b.bestAt[g])
	}
	b.open()
	h := b.m.loosened(l)
	out := RulePrice{Loosening: l}
	for _, class := range b.classes {
		if b.m.problem.People[class.people[0]].Agreement != l.Agreement {
			continue
		}
		now, known := b.rowPrice(class.worker, class.people, burdens)
		looser := h.hire(class.people[0]).relaxed()
		out.People += len(class.people)
		if looser == nil || !known {
			continue
		}
		if then, ok := b.rowPrice(looser, class.people, burdens); ok && then < now {
			out.Price += (now - then) * float64(len(class.people))
		}
	}
	return out
}

// rowPrice returns the cheapest row's price of people who are alike, fairness by
// its tangent.
func (b *bounder) rowPrice(w *worker, people []int, burdens []Load) (float64, bool) {
	var level Load
	for _, i := range people {
		level = level.Plus(burdens[i], 1/float64(len(people)))
	}
	slope, constant := b.m.problem.Fairness.tangent(w.standing, level)
	cost, ok := b.finder.find(w, state{}, nil, 0, b.m.days, slope)
	return cost + constant, ok
}
