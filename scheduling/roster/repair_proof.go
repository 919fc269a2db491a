package roster

import (
	"cmp"
	"slices"
)

// prove finds how few people could restore the coverage at all. None or one is
// settled exactly, by what everybody can do alone. For more, coverage is bounded
// from below by straight lines: at any prices that support its convex cost at
// some roster, the cost is at least that of the roster plus what each change of
// each person is worth at these prices, and what the n people who change for the
// most gain can bring bounds all sets of n (Lagrangian relaxation; Geoffrion,
// Mathematical Programming Study 2, 1974).
func (r *repair) prove() {
	r.show(attempt{})
	gap := r.c.cover.total()
	switch {
	case gap <= r.goal():
		return
	case !r.complete || slices.ContainsFunc(r.singles, func(s single) bool { return s.coverage <= r.goal() }):
		r.minimum = 1
		return
	}
	r.minimum = 2
	counts := make([][]int32, len(r.c.cover.count))
	for g := range counts {
		counts[g] = slices.Clone(r.c.cover.count[g])
	}
	refs := []attempt{{}}
	if t, known := r.lowest(); known {
		refs = append(refs, t)
	}
	for _, ref := range refs {
		if r.ctx.Err() != nil {
			break
		}
		r.show(ref)
		floor := r.support(counts)
		r.show(attempt{})
		fewest, possible := r.fewest(floor)
		r.minimum, r.hopeless = max(r.minimum, fewest), r.hopeless || !possible
	}
	r.show(attempt{})
}

// lowest returns the attempt of the least coverage cost.
func (r *repair) lowest() (attempt, bool) {
	var list []attempt
	for n := range r.settings.MostPeople + 1 {
		if t, known := r.deep[n]; known {
			list = append(list, t)
		}
	}
	if len(list) == 0 {
		return attempt{}, false
	}
	return slices.MinFunc(list, func(a, b attempt) int { return cmp.Compare(a.coverage, b.coverage) }), true
}

// support makes prices that support the coverage's cost at the present roster the
// prices of the finder, and returns their value at other counts.
func (r *repair) support(at [][]int32) (value float64) {
	c := r.c.cover
	r.c.finder.company = nil
	for g := range c.count {
		prefix, ticks := r.c.finder.prefix[g], len(c.cells[g].need)
		prefix[0] = 0
		for t := range c.count[g] {
			price := 0.0
			if t < ticks {
				n := int(c.count[g][t])
				price = (c.add[g][t] + c.value[g][t] - c.cells[g].at(t, n-1)) / 2
				value += c.value[g][t] + price*float64(int(at[g][t])-n)
			}
			prefix[t+1] = prefix[t] + price
		}
	}
	return value
}

// fewest returns how few people could bring a bound down to the goal at the
// finder's prices, and whether all of them together could.
func (r *repair) fewest(floor float64) (people int, possible bool) {
	f := r.c.finder
	var gains []float64
	for _, s := range r.singles {
		w, row, standing := r.bare[s.at], r.c.rows[s.at], 0.0
		for d := r.a; d < r.b; d++ {
			if p := row[d]; p.arc >= 0 {
				standing += p.price(w, d, f.prefix[p.group])
			}
		}
		if cost, ok := f.find(w, r.c.states[s.at][r.a], row, r.a, r.b, Load{}); ok && cost < standing {
			gains = append(gains, standing-cost)
		}
	}
	slices.SortFunc(gains, func(a, b float64) int { return cmp.Compare(b, a) })
	for n, gain := range gains {
		if floor <= r.goal() {
			return n, true
		}
		floor -= gain
	}
	return len(gains), floor <= r.goal()
}
