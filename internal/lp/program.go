package lp

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/mat"
)

// Column is a variable: its cost, its entries by row and its upper bound.
type Column struct {
	Cost   float64
	Rows   []int32
	Values []float64
	Upper  float64 // +Inf for none
}

// Program is a linear programme with a feasible basis.
type Program struct {
	rhs     []float64
	columns []Column
	place   []int32 // by column: its row in the basis, or atZero or atUpper
	basis   []int32 // by row: the basic column
	value   []float64
	inverse []float64 // of the basis, by row
	dual    []float64
	pivots  int // since the inverse was computed afresh
	way     []float64
	chance  *rand.Rand
	likely  []likely
	entered float64 // the weight of the column that entered last
	stale   bool    // a basic column has another cost since the duals were computed
	shifted bool    // a column has left its upper bound since the values were computed
}

// Where a column stands that is not in the basis.
const (
	atZero  = -1
	atUpper = -2
)

// What counts as nothing: of a step, of an entry to pivot on, of what a column gains
// for each unit.
const (
	tolerance = 1e-9
	smallest  = 1e-6
	enough    = 1e-7
)

// The inverse is computed afresh when the rounding of its updates shows, which is
// looked at after so many pivots, and after so many in any case.
const (
	inspection = 100
	refresh    = 3000
	drift      = 1e-8 // of a basic column's reduced cost, over the largest cost
)

// StartError says that a basis cannot be begun from.
type StartError struct{ Found string }

func (e *StartError) Error() string {
	return fmt.Sprintf("linear programme: %s; expected a feasible basis", e.Found)
}

// New returns a programme that begins from a basis: one column for each row. The
// columns in atUpper stand at their upper bound, all others at zero. The error is
// a [*StartError].
func New(rhs []float64, columns []Column, basis, upper []int) (*Program, error) {
	p := &Program{rhs: slices.Clone(rhs), basis: make([]int32, len(rhs)), way: make([]float64, len(rhs)),
		chance: rand.New(rand.NewPCG(1, uint64(len(rhs))))}
	for _, c := range columns {
		p.Add(c)
	}
	if len(basis) != len(rhs) {
		return nil, &StartError{fmt.Sprintf("%d basic columns for %d rows", len(basis), len(rhs))}
	}
	for _, j := range upper {
		p.place[j] = atUpper
	}
	for i, j := range basis {
		p.basis[i], p.place[j] = int32(j), int32(i)
	}
	if err := p.refactor(); err != nil {
		return nil, err
	}
	for i, v := range p.value {
		if v < -1e-6 || v > p.columns[p.basis[i]].Upper+1e-6 {
			return nil, &StartError{fmt.Sprintf("column %d is %g", p.basis[i], v)}
		}
	}
	return p, nil
}

// Add adds a column at zero and returns its position.
func (p *Program) Add(c Column) int {
	p.columns = append(p.columns, c)
	p.place = append(p.place, atZero)
	return len(p.columns) - 1
}

// Len returns how many columns there are.
func (p *Program) Len() int { return len(p.columns) }

// refactor computes the inverse of the basis, the values and the duals afresh.
func (p *Program) refactor() error {
	m := len(p.rhs)
	b := mat.NewDense(m, m, nil)
	for i, j := range p.basis {
		for k, r := range p.columns[j].Rows {
			b.Set(int(r), i, p.columns[j].Values[k])
		}
	}
	var inverse mat.Dense
	if err := inverse.Inverse(b); err != nil {
		if poor := mat.Condition(0); !errors.As(err, &poor) || math.IsInf(float64(poor), 1) {
			return &StartError{"a basis whose columns depend on each other"}
		}
	}
	p.inverse = inverse.RawMatrix().Data
	p.pivots = 0
	p.revalue()
	p.reprice()
	return nil
}

// revalue computes the values of the basic columns.
func (p *Program) revalue() {
	left := slices.Clone(p.rhs)
	for j, place := range p.place {
		if place != atUpper {
			continue
		}
		for k, r := range p.columns[j].Rows {
			left[r] -= p.columns[j].Values[k] * p.columns[j].Upper
		}
	}
	m := len(p.rhs)
	p.value = make([]float64, m)
	for i := range m {
		p.value[i] = dot(p.inverse[i*m:(i+1)*m], left)
	}
}

// reprice computes the duals.
func (p *Program) reprice() {
	m := len(p.rhs)
	p.stale = false
	p.dual = make([]float64, m)
	for i, j := range p.basis {
		if c := p.columns[j].Cost; c != 0 {
			axpy(c, p.inverse[i*m:(i+1)*m], p.dual)
		}
	}
}

// Duals returns the price of one more of each right side. They are the programme's
// own: read them, never change them.
func (p *Program) Duals() []float64 {
	if p.stale {
		p.reprice()
	}
	return p.dual
}

// Value returns the value of a column.
func (p *Program) Value(j int) float64 {
	switch place := p.place[j]; place {
	case atZero:
		return 0
	case atUpper:
		return p.columns[j].Upper
	default:
		return p.value[place]
	}
}

// Cost returns the cost of the present solution.
func (p *Program) Cost() float64 {
	sum := 0.0
	for j := range p.columns {
		if v := p.Value(j); v != 0 {
			sum += v * p.columns[j].Cost
		}
	}
	return sum
}

// Reduced returns what one more of a column would cost at the present duals.
func (p *Program) Reduced(j int) float64 {
	c := &p.columns[j]
	d := c.Cost
	for k, r := range c.Rows {
		d -= p.dual[r] * c.Values[k]
	}
	return d
}

// SetCost gives a column another cost.
func (p *Program) SetCost(j int, cost float64) {
	if p.columns[j].Cost == cost {
		return
	}
	p.columns[j].Cost = cost
	p.stale = p.stale || p.place[j] >= 0
}
