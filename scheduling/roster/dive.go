package roster

import (
	"cmp"
	"maps"
	"math"
	"slices"
)

// dive makes a roster of the master's mixture: what most of a person's mixture
// agrees on is fixed, rows are sought that fit, and so on until everybody has one
// row (Strandmark, Qu and Curtois 2020, section 4.3).
type dive struct {
	b       *bounder
	x       *master
	workers []*worker  // with their days narrowed to what is fixed
	row     [][]placed // of those who have only one left
	fixed   [][]bool   // by person and day
	price1  float64    // of one missing shift
}

// The shares of a mixture from which a day is fixed: those above the first, else
// above lower ones down to the last.
const (
	sureShare  = 0.999
	leastShare = 0.99
	shareStep  = 0.9
)

// pricingRounds is how often rows are sought between two fixings.
const pricingRounds = 20

// exclusion is the cost that keeps a row which does not fit out of the mixture, in
// missing shifts: beyond what any row can save, and no larger, for the sake of the
// duals' last digits.
const exclusion = 1000

// newDive begins with nothing fixed.
func newDive(b *bounder) *dive {
	d := &dive{b: b, x: b.master, price1: b.m.shiftPrice(), row: make([][]placed, len(b.m.people))}
	for i := range b.m.people {
		w := *b.m.eased[i]
		w.days = slices.Clone(w.days)
		d.workers = append(d.workers, &w)
		d.fixed = append(d.fixed, make([]bool, b.m.days))
	}
	return d
}

// run dives to the ground and returns a row for each person, or nil when stop said
// so or no roster was found. Rows may break caps that the states do not count.
func (d *dive) run(stop func() bool) [][]placed {
	for d.fix(stop) {
		if !d.settleDown(pricingRounds, stop) {
			return nil
		}
	}
	return cloneRows(d.row)
}

// shares adds up the mixture of every person by day and choice.
func (d *dive) shares() []map[int32][]float64 {
	shares := make([]map[int32][]float64, len(d.workers))
	for i := range shares {
		shares[i] = map[int32][]float64{}
	}
	for j, c := range d.x.columns {
		v := d.x.program.Value(j)
		if c.person < 0 || v < 1e-4 {
			continue
		}
		for day, p := range c.days {
			of := shares[c.person]
			if of[p.arc] == nil {
				of[p.arc] = make([]float64, d.b.m.days)
			}
			of[p.arc][day] += v
		}
	}
	return shares
}

// fix fixes what is sure, and reports whether anything was left to fix.
func (d *dive) fix(stop func() bool) bool {
	shares := d.shares()
	if !d.settle(shares) {
		return false
	}
	for share := sureShare; share >= leastShare; share *= shareStep {
		if d.fixAbove(shares, share) {
			return true
		}
	}
	d.fixRow(stop)
	return true
}

// settle notes who has one row only, and reports whether somebody has not.
func (d *dive) settle(shares []map[int32][]float64) bool {
	open := false
	for i, of := range shares {
		if d.row[i] != nil {
			continue
		}
		sure := 0
		for _, byDay := range of {
			for _, v := range byDay {
				if v > 1-1e-4 {
					sure++
				}
			}
		}
		if sure == d.b.m.days {
			d.take(i, d.likeliest(i))
		}
		open = open || d.row[i] == nil
	}
	return open
}

// take gives a person a row for good.
func (d *dive) take(i int, days []placed) {
	d.row[i] = days
	for day, p := range days {
		d.narrow(i, day, p.arc)
	}
	d.exclude(i)
}

// narrow leaves a person one choice of a day.
func (d *dive) narrow(i, day int, arc int32) {
	plan := &d.workers[i].days[day]
	d.fixed[i][day] = true
	if plan.fixed != nil {
		return
	}
	var kept []planArc
	for _, own := range plan.arcs {
		if int32(own.index) == arc {
			kept = append(kept, own)
		}
	}
	plan.arcs, plan.must = kept, arc != dayOff
}

// exclude keeps rows out of the mixture that do not fit what is fixed of a person.
func (d *dive) exclude(i int) {
	for j, c := range d.x.columns {
		if c.person != i {
			continue
		}
		cost := c.cost
		for day, p := range c.days {
			if d.fixed[i][day] && !d.workers[i].allows(day, p.arc) {
				cost = exclusion * d.price1
				break
			}
		}
		d.x.program.SetCost(j, cost)
	}
}

// allows reports whether a choice of a day is left.
func (w *worker) allows(day int, arc int32) bool {
	plan := &w.days[day]
	switch {
	case plan.fixed != nil:
		return arc == dayFixed
	case arc == dayOff:
		return !plan.must
	}
	return slices.ContainsFunc(plan.arcs, func(own planArc) bool { return int32(own.index) == arc })
}

// fixAbove fixes every choice with so large a share, and reports whether there was
// any that was not fixed yet.
func (d *dive) fixAbove(shares []map[int32][]float64, share float64) bool {
	any := false
	for i, of := range shares {
		if d.row[i] != nil {
			continue
		}
		before := slices.Clone(d.workers[i].days)
		changed := false
		for arc, byDay := range of {
			for day, v := range byDay {
				if v >= share && !d.fixed[i][day] {
					d.narrow(i, day, arc)
					changed = true
				}
			}
		}
		if !changed {
			continue
		}
		any = true
		if _, ok := d.b.finder.find(d.workers[i], state{}, nil, 0, d.b.m.days, Load{}); !ok {
			d.workers[i].days = before // together they are not legal: one row is
			d.take(i, d.likeliest(i))
			continue
		}
		fits := make([]placed, d.b.m.days) // so that there is one when others are excluded
		d.b.finder.write(d.workers[i], fits, 0, d.b.m.days)
		d.x.add(i, fits)
		d.exclude(i)
	}
	return any
}

// likeliest returns the row that has the largest share of a person's mixture.
func (d *dive) likeliest(i int) []placed {
	best, row := -1.0, []placed(nil)
	for j, c := range d.x.columns {
		if v := d.x.program.Value(j); c.person == i && v > best {
			best, row = v, c.days
		}
	}
	return row
}

// Of so many rows, the nearest to being the only one of their person, the one is
// fixed that costs the mixture least, or the first that costs it next to nothing.
const (
	candidates = 6
	nothing    = 0.01 // of a missing shift
)

// fixRow gives somebody one row.
func (d *dive) fixRow(stop func() bool) {
	before := d.x.program.Cost()
	best, at := math.Inf(1), -1
	for _, j := range d.nearest() {
		if stop() {
			break
		}
		i := d.x.columns[j].person
		days, fixed := slices.Clone(d.workers[i].days), slices.Clone(d.fixed[i])
		d.take(i, d.x.columns[j].days)
		d.settleDown(2, stop)
		after := d.x.program.Cost()
		if after < before+nothing*d.price1 {
			return
		}
		if after < best {
			best, at = after, j
		}
		d.row[i], d.workers[i].days, d.fixed[i] = nil, days, fixed
		d.exclude(i)
	}
	if at >= 0 {
		d.take(d.x.columns[at].person, d.x.columns[at].days)
	}
}

// nearest returns the largest column of each of the people who are nearest to
// having one row.
func (d *dive) nearest() []int {
	largest := map[int]int{}
	for j, c := range d.x.columns {
		if c.person < 0 || d.row[c.person] != nil {
			continue
		}
		if k, seen := largest[c.person]; !seen || d.x.program.Value(j) > d.x.program.Value(k) {
			largest[c.person] = j
		}
	}
	list := slices.Sorted(maps.Values(largest))
	slices.SortStableFunc(list, func(a, b int) int { return cmp.Compare(d.x.program.Value(b), d.x.program.Value(a)) })
	return list[:min(candidates, len(list))]
}

// settleDown solves the programme and seeks better rows, some times over.
func (d *dive) settleDown(rounds int, stop func() bool) bool {
	for range rounds {
		if stop() || !d.x.program.Solve(mostPivots) {
			return false
		}
		if !d.price(stop) {
			return true
		}
	}
	return d.x.program.Solve(mostPivots)
}

// price seeks a better row for everybody who is not settled, and reports whether
// there was any.
func (d *dive) price(stop func() bool) bool {
	f, better := d.b.finder, false
	d.x.prices(d.b.price)
	d.b.open()
	fairness := &d.b.m.problem.Fairness
	for i, w := range d.workers {
		if d.row[i] != nil || stop() {
			continue
		}
		if _, ok := f.find(w, state{}, nil, 0, d.b.m.days, fairness.slope(w.standing, Load{})); !ok {
			continue
		}
		row := make([]placed, d.b.m.days)
		f.write(w, row, 0, d.b.m.days)
		if d.x.gains(i, row) {
			d.x.add(i, row)
			better = true
		}
	}
	return better
}
