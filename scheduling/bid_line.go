package scheduling

import (
	"fmt"
	"slices"

	"github.com/muster-wfm/muster/scheduling/roster"
	"github.com/muster-wfm/muster/scheduling/rules"
	"github.com/muster-wfm/muster/scheduling/shifts"
)

// laidLine is a line as one person would work it.
type laidLine struct {
	moves  []Move   // that make the roster so, its shifts locked
	broken []Breach // rules that the line would break; none: it is lawful
}

// layLine lays a line over a person's days. Locked shifts, assignments and days of
// absence stay as they are. The shifts come from the templates of the person's own
// agreement; a start and length that none of them allows breaks the rule "template".
// What the line leaves open, such as hours below the least of a week, is no breach:
// the optimiser may still fill it.
func (o *Opened) layLine(b Bid, person, line int) laidLine {
	p := o.Problem
	given := p.People[person]
	id := p.people[person].ID
	bare := make([]roster.Shift, p.grid.Days())
	for _, f := range given.Fixed {
		bare[f.Day] = f.Shift
	}
	row := slices.Clone(bare)
	var out laidLine
	var missing []rules.Violation
	for k := range row {
		day := p.grid.Date(k)
		away := slices.ContainsFunc(given.Absences, func(a rules.Absence) bool { return a.Day == k })
		if !bare[k].Off() || away {
			continue
		}
		_, had := o.Sheet.At(id, day)
		wanted, works := b.ShiftOn(line, day)
		if !works {
			if had {
				out.moves = append(out.moves, Move{Op: Remove, PersonID: id, Day: day})
			}
			continue
		}
		shift, allowed := p.templated(person, k, wanted)
		if !allowed {
			missing = append(missing, rules.Violation{Rule: rules.Template, Person: person, Days: []int{k}, Subject: wanted.String()})
			continue
		}
		row[k] = shift
		put := p.fromSolver(person, k, shift)
		put.Locked = true
		out.moves = append(out.moves, Move{Op: Put, PersonID: id, Day: day, Shift: put})
	}
	before := p.breaches(roster.VerifyPerson(p.Problem, person, bare))
	for _, b := range p.breaches(append(missing, roster.VerifyPerson(p.Problem, person, row)...)) {
		if !slices.ContainsFunc(before, b.noWorseThan) {
			out.broken = append(out.broken, b)
		}
	}
	return out
}

// templated returns a shift of a start and length by one of a person's templates, its
// pauses as early as they may be until the award places them, and whether there is one.
func (p *Problem) templated(person, day int, wanted LineShift) (roster.Shift, bool) {
	given := p.People[person]
	for _, at := range given.Templates {
		t := p.Templates[at]
		if !t.OnDay(p.grid.Date(day).Weekday()) || !t.Allows(wanted.StartMin, wanted.Minutes) {
			continue
		}
		tick := max(1, t.Unit())
		places := shifts.NewPlacement(t, wanted.Minutes, tick)
		if !places.Possible() {
			continue
		}
		start := p.minute(p.grid.At(day, wanted.StartMin))
		out := roster.Shift{Template: at, Group: given.Groups[0], Start: start, Minutes: wanted.Minutes}
		_, offsets := places.Best(make([]float64, wanted.Minutes/tick+1), &shifts.Scratch{}, nil)
		for i, pause := range t.Due(wanted.Minutes) {
			out.Breaks = append(out.Breaks, roster.Break{Start: start + offsets[i]*tick, Minutes: pause.Minutes, Paid: pause.Paid})
		}
		return out, true
	}
	return roster.Shift{}, false
}

// String writes a shift as its start and end by the clock.
func (s LineShift) String() string {
	end := (s.StartMin + s.Minutes) % 1440
	return fmt.Sprintf("%02d:%02d-%02d:%02d", s.StartMin/60, s.StartMin%60, end/60, end%60)
}
