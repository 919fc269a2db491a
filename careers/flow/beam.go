package flow

import (
	"cmp"
	"slices"
)

// beamWidth is how many beginnings of a plan are kept from month to month.
const beamWidth = 400

// beam looks for a good plan before the search proper: month by month it keeps the
// beginnings with the least bounds by the slopes of the root.
func (h *hunt) beam(root *node) {
	ahead := h.ahead(root.slopes)
	type start struct {
		node
		classes []int
	}
	kept := []start{{node: *root}}
	for depth := range h.Decide {
		var next []start
		for _, s := range kept {
			for _, size := range h.sizes {
				child := h.child(s.node, size)
				child.bound = child.spent + ahead[depth+1]
				for t := h.settled(depth + 1); t < len(root.slopes); t++ {
					child.bound += root.slopes[t] * (child.capacity[t] - h.People[t])
				}
				next = append(next, start{node: child, classes: append(slices.Clone(s.classes), size)})
			}
		}
		slices.SortStableFunc(next, func(a, b start) int { return cmp.Compare(a.bound, b.bound) })
		kept = next[:min(len(next), beamWidth)]
	}
	h.take(kept[0].classes)
}

// ahead is what the classes from each month on cost at least, by given slopes.
func (h *hunt) ahead(slopes []float64) []float64 {
	sum := make([]float64, h.Decide+1)
	for s := h.Decide - 1; s >= 0; s-- {
		_, cost := h.alone(s, slopes)
		sum[s] = sum[s+1] + cost
	}
	return sum
}
