package shifts

import (
	"fmt"
	"time"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/scheduling/rules"
)

// Pause is a lunch or a break inside a shift. It starts at a multiple of Step
// after the shift's start, from Earliest to Latest.
type Pause struct {
	Code    string // "lunch", "break"
	Minutes int
	Paid    bool
	// Earliest and Latest bound its start, in minutes after the shift's start.
	// A Latest of 0 means as late as the shift allows.
	Earliest, Latest int
	// BeforeEnd is the least work between its end and the shift's end.
	BeforeEnd int
	// Step is the distance between possible starts; 0 means 15 minutes, or the
	// pause's own length where that is shorter.
	Step int
	// FromLength is the length of shift from which the pause is due; 0 always.
	FromLength int
}

// Template is a family of shifts.
type Template struct {
	Code  string // a short name, often a letter
	Class string // what caps of an agreement count: "night", "early"
	// Days are the weekdays on which shifts may start; none means all.
	Days []time.Weekday
	// EarliestStart and LatestStart bound the start, in minutes after local
	// midnight, Step apart; a Step of 0 allows EarliestStart alone.
	EarliestStart, LatestStart, Step int
	// Lengths are the lengths allowed, pauses included, in elapsed minutes.
	Lengths []int
	// Pauses stand in the order in which they are taken.
	Pauses []Pause
	// MinGap is the least work between two pauses, in minutes.
	MinGap int
	// MaxWork is the longest work without a pause, in minutes: before the first,
	// between two, after the last. 0 means no limit.
	MaxWork int
	// PaidMinutes is the paid time of every shift of the template where it is not
	// that of its hours: a stand-by, a night on duty asleep. 0 means the length
	// without the unpaid pauses.
	PaidMinutes int
}

// Option is one start and length that a template allows.
type Option struct {
	Start   int // minutes after local midnight
	Minutes int // elapsed length, pauses included
	Paid    int // Minutes without the unpaid pauses
}

// Options returns every start and length, by start and then by length.
func (t Template) Options() []Option {
	var options []Option
	for start := t.EarliestStart; start <= t.LatestStart; start += max(1, t.Step) {
		for _, length := range t.Lengths {
			options = append(options, Option{Start: start, Minutes: length, Paid: t.paid(length)})
		}
		if t.Step <= 0 {
			break
		}
	}
	return options
}

// OnDay reports whether shifts of the template may start on a weekday.
func (t Template) OnDay(day time.Weekday) bool {
	for _, d := range t.Days {
		if d == day {
			return true
		}
	}
	return len(t.Days) == 0
}

// Due returns the pauses that a shift of the given length holds.
func (t Template) Due(length int) []Pause {
	due := make([]Pause, 0, len(t.Pauses))
	for _, p := range t.Pauses {
		if length >= p.FromLength {
			due = append(due, p)
		}
	}
	return due
}

// paid returns the paid minutes of a shift of the given length.
func (t Template) paid(length int) int {
	if t.PaidMinutes > 0 {
		return t.PaidMinutes
	}
	return length - t.unpaid(length)
}

func (t Template) unpaid(length int) int {
	minutes := 0
	for _, p := range t.Due(length) {
		if !p.Paid {
			minutes += p.Minutes
		}
	}
	return minutes
}

// step returns the distance between possible starts of the pause.
func (p Pause) step() int {
	if p.Step > 0 {
		return p.Step
	}
	return min(p.Minutes, 15)
}

// last returns the latest start that the pause may have in a shift of the given
// length, regardless of other pauses.
func (p Pause) last(length int) int {
	last := length - p.BeforeEnd - p.Minutes
	if p.Latest > 0 {
		last = min(last, p.Latest)
	}
	return last
}

// Faults returns everything in the template that cannot be meant: an empty
// window of starts, no length, a pause that finds no place.
func (t Template) Faults() []rules.Fault {
	var faults []rules.Fault
	bad := func(field, expected string, want problem.Want, format string, args ...any) {
		faults = append(faults, rules.Fault{Field: field, Found: fmt.Sprintf(format, args...), Expected: expected, Want: want})
	}
	if t.EarliestStart < 0 || t.EarliestStart >= 1440 {
		bad("earliest_start", "a time of day", problem.Wanting(problem.TimeOfDay), "%d minutes after midnight", t.EarliestStart)
	}
	if t.LatestStart < t.EarliestStart || t.LatestStart >= 1440 {
		bad("latest_start", "a time of day no earlier than earliest_start", problem.Wanting(problem.NotBefore), "%d minutes after midnight", t.LatestStart)
	}
	if t.Step < 0 || t.Step%5 != 0 || t.Step == 0 && t.LatestStart != t.EarliestStart {
		bad("step_minutes", "a multiple of 5 minutes", problem.Wanting(problem.Steps, 5), "%d", t.Step)
	}
	if len(t.Lengths) == 0 {
		bad("lengths", "at least one length", problem.Wanting(problem.AtLeast, 1), "none")
	}
	if unit := t.Unit(); unit%5 != 0 {
		bad("", "times in steps of 5 minutes", problem.Wanting(problem.Steps, 5), "times in steps of %d", unit)
	}
	if t.MaxWork < 0 || t.MaxWork > 1440 {
		bad("max_work_minutes", "0 to 1440 minutes", problem.Wanting(problem.WholeNumber, 0, 1440), "%d", t.MaxWork)
	}
	if t.PaidMinutes < 0 || t.PaidMinutes > 1440 {
		bad("paid_minutes", "0 to 1440 minutes", problem.Wanting(problem.WholeNumber, 0, 1440), "%d", t.PaidMinutes)
	}
	for i, p := range t.Pauses {
		if p.Minutes <= 0 || p.Earliest < 0 || p.Step < 0 {
			bad(fmt.Sprintf("pauses[%d]", i), "a length above zero and an earliest start within the shift", problem.Wanting(problem.PauseInside),
				"%d minutes from %d", p.Minutes, p.Earliest)
		}
	}
	for i, length := range t.Lengths {
		if length <= 0 || length > 1440 {
			bad(fmt.Sprintf("lengths[%d]", i), "5 to 1440 minutes", problem.Wanting(problem.WholeNumber, 5, 1440), "%d", length)
		} else if !t.fits(length) {
			bad(fmt.Sprintf("lengths[%d]", i), "a length in which every pause finds a place", problem.Wanting(problem.PausesFit), "%d", length)
		}
	}
	return faults
}

// fits reports whether the pauses of a shift can be placed at all.
func (t Template) fits(length int) bool {
	unit := gcd(t.Unit(), length)
	if unit == 0 || t.MaxWork < 0 {
		return false
	}
	p := NewPlacement(t, length, unit)
	return p.Possible()
}

// Unit returns the longest tick, in minutes, on which every start, length and
// pause of the template lies.
func (t Template) Unit() int {
	unit := gcd(t.EarliestStart, t.Step)
	for _, length := range t.Lengths {
		unit = gcd(unit, length)
	}
	for _, p := range t.Pauses {
		unit = gcd(gcd(unit, p.Minutes), p.step())
	}
	return unit
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
