package rules

import (
	"slices"

	"github.com/muster-wfm/muster/workforce/labour"
)

// longRest looks for an unbroken rest in every span that is wholly known.
func (c *checker) longRest(r labour.Rule) {
	reported := c.known - 1
	for _, span := range c.spans(r) {
		if span.from < c.known || span.to > c.grid.Days() || r.Span == labour.Rolling && span.from < reported {
			continue
		}
		from, _ := c.dayBounds(span.from)
		to, _ := c.dayBounds(span.to)
		if best := c.longest(from, to); best < r.Min {
			c.add(Violation{Rule: NoLongRest, Days: c.days(span.from, span.to), Found: best, Limit: r.Min})
			reported = span.to
		}
	}
}

// longest returns the longest rest between two minutes.
func (c *checker) longest(from, to int) int {
	best, free := 0, from
	for _, s := range c.all() {
		if s.End > from && s.Start < to {
			best = max(best, s.Start-free)
			free = max(free, s.End)
		}
	}
	return max(best, to-free)
}

// dayOffLength looks at every day off between two known shifts, and at those with
// one on one side: what is not known is free.
func (c *checker) dayOffLength(r labour.Rule) {
	all := c.all()
	for d := c.known; d < c.grid.Days(); d++ {
		if _, away := c.person.Away(d); away || c.worked[d-c.known] {
			continue
		}
		next := slices.IndexFunc(all, func(s Shift) bool { return s.Day > d })
		if next < 0 {
			next = len(all)
		}
		if d < 0 && (next == len(all) || all[next].Day < 0) {
			continue // all of it is past
		}
		// Twice the middle of the free stretch, so that half a minute is a number.
		anchor := 2 * c.clock(d, r.From)
		earliest, latest, found := anchor-2*r.Flex, anchor+2*r.Flex, r.Min
		days := []int{d}
		if next > 0 {
			earliest = max(earliest, 2*all[next-1].End+r.Min)
		}
		if next < len(all) {
			latest = min(latest, 2*all[next].Start-r.Min)
		}
		if next > 0 && next < len(all) {
			found = all[next].Start - all[next-1].End
		}
		late := next > 0 && 2*all[next-1].End+r.Min > anchor+2*r.Flex
		if earliest > latest && (d >= 0 || !late) { // what was too late before is past
			c.add(Violation{Rule: ShortDayOff, Days: days, Found: found, Limit: r.Min})
		}
	}
}

// daysOffInRow bounds runs of days off; one that an absence lengthens is not too
// long.
func (c *checker) daysOffInRow(r labour.Rule) {
	c.runsOf(func(day int) bool { return !c.worked[day-c.known] }, func(from, to int) {
		if to-from > r.Max && to > 0 && !c.away(from, to) {
			c.add(Violation{Rule: MaxDaysOff, Days: c.days(from, to), Found: to - from, Limit: r.Max})
		}
	})
}

// shiftsInRow bounds runs of days with a shift of a class.
func (c *checker) shiftsInRow(r labour.Rule) {
	in := func(day int) bool {
		s, works := c.on(day)
		return works && c.is(s, r.Class)
	}
	upper, limited := Range{Max: r.Max}.Upper()
	c.runsOf(in, func(from, to int) {
		whole := from > c.known && to < c.grid.Days() && to >= 0 && !c.away(from-1, to+1)
		v := Violation{Days: c.days(from, to), Found: to - from, Subject: r.Class}
		switch {
		case limited && v.Found > upper && to > 0:
			v.Rule, v.Limit = MaxShiftsInRow, upper
		case whole && v.Found < r.Min:
			v.Rule, v.Limit = MinShiftsInRow, r.Min
		default:
			return
		}
		c.add(v)
	})
}

// runsOf calls see with every longest run from..to-1 of known days that are in.
func (c *checker) runsOf(in func(day int) bool, see func(from, to int)) {
	for from := c.known; from < c.grid.Days(); from++ {
		if !in(from) {
			continue
		}
		to := from + 1
		for to < c.grid.Days() && in(to) {
			to++
		}
		see(from, to)
		from = to
	}
}

// away reports whether an absence lies on days from..to-1.
func (c *checker) away(from, to int) bool {
	return slices.ContainsFunc(c.person.Absences, func(a Absence) bool { return a.Day >= from && a.Day < to })
}
