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

func TestPricesOfADayNotSweptYetAreThoseOfAWeekBefore(t *testing.T) {
	const days, ticks = 30, 4
	m := &model{days: days}
	for day := range days + 1 {
		m.dayTick = append(m.dayTick, ticks*day)
	}
	c := &chain{m: m}
	if c.foretell(0, 7) != nil {
		t.Fatal("prices before anything was swept")
	}
	c.heard = [][]float64{make([]float64, days*ticks)}
	for k := range c.heard[0] {
		c.heard[0][k] = float64(1 + k)
	}
	c.heed(8, 24) // it leaves days 8, 9, 22 and 23 to the windows beside
	if c.foretell(5, 12) != nil {
		t.Fatal("prices of a day that nothing is known of, nor of a week before")
	}
	got := c.foretell(20, 27)
	for day, from := range map[int]int{20: 20, 21: 21, 22: 15, 26: 19} {
		for k := range ticks {
			if at, want := got[0][day*ticks+k], c.heard[0][from*ticks+k]; at != want {
				t.Errorf("day %d tick %d: got %v, want %v, that of day %d", day, k, at, want, from)
			}
		}
	}
}
