package roster

import (
	"container/heap"
	"math"
)

// tree proves more than one linear programme can: it divides the rosters by how many
// people a cell has, at most n or more than n, and bounds each part by itself (branch
// and bound; A. H. Land and A. G. Doig, Econometrica 28, 1960). Dividing cells leaves
// what a person may work untouched, so that a row found for one part serves all.
type tree struct {
	x      *master
	finder *finder
	base   float64 // what the cells cost when nobody is there
	open   parts
	closed float64 // the least bound of parts that are not divided further
}

// part is the rosters whose cells keep some limits.
type part struct {
	bound  float64
	guide  [][]float64 // the prices of the bound of the part that it comes from
	limits []limit
}

// limit is how many people a cell has, or how many needs are met: at most n, or more
// than n.
type limit struct {
	group, tick, n int
	met, more      bool
}

// mostParts is how many parts may wait; those beyond count with their bound.
const mostParts = 20_000

// newTree begins with all rosters, at a bound, the rows of a master being known.
func newTree(from *master, rows [][]placed, guide [][]float64, bound float64) *tree {
	x := newMaster(from.m, from.m.everybody(true), rows, math.MaxInt, true)
	if x == nil {
		return nil
	}
	for _, c := range from.columns {
		if c.position >= 0 {
			x.add(c.position, c.days)
		}
	}
	t := &tree{x: x, finder: newFinder(from.m), closed: math.Inf(1), open: parts{{bound: bound, guide: guide}}}
	for g := range from.m.cells {
		for tick := range from.m.ticks() {
			t.base += from.m.cells[g].at(tick, 0)
		}
	}
	return t
}

// bound returns a bound on all rosters that cost less than what was known when their
// part was left.
func (t *tree) bound() float64 {
	if len(t.open) == 0 {
		return t.closed
	}
	return min(t.closed, t.open[0].bound)
}

// done reports whether there is nothing left to divide.
func (t *tree) done() bool { return len(t.open) == 0 || t.closed <= t.open[0].bound }

// step bounds the part with the least bound and divides it, unless it holds nothing
// that costs less than upper.
func (t *tree) step(upper float64, stop func() bool) {
	m, p := t.x.m, t.open[0]
	if p.bound >= upper-1e-9*math.Abs(upper) {
		t.leave(p.bound)
		return
	}
	t.x.confine(p.limits)
	most := upper - max(m.grain, leastGain*m.unit()) + 1e-6*m.unit() - t.base
	c := t.x.converge(t.finder, aim{most: most, guide: p.guide}, stop)
	if !c.ended {
		return // it is bounded anew when there is time
	}
	p.bound = max(p.bound, m.roundedUp(c.bound+t.base))
	if p.bound >= upper-1e-9*math.Abs(upper) {
		t.leave(p.bound)
		return
	}
	by, ok := t.x.undecided()
	if !ok || len(t.open) > mostParts {
		t.leave(p.bound)
		return
	}
	heap.Pop(&t.open)
	for _, more := range []bool{false, true} {
		by.more = more
		limits := append(append([]limit(nil), p.limits...), by)
		heap.Push(&t.open, &part{bound: p.bound, guide: c.prices, limits: limits})
	}
}

// leave takes the first part out of the tree with its bound.
func (t *tree) leave(bound float64) {
	heap.Pop(&t.open)
	t.closed = min(t.closed, bound)
}

// roundedUp returns the least cost that is possible from a bound on; what rounding has
// left of a bound beyond a possible cost is not one.
func (m *model) roundedUp(bound float64) float64 {
	if m.grain == 0 || math.IsInf(bound, 0) {
		return bound
	}
	return m.grain * math.Ceil(bound/m.grain-1e-6)
}

// confine lets every cell have only the people that limits allow: what they forbid
// costs as much as a row that does not fit.
func (x *master) confine(limits []limit) {
	for g := range x.row {
		for t := range x.row[g] {
			x.low[g][t], x.high[g][t] = 0, int32(len(x.people))
		}
	}
	if x.met != nil {
		x.met.low, x.met.high = 0, x.met.most
	}
	for _, l := range limits {
		switch {
		case l.met && l.more:
			x.met.low = max(x.met.low, l.n+1)
		case l.met:
			x.met.high = min(x.met.high, l.n)
		case l.more:
			x.low[l.group][l.tick] = max(x.low[l.group][l.tick], int32(l.n+1))
		default:
			x.high[l.group][l.tick] = min(x.high[l.group][l.tick], int32(l.n))
		}
	}
	bar := exclusion * x.m.shiftPrice()
	for j, c := range x.columns {
		if c.position >= 0 {
			continue
		}
		cost := c.cost
		low, high := x.limits(c)
		if c.at < low {
			cost -= bar
		}
		if c.at >= high {
			cost += bar
		}
		x.program.SetCost(j, cost)
	}
}

// limits returns how many there may be of what a column is one of.
func (x *master) limits(c mixed) (low, high int) {
	if c.position == counter {
		return x.met.low, x.met.high
	}
	return int(x.low[c.group][c.tick]), int(x.high[c.group][c.tick])
}

// wholly is how far from a whole number counts as none.
const wholly = 1e-4

// undecided returns what is not a whole number in the mixture, rounded down: how many
// needs are met, or else the people of the cell that is furthest from one.
func (x *master) undecided() (limit, bool) {
	number := 0.0
	count := make([][]float64, len(x.row))
	for g := range count {
		count[g] = make([]float64, len(x.row[g]))
	}
	for j, c := range x.columns {
		switch c.position {
		case counter:
			number += x.program.Value(j)
		case slack:
			count[c.group][c.tick] += x.program.Value(j)
		}
	}
	if math.Abs(number-math.Round(number)) > wholly {
		return limit{met: true, n: int(math.Floor(number))}, true
	}
	far, by := wholly, limit{}
	for g := range count {
		for t, v := range count[g] {
			if away := math.Abs(v - math.Round(v)); away > far {
				far, by = away, limit{group: g, tick: t, n: int(math.Floor(v))}
			}
		}
	}
	return by, far > wholly
}

// parts is a heap by bound.
type parts []*part

func (p parts) Len() int { return len(p) }
func (p parts) Less(i, j int) bool {
	return p[i].bound < p[j].bound || p[i].bound == p[j].bound && len(p[i].limits) > len(p[j].limits)
}
func (p parts) Swap(i, j int) { p[i], p[j] = p[j], p[i] }
func (p *parts) Push(v any)   { *p = append(*p, v.(*part)) }
func (p *parts) Pop() any {
	last := len(*p) - 1
	v := (*p)[last]
	*p = (*p)[:last]
	return v
}
