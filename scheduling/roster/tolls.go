package roster

import (
	"math"
	"slices"
)

// Caps that the states of a person do not count are priced where whole rows are sought:
// every shift of the class costs a toll more, and as many tolls as the cap allows are
// given back. At any tolls the cheapest row then costs no more than the cheapest that
// keeps the caps, by Lagrangian duality once more; at good tolls it mostly is that row.

// How tolls are sought: so many searches, by steps of that part of Polyak's length
// towards the cheapest row known that keeps the caps, until the two are as close as
// that, in missing shifts.
const (
	tollSteps = 4
	tollStep  = 0.7
	tollGap   = 1e-4
)

// tolled is what came of searching somebody's whole rows.
type tolled struct {
	bound float64  // on the cost of any row that keeps the caps
	row   []placed // the row that gave it, which may break some
	legal []placed // the cheapest row found that keeps them; nil for none
	cost  float64  // of legal
}

// tolled searches the whole rows of a worker with caps that the states do not count,
// and improves their tolls on the way. There is no result where nothing is possible.
func (f *finder) tolled(w *worker, tolls []float64, before state, slope Load) (tolled, bool) {
	eased := *w
	eased.uncounted = nil
	if f.enough == 0 {
		f.enough = tollGap * f.model.shiftPrice()
	}
	best := tolled{bound: math.Inf(-1), cost: math.Inf(1)}
	now := slices.Clone(tolls)
	defer func() { f.toll = nil }()
	for range tollSteps {
		f.toll = w.tollOf(now)
		value, ok := f.find(&eased, before, nil, 0, f.model.days, slope)
		if !ok {
			return best, false
		}
		row := make([]placed, f.model.days)
		f.write(&eased, row, 0, f.model.days)
		excess := w.excess(row)
		for i, c := range w.uncounted {
			value -= now[i] * float64(c.Max)
		}
		if value > best.bound {
			best.bound, best.row = value, row
			copy(tolls, now)
		}
		f.keep(&best, w, row, excess, now, value, before, slope)
		norm := 0.0
		for i, e := range excess {
			if now[i] > 0 || e > 0 {
				norm += e * e
			}
		}
		if norm == 0 || best.legal == nil || best.cost-best.bound <= f.enough {
			break
		}
		for i, e := range excess {
			now[i] = math.Max(0, now[i]+tollStep*(best.cost-value)/norm*e)
		}
	}
	return best, true
}

// keep keeps a row found at tolls if it keeps the caps and is the cheapest so far. For
// want of any, one is made of it by forbidding what breaks them.
func (f *finder) keep(best *tolled, w *worker, row []placed, excess, tolls []float64, value float64, before state, slope Load) {
	if slices.Max(excess) > 0 {
		if best.legal != nil {
			return
		}
		all, ok := f.find(w, before, nil, 0, f.model.days, slope)
		if !ok {
			return
		}
		row = make([]placed, f.model.days)
		f.write(w, row, 0, f.model.days)
		excess, value = w.excess(row), all
		for i, c := range w.uncounted {
			value -= tolls[i] * float64(c.Max)
		}
	}
	for i, e := range excess {
		value -= tolls[i] * e
	}
	if value < best.cost {
		best.cost, best.legal = value, row
	}
}

// tollOf returns what a shift of each kind costs at the tolls of uncounted caps.
func (w *worker) tollOf(tolls []float64) []float64 {
	of := make([]float64, len(w.kinds))
	for k := range w.kinds {
		for i, c := range w.uncounted {
			if c.Class == w.kinds[k].class {
				of[k] += tolls[i]
			}
		}
	}
	return of
}

// excess returns by how many shifts a whole row exceeds each cap that the states do
// not count; below zero for what is left.
func (w *worker) excess(row []placed) []float64 {
	excess := make([]float64, len(w.uncounted))
	for i, c := range w.uncounted {
		excess[i] = -float64(c.Max)
	}
	for d, p := range row {
		if p.arc == dayOff {
			continue
		}
		class := w.kindOf(d, p).class
		for i, c := range w.uncounted {
			if c.Class == class {
				excess[i]++
			}
		}
	}
	return excess
}
