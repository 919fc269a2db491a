package roster

// A horizon that is too long for one programme is swept: everybody is rostered
// together on some weeks, then on the next, which overlap them.

// sweepDays is how many days of everybody are rostered together at most.
const sweepDays = 28

// sweepable reports whether the horizon is that long.
func (m *model) sweepable() bool { return m.days > 2*sweepDays }

// sweep is a pass over the horizon, window after window.
type sweep struct {
	wanted bool // one is due or under way
	under  bool // it is under way
	next   int  // the day at which the next window begins, beside the horizon's edges
	gained bool // it has made the roster cheaper
	tries  int  // choices that its dives weigh
}

// sweepOn re-rosters everybody on the next window. A sweep that gained anything is
// followed by another, and one in which nothing was weighed by one that does.
func (c *chain) sweepOn(stop func() bool) {
	length := min(sweepDays, c.m.jointDays(len(c.m.people)))
	if !c.sweep.under {
		c.sweep = sweep{wanted: true, under: true, next: -c.rng.IntN(length), tries: c.sweep.tries}
	}
	everybody := make([]int, len(c.m.people))
	for i := range everybody {
		everybody[i] = i
	}
	a := max(0, min(c.sweep.next, c.m.days-length))
	if c.rejoin(everybody, a, a+length, c.sweep.tries, stop) {
		c.sweep.gained = true
	}
	if c.sweep.next += 1 + 3*length/4; c.sweep.next >= c.m.days {
		c.sweep.under = false
		if c.sweep.gained {
			return
		}
		c.sweep.wanted = c.sweep.tries == 0
		c.sweep.tries = jointTries - c.sweep.tries // weigh next time, or the other way about
	}
}
