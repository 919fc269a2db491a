package scheduling

import (
	"slices"
	"time"

	"github.com/muster-wfm/muster/scheduling/roster"
	"github.com/muster-wfm/muster/scheduling/rules"
	"github.com/muster-wfm/muster/workforce/grid"
)

// toSolver writes a shift in the optimiser's numbers. A shift of a person or a
// queue that the problem does not know is counted for its first group.
func (p *Problem) toSolver(s Shift) roster.Shift {
	out := roster.Shift{
		Template: roster.NoTemplate, Group: p.group[s.QueueID],
		Start: p.minute(s.Start), Minutes: int(s.End.Sub(s.Start) / time.Minute),
	}
	for _, pause := range s.Pauses {
		out.Breaks = append(out.Breaks, roster.Break{
			Start: p.minute(pause.Start), Minutes: int(pause.End.Sub(pause.Start) / time.Minute), Paid: pause.Paid,
		})
	}
	if at, known := p.position[s.PersonID]; known {
		for _, t := range p.People[at].Templates {
			if p.templates[t].Code == s.Template {
				out.Template = t
			}
		}
	}
	return out
}

// fromSolver writes one day of the optimiser's roster as a shift.
func (p *Problem) fromSolver(person, day int, s roster.Shift) Shift {
	out := p.anybodys(s)
	out.PersonID, out.Day = p.people[person].ID, p.grid.Date(day)
	return out
}

// anybodys writes a shift of the optimiser on the day on which it starts, whoever
// has it.
func (p *Problem) anybodys(s roster.Shift) Shift {
	out := Shift{
		QueueID: p.demands[s.Group].QueueID, Day: dayOf(p.instant(s.Start), p.grid),
		Start: p.instant(s.Start), End: p.instant(s.End()), Letter: "F",
	}
	if s.Template != roster.NoTemplate {
		out.Template, out.Letter = p.templates[s.Template].Code, p.templates[s.Template].Letter
	}
	for _, b := range s.Breaks {
		out.Pauses = append(out.Pauses, Pause{
			Start: p.instant(b.Start), End: p.instant(b.Start + b.Minutes), Kind: p.kindOf(s, b), Paid: b.Paid,
		})
	}
	return out
}

// kindOf tells a lunch from a break by the template's pause of the same length
// and pay; a pause made by hand is a lunch when it is not paid.
func (p *Problem) kindOf(s roster.Shift, b roster.Break) PauseKind {
	if s.Template != roster.NoTemplate {
		for _, pause := range p.Templates[s.Template].Pauses {
			if pause.Minutes == b.Minutes && pause.Paid == b.Paid {
				return PauseKind(pause.Code)
			}
		}
	}
	if b.Paid {
		return Break
	}
	return Lunch
}

// lay puts shifts into the optimiser's form: a row a person, a shift or a day
// off a day. Shifts of people whom the problem does not know are left out.
func (p *Problem) lay(shifts []Shift) roster.Roster {
	r := roster.NewRoster(p.Problem)
	for _, s := range shifts {
		person, known := p.position[s.PersonID]
		day, inside := p.grid.DayIndex(s.Day)
		if known && inside {
			r.Days[person][day] = p.toSolver(s)
		}
	}
	return r
}

// shiftsOf reads a roster of the optimiser back; locks stay where they were.
func (p *Problem) shiftsOf(r roster.Roster, locked []Shift) []Shift {
	was := NewSheet(locked)
	var out []Shift
	for person, row := range r.Days {
		for day, s := range row {
			if s.Off() {
				continue
			}
			shift := p.fromSolver(person, day, s)
			if old, had := was.At(shift.PersonID, shift.Day); had {
				shift = old
			}
			out = append(out, shift)
		}
	}
	return out
}

// breaches names people and days in what the verifier found.
func (p *Problem) breaches(found []rules.Violation) []Breach {
	out := make([]Breach, len(found))
	for i, v := range found {
		person := p.people[v.Person]
		days := make([]grid.Date, len(v.Days))
		for j, day := range v.Days {
			days[j] = p.grid.First().AddDays(day)
		}
		slices.SortFunc(days, grid.Date.Compare)
		out[i] = Breach{
			Rule: v.Rule, PersonID: person.ID, PersonName: person.Name, Days: days,
			Found: v.Found, Limit: v.Limit, Subject: v.Subject, Message: v.String(),
		}
	}
	return out
}
