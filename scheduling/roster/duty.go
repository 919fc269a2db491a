package roster

import (
	"cmp"
	"math"
	"slices"

	"github.com/muster-wfm/muster/scheduling/rules"
)

// duty is a menu under the rules for what may follow a shift: the rest between
// shifts, and the classes that may not follow each other. Only what is still
// possible matters, so what shifts leave behind falls into a few classes. Class
// 0 forbids nothing, and of two classes the later forbids at least as much of
// the next day, as far as they can be compared.
type duty struct {
	menu   *menu
	rest   int // ticks, rounded up
	barred map[rules.Succession]bool
	// left[d] lists the classes before day d.
	left [][]aftermath
	// in[d][i] is the last class of those from 0 on after all of which arc i of
	// day d is possible; odd[d][i] lists the classes beyond it after which it is
	// possible too, which happens where classes forbid different things.
	in  [][]int32
	odd [][][]int32
	// out[d][i] is the class that arc i of day d leaves behind.
	out [][]int32
	// carry[d][c] is the class that c becomes by a day off.
	carry [][]int32
}

// aftermath is what a shift forbids: starts before a tick, and on the next day
// the classes that may not follow its own ("" for none).
type aftermath struct {
	ready int
	class string
}

// free forbids nothing.
var free = aftermath{ready: math.MinInt}

// newDuty sorts what a menu's shifts leave behind into classes.
func (m *model) newDuty(u *menu, a rules.Agreement) *duty {
	y := &duty{menu: u, rest: (a.RestMinutes + m.tick - 1) / m.tick, barred: map[rules.Succession]bool{}}
	for _, s := range a.Successions {
		y.barred[s] = true
	}
	var starts []int
	for _, arcs := range u.days {
		for i := range arcs {
			starts = append(starts, arcs[i].start)
		}
	}
	slices.Sort(starts)
	starts = slices.Compact(starts)
	y.left = [][]aftermath{{free}}
	for d := range u.days {
		y.close(d, starts)
	}
	for d, arcs := range u.days {
		in, out, odd := make([]int32, len(arcs)), make([]int32, len(arcs)), make([][]int32, len(arcs))
		for i := range arcs {
			in[i], odd[i] = y.entries(d, &arcs[i])
			out[i] = y.class(d+1, y.leaves(d, &arcs[i], starts))
		}
		carry := make([]int32, len(y.left[d]))
		for c, left := range y.left[d] {
			carry[c] = y.class(d+1, y.settled(d+1, aftermath{ready: left.ready}, starts))
		}
		y.in, y.out, y.odd, y.carry = append(y.in, in), append(y.out, out), append(y.odd, odd), append(y.carry, carry)
	}
	return y
}

// close lists the classes after day d: those of its shifts, and those carried
// over from before.
func (y *duty) close(d int, starts []int) {
	known := map[aftermath]bool{free: true}
	for i := range y.menu.days[d] {
		known[y.leaves(d, &y.menu.days[d][i], starts)] = true
	}
	for _, left := range y.left[d] {
		known[y.settled(d+1, aftermath{ready: left.ready}, starts)] = true
	}
	type ranked struct {
		aftermath
		barred int // arcs of the next day that it forbids
	}
	var classes []ranked
	for left := range known {
		r := ranked{aftermath: left}
		if d+1 < len(y.menu.days) {
			for i := range y.menu.days[d+1] {
				if !y.allows(left, &y.menu.days[d+1][i]) {
					r.barred++
				}
			}
		}
		classes = append(classes, r)
	}
	slices.SortFunc(classes, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(a.barred, b.barred), cmp.Compare(a.ready, b.ready), cmp.Compare(a.class, b.class))
	})
	left := make([]aftermath, len(classes))
	for c := range classes {
		left[c] = classes[c].aftermath
	}
	y.left = append(y.left, left)
}

// leaves returns what an arc of day d leaves behind.
func (y *duty) leaves(d int, a *arc, starts []int) aftermath {
	left := aftermath{ready: a.end() + y.rest}
	class := y.menu.kinds[a.kind].class
	if d+1 < len(y.menu.days) && slices.ContainsFunc(y.menu.days[d+1], func(next arc) bool {
		return y.barred[rules.Succession{Before: class, After: y.menu.kinds[next.kind].class}]
	}) {
		left.class = class
	}
	return y.settled(d+1, left, starts)
}

// settled rounds the moment of being ready up to the next start, and forgets it
// when it forbids no start from day d on: moments between the same two starts
// are one class.
func (y *duty) settled(d int, left aftermath, starts []int) aftermath {
	if left.ready == math.MinInt {
		return left
	}
	if left.ready = firstFrom(starts, left.ready); left.ready <= y.nextStart(d) {
		left.ready = math.MinInt
	}
	return left
}

// allows reports whether an arc of the next day is possible after a shift.
func (y *duty) allows(left aftermath, next *arc) bool {
	return next.start >= left.ready && (left.class == "" || !y.barred[rules.Succession{Before: left.class, After: y.menu.kinds[next.kind].class}])
}

// entries returns in and odd of an arc of day d.
func (y *duty) entries(d int, a *arc) (in int32, odd []int32) {
	broken := false
	for c, left := range y.left[d] {
		switch ok := y.allows(left, a); {
		case !ok:
			broken = true
		case broken:
			odd = append(odd, int32(c))
		default:
			in = int32(c)
		}
	}
	return in, odd
}

// admits reports whether arc i of day d is possible after a class.
func (y *duty) admits(d, i int, class int32) bool {
	return class <= y.in[d][i] || slices.Contains(y.odd[d][i], class)
}

// class returns the position of what was left behind among the classes before
// day d.
func (y *duty) class(d int, left aftermath) int32 { return int32(slices.Index(y.left[d], left)) }

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
