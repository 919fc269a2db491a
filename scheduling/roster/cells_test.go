package roster

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func drawCells(rt *rapid.T) *cells {
	c := &cells{hours: 0.25}
	for range 4 {
		c.need = append(c.need, float64(rapid.IntRange(-8, 40).Draw(rt, "need"))/4)
	}
	steps := func(label string) (list []Step) {
		for range rapid.IntRange(0, 3).Draw(rt, label) {
			list = append(list, Step{Beyond: float64(rapid.IntRange(0, 5).Draw(rt, "beyond")), PerHour: float64(rapid.IntRange(0, 40).Draw(rt, "price"))})
		}
		return list
	}
	c.price = Price{Under: steps("under"), Over: steps("over")}
	return c
}

func TestCellsCostByStepsOfPeople(t *testing.T) {
	c := &cells{need: []float64{3.5}, hours: 0.5, price: Price{Under: []Step{{0, 40}, {1, 20}}, Over: []Step{{0.5, 10}}}}
	for count, want := range []float64{0.5 * (40*3.5 + 20*2.5), 0.5 * (40*2.5 + 20*1.5), 0.5 * (40*1.5 + 20*0.5), 0.5 * 40 * 0.5, 0, 0.5 * 10} {
		if got := c.at(0, count); math.Abs(got-want) > 1e-9 {
			t.Errorf("%d people for 3.5: cost %v, want %v", count, got, want)
		}
	}
	if got := c.at(1, 7); got != 0 {
		t.Errorf("after the horizon a cell costs %v, want 0", got)
	}
	if under, over := c.split(0, 1); under != c.at(0, 1) || over != 0 {
		t.Errorf("missing people cost %v under and %v over", under, over)
	}
	if under, over := c.split(0, 5); under != 0 || over != c.at(0, 5) {
		t.Errorf("surplus people cost %v under and %v over", under, over)
	}
}

func TestCellCostIsConvexInPeople(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c := drawCells(rt)
		for n := range 20 {
			if c.at(0, n+2)-c.at(0, n+1) < c.at(0, n+1)-c.at(0, n)-1e-9 {
				rt.Fatalf("cells %+v: not convex at %d", c, n)
			}
		}
	})
}

func TestCheapestCountIsTheBestOfAll(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c := drawCells(rt)
		price := rapid.Float64Range(-30, 30).Draw(rt, "price")
		most := rapid.IntRange(0, 30).Draw(rt, "most")
		least := math.Inf(1)
		for n := range most + 1 {
			least = min(least, c.at(0, n)-price*float64(n))
		}
		n := c.cheapest(0, price, most)
		if got := c.at(0, n) - price*float64(n); got > least+1e-9 {
			rt.Fatalf("cells %+v at price %v: %d people cost %v, the best cost %v", c, price, n, got, least)
		}
	})
}

func TestSmoothedSlopeLiesBetweenTheMarginalCosts(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c := drawCells(rt)
		count := rapid.Float64Range(0, 15).Draw(rt, "count")
		width := rapid.Float64Range(0.1, 3).Draw(rt, "width")
		low := c.at(0, 1) - c.at(0, 0)
		high := c.at(0, 41) - c.at(0, 40)
		if got := c.slope(0, count, width); got < low-1e-9 || got > high+1e-9 {
			rt.Fatalf("cells %+v: slope %v at %v, outside %v to %v", c, got, count, low, high)
		}
	})
}

func TestCoverKeepsItsPricesAsPeopleComeAndGo(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c := drawCells(rt)
		m := &model{cells: []cells{*c}, dayTick: []int{0, len(c.need)}, days: 1, span: len(c.need) + 2}
		cover := newCover(m)
		total := cover.total()
		for range rapid.IntRange(1, 30).Draw(rt, "changes") {
			from := rapid.IntRange(0, len(c.need)).Draw(rt, "from")
			to := rapid.IntRange(from, len(c.need)+2).Draw(rt, "to")
			by := 1
			if rapid.Bool().Draw(rt, "leave") {
				by = -1
			}
			total += cover.shift(0, from, to, by)
		}
		want := 0.0
		for tick := range c.need {
			n := int(cover.count[0][tick])
			want += c.at(tick, n)
			if add := c.at(tick, n+1) - c.at(tick, n); math.Abs(cover.add[0][tick]-add) > 1e-9 {
				rt.Fatalf("one more person in tick %d costs %v, kept is %v", tick, add, cover.add[0][tick])
			}
		}
		if math.Abs(total-want) > 1e-6 || math.Abs(cover.total()-want) > 1e-6 {
			rt.Fatalf("changes add up to %v, cells to %v, want %v", total, cover.total(), want)
		}
	})
}
