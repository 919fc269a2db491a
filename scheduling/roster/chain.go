package roster

import (
	"math"
	"math/rand/v2"
)

// chain is one line of search: a legal roster, its coverage and cost, and the
// best roster it has seen.
type chain struct {
	m       *model
	rng     *rand.Rand
	finder  *finder
	rows    [][]placed
	states  [][]state // states[i][d] is where the days before d have led person i
	burden  []Load    // what each row adds to its person
	cover   *cover
	cost    float64 // objective, kept up to date by differences
	top     float64 // cost of bestRows
	tops    [][]placed
	moves   int64
	undo    []saved
	dirty   map[int]bool // people whose row may differ from that in tops
	guide   [][]float64  // prices of the best bound known, or nil
	team    int          // how many people a joint move takes
	vain    int          // joint moves since the last that gained
	cool    bool         // it goes on from a good roster, and must not be heated
	sweep   sweep
	choices []retimed   // of the retiming at hand
	heard   [][]float64 // prices of the last joint move's programme, or nil
}

// saved is a row's window before a move.
type saved struct {
	person, a, b int
	days         []placed
	burden       Load
}

// newChain starts a chain from rows that are legal; the rows become its own.
func newChain(m *model, seed, stream uint64, rows [][]placed) *chain {
	c := &chain{m: m, rng: rand.New(rand.NewPCG(seed, stream)), finder: newFinder(m), cover: newCover(m), team: smallTeam, sweep: sweep{wanted: m.sweepable() || m.crowded()}}
	c.finder.chance = c.rng.IntN
	c.states = make([][]state, len(rows))
	c.burden = make([]Load, len(rows))
	c.adopt(rows)
	return c
}

// adopt replaces the chain's roster by another.
func (c *chain) adopt(rows [][]placed) {
	c.rows = cloneRows(rows)
	fresh := newCover(c.m)
	c.cover.copyFrom(fresh)
	personal := 0.0
	for i, w := range c.m.people {
		c.states[i] = make([]state, c.m.days+1)
		c.follow(i, 0)
		for d, p := range c.rows[i] {
			c.cover.put(w, d, p, +1)
		}
		cost, load := w.ledger(c.rows[i], 0, c.m.days)
		c.burden[i] = load
		personal += cost + c.m.problem.Fairness.fairness(w.standing, load)
	}
	c.cost = c.cover.total() + personal
	c.top, c.tops, c.dirty = c.cost, cloneRows(c.rows), map[int]bool{}
}

func cloneRows(rows [][]placed) [][]placed {
	clone := make([][]placed, len(rows))
	for i, row := range rows {
		clone[i] = append([]placed(nil), row...)
	}
	return clone
}

// ledger adds up the personal cost of days a..b-1 and the burden that goes with
// them, the rests at both ends included.
func (w *worker) ledger(row []placed, a, b int) (cost float64, load Load) {
	for d := a; d < b; d++ {
		own, more := w.planned(d, row[d])
		cost += own
		more.addTo(&load)
	}
	load[ShortRests] = w.shortRests(row, a, b)
	return cost, load
}

// follow brings person i's states up to date from day a on.
func (c *chain) follow(i, a int) {
	w := c.m.people[i]
	if w.auto == nil {
		return
	}
	for d := a; d < c.m.days; d++ {
		c.states[i][d+1], _ = w.after(c.states[i][d], d, c.rows[i][d])
	}
}

// clear takes days a..b-1 of a person out of the roster and returns the change
// of cost. The row still shows the old days, for restore.
func (c *chain) clear(i, a, b int) float64 {
	w := c.m.people[i]
	delta := 0.0
	for d := a; d < b; d++ {
		delta += c.cover.put(w, d, c.rows[i][d], -1)
	}
	cost, load := w.ledger(c.rows[i], a, b)
	f, rest := &c.m.problem.Fairness, c.burden[i].Plus(load, -1)
	delta -= cost + f.fairness(w.standing, c.burden[i]) - f.fairness(w.standing, rest)
	c.undo = append(c.undo, saved{i, a, b, append([]placed(nil), c.rows[i][a:b]...), c.burden[i]})
	c.burden[i] = rest
	return delta
}

// insert finds the cheapest days a..b-1 for a person at the current prices, puts
// them into the roster and returns the change of cost.
func (c *chain) insert(i, a, b int, slope Load) (delta float64, ok bool) {
	w := c.m.people[i]
	c.finder.charge(c.cover, w, a, b)
	if _, ok := c.finder.find(w, c.states[i][a], c.rows[i], a, b, slope); !ok {
		return 0, false
	}
	for d := a; d < b; d++ {
		c.rows[i][d] = c.finder.place(w, d, c.finder.choice[d])
	}
	return c.enter(i, a, b), true
}

// enter counts days a..b-1 of a row, which are not counted yet.
func (c *chain) enter(i, a, b int) float64 {
	w := c.m.people[i]
	delta := 0.0
	for d := a; d < b; d++ {
		delta += c.cover.put(w, d, c.rows[i][d], +1)
	}
	cost, load := w.ledger(c.rows[i], a, b)
	f, sum := &c.m.problem.Fairness, c.burden[i].Plus(load, 1)
	delta += cost + f.fairness(w.standing, sum) - f.fairness(w.standing, c.burden[i])
	c.burden[i] = sum
	c.follow(i, a)
	return delta
}

// restore undoes the changes since the undo list was emptied.
func (c *chain) restore() {
	for k := len(c.undo) - 1; k >= 0; k-- {
		u := c.undo[k]
		w := c.m.people[u.person]
		for d := u.a; d < u.b; d++ {
			c.cover.put(w, d, c.rows[u.person][d], -1)
			c.rows[u.person][d] = u.days[d-u.a]
			c.cover.put(w, d, c.rows[u.person][d], +1)
		}
		c.burden[u.person] = u.burden
		c.follow(u.person, u.a)
	}
}

// slope prices a unit of each account for person i at the burden of the whole row.
func (c *chain) slope(i int) Load {
	return c.m.problem.Fairness.slope(c.m.people[i].standing, c.burden[i])
}

// move takes the same window of days from a few people, gives each the cheapest
// days at the prices that the others leave, and keeps the result as simulated
// annealing does at the given temperature.
func (c *chain) move(temperature float64) {
	people, a, b := c.neighbourhood()
	if len(c.m.pacts) > 0 && c.rng.IntN(3) == 0 {
		people, a, b = c.companions(people, a, b)
	}
	if c.rearrange(people, a, b, temperature) && c.cost < c.top-1e-9*math.Abs(c.top) {
		c.record()
	}
}

// rearrange is a move of given people and days; it reports whether it was kept.
func (c *chain) rearrange(people []int, a, b int, temperature float64) bool {
	c.moves++
	c.undo = c.undo[:0]
	delta := 0.0
	slopes := make([]Load, len(people))
	for k, i := range people {
		slopes[k] = c.slope(i)
		delta += c.clear(i, a, b)
	}
	hopeful := len(c.m.pacts) > 0 && c.rng.IntN(2) == 0
	for k, i := range people {
		c.finder.hopeful = hopeful && k < len(people)-1
		change, ok := c.insert(i, a, b, slopes[k])
		if !ok { // cannot happen: the days taken out were legal
			copy(c.rows[i][a:b], c.undo[k].days)
			change = c.enter(i, a, b)
		}
		delta += change
	}
	if delta > 0 && c.rng.Float64() >= math.Exp(-delta/temperature) {
		c.restore()
		return false
	}
	c.cost += delta
	for _, i := range people {
		c.dirty[i] = true
	}
	return true
}

// record keeps the present roster as the best.
func (c *chain) record() {
	c.top = c.cost
	for i := range c.dirty {
		copy(c.tops[i], c.rows[i])
	}
	clear(c.dirty)
}
