package labour

import (
	"slices"
	"time"

	"github.com/muster-wfm/muster/workforce/grid"
)

// Kind is what a rule is about.
type Kind string

// The kinds of rules, with the fields that each uses; those in brackets may be
// left out. Minutes pass as clocks on the wall do not: an hour is an hour on the
// days on which clocks change.
const (
	// HoursClass names a class of shifts by the clock: a shift is of Class, beside
	// the class of its template, when at least Min minutes of it lie from From to To [on
	// Weekdays]: so Saturdays and Sundays make a class of weekend work.
	HoursClass Kind = "hours_class"
	// ShiftMinutes bounds the paid minutes of a shift [of Class]: Min, Max.
	ShiftMinutes Kind = "shift_minutes"
	// StartDistance is the least time from a start to the next: Min minutes.
	StartDistance Kind = "start_distance"
	// RestAfter is the least rest after a shift of Class: Min minutes, before any
	// shift [but one of class Then].
	RestAfter Kind = "rest_after"
	// NoSuccession forbids a shift of class Then on the day after one of Class.
	NoSuccession Kind = "no_succession"
	// BarredHours are not worked: From, To [on Weekdays].
	BarredHours Kind = "barred_hours"
	// LongRest is an unbroken rest of Min minutes in every Span.
	LongRest Kind = "long_rest"
	// DayOffLength makes of every day off a stretch of Min free minutes, whose
	// middle lies at most Flex minutes from the clock time From.
	DayOffLength Kind = "day_off_length"
	// DaysOffInRow bounds a run of days off: Max days.
	DaysOffInRow Kind = "days_off_in_row"
	// ShiftsInRow bounds the days in a row with a shift [of Class]: Min, Max.
	ShiftsInRow Kind = "shifts_in_row"
	// PaidMinutes bounds the paid minutes [of shifts of Class] of a Span.
	PaidMinutes Kind = "paid_minutes"
	// Shifts bounds the shifts [of Class] of a Span: Min, Max.
	Shifts Kind = "shifts"
	// DaysOff bounds the days off of a Span: Min, Max.
	DaysOff Kind = "days_off"
	// Weekends bounds the weekends worked that begin in a Span: Min, Max. The days
	// of a weekend are [Weekdays], Saturday and Sunday unless said.
	Weekends Kind = "weekends"
	// WeekendsInRow bounds the weekends worked one after the other: Max.
	WeekendsInRow Kind = "weekends_in_row"
	// WholeWeekends are worked on all of their days or on none.
	WholeWeekends Kind = "whole_weekends"
	// StartSpread bounds how far apart the starts [of shifts of Class, on Weekdays]
	// of a Span lie by the clock: Max minutes, 0 for the same start.
	StartSpread Kind = "start_spread"
	// RequiredDays are Weekdays that are worked unless somebody is away; on all
	// others work is optional.
	RequiredDays Kind = "required_days"
	// Pattern is a rotation: day k of Cycle, counted from Anchor and begun again at
	// its end, lists the classes that may be worked, and [Off] for a day off. A day
	// that lists nothing allows everything.
	Pattern Kind = "pattern"
)

// Kinds lists every kind in the order in which an editor offers them.
var Kinds = []Kind{
	ShiftMinutes, PaidMinutes, Shifts, DaysOff, StartDistance, RestAfter, NoSuccession, LongRest, DayOffLength, DaysOffInRow, ShiftsInRow,
	Weekends, WeekendsInRow, WholeWeekends, StartSpread, BarredHours, RequiredDays, Pattern, HoursClass,
}

// Off stands for a day off in a pattern.
const Off = "off"

// Span is the stretch of days over which a rule counts.
type Span string

// The spans. Weeks begin on Monday; Period is the whole roster.
const (
	Week    Span = "week"
	Month   Span = "month"
	Quarter Span = "quarter"
	Year    Span = "year"
	Period  Span = "period"
	Rolling Span = "rolling" // every Days days in a row
	Blocks  Span = "blocks"  // Days days from Anchor, and so on
)

// Rule is one rule on working time. Which fields count depends on its Kind; the
// others are zero.
type Rule struct {
	Kind Kind
	// Class is the class of the shifts that the rule is about, "" for all; Then is
	// that of the shift that follows.
	Class, Then string
	Span        Span
	Days        int
	// Min and Max are the limits in the kind's unit. A Max of 0 is no limit (but
	// for StartSpread), and [Nothing] a limit of nothing at all.
	Min, Max int
	// From and To are minutes of the local day; To may lie on the next.
	From, To int
	Flex     int
	Weekdays []time.Weekday
	Anchor   grid.Date
	Cycle    [][]string
	// Source says where the rule comes from, for people to read.
	Source string
}

// Nothing is the upper limit that allows nothing.
const Nothing = -1

// ofWeekends reports whether the rule is about weekends.
func (r Rule) ofWeekends() bool {
	return r.Kind == Weekends || r.Kind == WeekendsInRow || r.Kind == WholeWeekends
}

// WeekendDays returns the days that make a weekend.
func (r Rule) WeekendDays() []time.Weekday {
	if len(r.Weekdays) == 0 {
		return []time.Weekday{time.Saturday, time.Sunday}
	}
	return r.Weekdays
}

// OnDay reports whether the rule holds on a weekday; a rule that names none holds
// on all.
func (r Rule) OnDay(day time.Weekday) bool {
	return len(r.Weekdays) == 0 || slices.Contains(r.Weekdays, day)
}

// Hours returns From and To as minutes from the beginning of a day, To after From.
func (r Rule) Hours() (from, to int) {
	if r.To <= r.From {
		return r.From, r.To + 1440
	}
	return r.From, r.To
}

// Allowed returns what a pattern lists for a day.
func (r Rule) Allowed(day grid.Date) []string {
	k := r.Anchor.DaysUntil(day) % len(r.Cycle)
	if k < 0 {
		k += len(r.Cycle)
	}
	return r.Cycle[k]
}

// Later returns rules whose rotations begin so many weeks later; the others are as
// they were.
func Later(list []Rule, weeks int) []Rule {
	if weeks == 0 {
		return list
	}
	later := slices.Clone(list)
	for i := range later {
		if later[i].Kind == Pattern {
			later[i].Anchor = later[i].Anchor.AddDays(7 * weeks)
		}
	}
	return later
}
