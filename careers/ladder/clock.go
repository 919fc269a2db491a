package ladder

import (
	"cmp"
	"slices"

	"github.com/muster-wfm/muster/workforce/grid"
)

// clock counts days, but not those of protected leave.
type clock struct {
	pauses []Leave // protected, in order, merged; only the last may have no end
}

func newClock(leaves []Leave) clock {
	sorted := slices.SortedFunc(slices.Values(leaves), func(a, b Leave) int {
		return cmp.Or(a.From.Compare(b.From), cmp.Compare(a.ID, b.ID))
	})
	c := clock{}
	for _, l := range sorted {
		if !l.Protected || !l.To.IsZero() && !l.From.Before(l.To) {
			continue
		}
		if n := len(c.pauses); n > 0 && (c.pauses[n-1].To.IsZero() || !c.pauses[n-1].To.Before(l.From)) {
			c.pauses[n-1] = joined(c.pauses[n-1], l)
			continue
		}
		c.pauses = append(c.pauses, l)
	}
	return c
}

// joined is one pause out of two that touch.
func joined(a, b Leave) Leave {
	if !a.To.IsZero() && (b.To.IsZero() || a.To.Before(b.To)) {
		if b.To.IsZero() {
			a.ID = b.ID // the leave that has no end is the one to name
		}
		a.To = b.To
	}
	return a
}

// paused is how many days from one day until another are of protected leave.
func (c clock) paused(from, until grid.Date) (days int) {
	for _, p := range c.pauses {
		first, end := p.From, p.To
		if first.Before(from) {
			first = from
		}
		if end.IsZero() || until.Before(end) {
			end = until
		}
		if first.Before(end) {
			days += first.DaysUntil(end)
		}
	}
	return days
}

// passed is how many days have counted from one day until another.
func (c clock) passed(from, until grid.Date) int {
	if !from.Before(until) {
		return 0
	}
	return from.DaysUntil(until) - c.paused(from, until)
}

// due is the day on which so many days will have counted from a day on; ok is false
// where a leave without an end comes first.
func (c clock) due(from grid.Date, days int) (day grid.Date, ok bool) {
	if days <= 0 {
		return from, true
	}
	day = from.AddDays(days)
	for _, p := range c.pauses {
		if !p.To.IsZero() && !from.Before(p.To) || !p.From.Before(day) {
			continue
		}
		if p.To.IsZero() {
			return grid.Date{}, false
		}
		first := p.From
		if first.Before(from) {
			first = from
		}
		day = day.AddDays(first.DaysUntil(p.To))
	}
	return day, true
}

// endless is the protected leave that is under way on a day and has no end.
func (c clock) endless(on grid.Date) (Leave, bool) {
	if n := len(c.pauses); n > 0 && c.pauses[n-1].To.IsZero() && !on.Before(c.pauses[n-1].From) {
		return c.pauses[n-1], true
	}
	return Leave{}, false
}
