package rules

import (
	"fmt"
	"strings"
)

// Rule names a rule; the names are stable and serve as keys of translations.
type Rule string

// The rules of an agreement.
const (
	Rest               Rule = "rest"
	MaxConsecutiveDays Rule = "max_consecutive_days"
	MinConsecutiveDays Rule = "min_consecutive_days"
	ConsecutiveDaysOff Rule = "min_consecutive_days_off"
	MinWeekMinutes     Rule = "min_week_minutes"
	MaxWeekMinutes     Rule = "max_week_minutes"
	MinWeekDays        Rule = "min_week_days"
	MaxWeekDays        Rule = "max_week_days"
	WeekDaysOff        Rule = "min_week_days_off"
	MinPeriodMinutes   Rule = "min_period_minutes"
	MaxPeriodMinutes   Rule = "max_period_minutes"
	MinPeriodShifts    Rule = "min_period_shifts"
	MaxPeriodShifts    Rule = "max_period_shifts"
	MaxWeekends        Rule = "max_weekends"
	ClassLimit         Rule = "class_cap"
	Succeeds           Rule = "forbidden_succession"
)

// The further rules of an agreement; see package labour for what each counts.
const (
	ShortShift      Rule = "min_shift_minutes"
	LongShift       Rule = "max_shift_minutes"
	StartsApart     Rule = "start_distance"
	RestAfterClass  Rule = "rest_after_class"
	Barred          Rule = "barred_hours"
	NoLongRest      Rule = "long_rest"
	ShortDayOff     Rule = "day_off_length"
	MaxDaysOff      Rule = "max_days_off_in_row"
	MaxShiftsInRow  Rule = "max_shifts_in_row"
	MinShiftsInRow  Rule = "min_shifts_in_row"
	MinSpanMinutes  Rule = "min_span_minutes"
	MaxSpanMinutes  Rule = "max_span_minutes"
	MinSpanShifts   Rule = "min_span_shifts"
	MaxSpanShifts   Rule = "max_span_shifts"
	MinSpanDaysOff  Rule = "min_span_days_off"
	MaxSpanDaysOff  Rule = "max_span_days_off"
	MinSpanWeekends Rule = "min_span_weekends"
	MaxSpanWeekends Rule = "max_span_weekends"
	WeekendsRow     Rule = "max_weekends_in_row"
	SplitWeekend    Rule = "split_weekend"
	StartsVary      Rule = "start_spread"
	RequiredDay     Rule = "required_day"
	OffPattern      Rule = "pattern"
)

// The rules that come from the person and the plan rather than the agreement.
const (
	Availability Rule = "availability"
	Leave        Rule = "absence"
	FixedShift   Rule = "fixed_shift"
	Overlap      Rule = "overlap"
	Template     Rule = "template"
	Pause        Rule = "pause"
	Skill        Rule = "group_not_held"
)

// The rules of teams; see [Team].
const (
	TeamLeast Rule = "team_least"
	TeamMost  Rule = "team_most"
)

// Violation is one rule broken by one person.
type Violation struct {
	Rule   Rule
	Person int   // position in the list of people that was checked
	Days   []int // the days concerned, in order; negative before the horizon
	// Found and Limit are in the rule's own unit: minutes, days, weekends or
	// shifts. Both are 0 where the rule has no number.
	Found, Limit int
	// Of is 1 + the position of the rule among the agreement's further rules, 0 for
	// all others.
	Of int
	// Subject names what the rule is about where it is not the person: the
	// class of a cap, the template, the pause, the group.
	Subject string
}

// Key is the key of the sentence that explains the violation; its parameters
// are Found, Limit, Subject and the dates of Days.
func (v Violation) Key() string { return "violation." + string(v.Rule) }

// sentences say what each rule found and wants; f is Found, l is Limit, s is
// Subject.
var sentences = map[Rule]string{
	Rest:               "only {f:time} of rest between two shifts; at least {l:time} is agreed",
	MaxConsecutiveDays: "{f} working days in a row; at most {l} are agreed",
	MinConsecutiveDays: "a run of {f} working days; at least {l} in a row are agreed",
	ConsecutiveDaysOff: "a run of {f} days off; at least {l} in a row are agreed",
	MinWeekMinutes:     "{f:time} of paid time in the week; at least {l:time} is agreed",
	MaxWeekMinutes:     "{f:time} of paid time in the week; at most {l:time} is agreed",
	MinWeekDays:        "{f} working days in the week; at least {l} are agreed",
	MaxWeekDays:        "{f} working days in the week; at most {l} are agreed",
	WeekDaysOff:        "{f} days off in the week; at least {l} are agreed",
	MinPeriodMinutes:   "{f:time} of paid time in the period; at least {l:time} is agreed",
	MaxPeriodMinutes:   "{f:time} of paid time in the period; at most {l:time} is agreed",
	MinPeriodShifts:    "{f} shifts in the period; at least {l} are agreed",
	MaxPeriodShifts:    "{f} shifts in the period; at most {l} are agreed",
	MaxWeekends:        "{f} weekends worked; at most {l} are agreed",
	ClassLimit:         "{f} shifts of class {s}; at most {l} are agreed",
	Succeeds:           "class {s} from one day to the next, which is not agreed",
	ShortShift:         "a shift of {f:time} of paid time; at least {l:time} is agreed",
	LongShift:          "a shift of {f:time} of paid time; at most {l:time} is agreed",
	StartsApart:        "only {f:time} from a start to the next; at least {l:time} is agreed",
	RestAfterClass:     "only {f:time} of rest after a shift of class {s}; at least {l:time} is agreed",
	Barred:             "{f:time} of the shift lie in hours that are not worked",
	NoLongRest:         "the longest rest of these days is {f:time}; at least {l:time} without a break is agreed",
	ShortDayOff:        "the day off does not have {l:time} free around it; {f:time} lie between the shifts",
	MaxDaysOff:         "{f} days off in a row; at most {l} are agreed",
	MaxShiftsInRow:     "{f} days in a row with a shift{of}; at most {l} are agreed",
	MinShiftsInRow:     "a run of {f} days with a shift{of}; at least {l} in a row are agreed",
	MinSpanMinutes:     "{f:time} of paid time in shifts{of} of these days; at least {l:time} is agreed",
	MaxSpanMinutes:     "{f:time} of paid time in shifts{of} of these days; at most {l:time} is agreed",
	MinSpanShifts:      "{f} shifts{of} in these days; at least {l} are agreed",
	MaxSpanShifts:      "{f} shifts{of} in these days; at most {l} are agreed",
	MinSpanDaysOff:     "{f} days off in these days; at least {l} are agreed",
	MaxSpanDaysOff:     "{f} days off in these days; at most {l} are agreed",
	MinSpanWeekends:    "{f} weekends worked; at least {l} are agreed",
	MaxSpanWeekends:    "{f} weekends worked; at most {l} are agreed",
	WeekendsRow:        "{f} weekends in a row worked; at most {l} are agreed",
	SplitWeekend:       "{f} of the {l} days of a weekend are worked; all or none is agreed",
	StartsVary:         "starts lie {f:time} apart; at most {l:time} is agreed",
	RequiredDay:        "a day without a shift on which work is agreed",
	OffPattern:         "the day does not follow the rotation",
	TeamLeast:          "{f} of the people asked for are at work; at least {l} are agreed",
	TeamMost:           "{f} of the people are at work at once; at most {l} are agreed",
	Availability:       "the shift lies outside the hours in which the person can work",
	Leave:              "the shift touches a day of approved absence",
	FixedShift:         "the fixed shift of the day is missing or changed",
	Overlap:            "two shifts overlap",
	Template:           "no shift of template {s} starts or lasts like this",
	Pause:              "the pauses do not follow the template: {s}",
	Skill:              "the person does not hold group {s}",
}

// String explains the violation in a sentence without names and dates, which
// the caller knows better.
func (v Violation) String() string {
	of := ""
	if v.Subject != "" {
		of = " of class " + v.Subject
	}
	return strings.NewReplacer(
		"{f:time}", duration(v.Found), "{l:time}", duration(v.Limit),
		"{f}", fmt.Sprint(v.Found), "{l}", fmt.Sprint(v.Limit), "{s}", v.Subject, "{of}", of,
	).Replace(sentences[v.Rule])
}

// duration writes minutes as people say them: 11 h, 7 h 30 min, 45 min.
func duration(minutes int) string {
	sign, m := "", minutes
	if m < 0 {
		sign, m = "-", -m
	}
	switch {
	case m < 60:
		return fmt.Sprintf("%s%d min", sign, m)
	case m%60 == 0:
		return fmt.Sprintf("%s%d h", sign, m/60)
	default:
		return fmt.Sprintf("%s%d h %d min", sign, m/60, m%60)
	}
}
