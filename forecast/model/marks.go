package model

import (
	"slices"
	"strings"

	"github.com/muster-wfm/muster/workforce/grid"
)

// Marks are what days of several names have in common. As regressors beside the
// names they let a holiday that was seen once, or never, borrow the mean of its
// class: the ridge gives the class what its members share, and a name only what
// it has of its own.

// The classes of holidays.
const (
	markFixed    = "fixed_holiday"    // on the same date every year
	markMovable  = "movable_holiday"  // by the moon or the week
	markObserved = "observed_holiday" // a substitute or bridge day
)

// Days around long holidays, on which people travel, buy, and call.
const (
	markSoon      = "before_long_holiday_1_to_3"
	markLater     = "before_long_holiday_4_to_7"
	markJustAfter = "after_long_holiday_1_to_3"
	markAfter     = "after_long_holiday_4_to_7"

	longHoliday = 3 // days off in a row
	nearHoliday = 3
	farHoliday  = 7
)

// holidayClasses returns the class of every holiday by its name.
func (c Calendar) holidayClasses() map[string]string {
	firsts := map[string][]grid.Date{} // first day of each stretch of a name
	for date, facts := range c.facts {
		for _, f := range facts {
			if f.Kind == Holiday && !slices.Contains(c.names(date.AddDays(-1), Holiday), f.Name) {
				firsts[f.Name] = append(firsts[f.Name], date)
			}
		}
	}
	classes := make(map[string]string, len(firsts))
	for name, dates := range firsts {
		classes[name] = classOf(name, dates)
	}
	return classes
}

func classOf(name string, firsts []grid.Date) string {
	if strings.HasSuffix(name, "(observed)") {
		return markObserved
	}
	for _, d := range firsts {
		if d.Month != firsts[0].Month || d.Day != firsts[0].Day {
			return markMovable
		}
	}
	return markFixed
}

// mark sets what each day has in common with others.
func (a *almanac) mark(c Calendar) {
	if len(a.classes) == 0 {
		return
	}
	const reach = farHoliday + longHoliday
	off := make([]bool, len(a.days)+2*reach)
	for i, d := range daysFrom(a.days[0].date.AddDays(-reach), len(off)) {
		off[i] = c.has(d, Holiday)
	}
	for i := range a.days {
		info := &a.days[i]
		for _, name := range info.holidays {
			info.marks = addMissing(info.marks, []string{a.classes[name]})
		}
		if len(info.holidays) == 0 {
			info.marks = marksAround(off, i+reach)
		}
	}
}

// marksAround tells how near a plain day lies to a long holiday.
func marksAround(off []bool, at int) (marks []string) {
	for distance := 1; distance <= farHoliday; distance++ {
		soon, after := markSoon, markJustAfter
		if distance > nearHoliday {
			soon, after = markLater, markAfter
		}
		if longHolidayFrom(off, at+distance, 1) && !off[at+distance-1] {
			marks = append(marks, soon)
		}
		if longHolidayFrom(off, at-distance, -1) && !off[at+1-distance] {
			marks = append(marks, after)
		}
	}
	return marks
}

// longHolidayFrom reports whether enough days in a row are off, from a place on
// in the direction of step.
func longHolidayFrom(off []bool, at, step int) bool {
	for n := range longHoliday {
		if !off[at+n*step] {
			return false
		}
	}
	return true
}
