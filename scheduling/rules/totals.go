package rules

import "time"

// tally is what the limits of a stretch of days count.
type tally struct {
	shifts, minutes       int // worked
	creditDays, creditMin int // of paid absences
}

// count adds up the days from..to-1, past and horizon alike.
func (c *checker) count(from, to int) tally {
	var t tally
	for _, list := range [][]Shift{c.person.Past, c.shifts} {
		for _, s := range list {
			if s.Day >= from && s.Day < to {
				t.shifts++
				t.minutes += s.Paid
			}
		}
	}
	for _, a := range c.person.Absences {
		if a.Day >= from && a.Day < to && a.Paid > 0 {
			t.creditDays++
			t.creditMin += a.Paid
		}
	}
	return t
}

// weeks checks every week that touches the horizon.
func (c *checker) weeks() {
	a := c.person.Agreement
	last := c.grid.Days()
	monday := c.grid.First().DaysUntil(c.grid.First().Monday())
	for ; monday < last; monday += 7 {
		t := c.count(max(monday, c.known), min(monday+7, last))
		days := c.days(max(monday, c.known), min(monday+7, last))
		whole := monday >= c.known && monday+7 <= last
		c.within(a.WeekMinutes.Lowered(t.creditMin), t.minutes, whole, days, MinWeekMinutes, MaxWeekMinutes)
		c.within(a.WeekDays.Lowered(t.creditDays), t.shifts, whole, days, MinWeekDays, MaxWeekDays)
		if a.MinWeekDaysOff > 0 && t.shifts > max(0, 7-a.MinWeekDaysOff-t.creditDays) {
			c.add(Violation{Rule: WeekDaysOff, Days: days, Found: max(0, 7-t.shifts-t.creditDays), Limit: a.MinWeekDaysOff})
		}
	}
}

// period checks the totals of the horizon.
func (c *checker) period() {
	a := c.person.Agreement
	t := c.count(0, c.grid.Days())
	days := c.days(0, c.grid.Days())
	c.within(a.PeriodMinutes.Lowered(t.creditMin), t.minutes, true, days, MinPeriodMinutes, MaxPeriodMinutes)
	c.within(a.PeriodShifts.Lowered(t.creditDays), t.shifts, true, days, MinPeriodShifts, MaxPeriodShifts)
}

// within compares a total with a range; a stretch that is only partly known has
// no minimum.
func (c *checker) within(r Range, total int, whole bool, days []int, low, high Rule) {
	if upper, limited := r.Upper(); limited && total > upper {
		c.add(Violation{Rule: high, Days: days, Found: total, Limit: upper})
	}
	if whole && total < r.Min {
		c.add(Violation{Rule: low, Days: days, Found: total, Limit: r.Min})
	}
}

// weekends counts the weekends of the horizon with a shift on either day.
func (c *checker) weekends() {
	limit := c.person.Agreement.MaxWeekends
	if limit == 0 {
		return
	}
	var days []int
	count, counted := 0, -10 // the Saturday of the last weekend counted
	for _, s := range c.shifts {
		saturday := s.Day
		switch c.grid.Date(s.Day).Weekday() {
		case time.Saturday:
		case time.Sunday:
			saturday--
		default:
			continue
		}
		days = append(days, s.Day)
		if saturday != counted {
			count, counted = count+1, saturday
		}
	}
	if count > max(0, limit) {
		c.add(Violation{Rule: MaxWeekends, Days: days, Found: count, Limit: max(0, limit)})
	}
}

// caps counts the shifts of each capped class.
func (c *checker) caps() {
	for _, limit := range c.person.Agreement.Caps {
		var days []int
		for _, s := range c.shifts {
			if s.Class == limit.Class {
				days = append(days, s.Day)
			}
		}
		if len(days) > limit.Max {
			c.add(Violation{Rule: ClassLimit, Days: days, Found: len(days), Limit: limit.Max, Subject: limit.Class})
		}
	}
}
