package rules

import (
	"time"

	"github.com/muster-wfm/muster/workforce/grid"
	"github.com/muster-wfm/muster/workforce/labour"
)

// stretch is the days from..to-1.
type stretch struct{ from, to int }

// spans lists the stretches of days over which a rule counts, as far as they
// touch the horizon. Those of a rolling window end in it: one that reaches beyond
// it asks no more than the last of them.
func (c *checker) spans(r labour.Rule) []stretch {
	last := c.grid.Days()
	if r.Span == labour.Period {
		return []stretch{{0, last}}
	}
	var list []stretch
	if r.Span == labour.Rolling {
		for d := range last {
			list = append(list, stretch{d + 1 - r.Days, d + 1})
		}
		return list
	}
	for from := c.beginning(r); from < last; {
		to := from + 7
		switch r.Span {
		case labour.Month:
			to = c.months(from, 1)
		case labour.Quarter:
			to = c.months(from, 3)
		case labour.Year:
			to = c.months(from, 12)
		case labour.Blocks:
			to = from + r.Days
		}
		list = append(list, stretch{from, to})
		from = to
	}
	return list
}

// beginning returns the first day of the rule's span in which the horizon begins.
func (c *checker) beginning(r labour.Rule) int {
	first := c.grid.First()
	date := first.Monday()
	switch r.Span {
	case labour.Month:
		date = grid.Date{Year: first.Year, Month: first.Month, Day: 1}
	case labour.Quarter:
		date = grid.Date{Year: first.Year, Month: (first.Month-1)/3*3 + 1, Day: 1}
	case labour.Year:
		date = grid.Date{Year: first.Year, Month: time.January, Day: 1}
	case labour.Blocks:
		into := r.Anchor.DaysUntil(first) % r.Days
		if into < 0 {
			into += r.Days
		}
		date = first.AddDays(-into)
	}
	return first.DaysUntil(date)
}

// months returns the day so many months after a first day of a month.
func (c *checker) months(from, n int) int {
	date := c.grid.Date(from)
	then := grid.DateOf(time.Date(date.Year, date.Month+time.Month(n), 1, 12, 0, 0, 0, time.UTC))
	return c.grid.First().DaysUntil(then)
}

// totals bounds what each span adds up to. What is not known counts for nothing:
// a span that is only partly known has no minimum.
func (c *checker) totals(r labour.Rule) {
	reported := c.known - r.Days // windows that begin earlier are not known at all
	for _, span := range c.spans(r) {
		if r.Span == labour.Rolling && span.from < reported {
			continue // a window like one that was reported
		}
		before := len(c.found)
		c.total(r, span)
		if len(c.found) > before {
			reported = span.to
		}
	}
}

func (c *checker) total(r labour.Rule, span stretch) {
	from, to := max(span.from, c.known), min(span.to, c.grid.Days())
	whole := from == span.from && to == span.to
	days := c.days(from, to)
	t := c.count(from, to)
	limits := Range{Min: r.Min, Max: r.Max}
	if r.Class != "" {
		t = c.countOf(r.Class, from, to)
	}
	switch r.Kind {
	case labour.PaidMinutes:
		c.withinOf(r, limits.Lowered(t.creditMin), t.minutes, whole, days, MinSpanMinutes, MaxSpanMinutes)
	case labour.Shifts:
		c.withinOf(r, limits.Lowered(t.creditDays), t.shifts, whole, days, MinSpanShifts, MaxSpanShifts)
	default:
		c.daysOff(r, span, t, whole, days)
	}
}

// countOf adds up the shifts of a class; an absence is of no class.
func (c *checker) countOf(class string, from, to int) tally {
	var t tally
	for _, s := range c.all() {
		if s.Day >= from && s.Day < to && c.is(s, class) {
			t.shifts++
			t.minutes += s.Paid
		}
	}
	return t
}

// withinOf is within for a rule with a class.
func (c *checker) withinOf(r labour.Rule, limits Range, total int, whole bool, days []int, low, high Rule) {
	before := len(c.found)
	c.within(limits, total, whole, days, low, high)
	for k := range c.found[before:] {
		c.found[before+k].Subject = r.Class
	}
}

// daysOff bounds the days without a shift. A paid absence is not one of them, and
// an unpaid one never makes them too many; days that are not known may all be.
func (c *checker) daysOff(r labour.Rule, span stretch, t tally, whole bool, days []int) {
	length := span.to - span.from
	if t.shifts > max(0, length-r.Min-t.creditDays) && r.Min > 0 {
		c.add(Violation{Rule: MinSpanDaysOff, Days: days, Found: max(0, length-t.shifts-t.creditDays), Limit: r.Min})
	}
	plain := 0
	for _, d := range days {
		if _, away := c.person.Away(d); !away && !c.worked[d-c.known] {
			plain++
		}
	}
	upper, limited := Range{Max: r.Max}.Upper()
	if limited && plain > upper && whole {
		c.add(Violation{Rule: MaxSpanDaysOff, Days: days, Found: plain, Limit: upper})
	}
}
