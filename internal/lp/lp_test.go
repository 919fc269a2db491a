package lp

import (
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"
)

// drawn is a programme with a slack for each row and side, so that it is feasible.
func drawn(rt *rapid.T) (rhs []float64, columns []Column, basis []int) {
	m := rapid.IntRange(1, 6).Draw(rt, "rows")
	rhs = make([]float64, m)
	for i := range m {
		rhs[i] = float64(rapid.IntRange(0, 9).Draw(rt, "rhs"))
		over := float64(rapid.IntRange(0, 5).Draw(rt, "over"))
		columns = append(columns,
			Column{Cost: 20, Rows: []int32{int32(i)}, Values: []float64{1}, Upper: math.Inf(1)},
			Column{Cost: over, Rows: []int32{int32(i)}, Values: []float64{-1}, Upper: math.Inf(1)})
		basis = append(basis, 2*i)
	}
	for range rapid.IntRange(0, 12).Draw(rt, "columns") {
		columns = append(columns, drawnColumn(rt, m))
	}
	return rhs, columns, basis
}

func drawnColumn(rt *rapid.T, m int) Column {
	c := Column{Cost: float64(rapid.IntRange(-5, 30).Draw(rt, "cost")), Upper: math.Inf(1)}
	if rapid.Bool().Draw(rt, "bounded") || c.Cost < 0 {
		c.Upper = float64(rapid.IntRange(0, 3).Draw(rt, "upper"))
	}
	for i := range m {
		if v := rapid.IntRange(-1, 2).Draw(rt, "entry"); v != 0 {
			c.Rows, c.Values = append(c.Rows, int32(i)), append(c.Values, float64(v))
		}
	}
	return c
}

// optimal reports what is wrong with a solution, "" if it is feasible and its duals
// prove it best.
func optimal(p *Program) string {
	left := append([]float64(nil), p.rhs...)
	for j, c := range p.columns {
		v := p.Value(j)
		switch d := p.Reduced(j); {
		case v < -1e-6 || v > c.Upper+1e-6:
			return "a column beyond its bounds"
		case d < -1e-7 && v < c.Upper-1e-4:
			return "a column that would gain by growing"
		case d > 1e-7 && v > 1e-4:
			return "a column that would gain by shrinking"
		}
		for k, r := range c.Rows {
			left[r] -= c.Values[k] * v
		}
	}
	for _, v := range left {
		if math.Abs(v) > 1e-6 {
			return "a row that is not met"
		}
	}
	return ""
}

func TestSolutionsAreProvenByTheirDuals(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		rhs, columns, basis := drawn(rt)
		p, err := New(rhs, columns, basis, nil)
		if err != nil {
			rt.Fatal(err)
		}
		for round := range 3 {
			if !p.Solve(10_000) {
				return // unbounded draws end at the limit of pivots
			}
			if wrong := optimal(p); wrong != "" {
				rt.Fatalf("round %d: %s", round, wrong)
			}
			p.Add(drawnColumn(rt, len(rhs)))
		}
	})
}

func TestAColumnCanPassFromBoundToBound(t *testing.T) {
	p, err := New([]float64{3}, []Column{
		{Cost: 10, Rows: []int32{0}, Values: []float64{1}, Upper: math.Inf(1)},
		{Cost: 1, Rows: []int32{0}, Values: []float64{1}, Upper: 1},
		{Cost: 2, Rows: []int32{0}, Values: []float64{1}, Upper: 1},
	}, []int{0}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !p.Solve(100) || math.Abs(p.Cost()-13) > 1e-9 || p.Value(1) != 1 || p.Value(2) != 1 {
		t.Errorf("cost %g, columns %g %g %g; want 13 with both cheap ones at 1", p.Cost(), p.Value(0), p.Value(1), p.Value(2))
	}
}

func TestABasisThatIsNoneIsRefused(t *testing.T) {
	one := Column{Cost: 1, Rows: []int32{0, 1}, Values: []float64{1, 1}, Upper: math.Inf(1)}
	for name, basis := range map[string][]int{"too few": {0}, "dependent": {0, 1}} {
		var refused *StartError
		if _, err := New([]float64{1, 1}, []Column{one, one}, basis, nil); !errors.As(err, &refused) {
			t.Errorf("%s: error %v, want a StartError", name, err)
		}
	}
}
