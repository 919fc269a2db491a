package roster

import (
	"cmp"
	"maps"
	"math"
	"slices"
)

// How far the exact steps of a repair look.
const (
	answers   = 64 // people alone whose dearest wishes are weighed too
	followers = 40 // people tried after those already asked
	deepest   = 6  // people who gain most, tried after the attempt that gains most
	beam      = 3  // partial repairs that are extended
	standbys  = 5
	cheaply   = 0.02 // of the levies, when coverage has to be restored
)

// goal is the coverage cost that counts as restored.
func (r *repair) goal() float64 {
	goal := r.before.coverage()
	return goal + 1e-9*(1+math.Abs(goal))
}

// asked returns the positions of people whose rows differ from the published.
func (r *repair) asked() []int {
	var asked []int
	for _, k := range r.moved {
		if !slices.Equal(r.c.rows[k], r.levies[k].standing) {
			asked = append(asked, k)
		}
	}
	return asked
}

// score is the objective with the price of all that is changed.
func (r *repair) score() (score float64, asked []int) {
	asked = r.asked()
	score = r.c.cost
	for _, k := range asked {
		score += r.levies[k].row(r.c.m.people[k], r.c.rows[k]) + r.asking(k)
	}
	return score, asked
}

// asking returns the price of asking a person at all.
func (r *repair) asking(k int) float64 {
	if slices.Contains(r.order.Willing, r.who[k]) {
		return r.settings.Weights.Willing * r.personal
	}
	return r.personal
}

// record keeps the present roster where it is the best of so many people.
func (r *repair) record() attempt {
	score, asked := r.score()
	now := attempt{score: score, coverage: r.c.cover.total(), rows: map[int][]placed{}}
	for _, k := range asked {
		now.rows[k] = slices.Clone(r.c.rows[k])
	}
	if n := len(asked); n <= r.settings.MostPeople {
		better(r.best, n, now, now.score)
		if now.coverage <= r.goal() {
			better(r.whole, n, now, now.score)
		}
		if old, known := r.deep[n]; !known || now.coverage < old.coverage-1e-9 {
			r.deep[n] = now
		}
	}
	return now
}

func better(kept map[int]attempt, n int, now attempt, score float64) {
	if old, known := kept[n]; !known || score < old.score-1e-9 {
		kept[n] = now
	}
}

// show makes an attempt the present roster.
func (r *repair) show(t attempt) {
	for _, k := range r.moved {
		if t.rows[k] == nil {
			r.put(k, r.levies[k].standing)
		}
	}
	r.moved = slices.Sorted(maps.Keys(t.rows))
	for _, k := range r.moved {
		r.put(k, t.rows[k])
	}
	r.c.undo = r.c.undo[:0]
}

// put gives a person a row that is legal.
func (r *repair) put(k int, row []placed) {
	delta := r.c.clear(k, r.a, r.b)
	copy(r.c.rows[k][r.a:r.b], row[r.a:r.b])
	r.c.cost += delta + r.c.enter(k, r.a, r.b)
}

// answer re-inserts people at present prices, each change at a share of its
// levy. It reports whether anything was possible; back undoes it.
func (r *repair) answer(share float64, people ...int) (back func()) {
	c, cost, moved := r.c, r.c.cost, slices.Clone(r.moved)
	c.undo = c.undo[:0]
	slopes := make([]Load, len(people))
	for n, k := range people {
		slopes[n] = c.slope(k)
		c.cost += c.clear(k, r.a, r.b)
		if !slices.Contains(r.moved, k) {
			r.moved = append(r.moved, k)
		}
	}
	for n, k := range people {
		c.finder.levy = r.levies[k]
		if share != 1 {
			c.finder.levy = r.levies[k].scaled(share)
		}
		change, ok := c.insert(k, r.a, r.b, slopes[n])
		if !ok { // keep what was there
			copy(c.rows[k][r.a:r.b], c.undo[n].days)
			change = c.enter(k, r.a, r.b)
		}
		c.finder.levy = nil
		c.cost += change
	}
	return func() {
		c.restore()
		c.cost, r.moved = cost, moved
	}
}

// alone finds what every person could do alone: first for the coverage only,
// which proves whether one is enough, then with all that a change costs.
func (r *repair) alone() {
	for k := r.own; k < len(r.who); k++ {
		if r.ctx.Err() != nil {
			return
		}
		if coverage, ok := r.reach(k); ok {
			r.singles = append(r.singles, single{at: k, coverage: coverage, score: math.Inf(1)})
		}
	}
	r.complete = true
	left := r.c.cover.total()
	slices.SortStableFunc(r.singles, func(a, b single) int { return cmp.Compare(a.coverage, b.coverage) })
	for n := range r.singles[:min(len(r.singles), answers)] {
		s := &r.singles[n]
		shares := []float64{1}
		if s.coverage < left-1e-6 && n < answers/4 {
			shares = append(shares, cheaply)
		}
		for _, share := range shares {
			back := r.answer(share, s.at)
			if now := r.record(); now.rows[s.at] != nil && now.score < s.score {
				s.score, s.row = now.score, now.rows[s.at]
			}
			back()
		}
	}
	for _, s := range r.singles[:min(len(r.singles), answers)] {
		if len(r.whole) == 0 && s.coverage <= r.goal() {
			r.atAnyPrice(s.at)
		}
	}
	slices.SortStableFunc(r.singles, func(a, b single) int { return cmp.Compare(a.score, b.score) })
}

// atAnyPrice records what one person can do for the coverage, whatever else it costs:
// what restores it may be worth less than the change.
func (r *repair) atAnyPrice(k int) {
	r.forCoverage(k, 0)
	r.record()
	r.show(attempt{})
}

// reach returns the least coverage cost that one person's days can bring.
func (r *repair) reach(k int) (coverage float64, ok bool) {
	c, w := r.c, r.bare[k]
	for d := r.a; d < r.b; d++ {
		c.cover.put(w, d, c.rows[k][d], -1)
	}
	coverage = c.cover.total()
	c.finder.charge(c.cover, w, r.a, r.b)
	cost, ok := c.finder.find(w, c.states[k][r.a], c.rows[k], r.a, r.b, Load{})
	for d := r.a; d < r.b; d++ {
		c.cover.put(w, d, c.rows[k][d], +1)
	}
	return coverage + cost, ok
}

// together extends the best repairs by one person after another.
func (r *repair) together() {
	var front []attempt
	for _, s := range r.singles[:min(len(r.singles), beam)] {
		if s.row != nil {
			front = append(front, attempt{rows: map[int][]placed{s.at: s.row}})
		}
	}
	for n := 2; n <= min(3, r.settings.MostPeople) && len(front) > 0; n++ {
		var next []attempt
		if t, known := r.deep[n-1]; known {
			front = append(front, t)
			if len(r.whole) == 0 {
				next = r.deepen(t)
			}
		}
		for _, t := range front {
			for _, k := range r.follow(t) {
				if r.ctx.Err() != nil {
					return
				}
				r.show(t)
				r.answer(1, k)
				if now := r.record(); len(now.rows) == n {
					next = append(next, now)
				}
			}
		}
		slices.SortStableFunc(next, func(a, b attempt) int { return cmp.Compare(a.score, b.score) })
		front = next[:min(len(next), beam)]
	}
	r.show(attempt{})
}

// deepen extends an attempt by those who gain the most coverage after it, found
// exactly among all.
func (r *repair) deepen(t attempt) (found []attempt) {
	r.show(t)
	var list []single
	for _, s := range r.singles {
		if r.ctx.Err() != nil {
			return nil
		}
		if coverage, ok := r.reach(s.at); ok && t.rows[s.at] == nil {
			list = append(list, single{at: s.at, coverage: coverage})
		}
	}
	slices.SortStableFunc(list, func(a, b single) int { return cmp.Compare(a.coverage, b.coverage) })
	for _, s := range list[:min(len(list), deepest)] {
		r.show(t)
		r.answer(cheaply, s.at)
		if now := r.record(); len(now.rows) == len(t.rows)+1 {
			found = append(found, now)
		}
	}
	return found
}

// follow lists people to try after an attempt: the most useful alone, and some
// at random, who may fill what those asked leave.
func (r *repair) follow(t attempt) []int {
	var people []int
	add := func(k int) {
		if t.rows[k] == nil && !slices.Contains(people, k) {
			people = append(people, k)
		}
	}
	for _, s := range r.singles[:min(len(r.singles), followers/2)] {
		add(s.at)
	}
	for range min(len(r.singles), followers/2) {
		add(r.singles[r.c.rng.IntN(len(r.singles))].at)
	}
	return people
}

// anneal tries moves of up to three people around the sore spots, at a low
// temperature, with levies at several levels, from the best repairs so far.
func (r *repair) anneal() {
	if len(r.singles) == 0 {
		return
	}
	levels := []float64{1, 0.3, cheaply, 1}
	for level, share := range levels {
		r.show(r.best[min(level, r.settings.MostPeople)])
		score, _ := r.score()
		moves := r.settings.Moves / len(levels)
		for n := range moves {
			if r.ctx.Err() != nil {
				return
			}
			back := r.move(share)
			now := r.record()
			heat := r.c.m.unit() * math.Pow(0.05, float64(n)/float64(moves))
			if worse := now.score - score; worse > 0 && r.c.rng.Float64() >= math.Exp(-worse/heat) {
				back()
				continue
			}
			score = now.score
		}
	}
}

// move changes up to three people: one who can mend a sore spot or one already
// asked, with others beside. Now and then one who was asked is let alone again.
func (r *repair) move(share float64) (back func()) {
	rng := r.c.rng
	if asked := r.asked(); len(asked) > 0 && rng.IntN(4) == 0 {
		k, cost := asked[rng.IntN(len(asked))], r.c.cost
		r.c.undo = r.c.undo[:0]
		r.put(k, r.levies[k].standing)
		return func() {
			r.c.restore()
			r.c.cost = cost
		}
	} else if len(asked) > 0 && rng.IntN(2) == 0 {
		return r.answer(share, r.beside(asked[rng.IntN(len(asked))])...)
	}
	return r.answer(share, r.beside(r.mender())...)
}

// beside adds up to two people to one, in random order.
func (r *repair) beside(first int) []int {
	rng, people := r.c.rng, []int{first}
	for range rng.IntN(3) {
		if k := r.singles[rng.IntN(len(r.singles))].at; !slices.Contains(people, k) {
			people = append(people, k)
		}
	}
	rng.Shuffle(len(people), func(i, j int) { people[i], people[j] = people[j], people[i] })
	return people
}

// mender looks at a few cells of the groups that are repaired and returns
// somebody who is not in the one where people are missing most.
func (r *repair) mender() int {
	c, rng := r.c, r.c.rng
	group, tick, worst := 0, 0, 0.0
	from, to := c.m.dayTick[r.a], c.m.dayTick[r.b]
	for range 24 {
		g, t := r.groups[rng.IntN(len(r.groups))], from+rng.IntN(to-from)
		if v := c.cover.value[g][t]; v > worst && c.cover.add[g][t] < 0 {
			group, tick, worst = g, t, v
		}
	}
	k := r.singles[rng.IntN(len(r.singles))].at
	for range 16 {
		if d := c.m.dayOf(tick); worst == 0 || len(c.m.people[k].days[d].arcs) > 0 && !c.covers(c.m.people[k], d, c.rows[k][d], group, tick) {
			break
		}
		k = r.singles[rng.IntN(len(r.singles))].at
	}
	return k
}
