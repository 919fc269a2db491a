package rules

import "slices"

// presence checks every shift against the hours in which the person can work
// and against the days on which they are away.
func (c *checker) presence() {
	for _, s := range c.shifts {
		if !c.person.CanWork(s.Start, s.End) {
			c.add(Violation{Rule: Availability, Days: []int{s.Day}})
		}
		for _, a := range c.person.Absences {
			from, to := c.dayBounds(a.Day)
			if s.Start < to && s.End > from {
				c.add(Violation{Rule: Leave, Days: []int{s.Day}, Limit: 0})
			}
		}
	}
}

// CanWork reports whether the minutes from start to end lie wholly inside one
// of the person's windows, or the person has none.
func (p Person) CanWork(start, end int) bool {
	if !p.Limited && len(p.Windows) == 0 {
		return true
	}
	return slices.ContainsFunc(p.Windows, func(w Window) bool { return start >= w.Start && end <= w.End })
}

// dayBounds returns the first minute of a local day and of the next.
func (c *checker) dayBounds(day int) (from, to int) {
	origin := c.grid.Start(0)
	start := func(d int) int {
		return int(c.grid.Date(d).Start(c.grid.Location()).Sub(origin).Minutes())
	}
	return start(day), start(day + 1)
}

// fixed checks that every given shift stands unchanged.
func (c *checker) fixed() {
	for _, want := range c.person.Fixed {
		if !slices.Contains(c.shifts, want) {
			c.add(Violation{Rule: FixedShift, Days: []int{want.Day}})
		}
	}
}
