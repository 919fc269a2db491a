package rules

import (
	"fmt"
	"slices"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/workforce/labour"
)

// Range is a lower and an upper limit, both included. A Max of 0 means that
// there is no upper limit; use [Nothing] for a limit of nothing at all.
type Range struct{ Min, Max int }

// Nothing is the upper limit that allows nothing.
const Nothing = -1

// Upper returns the upper limit and whether there is one.
func (r Range) Upper() (int, bool) {
	if r.Max == Nothing {
		return 0, true
	}
	return r.Max, r.Max > 0
}

// Lowered returns the range after by of it has been used elsewhere. No end
// falls below zero, and an upper limit that is used up stays a limit.
func (r Range) Lowered(by int) Range {
	low := Range{Min: max(0, r.Min-by)}
	if upper, limited := r.Upper(); limited {
		if low.Max = upper - by; low.Max <= 0 {
			low.Max = Nothing
		}
	}
	return low
}

// Holds reports whether v lies in the range.
func (r Range) Holds(v int) bool {
	upper, limited := r.Upper()
	return v >= r.Min && (!limited || v <= upper)
}

// ClassCap limits how many shifts of a class (for example "night") a person
// may work in the horizon.
type ClassCap struct {
	Class string
	Max   int
}

// MaxClassCaps is how many class caps one agreement may hold.
const MaxClassCaps = 64

// Succession forbids a shift of class After on the day after one of class
// Before, whatever the rest between them.
type Succession struct{ Before, After string }

// Agreement is what a contract or a law allows. The zero value of every field
// means that the rule does not apply, so the zero Agreement allows everything.
type Agreement struct {
	// Code names the agreement among the others of a problem.
	Code string
	// RestMinutes is the least elapsed time from the end of a shift to the
	// start of the next.
	RestMinutes int
	// MaxConsecutiveDays and MinConsecutiveDays bound the length of a run of
	// working days.
	MaxConsecutiveDays, MinConsecutiveDays int
	// MinConsecutiveDaysOff is the least length of a run of days off.
	MinConsecutiveDaysOff int
	// WeekMinutes bounds the paid minutes of a week, Monday to Sunday.
	WeekMinutes Range
	// WeekDays bounds the working days of a week.
	WeekDays Range
	// MinWeekDaysOff is the least number of days off in a week.
	MinWeekDaysOff int
	// PeriodMinutes and PeriodShifts bound the paid minutes and the shifts of
	// the whole horizon.
	PeriodMinutes, PeriodShifts Range
	// MaxWeekends limits the weekends (a Saturday, a Sunday or both) worked in
	// the horizon; [Nothing] forbids all.
	MaxWeekends int
	// Caps limit the shifts of single classes in the horizon.
	Caps []ClassCap
	// Successions are the pairs of classes that may not follow each other from
	// one day to the next.
	Successions []Succession
	// Rules are what else is agreed.
	Rules []labour.Rule
}

// Forbids reports whether a shift of class after may not be worked on the day
// after one of class before.
func (a Agreement) Forbids(before, after string) bool {
	return slices.Contains(a.Successions, Succession{before, after})
}

// Fault is one thing wrong with a value, in the user's words.
type Fault struct {
	Field           string // the field's path, for example "week_minutes.min"
	Found, Expected string
	Want            problem.Want // Expected, for screens in other languages
}

// Error says what is wrong and what was expected.
func (f Fault) Error() string {
	return fmt.Sprintf("%s: found %s; expected %s", f.Field, f.Found, f.Expected)
}

// Faults returns everything in the agreement that cannot be meant: negative
// limits, ranges that end before they begin, more than [MaxClassCaps] caps.
// Whether the limits can be met together is a question for the search.
func (a Agreement) Faults() []Fault {
	var faults []Fault
	number := func(field string, v, low, high int) {
		if v < low || v > high {
			faults = append(faults, Fault{field, fmt.Sprint(v), fmt.Sprintf("a whole number from %d to %d", low, high), problem.Wanting(problem.WholeNumber, low, high)})
		}
	}
	number("rest_minutes", a.RestMinutes, 0, 7*1440)
	number("max_consecutive_days", a.MaxConsecutiveDays, 0, 366)
	number("min_consecutive_days", a.MinConsecutiveDays, 0, 366)
	number("min_consecutive_days_off", a.MinConsecutiveDaysOff, 0, 366)
	number("min_week_days_off", a.MinWeekDaysOff, 0, 7)
	number("max_weekends", a.MaxWeekends, Nothing, 60)
	for _, r := range []struct {
		field string
		Range
		high int
	}{
		{"week_minutes", a.WeekMinutes, 7 * 1440}, {"week_days", a.WeekDays, 7},
		{"period_minutes", a.PeriodMinutes, 366 * 1440}, {"period_shifts", a.PeriodShifts, 366},
	} {
		number(r.field+".min", r.Min, 0, r.high)
		number(r.field+".max", r.Max, Nothing, r.high)
		if upper, limited := r.Upper(); limited && r.Min > upper {
			faults = append(faults, Fault{r.field, fmt.Sprintf("%d to %d", r.Min, upper), "a minimum no larger than the maximum", problem.Wanting(problem.LeastBelowMost, r.Min, upper)})
		}
	}
	if a.MaxConsecutiveDays > 0 && a.MinConsecutiveDays > a.MaxConsecutiveDays {
		faults = append(faults, Fault{"min_consecutive_days", fmt.Sprint(a.MinConsecutiveDays),
			fmt.Sprintf("no more than max_consecutive_days, which is %d", a.MaxConsecutiveDays), problem.Wanting(problem.LeastBelowMost, a.MinConsecutiveDays, a.MaxConsecutiveDays)})
	}
	if len(a.Caps) > MaxClassCaps {
		faults = append(faults, Fault{"caps", fmt.Sprint(len(a.Caps)), fmt.Sprintf("at most %d", MaxClassCaps), problem.Wanting(problem.AtMost, MaxClassCaps)})
	}
	for i, c := range a.Caps {
		number(fmt.Sprintf("caps[%d].max", i), c.Max, 0, 366)
	}
	for i, s := range a.Successions {
		if s.Before == "" || s.After == "" {
			faults = append(faults, Fault{fmt.Sprintf("forbidden_successions[%d]", i), fmt.Sprintf("%q before %q", s.Before, s.After), "two classes", problem.Wanting(problem.TwoClasses)})
		}
	}
	return append(faults, a.ruleFaults()...)
}

// ruleFaults returns what cannot be meant in the further rules.
func (a Agreement) ruleFaults() []Fault {
	var faults []Fault
	if len(a.Rules) > labour.MostRules {
		faults = append(faults, Fault{"rules", fmt.Sprint(len(a.Rules)), fmt.Sprintf("at most %d", labour.MostRules), problem.Wanting(problem.AtMost, labour.MostRules)})
	}
	for i, r := range a.Rules {
		for _, f := range r.Faults() {
			faults = append(faults, Fault{fmt.Sprintf("rules[%d].%s", i, f.Field), f.Found, f.Expected, f.Want})
		}
	}
	return faults
}
