package roster

import (
	"math"
	"slices"
)

// cells prices the coverage of one group: a convex cost for every tick of the
// horizon, and nothing after it.
type cells struct {
	need  []float64 // people still required beside those present and fixed, may be negative
	price Price
	hours float64 // of one tick
}

// newCells spreads a group's curves over ticks. A requirement is a level, so
// every tick of an interval needs the whole of it.
func (m *model) newCells(g Group) cells {
	c := cells{need: make([]float64, m.ticks()), price: g.Price, hours: float64(m.tick) / 60}
	origin := m.problem.Grid.Start(0)
	for i, required := range g.Required {
		if g.Present != nil {
			required -= g.Present[i]
		}
		from := int(m.problem.Grid.Start(i).Sub(origin).Minutes()) / m.tick
		to := int(m.problem.Grid.End(i).Sub(origin).Minutes()) / m.tick
		for t := from; t < to; t++ {
			c.need[t] = required
		}
	}
	return c
}

// deduct lowers the needs by the hours of fixed shifts.
func (m *model) deduct() {
	for i := range m.problem.People {
		for _, f := range m.problem.People[i].Fixed {
			m.subtract(f.Shift)
			m.attend(m.people[i].roles, f.Shift)
		}
	}
}

// subtract lowers the needs by the hours of a shift that the search does not move.
func (m *model) subtract(s Shift) {
	need := m.cells[s.Group].need
	for t := max(0, s.Start/m.tick); t < min(len(need), s.End()/m.tick); t++ {
		need[t]--
	}
	for _, b := range s.Breaks {
		for t := max(0, b.Start/m.tick); t < min(len(need), (b.Start+b.Minutes)/m.tick); t++ {
			need[t]++
		}
	}
}

// at returns the cost of tick t when count people beside the fixed ones are in
// it; it is convex in count.
func (c *cells) at(t, count int) float64 {
	if t >= len(c.need) {
		return 0
	}
	missing := c.need[t] - float64(count)
	if missing >= 0 {
		return c.hours * stepped(c.price.Under, missing)
	}
	return c.hours * stepped(c.price.Over, -missing)
}

// stepped prices people against convex steps, per hour.
func stepped(steps []Step, people float64) float64 {
	cost := 0.0
	for _, s := range steps {
		if people > s.Beyond {
			cost += s.PerHour * (people - s.Beyond)
		}
	}
	return cost
}

// split divides the cost of a tick into its two terms.
func (c *cells) split(t, count int) (under, over float64) {
	cost := c.at(t, count)
	if t < len(c.need) && c.need[t] < float64(count) {
		return 0, cost
	}
	return cost, 0
}

// cover is the coverage of all groups as one thread of a search sees it.
type cover struct {
	cells []cells
	count [][]int32   // people in [group][tick]
	value [][]float64 // cost of each cell
	add   [][]float64 // change of that cost if one more person came
	team  *company    // nil without team rules
}

// newCover returns the coverage when nobody is rostered.
func newCover(m *model) *cover {
	c := &cover{cells: m.cells, team: newCompany(m)}
	for g := range m.cells {
		c.count = append(c.count, make([]int32, m.span))
		c.value = append(c.value, make([]float64, m.span))
		c.add = append(c.add, make([]float64, m.span))
		for t := range m.ticks() {
			c.value[g][t] = m.cells[g].at(t, 0)
			c.add[g][t] = m.cells[g].at(t, 1) - c.value[g][t]
		}
	}
	return c
}

// total returns the cost of all cells and of the team rules.
func (c *cover) total() float64 {
	sum := c.team.total()
	for _, values := range c.value {
		for _, v := range values {
			sum += v
		}
	}
	return sum
}

// shift adds by (+1 or -1) to the ticks from..to-1 of a group and returns the
// change of cost.
func (c *cover) shift(g, from, to, by int) float64 {
	cells, count, value, add := &c.cells[g], c.count[g], c.value[g], c.add[g]
	to = min(to, len(cells.need))
	delta := 0.0
	for t := from; t < to; t++ {
		before := value[t]
		count[t] += int32(by)
		if by > 0 {
			value[t] = before + add[t]
			add[t] = cells.at(t, int(count[t])+1) - value[t]
		} else {
			value[t] = cells.at(t, int(count[t]))
			add[t] = before - value[t]
		}
		delta += value[t] - before
	}
	return delta
}

// copyFrom makes c equal to other, which has the same shape.
func (c *cover) copyFrom(other *cover) {
	for g := range c.count {
		copy(c.count[g], other.count[g])
		copy(c.value[g], other.value[g])
		copy(c.add[g], other.add[g])
	}
	c.team.copyFrom(other.team)
}

// unit returns the cost of one missing person for an hour: the scale on which
// costs are large or small.
func (m *model) unit() float64 {
	unit := 0.0
	for _, c := range m.cells {
		for _, steps := range [][]Step{c.price.Under, c.price.Over} {
			if len(steps) > 0 {
				unit = math.Max(unit, steps[0].PerHour)
			}
		}
	}
	return math.Max(unit, 1e-6)
}

// shiftPrice returns the cost of one missing person for a shift of middling length.
func (m *model) shiftPrice() float64 {
	var lengths []int
	for _, u := range m.menus {
		for _, arcs := range u.days {
			for i := range arcs {
				lengths = append(lengths, arcs[i].ticks)
			}
		}
	}
	if len(lengths) == 0 {
		return m.unit()
	}
	slices.Sort(lengths)
	return m.unit() * float64(lengths[len(lengths)/2]*m.tick) / 60
}

// cheapest returns the count from 0 to most at which the cost less price times
// count is least.
func (c *cells) cheapest(t int, price float64, most int) int {
	low, high := 0, most
	for low < high {
		mid := (low + high) / 2
		if c.at(t, mid+1)-c.at(t, mid) < price {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low
}

// slope returns the mean slope of the cost over counts within width of a
// fractional count; between whole counts the cost is a straight line.
func (c *cells) slope(t int, count, width float64) float64 {
	low := math.Max(0, count-width)
	return (c.between(t, count+width) - c.between(t, low)) / (count + width - low)
}

// between interpolates the cost linearly between whole counts.
func (c *cells) between(t int, count float64) float64 {
	whole := math.Floor(count)
	below := c.at(t, int(whole))
	return below + (count-whole)*(c.at(t, int(whole)+1)-below)
}
