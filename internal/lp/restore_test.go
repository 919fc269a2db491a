package lp

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestAProgrammeWhoseBoundsFallEndsWhereOneBuiltWithThemDoes(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		rhs, columns, basis := drawn(rt)
		p, err := New(rhs, columns, basis, nil)
		if err != nil {
			rt.Fatal(err)
		}
		if !p.Solve(10_000) {
			return // unbounded draws end at the limit of pivots
		}
		lowered := append([]Column(nil), columns...)
		for j := 2 * len(rhs); j < len(columns); j++ { // slacks stay: there is always a solution
			if rapid.Bool().Draw(rt, "lowered") {
				lowered[j].Upper = float64(rapid.IntRange(0, 1).Draw(rt, "to"))
				p.SetUpper(j, lowered[j].Upper)
			}
		}
		if !p.Restore(10_000) || !p.Solve(10_000) {
			rt.Fatal("not restored")
		}
		if wrong := optimal(p); wrong != "" {
			rt.Fatal(wrong)
		}
		fresh, err := New(rhs, lowered, basis, nil)
		if err != nil {
			rt.Fatal(err)
		}
		if !fresh.Solve(10_000) {
			rt.Fatal("not solved anew")
		}
		if got, want := p.Cost(), fresh.Cost(); math.Abs(got-want) > 1e-3*(1+math.Abs(want)) {
			rt.Fatalf("cost %g after restoring, %g anew", got, want)
		}
		for j := range columns { // and back again
			p.SetUpper(j, columns[j].Upper)
		}
		if !p.Restore(10_000) || !p.Solve(10_000) || optimal(p) != "" {
			rt.Fatalf("with the old bounds: %s", optimal(p))
		}
	})
}
