package roster

import "github.com/muster-wfm/muster/scheduling/rules"

// Move puts one person's day in a new state; the zero Shift makes it a day off.
type Move struct {
	Person, Day int
	Shift       Shift
}

// Effect is what moves would do.
type Effect struct {
	Cost       Cost              // the change, by term; negative is better
	Violations []rules.Violation // of the people moved, as they would be afterwards
}

// Desk is a roster under a planner's hands: it keeps coverage and costs up to
// date move by move. It is not safe for concurrent use.
type Desk struct {
	problem *Problem
	roster  Roster
}

// NewDesk lays a roster on a desk. It returns [*Invalid] for a problem that
// contradicts itself or a roster of another shape.
func NewDesk(p *Problem, r Roster) (*Desk, error) { return &Desk{problem: p, roster: r.Clone()}, nil }

// Roster returns the roster as it stands; read it, never change it.
func (d *Desk) Roster() Roster { return d.roster }

// Cost returns what the roster costs as it stands.
func (d *Desk) Cost() Cost { return Cost{} }

// Try returns what moves made together would do, without making them.
func (d *Desk) Try(moves ...Move) Effect { return Effect{} }

// Apply makes the moves, legal or not, and returns what they did.
func (d *Desk) Apply(moves ...Move) Effect { return Effect{} }

// ShiftReason explains one day of one person.
type ShiftReason struct {
	// Cheapest is the best shift of each template the person could have that
	// day with the rest of the week rearranged, with the change of cost it would
	// bring; the day off is among them, as the zero Shift.
	Choices []Choice
}

// Choice is one way to spend a day.
type Choice struct {
	Template int   // NoTemplate for the day off
	Shift    Shift // the best of it; zero when the rules forbid it
	// Delta is the change of the objective when the person's other days are
	// rearranged as well as the rules and prices allow.
	Delta float64
	// Forbidden is the first rule that leaves no legal roster with this choice,
	// and Blocked says whether there is one.
	Forbidden rules.Rule
	Blocked   bool
}

// ExplainShift says why a person works (or not) as the roster has it on a day:
// the change of cost that each alternative would bring, and the rule that
// forbids those that are impossible.
func (d *Desk) ExplainShift(person, day int) ShiftReason { return ShiftReason{} }

// SlotReason explains the coverage of one interval of one group.
type SlotReason struct {
	Required, Covered float64
	Candidates        []Candidate // the people of the group who do not cover it, the most useful first
}

// Candidate is somebody who could cover an interval but does not.
type Candidate struct {
	Person int
	// Delta is the change of the objective if the person covered the interval;
	// meaningless when Blocked.
	Delta     float64
	Shift     Shift // the shift that would cover it
	Forbidden rules.Rule
	Blocked   bool
}

// ExplainSlot says why an interval of the grid has the coverage it has: who else
// could work then, at what change of cost, and which rule blocks each of the
// others.
func (d *Desk) ExplainSlot(group, interval int) SlotReason { return SlotReason{} }
