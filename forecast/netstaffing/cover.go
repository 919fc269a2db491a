package netstaffing

import (
	"cmp"
	"math"
	"slices"
)

// cover finds the people of one interval with whom every pool has what it needs.
// Where people go depends on how many there are, and the reverse: a few passes
// bring both together.
type cover struct {
	*view
	flow   *flow
	losses []float64
	// safety is what a pool needs beyond its load, in roots of the load, by queue
	// and interval. It hardly changes with the load: after the first time the
	// formulas are not asked again, and simulation corrects what is left.
	safety []float64
	first  bool
	demand []float64 // by queue: agents that its pool needs
	agents []float64 // by group
}

const coverPasses = 3

func newCover(v *view, losses, safety []float64, first bool) *cover {
	return &cover{view: v, flow: newFlow(v.mesh), losses: losses, safety: safety, first: first, demand: make([]float64, len(v.Queues)), agents: make([]float64, len(v.Groups))}
}

// interval returns the people of an interval by group, and by queue the agents
// that cannot be had because groups are at their most.
func (c *cover) interval(t int) (short []float64, err error) {
	c.begin(t)
	for pass := range coverPasses {
		if err := c.measure(t, c.first && pass != 1); err != nil {
			return nil, err
		}
		short = c.fill()
	}
	if c.first && sum(short) == 0 {
		c.withinBounds(t)
	}
	return short, nil
}

// more adds to the people who are there until the pool of every queue with a loss
// has grown by it, and returns by queue the agents that cannot be had.
func (c *cover) more(t int) (short []float64) {
	for g := range c.agents {
		c.agents[g] = c.Groups[g].Agents[t]
	}
	lack := make([]float64, len(c.Queues))
	for q, loss := range c.losses {
		if p := &c.pools[q*c.intervals+t]; p.own > 0 {
			lack[q] = loss * math.Sqrt(p.load.Erlangs)
		}
	}
	return c.raise(lack)
}

// begin takes the mix that is there, or everybody alike.
func (c *cover) begin(t int) {
	c.flow.load(c.Centre, t)
	total := 0.0
	for g := range c.agents {
		c.agents[g] = c.Groups[g].Agents[t]
		total += c.agents[g]
	}
	work := 0.0
	for _, w := range c.flow.work {
		work += w
	}
	for g := range c.agents {
		if total == 0 {
			c.agents[g] = 1
		}
		// Of a group that is away there may be some in the plan; and the mix counts,
		// not its size.
		c.agents[g] = max(c.agents[g], 0.01) * max(1, work/max(total, float64(len(c.agents))))
		if most := c.Groups[g].Most; most > 0 {
			c.agents[g] = min(c.agents[g], most)
		}
	}
}

// measure spreads the work over the people and finds what every pool needs.
func (c *cover) measure(t int, exactly bool) error {
	copy(c.flow.agents, c.agents)
	for g, n := range c.agents {
		c.flow.agents[g] = max(n, 1e-3)
	}
	c.flow.settle()
	all := c.flow.hands(c.Centre, t)
	for q := range c.Queues {
		p := c.flow.pool(c.Centre, q, t, all)
		need, err := c.need(q, t, p, exactly)
		if err != nil {
			return err
		}
		c.demand[q] = max(c.Queues[q].minimum(t), p.total(need, c.losses[q]))
		c.scale(q, p)
	}
	for g := range c.agents {
		c.agents[g] = 0
	}
	for i, p := range c.pairs {
		c.agents[p.group] += c.flow.taken[i] * p.handle
	}
	return nil
}

// need is what a pool needs, by the formulas or as it was before.
func (c *cover) need(q, t int, p pool, exactly bool) (float64, error) {
	root, at := math.Sqrt(p.load.Erlangs), q*c.intervals+t
	if p.own == 0 {
		return 0, nil
	}
	if !exactly {
		return p.load.Erlangs + c.safety[at]*root, nil
	}
	need, err := p.need(c.Queues[q].Goals)
	c.safety[at] = (need - p.load.Erlangs) / root
	return need, err
}

// scale leaves of a queue's work only what must be staffed: where contacts give
// up a pool may need fewer agents than it has erlangs.
func (c *cover) scale(q int, p pool) {
	if p.own == 0 || c.demand[q] >= p.load.Erlangs {
		return
	}
	for _, i := range c.byQueue[q] {
		c.flow.taken[i] *= c.demand[q] / p.load.Erlangs
	}
}

// fill adds people to those who do the work until every pool has what it needs.
func (c *cover) fill() []float64 {
	lack := make([]float64, len(c.Queues))
	for g := range c.agents {
		if most := c.Groups[g].Most; most > 0 {
			c.agents[g] = min(c.agents[g], most)
		}
	}
	for q := range lack {
		lack[q] = c.demand[q]
		for _, p := range c.byQueue[q] {
			lack[q] -= c.agents[c.pairs[p].group]
		}
	}
	return c.raise(lack)
}

// raise adds people until no pool lacks anybody: first of the group that helps the
// most pools for its cost. What proves to be too much is taken back, last come
// first. It returns what pools still lack for want of people.
func (c *cover) raise(lack []float64) []float64 {
	type raise struct {
		group int
		by    float64
	}
	var raises []raise
	for {
		g, by := c.best(lack)
		if g < 0 {
			break
		}
		raises = append(raises, raise{g, by})
		c.add(g, by, lack)
	}
	for _, r := range slices.Backward(raises) {
		back := r.by
		for _, p := range c.byGroup[r.group] {
			back = min(back, -lack[c.pairs[p].queue])
		}
		if back > 0 {
			c.add(r.group, -back, lack)
		}
	}
	for q := range lack {
		lack[q] = max(0, lack[q])
		if lack[q] < leastLack {
			lack[q] = 0
		}
	}
	return lack
}

func (c *cover) add(g int, by float64, lack []float64) {
	c.agents[g] += by
	for _, p := range c.byGroup[g] {
		lack[c.pairs[p].queue] -= by
	}
}

// leastLack is the smallest part of an agent that counts.
const leastLack = 1e-6

// best is the group that helps most for its cost, and by how many of its people
// the first of the pools has enough.
func (c *cover) best(lack []float64) (group int, by float64) {
	group = -1
	var most [2]float64
	for g := range c.Groups {
		room := math.Inf(1)
		if c.Groups[g].Most > 0 {
			room = c.Groups[g].Most - c.agents[g]
		}
		if room < leastLack {
			continue
		}
		helped, sum, first := 0.0, 0.0, room
		for _, p := range c.byGroup[g] {
			if l := lack[c.pairs[p].queue]; l >= leastLack {
				helped, sum, first = helped+1, sum+l, min(first, l)
			}
		}
		if helped == 0 {
			continue
		}
		value := [2]float64{helped / c.Groups[g].cost(), sum / c.Groups[g].cost()}
		if group < 0 || cmp.Or(cmp.Compare(value[0], most[0]), cmp.Compare(value[1], most[1])) > 0 {
			group, by, most = g, first, value
		}
	}
	return group, by
}

// withinBounds takes dedicated people where sharing was found to cost more, and
// no fewer than one pool needs.
func (c *cover) withinBounds(t int) {
	alone := make([]float64, len(c.agents))
	for q := range c.Queues {
		total := 0.0
		for _, p := range c.byQueue[q] {
			total += c.flow.taken[p]
		}
		for _, p := range c.byQueue[q] {
			part := 1 / float64(len(c.byQueue[q]))
			if total > 0 {
				part = c.flow.taken[p] / total
			}
			alone[c.pairs[p].group] += part * c.alone[q*c.intervals+t] * c.pairs[p].handle
		}
	}
	if c.fits(alone) && c.cost(alone) < c.cost(c.agents) {
		copy(c.agents, alone)
	}
	c.atLeast(c.bounds.Pooled[t])
}

// atLeast raises all groups alike until they are so many, none above its most.
func (c *cover) atLeast(least float64) {
	for range c.agents {
		here, free := sum(c.agents), 0.0
		for g, n := range c.agents {
			if most := c.Groups[g].Most; most == 0 || n < most {
				free += n
			}
		}
		if here >= least || free <= 0 {
			return
		}
		factor := 1 + (least-here)/free
		for g, n := range c.agents {
			switch most := c.Groups[g].Most; {
			case most == 0:
				c.agents[g] = n * factor
			case n < most:
				c.agents[g] = min(most, n*factor)
			}
		}
	}
}

func (c *cover) fits(agents []float64) bool {
	for g, n := range agents {
		if most := c.Groups[g].Most; most > 0 && n > most {
			return false
		}
	}
	return true
}

func (c *cover) cost(agents []float64) float64 {
	total := 0.0
	for g, n := range agents {
		total += n * c.Groups[g].cost()
	}
	return total
}

func sum(values []float64) float64 {
	total := 0.0
	for _, v := range values {
		total += v
	}
	return total
}
