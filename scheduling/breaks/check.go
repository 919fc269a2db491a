package breaks

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/muster-wfm/muster/scheduling/shifts"
)

// Fault is a shift whose pauses may not stand so.
type Fault struct {
	Shift int
	Text  string
}

// Check reads a placement against the templates, what is pinned and what is
// past, minute by minute and without the search's windows. A lawful placement
// has no faults; shifts that [Result.Stuck] names keep those they came with.
func Check(p *Problem, pauses [][]shifts.Placed) []Fault {
	var found []Fault
	if len(pauses) != len(p.Shifts) {
		return []Fault{{0, fmt.Sprintf("%d shifts; the problem has %d", len(pauses), len(p.Shifts))}}
	}
	for i := range p.Shifts {
		s := &p.Shifts[i]
		switch same := slices.Equal(pauses[i], s.Pauses); {
		case same && !p.movable(s):
		case !p.movable(s):
			found = append(found, Fault{i, "pauses moved that must stay"})
		default:
			if text := p.pausesFault(s, pauses[i]); text != "" {
				found = append(found, Fault{i, text})
			}
		}
	}
	return found
}

// pausesFault says what is wrong with the free pauses of a shift, given those
// that have been taken.
func (p *Problem) pausesFault(s *Shift, placed []shifts.Placed) string {
	template, taken := p.Templates[s.Template], 0
	for k := range s.Pauses {
		if p.held(s, k) {
			taken++
			if k >= len(placed) || placed[k] != s.Pauses[k] {
				return "a pause moved that has begun"
			}
		}
	}
	if taken == 0 {
		return cmp.Or(template.PauseFault(s.Minutes, placed), p.pastFault(s, placed))
	}
	due := template.Due(s.Minutes)
	if len(due) != len(placed) {
		return fmt.Sprintf("%d pauses stand where %d are due", len(placed), len(due))
	}
	return cmp.Or(p.restFault(template, s, placed, taken), p.pastFault(s, placed[taken:]))
}

// pastFault says which pause begins before the present.
func (p *Problem) pastFault(s *Shift, placed []shifts.Placed) string {
	for _, pause := range placed {
		if s.Start+pause.Offset < p.Now {
			return fmt.Sprintf("a pause begins %d min before now", p.Now-s.Start-pause.Offset)
		}
	}
	return ""
}

// restFault checks the pauses after those taken as a shift of their own would
// be: a template that begins where the last of them ended.
func (p *Problem) restFault(t shifts.Template, s *Shift, placed []shifts.Placed, taken int) string {
	due, last := t.Due(s.Minutes), placed[taken-1]
	rest := shifts.Template{Code: t.Code, MinGap: t.MinGap, Pauses: due[taken:]}
	if text := rest.PauseFault(s.Minutes, placed[taken:]); text != "" {
		return text
	}
	from, stands := last.Offset+last.Minutes, true
	for _, pause := range append(slices.Clone(placed[taken:]), shifts.Placed{Offset: s.Minutes}) {
		work := pause.Offset - from
		end := pause.Offset == s.Minutes
		if !end && work < t.MinGap || t.MaxWork > 0 && work > t.MaxWork && (!end || !stands) {
			return fmt.Sprintf("%d min of work lie between two pauses; %d to %d are agreed", work, t.MinGap, t.MaxWork)
		}
		from, stands = pause.Offset+pause.Minutes, false
	}
	return ""
}

// Cost returns the cost of coverage of a placement, counted from nothing.
func Cost(p *Problem, pauses [][]shifts.Placed) float64 {
	total := 0.0
	for g, group := range p.Groups {
		count := make([]int, group.Slots)
		for i, s := range p.Shifts {
			if s.Group != g {
				continue
			}
			for minute := s.Start; minute < s.end() && minute/p.Tick < group.Slots; minute += p.Tick {
				if !onPause(pauses[i], minute-s.Start) {
					count[minute/p.Tick]++
				}
			}
		}
		for t, people := range count {
			total += group.Cost(t, people)
		}
	}
	return total
}

// onPause reports whether a minute of a shift is in one of its pauses.
func onPause(pauses []shifts.Placed, minute int) bool {
	return slices.ContainsFunc(pauses, func(pause shifts.Placed) bool {
		return minute >= pause.Offset && minute < pause.Offset+pause.Minutes
	})
}

// Excess returns the person-minutes over the limits of a placement, counted
// from nothing.
func Excess(p *Problem, pauses [][]shifts.Placed) int {
	total := 0
	for k, team := range p.Teams {
		working, pausing := map[int]int{}, map[int]int{}
		for i, s := range p.Shifts {
			if !slices.Contains(s.Teams, k) {
				continue
			}
			for minute := s.Start; minute < s.end(); minute += p.Tick {
				working[minute]++
				if onPause(pauses[i], minute-s.Start) {
					pausing[minute]++
				}
			}
		}
		for minute, people := range pausing {
			total += p.Tick * max(0, people-team.allowed(working[minute]))
		}
	}
	return total
}
