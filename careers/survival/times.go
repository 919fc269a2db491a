package survival

import (
	"cmp"
	"math"
	"slices"
)

// timeTolerance is how close two times may come, in their unit or relative to the
// mean time, before they count as one: the square root of the machine's epsilon.
// Without it, 0.1+0.2 and 0.3 months are two times and a tie goes unseen.
const timeTolerance = 1.4901161193847656e-08

// mergeTimes makes times equal that differ by no more than rounding, in both lists
// together. It returns the lists themselves where there is nothing to merge.
func mergeTimes(stop, start []float64) (mergedStop, mergedStart []float64) {
	sorted := distinct(stop, start)
	mean := 0.0
	for _, t := range sorted {
		mean += math.Abs(t) / float64(len(sorted))
	}
	tolerance := timeTolerance * max(1, mean)
	var cuts []float64
	for i, t := range sorted {
		if i > 0 && t-sorted[i-1] <= tolerance {
			continue
		}
		cuts = append(cuts, t)
	}
	if len(cuts) == len(sorted) {
		return stop, start
	}
	snap := func(times []float64) []float64 {
		if times == nil {
			return nil
		}
		snapped := make([]float64, len(times))
		for i, t := range times {
			snapped[i] = cuts[max(0, countUpTo(cuts, t)-1)]
		}
		return snapped
	}
	return snap(stop), snap(start)
}

// distinct returns the finite values of the lists, ascending, each once.
func distinct(lists ...[]float64) []float64 {
	var all []float64
	for _, list := range lists {
		all = append(all, list...)
	}
	order := ascending(all)
	var sorted []float64
	for _, i := range order {
		t := all[i]
		if math.IsInf(t, 0) || len(sorted) > 0 && sorted[len(sorted)-1] == t {
			continue
		}
		sorted = append(sorted, t)
	}
	return sorted
}

// countUpTo counts the values of an ascending list that are at most t.
func countUpTo(sorted []float64, t float64) int {
	at, found := slices.BinarySearch(sorted, t)
	if found {
		at++
	}
	return at
}

// sortable maps a float to an integer of the same order.
func sortable(v float64) uint64 {
	bits := math.Float64bits(v + 0) // -0 and 0 are one value
	if bits>>63 == 1 {
		return ^bits
	}
	return bits | 1<<63
}

// keyed is a value's sortable form with the row that it came from.
type keyed struct {
	key uint64
	row int32
}

// ascending returns the rows in ascending order of their values, equal values in
// the order of rows. Long lists take a radix sort of eleven bits a pass, which
// passes over digits that all values share: whole days need two or three passes.
func ascending(values []float64) []int32 {
	n := len(values)
	rows := make([]int32, n)
	if n < 512 {
		for i := range rows {
			rows[i] = int32(i)
		}
		slices.SortStableFunc(rows, func(a, b int32) int { return cmp.Compare(values[a], values[b]) })
		return rows
	}
	list, spare := make([]keyed, n), make([]keyed, n)
	const bits, digits = 11, 6
	var counts [digits][1 << bits]int32
	for i, v := range values {
		key := sortable(v)
		list[i] = keyed{key, int32(i)}
		for d := range digits {
			counts[d][key>>(bits*d)&(1<<bits-1)]++
		}
	}
	for d := range digits {
		count, shift := &counts[d], bits*d
		if int(count[list[0].key>>shift&(1<<bits-1)]) == n {
			continue
		}
		sum := int32(0)
		for k, c := range count {
			count[k] = sum
			sum += c
		}
		for _, e := range list {
			at := &count[e.key>>shift&(1<<bits-1)]
			spare[*at] = e
			*at++
		}
		list, spare = spare, list
	}
	for i, e := range list {
		rows[i] = e.row
	}
	return rows
}

// midRanks gives each value its rank from 1, equal values the mean of theirs.
func midRanks(values []float64) []float64 {
	ranks := make([]float64, len(values))
	order := ascending(values)
	for from := 0; from < len(order); {
		to := from + 1
		for to < len(order) && values[order[to]] == values[order[from]] {
			to++
		}
		for _, i := range order[from:to] {
			ranks[i] = float64(from+to+1) / 2
		}
		from = to
	}
	return ranks
}
