package model

import (
	"fmt"
	"slices"
	"time"

	"github.com/muster-wfm/muster/workforce/grid"
)

// Kind says what sort of day a calendar entry makes.
type Kind int

// The kinds of calendar entries.
const (
	Holiday     Kind = iota // a statutory day off, by name
	Workday                 // a make-up workday: a weekend day that is worked in exchange
	Event                   // something of the operation's own that moves volume, by type
	SchoolBreak             // a day of school holidays
)

// kindWords are the names of the kinds in files. Published Chinese calendars
// say "off" for a holiday.
var kindWords = map[string]Kind{"holiday": Holiday, "off": Holiday, "workday": Workday, "event": Event, "school_break": SchoolBreak}

// ParseKind reads the name of a kind as it stands in calendar files.
func ParseKind(s string) (Kind, error) {
	kind, ok := kindWords[s]
	if !ok {
		return 0, fmt.Errorf("%q is not a kind of day; expected holiday, workday, event or school_break", s)
	}
	return kind, nil
}

// DayFact is one thing known about a day before it comes.
type DayFact struct {
	Date grid.Date
	Name string // which holiday, which type of event
	Kind Kind
}

// Calendar is what is known about days in advance. The zero value knows nothing
// but the days of week and month.
type Calendar struct {
	facts   map[grid.Date][]DayFact
	uplifts []ExpectedUplift
}

// NewCalendar returns the calendar of the given facts. A day may have several,
// but cannot be both a holiday and a make-up workday.
func NewCalendar(facts []DayFact) (Calendar, error) {
	c := Calendar{facts: make(map[grid.Date][]DayFact, len(facts))}
	for _, f := range facts {
		if f.Kind < Holiday || f.Kind > SchoolBreak {
			return Calendar{}, fmt.Errorf("calendar: %s has an unknown kind %d", f.Date, f.Kind)
		}
		if slices.Contains(c.facts[f.Date], f) {
			continue
		}
		c.facts[f.Date] = append(c.facts[f.Date], f)
		if c.has(f.Date, Holiday) && c.has(f.Date, Workday) {
			return Calendar{}, fmt.Errorf("calendar: %s is both a holiday and a make-up workday; one was expected", f.Date)
		}
	}
	return c, nil
}

func (c Calendar) has(d grid.Date, kind Kind) bool {
	return slices.ContainsFunc(c.facts[d], func(f DayFact) bool { return f.Kind == kind })
}

// names returns the names of a day's facts of one kind, without doubles.
func (c Calendar) names(d grid.Date, kind Kind) []string {
	var names []string
	for _, f := range c.facts[d] {
		if f.Kind == kind && !slices.Contains(names, f.Name) {
			names = append(names, f.Name)
		}
	}
	return names
}

// Special reports whether a day is a holiday, a make-up workday or an event:
// one that no ordinary day of its weekday should learn from.
func (c Calendar) Special(d grid.Date) bool {
	return c.has(d, Holiday) || c.has(d, Workday) || c.has(d, Event)
}

// business reports whether offices work on a day: Monday to Friday but for
// holidays, and make-up workdays.
func (c Calendar) business(d grid.Date) bool {
	if c.has(d, Holiday) {
		return false
	}
	w := d.Weekday()
	return w != time.Saturday && w != time.Sunday || c.has(d, Workday)
}

// weekday returns the day of the week whose hours and level a day keeps: its
// own, but for a make-up workday the nearest weekday, as the notices that order
// such days mean it.
func (c Calendar) weekday(d grid.Date) time.Weekday {
	w := d.Weekday()
	if !c.has(d, Workday) {
		return w
	}
	switch w {
	case time.Saturday:
		return time.Friday
	case time.Sunday:
		return time.Monday
	}
	return w
}

// businessDays counts the business days from one day to the day before another.
func (c Calendar) businessDays(from, to grid.Date) int {
	n := 0
	for d := from; d.Before(to); d = d.AddDays(1) {
		if c.business(d) {
			n++
		}
	}
	return n
}
