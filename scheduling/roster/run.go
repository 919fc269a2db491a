package roster

// run tries moves at a temperature until stop says so or there have been enough.
func (c *chain) run(moves int64, temperature float64, stop func() bool) {
	for until := c.moves + moves; c.moves < until; {
		if c.moves%16 == 0 && stop() {
			return
		}
		c.move(temperature)
	}
}

// What joint moves do when they stop gaining.
const (
	jointWorth = 64  // plain moves that one is counted as
	smallTeam  = 4   // people whom the first take
	manyVain   = 10  // in vain before more people are taken
	growth     = 1.5 // of their number
	shaking    = 50  // the price of a missing shift over the temperature of a shake
)

// runJointly makes joint moves, of more and more people as they stop gaining; when
// none of any size does, the roster is shaken by some plain moves. What has begun when
// stop says so goes on until end does.
func (c *chain) runJointly(moves int64, stop, end func() bool) {
	for until := c.moves + moves; c.moves < until && !stop(); {
		c.moves += jointWorth
		if c.sweep.wanted {
			c.sweepOn(end)
			continue
		}
		if c.joint(c.team, end) {
			c.vain = 0
			continue
		}
		if c.vain++; c.vain <= manyVain {
			continue
		}
		largest := min(len(c.m.people), mostTogether)
		if c.vain = 0; c.team < largest {
			c.team = min(int(growth*float64(c.team)), largest)
			continue
		}
		c.team, c.sweep.wanted = smallTeam, c.m.sweepable()
		c.run(int64(4*len(c.m.people)), c.m.shiftPrice()/shaking, stop)
	}
}

// polish re-rosters everybody alone, over the whole horizon, and keeps what
// costs less, until a sweep over all people changes nothing or there have been
// enough sweeps or stop says so. Pauses are re-placed with the days: each row is the best
// response of its owner to all others. People whose horizon is too long for one search
// are left to moves and sweeps.
func (c *chain) polish(sweeps int, stop func() bool) {
	for range sweeps {
		before := c.cost
		for i := range c.m.people {
			if stop() {
				return
			}
			if c.m.atOnce(i) == c.m.days {
				c.improve(i)
			}
		}
		if c.cost > before-1e-9 {
			return
		}
	}
}

// atOnce returns how many days of a person are searched at once.
func (m *model) atOnce(i int) int {
	if m.people[i].auto == nil && m.sweepable() {
		return longWindow
	}
	return m.days
}

// improve gives one person the cheapest row at present prices, if it is cheaper
// than theirs.
func (c *chain) improve(i int) {
	c.undo = c.undo[:0]
	slope := c.slope(i)
	delta := c.clear(i, 0, c.m.days)
	change, ok := c.insert(i, 0, c.m.days, slope)
	if !ok {
		change = c.enter(i, 0, c.m.days)
	}
	if delta+change >= -1e-9 {
		c.restore()
		return
	}
	c.cost += delta + change
	c.dirty[i] = true
	if c.cost < c.top {
		c.record()
	}
}
