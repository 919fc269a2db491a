package roster

import (
	"context"
	"math"
	"testing"

	"pgregory.net/rapid"
)

// rowsOf returns a legal roster of a drawn problem.
func rowsOf(rt *rapid.T, p *Problem) (*model, [][]placed) {
	if len(p.Faults()) > 0 {
		rt.Skip("the drawn fixed shifts overlap")
	}
	m := newModel(p)
	rows, stuck, err := m.build(context.Background(), 1, Roster{})
	if err != nil || len(stuck) > 0 {
		rt.Skip("nobody could be rostered")
	}
	return m, rows
}

func TestAWindowIsSearchedAsWellByItsOwnStates(t *testing.T) {
	// Somebody whose states over the whole horizon are known must get the same
	// days, at the same cost, when the agreement is laid over the window alone.
	rapid.Check(t, func(rt *rapid.T) {
		p := drawProblem(rt, size{people: 1, days: 16, starts: 2, pauses: true})
		m, rows := rowsOf(rt, p)
		w, row := m.people[0], rows[0]
		a := rapid.IntRange(0, m.days-1).Draw(rt, "a")
		b := rapid.IntRange(a+1, m.days).Draw(rt, "b")
		s := state{}
		for d := range a {
			s, _ = w.after(s, d, row[d])
		}
		cover := newCover(m)
		for d, chosen := range row {
			if d < a || d >= b {
				cover.put(w, d, chosen, +1)
			}
		}
		whole, apart := newFinder(m), newFinder(m)
		whole.charge(cover, w, a, b)
		apart.charge(cover, w, a, b)
		want, _ := whole.find(w, s, row, a, b, Load{})
		alone := *w
		alone.auto = nil
		got, ok := apart.find(&alone, state{}, row, a, b, Load{})
		if !ok || math.Abs(got-want) > 1e-9*(1+math.Abs(want)) {
			rt.Fatalf("days %d to %d: %v (%v) by the window's states, %v by the horizon's\nagreement %+v\nperson %+v", a, b, got, ok, want, p.Agreements[0], p.People[0])
		}
		apart.write(&alone, row, a, b)
		if broken := VerifyPerson(p, 0, m.rosterRow(0, row)); len(broken) > 0 {
			rt.Fatalf("days %d to %d: %v\nagreement %+v\nperson %+v", a, b, broken, p.Agreements[0], p.People[0])
		}
	})
}

func TestALongRowIsLegal(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := drawProblem(rt, size{people: 1, days: 70, starts: 1})
		if len(p.Faults()) > 0 {
			rt.Skip("the drawn fixed shifts overlap")
		}
		m := newModel(p)
		if !m.people[0].possible() {
			return
		}
		alone := *m.people[0]
		alone.auto = nil
		row := m.longRow(newFinder(m), newCover(m), &alone)
		if row == nil {
			return // none was found; that there is none is not claimed
		}
		if broken := VerifyPerson(p, 0, m.rosterRow(0, row)); len(broken) > 0 {
			rt.Fatalf("%v\nagreement %+v\nperson %+v", broken, p.Agreements[0], p.People[0])
		}
	})
}
