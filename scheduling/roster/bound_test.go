package roster

import (
	"context"
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestAnyPricesGiveAValidBound(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := drawProblem(rt, size{people: 2, days: 3, starts: 2, pauses: true, fairness: true})
		p.Groups = p.Groups[:1]
		for i := range p.People {
			p.People[i].Groups = []int{0}
		}
		if len(p.Faults()) > 0 {
			rt.Skip("the drawn fixed shifts overlap")
		}
		m := newModel(p)
		rows, stuck, err := m.build(context.Background(), 1, Roster{})
		if err != nil || len(stuck) > 0 {
			return
		}
		b := newBounder(m)
		for tick := range m.ticks() {
			b.price[0][tick] = rapid.Float64Range(-40, 20).Draw(rt, "price")
		}
		burdens := []Load{{rapid.Float64Range(0, 5).Draw(rt, "burden"), 2, 1}, {rapid.Float64Range(0, 5).Draw(rt, "burden"), 0, 3, 1, 2}}
		b.run(1, func() bool { return false }, m.costOf(rows), burdens)
		least := math.Inf(1)
		for _, first := range everyLegalRow(p, 0) {
			for _, second := range everyLegalRow(p, 1) {
				least = min(least, Evaluate(p, Roster{Days: [][]Shift{first, second}}).Total())
			}
		}
		if b.best > least+1e-6*(1+math.Abs(least)) {
			rt.Fatalf("prices %v give the bound %v above the optimum %v", b.price[0][:m.ticks()], b.best, least)
		}
	})
}

// costOf prices rows.
func (m *model) costOf(rows [][]placed) float64 {
	return Evaluate(m.problem, m.roster(rows)).Total()
}

func TestTheMixtureIsTheSumOfItsPeople(t *testing.T) {
	m := newModel(centreProblem(t, small))
	rows, _, err := m.build(context.Background(), 1, Roster{})
	if err != nil {
		t.Fatal(err)
	}
	x := newMixture(m, rows)
	for range 3 * len(rows) {
		x.step(func(int) Load { return Load{} })
	}
	if x.pass != 3 || x.next != 0 {
		t.Errorf("after three passes: pass %d, next %d", x.pass, x.next)
	}
	for g := range m.cells {
		for tick := range m.ticks() {
			sum := 0.0
			for i, w := range m.people {
				for k, own := range w.groups {
					if own == g {
						sum += float64(x.own[i][k][tick])
					}
				}
			}
			if math.Abs(sum-x.all[g][tick]) > 1e-3 {
				t.Fatalf("group %d tick %d: people mix to %v, kept is %v", g, tick, sum, x.all[g][tick])
			}
			if want := m.cells[g].slope(tick, x.all[g][tick], mixingWidth); math.Abs(x.price[g][tick]-want) > 1e-9 {
				t.Fatalf("group %d tick %d: price %v, want %v", g, tick, x.price[g][tick], want)
			}
		}
	}
}

func TestAnInterruptedBoundGoesOnWhereItWas(t *testing.T) {
	m := newModel(centreProblem(t, small))
	rows, _, err := m.build(context.Background(), 1, Roster{})
	if err != nil {
		t.Fatal(err)
	}
	burdens, upper := m.burdens(rows), m.costOf(rows)
	whole, pieces := newBounder(m), newBounder(m)
	whole.begin(rows, nil)
	pieces.begin(rows, nil)
	whole.run(30, func() bool { return false }, upper, burdens)
	looks := 0
	for pieces.count < 30 {
		pieces.run(30-pieces.count, func() bool { looks++; return looks%7 == 0 }, upper, burdens)
	}
	if whole.best != pieces.best {
		t.Errorf("in one go %v, in pieces %v", whole.best, pieces.best)
	}
	hurried := newBounder(m)
	hurried.begin(rows, nil)
	hurried.hurry = true
	hurried.run(1, func() bool { return false }, upper, burdens)
	if hurried.mix != nil {
		t.Error("in a hurry the mixture goes on after its first pass")
	}
}
