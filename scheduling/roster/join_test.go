package roster

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/scheduling/rules"
	"github.com/muster-wfm/muster/scheduling/shifts"
	"github.com/muster-wfm/muster/workforce/grid"
)

func TestJoinedChangesAreLegalAndNoDearer(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := drawProblem(rt, size{people: 3, days: 2*sweepDays + 2, starts: 2})
		m, rows := rowsOf(rt, p)
		r := &search{model: m, settings: Settings{Threads: 2}, rows: rows}
		for k := range 2 {
			c := newChain(m, rapid.Uint64().Draw(rt, "seed"), uint64(k+1), rows)
			r.cost = c.top
			c.sweep.offset = k * m.days / 2
			for range 3 {
				c.sweepOn(never)
			}
			r.chains = append(r.chains, c)
		}
		best := 0
		if r.chains[1].top < r.chains[0].top {
			best = 1
		}
		alone := r.chains[best].top
		r.join(best, rows)
		if cost := m.costOf(r.rows); r.cost > alone+1e-9*(1+alone) || math.Abs(cost-r.cost) > 1e-6*(1+cost) {
			rt.Fatalf("the best alone cost %v, joined %v, kept as %v", alone, cost, r.cost)
		}
		if broken := Verify(p, m.roster(r.rows)); len(broken) > 0 {
			rt.Fatal(broken)
		}
	})
}

func TestJoinTakesBothOfTwoChangesAndLeavesWhatBothChanged(t *testing.T) {
	g, err := grid.New(london, 60, grid.MustDate("2026-05-04"), 2*sweepDays+2)
	if err != nil {
		t.Fatal(err)
	}
	m := newModel(&Problem{Grid: g, Templates: []shifts.Template{{Code: "D", EarliestStart: 480, LatestStart: 540, Step: 60, Lengths: []int{480}}},
		Agreements: []rules.Agreement{{Code: "free"}}, People: []Person{{Code: "a", Templates: []int{0}, Groups: []int{0}}},
		Groups: []Group{{Code: "g", Required: make([]float64, g.Len()), Price: DefaultPrice()}}})
	rows := [][]placed{make([]placed, m.days)}
	free := func(row []placed, days ...int) []placed {
		changed := append([]placed(nil), row...)
		for _, d := range days {
			changed[d] = placed{arc: dayOff}
		}
		return changed
	}
	one, other := free(rows[0], 3), free(rows[0], 40)
	if got := m.joined(0, rows[0], one, other); got[3].arc != dayOff || got[40].arc != dayOff {
		t.Errorf("days 3 and 40 are %v and %v; want both off", got[3], got[40])
	}
	swapped := append([]placed(nil), rows[0]...)
	swapped[3].arc = 1
	if got := m.joined(0, rows[0], one, swapped); got[3] != one[3] {
		t.Errorf("day 3 is %v; want that of the first, %v", got[3], one[3])
	}
}
