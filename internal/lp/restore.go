package lp

import (
	"cmp"
	"math"
	"slices"
)

// SetUpper gives a column another upper bound, 0 to keep it out. What stands beyond it
// does so until [Program.Restore] is called, which has to be before the next Solve.
func (p *Program) SetUpper(j int, upper float64) {
	before := p.columns[j].Upper
	if before == upper {
		return
	}
	p.columns[j].Upper = upper
	if p.place[j] == atUpper {
		p.place[j] = atZero
		if upper > 0 && !math.IsInf(upper, 1) {
			p.place[j] = atUpper
		}
		p.shifted = true
	}
}

// Upper returns the upper bound of a column.
func (p *Program) Upper(j int) float64 { return p.columns[j].Upper }

// Restore makes a solution feasible again after upper bounds have changed: column after
// column that stands beyond a bound leaves the basis for the one that costs least (the
// dual simplex method; C. E. Lemke, Naval Research Logistics Quarterly 1, 1954). From an
// optimum it ends near one, which the next Solve reaches. Where most pivots are not
// enough, or rounding is in the way, it returns false and leaves the basis as it was.
func (p *Program) Restore(most int) bool {
	if p.shifted {
		p.revalue()
		p.shifted = false
	}
	p.Duals()
	if p.feasible() {
		p.mend()
		return true
	}
	before := p.standing()
	r := newRestoration(p)
	done := r.run(most)
	r.giveBack()
	if !done {
		p.recall(before)
		return false
	}
	p.mend()
	return true
}

// beyond is how far past a bound a column counts as beyond it.
const beyond = 1e-7

// past returns how far the basic column of a row is past a bound: below zero under its
// lower one, above zero over its upper one, 0 within tolerance.
func (p *Program) past(i int) float64 {
	v := p.value[i]
	if over := v - p.columns[p.basis[i]].Upper; over > beyond {
		return over
	}
	if v < -beyond {
		return v
	}
	return 0
}

// feasible reports whether no column stands beyond a bound.
func (p *Program) feasible() bool {
	for i := range p.value {
		if p.past(i) != 0 {
			return false
		}
	}
	return true
}

// standing is a basis to come back to.
type standing struct {
	place, basis         []int32
	value, inverse, dual []float64
	pivots               int
}

func (p *Program) standing() standing {
	return standing{slices.Clone(p.place), slices.Clone(p.basis), slices.Clone(p.value), slices.Clone(p.inverse), slices.Clone(p.dual), p.pivots}
}

// recall goes back to a basis. Columns that were added since stand at zero.
func (p *Program) recall(s standing) {
	added := len(p.place) - len(s.place)
	p.place = append(s.place, slices.Repeat([]int32{atZero}, added)...)
	p.basis, p.value, p.inverse, p.dual, p.pivots = s.basis, s.value, s.inverse, s.dual, s.pivots
	p.stale = true
}

// restoration is one call of Restore. It works with costs that are moved a little, so
// that no two ways cost exactly the same and pivots do not turn in a circle.
type restoration struct {
	*Program
	given   []float64 // the costs as they were
	reduced []float64 // by column outside the basis
	entry   []float64 // by column: its entry in the row that is left
	norm    []float64 // of the rows of the inverse, squared
	ways    []wayOut
	repeats int // recomputations of the inverse on end
}

// wayOut is a column that can take a basic column back to its bound.
type wayOut struct {
	column      int32
	ratio, size float64 // what it costs for each unit of that, and the size of its entry
}

// What costs are moved by at most, over their size.
const shake = 2e-6

func newRestoration(p *Program) *restoration {
	n := len(p.columns)
	r := &restoration{Program: p, given: make([]float64, n), reduced: make([]float64, n), entry: make([]float64, n), norm: make([]float64, len(p.rhs))}
	for j := range p.columns {
		r.given[j] = p.columns[j].Cost
	}
	r.weigh()
	for j, place := range p.place {
		by := shake * (1 + math.Abs(r.given[j])) * (1 + p.chance.Float64()) / 2
		switch {
		case place >= 0 || p.columns[j].Upper <= 0:
			continue
		case place == atUpper:
			by = -by
		}
		p.columns[j].Cost += by
		r.reduced[j] += by
	}
	r.measure()
	return r
}

// giveBack gives columns their costs back.
func (r *restoration) giveBack() {
	for j, cost := range r.given {
		r.SetCost(j, cost)
	}
}

// weigh computes the reduced costs, and moves costs so that none would gain.
func (r *restoration) weigh() {
	for j, place := range r.place {
		if place < 0 && r.columns[j].Upper > 0 {
			r.reduced[j] = r.Reduced(j)
			r.level(j)
		}
	}
}

// level moves the cost of a column that would gain so that it does not.
func (r *restoration) level(j int) {
	d := r.reduced[j]
	if r.place[j] == atUpper {
		d = -d
	}
	if d < 0 {
		r.columns[j].Cost -= r.reduced[j]
		r.reduced[j] = 0
	}
}

// measure computes the norms of the inverse's rows.
func (r *restoration) measure() {
	m := len(r.rhs)
	for i := range m {
		row := r.inverse[i*m : (i+1)*m]
		r.norm[i] = dot(row, row)
	}
}

// run pivots until nothing is beyond a bound.
func (r *restoration) run(most int) bool {
	for range most {
		row := r.leaving()
		if row < 0 {
			return true
		}
		if !r.leave(row) && !r.renew() {
			return false
		}
		if r.pivots%inspection == 0 && r.worn() && !r.renew() {
			return false
		}
	}
	return r.feasible()
}

// mostRepeats is how often on end the inverse is computed afresh in vain.
const mostRepeats = 3

// renew computes everything afresh, and reports false when that does not help.
func (r *restoration) renew() bool {
	if r.repeats++; r.repeats > mostRepeats || r.refactor() != nil {
		return false
	}
	r.weigh()
	r.measure()
	return true
}

// leaving returns the row whose column is furthest beyond a bound, measured along the
// edge that leads back (J. J. Forrest and D. Goldfarb, Mathematical Programming 57, 1992).
func (r *restoration) leaving() int {
	most, row := 0.0, -1
	for i := range r.value {
		if by := r.past(i); by != 0 {
			if far := by * by / r.norm[i]; far > most {
				most, row = far, i
			}
		}
	}
	return row
}

// leave takes the column of a row back to its bound; it reports false when rounding is
// in the way.
func (r *restoration) leave(row int) bool {
	by := r.past(row)
	r.tableau(row)
	j, flips := r.choose(by)
	if j < 0 {
		return r.bear(row, by)
	}
	r.head(j)
	if math.Abs(r.way[row]-r.entry[j]) > 1e-7*(1+math.Abs(r.way[row])) {
		return false
	}
	r.flip(flips)
	if left := r.past(row); left != 0 {
		by = left
	}
	r.follow(j, row)
	r.replace(row, j, by)
	for i, w := range r.way {
		if m := len(r.rhs); w != 0 {
			of := r.inverse[i*m : (i+1)*m]
			r.norm[i] = dot(of, of)
		}
	}
	r.repeats = 0
	return true
}

// bearable is how far past a bound a column may be that no other takes back: a few
// times what the right sides have been nudged by.
const bearable = 1e-4

// bear takes a column that is past a bound by so much back to it and the right sides
// with it, if that is little. Nudged right sides leave such columns, and without it a
// programme would count as one without a solution.
func (r *restoration) bear(row int, by float64) bool {
	if math.Abs(by) > bearable {
		return false
	}
	r.value[row] -= by
	r.move(r.basis[row], -by)
	return true
}

// tableau computes the entries of a row for all columns that may enter.
func (r *restoration) tableau(row int) {
	m := len(r.rhs)
	of := r.inverse[row*m : (row+1)*m]
	for j, place := range r.place {
		c := &r.columns[j]
		if place >= 0 || c.Upper <= 0 {
			r.entry[j] = 0
			continue
		}
		entry := 0.0
		for k, i := range c.Rows {
			entry += of[i] * c.Values[k]
		}
		r.entry[j] = entry
	}
}

// leastEntry is the smallest entry on which a column may enter.
const leastEntry = 1e-6

// choose returns the column that enters for one that is past its bound by so much, or
// -1, and those that pass from bound to bound before it, because all that they can give
// is not enough (the long step rule; I. Maros, EJOR 149, 2003). Of columns that cost
// about the same the one with the largest entry enters (Harris 1973).
func (r *restoration) choose(by float64) (int, []wayOut) {
	ways := r.waysOut(by)
	left, from := math.Abs(by), 0
	for from < len(ways) {
		until := math.Inf(1)
		for _, w := range ways[from:] {
			if w.ratio > until {
				break
			}
			until = min(until, w.ratio+enough/w.size)
		}
		to, gives, best := from, 0.0, from
		for ; to < len(ways) && ways[to].ratio <= until; to++ {
			gives += r.columns[ways[to].column].Upper * ways[to].size
			if ways[to].size > ways[best].size {
				best = to
			}
		}
		if gives >= left {
			return int(ways[best].column), ways[:from]
		}
		left -= gives
		from = to
	}
	return -1, nil
}

// waysOut lists the columns that can take one back that is past its bound, cheapest
// first.
func (r *restoration) waysOut(by float64) []wayOut {
	r.ways = r.ways[:0]
	for j, entry := range r.entry {
		if entry == 0 {
			continue
		}
		if r.place[j] == atUpper {
			entry = -entry
		}
		if by < 0 {
			entry = -entry
		}
		if entry >= leastEntry {
			r.ways = append(r.ways, wayOut{int32(j), math.Abs(r.reduced[j]) / entry, entry})
		}
	}
	slices.SortFunc(r.ways, func(a, b wayOut) int {
		return cmp.Or(cmp.Compare(a.ratio, b.ratio), cmp.Compare(a.column, b.column))
	})
	return r.ways
}

// flip passes columns from bound to bound.
func (r *restoration) flip(ways []wayOut) {
	m := len(r.rhs)
	for _, w := range ways {
		c := &r.columns[w.column]
		by := c.Upper
		if r.place[w.column] == atUpper {
			by = -by
		}
		r.place[w.column] = atZero + atUpper - r.place[w.column]
		for k, i := range c.Rows {
			for row := range r.value {
				r.value[row] -= by * c.Values[k] * r.inverse[row*m+int(i)]
			}
		}
	}
}

// follow updates the reduced costs for column j entering in a row.
func (r *restoration) follow(j, row int) {
	step := r.reduced[j] / r.entry[j]
	for k, entry := range r.entry {
		if entry != 0 && k != j {
			r.reduced[k] -= step * entry
			r.level(k)
		}
	}
	r.reduced[j], r.reduced[r.basis[row]] = 0, -step
}

// replace puts column j into the basis in place of the one in a row, which goes back to
// the bound that it is past by so much.
func (r *restoration) replace(row, j int, by float64) {
	to, bound := 0.0, int32(atZero)
	if upper := r.columns[r.basis[row]].Upper; by > 0 && upper > 0 {
		to, bound = upper, atUpper
	}
	step, from := (r.value[row]-to)/r.way[row], 0.0
	if r.place[j] == atUpper {
		from = r.columns[j].Upper
	}
	for i := range r.value {
		r.value[i] -= step * r.way[i]
	}
	r.exchange(j, row, bound)
	r.value[row] = from + step
}
