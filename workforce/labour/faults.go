package labour

import (
	"fmt"
	"slices"

	"github.com/muster-wfm/muster/internal/problem"
)

// MostRules is how many rules one agreement may hold beside its main ones.
const MostRules = 32

// Fault is one thing wrong with a rule.
type Fault struct {
	Field           string // a field of the rule, as in the API and the files: "min", "span"
	Found, Expected string
	Want            problem.Want // Expected, for screens in other languages
}

// uses says which fields a kind uses.
type uses struct {
	class, then, span, weekdays need
	min, max                    bool
	least, most                 int // bounds of Min and Max
	hours, anchor, cycle        bool
}

type need int

const (
	unused need = iota
	optional
	required
)

const (
	day  = 1440
	week = 7 * day
	year = 366
)

var kinds = map[Kind]uses{
	HoursClass:    {class: required, weekdays: optional, min: true, least: 1, most: day, hours: true},
	ShiftMinutes:  {class: optional, min: true, max: true, most: 2 * day},
	StartDistance: {min: true, least: 1, most: week},
	RestAfter:     {class: required, then: optional, min: true, least: 1, most: 2 * week},
	NoSuccession:  {class: required, then: required},
	BarredHours:   {hours: true, weekdays: optional},
	LongRest:      {span: required, min: true, least: 1, most: 4 * week},
	DayOffLength:  {min: true, least: 1, most: week},
	DaysOffInRow:  {max: true, least: 1, most: year},
	ShiftsInRow:   {class: optional, min: true, max: true, most: year},
	PaidMinutes:   {class: optional, span: required, min: true, max: true, most: year * day},
	Shifts:        {class: optional, span: required, min: true, max: true, most: year},
	DaysOff:       {span: required, min: true, max: true, most: year},
	Weekends:      {span: required, weekdays: optional, min: true, max: true, most: 53},
	WeekendsInRow: {weekdays: optional, max: true, least: 1, most: 53},
	WholeWeekends: {weekdays: optional},
	StartSpread:   {class: optional, span: required, weekdays: optional, max: true, most: day},
	RequiredDays:  {weekdays: required},
	Pattern:       {anchor: true, cycle: true},
}

// Known reports whether there is such a kind.
func (k Kind) Known() bool { _, ok := kinds[k]; return ok }

// Faults returns everything in the rule that cannot be meant: an unknown kind, a
// field that the kind needs and does not have or has and does not use, limits out
// of bounds or the wrong way round, a window or a cycle of no length.
func (r Rule) Faults() []Fault {
	use, known := kinds[r.Kind]
	if !known {
		return []Fault{{"kind", fmt.Sprintf("%q", r.Kind), "a kind of rule, such as paid_minutes", problem.Wanting(problem.KnownRule)}}
	}
	f := &faults{}
	f.word("class", r.Class, use.class)
	f.word("next", r.Then, use.then)
	f.span(r, use)
	f.limits(r, use)
	f.hours(r, use)
	if n := len(r.Weekdays); use.weekdays == required && n == 0 || use.weekdays == unused && n > 0 {
		f.add("weekdays", fmt.Sprint(n, " days"), wants(use.weekdays, "one or more days of the week"), needs(use.weekdays))
	}
	if len(r.Weekdays) == 7 && r.ofWeekends() { // where would one end and the next begin?
		f.add("weekdays", "7 days", "a weekend of at most six days", problem.SixDays)
	}
	for i, d := range r.Weekdays {
		if d < 0 || d > 6 || slices.Index(r.Weekdays, d) < i {
			f.add("weekdays", fmt.Sprint(r.Weekdays), "each day of the week at most once", problem.EachOnce)
			break
		}
	}
	if use.cycle && (len(r.Cycle) == 0 || len(r.Cycle) > year) {
		f.add("cycle", fmt.Sprintf("%d days", len(r.Cycle)), "1 to 366 days, each with the classes that may be worked", problem.WholeNumber, 1, year)
	}
	if !use.cycle && len(r.Cycle) > 0 {
		f.add("cycle", fmt.Sprintf("%d days", len(r.Cycle)), wants(unused, ""), problem.Unused)
	}
	return f.found
}

type faults struct{ found []Fault }

func (f *faults) add(field, found, expected string, code problem.Code, figures ...any) {
	f.found = append(f.found, Fault{field, found, expected, problem.Wanting(code, figures...)})
}

// wants says what is expected of a field.
func wants(n need, what string) string {
	if n == unused {
		return "nothing: the rule does not use it"
	}
	return what
}

// needs names what is expected of a field that is needed or not used.
func needs(n need) problem.Code {
	if n == unused {
		return problem.Unused
	}
	return problem.Needed
}

// bounded names what is expected of a number that is used or not.
func bounded(used bool) problem.Code {
	if used {
		return problem.WholeNumber
	}
	return problem.Unused
}

func (f *faults) word(field, value string, n need) {
	switch {
	case n == required && value == "":
		f.add(field, "none", "a class of shifts", problem.Needed)
	case n == unused && value != "":
		f.add(field, fmt.Sprintf("%q", value), wants(n, ""), problem.Unused)
	}
}

func (f *faults) span(r Rule, use uses) {
	counted := r.Span == Rolling || r.Span == Blocks
	switch {
	case use.span == unused && r.Span != "":
		f.add("span", fmt.Sprintf("%q", r.Span), wants(unused, ""), problem.Unused)
	case use.span == required && !slices.Contains([]Span{Week, Month, Quarter, Year, Period, Rolling, Blocks}, r.Span):
		f.add("span", fmt.Sprintf("%q", r.Span), "week, month, quarter, year, period, rolling or blocks", problem.KnownSpan)
	case (r.Kind == Weekends || r.Kind == StartSpread) && r.Span == Rolling:
		f.add("span", "rolling", "a span with a fixed beginning, such as month or blocks", problem.FixedSpan)
	}
	switch {
	case counted && (r.Days < 1 || r.Days > year):
		f.add("days", fmt.Sprint(r.Days), "1 to 366 days, the length of the span", problem.WholeNumber, 1, year)
	case !counted && r.Days != 0:
		f.add("days", fmt.Sprint(r.Days), "nothing: only the spans rolling and blocks have a length of their own", problem.Unused)
	}
	if none := r.Anchor.IsZero(); none && (use.anchor || r.Span == Blocks) {
		f.add("anchor", "none", "the date from which the days are counted", problem.Needed)
	} else if !none && !use.anchor && r.Span != Blocks {
		f.add("anchor", r.Anchor.String(), wants(unused, ""), problem.Unused)
	}
}

func (f *faults) limits(r Rule, use uses) {
	if r.Min != 0 || use.min && !use.max {
		if low := max(0, use.least); !use.min || r.Min < low || r.Min > use.most {
			f.add("min", fmt.Sprint(r.Min), f.bounds(use.min, low, use.most), bounded(use.min), low, use.most)
		}
	}
	if r.Max != 0 || use.max && !use.min && use.least > 0 {
		if !use.max || r.Max > use.most || r.Max < Nothing || use.least > 0 && r.Max < use.least || r.Kind == StartSpread && r.Max < 0 {
			f.add("max", fmt.Sprint(r.Max), f.bounds(use.max, use.least, use.most), bounded(use.max), use.least, use.most)
		}
	}
	if use.min && use.max && r.Min == 0 && r.Max == 0 {
		f.add("max", "neither a least nor a most", "at least one limit", problem.Limit)
	}
	if r.Max != 0 && use.min && use.max && r.Min > max(0, r.Max) {
		f.add("min", fmt.Sprintf("%d to %d", r.Min, max(0, r.Max)), "a least no larger than the most", problem.LeastBelowMost, r.Min, max(0, r.Max))
	}
}

func (f *faults) bounds(used bool, low, high int) string {
	if !used {
		return wants(unused, "")
	}
	return fmt.Sprintf("a whole number from %d to %d", low, high)
}

func (f *faults) hours(r Rule, use uses) {
	if r.From < 0 || r.From >= day {
		f.add("from", fmt.Sprint(r.From), "a time of the day", problem.TimeOfDay)
	}
	if r.To < 0 || r.To > day {
		f.add("to", fmt.Sprint(r.To), "a time of the day", problem.TimeOfDay)
	}
	if use.hours && r.From == r.To {
		f.add("to", "the time at which it begins", "another time than from: the window has no length", problem.EndAfterStart)
	}
	if r.Flex < 0 || r.Flex > day || r.Flex != 0 && r.Kind != DayOffLength {
		f.add("flex", fmt.Sprint(r.Flex), "minutes from 0 to 1440, for day_off_length only", problem.WholeNumber, 0, day)
	}
	if !use.hours && (r.To != 0 || r.From != 0 && r.Kind != DayOffLength) {
		f.add("from", fmt.Sprintf("%d to %d", r.From, r.To), wants(unused, ""), problem.Unused)
	}
}
