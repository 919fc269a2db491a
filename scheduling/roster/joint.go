package roster

import (
	"math"
	"slices"
)

// A joint move re-rosters several people at once: a master and a dive over a few
// people and days, everything else as it stands. The mixture's cost tells beforehand
// whether anything better is there at all.

const (
	jointRows    = 480 // of a joint move's programme, about
	jointRounds  = 60  // in which rows are sought before the dive
	jointTries   = 2   // choices weighed at each step of the dive
	jointPeople  = 200 // in larger teams moves of single people do as well, and sooner
	jointDays    = 14  // that its programme must hold, or joint moves do not pay
	mostTogether = 24  // people whom one takes at most
)

// leastGain is what a joint move must promise, in missing hours, to be gone through
// with.
const leastGain = 1e-3

// together is a joint move: who is re-rostered, on which days, and how thoroughly.
type together struct {
	people []int
	a, b   int         // days a..b-1
	tries  int         // choices weighed at each step of the dive
	near   float64     // see aim
	guide  [][]float64 // see aim
}

// joint makes one joint move and reports whether it made the roster cheaper.
func (c *chain) joint(size int, stop func() bool) bool {
	people, a, b := c.jointly(size)
	return c.rejoin(together{people: people, a: a, b: b, tries: jointTries, guide: c.guide}, stop)
}

// rejoin makes a joint move and reports whether it made the best roster cheaper.
func (c *chain) rejoin(move together, stop func() bool) bool {
	c.undo, c.heard = c.undo[:0], nil
	a, b, delta := move.a, move.b, 0.0
	for _, i := range move.people {
		delta += c.clear(i, a, b)
	}
	days := c.solveJointly(move, stop)
	for k, i := range move.people {
		if days == nil {
			copy(c.rows[i][a:b], c.undo[k].days)
		} else {
			copy(c.rows[i][a:b], days[k])
		}
		delta += c.enter(i, a, b)
	}
	if delta > 1e-9*(1+c.cost) {
		c.restore()
		return false
	}
	c.cost += delta
	for _, i := range move.people {
		c.dirty[i] = true
	}
	if better := c.cost < c.top-1e-9*(1+c.top); better {
		c.record()
		return true
	}
	return false
}

// jointly chooses whom to re-roster together and on which days.
func (c *chain) jointly(size int) (people []int, a, b int) {
	length := c.m.jointDays(size)
	if length >= 14 && c.rng.IntN(2) == 0 {
		length = 7 + c.rng.IntN(length-6)
	}
	day, first := c.rng.IntN(c.m.days), c.rng.IntN(len(c.m.people))
	if i, d, ok := c.sore(); ok && c.rng.IntN(4) > 0 {
		first, day = i, d
	}
	a = max(0, min(day-c.rng.IntN(length), c.m.days-length))
	people = append(people, first)
	for range 4 * size {
		if i := c.rng.IntN(len(c.m.people)); len(people) < size && !slices.Contains(people, i) {
			people = append(people, i)
		}
	}
	return people, a, a + length
}

// coarse reports whether shifts are a few cells long. Where they are long, so many
// mixtures cost the same that a linear programme turns over them for ever; moves of
// single people then do better.
func (m *model) coarse() bool {
	for _, u := range m.menus {
		for _, arcs := range u.days {
			for i := range arcs {
				if arcs[i].ticks > fewCells {
					return false
				}
			}
		}
	}
	return true
}

// fewCells is how many cells such a shift has at most.
const fewCells = 8

// jointDays returns how many days a joint move of so many people can take.
func (m *model) jointDays(size int) int {
	return min(m.days, max(1, (jointRows-size)*m.days/max(1, m.reach)))
}

// reachable counts the cells in which anybody could be.
func (m *model) reachable() int {
	touched := make([]bool, m.span)
	for _, u := range m.menus {
		u.touch(touched, 0, m.days)
	}
	n := 0
	for _, yes := range touched {
		if yes {
			n++
		}
	}
	return n * len(m.cells)
}

// solveJointly returns the days of people who have been cleared there, or nil when they
// cannot be better than before.
func (c *chain) solveJointly(move together, stop func() bool) [][]placed {
	of := c.crew(move.people, move.a, move.b)
	start := make([][]placed, len(move.people))
	for k := range move.people {
		start[k] = c.undo[k].days
	}
	x := newMaster(c.m, of, start, 2*jointRows, false)
	if x == nil {
		return nil
	}
	most := x.program.Cost() - max(c.m.grain, leastGain*c.m.unit()) + 1e-6*c.m.unit()
	met := x.converge(c.finder, aim{most, move.near, move.guide}, stop)
	c.heard = met.prices
	if !met.ended || met.bound > most {
		return nil
	}
	return newDive(x, c.finder, move.tries).run(stop)
}

// crew gathers people for days a..b-1, after they have been cleared there.
func (c *chain) crew(people []int, a, b int) *crew {
	of := &crew{people: people, a: a, b: b, beside: c.cover.count}
	for _, i := range people {
		w := c.m.people[i]
		if w.auto == nil {
			own := *w
			own.frame = w.framed(c.rows[i], a, b)
			w = &own
		}
		of.workers = append(of.workers, w)
		of.rows = append(of.rows, c.rows[i])
		of.before = append(of.before, c.states[i][a])
		of.outside = append(of.outside, c.burden[i])
		of.slopes = append(of.slopes, c.slope(i))
	}
	return of
}

// mostPivots bounds the work between two rounds of seeking rows.
const mostPivots = 20_000

// converged is what came of adding days to a mixture.
type converged struct {
	bound  float64     // on every whole roster of it, the cells counted from nobody there
	prices [][]float64 // that gave it
	ended  bool        // false when there was no time
}

// aim says how far a mixture is improved.
type aim struct {
	most  float64     // a bound above it ends: no whole roster costs less
	near  float64     // what is left to gain, over what was gained, that is left to the dive; 0 for nothing
	guide [][]float64 // prices that are likely near the best, or nil
}

// converge adds days to the mixture until none would improve it, or its aim is reached:
// the search prices are drawn towards those that gave the best bound so far, at first
// towards the aim's guide (Wentges 1997).
func (x *master) converge(f *finder, aim aim, stop func() bool) converged {
	c := converged{bound: math.Inf(-1), prices: clonePrices(aim.guide)}
	exact := c.prices == nil
	start := x.program.Cost()
	for range jointRounds {
		if stop() || !x.program.Solve(mostPivots) {
			return c
		}
		x.prices(x.price)
		if !exact {
			x.draw(c.prices)
		}
		x.charge(f)
		bound, added := x.cheapestCells(), false
		for k, w := range x.workers {
			days, cost := x.seek(f, k, w)
			if days == nil {
				return c // cannot happen: the days as they were are possible
			}
			bound += cost
			if x.reduced(k, days) < worthless {
				x.add(k, days)
				added = true
			}
		}
		if bound > c.bound {
			c.bound, c.prices = bound, clonePrices(x.price)
		}
		cost := x.program.Cost()
		if c.ended = c.bound > aim.most || !added && exact || cost-c.bound < aim.near*(start-cost); c.ended {
			return c
		}
		exact = !added
	}
	c.ended = true
	return c
}

// clonePrices copies prices by group and tick; nil stays nil.
func clonePrices(price [][]float64) [][]float64 {
	if price == nil {
		return nil
	}
	clone := make([][]float64, len(price))
	for g := range price {
		clone[g] = slices.Clone(price[g])
	}
	return clone
}

// draw moves the prices half of the way to others.
func (x *master) draw(to [][]float64) {
	for g := range to {
		for t, v := range to[g] {
			x.price[g][t] = smoothing*v + (1-smoothing)*x.price[g][t]
		}
	}
}

// cheapestCells adds up what the cells cost at least when people pay the present
// prices, counted from what they cost without the crew.
func (x *master) cheapestCells() float64 {
	sum, worth := 0.0, 0.0
	if x.met != nil {
		worth = x.price[len(x.row)][0]
		sum = x.met.cost(worth)
	}
	for g := range x.row {
		for t, r := range x.row[g] {
			if r >= 0 {
				sum += x.cheapestCell(g, t, worth)
			}
		}
	}
	return sum
}

// cheapestCell returns what a cell costs at least when people pay the present prices and
// a need that is met is worth so much, counted from what it costs without the crew.
func (x *master) cheapestCell(g, t int, worth float64) float64 {
	cells := &x.m.cells[g]
	there, price, low, needed := x.others(g, t), x.price[g][t], int(x.low[g][t]), x.needed(g, t)
	none, least := cells.at(t, there), math.Inf(1)
	for n := low; n <= int(x.high[g][t]); n++ {
		value := cells.at(t, there+n) - none - price*float64(n) - worth*float64(min(n, needed))
		if value >= least && worth >= 0 {
			break // convex: it only grows from here
		}
		least = min(least, value)
	}
	return least
}
