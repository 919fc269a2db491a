package grid

import (
	"fmt"
	"sort"
	"time"
)

// Grid is a run of local days cut into intervals. Build one with [New]; the
// zero value has no intervals.
//
// Intervals are numbered from 0 through the whole run. An interval never
// crosses a day: where a day's length is no multiple of the interval (Lord
// Howe Island moves its clocks by half an hour), its last interval is shorter.
type Grid struct {
	loc     *time.Location
	minutes int
	first   Date
	starts  []time.Time // starts[k] is the first instant of day k; one extra closes the run
	offsets []int       // offsets[k] is the number of the first interval of day k; one extra
}

// MaxDays bounds a grid to a little more than ten years, so that a mistyped
// year is an error and not an exhausted machine.
const MaxDays = 3700

// New returns the grid of days local days from first on, in zone loc, cut into
// intervals of the given minutes, which must divide an hour or be a multiple
// of one that divides a day.
func New(loc *time.Location, minutes int, first Date, days int) (Grid, error) {
	switch {
	case loc == nil:
		return Grid{}, fmt.Errorf("grid: no time zone given")
	case minutes < 1 || 1440%minutes != 0 || (minutes > 60 && minutes%60 != 0):
		return Grid{}, fmt.Errorf("grid: intervals of %d minutes do not divide a day; use 5, 15, 30 or 60", minutes)
	case days < 0 || days > MaxDays:
		return Grid{}, fmt.Errorf("grid: %d days; a grid holds 0 to %d", days, MaxDays)
	}
	g := Grid{loc: loc, minutes: minutes, first: first}
	g.starts = make([]time.Time, days+1)
	g.offsets = make([]int, days+1)
	for k := range days + 1 {
		g.starts[k] = first.AddDays(k).Start(loc)
		if k > 0 {
			length := g.starts[k].Sub(g.starts[k-1])
			step := time.Duration(minutes) * time.Minute
			g.offsets[k] = g.offsets[k-1] + int((length+step-1)/step)
		}
	}
	return g, nil
}

// Len returns the number of intervals.
func (g Grid) Len() int {
	if len(g.offsets) == 0 {
		return 0
	}
	return g.offsets[len(g.offsets)-1]
}

// Days returns the number of local days.
func (g Grid) Days() int { return max(0, len(g.starts)-1) }

// Minutes returns the nominal interval length in minutes.
func (g Grid) Minutes() int { return g.minutes }

// Interval returns the nominal interval length.
func (g Grid) Interval() time.Duration { return time.Duration(g.minutes) * time.Minute }

// Location returns the zone in which the days are local.
func (g Grid) Location() *time.Location { return g.loc }

// First returns the first local day.
func (g Grid) First() Date { return g.first }

// Date returns local day k, counted from 0.
func (g Grid) Date(k int) Date { return g.first.AddDays(k) }

// Day returns the interval numbers of local day k as a half-open range.
func (g Grid) Day(k int) (from, to int) { return g.offsets[k], g.offsets[k+1] }

// DayOf returns which local day interval i belongs to.
func (g Grid) DayOf(i int) int {
	return sort.SearchInts(g.offsets, i+1) - 1
}

// DayIndex returns which day of the grid d is, and whether it lies on it.
func (g Grid) DayIndex(d Date) (int, bool) {
	k := g.first.DaysUntil(d)
	return k, k >= 0 && k < g.Days()
}

// Start returns the instant at which interval i begins. Start(Len()) is the
// end of the grid.
func (g Grid) Start(i int) time.Time {
	if i == g.Len() {
		return g.starts[len(g.starts)-1]
	}
	k := g.DayOf(i)
	return g.starts[k].Add(time.Duration(i-g.offsets[k]) * g.Interval())
}

// End returns the instant at which interval i ends.
func (g Grid) End(i int) time.Time {
	k := g.DayOf(i)
	if i+1 == g.offsets[k+1] {
		return g.starts[k+1]
	}
	return g.Start(i).Add(g.Interval())
}

// Index returns the interval that contains instant t, and false when t lies
// outside the grid.
func (g Grid) Index(t time.Time) (int, bool) {
	days := g.Days()
	k := sort.Search(days+1, func(k int) bool { return g.starts[k].After(t) }) - 1
	if k < 0 || k >= days {
		return 0, false
	}
	return g.offsets[k] + int(t.Sub(g.starts[k])/g.Interval()), true
}

// WallMinute returns what the site's clock shows at the start of interval i,
// in minutes after midnight. Two intervals of the day on which clocks go back
// share a wall minute.
func (g Grid) WallMinute(i int) int {
	t := g.Start(i).In(g.loc)
	return t.Hour()*60 + t.Minute()
}

// At returns the instant at which the site's clock shows the given minutes
// after midnight on local day k; minutes beyond 1440 reach into the next days.
// A wall time that the clocks skip moves forward to the moment they resume, and
// of one that happens twice the first is meant.
func (g Grid) At(k, minutes int) time.Time {
	return WallTime(g.loc, g.Date(k), minutes)
}

// WallTime returns the instant at which a clock in loc shows the given minutes
// after midnight of day d, with the same rules as [Grid.At].
func WallTime(loc *time.Location, d Date, minutes int) time.Time {
	d, minutes = d.AddDays(floorDiv(minutes, 1440)), minutes-1440*floorDiv(minutes, 1440)
	t := time.Date(d.Year, d.Month, d.Day, 0, minutes, 0, 0, loc)
	if shown := t.Hour()*60 + t.Minute(); shown != minutes || DateOf(t) != d {
		// The clocks skip this time; time.Date answers with one of the two
		// offsets around the gap. The gap's end is the first instant after it.
		if start, end := t.ZoneBounds(); DateOf(t).Before(d) || shown < minutes && DateOf(t) == d {
			return end
		} else {
			return start
		}
	}
	// time.Date does not promise which of two equal wall times it returns.
	if start, _ := t.ZoneBounds(); !start.IsZero() {
		_, offset := start.Add(-time.Second).Zone()
		first := time.Date(d.Year, d.Month, d.Day, 0, minutes, 0, 0, time.FixedZone("", offset)).In(loc)
		if first.Before(t) && DateOf(first) == d && first.Hour()*60+first.Minute() == minutes {
			return first
		}
	}
	return t
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}
