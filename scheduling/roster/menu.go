package roster

import (
	"fmt"
	"slices"

	"github.com/muster-wfm/muster/scheduling/shifts"
)

// arc is one shift that can be worked on one day, its pauses still movable.
type arc struct {
	start, ticks int // first tick, and length in ticks
	template     int
	paid         int // minutes
	kind         int // position in menu.kinds
	strain       strain
	placement    *shifts.Placement
	pauses       []shifts.Pause
	pauseTicks   []int
}

// end returns the tick after the last.
func (a *arc) end() int { return a.start + a.ticks }

// kind is all that the rules of an agreement ask of a shift beside its day.
type kind struct {
	paid           int
	class          string
	start, minutes int // by the clock, and as time passes
}

// kindOf returns the kind of a given shift.
func (p *Problem) kindOf(s Shift) kind {
	return kind{p.Paid(s), p.class(s.Template), p.wall(s.Start), s.Minutes}
}

// menu is everything that people with the same templates can work, by day, in
// order of start.
type menu struct {
	templates []int
	kinds     []kind
	days      [][]arc
}

// newMenu lists the options of the templates for every day of the horizon.
// Where clocks skip an hour, two starts may fall on the same instant; both stay.
func (m *model) newMenu(templates []int, cache placements) *menu {
	u := &menu{templates: templates, days: make([][]arc, m.days)}
	for d := range m.days {
		for _, t := range templates {
			if m.problem.Templates[t].OnDay(m.weekdays[d]) {
				u.days[d] = append(u.days[d], m.arcs(u, d, t, cache)...)
			}
		}
		slices.SortStableFunc(u.days[d], func(a, b arc) int { return a.start - b.start })
	}
	return u
}

// arcs lists the options of one template on one day.
func (m *model) arcs(u *menu, day, template int, cache placements) []arc {
	p := m.problem
	t := p.Templates[template]
	var list []arc
	for _, o := range t.Options() {
		a := arc{
			start: p.minuteAt(day, o.Start) / m.tick, ticks: o.Minutes / m.tick,
			template: template, paid: o.Paid,
			kind:      u.kindOf(kind{o.Paid, t.Class, o.Start, o.Minutes}),
			placement: cache.of(p, template, o.Minutes, m.tick), pauses: t.Due(o.Minutes),
		}
		for _, pause := range a.pauses {
			a.pauseTicks = append(a.pauseTicks, pause.Minutes/m.tick)
		}
		a.strain = p.strain(day, a.start*m.tick, o.Minutes)
		list = append(list, a)
	}
	return list
}

// kindOf returns the position of a kind, adding it when it is new.
func (u *menu) kindOf(k kind) int {
	if i := slices.Index(u.kinds, k); i >= 0 {
		return i
	}
	u.kinds = append(u.kinds, k)
	return len(u.kinds) - 1
}

// menuOf returns the menu of a list of templates, shared by all who have it.
func (m *model) menuOf(templates []int, known map[string]*menu, cache placements) *menu {
	key := fmt.Sprint(templates)
	if known[key] == nil {
		known[key] = m.newMenu(templates, cache)
		m.menus = append(m.menus, known[key])
	}
	return known[key]
}

// extended returns a menu that also offers given shifts, each on its day.
func (m *model) extended(u *menu, given []Fixed) *menu {
	if len(given) == 0 {
		return u
	}
	more := &menu{templates: u.templates, kinds: slices.Clone(u.kinds), days: slices.Clone(u.days)}
	for _, f := range given {
		s := f.Shift
		a := arc{
			start: s.Start / m.tick, ticks: s.Minutes / m.tick, template: s.Template, paid: m.problem.Paid(s),
			kind: more.kindOf(m.problem.kindOf(s)), placement: &shifts.Placement{},
		}
		more.days[f.Day] = append(slices.Clone(more.days[f.Day]), a)
		slices.SortStableFunc(more.days[f.Day], func(a, b arc) int { return a.start - b.start })
	}
	return more
}
