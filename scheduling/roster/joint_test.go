package roster

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// drawTeam draws a chain of a few people who share one group.
func drawTeam(rt *rapid.T) (*Problem, *chain) {
	p := drawProblem(rt, size{people: 4, days: 10, starts: 2, pauses: true, fairness: rapid.Bool().Draw(rt, "fairness")})
	p.Groups = p.Groups[:1]
	for i := range p.People {
		p.People[i].Groups = []int{0}
	}
	m, rows := rowsOf(rt, p)
	return p, newChain(m, rapid.Uint64().Draw(rt, "seed"), 1, rows)
}

func TestAJointMoveIsLegalAndNeverDearer(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p, c := drawTeam(rt)
		for range 5 {
			before := c.cost
			c.joint(rapid.IntRange(1, 4).Draw(rt, "people"), never)
			cost := c.m.costOf(c.rows)
			if c.cost > before+1e-6 || math.Abs(cost-c.cost) > 1e-6*(1+math.Abs(cost)) {
				rt.Fatalf("cost %v before, kept as %v, is %v", before, c.cost, cost)
			}
			if broken := Verify(p, c.m.roster(c.rows)); len(broken) > 0 {
				rt.Fatalf("%v\nproblem %+v", broken, p)
			}
		}
	})
}

func TestWhatAJointMoveGivesUpOnIsNotThere(t *testing.T) {
	// For two people of three days, every pair of rows is known: when the bound says
	// that nothing better is there, nothing is.
	rapid.Check(t, func(rt *rapid.T) {
		p := drawProblem(rt, size{people: 2, days: 3, starts: 2})
		p.Groups = p.Groups[:1]
		for i := range p.People {
			p.People[i].Groups = []int{0}
		}
		m, rows := rowsOf(rt, p)
		least := math.Inf(1)
		for _, first := range everyLegalRow(p, 0) {
			for _, second := range everyLegalRow(p, 1) {
				least = min(least, Evaluate(p, Roster{Days: [][]Shift{first, second}}).Total())
			}
		}
		c := newChain(m, 1, 1, rows)
		for _, i := range []int{0, 1} {
			c.clear(i, 0, m.days)
		}
		x := newMaster(m, c.crew([]int{0, 1}, 0, m.days), rows, jointRows, false)
		gain := c.cost - least
		most := x.program.Cost() - gain + 1e-6*(1+math.Abs(least)) // as much as the optimum costs
		if met := x.converge(c.finder, aim{most: most}, never); met.bound > most {
			rt.Fatalf("given up, but %v can be gained of %v", gain, c.cost)
		}
	})
}

func TestEveryCostIsAMultipleOfTheGrain(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := drawProblem(rt, size{people: 2, days: 4, starts: 2})
		for i := range p.People {
			p.People[i].HourCost = 0
		}
		m, rows := rowsOf(rt, p)
		if m.grain == 0 {
			return
		}
		if parts := m.costOf(rows) / m.grain; math.Abs(parts-math.Round(parts)) > 1e-6*(1+parts) {
			rt.Fatalf("the roster costs %v, which is %v grains of %v", m.costOf(rows), parts, m.grain)
		}
	})
}
