package roster

import "slices"

// neighbourhood chooses whom to re-roster and on which days a..b-1: one to three
// people and a window of some days up to the whole horizon. Half of the time it
// begins with a sore spot, an expensive cell of the coverage, and with somebody
// who can mend it.
func (c *chain) neighbourhood() (people []int, a, b int) {
	days := c.m.days
	day := c.rng.IntN(days)
	first := c.rng.IntN(len(c.m.people))
	if c.rng.IntN(2) == 0 {
		if i, d, ok := c.sore(); ok {
			first, day = i, d
		}
	}
	people = append(people, first)
	length := min(c.windowLength(), c.m.atOnce(first))
	start := c.rng.IntN(length)
	for range c.rng.IntN(3) {
		if i := c.rng.IntN(len(c.m.people)); !slices.Contains(people, i) {
			people = append(people, i)
			length = min(length, c.m.atOnce(i))
		}
	}
	a = max(0, min(day-min(start, length-1), days-length))
	b = min(days, a+length)
	c.rng.Shuffle(len(people), func(i, j int) { people[i], people[j] = people[j], people[i] })
	return people, a, b
}

// windowLength draws the number of days to free. Where a day has many shifts to
// choose from, windows of up to a week gave the best rosters for the time on the
// benchmark centres, and now and then a longer one moves what a week's totals hold
// in place. Where it has few, most of the freedom lies in which days are worked, and
// weeks at a time are better.
func (c *chain) windowLength() int {
	longest := 1 + c.rng.IntN(7)
	switch n := c.rng.IntN(20); {
	case c.m.fewShifts():
		longest = [...]int{7, 10, 14, 28}[n%4] + c.rng.IntN([...]int{8, 12, 15, 1}[n%4])
	case n == 0:
		longest = 7 + c.rng.IntN(8)
	case n == 1:
		longest = c.m.days
	}
	return min(c.m.days, longest)
}

// fewShifts reports whether people have few shifts to choose from on a day.
func (m *model) fewShifts() bool {
	arcs := 0
	for _, u := range m.menus {
		for _, day := range u.days {
			arcs = max(arcs, len(day))
		}
	}
	return arcs <= 36
}

// sore looks at a few cells, takes the most expensive, and returns somebody
// whose day could change it: one who is there where people are surplus, one who
// is not where they are missing.
func (c *chain) sore() (person, day int, ok bool) {
	group, tick, worst := 0, 0, 0.0
	for range 16 {
		g, t := c.rng.IntN(len(c.m.cells)), c.rng.IntN(c.m.ticks())
		if v := c.cover.value[g][t]; v > worst {
			group, tick, worst = g, t, v
		}
	}
	if worst <= 0 {
		return 0, 0, false
	}
	day = c.m.dayOf(tick)
	missing := c.cover.add[group][tick] < 0
	for range 32 {
		i := c.rng.IntN(len(c.m.people))
		w := c.m.people[i]
		if len(w.days[day].arcs) == 0 || !slices.Contains(w.groups, group) {
			continue
		}
		if c.covers(w, day, c.rows[i][day], group, tick) != missing {
			return i, day, true
		}
	}
	return 0, 0, false
}

// covers reports whether a placed day counts in a cell, pauses apart.
func (c *chain) covers(w *worker, day int, p placed, group, tick int) bool {
	if p.arc < 0 || int(p.group) != group {
		return false
	}
	a := &w.duty.menu.days[day][p.arc]
	return tick >= a.start && tick < a.end()
}

// dayOf returns the day of a tick of the horizon.
func (m *model) dayOf(tick int) int {
	d, found := slices.BinarySearch(m.dayTick, tick)
	if !found {
		d--
	}
	return min(d, m.days-1)
}
