package flow

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"
)

// rounding is how far sums of probabilities may be from whole through rounding.
const rounding = 1e-9

// Chain is a workforce whose people move between rungs by fixed monthly chances.
// Stocks are row vectors: a step turns n into n·P plus the recruits, and who is in no
// rung after it has left.
type Chain struct {
	p *mat.Dense
}

// NewChain takes the chances to be in rung j after a month in rung i: as many rows as
// columns, each from 0 to 1, each row at most 1. What a row lacks to 1 leaves.
func NewChain(chances [][]float64) (*Chain, error) {
	k := len(chances)
	if k == 0 {
		return nil, wrong("P", "no rung", "a row of chances for each rung")
	}
	p := mat.NewDense(k, k, nil)
	for i, row := range chances {
		where := fmt.Sprintf("P, row %d", i+1)
		if err := sized(where, len(row), k); err != nil {
			return nil, err
		}
		sum := 0.0
		for j, v := range row {
			if err := within(fmt.Sprintf("%s, column %d", where, j+1), v, 0, 1); err != nil {
				return nil, err
			}
			sum += v
		}
		if sum > 1+rounding {
			return nil, wrong(where, fmt.Sprintf("chances that sum to %g", sum), "at most 1; the rest leaves")
		}
		p.SetRow(i, row)
	}
	return &Chain{p: p}, nil
}

// Rungs is how many rungs there are.
func (c *Chain) Rungs() int { k, _ := c.p.Dims(); return k }

// Wastage is the chance of each rung to leave within a month.
func (c *Chain) Wastage() []float64 {
	w := make([]float64, c.Rungs())
	for i := range w {
		w[i] = 1 - mat.Sum(c.p.RowView(i))
	}
	return w
}

// Career is what lies before people of each rung until they leave.
type Career struct {
	// Months[i][j] are the months that somebody in rung i will spend in rung j, the
	// fundamental matrix (I−P)⁻¹ (J. G. Kemeny and J. L. Snell, "Finite Markov
	// Chains", 1960, theorem 3.2.4).
	Months [][]float64
	// Remaining[i] are all months before somebody in rung i.
	Remaining []float64
	// Reach[i][j] is the chance that somebody in rung i is ever in rung j,
	// Months[i][j]/Months[j][j].
	Reach [][]float64
}

// Career works out the [Career]. Where nobody ever leaves from a rung it has no end,
// which is an [InputError].
func (c *Chain) Career() (*Career, error) {
	n, err := c.fundamental()
	if err != nil {
		return nil, err
	}
	k := c.Rungs()
	career := &Career{Months: rows(n), Remaining: make([]float64, k), Reach: make([][]float64, k)}
	for i, row := range career.Months {
		career.Reach[i] = make([]float64, k)
		for j, months := range row {
			career.Remaining[i] += months
			career.Reach[i][j] = months / career.Months[j][j]
		}
	}
	return career, nil
}

func (c *Chain) fundamental() (*mat.Dense, error) {
	return c.resolvent(1)
}

// resolvent is (s·I−P)⁻¹.
func (c *Chain) resolvent(s float64) (*mat.Dense, error) {
	k := c.Rungs()
	if s <= 1 {
		if i := c.closed(); i >= 0 {
			return nil, wrong(fmt.Sprintf("P, row %d", i+1), "nobody who is there ever leaves, neither from there nor from a rung above", "a way out, through some rung")
		}
	}
	m := mat.NewDense(k, k, nil)
	m.Scale(-1, c.p)
	for i := range k {
		m.Set(i, i, s+m.At(i, i))
	}
	var inverse mat.Dense
	if err := inverse.Inverse(m); err != nil {
		return nil, wrong("P", err, "chances by which people leave in the end")
	}
	return &inverse, nil
}

// closed is a rung from which no rung can be reached that somebody leaves from, or
// -1: there I−P has no inverse.
func (c *Chain) closed() int {
	k := c.Rungs()
	open := make([]bool, k)
	for i, w := range c.Wastage() {
		open[i] = w > rounding
	}
	for range k {
		for i := range k {
			for j := range k {
				open[i] = open[i] || open[j] && c.p.At(i, j) > 0
			}
		}
	}
	for i := range open {
		if !open[i] {
			return i
		}
	}
	return -1
}

func rows(m mat.Matrix) [][]float64 {
	r, _ := m.Dims()
	list := make([][]float64, r)
	for i := range list {
		list[i] = mat.Row(nil, i, m)
	}
	return list
}

// finite refuses a vector with another length than the chain, or with what is
// negative or no number.
func (c *Chain) finite(where string, v []float64) error {
	if err := sized(where, len(v), c.Rungs()); err != nil {
		return err
	}
	for i, x := range v {
		if err := within(fmt.Sprintf("%s, value %d", where, i+1), x, 0, math.MaxFloat64); err != nil {
			return err
		}
	}
	return nil
}

// split refuses shares of recruits that do not sum to one.
func (c *Chain) split(where string, r []float64) error {
	if err := c.finite(where, r); err != nil {
		return err
	}
	if sum := mat.Sum(mat.NewVecDense(len(r), r)); math.Abs(sum-1) > 1e-6 {
		return wrong(where, fmt.Sprintf("shares that sum to %g", sum), "1")
	}
	return nil
}
