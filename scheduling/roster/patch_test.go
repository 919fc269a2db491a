package roster

import (
	"context"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// inPatches searches a roster in patches and returns its chain.
func inPatches(m *model, rows [][]placed, seed uint64, threads, rounds int) *patches {
	whole := newChain(m, seed, 1, rows)
	p := newPatches(whole, seed, threads)
	for round := range rounds {
		p.search(func(_ int, part *patch) { part.anneal(40, 20/float64(round+1), func() bool { return false }) })
	}
	return p
}

func TestPatchesKeepRostersLegalAndTheirCostExact(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := drawProblem(rt, size{people: 4, days: 14, starts: 4, pauses: true, fairness: true})
		if len(p.Faults()) > 0 {
			rt.Skip("the drawn fixed shifts overlap")
		}
		if rapid.Bool().Draw(rt, "team rules") {
			p.TeamRules = drawTeams(rt, p)
		}
		m := newModel(p)
		rows, stuck, err := m.build(context.Background(), 1, Roster{})
		if err != nil || len(stuck) > 0 {
			return
		}
		threads := rapid.IntRange(1, 3).Draw(rt, "threads")
		c := inPatches(m, rows, rapid.Uint64().Draw(rt, "seed"), threads, 4).whole
		r := m.roster(c.rows)
		for i, row := range r.Days {
			if found := VerifyPerson(p, i, row); len(found) > 0 {
				rt.Fatalf("in patches somebody breaks a rule: %+v", found[0])
			}
		}
		if want := Evaluate(p, r).Total(); math.Abs(c.cost-want) > 1e-6*(1+math.Abs(want)) {
			rt.Fatalf("the cost is said to be %v, evaluated from nothing %v", c.cost, want)
		}
		if want := m.costOf(c.tops); math.Abs(c.top-want) > 1e-6*(1+math.Abs(want)) {
			rt.Fatalf("the best is said to cost %v, evaluated from nothing %v", c.top, want)
		}
		for i, w := range m.people {
			kept := append([]state(nil), c.states[i]...)
			if c.follow(i, 0); w.auto != nil && !cmp.Equal(c.states[i], kept, cmp.AllowUnexported(state{})) {
				rt.Fatalf("person %d: states %v are kept, the days lead to %v", i, kept, c.states[i])
			}
		}
	})
}

func TestPatchesShareNeitherPeopleNorCells(t *testing.T) {
	m := newModel(centreProblem(t, centre{people: 30, days: 21, minutes: 15, groups: 3, nights: true, load: 1, seed: 4}))
	rows, _, err := m.build(context.Background(), 1, Roster{})
	if err != nil {
		t.Fatal(err)
	}
	p := newPatches(newChain(m, 1, 1, rows), 1, 4)
	for range 50 {
		p.deal()
		person, tick := make([]int, len(m.people)), make([]int, m.span)
		for k, part := range p.parts {
			for _, i := range part.members {
				person[i]++
			}
			if part.from >= part.till {
				t.Fatalf("patch %d has the days %d to %d", k, part.from, part.till)
			}
			touched := make([]bool, m.span)
			for _, u := range m.menus {
				u.touch(touched, part.from, part.till)
			}
			for at, yes := range touched {
				if yes {
					tick[at]++
				}
			}
		}
		for i, n := range person {
			if n != 1 {
				t.Fatalf("person %d is in %d patches", i, n)
			}
		}
		for at, n := range tick {
			if n > 1 {
				t.Fatalf("tick %d can be changed by %d patches", at, n)
			}
		}
	}
}

func TestAVastRosterRepeatsBySeedAndThreads(t *testing.T) {
	p := centreProblem(t, centre{people: 360, days: 28, minutes: 60, groups: 3, nights: true, load: 1, seed: 2})
	if !newModel(p).vast() {
		t.Fatal("the problem is not vast")
	}
	solve := func(seed uint64) Result {
		r, err := Solve(context.Background(), p, Settings{Seed: seed, Threads: 2, Iterations: 4}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if found := Verify(p, r.Roster); len(found) > 0 {
			t.Fatalf("seed %d: %+v", seed, found[0])
		}
		return r
	}
	first, again := solve(3), solve(3)
	if diff := cmp.Diff(first.Roster, again.Roster); diff != "" || first.Bound != again.Bound {
		t.Errorf("the same seed gives bounds %v and %v and other rosters:\n%s", first.Bound, again.Bound, diff)
	}
	if first.Bound > first.Cost.Total() {
		t.Errorf("the bound %v is above the cost %v", first.Bound, first.Cost.Total())
	}
}

func TestRetimingAtNoTemperatureNeverCosts(t *testing.T) {
	p := centreProblem(t, centre{people: 12, days: 7, minutes: 30, groups: 1, nights: true, load: 1, seed: 5})
	p.Fairness = Fairness{} // which is priced by its slope while shifts are compared
	m := newModel(p)
	rows, _, err := m.build(context.Background(), 1, Roster{})
	if err != nil {
		t.Fatal(err)
	}
	c := newChain(m, 1, 1, rows)
	first := c.cost
	for i := range m.people {
		for d := range m.days {
			before := c.cost
			if c.retime(i, d, 0); c.cost > before+1e-6 {
				t.Errorf("person %d, day %d: the cost rises from %v to %v", i, d, before, c.cost)
			}
		}
	}
	if c.cost >= first {
		t.Errorf("all days drawn anew cost %v, before they cost %v", c.cost, first)
	}
}
