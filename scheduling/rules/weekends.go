package rules

import (
	"slices"

	"github.com/muster-wfm/muster/workforce/labour"
)

// weekend is one weekend as far as it is known.
type weekend struct {
	stretch       // all of its days
	worked  []int // those with a shift
}

// weekendsOf lists the weekends that a rule's days make, from the first that is
// known.
func (c *checker) weekendsOf(r labour.Rule) []weekend {
	in := func(day int) bool { return slices.Contains(r.WeekendDays(), c.grid.Date(day).Weekday()) }
	first := c.known
	for k := 0; k < 7 && in(first) && in(first-1); k++ {
		first--
	}
	var list []weekend
	for day := first; day < c.grid.Days(); day++ {
		if !in(day) {
			continue
		}
		w := weekend{stretch: stretch{day, day}}
		for ; in(w.to) && w.to-w.from < 7; w.to++ {
			if w.to >= c.known && w.to < c.grid.Days() && c.worked[w.to-c.known] {
				w.worked = append(w.worked, w.to)
			}
		}
		list = append(list, w)
		day = w.to - 1
	}
	return list
}

func (c *checker) weekendRule(r labour.Rule) {
	weekends := c.weekendsOf(r)
	switch r.Kind {
	case labour.Weekends:
		c.weekendTotals(r, weekends)
	case labour.WeekendsInRow:
		c.weekendRuns(r, weekends)
	default:
		c.wholeWeekends(weekends)
	}
}

// weekendTotals counts the weekends worked that begin in each span.
func (c *checker) weekendTotals(r labour.Rule, weekends []weekend) {
	for _, span := range c.spans(r) {
		var days []int
		count := 0
		whole := span.from >= c.known && span.to <= c.grid.Days()
		for _, w := range weekends {
			if w.from >= span.from && w.from < span.to && len(w.worked) > 0 {
				count++
				days = append(days, w.worked...)
			}
			whole = whole && (w.from >= span.to || w.to <= c.grid.Days())
		}
		limits := Range{Min: r.Min, Max: r.Max}
		if len(days) > 0 && days[len(days)-1] < 0 {
			limits.Max = 0 // all of it is past
		}
		c.within(limits, count, whole, days, MinSpanWeekends, MaxSpanWeekends)
	}
}

// weekendRuns counts weekends worked one after the other.
func (c *checker) weekendRuns(r labour.Rule, weekends []weekend) {
	var run []int
	count := 0
	end := func() {
		if count > r.Max && run[len(run)-1] >= 0 {
			c.add(Violation{Rule: WeekendsRow, Days: run, Found: count, Limit: r.Max})
		}
		run, count = nil, 0
	}
	for _, w := range weekends {
		if len(w.worked) == 0 {
			end()
			continue
		}
		run, count = append(run, w.worked...), count+1
	}
	end()
}

// wholeWeekends finds weekends worked in part; one that is not wholly known, that
// holds an absence, or that the past has split already, may be.
func (c *checker) wholeWeekends(weekends []weekend) {
	for _, w := range weekends {
		known := w.from >= c.known && w.to <= c.grid.Days() && w.to > 0
		past := 0
		for _, d := range w.worked {
			if d < 0 {
				past++
			}
		}
		known = known && (past == 0 || past == min(0, w.to)-w.from)
		if n := len(w.worked); known && n > 0 && n < w.to-w.from && !c.away(w.from, w.to) {
			c.add(Violation{Rule: SplitWeekend, Days: w.worked, Found: n, Limit: w.to - w.from})
		}
	}
}
