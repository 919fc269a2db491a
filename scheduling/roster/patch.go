package roster

import (
	"math"
	"math/rand/v2"
	"slices"
	"sync"
)

// A large roster is searched by all threads at once. In each round every thread has
// some of the people and some of the days for itself, a patch: no two patches share
// a person or a cell of the coverage, so that what a thread sees is exact, whatever
// the others do, and the result does not depend on who is faster.

// vast reports whether a roster is so large that all threads search one together.
// Below, chains of their own find better rosters.
func (m *model) vast() bool {
	return !m.together && len(m.people)*m.days >= vastDays && !m.fewShifts() && !slices.ContainsFunc(m.people, func(w *worker) bool { return w.auto == nil })
}

// vastDays is how many days of people such a roster has at least.
const vastDays = 10_000

// patch is a thread's part of a roster.
type patch struct {
	*chain     // of its own chance and memory, but with everybody's rows and coverage
	members    []int
	from, till int // the days that it may change
}

// patches are the parts of a roster.
type patches struct {
	whole *chain
	rng   *rand.Rand // deals people and days
	parts []*patch
}

// newPatches divides the roster of a chain among threads.
func newPatches(whole *chain, seed uint64, threads int) *patches {
	p := &patches{whole: whole, rng: rand.New(rand.NewPCG(seed, 0x9a7c4))}
	m := whole.m
	for k := range min(threads, max(1, m.days/(2*(m.spill()+1)))) {
		own := &chain{m: m, rng: rand.New(rand.NewPCG(seed, uint64(k+1))), finder: newFinder(m), dirty: map[int]bool{},
			rows: whole.rows, states: whole.states, burden: whole.burden, cover: whole.cover.beside()}
		own.finder.chance = own.rng.IntN
		p.parts = append(p.parts, &patch{chain: own})
	}
	return p
}

// spill is how many days after its own a shift may reach into.
func (m *model) spill() int { return 1 + (m.span-m.ticks())*m.tick/(23*60) }

// deal gives every patch people and days. Days between two patches are nobody's: the
// shifts of the days before reach into them.
func (p *patches) deal() {
	m, n := p.whole.m, len(p.parts)
	order, turn := p.rng.Perm(len(m.people)), p.rng.IntN(n)
	cut := []int{0}
	for k := 1; k < n; k++ {
		play := max(1, m.days/(3*n))
		cut = append(cut, k*m.days/n+p.rng.IntN(play)-play/2)
	}
	cut = append(cut, m.days+m.spill())
	for k, part := range p.parts {
		part.members = order[k*len(order)/n : (k+1)*len(order)/n]
		at := (k + turn) % n
		part.from, part.till = cut[at], cut[at+1]-m.spill()
		part.cost, part.moves = 0, 0
	}
}

// search runs every patch once.
func (p *patches) search(run func(k int, part *patch)) {
	p.deal()
	var wait sync.WaitGroup
	for k, part := range p.parts {
		wait.Go(func() { run(k, part) })
	}
	wait.Wait()
	c := p.whole
	for _, part := range p.parts {
		c.cost += part.cost
		c.moves += part.moves
		c.cover.team.take(part.cover.team)
		for i := range part.dirty {
			c.dirty[i] = true
		}
		clear(part.dirty)
	}
	if c.cost < c.top {
		c.record()
	}
}

// beside returns the same coverage for another thread, which must keep to other cells
// and counts by itself what it changes of the cost of team rules.
func (c *cover) beside() *cover {
	other := *c
	if c.team != nil {
		other.team = &company{pacts: c.team.pacts, while: c.team.while, count: c.team.count}
	}
	return &other
}

// take adds what another thread has changed of the cost.
func (c *company) take(other *company) {
	if c != nil {
		c.value += other.value
		other.value = 0
	}
}

// perWindow is how many retimings go with one search through legal days.
const perWindow = 8

// anneal tries so many moves at a temperature, or until stop says so.
func (p *patch) anneal(moves int64, temperature float64, stop func() bool) {
	for p.moves < moves {
		if p.moves&63 == 0 && stop() {
			return
		}
		if p.rng.IntN(perWindow) == 0 {
			people, a, b := p.window()
			p.rearrange(people, a, b, temperature)
			continue
		}
		p.retime(p.members[p.rng.IntN(len(p.members))], p.from+p.rng.IntN(p.till-p.from), temperature)
	}
}

// window chooses whom of the patch to re-roster and on which days.
func (p *patch) window() (people []int, a, b int) {
	days := p.till - p.from
	length := 1 + p.rng.IntN(min(7, days))
	if p.rng.IntN(8) == 0 {
		length = 1 + p.rng.IntN(days)
	}
	a = p.from + p.rng.IntN(days-length+1)
	for range 1 + p.rng.IntN(2) {
		if i := p.members[p.rng.IntN(len(p.members))]; !slices.Contains(people, i) {
			people = append(people, i)
		}
	}
	return people, a, a + length
}

// The temperatures of a vast roster, in the price of a missing person in one cell,
// gave the best rosters for the time on the benchmark centres.
const (
	hottestPatch = 2.0
	coolestPatch = 0.05
)

// anneal lets a thread search its patch for a round; the last computes the bound
// before.
func (r *search) anneal(k int, part *patch, round int, stop func() bool, upper float64, burdens []Load) {
	fraction := r.fraction(round)
	temperature := hottestPatch * r.model.unit() * float64(r.model.tick) / 60 * math.Pow(coolestPatch/hottestPatch, fraction)
	if k == len(r.patches.parts)-1 && r.bounder.begun && !r.bounder.done(upper) {
		if r.settings.TimeLimit > 0 && r.settings.Iterations == 0 {
			until := r.settings.Elapsed() + r.boundTime(fraction, len(r.patches.parts) == 1)
			r.bounder.run(math.MaxInt, func() bool { return stop() || r.settings.Elapsed() >= until }, upper, burdens)
		} else {
			r.bounder.run(evaluationsPerRound, stop, upper, burdens)
		}
	}
	part.anneal(r.settings.movesPerRound(), temperature, stop)
}
