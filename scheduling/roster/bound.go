package roster

import (
	"math"
	"slices"
)

// bounder computes lower bounds on the cost of any legal roster by Lagrangian
// relaxation (Geoffrion 1974): the equation "people in a cell = sum over the
// rosters" is priced instead of enforced. At any prices l,
//
//	L(l) = sum over cells  min over counts c of f(c) - l c
//	     + sum over people min over legal rows of their cost + l x hours
//
// is no larger than the optimum. The second line is the same dynamic programme
// as in the search, exact with pauses; people whom the rules cannot tell apart
// are priced once. Fairness, convex in each person's points, is replaced by its
// tangent, which lies below it everywhere.
//
// The first prices come from a mixture of rosters (see mixture). Subgradient steps of Polyak's length towards the best cost known improve them,
// in a direction that keeps half of the one before (Camerini, Fratta and
// Maffioli, Mathematical Programming Study 3, 1975); after steps in vain they go
// on from the best prices with shorter steps.
type bounder struct {
	m       *model
	mix     *mixture // until the first prices are found
	master  *master  // whose duals are the prices, where the problem is small enough
	tree    *tree    // goes on when the master is exhausted
	solving bool     // the master has rows that it has not been solved with
	goes    int      // at that, so far
	added   int      // rows that this evaluation gave the master
	exact   bool     // the prices are the master's duals, not smoothed ones
	finder  *finder
	list    *priceList
	classes []*alike
	holders []int       // by group: how many people can work in it
	price   [][]float64 // the multipliers l
	used    [][]float64 // coverage of the people at these prices, so far
	next    int         // class that is priced next; 0 begins an evaluation
	value   float64     // people's part of L so far
	count   int         // evaluations done
	best    float64
	bestAt  [][]float64 // the prices of the best bound
	step    float64     // Polyak's factor
	stale   int         // evaluations since the best
	begun   bool        // begin has been called
	hurry   bool        // end the mixture after the pass at hand
	idle    bool        // the steps have become too short to matter
	course  [][]float64 // direction of the last step, or from the best prices to the duals
	kept    float64     // how much of the best prices stays in the next
	free    bool        // caps that the states do not count are left out, not priced
}

// alike are people whom neither rules nor prices can tell apart.
type alike struct {
	worker *worker
	people []int
	tolls  []float64 // by cap that the states do not count; nil before the first search
}

// How many rows the programme of a whole problem may have: where shifts are long,
// and where they are a few cells long.
const (
	mostRows       = 200
	mostCoarseRows = 1300
)

const (
	evaluationsPerRound = 5 // when iterations end the search
	firstStep           = 0.1
	patience            = 20   // evaluations in vain before steps shorten
	shortening          = 0.8  // of the step's factor
	shortest            = 1e-3 // factor at which the bounder gives up
)

func newBounder(m *model) *bounder {
	b := &bounder{m: m, finder: newFinder(m), best: math.Inf(-1), step: firstStep, kept: smoothing}
	b.list = &priceList{prefix: b.finder.prefix, arcs: map[*menu][][][]float64{}}
	b.finder.shared = b.list
	for range m.cells {
		b.price = append(b.price, make([]float64, m.span))
		b.course = append(b.course, make([]float64, m.span))
		b.used = append(b.used, make([]float64, m.span))
		b.bestAt = append(b.bestAt, make([]float64, m.span))
	}
	b.holders = make([]int, len(m.cells))
	for _, w := range m.people {
		for _, g := range w.groups {
			b.holders[g]++
		}
	}
	known := map[classKey]*alike{}
	for i, w := range m.eased {
		if w == nil {
			b.idle = true // there is somebody of whose rows nothing can be said
			return b
		}
		key := w.class()
		if known[key] == nil {
			known[key] = &alike{worker: w}
			b.classes = append(b.classes, known[key])
		}
		known[key].people = append(known[key].people, i)
	}
	return b
}

// begin takes the first prices from mixtures that start with rows, where they are not
// given.
func (b *bounder) begin(rows [][]placed, prices [][]float64) {
	b.begun = true
	if b.idle {
		return
	}
	most := mostRows
	if b.m.coarse() {
		most = mostCoarseRows
	}
	b.master = newMaster(b.m, b.m.everybody(false), rows, most, false)
	if prices != nil {
		b.price, b.kept = clonePrices(prices), 0.95
		return
	}
	b.mix = newMixture(b.m, rows)
	b.take()
}

// offer lets the bound go on from other prices: the next evaluation tells what they are
// worth.
func (b *bounder) offer(prices [][]float64) {
	if slices.Contains(b.m.eased, nil) {
		return
	}
	b.price, b.mix, b.next = clonePrices(prices), nil, 0
	b.idle, b.stale, b.step = false, 0, firstStep
	for g := range b.course {
		clear(b.course[g])
	}
}

// take makes the mixture's prices the bounder's.
func (b *bounder) take() {
	for g := range b.price {
		copy(b.price[g], b.mix.price[g])
	}
}

// done reports whether more evaluations cannot tell the search anything new.
func (b *bounder) done(upper float64) bool {
	return b.idle && (b.tree == nil || b.tree.done()) || gap(upper, b.best) < 1e-9
}

// divide goes on from the master's bound by a tree, where shifts are few cells long.
func (b *bounder) divide(rows [][]placed) {
	if b.master != nil && b.m.coarse() {
		b.tree = newTree(b.master, rows, b.bestAt, b.best)
	}
}

// run evaluates prices until there were enough evaluations or stop says so; an
// evaluation that was interrupted goes on in the next call.
func (b *bounder) run(evaluations int, stop func() bool, upper float64, burdens []Load) {
	for n := 0; n < evaluations && !b.done(upper); {
		if stop() {
			return
		}
		if b.idle {
			b.tree.step(upper, stop)
			b.best = max(b.best, min(upper, b.tree.bound()))
			n++
			continue
		}
		if b.solving {
			b.solve()
			continue
		}
		if b.mix != nil && b.next == 0 && !b.mixed(burdens) {
			continue
		}
		if b.next == 0 {
			b.open()
		}
		b.evaluate(b.classes[b.next], burdens)
		if b.next++; b.next == len(b.classes) {
			b.next = 0
			b.close(upper)
			n++
		}
	}
}

// passes returns how many the mixture makes: with a programme to follow it has only to
// bring the first rows.
func (b *bounder) passes() int {
	if b.master != nil {
		return startingPasses
	}
	return mixingPasses
}

// mixed moves the mixture on and reports whether its prices are due for an
// evaluation. After the last pass the mixture is forgotten.
func (b *bounder) mixed(burdens []Load) bool {
	f, i := &b.m.problem.Fairness, b.mix.next
	passed := b.mix.step(func(i int) Load { return f.slope(b.m.people[i].standing, burdens[i]) })
	if passed {
		b.take()
	}
	if b.master != nil && b.mix.last != nil {
		b.master.add(i, b.mix.last)
		b.added++
	}
	return passed
}

// open begins an evaluation: the prices of all arcs.
func (b *bounder) open() {
	b.value = 0
	for g, prices := range b.price {
		clear(b.used[g])
		b.finder.sum(g, prices)
	}
	for _, u := range b.m.menus {
		b.list.arcs[u] = make([][][]float64, len(b.price))
		for g := range b.price {
			b.list.arcs[u][g] = b.arcs(u, b.list.prefix[g])
		}
	}
}

// arcs prices every arc of a menu.
func (b *bounder) arcs(u *menu, prefix []float64) [][]float64 {
	days := make([][]float64, len(u.days))
	for d, arcs := range u.days {
		days[d] = make([]float64, len(arcs))
		for i := range arcs {
			days[d][i] = b.finder.arcPrice(prefix, &arcs[i])
		}
	}
	return days
}

// evaluate adds the cheapest rows of people who are alike.
func (b *bounder) evaluate(class *alike, burdens []Load) {
	w, f := class.worker, &b.m.problem.Fairness
	var level Load
	for _, i := range class.people {
		level = level.Plus(burdens[i], 1/float64(len(class.people)))
	}
	slope, constant := f.tangent(w.standing, level)
	found, ok := b.cheapest(class, slope)
	if !ok {
		return
	}
	n := float64(len(class.people))
	b.value += n * (found.bound + constant)
	for d, p := range found.days {
		b.count1(w, d, p, n)
	}
	if b.master != nil && found.legal != nil {
		b.enlist(class, found.legal)
	}
}

// cheapest finds the cheapest row of people who are alike.
func (b *bounder) cheapest(class *alike, slope Load) (tolled, bool) {
	if own := b.m.people[class.people[0]]; own.auto != nil && len(own.uncounted) > 0 && !b.free {
		if class.tolls == nil {
			class.tolls = make([]float64, len(own.uncounted))
		}
		return b.finder.tolled(own, stretch{b: b.m.days, caps: own.uncounted}, class.tolls, slope)
	}
	cost, ok := b.finder.find(class.worker, state{}, nil, 0, b.m.days, slope)
	if !ok {
		return tolled{}, false
	}
	days := b.finder.taken(class.worker, 0, b.m.days)
	return tolled{bound: cost, days: days, legal: days, cost: cost}, true
}

// enlist gives the master a row of people who are alike.
func (b *bounder) enlist(class *alike, row []placed) {
	for _, i := range class.people {
		if b.master.reduced(i, row) < worthless {
			b.master.add(i, row)
			b.added++
		}
	}
}

// count1 adds n people's hours of a placed day to the coverage of this evaluation.
func (b *bounder) count1(w *worker, d int, p placed, n float64) {
	if p.arc < 0 {
		return
	}
	a, used := &w.duty.menu.days[d][p.arc], b.used[p.group]
	for t := a.start; t < a.end(); t++ {
		used[t] += n
	}
	for i, length := range a.pauseTicks {
		for t := a.start + int(p.at[i]); t < a.start+int(p.at[i])+length; t++ {
			used[t] -= n
		}
	}
}

// close ends an evaluation: the cells' part of L, the new best, the next prices.
func (b *bounder) close(upper float64) {
	b.count++
	value := b.value
	slack := make([][]float64, len(b.price))
	norm := 0.0
	for g := range b.price {
		slack[g] = make([]float64, b.m.span)
		for t := range b.m.ticks() {
			c := b.m.cells[g].cheapest(t, b.price[g][t], b.holders[g])
			value += b.m.cells[g].at(t, c) - b.price[g][t]*float64(c)
			slack[g][t] = b.used[g][t] - float64(c)
			norm += slack[g][t] * slack[g][t]
		}
	}
	if value > b.best {
		b.best, b.stale = value, 0
		for g := range b.price {
			copy(b.bestAt[g], b.price[g])
		}
	} else {
		b.stale++
	}
	switch {
	case b.mix != nil && b.mix.pass < b.passes() && !b.hurry:
	case b.master != nil:
		b.mix = nil
		if !b.exact {
			b.steer(slack)
		}
		b.generate()
	case b.mix != nil:
		b.mix, b.stale = nil, patience
		b.descend(value, upper, norm, slack)
	default:
		b.descend(value, upper, norm, slack)
	}
}

// smoothing is how much of the best prices stays in the next at first: duals of a young
// programme jump (P. Wentges, International Transactions in Operational Research 4,
// 1997).
const smoothing = 0.5

// steer makes more of the best prices stay in the next where the bound falls on the way from
// there to the duals, and less where it grows (Pessoa, Sadykov, Uchoa and Vanderbeck, INFORMS
// Journal on Computing 30, 2018, section 4).
func (b *bounder) steer(slack [][]float64) {
	slope := 0.0
	for g := range slack {
		for t, v := range slack[g] {
			slope += v * b.course[g][t]
		}
	}
	switch {
	case slope <= 0:
		b.kept += (1 - b.kept) / 10
	case b.kept > smoothing:
		b.kept /= 1.1
	default:
		b.kept = math.Max(0, b.kept-(1-b.kept)/10)
	}
}

// How many pivots a programme that is solved beside a search makes at once, and in
// how many goes it must come to its end.
const (
	pivotsAtOnce = 1000
	mostGoes     = 400
)

// generate goes on with the rows of the evaluation that ended. When true duals brought
// no new row, nothing better exists.
func (b *bounder) generate() {
	if b.added == 0 && b.exact {
		b.idle = true
		return
	}
	b.exact = b.added == 0
	if b.added == 0 {
		b.follow()
		return
	}
	b.added, b.solving, b.goes = 0, true, 0
}

// solve goes on solving the master.
func (b *bounder) solve() {
	if b.master.program.Solve(pivotsAtOnce) {
		b.solving = false
		b.follow()
		return
	}
	b.goes++
	b.idle = b.goes == mostGoes
}

// follow takes the duals of the solved master for the next evaluation.
func (b *bounder) follow() {
	duals := b.used // no longer needed; the next evaluation clears it
	b.master.prices(duals)
	for g := range b.price {
		for t := range b.price[g] {
			if b.exact {
				b.price[g][t] = duals[g][t]
			} else {
				b.price[g][t] = b.kept*b.bestAt[g][t] + (1-b.kept)*duals[g][t]
			}
			b.course[g][t] = duals[g][t] - b.bestAt[g][t]
		}
	}
}

// descend moves the prices.
func (b *bounder) descend(value, upper, norm float64, slack [][]float64) {
	if norm == 0 {
		b.idle = true // the coverage matches the prices everywhere: nothing is better
		return
	}
	if b.stale >= patience {
		b.stale, b.step = 0, b.step*shortening
		b.idle = b.step < shortest
		for g := range b.price {
			copy(b.price[g], b.bestAt[g])
			clear(b.course[g])
		}
		return
	}
	norm = 0
	for g := range b.price {
		for t := range b.m.ticks() {
			b.course[g][t] = (b.course[g][t] + slack[g][t]) / 2
			norm += b.course[g][t] * b.course[g][t]
		}
	}
	length := b.step * math.Max(0, upper-value) / math.Max(norm, 1e-9)
	for g := range b.price {
		for t := range b.m.ticks() {
			b.price[g][t] += length * b.course[g][t]
		}
	}
}
