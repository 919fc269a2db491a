package coherent

import (
	"cmp"
	"math"
	"slices"
)

// Round returns whole numbers for values that add up, so that they still do. From
// the top down each sum's whole number is given out to its parts, to each the
// whole part of its own and the units that are left to those with the largest
// remainders (Hamilton's method of apportionment), the first of equals. No value
// moves by as much as 1. What no sum holds is rounded to the nearest.
//
// Sums must be nested: two that share leaves must lie one in the other. Where they
// cross, no such rounding exists in general, and a *[StructureError] says so.
func (s Structure) Round(values []float64) ([]float64, error) {
	if err := s.check(values, make([]float64, s.Len())); err != nil {
		return nil, err
	}
	parents, err := s.parents()
	if err != nil {
		return nil, err
	}
	parts := make([][]int, s.Len())
	out := make([]float64, s.Len())
	for node, parent := range parents {
		if parent < 0 {
			out[node] = math.Round(values[node])
		} else {
			parts[parent] = append(parts[parent], node)
		}
	}
	for _, n := range s.largestFirst() {
		apportion(out, values, s.leaves+n, parts[s.leaves+n])
	}
	return out, nil
}

// largestFirst orders the sums so that each comes before those inside it. Of two
// over the same leaves the later given lies outside.
func (s Structure) largestFirst() []int {
	order := make([]int, len(s.sums))
	for n := range order {
		order[n] = n
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Or(cmp.Compare(len(s.sums[b]), len(s.sums[a])), cmp.Compare(b, a)) })
	return order
}

// parents finds the smallest sum around every value, -1 for none.
func (s Structure) parents() ([]int, error) {
	parents := make([]int, s.Len())
	around := make([]int, s.leaves) // the innermost sum so far around each leaf
	for i := range around {
		around[i] = -1
	}
	for _, n := range s.largestFirst() {
		outer := around[s.sums[n][0]]
		for _, leaf := range s.sums[n] {
			if around[leaf] != outer {
				return nil, &StructureError{n, "it shares leaves with another sum without lying inside it; such sums cannot be rounded together"}
			}
			around[leaf] = s.leaves + n
		}
		parents[s.leaves+n] = outer
	}
	copy(parents, around)
	return parents, nil
}

// apportion gives the whole number of a sum out to its parts.
func apportion(out, values []float64, sum int, parts []int) {
	left := out[sum]
	for _, part := range parts {
		out[part] = math.Floor(values[part])
		left -= out[part]
	}
	byRemainder := slices.Clone(parts)
	slices.SortStableFunc(byRemainder, func(a, b int) int {
		return cmp.Compare(values[b]-math.Floor(values[b]), values[a]-math.Floor(values[a]))
	})
	for _, part := range byRemainder {
		if left < .5 {
			return
		}
		out[part]++
		left--
	}
}
