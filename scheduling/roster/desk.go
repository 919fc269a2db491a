package roster

import (
	"fmt"
	"slices"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/scheduling/rules"
)

// Move puts one person's day in a new state; the zero Shift makes it a day off.
type Move struct {
	Person, Day int
	Shift       Shift
}

// Effect is what moves would do.
type Effect struct {
	Cost       Cost              // the change, by term; negative is better
	Violations []rules.Violation // of the people moved, as they would be afterwards
	// Teams is where team rules would be broken by anybody, soft ones too.
	Teams []rules.TeamViolation
}

// Desk is a roster under a planner's hands: it keeps coverage and costs up to
// date move by move. It is not safe for concurrent use.
type Desk struct {
	m        *model
	roster   Roster
	cover    *cover
	cost     Cost
	personal []Cost
}

// deskTick is the finest time of a shift that a desk tells apart, in minutes.
const deskTick = 5

// NewDesk lays a roster on a desk. It returns [*Invalid] for a problem that
// contradicts itself or a roster of another shape.
func NewDesk(p *Problem, r Roster) (*Desk, error) {
	found := p.Faults()
	if len(found) == 0 {
		found = p.shapeFaults(r)
	}
	if len(found) > 0 {
		return nil, &Invalid{Faults: found}
	}
	d := &Desk{m: newModelAt(p, gcd(p.unit(), deskTick)), roster: r.Clone()}
	d.m.bindTeams(p.TeamRules, func(i int) (int, bool) { return i, true })
	d.cover = newCover(d.m)
	for i, row := range r.Days {
		for _, s := range row {
			d.put(i, s, +1)
		}
		d.personal = append(d.personal, p.personalCost(i, row))
	}
	d.cost = Evaluate(p, r)
	return d, nil
}

// shapeFaults says where a roster does not fit its problem at all.
func (p *Problem) shapeFaults(r Roster) []rules.Fault {
	if len(r.Days) != len(p.People) {
		return []rules.Fault{{Field: "roster", Found: fmt.Sprintf("%d people", len(r.Days)), Expected: fmt.Sprint(len(p.People)), Want: problem.Wanting(problem.RosterShape)}}
	}
	for i, row := range r.Days {
		if len(row) != p.Grid.Days() {
			return []rules.Fault{{Field: fmt.Sprintf("roster[%d]", i), Found: fmt.Sprintf("%d days", len(row)), Expected: fmt.Sprint(p.Grid.Days()), Want: problem.Wanting(problem.RosterShape)}}
		}
		for d, s := range row {
			if !s.Off() && (s.Group < 0 || s.Group >= len(p.Groups) || s.Template < NoTemplate || s.Template >= len(p.Templates)) {
				return []rules.Fault{{Field: fmt.Sprintf("roster[%d][%d]", i, d), Found: fmt.Sprintf("group %d, template %d", s.Group, s.Template),
					Expected: "a group and a template of the problem", Want: problem.Wanting(problem.RosterShape)}}
			}
		}
	}
	return nil
}

// Roster returns the roster as it stands; read it, never change it.
func (d *Desk) Roster() Roster { return d.roster }

// Cost returns what the roster costs as it stands.
func (d *Desk) Cost() Cost { return d.cost }

// Try returns what moves made together would do, without making them.
func (d *Desk) Try(moves ...Move) Effect {
	effect, back := d.move(moves)
	d.move(back)
	return effect
}

// Apply makes the moves, legal or not, and returns what they did.
func (d *Desk) Apply(moves ...Move) Effect {
	effect, _ := d.move(moves)
	d.cost = d.cost.plus(effect.Cost, +1)
	return effect
}

// move makes moves and returns those that undo them.
func (d *Desk) move(moves []Move) (effect Effect, back []Move) {
	var people []int
	for _, mv := range moves {
		row := d.roster.Days[mv.Person]
		back = append(back, Move{mv.Person, mv.Day, row[mv.Day]})
		effect.Cost = effect.Cost.plus(d.put(mv.Person, row[mv.Day], -1), +1)
		effect.Cost = effect.Cost.plus(d.put(mv.Person, mv.Shift, +1), +1)
		row[mv.Day] = mv.Shift
		if !slices.Contains(people, mv.Person) {
			people = append(people, mv.Person)
		}
	}
	slices.Reverse(back)
	for _, i := range people {
		own := d.m.problem.personalCost(i, d.roster.Days[i])
		effect.Cost = effect.Cost.plus(own, +1).plus(d.personal[i], -1)
		d.personal[i] = own
		effect.Violations = append(effect.Violations, VerifyPerson(d.m.problem, i, d.roster.Days[i])...)
	}
	effect.Teams = VerifyTeams(d.m.problem, d.roster)
	return effect, back
}

// put adds or takes away a person's shift and returns the change of the cost of the
// coverage and of the team rules, by term.
func (d *Desk) put(person int, s Shift, by int) Cost {
	if s.Off() {
		return Cost{}
	}
	change := d.fill(s, by)
	change.Team = d.cover.team.shift(d.m.people[person].roles, s.Start/d.m.tick, s.End()/d.m.tick, int32(by))
	return change
}

// fill adds or takes away anybody's hours and returns the change of the cost of the
// coverage.
func (d *Desk) fill(s Shift, by int) Cost {
	var change Cost
	cells, tick := &d.m.cells[s.Group], d.m.tick
	count := d.cover.count[s.Group]
	from := s.Start
	span := func(to int) {
		for t := max(0, from/tick); t < min(to/tick, len(cells.need)); t++ {
			under, over := cells.split(t, int(count[t]))
			change.Under -= under
			change.Over -= over
			d.cover.shift(s.Group, t, t+1, by)
			under, over = cells.split(t, int(count[t]))
			change.Under += under
			change.Over += over
		}
	}
	for _, b := range s.Breaks {
		span(b.Start)
		from = b.Start + b.Minutes
	}
	span(s.End())
	return change
}

// plus adds by times other, term by term.
func (c Cost) plus(other Cost, by float64) Cost {
	return Cost{c.Under + by*other.Under, c.Over + by*other.Over, c.Preference + by*other.Preference,
		c.Fairness + by*other.Fairness, c.Hours + by*other.Hours, c.Team + by*other.Team}
}
