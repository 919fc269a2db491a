package roster

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestASweepIsLegalAndItsPricesBoundTheRoster(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := drawProblem(rt, size{people: 3, days: 2*sweepDays + 2, starts: 2})
		p.Groups = p.Groups[:1]
		for i := range p.People {
			p.People[i].Groups = []int{0}
		}
		m, rows := rowsOf(rt, p)
		c := newChain(m, rapid.Uint64().Draw(rt, "seed"), 1, rows)
		before := c.cost
		for c.sweepOn(never); c.sweep.under; {
			c.sweepOn(never)
		}
		if cost := m.costOf(c.rows); c.cost > before+1e-6*(1+before) || math.Abs(cost-c.cost) > 1e-6*(1+cost) {
			rt.Fatalf("cost %v before, kept as %v, is %v", before, c.cost, cost)
		}
		if broken := Verify(p, m.roster(c.rows)); len(broken) > 0 {
			rt.Fatal(broken)
		}
		prices := c.sweep.take()
		if prices == nil || c.sweep.take() != nil {
			rt.Fatal("the prices of a pass are to be taken once")
		}
		b := newBounder(m)
		b.begin(c.rows, prices)
		b.run(3, never, c.cost, m.burdens(c.rows))
		if b.best > c.cost+1e-6*(1+c.cost) {
			rt.Fatalf("bound %v above a roster of %v", b.best, c.cost)
		}
	})
}
