package lp

import (
	"cmp"
	"math"
	"slices"

	"gonum.org/v1/gonum/blas/blas64"
)

// Solve makes the present solution optimal. It returns false when most pivots
// were not enough, or when the basis can no longer be inverted; the solution is
// feasible in either case.
//
// Where many bases are one and the same solution, pivots may turn in a circle. So
// when some have led nowhere, the right sides are moved by some millionths, which
// tells those bases apart (A. Charnes, Econometrica 20, 1952); the move stays.
func (p *Program) Solve(most int) bool {
	p.Duals()
	still := 0 // pivots without progress
	for range most {
		j := p.entering()
		if j < 0 {
			return true
		}
		if p.pivot(j) > tolerance {
			still = 0
		} else if still++; still%stalled == 0 {
			p.perturb()
		}
		if p.pivots%inspection == 0 && p.worn() {
			if p.refactor() != nil {
				return false
			}
			p.mend()
		}
	}
	return false
}

// worn reports whether the inverse should be computed afresh.
func (p *Program) worn() bool {
	if p.pivots == 0 {
		return false
	}
	p.reprice()
	largest, off := 1.0, 0.0
	for _, j := range p.basis {
		largest = max(largest, math.Abs(p.columns[j].Cost))
		off = max(off, math.Abs(p.Reduced(int(j))))
	}
	return p.pivots >= refresh || off > drift*largest || p.unmet() > drift
}

// unmet returns by how much the row that is met worst is missed, over its right side.
func (p *Program) unmet() float64 {
	left := slices.Clone(p.rhs)
	for j := range p.columns {
		v := p.Value(j)
		if v == 0 {
			continue
		}
		for k, r := range p.columns[j].Rows {
			left[r] -= v * p.columns[j].Values[k]
		}
	}
	worst := 0.0
	for i, v := range left {
		worst = max(worst, math.Abs(v)/(1+math.Abs(p.rhs[i])))
	}
	return worst
}

// stalled is after how many pivots without progress the right sides are moved.
const stalled = 40

// nudge is how far a right side is moved at most.
const nudge = 2e-6

// perturb moves basic columns that stand at a bound a little into their range, and
// the right sides with them.
func (p *Program) perturb() {
	for i, j := range p.basis {
		c := &p.columns[j]
		by := nudge * (1 + p.chance.Float64()) / 2
		switch {
		case p.value[i] < nudge && c.Upper > 2*nudge:
		case p.value[i] > c.Upper-nudge && c.Upper > 2*nudge:
			by = -by
		default:
			continue
		}
		p.value[i] += by
		p.move(j, by)
	}
}

// move moves the right sides as if there were more of column j.
func (p *Program) move(j int32, by float64) {
	c := &p.columns[j]
	for k, r := range c.Rows {
		p.rhs[r] += by * c.Values[k]
	}
}

// mend takes columns that rounding has pushed past a bound back to it, and the right
// sides with them.
func (p *Program) mend() {
	for i, j := range p.basis {
		if by := min(max(p.value[i], 0), p.columns[j].Upper) - p.value[i]; by != 0 {
			p.value[i] += by
			p.move(j, by)
		}
	}
}

// entering returns a column that gains, or -1: of those that gained much when all were
// last looked at, the one that gains most for each unit of the way that the solution
// goes; all are looked at again when none of them gains any more.
func (p *Program) entering() int {
	if at := p.bestLikely(); at >= 0 {
		return at
	}
	most := enough
	p.likely = p.likely[:0]
	for j, place := range p.place {
		if place >= 0 || p.columns[j].Upper <= 0 {
			continue
		}
		if gain := p.gain(j); gain > most*muchOf {
			most = max(most, gain)
			p.likely = append(p.likely, likely{column: int32(j), gain: gain, weight: 1})
		}
	}
	slices.SortFunc(p.likely, func(a, b likely) int {
		return cmp.Or(cmp.Compare(b.gain, a.gain), cmp.Compare(a.column, b.column))
	})
	p.likely = p.likely[:min(len(p.likely), mostLikely)]
	return p.bestLikely()
}

// likely is a column that gained when all were last looked at. Its weight estimates how
// far the solution goes, squared, for each unit of the column, measured in the columns
// outside the basis at that time (devex; P. M. J. Harris, Mathematical Programming 5, 1973).
type likely struct {
	column       int32
	gain, weight float64
}

// Which columns are likely: those that gain that part of the best, and how many.
const (
	muchOf     = 0.1
	mostLikely = 400
)

// gain returns how much the cost falls for each unit that a column moves from its bound.
func (p *Program) gain(j int) float64 {
	if p.place[j] == atUpper {
		return p.Reduced(j)
	}
	return -p.Reduced(j)
}

// bestLikely returns the best likely column, or -1, and forgets those that gain nothing.
func (p *Program) bestLikely() int {
	best, at, kept := 0.0, -1, p.likely[:0]
	for _, l := range p.likely {
		if p.place[l.column] >= 0 {
			continue
		}
		if l.gain = p.gain(int(l.column)); l.gain <= enough {
			continue
		}
		kept = append(kept, l)
		if worth := l.gain * l.gain / l.weight; worth > best*(1+1e-12) {
			best, at, p.entered = worth, int(l.column), l.weight
		}
	}
	p.likely = kept
	return at
}

// reweigh updates the weights after a column has entered in a row.
func (p *Program) reweigh(row int) {
	m := len(p.rhs)
	of := p.inverse[row*m : (row+1)*m]
	for i := range p.likely {
		l := &p.likely[i]
		c := &p.columns[l.column]
		entry := 0.0
		for k, r := range c.Rows {
			entry += of[r] * c.Values[k]
		}
		l.weight = max(l.weight, entry*entry*p.entered)
	}
}

// head computes how the basic columns change for each unit of column j.
func (p *Program) head(j int) {
	m := len(p.rhs)
	for i := range m {
		p.way[i] = 0
		row := p.inverse[i*m : (i+1)*m]
		for k, r := range p.columns[j].Rows {
			p.way[i] += row[r] * p.columns[j].Values[k]
		}
	}
}

// pivot moves a column away from its bound as far as the others allow and returns
// how far that was.
func (p *Program) pivot(j int) float64 {
	p.head(j)
	way := p.way
	sign := 1.0 // the column grows; basic columns change by -sign*way
	if p.place[j] == atUpper {
		sign = -1
	}
	step, leaves, bound := p.limit(j, sign)
	for i := range p.value {
		p.value[i] -= sign * step * way[i]
	}
	if leaves < 0 { // the column meets its own other bound first
		p.place[j] = atZero + atUpper - p.place[j]
		return step
	}
	entered := step
	if p.place[j] == atUpper {
		entered = p.columns[j].Upper - step
	}
	left, at := p.basis[leaves], 0.0
	if bound == atUpper {
		at = p.columns[left].Upper
	}
	p.move(left, at-p.value[leaves]) // what it is off its bound by, past it or before it
	p.exchange(j, leaves, bound)
	p.reweigh(leaves)
	p.value[leaves] = entered
	return step
}

// slackness is by how much a basic column may be pushed past its bound for the sake of
// a larger entry to pivot on.
const slackness = 1e-7

// limit returns how far column j may move, the row whose column stops it there and
// the bound at which that one will stand; row -1 means its own other bound. Of
// rows that stop it about equally, the one with the largest entry is taken, which keeps
// the inverse exact (P. M. J. Harris, Mathematical Programming 5, 1973).
func (p *Program) limit(j int, sign float64) (step float64, leaves int, bound int32) {
	furthest := math.Inf(1)
	for i, w := range p.way {
		if math.Abs(w) >= smallest {
			room, _ := p.room(i, w*sign)
			furthest = min(furthest, room+slackness/math.Abs(w))
		}
	}
	step, leaves, bound = p.columns[j].Upper, -1, atZero
	if furthest > step {
		return step, leaves, bound
	}
	size := 0.0
	for i, w := range p.way {
		if math.Abs(w) < smallest || math.Abs(w) <= size {
			continue
		}
		if room, to := p.room(i, w*sign); room <= furthest {
			step, leaves, bound, size = max(0, room), i, to, math.Abs(w)
		}
	}
	return step, leaves, bound
}

// room returns how far a column may move until the basic column of row i, which changes
// by -w for each unit, is at a bound, and which.
func (p *Program) room(i int, w float64) (float64, int32) {
	if w < 0 {
		return (p.value[i] - p.columns[p.basis[i]].Upper) / w, atUpper
	}
	return p.value[i] / w, atZero
}

// exchange puts column j into the basis in place of the one in a row.
func (p *Program) exchange(j, row int, bound int32) {
	m := len(p.rhs)
	reduced := p.Reduced(j)
	pivotRow := p.inverse[row*m : (row+1)*m]
	scale := 1 / p.way[row]
	for k := range pivotRow {
		pivotRow[k] *= scale
	}
	for i := range m {
		if w := p.way[i]; i != row && w != 0 {
			axpy(-w, pivotRow, p.inverse[i*m:(i+1)*m])
		}
	}
	axpy(reduced, pivotRow, p.dual)
	p.place[p.basis[row]] = bound
	p.basis[row], p.place[j] = int32(j), int32(row)
	p.pivots++
}

func dot(a, b []float64) float64 {
	return blas64.Dot(blas64.Vector{N: len(a), Data: a, Inc: 1}, blas64.Vector{N: len(b), Data: b, Inc: 1})
}

func axpy(by float64, a, to []float64) {
	blas64.Axpy(by, blas64.Vector{N: len(a), Data: a, Inc: 1}, blas64.Vector{N: len(to), Data: to, Inc: 1})
}
