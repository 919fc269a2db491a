package roster

import "math"

// A retiming gives a working day of somebody another start, group or pauses, of the
// same kind to the rules. It costs a hundredth of a search through legal days, and
// most of what a large roster can still gain lies in when people start and pause.

// retimed is one way to work a day, with what it costs.
type retimed struct {
	arc   int32
	group int16
	cost  float64
}

// retime draws person i's shift on day d anew, among all that the rules treat
// alike, with the probabilities of a system at this temperature (the Gibbs sampler of
// Geman and Geman, IEEE Transactions on Pattern Analysis and Machine Intelligence 6,
// 1984); its pauses lie where they cost least.
func (c *chain) retime(i, d int, temperature float64) {
	c.moves++
	w, was := c.m.people[i], c.rows[i][d]
	if was.arc < 0 || w.auto == nil {
		return
	}
	f, fair := c.finder, &c.m.problem.Fairness
	cost, load := w.ledger(c.rows[i], d, d+1)
	burden := c.burden[i]
	rest := burden.Plus(load, -1)
	delta := c.cover.put(w, d, was, -1) - cost - fair.fairness(w.standing, burden) + fair.fairness(w.standing, rest)
	f.hopeful = false
	f.charge(c.cover, w, d, d+1)
	slope := fair.slope(w.standing, burden.Plus(load, -0.5))
	f.burden.set(slope)
	c.alternatives(w, i, d, was, slope[ShortRests])
	now := placed{arc: was.arc, group: was.group}
	if k := c.draw(temperature); k >= 0 {
		now.arc, now.group = c.choices[k].arc, c.choices[k].group
	}
	now = f.place(w, d, pick{now.arc, now.group})
	c.rows[i][d] = now
	delta += c.cover.put(w, d, now, +1)
	cost, load = w.ledger(c.rows[i], d, d+1)
	c.burden[i] = rest.Plus(load, 1)
	delta += cost + fair.fairness(w.standing, c.burden[i]) - fair.fairness(w.standing, rest)
	c.states[i][d+1].class = w.duty.out[d][now.arc]
	for e := d + 1; e < c.m.days && c.rows[i][e].arc == dayOff; e++ {
		c.states[i][e+1].class = w.duty.carry[e][c.states[i][e].class]
	}
	c.cost += delta
	c.dirty[i] = true
}

// alternatives lists what person i could work on day d instead, at the finder's
// prices and that of a short rest.
func (c *chain) alternatives(w *worker, i, d int, was placed, short float64) {
	y, plan, f := w.duty, &w.days[d], c.finder
	arcs := y.menu.days[d]
	alike, before := w.law.of[arcs[was.arc].kind], c.states[i][d].class
	c.choices = c.choices[:0]
	for k := range plan.arcs {
		own := &plan.arcs[k]
		a := &arcs[own.index]
		if w.law.of[a.kind] != alike || !y.admits(d, own.index, before) || !c.admitted(w, i, d, y.out[d][own.index]) {
			continue
		}
		personal := own.cost + f.burden.of(own.strain)
		if short != 0 {
			c.rows[i][d] = placed{arc: int32(own.index)}
			personal += short * w.shortRests(c.rows[i], d, d+1)
		}
		if f.company != nil {
			personal += f.company[a.end()] - f.company[a.start]
		}
		for _, g := range w.groups {
			if plan.only > 0 && g != plan.only-1 {
				continue
			}
			c.choices = append(c.choices, retimed{int32(own.index), int16(g), personal + f.arcPrice(f.prefix[g], a)})
		}
	}
}

// admitted reports whether the days after d may follow a shift that leaves a class
// behind.
func (c *chain) admitted(w *worker, i, d int, class int32) bool {
	for e := d + 1; e < c.m.days && class > 0; e++ {
		switch p := c.rows[i][e]; p.arc {
		case dayOff:
			class = w.duty.carry[e][class]
		case dayFixed:
			return true
		default:
			return w.duty.admits(e, int(p.arc), class)
		}
	}
	return true
}

// draw draws one of the choices; -1 when there are none.
func (c *chain) draw(temperature float64) int {
	least, at := math.Inf(1), -1
	for k := range c.choices {
		if v := c.choices[k].cost; v < least {
			least, at = v, k
		}
	}
	if at < 0 || temperature <= 0 {
		return at
	}
	sum := 0.0
	for k := range c.choices {
		x := (c.choices[k].cost - least) / temperature
		if x > 15 {
			c.choices[k].cost = sum
			continue
		}
		sum += math.Exp(-x)
		c.choices[k].cost = sum
	}
	u := c.rng.Float64() * sum
	for k := range c.choices {
		if u < c.choices[k].cost {
			return k
		}
	}
	return at
}
