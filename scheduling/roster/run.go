package roster

// run tries moves at a temperature until stop says so or there have been enough.
func (c *chain) run(moves int64, temperature float64, stop func() bool) {
	for n := int64(0); n < moves; n++ {
		if n%16 == 0 && stop() {
			return
		}
		c.move(temperature)
	}
}

// polish re-rosters everybody alone, over the whole horizon, and keeps what
// costs less, until a sweep over all people changes nothing or there have been
// enough sweeps or stop says so. Pauses are re-placed with the days: each row is the best
// response of its owner to all others.
func (c *chain) polish(sweeps int, stop func() bool) {
	for range sweeps {
		before := c.cost
		for i := range c.m.people {
			if stop() {
				return
			}
			c.improve(i)
		}
		if c.cost > before-1e-9 {
			return
		}
	}
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
