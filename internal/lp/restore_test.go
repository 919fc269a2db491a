package lp

import (
	"math"
	"math/rand/v2"
	"slices"
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

// excluded keeps about a third of the rows out, but never the only one of a person.
func excluded(r *rota, columns []Column) []Column {
	out := slices.Clone(columns)
	open := make([]int, r.people)
	for _, c := range columns {
		if int(c.Rows[0]) < r.people {
			open[c.Rows[0]]++
		}
	}
	for j, c := range columns {
		if of := int(c.Rows[0]); of < r.people && r.chance.IntN(3) == 0 && open[of] > 1 {
			out[j].Upper = 0
			open[of]--
		}
	}
	return out
}

func TestADegenerateProgrammeIsRestored(t *testing.T) {
	for seed := range uint64(3) {
		r := &rota{chance: rand.New(rand.NewPCG(11, seed)), people: 30, cells: 14 * shifts}
		p := r.begin(t)
		for k := range 30 * r.people {
			p.Add(r.row(k % r.people))
		}
		if !p.Solve(100_000) {
			t.Fatalf("seed %d: not solved", seed)
		}
		given := slices.Clone(p.columns)
		for round := range 4 {
			narrowed := excluded(r, given)
			for j, c := range narrowed {
				p.SetUpper(j, c.Upper)
			}
			if !p.Restore(5_000) {
				t.Fatalf("seed %d, round %d: not restored", seed, round)
			}
			if !p.Solve(100_000) {
				t.Fatalf("seed %d, round %d: not solved again", seed, round)
			}
			if wrong := optimal(p); wrong != "" {
				t.Fatalf("seed %d, round %d: %s", seed, round, wrong)
			}
			for j, c := range narrowed {
				if c.Upper == 0 && p.Value(j) != 0 {
					t.Fatalf("seed %d, round %d: a row that is kept out has %g", seed, round, p.Value(j))
				}
			}
		}
	}
}

func TestARestorationThatTakesTooLongLeavesTheBasisAsItWas(t *testing.T) {
	r := &rota{chance: rand.New(rand.NewPCG(13, 0)), people: 30, cells: 14 * shifts}
	p := r.begin(t)
	for k := range 30 * r.people {
		p.Add(r.row(k % r.people))
	}
	if !p.Solve(100_000) {
		t.Fatal("not solved")
	}
	given, cost, basis := slices.Clone(p.columns), p.Cost(), slices.Clone(p.basis)
	for j, c := range excluded(r, given) {
		p.SetUpper(j, c.Upper)
	}
	if p.Restore(3) {
		t.Fatal("restored in three pivots; the test wants a programme that takes more")
	}
	for j, c := range given {
		p.SetUpper(j, c.Upper)
	}
	if got := p.Cost(); !slices.Equal(p.basis, basis) || math.Abs(got-cost) > 1e-6 {
		t.Errorf("cost %g in a basis that is the same: %t; want %g and true", got, slices.Equal(p.basis, basis), cost)
	}
	if !p.Solve(100_000) || optimal(p) != "" {
		t.Errorf("cannot go on from there: %s", optimal(p))
	}
}

func TestWhatNudgedRightSidesLeaveIsBorne(t *testing.T) {
	begin := func(upper float64) *Program {
		alone := Column{Rows: []int32{0}, Values: []float64{1}, Cost: 1, Upper: 3}
		other := alone
		other.Upper = 0
		p, err := New([]float64{3}, []Column{alone, other}, []int{0}, nil)
		if err != nil {
			t.Fatal(err)
		}
		p.rhs[0], p.value[0] = 3+nudge, 3+nudge
		p.SetUpper(0, upper)
		return p
	}
	if p := begin(3); !p.Restore(10) || p.Value(0) != 3 {
		t.Errorf("%g in a column of at most 3; want it taken back, as nothing else can", p.Value(0))
	}
	if p := begin(2.5); p.Restore(10) {
		t.Errorf("restored with %g in a column of at most 2.5; want it refused: the other half is nowhere", p.Value(0))
	}
}
