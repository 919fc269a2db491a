package invoice

import (
	"fmt"
	"slices"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/workforce/grid"
)

// State is where a line stands.
type State string

// The states.
const (
	Matched     State = "matched"
	Query       State = "query"
	Disputed    State = "disputed"
	Agreed      State = "agreed"
	Paid        State = "paid"
	CreditNoted State = "credit_noted"
)

// moves says which state a line can reach from which.
var moves = map[State][]State{
	Matched:  {Agreed},
	Query:    {Agreed, Disputed},
	Disputed: {Agreed, CreditNoted},
	Agreed:   {Paid, CreditNoted},
	Paid:     {CreditNoted},
}

// Working reports whether a day is a working day: the contract's calendar.
type Working func(grid.Date) bool

// Case is a line on its way to agreement.
type Case struct {
	State    State
	Since    grid.Date
	Deadline grid.Date // by which the vendor has to answer; zero without a clock
	Course   []Move
}

// Move is a step of a case.
type Move struct {
	From, To State
	On       grid.Date
	By       string
	Why      string
}

// MoveError refuses a step of a case.
type MoveError struct {
	From, To State
	Found    string
	Expected string
	Cause    problem.Rule
}

func (e *MoveError) Error() string {
	return fmt.Sprintf("a line that is %s cannot become %s: found %s; expected %s", e.From, e.To, e.Found, e.Expected)
}

// Rule is the same for screens of every language.
func (e *MoveError) Rule() problem.Rule {
	return e.Cause
}

// Open begins a case from a finding.
func Open(f Finding, on grid.Date) Case { return Case{State: f.State, Since: on} }

// Move takes a case to another state. A dispute starts the contract's clock: so
// many working days after the day on which it was raised. The error is a
// [*MoveError].
func (c Case) Move(m Move, days int, working Working) (Case, error) {
	m.From = c.State
	allowed := moves[c.State]
	switch {
	case !slices.Contains(allowed, m.To):
		return c, &MoveError{m.From, m.To, "a step that the rules do not have", fmt.Sprint("one of ", allowed), problem.Ruling("line_step", "line_"+string(m.From), "line_"+string(m.To))}
	case m.By == "":
		return c, &MoveError{m.From, m.To, "nobody", "who did it", problem.Ruling("nobody_did")}
	case m.On.Before(c.Since):
		return c, &MoveError{m.From, m.To, m.On.String(), c.Since.String() + " or later", problem.Ruling("before_last_step", c.Since)}
	case (m.To == Disputed || m.To == CreditNoted) && m.Why == "":
		return c, &MoveError{m.From, m.To, "no reason", "the reason, for the other side to answer", problem.Ruling("reason_missing")}
	}
	c.State, c.Since, c.Deadline = m.To, m.On, grid.Date{}
	c.Course = append(slices.Clone(c.Course), m)
	if m.To == Disputed {
		c.Deadline = After(m.On, days, working)
	}
	return c, nil
}

// Reopened is a case whose line came out otherwise once it was checked again: a query
// once more, with what was done before.
func (c Case) Reopened(on grid.Date, by string) Case {
	m := Move{From: c.State, To: Query, On: on, By: by}
	return Case{State: Query, Since: on, Course: append(slices.Clone(c.Course), m)}
}

// Lapsed reports whether the clock of a dispute ran out before a day: what was
// expected then holds, unless people agree on something else.
func (c Case) Lapsed(on grid.Date) bool {
	return c.State == Disputed && !c.Deadline.IsZero() && on.After(c.Deadline)
}

// mostCalendar is how far a clock looks for working days, so that a calendar
// without any ends.
const mostCalendar = 3700

// After is so many working days after a day.
func After(day grid.Date, days int, working Working) grid.Date {
	for range mostCalendar {
		if days <= 0 {
			break
		}
		if day = day.AddDays(1); working(day) {
			days--
		}
	}
	return day
}
