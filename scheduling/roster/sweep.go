package roster

// A horizon that is too long for one programme is swept: everybody is rostered
// together on some weeks, then on the next, which overlap them.

// sweepDays is how many days of everybody are rostered together at most.
const sweepDays = 28

// Rows of the programmes of a first pass, about, and of each further one beside the pass
// before: short windows make a fair roster soon, longer ones a better one.
const (
	firstRows = 250
	moreRows  = 30
)

// leastSweep is how many days a window has at least: with 150 people and 32 shifts, windows
// of a week left twice as much to be gained after a minute.
const leastSweep = 4

// sweepNear is how much of what a window's mixture has gained may be left to gain when its
// dive begins. The dive seeks rows too, and where they are wanted: exact mixtures took
// two thirds of a first pass over a year of 120 people, whose roster was no better.
const sweepNear = 3

// sweepLength returns the days of the windows of a pass.
func (m *model) sweepLength(pass int) int {
	rows := min(jointRows, firstRows+moreRows*pass)
	days := (rows - len(m.people)) * m.days / max(1, m.reach)
	return min(m.days, sweepDays, max(leastSweep, days))
}

// sweepable reports whether the horizon is that long.
func (m *model) sweepable() bool { return m.days > 2*sweepDays }

// crowded reports whether so many people share a short horizon that a programme of all
// of them takes most of the time; sweeps then find a good roster long before it does.
func (m *model) crowded() bool {
	return m.together && !m.sweepable() && len(m.people) > mostTogether && m.jointDays(len(m.people)) < m.days
}

// sweep is a pass over the horizon, window after window.
type sweep struct {
	wanted bool        // one is due or under way
	under  bool        // it is under way
	next   int         // the day at which the next window begins, counted from offset, beside the horizon's edges
	offset int         // where a pass begins: chains sweep different weeks
	pass   int         // how many have ended
	gained bool        // it has made the roster cheaper
	tries  int         // choices that its dives weigh
	prices [][]float64 // by group and tick: what its programmes last said
	told   []bool      // of which days
	fresh  bool        // they are of a whole pass, and nobody has taken them yet
}

// sweepOn re-rosters everybody on the next window. A sweep that gained anything is
// followed by another, and one in which nothing was weighed by one that does.
func (c *chain) sweepOn(stop func() bool) {
	length := c.m.sweepLength(c.sweep.pass)
	if !c.sweep.under {
		c.sweep.under, c.sweep.gained, c.sweep.next = true, false, -c.rng.IntN(length)
	}
	everybody := make([]int, len(c.m.people))
	for i := range everybody {
		everybody[i] = i
	}
	from := c.sweep.next + c.sweep.offset
	if from >= c.m.days {
		from -= c.m.days
	}
	a := max(0, min(from, c.m.days-length))
	window := together{people: everybody, a: a, b: a + length, tries: c.sweep.tries, near: sweepNear, guide: c.guide}
	if window.guide == nil {
		window.guide = c.foretell(a, a+length)
	}
	if c.rejoin(window, stop) {
		c.sweep.gained = true
	}
	c.heed(a, a+length)
	if c.sweep.next += 1 + 3*length/4; c.sweep.next >= c.m.days {
		c.sweep.under = false
		c.sweep.fresh = true
		c.sweep.pass++
		if c.sweep.gained {
			return
		}
		c.sweep.wanted = c.sweep.tries == 0
		c.sweep.tries = jointTries - c.sweep.tries // weigh next time, or the other way about
	}
}

// heed keeps the prices of the programme of days a..b-1, of whose days those near either
// end, which lean on what stands beside them, give way to those of the windows there.
func (c *chain) heed(a, b int) {
	if c.heard == nil {
		return
	}
	if c.sweep.prices == nil {
		c.sweep.prices = clonePrices(c.heard)
	}
	edge := (b - a) / 8
	if c.sweep.told == nil {
		c.sweep.told = make([]bool, c.m.days)
	}
	if a > 0 {
		a += edge
	}
	if b < c.m.days {
		b -= edge
	}
	for day := a; day < b; day++ {
		c.sweep.told[day] = true
	}
	for g := range c.heard {
		copy(c.sweep.prices[g][c.m.dayTick[a]:c.m.dayTick[b]], c.heard[g][c.m.dayTick[a]:c.m.dayTick[b]])
	}
}

// foretell returns prices for days a..b-1: those kept, and for a day of which none are yet
// those of the last same weekday that has some. It is nil where there is no such day.
func (c *chain) foretell(a, b int) [][]float64 {
	if c.sweep.prices == nil {
		return nil
	}
	prices, tick := clonePrices(c.sweep.prices), c.m.dayTick
	for day := a; day < b; day++ {
		from := day
		for from >= 0 && !c.sweep.told[from] {
			from -= 7
		}
		if from < 0 {
			return nil
		}
		for g := range prices {
			copy(prices[g][tick[day]:tick[day+1]], c.sweep.prices[g][tick[from]:tick[from+1]])
		}
	}
	return prices
}

// take returns the prices of a pass that has ended since it was last asked, or nil.
func (s *sweep) take() [][]float64 {
	if !s.fresh {
		return nil
	}
	s.fresh = false
	return s.prices
}
