package lp

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// rota is the programme of people who share cells: a mixture of rows for each of them,
// and convex costs of each cell as a chain of slacks.
type rota struct {
	chance        *rand.Rand
	people, cells int
	last          [][]int // by person and day: the shift of the last row, or none
}

// Cells are the shifts of days.
const shifts = 8

// row draws a person's row, some days of which differ from the one before.
func (r *rota) row(person int) Column {
	for len(r.last) <= person {
		r.last = append(r.last, make([]int, r.cells/shifts))
	}
	days := r.last[person]
	from := r.chance.IntN(len(days))
	for day := from; day < min(len(days), from+7); day++ {
		days[day] = r.chance.IntN(shifts + 3)
	}
	c := Column{Cost: float64(r.chance.IntN(3)), Rows: []int32{int32(person)}, Values: []float64{1}, Upper: math.Inf(1)}
	for day, pick := range days {
		if pick < shifts {
			c.Rows, c.Values = append(c.Rows, int32(r.people+day*shifts+pick)), append(c.Values, 1)
		}
	}
	return c
}

// begin starts from one row for each person; cells want a few of them.
func (r *rota) begin(t *testing.T) *Program {
	rhs, basis := make([]float64, r.people+r.cells), make([]int, r.people+r.cells)
	var columns []Column
	var upper []int
	count := make([]int, len(rhs))
	for i := range r.people {
		c := r.row(i)
		rhs[i], basis[i], columns = 1, len(columns), append(columns, c)
		for _, cell := range c.Rows[1:] {
			count[cell]++
		}
	}
	for cell := r.people; cell < len(rhs); cell++ {
		need := 1 + r.chance.IntN(8)
		wanted := Column{Cost: -100, Rows: []int32{int32(cell)}, Values: []float64{-1}, Upper: float64(need)}
		spare := Column{Cost: 1, Rows: []int32{int32(cell)}, Values: []float64{-1}, Upper: math.Inf(1)}
		basis[cell] = len(columns)
		if count[cell] > need {
			upper, basis[cell] = append(upper, len(columns)), len(columns)+1
		}
		columns = append(columns, wanted, spare)
	}
	p, err := New(rhs, columns, basis, upper)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Where most basic columns stand at a bound, rounding pushes them past it unless that is mended, a little
// further at every pivot, until the solution is none.
func TestADegenerateProgrammeStaysFeasible(t *testing.T) {
	for seed := range uint64(2) {
		r := &rota{chance: rand.New(rand.NewPCG(7, seed)), people: 30, cells: 14 * shifts}
		p := r.begin(t)
		given := slices.Clone(p.rhs)
		before := math.Inf(1)
		for round := range 6 {
			if !p.Solve(100_000) {
				t.Fatalf("seed %d, round %d: not solved", seed, round)
			}
			if wrong := optimal(p); wrong != "" {
				t.Fatalf("seed %d, round %d: %s", seed, round, wrong)
			}
			if cost := p.Cost(); cost > before+0.1 {
				t.Fatalf("seed %d, round %d: cost rose from %g to %g with more columns", seed, round, before, cost)
			} else {
				before = cost
			}
			for k := range 5 * r.people {
				p.Add(r.row(k % r.people))
			}
		}
		for i, v := range p.rhs {
			if off := math.Abs(v - given[i]); off > 1e-3 {
				t.Errorf("seed %d: the right side of row %d has moved by %g", seed, i, off)
			}
		}
	}
}
