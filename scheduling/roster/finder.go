package roster

import (
	"math"

	"github.com/muster-wfm/muster/scheduling/shifts"
)

// finder finds the cheapest legal days of one worker at given prices: the
// resource-constrained shortest path of Strandmark, Qu and Curtois (2020), with
// the resources folded into the automaton's states. It holds the memory of one
// goroutine and no result beyond the last call's.
type finder struct {
	model   *model
	prefix  [][]float64 // by group: sums of the prices of the ticks before t
	scratch shifts.Scratch
	layers  []layer
	options [][]option // by kind, for the day at hand
	bucket  []int32    // by kind and class: position of the last option, or -1
	least   []float64  // running minima over classes, and where they are
	leastAt []int32
	choice  []option // by day: what the last call chose
	jitter  func() float64
	shared  *priceList // prices of arcs computed once for everybody, or nil
}

// option is the cheapest of the arcs that look the same to the rules.
type option struct {
	in, out int32   // rest classes before and after
	cost    float64 // price of the coverage and personal cost
	arc     int32   // as in placed
	group   int16
}

// layer holds, for every state and class before a day, the least cost of
// getting there and the last step of the way.
type layer struct {
	cost []float64
	from []int32
	last []option
}

// state is where a worker's past days have led: automaton state and rest class.
type state struct{ q, class int32 }

func newFinder(m *model) *finder {
	f := &finder{model: m, layers: make([]layer, m.days+1), choice: make([]option, m.days)}
	for range m.cells {
		f.prefix = append(f.prefix, make([]float64, m.span+1))
	}
	return f
}

// charge makes the marginal prices of the coverage in days a..b-1 the prices of
// the next search, for the worker's groups.
func (f *finder) charge(c *cover, w *worker, a, b int) {
	m := f.model
	from, to := m.dayTick[a], min(m.span, m.dayTick[b]+m.span-m.ticks())
	for _, g := range w.groups {
		prefix, add := f.prefix[g], c.add[g]
		sum := 0.0
		prefix[from] = 0
		for t := from; t < to; t++ {
			sum += add[t]
			prefix[t+1] = sum
		}
	}
}

// find finds the cheapest legal way through days a..b-1 from a state, such that
// the days from b on, as they stand in row, stay legal. Fairness points cost
// slope each. The way is left in f.choice; ok is false when there is none.
func (f *finder) find(w *worker, start state, row []placed, a, b int, slope float64) (cost float64, ok bool) {
	f.open(a, w, start)
	for d := a; d < b; d++ {
		f.step(w, d, slope)
	}
	for {
		end, found := f.cheapest(b)
		if !found {
			return 0, false
		}
		classes := int32(len(w.duty.ready[b]))
		if w.legalFrom(state{end / classes, end % classes}, row, b) {
			cost = f.layers[b].cost[end]
			f.trace(a, b, end)
			return cost, true
		}
		f.layers[b].cost[end] = math.Inf(1)
	}
}

// open prepares the layer before day a with the one state that is known.
func (f *finder) open(a int, w *worker, start state) {
	classes := len(w.duty.ready[a])
	f.layers[a].reset(w.auto.size[a] * classes)
	f.layers[a].cost[int(start.q)*classes+int(start.class)] = 0
}

func (l *layer) reset(n int) {
	if cap(l.cost) < n {
		l.cost, l.from, l.last = make([]float64, n), make([]int32, n), make([]option, n)
	}
	l.cost, l.from, l.last = l.cost[:n], l.from[:n], l.last[:n]
	for i := range l.cost {
		l.cost[i] = math.Inf(1)
	}
}

// step extends every state before day d by a day off and by every option.
func (f *finder) step(w *worker, d int, slope float64) {
	plan := &w.days[d]
	f.price(w, d, slope)
	now, next := &f.layers[d], &f.layers[d+1]
	classes, nextClasses := len(w.duty.ready[d]), len(w.duty.ready[d+1])
	next.reset(w.auto.size[d+1] * nextClasses)
	if cap(f.least) < classes {
		f.least, f.leastAt = make([]float64, classes), make([]int32, classes)
	}
	off, work, kinds := w.auto.off[d], w.auto.work[d], w.auto.kinds
	for q := range w.auto.size[d] {
		base := q * classes
		if !f.minima(now.cost[base:base+classes], int32(base)) {
			continue
		}
		if to := off[q]; to != dead && plan.fixed == nil && !plan.must {
			for c, cost := range now.cost[base : base+classes] {
				next.relax(int(to)*nextClasses+int(w.duty.carry[d][c]), int32(base+c), cost+plan.off, option{arc: dayOff})
			}
		}
		for k, to := range work[q*kinds : (q+1)*kinds] {
			if to == dead || k >= len(f.options) {
				continue
			}
			target := int(to) * nextClasses
			for i := range f.options[k] {
				o := &f.options[k][i]
				at := target + int(o.out)
				if cost := f.least[o.in] + o.cost; cost < next.cost[at] {
					next.cost[at], next.from[at], next.last[at] = cost, f.leastAt[o.in], *o
				}
			}
		}
	}
}

// minima fills the running minima of a state's classes and reports whether any
// is reachable.
func (f *finder) minima(costs []float64, base int32) bool {
	least, at := math.Inf(1), base
	f.least, f.leastAt = f.least[:len(costs)], f.leastAt[:len(costs)]
	for c, cost := range costs {
		if cost < least {
			least, at = cost, base+int32(c)
		}
		f.least[c], f.leastAt[c] = least, at
	}
	return !math.IsInf(least, 1)
}

func (l *layer) relax(at int, from int32, cost float64, o option) {
	if cost < l.cost[at] {
		l.cost[at], l.from[at], l.last[at] = cost, from, o
	}
}

// cheapest returns the cheapest state left before day b.
func (f *finder) cheapest(b int) (at int32, ok bool) {
	least := math.Inf(1)
	for i, cost := range f.layers[b].cost {
		if cost < least {
			least, at = cost, int32(i)
		}
	}
	return at, !math.IsInf(least, 1)
}

// trace writes the way to a state before day b into f.choice.
func (f *finder) trace(a, b int, at int32) {
	for d := b; d > a; d-- {
		f.choice[d-1] = f.layers[d].last[at]
		at = f.layers[d].from[at]
	}
}

// after returns the state after day d, given the one before it and what the
// worker does, and whether that is legal.
func (w *worker) after(s state, d int, p placed) (state, bool) {
	switch p.arc {
	case dayOff:
		to := w.auto.off[d][s.q]
		return state{to, w.duty.carry[d][s.class]}, to != dead
	case dayFixed:
		to := w.auto.work[d][int(s.q)*w.auto.kinds+w.days[d].fixed.kind]
		return state{to, 0}, to != dead
	}
	to := w.auto.work[d][int(s.q)*w.auto.kinds+w.duty.menu.days[d][p.arc].kind]
	return state{to, w.duty.out[d][p.arc]}, to != dead && s.class <= w.duty.in[d][p.arc]
}

// legalFrom reports whether the days from d on, as they stand in row, are legal
// after a state.
func (w *worker) legalFrom(s state, row []placed, d int) bool {
	for ; d < len(row); d++ {
		next, legal := w.after(s, d, row[d])
		if !legal {
			return false
		}
		s = next
	}
	return true
}
