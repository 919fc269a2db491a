package workforce

import (
	"fmt"
	"slices"
	"time"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/workforce/grid"
)

// OpeningPeriod is a stretch of the week in which a queue is served. A period
// over midnight belongs to the weekday on which it opens.
type OpeningPeriod struct {
	Weekday time.Weekday
	Opens   int // minutes after midnight, 0..1439
	Closes  int // minutes after the same midnight; beyond 1440 on the next day
}

// ParseOpeningPeriod reads a period as people write it: "22:00" to "06:00"
// reaches into the next day, "00:00" to "24:00" is the whole day.
func ParseOpeningPeriod(weekday time.Weekday, opens, closes string) (OpeningPeriod, error) {
	c := checking("opening period")
	from, err := ParseClock(opens)
	c.need(err == nil && from < minutesPerDay, "opens", opens, "a time of day HH:MM, 00:00 to 23:59", problem.Wanting(problem.TimeOfDay))
	to, err := ParseClock(closes)
	c.need(err == nil, "closes", closes, "a time of day HH:MM, 00:00 to 24:00", problem.Wanting(problem.TimeOfDay))
	c.need(from != to, "closes", closes, "another time than the opening; the whole day is 00:00 to 24:00", problem.Wanting(problem.EndAfterStart))
	if to < from {
		to += minutesPerDay
	}
	return OpeningPeriod{Weekday: weekday, Opens: from, Closes: to}, c.err()
}

// String shows the period as "Mon 22:00-06:00".
func (p OpeningPeriod) String() string {
	return fmt.Sprintf("%s %s-%s", p.Weekday.String()[:3], FormatClock(p.Opens), FormatClock(p.Closes))
}

// OpeningHours are the periods of a week in which a queue is served, ordered
// from Monday on. No periods at all means never open.
type OpeningHours []OpeningPeriod

// AlwaysOpen is every hour of the week.
func AlwaysOpen() OpeningHours {
	hours := make(OpeningHours, 0, 7)
	for n := 1; n <= 7; n++ {
		hours = append(hours, OpeningPeriod{Weekday: time.Weekday(n % 7), Opens: 0, Closes: minutesPerDay})
	}
	return hours
}

// NewOpeningHours orders the periods and refuses those that overlap, naming
// both.
func NewOpeningHours(periods []OpeningPeriod) (OpeningHours, error) {
	c := checking("opening hours")
	hours := checkedHours(c, "openingHours", periods)
	return hours, c.err()
}

func checkedHours(c *checks, at string, periods []OpeningPeriod) OpeningHours {
	for i, p := range periods {
		place := fmt.Sprintf("%s[%d]", at, i)
		c.need(p.Weekday >= time.Sunday && p.Weekday <= time.Saturday, place+".weekday", int(p.Weekday), "a day of the week", problem.Wanting(problem.Weekday))
		c.need(p.Opens >= 0 && p.Opens < minutesPerDay, place+".opens", p.Opens, "minutes after midnight, 0 to 1439", problem.Wanting(problem.TimeOfDay))
		c.need(p.Closes > p.Opens && p.Closes <= p.Opens+minutesPerDay, place+".closes", p.Closes, "a later minute, at most a day after the opening", problem.Wanting(problem.EndWithin, 24))
	}
	for i, p := range periods {
		for j, q := range periods[:i] {
			c.need(!p.overlaps(q), fmt.Sprintf("%s[%d]", at, i), p.String(), fmt.Sprintf("no overlap with %s[%d], %s", at, j, q), problem.Wanting(problem.EachOnce))
		}
	}
	return slices.SortedFunc(slices.Values(periods), func(a, b OpeningPeriod) int { return a.start() - b.start() })
}

const minutesPerWeek = 7 * minutesPerDay

// start is the minute of the week, from Monday 00:00, at which the period opens.
func (p OpeningPeriod) start() int { return sinceMonday(p.Weekday)*minutesPerDay + p.Opens }

// overlaps reports whether two periods share a minute of the week, seen as a
// ring: Sunday night runs into Monday.
func (p OpeningPeriod) overlaps(q OpeningPeriod) bool {
	for _, turn := range []int{-minutesPerWeek, 0, minutesPerWeek} {
		a, b := p.start(), q.start()+turn
		if a < b+q.Closes-q.Opens && b < a+p.Closes-p.Opens {
			return true
		}
	}
	return false
}

// Open tells for every interval of a grid whether the queue is served in any
// part of it.
func (h OpeningHours) Open(g grid.Grid) []bool {
	return openOn(g, func(d grid.Date) []OpeningPeriod { return h.on(d.Weekday()) })
}

// openOn marks the intervals of the periods that a day's rule gives. It begins
// a day early, for a period over the midnight before the grid.
func openOn(g grid.Grid, periods func(grid.Date) []OpeningPeriod) []bool {
	open := make([]bool, g.Len())
	for k := -1; k < g.Days(); k++ {
		for _, p := range periods(g.Date(k)) {
			mark(open, g, g.At(k, p.Opens), g.At(k, p.Closes))
		}
	}
	return open
}

// mark sets every interval that shares time with the stretch from one instant
// to another.
func mark(open []bool, g grid.Grid, from, to time.Time) {
	if len(open) == 0 || !to.After(g.Start(0)) {
		return
	}
	i, inside := g.Index(from)
	if !inside && !from.Before(g.Start(0)) {
		return
	}
	if !inside {
		i = 0
	}
	for ; i < len(open) && g.Start(i).Before(to); i++ {
		open[i] = true
	}
}

func (h OpeningHours) on(day time.Weekday) []OpeningPeriod {
	var periods []OpeningPeriod
	for _, p := range h {
		if p.Weekday == day {
			periods = append(periods, p)
		}
	}
	return periods
}

// workday returns the periods of the first weekday from Monday on that has
// any: the pattern of a plain working day.
func (h OpeningHours) workday() []OpeningPeriod {
	for n := 1; n <= 7; n++ {
		if periods := h.on(time.Weekday(n % 7)); len(periods) > 0 {
			return periods
		}
	}
	return nil
}
