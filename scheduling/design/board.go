package design

import (
	"math"
	"slices"
)

// board is a set of shifts with the people of least cost for it: an optimal flow.
//
// Its nodes are the borders between slots. A shift is an arc from its start to its
// end whose flow is its people; back lead the slots, with their cover as flow and a
// convex cost. What may change is the residual graph, in which a walk that returns to
// where it began is a change of people that fits together:
//
//	t -> start+length  one more on a shift     cost of the shift's person
//	end -> end-length  one fewer, where there are some
//	t+1 -> t           cover of slot t grows   marginal cost up
//	t -> t+1           cover of slot t falls   marginal cost down
//
// The flow is optimal while no such walk gains. That stays so when flow is sent along
// shortest paths only (R. K. Ahuja, T. L. Magnanti and J. B. Orlin, "Network Flows",
// 1993, section 9.7). Days form a circle but walks must not run around it: a path is
// sought on the unrolled line, in a stretch shorter than the circle.
type board struct {
	p         *Problem
	perDay    int
	under     float64 // price of a slot's missing and surplus person
	over      float64
	lambda    float64 // price of a duty, see personCost
	cover     []int
	members   []*member
	startsAt  [][]*member // by slot of the day
	endsAt    [][]*member
	slotCost  float64
	duties    int
	minutes   float64
	ups       []float64 // by slot: cost of one more, and of one fewer
	downs     []float64
	dist      []float64 // of the stretch's nodes
	from      []int32   // the node before, as an offset in the stretch
	by        []*member // the shift moved by, nil for a slot
	stretchLo int
}

// member is a shift of the set.
type member struct {
	shift  Shift
	people []int
	open   []bool // by day: whether it may take part in changes
}

func newBoard(p *Problem) *board {
	b := &board{p: p, perDay: p.PerDay(), under: p.underPrice() * float64(p.SlotMinutes), over: p.Over * float64(p.SlotMinutes),
		cover: make([]int, len(p.Demand))}
	b.startsAt, b.endsAt = make([][]*member, b.perDay), make([][]*member, b.perDay)
	b.ups, b.downs = make([]float64, len(p.Demand)), make([]float64, len(p.Demand))
	for t := range p.Demand {
		b.slotCost += b.cost(t, 0)
		b.reprice(t)
	}
	return b
}

// cost is what slot t costs with so many people.
func (b *board) cost(t, people int) float64 {
	gap := b.p.Demand[t] - float64(people)
	if gap > 0 {
		return b.under * gap
	}
	return -b.over * gap
}

// reprice computes what one more and one fewer costs; nobody is fewer than none.
func (b *board) reprice(t int) {
	now := b.cost(t, b.cover[t])
	b.ups[t], b.downs[t] = b.cost(t, b.cover[t]+1)-now, math.Inf(1)
	if b.cover[t] > 0 {
		b.downs[t] = b.cost(t, b.cover[t]-1) - now
	}
}

// personCost prices a person on a shift where the average number of duties is
// bounded: lambda above zero makes short shifts dear, below zero long ones.
func (b *board) personCost(s Shift) float64 {
	if b.lambda == 0 {
		return 0
	}
	bound := b.p.Duties.Max
	if b.lambda < 0 {
		bound = b.p.Duties.Min
	}
	if bound == 0 {
		return 0
	}
	return b.lambda * (b.p.Duties.WeekMinutes/bound - float64(s.Length*b.p.SlotMinutes))
}

// total is the cost of the board as the search sees it.
func (b *board) total() float64 {
	sum := b.slotCost + b.p.Charge*float64(b.used())
	if b.p.Duties.active() {
		sum += b.p.dutyPrice() * b.p.Duties.beyond(b.duties, b.minutes)
	}
	return sum
}

// used counts the shifts that somebody takes.
func (b *board) used() int {
	n := 0
	for _, m := range b.members {
		if m.used() {
			n++
		}
	}
	return n
}

func (b *board) chosen() []Chosen {
	list := make([]Chosen, len(b.members))
	for i, m := range b.members {
		list[i] = Chosen{m.shift, slices.Clone(m.people)}
	}
	return list
}

func (b *board) has(s Shift) bool { return b.find(s) != nil }

// add takes a shift into the set and moves people to it while that gains.
func (b *board) add(s Shift) {
	m := &member{shift: s, people: make([]int, b.p.Days), open: make([]bool, b.p.Days)}
	b.enter(m)
	for day := range b.p.Days {
		start := day*b.perDay + s.Start
		for {
			cost, most := b.path(start+s.Length, start)
			if most == 0 || cost+b.personCost(s) >= -1e-7 {
				break
			}
			b.send(start+s.Length, start, most)
			b.staff(m, day, most)
		}
		m.open[day] = true
	}
}

// remove takes a shift out of the set and its people to where they cost least.
func (b *board) remove(m *member) {
	b.leave(m)
	for day, people := range m.people {
		start := day*b.perDay + m.shift.Start
		for people > 0 {
			_, most := b.path(start, start+m.shift.Length)
			most = min(most, people)
			if most == 0 { // no other way: these slots simply lose them
				most = people
				for t := range m.shift.Length {
					b.lift(wrap(start+t, len(b.cover)), -most)
				}
			} else {
				b.send(start, start+m.shift.Length, most)
			}
			b.staff(m, day, -most)
			people -= most
		}
	}
}

func (b *board) enter(m *member) {
	b.members = append(b.members, m)
	start, end := m.shift.Start, (m.shift.Start+m.shift.Length)%b.perDay
	b.startsAt[start] = append(b.startsAt[start], m)
	b.endsAt[end] = append(b.endsAt[end], m)
}

func (b *board) leave(m *member) {
	same := func(o *member) bool { return o == m }
	start, end := m.shift.Start, (m.shift.Start+m.shift.Length)%b.perDay
	b.members = slices.DeleteFunc(b.members, same)
	b.startsAt[start] = slices.DeleteFunc(b.startsAt[start], same)
	b.endsAt[end] = slices.DeleteFunc(b.endsAt[end], same)
}

// staff puts more people on a shift of a day; their cover is the slots' business.
func (b *board) staff(m *member, day, more int) {
	m.people[day] += more
	b.duties += more
	b.minutes += float64(more * m.shift.Length * b.p.SlotMinutes)
}
