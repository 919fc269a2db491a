package roster

// A horizon that is too long for one programme is swept: everybody is rostered
// together on some weeks, then on the next, which overlap them.

// sweepDays is how many days of everybody are rostered together at most.
const sweepDays = 28

// sweepable reports whether the horizon is that long.
func (m *model) sweepable() bool { return m.days > 2*sweepDays }

// sweep re-rosters everybody, window after window, and reports whether that made the
// roster cheaper.
func (c *chain) sweep(stop func() bool) bool {
	length := min(sweepDays, c.m.jointDays(len(c.m.people)))
	everybody := make([]int, len(c.m.people))
	for i := range everybody {
		everybody[i] = i
	}
	gained := false
	for a := -c.rng.IntN(length); a < c.m.days && !stop(); a += 1 + 3*length/4 {
		from := max(0, min(a, c.m.days-length))
		c.moves += jointWorth
		gained = c.rejoin(everybody, from, from+length, 0, stop) || gained
	}
	return gained
}
