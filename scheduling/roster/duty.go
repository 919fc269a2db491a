package roster

import (
	"math"
	"slices"
)

// duty is a menu under a rest rule. The rest after a shift forbids starts of the
// next days; only the first start that is still possible matters, so the ends of
// shifts fall into a few classes. Class 0 forbids nothing.
type duty struct {
	menu *menu
	rest int // ticks, rounded up
	// ready[d] lists, for the classes before day d, the first start that is
	// possible; ready[d][0] is before all.
	ready [][]int
	// in[d][i] is the highest class after which arc i of day d is possible;
	// out[d][i] is the class it leaves behind.
	in, out [][]int32
	// carry[d][c] is the class that c becomes by a day off.
	carry [][]int32
}

// newDuty sorts the ends of a menu's shifts into classes.
func (m *model) newDuty(u *menu, restMinutes int) *duty {
	y := &duty{menu: u, rest: (restMinutes + m.tick - 1) / m.tick}
	var starts []int
	for _, arcs := range u.days {
		for i := range arcs {
			starts = append(starts, arcs[i].start)
		}
	}
	slices.Sort(starts)
	starts = slices.Compact(starts)
	y.ready = [][]int{{math.MinInt}}
	for d, arcs := range u.days {
		y.close(d, arcs, starts)
	}
	for d, arcs := range u.days {
		var in, out []int32
		for i := range arcs {
			in = append(in, int32(lastAtMost(y.ready[d], arcs[i].start)))
			out = append(out, y.class(d+1, arcs[i].end()+y.rest, starts))
		}
		y.in, y.out = append(y.in, in), append(y.out, out)
		var carry []int32
		for _, ready := range y.ready[d] {
			carry = append(carry, y.class(d+1, ready, starts))
		}
		y.carry = append(y.carry, carry)
	}
	return y
}

// close lists the classes after day d: those of its shifts, and those carried
// over from before. Moments between the same two starts are one class.
func (y *duty) close(d int, arcs []arc, starts []int) {
	threshold := y.nextStart(d + 1)
	classes := []int{math.MinInt}
	add := func(moment int) {
		if first := firstFrom(starts, moment); first > threshold {
			classes = append(classes, first)
		}
	}
	for i := range arcs {
		add(arcs[i].end() + y.rest)
	}
	for _, ready := range y.ready[d][1:] {
		add(ready)
	}
	slices.Sort(classes)
	y.ready = append(y.ready, slices.Compact(classes))
}

// class returns the class before day d of being ready at a moment.
func (y *duty) class(d, moment int, starts []int) int32 {
	if moment == math.MinInt {
		return 0
	}
	return int32(lastAtMost(y.ready[d], firstFrom(starts, moment)))
}

// nextStart returns the first start of day d, or of the first later day with
// any; beyond the horizon nothing is forbidden.
func (y *duty) nextStart(d int) int {
	for ; d < len(y.menu.days); d++ {
		if arcs := y.menu.days[d]; len(arcs) > 0 {
			return arcs[0].start
		}
	}
	return math.MaxInt
}

// firstFrom returns the first of the sorted moments that is no earlier than t.
func firstFrom(sorted []int, t int) int {
	i, _ := slices.BinarySearch(sorted, t)
	if i == len(sorted) {
		return math.MaxInt
	}
	return sorted[i]
}

// lastAtMost returns the position of the last of the sorted values that is no
// larger than t; the first value is smaller than any t.
func lastAtMost(sorted []int, t int) int {
	i, found := slices.BinarySearch(sorted, t)
	if found {
		return i
	}
	return i - 1
}
