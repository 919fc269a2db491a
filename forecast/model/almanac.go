package model

import (
	"slices"
	"time"

	"github.com/muster-wfm/muster/workforce/grid"
)

// dayInfo is what the calendar implies for one day, worked out once a run.
type dayInfo struct {
	date     grid.Date
	weekday  time.Weekday // whose hours the day keeps
	holidays []string
	events   []string
	makeUp   bool
	school   bool
	special  bool
	business bool
	ordinal  int      // business day of the month from its beginning, 0 when none
	left     int      // business days left in the month, this one included, 0 when none
	marks    []string // what the day has in common with others, see marks.go
	uplift   float64  // what the planner expects of its facts, as a logarithm
}

// almanac lists the days of a run from the first of history to the last of the
// horizon, and a few more at either end so that neighbours can be asked for.
type almanac struct {
	first   grid.Date
	days    []dayInfo
	opening []OpeningChange
	classes map[string]string    // of holidays by name
	uplifts map[factType]float64 // mean expected of each type of fact, as a logarithm

	named     *namedColumns
	datedRows map[datedKey]*datedRows // made as designs ask for them
}

// margin is how many days beyond its range an almanac knows: enough to step
// over the longest public holidays to the next working day.
const margin = 14

func newAlmanac(c Calendar, first grid.Date, days int) *almanac {
	a := &almanac{first: first, days: make([]dayInfo, days+2*margin), uplifts: c.usualUplifts()}
	said := c.saidUplifts()
	a.classes = c.holidayClasses()
	for i, d := range daysFrom(first.AddDays(-margin), len(a.days)) {
		a.days[i] = dayInfo{
			date: d, weekday: c.weekday(d),
			holidays: c.names(d, Holiday), events: c.names(d, Event),
			makeUp: c.has(d, Workday), school: c.has(d, SchoolBreak),
			special: c.Special(d), business: c.business(d),
			uplift: c.upliftOf(c.facts[d], said, a.uplifts),
		}
	}
	a.countBusinessDays(c)
	a.mark(c)
	return a
}

// daysFrom lists so many days from the first on.
func daysFrom(first grid.Date, n int) []grid.Date {
	list := make([]grid.Date, n)
	noon := first.Start(time.UTC).Add(12 * time.Hour) // in UTC every day has 24 hours
	for i := range list {
		list[i] = grid.DateOf(noon.Add(time.Duration(i) * 24 * time.Hour))
	}
	return list
}

// countBusinessDays numbers each month's business days from both ends.
func (a *almanac) countBusinessDays(c Calendar) {
	first, last := a.days[0].date, a.days[len(a.days)-1].date
	n := c.businessDays(grid.Date{Year: first.Year, Month: first.Month, Day: 1}, first)
	for i := range a.days {
		info := &a.days[i]
		if info.date.Day == 1 {
			n = 0
		}
		if info.business {
			n++
			info.ordinal = n
		}
	}
	next := last.AddDays(1)
	n = c.businessDays(next, grid.Date{Year: last.Year, Month: last.Month + 1, Day: 1})
	for i, info := range slices.Backward(a.days) {
		if i+1 < len(a.days) && a.days[i+1].date.Day == 1 {
			n = 0
		}
		if info.business {
			n++
			a.days[i].left = n
		}
	}
}

// day returns what is known about day k, counted from the first of history; k
// may lie a margin outside the range.
func (a *almanac) day(k int) *dayInfo { return &a.days[k+margin] }

// length is the number of days in the range, known and to come.
func (a *almanac) length() int { return len(a.days) - 2*margin }

// expected returns what planners expect of a type of fact, as a logarithm.
func (a *almanac) expected(kind Kind, name string) (uplift float64, ok bool) {
	uplift, ok = a.uplifts[factType{kind, name}]
	return uplift, ok
}
