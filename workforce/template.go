package workforce

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/muster-wfm/muster/internal/problem"
)

// ShiftTemplate is a family of shifts that planning may choose from: when they
// start, how long they last, and how their lunch and breaks may lie.
type ShiftTemplate struct {
	Code     string
	Letter   string // one or two characters that stand for the shift on a roster
	Name     string
	Weekdays []time.Weekday // days on which it may start, ordered from Monday

	EarliestStartMin int   // minutes after midnight
	LatestStartMin   int   // minutes after midnight, not before the earliest
	StepMin          int   // minutes between two possible starts
	LengthsMin       []int // possible lengths in minutes from start to end, lunch included

	Lunch                   *Pause  // nil: none
	Breaks                  []Pause // in their order in the shift
	MinMinutesBetweenBreaks int     // least minutes of work between two pauses, lunch counted
	MaxWorkMin              int     // most minutes of work without a pause; 0 is no limit
}

// Pause is a lunch or a break within a shift.
type Pause struct {
	Minutes          int
	Paid             bool
	EarliestAfterMin int // its earliest begin, in minutes after the shift's start
	LatestAfterMin   int // its latest begin, likewise
}

// PaidMin returns the paid minutes of a shift of the given length.
func (t ShiftTemplate) PaidMin(length int) int {
	paid := length
	for _, p := range t.pauses() {
		if !p.Paid {
			paid -= p.Minutes
		}
	}
	return paid
}

func (t ShiftTemplate) pauses() []Pause {
	if t.Lunch == nil {
		return t.Breaks
	}
	return append([]Pause{*t.Lunch}, t.Breaks...)
}

// longestPaid returns the paid minutes of the longest shift.
func (t ShiftTemplate) longestPaid() int {
	if len(t.LengthsMin) == 0 {
		return 0
	}
	return t.PaidMin(slices.Max(t.LengthsMin))
}

// checked trims and orders the template, recording what cannot be.
func (t ShiftTemplate) checked(c *checks, at string) ShiftTemplate {
	t.Code, t.Letter, t.Name = strings.TrimSpace(t.Code), strings.TrimSpace(t.Letter), strings.TrimSpace(t.Name)
	c.code(at+".code", t.Code)
	c.text(at+".name", t.Name, maxName)
	n := utf8.RuneCountInString(t.Letter)
	c.need(n >= 1 && n <= 2 && printable(t.Letter), at+".letter", t.Letter, "one or two characters", problem.Wanting(problem.Characters, 1, 2))
	t.Weekdays = slices.Clone(t.Weekdays)
	slices.SortFunc(t.Weekdays, func(a, b time.Weekday) int { return sinceMonday(a) - sinceMonday(b) })
	c.need(len(t.Weekdays) > 0 && len(slices.Compact(slices.Clone(t.Weekdays))) == len(t.Weekdays),
		at+".weekdays", weekdayNumbers(t.Weekdays), "one or more days of the week, each once", problem.Wanting(problem.EachOnce))
	t.checkStarts(c, at)
	t.LengthsMin = slices.Sorted(slices.Values(t.LengthsMin))
	t.checkLengths(c, at)
	return t
}

func (t ShiftTemplate) checkStarts(c *checks, at string) {
	c.need(t.EarliestStartMin >= 0 && t.EarliestStartMin < minutesPerDay, at+".earliestStart", t.EarliestStartMin, "00:00 to 23:59", problem.Wanting(problem.TimeOfDay))
	c.need(t.LatestStartMin >= t.EarliestStartMin && t.LatestStartMin < minutesPerDay, at+".latestStart", FormatClock(t.LatestStartMin),
		"a time from the earliest start to 23:59", problem.Wanting(problem.NotBefore))
	c.need(t.StepMin >= 1 && t.StepMin <= minutesPerDay, at+".stepMin", t.StepMin, "1 to 1440 minutes", problem.Wanting(problem.WholeNumber, 1, 1440))
}

func (t ShiftTemplate) checkLengths(c *checks, at string) {
	c.need(len(t.LengthsMin) > 0, at+".lengthsMin", "", "one or more lengths in minutes", problem.Wanting(problem.AtLeast, 1))
	for i, length := range t.LengthsMin {
		place := fmt.Sprintf("%s.lengthsMin[%d]", at, i)
		c.need(length >= 15 && length <= minutesPerDay, place, length, "15 to 1440 minutes", problem.Wanting(problem.WholeNumber, 15, 1440))
		c.need(i == 0 || length != t.LengthsMin[i-1], place, length, "each length once", problem.Wanting(problem.EachOnce))
	}
	c.need(t.MinMinutesBetweenBreaks >= 0, at+".minMinutesBetweenBreaks", t.MinMinutesBetweenBreaks, "0 or more minutes", problem.Wanting(problem.AtLeast, 0))
	t.checkWork(c, at)
	if len(t.LengthsMin) == 0 {
		return
	}
	shortest := t.LengthsMin[0]
	if t.Lunch != nil {
		t.Lunch.check(c, at+".lunch", shortest)
	}
	for i, p := range t.Breaks {
		p.check(c, fmt.Sprintf("%s.breaks[%d]", at, i), shortest)
	}
	c.need(t.PaidMin(shortest) > 0, at+".lengthsMin", shortest, "a length with work left beside its unpaid pauses", problem.Wanting(problem.PausesFit))
}

// checkWork refuses a longest work that even the pauses taken as far apart as can
// be do not keep.
func (t ShiftTemplate) checkWork(c *checks, at string) {
	c.need(t.MaxWorkMin >= 0 && t.MaxWorkMin <= minutesPerDay, at+".maxWorkMin", t.MaxWorkMin, "0 to 1440 minutes; 0 for no limit", problem.Wanting(problem.WholeNumber, 0, minutesPerDay))
	if t.MaxWorkMin <= 0 || len(t.LengthsMin) == 0 {
		return
	}
	work := slices.Max(t.LengthsMin)
	for _, p := range t.pauses() {
		work -= p.Minutes
	}
	stretches := len(t.pauses()) + 1
	c.need(work <= stretches*t.MaxWorkMin, at+".maxWorkMin", t.MaxWorkMin,
		fmt.Sprintf("at least %d minutes, for %d minutes of work in %d stretches", (work+stretches-1)/stretches, work, stretches), problem.Wanting(problem.AtLeast, (work+stretches-1)/stretches))
}

// check refuses a pause that the shortest shift of its template cannot hold.
func (p Pause) check(c *checks, at string, shortest int) {
	c.need(p.Minutes >= 1 && p.Minutes < shortest, at+".minutes", p.Minutes, fmt.Sprintf("1 minute to less than the shift of %d", shortest), problem.Wanting(problem.WholeNumber, 1, shortest-1))
	c.need(p.EarliestAfterMin >= 0, at+".earliestAfterMin", p.EarliestAfterMin, "0 or more minutes after the start", problem.Wanting(problem.AtLeast, 0))
	c.need(p.LatestAfterMin >= p.EarliestAfterMin, at+".latestAfterMin", p.LatestAfterMin,
		fmt.Sprintf("not before its earliest, %d minutes after the start", p.EarliestAfterMin), problem.Wanting(problem.AtLeast, p.EarliestAfterMin))
	c.need(p.EarliestAfterMin+p.Minutes <= shortest, at+".earliestAfterMin", p.EarliestAfterMin,
		fmt.Sprintf("an end within the shortest shift of %d minutes", shortest), problem.Wanting(problem.AtMost, shortest-p.Minutes))
}

func weekdayNumbers(days []time.Weekday) string {
	numbers := make([]string, len(days))
	for i, d := range days {
		numbers[i] = fmt.Sprint(ISOWeekday(d))
	}
	return strings.Join(numbers, ",")
}
