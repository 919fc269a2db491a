package scheduling

import (
	"fmt"
	"strings"
	"time"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/scheduling/roster"
	"github.com/muster-wfm/muster/scheduling/rules"
	"github.com/muster-wfm/muster/workforce/grid"
)

// FieldError is one thing wrong with one field of what was asked for.
type FieldError struct {
	Field, Found, Expected string
	Want                   problem.Want // Expected, for screens in other languages
}

// InvalidError refuses a request and names every bad field at once.
type InvalidError struct {
	What   string
	Fields []FieldError
}

func (e *InvalidError) Error() string {
	lines := make([]string, len(e.Fields))
	for i, f := range e.Fields {
		lines[i] = fmt.Sprintf("%s: found %s; expected %s", f.Field, f.Found, f.Expected)
	}
	return fmt.Sprintf("%s refused: %s", e.What, strings.Join(lines, "; "))
}

// Breach is a broken rule of a named person on named days.
type Breach struct {
	Rule       rules.Rule
	PersonID   int64
	PersonName string
	Days       []grid.Date
	Found      int // in the rule's own unit, see [rules.Violation]
	Limit      int
	Subject    string
	Message    string // in English; screens translate by Rule

	// Of team rules, which are nobody's own: the stretch of time, the people at work
	// in it where the rule is broken most, and the person-minutes missing or too
	// many. Subject is the rule's name. A soft rule does not keep a roster from
	// being published.
	From, To time.Time
	Team     []Person
	Minutes  int
	Soft     bool
}

// Who names whom or what the breach is of.
func (b Breach) Who() string {
	if b.PersonID == 0 {
		return b.Subject
	}
	return b.PersonName
}

// RuleError refuses moves that would break rules, and names each of them.
type RuleError struct{ Breaches []Breach }

func (e *RuleError) Error() string {
	lines := make([]string, len(e.Breaches))
	for i, b := range e.Breaches {
		lines[i] = fmt.Sprintf("%s: %s", b.Who(), b.Message)
	}
	return "the change would break rules: " + strings.Join(lines, "; ")
}

// StaleError refuses moves that were made on an older version of the roster,
// and says what has changed since and who did it.
type StaleError struct {
	RosterID   int64
	Have, Want int64 // the version that stands, the version that the caller knew
	Changes    []Change
}

func (e *StaleError) Error() string {
	return fmt.Sprintf("roster %d is at version %d, the change was made on version %d; %d other changes came between",
		e.RosterID, e.Have, e.Want, len(e.Changes))
}

// StateError refuses what cannot be done in the roster's present state.
type StateError struct {
	RosterID int64
	State    State
	Wanted   string // what was asked for
}

func (e *StateError) Error() string {
	return fmt.Sprintf("roster %d is %s; %s is not possible now", e.RosterID, e.State, e.Wanted)
}

// UnsatisfiableError says that people cannot be rostered at all, and why.
type UnsatisfiableError struct{ People []Unsatisfiable }

// Unsatisfiable is one person whom nothing can satisfy: the rules that clash,
// and the smallest changes that would help. Without rules, the person has no
// agreement on their first day. Reason and Relaxation say it in English.
type Unsatisfiable struct {
	PersonID   int64
	PersonName string
	Agreement  string // its code
	Rules      []rules.Rule
	Reliefs    []roster.Relief // smallest first
	Reason     string
	Relaxation string
}

func (e *UnsatisfiableError) Error() string {
	lines := make([]string, len(e.People))
	for i, p := range e.People {
		lines[i] = fmt.Sprintf("%s: %s", p.PersonName, p.Reason)
	}
	return "nobody can roster " + strings.Join(lines, "; ")
}
