package roster

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func never() bool { return false }

// drawMaster draws a problem of two people, small enough to enumerate, with the
// programme of its mixtures solved.
func drawMaster(rt *rapid.T) (*Problem, *model, *bounder, [][]placed) {
	p := drawProblem(rt, size{people: 2, days: 3, starts: 2, pauses: true})
	p.Groups = p.Groups[:1]
	for i := range p.People {
		p.People[i].Groups = []int{0}
	}
	m, rows := rowsOf(rt, p)
	b := newBounder(m)
	b.begin(rows, nil)
	if b.master == nil {
		rt.Fatal("a small problem has no programme")
	}
	b.run(200, never, m.costOf(rows), make([]Load, len(rows)))
	return p, m, b, rows
}

func TestTheMixtureOfRowsBoundsEveryRoster(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p, m, b, rows := drawMaster(rt)
		least := math.Inf(1)
		for _, first := range everyLegalRow(p, 0) {
			for _, second := range everyLegalRow(p, 1) {
				least = min(least, Evaluate(p, Roster{Days: [][]Shift{first, second}}).Total())
			}
		}
		if b.idle {
			defer divided(rt, b, rows, m.costOf(rows), least)
		}
		mixed := b.master.program.Cost() + b.master.beyond()
		if slack := 1e-4 * (1 + math.Abs(least)); b.best > least+slack || b.idle && b.best < mixed-slack {
			rt.Fatalf("bound %v, mixture %v, optimum %v, settled %v", b.best, mixed, least, b.idle)
		}
	})
}

// divided checks that dividing a solved problem leaves its bound valid.
func divided(rt *rapid.T, b *bounder, rows [][]placed, upper, least float64) {
	before := b.best
	if b.divide(rows); b.tree == nil {
		return
	}
	b.run(40, never, upper, nil)
	if b.best < before || b.best > least+1e-4*(1+math.Abs(least)) {
		rt.Fatalf("bound %v, after dividing %v, optimum %v", before, b.best, least)
	}
}

// beyond returns what the cells cost that have no row, as nobody can be in them.
func (x *master) beyond() float64 {
	sum := 0.0
	for g := range x.row {
		for t, r := range x.row[g][:x.m.ticks()] {
			if r < 0 {
				sum += x.m.cells[g].at(t, 0)
			}
		}
	}
	return sum
}

func TestADiveComesDownToRowsOfTheirPeople(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p, m, b, _ := drawMaster(rt)
		rows := newDive(b.master, newFinder(m), diveTries).run(never)
		if rows == nil {
			return // the programme could not be solved; the search goes on without it
		}
		roster := m.roster(rows)
		if broken := Verify(p, roster); len(broken) > 0 {
			rt.Fatalf("%v\nproblem %+v", broken, p)
		}
		if cost := m.costOf(rows); b.best > cost+1e-6*(1+math.Abs(cost)) {
			rt.Fatalf("the dive's roster costs %v, the bound is %v", cost, b.best)
		}
	})
}
