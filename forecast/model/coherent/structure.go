package coherent

import (
	"fmt"
	"slices"
)

// Structure says which values are sums of which others. Values are in one list:
// the leaves first, then the sums in the order in which they were given.
type Structure struct {
	leaves int
	sums   [][]int // the leaves of each sum, ascending
}

// StructureError says why a structure, or values for it, cannot be.
type StructureError struct {
	Sum int // position among the sums; -1: not one of them
	Why string
}

func (e *StructureError) Error() string {
	if e.Sum < 0 {
		return "reconciliation: " + e.Why
	}
	return fmt.Sprintf("reconciliation: sum %d: %s", e.Sum+1, e.Why)
}

// New returns a structure of so many leaves with sums over some of them, each
// given as the positions of its leaves.
func New(leaves int, sums ...[]int) (Structure, error) {
	s := Structure{leaves: leaves, sums: make([][]int, len(sums))}
	if leaves < 1 {
		return s, &StructureError{-1, fmt.Sprintf("%d leaves; at least 1 was expected", leaves)}
	}
	for n, sum := range sums {
		s.sums[n] = slices.Sorted(slices.Values(sum))
		if len(sum) == 0 {
			return s, &StructureError{n, "it has no leaves"}
		}
		if len(slices.Compact(slices.Clone(s.sums[n]))) < len(sum) {
			return s, &StructureError{n, "a leaf stands in it twice"}
		}
		if first, last := s.sums[n][0], s.sums[n][len(sum)-1]; first < 0 || last >= leaves {
			return s, &StructureError{n, fmt.Sprintf("leaves %d to %d; 0 to %d were expected", first, last, leaves-1)}
		}
	}
	return s, nil
}

// Leaves returns the number of leaves.
func (s Structure) Leaves() int { return s.leaves }

// Len returns the number of values: leaves and sums.
func (s Structure) Len() int { return s.leaves + len(s.sums) }

// addUp sets the sums to what their leaves add up to.
func (s Structure) addUp(values []float64) {
	for n, sum := range s.sums {
		total := 0.0
		for _, leaf := range sum {
			total += values[leaf]
		}
		values[s.leaves+n] = total
	}
}
