package design

import "slices"

// mark remembers how a board stands, so that a change can be taken back.
type mark struct {
	members  []*member
	people   []int // of all members, one after another
	cover    []int
	slotCost float64
	duties   int
	minutes  float64
}

// mark remembers the board in m, whose memory is used again.
func (b *board) mark(m *mark) {
	m.members = append(m.members[:0], b.members...)
	m.people = m.people[:0]
	for _, member := range b.members {
		m.people = append(m.people, member.people...)
	}
	m.cover = append(m.cover[:0], b.cover...)
	m.slotCost, m.duties, m.minutes = b.slotCost, b.duties, b.minutes
}

// takeBack brings the board to where it was marked.
func (b *board) takeBack(m *mark) {
	for _, gone := range b.members {
		start, end := gone.shift.Start, (gone.shift.Start+gone.shift.Length)%b.perDay
		b.startsAt[start], b.endsAt[end] = b.startsAt[start][:0], b.endsAt[end][:0]
	}
	b.members = b.members[:0]
	for i, member := range m.members {
		copy(member.people, m.people[i*b.p.Days:])
		b.enter(member)
	}
	for t, people := range m.cover {
		if b.cover[t] != people {
			b.cover[t] = people
			b.reprice(t)
		}
	}
	b.slotCost, b.duties, b.minutes = m.slotCost, m.duties, m.minutes
}

// find returns the member of a shift, or nil.
func (b *board) find(s Shift) *member {
	for _, m := range b.members {
		if m.shift == s {
			return m
		}
	}
	return nil
}

// prune takes out the shifts that nobody takes.
func (b *board) prune() {
	for i := len(b.members) - 1; i >= 0; i-- {
		if !b.members[i].used() {
			b.leave(b.members[i])
		}
	}
}

func (m *member) used() bool {
	return slices.ContainsFunc(m.people, func(n int) bool { return n > 0 })
}
