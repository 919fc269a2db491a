package roster

import (
	"cmp"
	"math/rand/v2"
	"slices"
)

// How hard people who restore the coverage whatever else it costs are looked for.
const (
	replies = 2 // how often the people of a group answer each other
	jolts   = 6 // beginnings of a group at prices with noise
)

// whatever looks for people who restore the coverage together when nothing found so
// far does, with no regard to wishes, burdens and levies: where those weigh more than
// the coverage that is left, no search by cost finds such people, and yet the planner
// wants to know of them. Each of the most useful alone is joined by whoever then helps
// most, up to three people or the order's limit, and those joined answer each other
// exactly. Two may help only where the first begins with days that do not help alone:
// later beginnings are therefore at prices with noise.
func (r *repair) whatever() {
	if len(r.whole) > 0 {
		return
	}
	list := slices.Clone(r.singles)
	slices.SortStableFunc(list, func(a, b single) int { return cmp.Compare(a.coverage, b.coverage) })
	list = list[:min(len(list), followers)]
	for try := range jolts {
		for _, first := range list[:min(len(list), deepest)] {
			if r.gather(first.at, list, float64(try)); len(r.whole) > 0 || r.ctx.Err() != nil {
				return
			}
		}
	}
}

// gather begins with one person and lets others join while that helps the coverage.
func (r *repair) gather(first int, list []single, noise float64) {
	r.show(attempt{})
	team := []int{first}
	r.forCoverage(first, noise)
	for len(team) < min(3, r.settings.MostPeople) {
		next, found := r.joining(team, list)
		if !found {
			return
		}
		team = append(team, next)
		for range replies {
			for _, k := range slices.Backward(team) {
				r.forCoverage(k, 0)
			}
		}
		if r.record(); len(r.whole) > 0 {
			return
		}
	}
}

// joining returns the person outside a team who can now help the coverage most.
func (r *repair) joining(team []int, list []single) (next int, found bool) {
	least := r.c.cover.total() - 1e-9
	for _, s := range list {
		if slices.Contains(team, s.at) {
			continue
		}
		if coverage, ok := r.reach(s.at); ok && coverage < least {
			next, found, least = s.at, true, coverage
		}
	}
	return next, found
}

// forCoverage gives a person the row that is best for the coverage alone; with noise,
// at prices that lie off by so many missing people at random.
func (r *repair) forCoverage(k int, noise float64) {
	c := r.c
	c.undo = c.undo[:0]
	delta := c.clear(k, r.a, r.b)
	c.finder.charge(c.cover, r.bare[k], r.a, r.b)
	if noise > 0 {
		c.finder.blur(c.rng, noise*c.m.unit(), r.a, r.b)
	}
	c.finder.levy = r.levies[k].scaled(0) // changes are free, but what has begun or is pinned stays, pauses too
	if _, ok := c.finder.find(r.bare[k], c.states[k][r.a], c.rows[k], r.a, r.b, Load{}); ok {
		c.finder.write(r.bare[k], c.rows[k], r.a, r.b)
	}
	c.finder.levy = nil
	c.cost += delta + c.enter(k, r.a, r.b)
	if !slices.Contains(r.moved, k) {
		r.moved = append(r.moved, k)
	}
}

// blur adds noise to the prices of all groups' ticks, an hour's worth at a time.
func (f *finder) blur(rng *rand.Rand, scale float64, a, b int) {
	m := f.model
	from, to := m.dayTick[a], min(m.span, m.dayTick[b]+m.span-m.ticks())
	for _, prefix := range f.prefix {
		sum := 0.0
		for t := from; t < to; t++ {
			sum += scale * rng.NormFloat64()
			prefix[t+1] += sum
		}
	}
}
