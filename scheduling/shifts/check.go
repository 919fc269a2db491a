package shifts

import (
	"fmt"
	"slices"
)

// Placed is a pause as it stands in a shift: minutes after the shift's start.
type Placed struct {
	Offset, Minutes int
	Paid            bool
}

// Allows reports whether the template has a shift with this start, in minutes
// after local midnight, and length.
func (t Template) Allows(start, length int) bool {
	late := start - t.EarliestStart
	onStep := late == 0 || t.Step > 0 && late%t.Step == 0
	return onStep && late >= 0 && start <= t.LatestStart && slices.Contains(t.Lengths, length)
}

// PauseFault says in words what is wrong with the pauses of a shift, or returns
// "" when they follow the template. It reads the template afresh and not the
// windows that [Placement] searches.
func (t Template) PauseFault(length int, placed []Placed) string {
	due := t.Due(length)
	if len(due) != len(placed) {
		return fmt.Sprintf("%d pauses stand where %d are due", len(placed), len(due))
	}
	for i, p := range due {
		at := placed[i]
		switch {
		case at.Minutes != p.Minutes || at.Paid != p.Paid:
			return fmt.Sprintf("%s lasts %d min; %d min are due", p.Code, at.Minutes, p.Minutes)
		case at.Offset < p.Earliest || at.Offset > p.last(length):
			return fmt.Sprintf("%s begins %d min after the start; %d to %d are allowed", p.Code, at.Offset, p.Earliest, p.last(length))
		case at.Offset%p.step() != 0:
			return fmt.Sprintf("%s begins %d min after the start; multiples of %d are allowed", p.Code, at.Offset, p.step())
		case i > 0 && at.Offset-placed[i-1].Offset-placed[i-1].Minutes < t.MinGap:
			return fmt.Sprintf("%s begins %d min after the pause before it; at least %d are agreed", p.Code,
				at.Offset-placed[i-1].Offset-placed[i-1].Minutes, t.MinGap)
		}
	}
	return t.workFault(length, placed)
}

// workFault says where a shift works longer without a pause than it may.
func (t Template) workFault(length int, placed []Placed) string {
	if t.MaxWork <= 0 {
		return ""
	}
	from := 0
	for _, at := range append(slices.Clone(placed), Placed{Offset: length}) {
		if at.Offset-from > t.MaxWork {
			return fmt.Sprintf("%d min of work begin %d min after the start without a pause; at most %d are agreed", at.Offset-from, from, t.MaxWork)
		}
		from = at.Offset + at.Minutes
	}
	return ""
}
