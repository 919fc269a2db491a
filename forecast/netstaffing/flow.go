package netstaffing

// pair is a group that can handle a queue.
type pair struct {
	group, queue int
	handle       float64 // agent's time over that of the queue's own handle time
	preference   float64 // what handling costs beside the agent's time, in occupancy
}

// mesh is who can do what, searched from either side.
type mesh struct {
	pairs   []pair
	byQueue [][]int
	byGroup [][]int
}

// levelCost is by how much busier a first choice may be than a second before the
// second helps.
const levelCost = 0.1

func meshOf(c *Centre) *mesh {
	m := &mesh{byQueue: make([][]int, len(c.Queues)), byGroup: make([][]int, len(c.Groups))}
	for g := range c.Groups {
		for _, s := range c.Groups[g].Skills {
			m.byQueue[s.Queue] = append(m.byQueue[s.Queue], len(m.pairs))
			m.byGroup[g] = append(m.byGroup[g], len(m.pairs))
			m.pairs = append(m.pairs, pair{group: g, queue: s.Queue, handle: s.handle(), preference: levelCost * float64(max(0, s.Level-1))})
		}
	}
	return m
}

// flow is the work of one interval spread over groups.
type flow struct {
	*mesh
	agents []float64 // by group
	work   []float64 // by queue: erlangs by the queue's own handle time
	taken  []float64 // by pair: of the queue's work
	busy   []float64 // by group: agents that its work would keep busy; may exceed agents
	undone []float64 // by queue: work that nobody present can do
}

func newFlow(m *mesh) *flow {
	return &flow{
		mesh: m, agents: make([]float64, len(m.byGroup)), work: make([]float64, len(m.byQueue)),
		taken: make([]float64, len(m.pairs)), busy: make([]float64, len(m.byGroup)), undone: make([]float64, len(m.byQueue)),
	}
}

// Overload costs so many times what being busy does: leaving work undone is the
// last resort, whatever the preferences.
const overload = 50

// price is the marginal cost of keeping a group busier: its occupancy, and much
// more above 1.
func price(busy, agents float64) float64 {
	u := busy / agents
	if u <= 1 {
		return u
	}
	return 1 + overload*(u-1)
}

// room returns how busy a group is at a price, and how fast that rises with it.
func room(price, agents float64) (busy, slope float64) {
	if price <= 1 {
		return price * agents, agents
	}
	return (1 + (price-1)/overload) * agents, agents / overload
}

const (
	flowSweeps    = 400
	flowTolerance = 5e-4 // of the work of all queues, moved in a sweep
)

// settle spreads the work: queue by queue, each on its groups at one price,
// until nothing moves any more. Every step lowers a convex cost whose variables
// are tied by queue only, so that the limit is the least cost (Bertsekas,
// "Nonlinear Programming", 3rd ed. 2016, section 3.7). What was taken before is
// where it starts: the interval before is a good guess.
func (f *flow) settle() {
	total := f.start()
	for range flowSweeps {
		moved := 0.0
		for q := range f.byQueue {
			moved += f.spread(q)
		}
		if moved <= flowTolerance*total {
			return
		}
	}
}

// start scales what was taken before to the work there is now.
func (f *flow) start() (total float64) {
	clear(f.busy)
	clear(f.undone)
	for q, pairs := range f.byQueue {
		total += f.work[q]
		before, present := 0.0, 0
		for _, p := range pairs {
			if f.agents[f.pairs[p].group] <= 0 {
				f.taken[p] = 0
				continue
			}
			present++
			before += f.taken[p]
		}
		if present == 0 {
			f.undone[q] = f.work[q]
			continue
		}
		for _, p := range pairs {
			switch {
			case f.agents[f.pairs[p].group] <= 0:
				continue
			case before > 0:
				f.taken[p] *= f.work[q] / before
			default:
				f.taken[p] = f.work[q] / float64(present)
			}
			f.busy[f.pairs[p].group] += f.taken[p] * f.pairs[p].handle
		}
	}
	return total
}

// spread moves a queue's work to where it costs least and returns how much moved.
func (f *flow) spread(q int) float64 {
	work, pairs := f.work[q]-f.undone[q], f.byQueue[q]
	if work <= 0 || len(pairs) < 2 {
		return 0
	}
	lambda := 0.0
	for _, p := range pairs {
		at := &f.pairs[p]
		if f.agents[at.group] <= 0 {
			continue
		}
		lambda = max(lambda, at.handle*(price(f.busy[at.group], f.agents[at.group])+at.preference))
		f.busy[at.group] -= f.taken[p] * at.handle
	}
	lambda = f.clearing(pairs, work, lambda)
	moved := 0.0
	for _, p := range pairs {
		at := &f.pairs[p]
		if f.agents[at.group] <= 0 {
			continue
		}
		take, _ := f.take(at, lambda)
		moved += abs(take - f.taken[p])
		f.taken[p] = take
		f.busy[at.group] += take * at.handle
	}
	return moved
}

// take is how much of a queue's work a group takes at a price, and how fast that
// rises.
func (f *flow) take(at *pair, lambda float64) (amount, slope float64) {
	busy, slope := room(lambda/at.handle-at.preference, f.agents[at.group])
	if busy <= f.busy[at.group] {
		return 0, 0
	}
	return (busy - f.busy[at.group]) / at.handle, slope / (at.handle * at.handle)
}

// clearing finds the price at which the groups take all of a queue's work. What
// they take rises with the price in straight pieces, so that Newton's steps end;
// halving keeps them from going round in a circle.
func (f *flow) clearing(pairs []int, work, lambda float64) float64 {
	low, high := 0.0, 1e12
	for range 60 {
		amount, slope := 0.0, 0.0
		for _, p := range pairs {
			at := &f.pairs[p]
			if f.agents[at.group] <= 0 {
				continue
			}
			a, s := f.take(at, lambda)
			amount, slope = amount+a, slope+s
		}
		if abs(amount-work) <= 1e-8*work {
			break
		}
		if amount > work {
			high = lambda
		} else {
			low = lambda
		}
		next := lambda + (work-amount)/slope
		if slope == 0 || next <= low || next >= high {
			next = between(low, high)
		}
		lambda = next
	}
	return lambda
}

// between halves a bracket whose end may still be unknown.
func between(low, high float64) float64 {
	if high >= 1e12 {
		return 2*low + 1
	}
	return (low + high) / 2
}

func abs(x float64) float64 { return max(x, -x) }
