package roster

import (
	"container/heap"
	"math"

	"github.com/muster-wfm/muster/scheduling/shifts"
)

// finder finds the cheapest legal days of one worker at given prices: the
// resource-constrained shortest path of Strandmark, Qu and Curtois (2020), with
// the resources folded into the automaton's states. It holds the memory of one
// goroutine and no result beyond the last call's.
type finder struct {
	model    *model
	prefix   [][]float64 // by group: sums of the prices of the ticks before t
	scratch  shifts.Scratch
	layers   []layer
	auto     *automaton   // of the call at hand
	burden   strainPrices // of the call at hand
	options  [][]option   // by the automaton's kind, for the day at hand
	singles  [][]option   // of them, those that are possible after the very class in only
	barred   map[bar]bool // what the call must not choose
	bucket   []int32      // by kind and class: position of the last option, or -1
	least    []float64    // running minima over classes, and where they are
	leastAt  []int32
	choice   []pick // by day: what the last call chose
	ends     endings
	toll     []float64 // by kind of the worker: a price besides; nil for none
	enough   float64   // how far from the cheapest row tolls may leave one; 0 before the first
	jitter   func() float64
	chance   func(n int) int // a number below n
	shared   *priceList      // prices of arcs computed once for everybody, or nil
	levy     *levy           // what departing from a published row costs, or nil
	together []float64       // memory of company
	company  []float64       // sums of the prices of being at work at all, or nil
	weight   []float64       // by tick, of people who are missing there; nil for 1
	hopeful  bool            // others may come to keep somebody company
	framing  framing         // of long rows
	tail     *tail           // what is known of the days after those of the next searches, or nil
}

// option is the cheapest of the arcs that look the same to the rules.
type option struct {
	in, out int32   // rest classes before and after
	cost    float64 // price of the coverage and personal cost
	pick
}

// pick is a day off or a shift of a group, as in placed, without its pauses.
type pick struct {
	arc   int32
	group int16
}

// layer holds, for every state and class before a day, the least cost of getting
// there and the last step of the way. Most states are out of reach of a search, so
// those within it are listed.
type layer struct {
	classes int
	cost    []float64 // by state and class; +Inf where out of reach
	from    []int32
	last    []pick
	live    []int32 // states with some class within reach
	listed  []bool  // by state
}

// state is where a worker's past days have led: automaton state and rest class.
type state struct{ q, class int32 }

func newFinder(m *model) *finder {
	f := &finder{model: m, layers: make([]layer, m.days+1), choice: make([]pick, m.days), barred: map[bar]bool{}, framing: framing{},
		chance: func(int) int { return 0 }}
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
			if f.weight != nil && add[t] < 0 {
				sum += f.weight[t] * add[t]
			} else {
				sum += add[t]
			}
			prefix[t+1] = sum
		}
	}
	f.chargeCompany(c, w, from, to)
}

// chargeCompany makes what the team rules say of one more person at work prices of
// the next search.
func (f *finder) chargeCompany(c *cover, w *worker, from, to int) {
	f.company = nil
	if c.team == nil || len(w.roles) == 0 {
		return
	}
	if len(f.together) <= f.model.span {
		f.together = make([]float64, f.model.span+1)
	}
	f.company = f.together
	c.team.charge(w.roles, from, to, f.hopeful, f.company)
}

// bar forbids a class of shifts on a day.
type bar struct {
	day   int
	class string
}

// find finds the cheapest legal way through days a..b-1, the days before and
// from b on staying as they stand in row, which may be nil for the whole horizon.
// before is where the days before a have led, for workers with an automaton of
// the whole horizon. A unit of burden costs the slope of its account. The way is left in f.choice;
// ok is false when there is none.
func (f *finder) find(w *worker, before state, row []placed, a, b int, slope Load) (cost float64, ok bool) {
	if w.auto == nil {
		return f.within(w, row, a, b, slope)
	}
	f.auto = w.auto
	if left := w.left(row, a, b); len(left) > 0 {
		return f.capped(w, left, before, row, a, b, slope)
	}
	f.search(w, before, a, b, slope)
	return f.finish(w, row, a, b)
}

// finish takes the cheapest state before day b after which the days that follow are
// legal.
func (f *finder) finish(w *worker, row []placed, a, b int) (cost float64, ok bool) {
	classes := int32(len(w.duty.left[b]))
	ends := f.endings(b)
	for ends.Len() > 0 {
		end := ends.at[0]
		if f.tail.allows(w, state{end / classes, end % classes}, int(end), row, b) {
			cost = ends.cost[end]
			f.trace(a, b, end)
			return cost, true
		}
		heap.Pop(ends)
	}
	return 0, false
}

// endings is a heap of the states and classes within reach before a day, by cost.
type endings struct {
	at   []int32
	cost []float64 // by state and class
}

// endings gathers those before day b.
func (f *finder) endings(b int) *endings {
	l, ends := &f.layers[b], &f.ends
	ends.at, ends.cost = ends.at[:0], l.cost
	for _, q := range l.live {
		for i := q * int32(l.classes); i < (q+1)*int32(l.classes); i++ {
			if !math.IsInf(l.cost[i], 1) {
				ends.at = append(ends.at, i)
			}
		}
	}
	heap.Init(ends)
	return ends
}

func (e *endings) Len() int { return len(e.at) }
func (e *endings) Less(i, j int) bool {
	a, b := e.at[i], e.at[j]
	return e.cost[a] < e.cost[b] || e.cost[a] == e.cost[b] && a < b
}
func (e *endings) Swap(i, j int) { e.at[i], e.at[j] = e.at[j], e.at[i] }
func (e *endings) Push(v any)    { e.at = append(e.at, v.(int32)) }
func (e *endings) Pop() any {
	last := e.at[len(e.at)-1]
	e.at = e.at[:len(e.at)-1]
	return last
}

// search fills the layers from before day a to before day b.
func (f *finder) search(w *worker, before state, a, b int, slope Load) {
	f.open(a, w, before)
	f.burden.set(slope)
	for d := a; d < b; d++ {
		f.step(w, d)
	}
}

// open prepares the layer before day a with the one state that is known.
func (f *finder) open(a int, w *worker, start state) {
	l := &f.layers[a]
	l.reset(f.auto.states(a), len(w.duty.left[a]))
	l.relax(start.q, start.class, 0, 0, pick{})
}

// reset forgets what was reached before.
func (l *layer) reset(states, classes int) {
	for _, q := range l.live {
		l.listed[q] = false
		for i := int(q) * l.classes; i < (int(q)+1)*l.classes; i++ {
			l.cost[i] = math.Inf(1)
		}
	}
	l.live, l.classes = l.live[:0], classes
	for n := states * classes; len(l.cost) < n; {
		l.cost, l.from, l.last = append(l.cost, math.Inf(1)), append(l.from, 0), append(l.last, pick{})
	}
	for len(l.listed) < states {
		l.listed = append(l.listed, false)
	}
}

// relax offers a way to a state and class.
func (l *layer) relax(q, class int32, from int32, cost float64, last pick) {
	at := int(q)*l.classes + int(class)
	if cost >= l.cost[at] {
		return
	}
	if !l.listed[q] {
		l.listed[q] = true
		l.live = append(l.live, q)
	}
	l.cost[at], l.from[at], l.last[at] = cost, from, last
}

// step extends every state before day d by a day off and by every option.
func (f *finder) step(w *worker, d int) {
	plan := &w.days[d]
	f.price(w, d)
	now, next := &f.layers[d], &f.layers[d+1]
	classes := now.classes
	next.reset(f.auto.states(d+1), len(w.duty.left[d+1]))
	if cap(f.least) < classes {
		f.least, f.leastAt = make([]float64, classes), make([]int32, classes)
	}
	off, work, kinds := f.auto.off[d-f.auto.from], f.auto.work[d-f.auto.from], f.auto.kinds
	idle := plan.off + f.levy.off(d)
	for _, q := range now.live {
		base := int(q) * classes
		f.minima(now.cost[base:base+classes], int32(base))
		if to := off[q]; to != dead && plan.fixed == nil && !plan.must {
			for c, cost := range now.cost[base : base+classes] {
				next.relax(to, w.duty.carry[d][c], int32(base+c), cost+idle, pick{arc: dayOff})
			}
		}
		for k, to := range work[int(q)*kinds : (int(q)+1)*kinds] {
			if to == dead {
				continue
			}
			for i := range f.singles[k] {
				o := &f.singles[k][i]
				next.relax(to, o.out, int32(base)+o.in, now.cost[base+int(o.in)]+o.cost, o.pick)
			}
			for i := range f.options[k] {
				o := &f.options[k][i]
				if cost := f.least[o.in] + o.cost; cost < next.cost[int(to)*next.classes+int(o.out)] {
					next.relax(to, o.out, f.leastAt[o.in], cost, o.pick)
				}
			}
		}
	}
}

// minima fills the running minima of a state's classes.
func (f *finder) minima(costs []float64, base int32) {
	least, at := math.Inf(1), base
	f.least, f.leastAt = f.least[:len(costs)], f.leastAt[:len(costs)]
	for c, cost := range costs {
		if cost < least {
			least, at = cost, base+int32(c)
		}
		f.least[c], f.leastAt[c] = least, at
	}
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
		to := w.auto.next(d, s.q, dayOff)
		return state{to, w.duty.carry[d][s.class]}, to != dead
	case dayFixed:
		to := w.auto.next(d, s.q, w.days[d].fixed.kind)
		return state{to, 0}, to != dead
	}
	to := w.auto.next(d, s.q, w.duty.menu.days[d][p.arc].kind)
	return state{to, w.duty.out[d][p.arc]}, to != dead && w.duty.admits(d, int(p.arc), s.class)
}

// tail is which states the days from some day on may follow, as they stand in a row:
// asked for again and again while prices change, and tedious where many days follow.
type tail struct {
	known []bool // by state and class
	legal []bool
}

// newTail knows nothing yet of the days from b on.
func newTail(w *worker, b int) *tail {
	n := w.auto.states(b) * len(w.duty.left[b])
	return &tail{make([]bool, n), make([]bool, n)}
}

// allows reports whether the days from b on may follow a state, which is at that place of
// the tail; a tail of nil remembers nothing.
func (t *tail) allows(w *worker, s state, at int, row []placed, b int) bool {
	if t == nil {
		return w.legalFrom(s, row, b)
	}
	if !t.known[at] {
		t.known[at], t.legal[at] = true, w.legalFrom(s, row, b)
	}
	return t.legal[at]
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
