package rules

import (
	"fmt"
	"slices"
	"time"

	"github.com/muster-wfm/muster/workforce/labour"
)

// Further names one of the further rules of an agreement, by its position, where
// rules are listed: in a conflict, in a relief.
func Further(position int, kind labour.Kind) Rule {
	return Rule(fmt.Sprintf("rules[%d].%s", position, kind))
}

// Further returns the position and the kind of a further rule, and whether the
// rule is one.
func (r Rule) Further() (position int, kind labour.Kind, ok bool) {
	n, err := fmt.Sscanf(string(r), "rules[%d].%s", &position, &kind)
	return position, kind, err == nil && n == 2
}

// labour checks every further rule of the agreement.
func (c *checker) labour() {
	for i, r := range c.person.Agreement.Rules {
		before := len(c.found)
		c.rule(r)
		for k := range c.found[before:] {
			c.found[before+k].Of = i + 1
		}
	}
}

func (c *checker) rule(r labour.Rule) {
	switch r.Kind {
	case labour.ShiftMinutes:
		c.shiftMinutes(r)
	case labour.StartDistance, labour.RestAfter, labour.NoSuccession:
		c.pairs(r)
	case labour.BarredHours:
		c.barredHours(r)
	case labour.LongRest:
		c.longRest(r)
	case labour.DayOffLength:
		c.dayOffLength(r)
	case labour.DaysOffInRow:
		c.daysOffInRow(r)
	case labour.ShiftsInRow:
		c.shiftsInRow(r)
	case labour.PaidMinutes, labour.Shifts, labour.DaysOff:
		c.totals(r)
	case labour.Weekends, labour.WeekendsInRow, labour.WholeWeekends:
		c.weekendRule(r)
	case labour.StartSpread:
		c.startSpread(r)
	case labour.RequiredDays:
		c.requiredDays(r)
	case labour.Pattern:
		c.pattern(r)
	}
}

// all returns the known shifts, past and horizon, in order.
func (c *checker) all() []Shift { return slices.Concat(c.person.Past, c.shifts) }

// on returns the shift of a day.
func (c *checker) on(day int) (Shift, bool) {
	list := c.shifts
	if day < 0 {
		list = c.person.Past
	}
	k := slices.IndexFunc(list, func(s Shift) bool { return s.Day == day })
	if k < 0 {
		return Shift{}, false
	}
	return list[k], true
}

// is reports whether a shift is of a class: that of its template, or one that the
// agreement names by hours. Every shift is of the class "".
func (c *checker) is(s Shift, class string) bool {
	if class == "" || s.Class == class {
		return true
	}
	return slices.ContainsFunc(c.person.Agreement.Rules, func(r labour.Rule) bool {
		return r.Kind == labour.HoursClass && r.Class == class && c.within24(s, r) >= r.Min
	})
}

// within24 returns how many minutes of a shift lie in a rule's hours, on the days
// on which the rule holds.
func (c *checker) within24(s Shift, r labour.Rule) int {
	from, to := r.Hours()
	minutes := 0
	for d := s.Day - 1; d <= s.Day+2; d++ {
		if r.OnDay(c.grid.Date(d).Weekday()) {
			minutes += max(0, min(s.End, c.clock(d, to))-max(s.Start, c.clock(d, from)))
		}
	}
	return minutes
}

// clock returns the minute at which a day's clock shows so many minutes after
// midnight; beyond 24 hours it is the next day's clock.
func (c *checker) clock(day, minutes int) int {
	return int(c.grid.At(day, minutes).Sub(c.grid.Start(0)).Minutes())
}

// shiftMinutes bounds the paid minutes of single shifts.
func (c *checker) shiftMinutes(r labour.Rule) {
	for _, s := range c.shifts {
		if c.is(s, r.Class) {
			c.within(Range{Min: r.Min, Max: r.Max}, s.Paid, true, []int{s.Day}, ShortShift, LongShift)
		}
	}
}

// pairs looks at every shift of the horizon and the one before it.
func (c *checker) pairs(r labour.Rule) {
	all := c.all()
	for i := max(1, len(c.person.Past)); i < len(all); i++ {
		before, after := all[i-1], all[i]
		days := []int{before.Day, after.Day}
		switch {
		case r.Kind == labour.StartDistance:
			if got := after.Start - before.Start; got < r.Min {
				c.add(Violation{Rule: StartsApart, Days: days, Found: got, Limit: r.Min})
			}
		case !c.is(before, r.Class):
		case r.Kind == labour.RestAfter:
			if got := after.Start - before.End; got < r.Min && (r.Then == "" || !c.is(after, r.Then)) {
				c.add(Violation{Rule: RestAfterClass, Days: days, Found: got, Limit: r.Min, Subject: r.Class})
			}
		case after.Day == before.Day+1 && c.is(after, r.Then):
			c.add(Violation{Rule: Succeeds, Days: days, Subject: r.Then + " after " + r.Class})
		}
	}
}

// barredHours finds work at hours at which nobody may work.
func (c *checker) barredHours(r labour.Rule) {
	for _, s := range c.shifts {
		if got := c.within24(s, r); got > 0 {
			c.add(Violation{Rule: Barred, Days: []int{s.Day}, Found: got})
		}
	}
}

// requiredDays finds days that had to be worked.
func (c *checker) requiredDays(r labour.Rule) {
	for d := range c.grid.Days() {
		_, away := c.person.Away(d)
		if !c.worked[d-c.known] && !away && r.OnDay(c.grid.Date(d).Weekday()) {
			c.add(Violation{Rule: RequiredDay, Days: []int{d}})
		}
	}
}

// pattern compares every day with the rotation.
func (c *checker) pattern(r labour.Rule) {
	for d := range c.grid.Days() {
		allowed := r.Allowed(c.grid.Date(d))
		if len(allowed) == 0 {
			continue
		}
		s, works := c.on(d)
		_, away := c.person.Away(d)
		fits := slices.ContainsFunc(allowed, func(class string) bool {
			if class == labour.Off {
				return !works
			}
			return works && c.is(s, class)
		})
		if !fits && (works || !away) {
			c.add(Violation{Rule: OffPattern, Days: []int{d}, Subject: s.Class})
		}
	}
}

// startSpread compares the earliest and the latest start of each span.
func (c *checker) startSpread(r labour.Rule) {
	for _, span := range c.spans(r) {
		least, most := 1<<30, -1
		var days []int
		for _, s := range c.all() {
			if s.Day < span.from || s.Day >= span.to || !c.is(s, r.Class) || !r.OnDay(c.grid.Date(s.Day).Weekday()) {
				continue
			}
			at := c.grid.Start(0).Add(time.Duration(s.Start) * time.Minute).In(c.grid.Location())
			clock := at.Hour()*60 + at.Minute()
			least, most, days = min(least, clock), max(most, clock), append(days, s.Day)
		}
		if most-least > r.Max && days[len(days)-1] >= 0 {
			c.add(Violation{Rule: StartsVary, Days: days, Found: most - least, Limit: r.Max})
		}
	}
}
