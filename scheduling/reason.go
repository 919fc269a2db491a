package scheduling

import (
	"fmt"
	"slices"
	"time"

	"github.com/muster-wfm/muster/scheduling/roster"
	"github.com/muster-wfm/muster/scheduling/rules"
	"github.com/muster-wfm/muster/workforce/grid"
)

// field is the path of a field of the i-th move.
func field(i int, name string) string { return fmt.Sprintf("moves[%d].%s", i, name) }

// position of a person in a problem, as moves name them.
type personAt int

func touched(moves []roster.Move) []personAt {
	var people []personAt
	for _, m := range moves {
		if !slices.Contains(people, personAt(m.Person)) {
			people = append(people, personAt(m.Person))
		}
	}
	return people
}

// violations are those of the person as the desk stands.
func (at personAt) violations(p *Problem, desk *roster.Desk) []rules.Violation {
	found := roster.VerifyPerson(p.Problem, int(at), desk.Roster().Days[at])
	for i := range found {
		found[i].Person = int(at)
	}
	return found
}

// Choice is one way in which a person could spend a day.
type Choice struct {
	Shift     Shift // the zero Shift is the day off
	Off       bool
	Template  string
	Delta     float64 // change of the objective; meaningless when Blocked
	Blocked   bool
	Forbidden rules.Rule // the rule that blocks it
}

// ShiftReason says what each way to spend a day would cost.
type ShiftReason struct {
	PersonID int64
	Day      grid.Date
	Choices  []Choice
	Works    bool
	Opposite Supposed // what would follow if they did not work, or did
}

func (p *Problem) shiftReason(person, day int, why roster.ShiftReason) ShiftReason {
	out := ShiftReason{PersonID: p.people[person].ID, Day: p.grid.Date(day)}
	for _, c := range why.Choices {
		choice := Choice{Delta: c.Delta, Blocked: c.Blocked, Forbidden: c.Forbidden, Off: c.Template == roster.NoTemplate && c.Shift.Off()}
		if c.Template != roster.NoTemplate {
			choice.Template = p.templates[c.Template].Code
		}
		if !c.Shift.Off() {
			choice.Shift = p.fromSolver(person, day, c.Shift)
		}
		out.Choices = append(out.Choices, choice)
	}
	return out
}

// Candidate is somebody who could cover a slot and does not.
type Candidate struct {
	PersonID   int64
	PersonName string
	Delta      float64
	Shift      Shift
	Blocked    bool
	Forbidden  rules.Rule
}

// SlotReason says who else could cover a slot, and what keeps them from it.
type SlotReason struct {
	QueueID           int64
	Start             time.Time
	Required, Covered float64
	Candidates        []Candidate
}

func (p *Problem) slotReason(group, slot int, why roster.SlotReason) SlotReason {
	out := SlotReason{
		QueueID: p.demands[group].QueueID, Start: p.grid.Start(slot), Required: why.Required, Covered: why.Covered,
	}
	for _, c := range why.Candidates {
		person := p.people[c.Person]
		candidate := Candidate{PersonID: person.ID, PersonName: person.Name, Delta: c.Delta, Blocked: c.Blocked, Forbidden: c.Forbidden}
		if !c.Shift.Off() {
			day := p.grid.First().DaysUntil(dayOf(p.instant(c.Shift.Start), p.grid))
			candidate.Shift = p.fromSolver(c.Person, day, c.Shift)
		}
		out.Candidates = append(out.Candidates, candidate)
	}
	return out
}

// dayOf is the local day of an instant.
func dayOf(at time.Time, g grid.Grid) grid.Date { return grid.DateOf(at.In(g.Location())) }
