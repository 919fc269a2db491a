package roster

import (
	"time"

	"github.com/muster-wfm/muster/scheduling/rules"
	"github.com/muster-wfm/muster/scheduling/shifts"
)

// model is a problem made ready for searching: all times in ticks, all options
// of a day listed, all rules folded into automata. It is read-only once built
// and shared by all threads.
type model struct {
	problem  *Problem
	tick     int   // minutes
	days     int   // of the horizon
	dayTick  []int // first tick of each day; one extra closes the horizon
	span     int   // ticks including the last shifts' hours after the horizon
	weekdays []time.Weekday
	cells    []cells   // by group: the price of coverage in each tick
	menus    []*menu   // distinct lists of options
	people   []*worker // by person
	pacts    []pact    // the team rules
	eased    []*worker // by person: who may work at least as much; nil entries where there is no such worker
	reach    int       // cells in which anybody could be
	together bool      // days have so few cells that several people can be rostered together
	grain    float64   // every cost is a multiple of it; 0 when it is too fine to matter
}

// newModel builds the model of a problem without faults. The hours of fixed
// shifts are taken off the needs.
func newModel(p *Problem) *model {
	m := newModelAt(p, p.unit())
	m.bindTeams(p.TeamRules, func(i int) (int, bool) { return i, true })
	m.deduct()
	m.grain = m.coarsest()
	m.reach = m.reachable()
	m.together = len(m.pacts) == 0 && m.coarse() && len(m.people) <= jointPeople && m.jointDays(mostTogether) >= min(m.days, jointDays)
	return m
}

// newModelAt builds a model on a given tick, which must divide the problem's
// unit, with fixed shifts not yet counted.
func newModelAt(p *Problem, tick int) *model {
	m := &model{problem: p, tick: tick, days: p.Grid.Days()}
	for k := range m.days + 1 {
		m.dayTick = append(m.dayTick, p.minuteOfDay(k)/m.tick)
	}
	for k := range m.days {
		m.weekdays = append(m.weekdays, p.Grid.Date(k).Weekday())
	}
	m.span = m.ticks() + p.longestTail()/m.tick + 1
	for _, g := range p.Groups {
		m.cells = append(m.cells, m.newCells(g))
	}
	m.hire()
	return m
}

// ticks returns how many ticks the horizon has.
func (m *model) ticks() int { return m.dayTick[m.days] }

// unit returns the longest tick that the intervals, the days, the templates and
// the fixed shifts all lie on, in minutes.
func (p *Problem) unit() int {
	unit := p.Grid.Minutes()
	for k := range p.Grid.Days() {
		unit = gcd(unit, p.minuteOfDay(k+1))
	}
	for _, t := range p.Templates {
		unit = gcd(unit, t.Unit())
	}
	for _, person := range p.People {
		for _, f := range person.Fixed {
			unit = gcd(gcd(unit, f.Shift.Start), f.Shift.Minutes)
			for _, b := range f.Shift.Breaks {
				unit = gcd(gcd(unit, b.Start), b.Minutes)
			}
		}
	}
	for _, t := range p.TeamRules {
		for _, w := range t.Windows {
			unit = gcd(gcd(unit, w.Start), w.End)
		}
	}
	return unit
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return max(a, -a)
}

// minuteOfDay returns the elapsed minute at which local day k begins; k may be
// the number of days.
func (p *Problem) minuteOfDay(k int) int { return p.minuteAt(k, 0) }

// minuteAt returns the elapsed minute at which the clock shows wall minutes
// after midnight on local day k.
func (p *Problem) minuteAt(k, wall int) int {
	if wall == 0 {
		return int(p.Grid.Date(k).Start(p.Grid.Location()).Sub(p.Grid.Start(0)).Minutes())
	}
	return int(p.Grid.At(k, wall).Sub(p.Grid.Start(0)).Minutes())
}

// longestTail returns how far beyond the horizon's end a shift may reach, in
// minutes.
func (p *Problem) longestTail() int {
	end := p.minuteOfDay(p.Grid.Days())
	tail := 0
	for _, t := range p.Templates {
		for _, o := range t.Options() {
			tail = max(tail, o.Start+o.Minutes-1440+120) // 120 covers a clock change
		}
	}
	for _, person := range p.People {
		for _, f := range person.Fixed {
			tail = max(tail, f.Shift.End()-end)
		}
	}
	return tail
}

// subject returns what package rules must know of person i.
func (p *Problem) subject(i int) rules.Person {
	person := p.People[i]
	subject := rules.Person{
		Agreement: p.Agreements[person.Agreement],
		Past:      person.Past, PastDays: person.PastDays,
		Limited: person.Limited, Windows: person.Windows, Absences: person.Absences,
	}
	for _, f := range person.Fixed {
		subject.Fixed = append(subject.Fixed, p.worked(f.Day, f.Shift))
	}
	return subject
}

// worked returns a shift as the rules see it.
func (p *Problem) worked(day int, s Shift) rules.Shift {
	return rules.Shift{Day: day, Start: s.Start, End: s.End(), Paid: p.Paid(s), Class: p.class(s.Template)}
}

// Paid returns the paid minutes of a shift: those of its template, or of its hours.
func (p *Problem) Paid(s Shift) int {
	if s.Template != NoTemplate && p.Templates[s.Template].PaidMinutes > 0 {
		return p.Templates[s.Template].PaidMinutes
	}
	return s.Paid()
}

func (p *Problem) class(template int) string {
	if template == NoTemplate {
		return ""
	}
	return p.Templates[template].Class
}

// placements keeps one placement for each length of a template.
type placements map[[2]int]*shifts.Placement

func (c placements) of(p *Problem, template, length, tick int) *shifts.Placement {
	key := [2]int{template, length}
	if c[key] == nil {
		placement := shifts.NewPlacement(p.Templates[template], length, tick)
		c[key] = &placement
	}
	return c[key]
}
