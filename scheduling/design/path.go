package design

import (
	"math"
	"slices"
)

// path finds the cheapest path between two nodes of the line and how many people
// may be sent along it at that cost, 0 if nobody.
func (b *board) path(from, to int) (cost float64, most int) {
	length := abs(to - from)
	widest := max(b.perDay*3/2, (len(b.cover)-length)/2)
	cost, most = b.pathWithin(from, to, widest)
	if most == 0 { // it meets itself on the circle: keep to a stretch that cannot
		cost, most = b.pathWithin(from, to, max(0, (len(b.cover)-length)/2))
	}
	return cost, most
}

// pathWithin is path for nodes that lie at most so far outside the two. Changes too
// wide for one stretch can leave walks that gain; one that is met is taken first.
func (b *board) pathWithin(from, to, reach int) (cost float64, most int) {
	b.stretchLo = min(from, to) - reach
	nodes := abs(to-from) + 2*reach + 1
	b.dist = slices.Grow(b.dist[:0], nodes)[:nodes]
	b.from = slices.Grow(b.from[:0], nodes)[:nodes]
	b.by = slices.Grow(b.by[:0], nodes)[:nodes]
	for range 100 {
		b.settle(from, from < to)
		at, circle := b.circle(from, to)
		if !circle {
			return b.dist[to-b.stretchLo], b.roomAlong(from, to)
		}
		most := b.roomAlong(at, at)
		if most == 0 {
			break
		}
		b.send(at, at, most)
	}
	return math.Inf(1), 0
}

// settle computes the least costs from a node. Sweeps to the left and to the right in
// turn settle such a line soon.
func (b *board) settle(from int, rightFirst bool) {
	for i := range b.dist {
		b.dist[i] = math.Inf(1)
	}
	b.dist[from-b.stretchLo], b.from[from-b.stretchLo] = 0, int32(from-b.stretchLo)
	right := rightFirst
	for sweep, changed := 0, true; (changed || sweep < 2) && sweep < 60; sweep++ {
		if right {
			changed = b.sweepRight()
		} else {
			changed = b.sweepLeft()
		}
		right = !right
	}
}

// circle looks on the way back for a node that the way comes to again.
func (b *board) circle(from, to int) (at int, found bool) {
	at = to
	for range len(b.dist) + 1 {
		if at == from && b.dist[from-b.stretchLo] == 0 {
			return 0, false
		}
		at = b.stretchLo + int(b.from[at-b.stretchLo])
	}
	return at, true
}

// roomAlong returns how many people the path found last takes, or the circle when
// both ends are one; 0 when it uses one thing twice that does not last for two.
func (b *board) roomAlong(from, to int) int {
	type step struct {
		slot  int
		right bool
		by    *member
	}
	var used map[step]int
	if len(b.dist) > len(b.cover) {
		used = map[step]int{}
	}
	most := math.MaxInt
	for at, first := to, true; at != from || first; first = false {
		before, by := b.stretchLo+int(b.from[at-b.stretchLo]), b.by[at-b.stretchLo]
		room := b.room(before, at, by)
		if used != nil {
			s := step{wrap(min(before, at), len(b.cover)), at > before, by}
			used[s]++
			room /= used[s]
		}
		most = min(most, room)
		at = before
	}
	return most
}

const gain = 1e-9 // below which a path is not counted as shorter

func (b *board) sweepRight() (changed bool) {
	slots := len(b.cover)
	t := wrap(b.stretchLo, slots)
	for i := range b.dist {
		d := b.dist[i]
		if !math.IsInf(d, 1) {
			if i+1 < len(b.dist) {
				changed = b.relax(i, i+1, d+b.downs[t], nil) || changed
			}
			for _, m := range b.startsAt[t%b.perDay] {
				if to := i + m.shift.Length; to < len(b.dist) && m.open[t/b.perDay] {
					changed = b.relax(i, to, d+b.personCost(m.shift), m) || changed
				}
			}
		}
		if t++; t == slots {
			t = 0
		}
	}
	return changed
}

func (b *board) sweepLeft() (changed bool) {
	slots := len(b.cover)
	t := wrap(b.stretchLo+len(b.dist)-1, slots)
	for i := len(b.dist) - 1; i >= 0; i-- {
		before := t - 1
		if before < 0 {
			before = slots - 1
		}
		if d := b.dist[i]; !math.IsInf(d, 1) {
			if i > 0 {
				changed = b.relax(i, i-1, d+b.ups[before], nil) || changed
			}
			for _, m := range b.endsAt[t%b.perDay] {
				to := i - m.shift.Length
				if to < 0 {
					continue
				}
				if day := wrap(t-m.shift.Length, slots) / b.perDay; m.open[day] && m.people[day] > 0 {
					changed = b.relax(i, to, d-b.personCost(m.shift), m) || changed
				}
			}
		}
		t = before
	}
	return changed
}

func (b *board) relax(from, to int, cost float64, by *member) bool {
	if cost >= b.dist[to]-gain {
		return false
	}
	b.dist[to], b.from[to], b.by[to] = cost, int32(from), by
	return true
}

// room is how many people one step of a path takes at its cost.
func (b *board) room(from, to int, by *member) int {
	slots := len(b.cover)
	switch {
	case by != nil && to > from:
		return math.MaxInt
	case by != nil:
		return by.people[wrap(to, slots)/b.perDay]
	case to > from:
		return atSameCost(float64(b.cover[wrap(from, slots)]) - b.p.Demand[wrap(from, slots)])
	default:
		return atSameCost(b.p.Demand[wrap(to, slots)] - float64(b.cover[wrap(to, slots)]))
	}
}

// atSameCost is how many steps a marginal cost lasts when the bend is so far away.
func atSameCost(bend float64) int {
	switch {
	case bend <= 0:
		return math.MaxInt
	case bend < 1:
		return 1
	default:
		return int(bend)
	}
}

// send moves people along the path that was found last.
func (b *board) send(from, to, people int) {
	slots := len(b.cover)
	for at, first := to, true; at != from || first; first = false {
		before, by := b.stretchLo+int(b.from[at-b.stretchLo]), b.by[at-b.stretchLo]
		switch {
		case by != nil && at > before:
			b.staff(by, wrap(before, slots)/b.perDay, people)
		case by != nil:
			b.staff(by, wrap(at, slots)/b.perDay, -people)
		case at > before:
			b.lift(wrap(before, slots), -people)
		default:
			b.lift(wrap(at, slots), people)
		}
		at = before
	}
}

func (b *board) lift(t, people int) {
	b.slotCost -= b.cost(t, b.cover[t])
	b.cover[t] += people
	b.slotCost += b.cost(t, b.cover[t])
	b.reprice(t)
}

// wrap brings a time of the line to the circle of n slots.
func wrap(t, n int) int {
	t %= n
	if t < 0 {
		t += n
	}
	return t
}
