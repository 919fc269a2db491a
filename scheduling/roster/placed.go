package roster

// maxPauses is how many pauses a shift may hold.
const maxPauses = 8

// placed is one day of one worker in a search: an arc of the menu with its
// group and its pauses, a day off, or the fixed shift of the day.
type placed struct {
	arc   int32 // into the menu's arcs of the day, or dayOff or dayFixed
	group int16
	at    [maxPauses]int16 // starts of the pauses, in ticks after the shift's
}

// What a placed arc can be beside a position in the menu.
const (
	dayOff   = -1
	dayFixed = -2
)

// shiftOf returns the shift that a placed day is.
func (m *model) shiftOf(w *worker, day int, p placed) Shift {
	switch p.arc {
	case dayOff:
		return Shift{}
	case dayFixed:
		return w.days[day].fixed.shift
	}
	a := &w.duty.menu.days[day][p.arc]
	s := Shift{Template: a.template, Group: int(p.group), Start: a.start * m.tick, Minutes: a.ticks * m.tick}
	for i, pause := range a.pauses {
		s.Breaks = append(s.Breaks, Break{Start: s.Start + int(p.at[i])*m.tick, Minutes: pause.Minutes, Paid: pause.Paid})
	}
	return s
}

// placedOf returns the placed day that a shift is, and whether the worker's
// menu has it.
func (m *model) placedOf(w *worker, day int, s Shift) (placed, bool) {
	plan := &w.days[day]
	if plan.fixed != nil {
		return placed{arc: dayFixed}, plan.fixed.shift.Equal(s)
	}
	if s.Off() {
		return placed{arc: dayOff}, true
	}
	for _, own := range plan.arcs {
		a := &w.duty.menu.days[day][own.index]
		if a.template != s.Template || a.start*m.tick != s.Start || a.ticks*m.tick != s.Minutes || len(a.pauses) != len(s.Breaks) {
			continue
		}
		p := placed{arc: int32(own.index), group: int16(s.Group)}
		for i, b := range s.Breaks {
			p.at[i] = int16((b.Start - s.Start) / m.tick)
		}
		return p, true
	}
	return placed{}, false
}

// planned returns the personal side of a placed shift: cost and strain.
func (w *worker) planned(day int, p placed) (cost float64, own strain) {
	plan := &w.days[day]
	switch p.arc {
	case dayOff:
		return plan.off, strain{}
	case dayFixed:
		return plan.fixed.cost, plan.fixed.strain
	}
	// A menu may be filtered for the worker; positions only ever move down.
	for i := min(int(p.arc), len(plan.arcs)-1); i >= 0; i-- {
		if plan.arcs[i].index == int(p.arc) {
			return plan.arcs[i].cost, plan.arcs[i].strain
		}
	}
	return 0, strain{}
}

// put adds (by = +1) or takes away (by = -1) a placed shift and returns the
// change of the cost of the coverage and of the team rules.
func (c *cover) put(w *worker, day int, p placed, by int) float64 {
	if p.arc < 0 {
		return 0
	}
	a := &w.duty.menu.days[day][p.arc]
	g, from, delta := int(p.group), a.start, c.team.shift(w.roles, a.start, a.end(), int32(by))
	for i, length := range a.pauseTicks {
		at := a.start + int(p.at[i])
		delta += c.shift(g, from, at, by)
		from = at + length
	}
	return delta + c.shift(g, from, a.end(), by)
}
