package breaks

import (
	"fmt"
	"math"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/scheduling/rules"
	"github.com/muster-wfm/muster/scheduling/shifts"
)

// Problem is a roster whose shifts are settled and whose pauses are not.
type Problem struct {
	// Tick is the length of a slot in minutes; every time in the problem is a
	// multiple of it.
	Tick      int
	Groups    []Group
	Teams     []Team
	Templates []shifts.Template
	Shifts    []Shift
	// Now freezes what is past: a pause that began before it stays, and no other
	// is put before it.
	Now int
}

// Group prices how many people are there for its work.
type Group struct {
	Slots int // of the horizon; later ones cost nothing
	// Cost is the cost of a slot with so many people at work, convex in people.
	Cost func(slot, people int) float64
}

// Team is people of whom only some may be on pause at once; without a limit
// nothing is checked. With both limits the lower holds, but one person may always
// pause.
type Team struct {
	Code   string
	People int     // at most so many; 0 is no limit
	Share  float64 // at most this share of those whose shift runs; 0 is no limit
}

// allowed returns how many may be on pause of so many whose shift runs.
func (t Team) allowed(working int) int {
	most := math.MaxInt32
	if t.People > 0 {
		most = t.People
	}
	if t.Share > 0 {
		most = min(most, max(1, int(t.Share*float64(working)+1e-9)))
	}
	return most
}

// Shift is one person's settled hours with their pauses as they come in.
type Shift struct {
	Template       int // position in Problem.Templates; NoTemplate keeps the pauses
	Group          int // position in Problem.Groups
	Teams          []int
	Start, Minutes int
	// Pauses are as they stand. None at all are placed anew; others than the
	// template wants, by number, length or pay, were somebody's decision and stay.
	Pauses []shifts.Placed
	Pinned bool // all of it stays
}

// NoTemplate is the template of a shift made by hand.
const NoTemplate = -1

// end returns the minute after the last.
func (s *Shift) end() int { return s.Start + s.Minutes }

// due returns the pauses of the shift that the template wants.
func (p *Problem) due(s *Shift) []shifts.Pause {
	if s.Template == NoTemplate {
		return nil
	}
	return p.Templates[s.Template].Due(s.Minutes)
}

// held reports whether pause k of a shift stays where it is.
func (p *Problem) held(s *Shift, k int) bool {
	return k < len(s.Pauses) && s.Start+s.Pauses[k].Offset < p.Now
}

// movable reports whether any pause of a shift may move.
func (p *Problem) movable(s *Shift) bool {
	due := p.due(s)
	if s.Pinned || len(due) == 0 || len(s.Pauses) > 0 && len(s.Pauses) != len(due) {
		return false
	}
	free := len(s.Pauses) == 0
	for k, pause := range s.Pauses {
		if pause.Minutes != due[k].Minutes || pause.Paid != due[k].Paid {
			return false
		}
		free = free || !p.held(s, k)
	}
	return free && s.end() > p.Now
}

// Faults returns everything in the problem that contradicts itself.
func (p *Problem) Faults() []rules.Fault {
	var found []rules.Fault
	bad := func(field, expected string, want problem.Want, format string, args ...any) {
		found = append(found, rules.Fault{Field: field, Found: fmt.Sprintf(format, args...), Expected: expected, Want: want})
	}
	if p.Tick <= 0 {
		bad("tick", "a number of minutes above 0", problem.Wanting(problem.Above, 0), "%d", p.Tick)
		return found
	}
	for i, t := range p.Teams {
		if t.People < 0 || !(t.Share >= 0 && t.Share <= 1) {
			bad(fmt.Sprintf("teams[%d]", i), "people of 0 or more and a share from 0 to 1", problem.Wanting(problem.PauseLimits), "%d people, share %g", t.People, t.Share)
		}
	}
	for i, t := range p.Templates {
		for _, f := range t.Faults() {
			bad(fmt.Sprintf("templates[%d].%s", i, f.Field), f.Expected, f.Want, "%s", f.Found)
		}
	}
	for i := range p.Shifts {
		if fault := p.shiftFault(&p.Shifts[i]); fault != "" {
			bad(fmt.Sprintf("shifts[%d]", i), "a shift of the problem, with its pauses inside it and one after another", problem.Wanting(problem.PauseInside), "%s", fault)
		}
	}
	return found
}

// shiftFault says why a shift cannot be laid out.
func (p *Problem) shiftFault(s *Shift) string {
	switch {
	case s.Template < NoTemplate || s.Template >= len(p.Templates):
		return fmt.Sprintf("template %d", s.Template)
	case s.Group < 0 || s.Group >= len(p.Groups):
		return fmt.Sprintf("group %d", s.Group)
	case s.Start < 0 || s.Minutes <= 0 || s.Start%p.Tick != 0 || s.Minutes%p.Tick != 0:
		return fmt.Sprintf("%d minutes from %d on slots of %d", s.Minutes, s.Start, p.Tick)
	}
	for _, team := range s.Teams {
		if team < 0 || team >= len(p.Teams) {
			return fmt.Sprintf("team %d", team)
		}
	}
	from := 0
	for _, pause := range s.Pauses {
		if pause.Offset < from || pause.Minutes <= 0 || pause.Offset+pause.Minutes > s.Minutes || pause.Offset%p.Tick != 0 || pause.Minutes%p.Tick != 0 {
			return fmt.Sprintf("a pause of %d minutes %d after the start", pause.Minutes, pause.Offset)
		}
		from = pause.Offset + pause.Minutes
	}
	return ""
}
