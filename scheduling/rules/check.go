package rules

import (
	"slices"

	"github.com/muster-wfm/muster/workforce/grid"
)

// Check verifies a whole roster: shifts[i] are the shifts of people[i] in the
// horizon g, in order of day. Violations come by person, then by rule.
func Check(g grid.Grid, people []Person, shifts [][]Shift) []Violation {
	var all []Violation
	for i, person := range people {
		for _, v := range CheckPerson(g, person, shifts[i]) {
			v.Person = i
			all = append(all, v)
		}
	}
	return all
}

// CheckPerson verifies one person's shifts in the horizon, in order of day. It
// is fast enough to call on every movement of a shift that is being dragged.
func CheckPerson(g grid.Grid, p Person, shifts []Shift) []Violation {
	c := &checker{grid: g, person: p, shifts: shifts}
	c.lay()
	c.rest()
	c.successions()
	c.runs()
	c.weeks()
	c.period()
	c.weekends()
	c.caps()
	c.labour()
	c.presence()
	c.fixed()
	return c.found
}

// checker walks the known past and the horizon of one person as plain days.
type checker struct {
	grid   grid.Grid
	person Person
	shifts []Shift
	known  int    // the first known day, at most 0
	worked []bool // worked[d-known] for every known day up to the horizon's end
	found  []Violation
}

func (c *checker) add(v Violation) { c.found = append(c.found, v) }

// lay marks the working days of the known past and of the horizon.
func (c *checker) lay() {
	c.known = -c.person.PastDays
	for _, s := range c.person.Past {
		c.known = min(c.known, s.Day)
	}
	c.worked = make([]bool, c.grid.Days()-c.known)
	for _, s := range slices.Concat(c.person.Past, c.shifts) {
		if s.Day >= c.known && s.Day < c.grid.Days() {
			c.worked[s.Day-c.known] = true
		}
	}
}

// rest compares every shift of the horizon with the one before it, which may
// lie in the past. Elapsed minutes make it right across clock changes.
func (c *checker) rest() {
	all := slices.Concat(c.person.Past, c.shifts)
	for i := max(1, len(c.person.Past)); i < len(all); i++ {
		before, after := all[i-1], all[i]
		days := []int{before.Day, after.Day}
		switch rest := after.Start - before.End; {
		case rest < 0 || before.Day == after.Day:
			c.add(Violation{Rule: Overlap, Days: days})
		case rest < c.person.Agreement.RestMinutes:
			c.add(Violation{Rule: Rest, Days: days, Found: rest, Limit: c.person.Agreement.RestMinutes})
		}
	}
}

// successions looks at every pair of shifts on two days in a row.
func (c *checker) successions() {
	a := c.person.Agreement
	all := slices.Concat(c.person.Past, c.shifts)
	for i := max(1, len(c.person.Past)); i < len(all); i++ {
		before, after := all[i-1], all[i]
		if after.Day == before.Day+1 && a.Forbids(before.Class, after.Class) {
			c.add(Violation{Rule: Succeeds, Days: []int{before.Day, after.Day}, Subject: after.Class + " after " + before.Class})
		}
	}
}

// runs looks at every run of equal days that reaches the horizon or ends where
// it begins.
func (c *checker) runs() {
	for from := 0; from < len(c.worked); {
		to := from
		for to < len(c.worked) && c.worked[to] == c.worked[from] {
			to++
		}
		if to+c.known >= 0 {
			c.run(from, to)
		}
		from = to
	}
}

// run checks the run [from, to) of c.worked.
func (c *checker) run(from, to int) {
	a, length := c.person.Agreement, to-from
	whole := from > 0 && to < len(c.worked) && !c.cut(from, to)
	days := c.days(from+c.known, to+c.known)
	switch {
	case !c.worked[from]:
		if whole && length < a.MinConsecutiveDaysOff {
			c.add(Violation{Rule: ConsecutiveDaysOff, Days: days, Found: length, Limit: a.MinConsecutiveDaysOff})
		}
	case a.MaxConsecutiveDays > 0 && length > a.MaxConsecutiveDays && to+c.known > 0:
		c.add(Violation{Rule: MaxConsecutiveDays, Days: days, Found: length, Limit: a.MaxConsecutiveDays})
	case whole && length < a.MinConsecutiveDays:
		c.add(Violation{Rule: MinConsecutiveDays, Days: days, Found: length, Limit: a.MinConsecutiveDays})
	}
}

// cut reports whether an absence explains the length of the run [from, to): it
// lies in a run of days off, or on either side of a run of work.
func (c *checker) cut(from, to int) bool {
	if c.worked[from] {
		from, to = from-1, to+1
	}
	return slices.ContainsFunc(c.person.Absences, func(a Absence) bool {
		return a.Day-c.known >= from && a.Day-c.known < to
	})
}

// days lists from to to-1.
func (c *checker) days(from, to int) []int {
	days := make([]int, 0, to-from)
	for d := from; d < to; d++ {
		days = append(days, d)
	}
	return days
}
