package roster

import "slices"

// NoTemplate is the template of a shift made by hand.
const NoTemplate = -1

// Break is a pause as it stands in a shift.
type Break struct {
	Start   int // minutes since the first instant of the horizon
	Minutes int
	Paid    bool
}

// Shift is one person's work on one day. The zero value is a day off.
type Shift struct {
	Template int // position in Problem.Templates, or NoTemplate
	Group    int // position in Problem.Groups: what the person is counted for
	Start    int // minutes since the first instant of the horizon
	Minutes  int // elapsed length, breaks included; 0 is a day off
	Breaks   []Break
}

// Off reports whether the day is a day off.
func (s Shift) Off() bool { return s.Minutes == 0 }

// End returns the minute at which the shift ends.
func (s Shift) End() int { return s.Start + s.Minutes }

// Paid returns the paid minutes.
func (s Shift) Paid() int {
	paid := s.Minutes
	for _, b := range s.Breaks {
		if !b.Paid {
			paid -= b.Minutes
		}
	}
	return paid
}

// Equal reports whether two shifts are the same work with the same breaks.
func (s Shift) Equal(other Shift) bool {
	if s.Off() || other.Off() {
		return s.Off() && other.Off()
	}
	return s.Template == other.Template && s.Group == other.Group && s.Start == other.Start &&
		s.Minutes == other.Minutes && slices.Equal(s.Breaks, other.Breaks)
}

// Roster holds a shift or a day off for every person and day of a problem:
// Days[person][day].
type Roster struct{ Days [][]Shift }

// NewRoster returns a roster in which nobody works, but for fixed shifts.
func NewRoster(p *Problem) Roster {
	r := Roster{Days: make([][]Shift, len(p.People))}
	for i, person := range p.People {
		r.Days[i] = make([]Shift, p.Grid.Days())
		for _, f := range person.Fixed {
			r.Days[i][f.Day] = f.Shift
		}
	}
	return r
}

// Clone returns a roster that shares nothing that a search would change.
func (r Roster) Clone() Roster {
	days := make([][]Shift, len(r.Days))
	for i, row := range r.Days {
		days[i] = slices.Clone(row)
	}
	return Roster{Days: days}
}
