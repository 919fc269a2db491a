package scheduling

import (
	"fmt"
	"time"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Op is what a move does.
type Op string

// The operations. A shift is changed by putting another in its place.
const (
	Put    Op = "put"
	Remove Op = "remove"
	Lock   Op = "lock"
	Unlock Op = "unlock"
)

// Move changes what one person works on one day.
type Move struct {
	Op       Op
	PersonID int64
	Day      grid.Date
	Shift    Shift // of Put
}

// Change is a move that was applied: when, by whom, in which version.
type Change struct {
	Move
	Version   int64 // the roster's version after the change
	At        time.Time
	ActorID   int64
	ActorName string
}

// place is where a shift stands: nobody works twice on a day.
type place struct {
	person int64
	day    grid.Date
}

// Sheet is the shifts of a roster by person and day.
type Sheet struct{ shifts map[place]Shift }

// NewSheet lays shifts out; of two on one day of one person the later wins.
func NewSheet(shifts []Shift) *Sheet {
	s := &Sheet{shifts: make(map[place]Shift, len(shifts))}
	for _, shift := range shifts {
		s.shifts[place{shift.PersonID, shift.Day}] = shift
	}
	return s
}

// At returns a person's shift of a day and whether there is one.
func (s *Sheet) At(person int64, day grid.Date) (Shift, bool) {
	shift, ok := s.shifts[place{person, day}]
	return shift, ok
}

// Apply makes the moves in order and returns the moves that undo them, ready
// to be applied in the order given. A move that cannot be made leaves the sheet
// as it was.
func (s *Sheet) Apply(g grid.Grid, moves []Move) (inverse []Move, err error) {
	var bad []FieldError
	for i, m := range moves {
		bad = append(bad, s.faults(fmt.Sprintf("moves[%d]", i), g, m)...)
	}
	if len(bad) > 0 {
		return nil, &InvalidError{What: "change", Fields: bad}
	}
	for _, m := range moves {
		inverse = append(inverse, s.make(m)...)
	}
	for i, j := 0, len(inverse)-1; i < j; i, j = i+1, j-1 {
		inverse[i], inverse[j] = inverse[j], inverse[i]
	}
	return inverse, nil
}

// faults says why a move cannot be made.
func (s *Sheet) faults(at string, g grid.Grid, m Move) []FieldError {
	switch m.Op {
	case Put:
		m.Shift.PersonID, m.Shift.Day = m.PersonID, m.Day
		return m.Shift.faults(at, g)
	case Remove, Lock, Unlock:
		return nil
	default:
		return []FieldError{{Field: at + ".op", Found: string(m.Op), Expected: "put, remove, lock or unlock", Want: problem.Wanting(problem.Choice)}}
	}
}

// make changes one place and returns what changes it back, nothing where
// nothing changed.
func (s *Sheet) make(m Move) []Move {
	at := place{m.PersonID, m.Day}
	before, had := s.shifts[at]
	switch {
	case m.Op == Put:
		m.Shift.PersonID, m.Shift.Day = m.PersonID, m.Day
		s.shifts[at] = m.Shift
		if had {
			return []Move{{Op: Put, PersonID: m.PersonID, Day: m.Day, Shift: before}}
		}
		return []Move{{Op: Remove, PersonID: m.PersonID, Day: m.Day}}
	case !had:
		return nil
	case m.Op == Remove:
		delete(s.shifts, at)
		return []Move{{Op: Put, PersonID: m.PersonID, Day: m.Day, Shift: before}}
	case before.Locked == (m.Op == Lock):
		return nil
	}
	before.Locked = m.Op == Lock
	s.shifts[at] = before
	opposite := map[Op]Op{Lock: Unlock, Unlock: Lock}[m.Op]
	return []Move{{Op: opposite, PersonID: m.PersonID, Day: m.Day}}
}
