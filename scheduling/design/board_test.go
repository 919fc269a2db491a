package design

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// drawProblem makes a small problem: days of six slots.
func drawProblem(t *rapid.T) *Problem {
	p := &Problem{SlotMinutes: 240, Days: rapid.IntRange(2, 3).Draw(t, "days"),
		Under: float64(rapid.IntRange(1, 3).Draw(t, "under")), Over: float64(rapid.IntRange(1, 3).Draw(t, "over")),
		Charge: float64(240 * rapid.IntRange(0, 3).Draw(t, "charge"))}
	whole := rapid.Bool().Draw(t, "whole")
	for range p.Days * p.PerDay() {
		d := float64(rapid.IntRange(0, 2).Draw(t, "demand"))
		if !whole {
			d += float64(rapid.IntRange(0, 3).Draw(t, "part")) / 4
		}
		p.Demand = append(p.Demand, d)
	}
	for range rapid.IntRange(1, 2).Draw(t, "windows") {
		start, length := rapid.IntRange(0, 4).Draw(t, "start"), rapid.IntRange(1, 3).Draw(t, "length")
		p.Windows = append(p.Windows, Window{MinStart: start, MaxStart: start + rapid.IntRange(0, 1).Draw(t, "starts"),
			MinLength: length, MaxLength: length + rapid.IntRange(0, 1).Draw(t, "lengths")})
	}
	return p
}

// cheapestPeople tries every number of people of every shift on every day.
func cheapestPeople(p *Problem, shifts []Shift, most int) float64 {
	list := make([]Chosen, len(shifts))
	for i, s := range shifts {
		list[i] = Chosen{s, make([]int, p.Days)}
	}
	best := math.Inf(1)
	var walk func(cell int)
	walk = func(cell int) {
		if cell == len(list)*p.Days {
			c := p.Evaluate(list)
			best = min(best, c.Under+c.Over)
			return
		}
		people := list[cell/p.Days].People
		for n := range most + 1 {
			people[cell%p.Days] = n
			walk(cell + 1)
		}
		people[cell%p.Days] = 0
	}
	walk(0)
	return best
}

func TestPeopleOfASetCostLeast(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawProblem(t)
		p.Charge = 0
		shifts := p.Shifts()
		if len(shifts)*p.Days > 6 {
			shifts = shifts[:max(1, 6/p.Days)]
		}
		b := newBoard(p)
		for _, s := range shifts {
			b.add(s)
		}
		if got, want := b.slotCost, cheapestPeople(p, shifts, 3); math.Abs(got-want) > 1e-6 {
			t.Fatalf("shifts %v of %+v cost %g with the people %v, want %g", shifts, p, got, b.chosen(), want)
		}
		c := p.Evaluate(b.chosen())
		if math.Abs(c.Under+c.Over-b.slotCost) > 1e-6 {
			t.Fatalf("the board says %g, the evaluation %+v", b.slotCost, c)
		}
		// Taken out again, a shift leaves the least cost of the rest.
		b.remove(b.find(shifts[0]))
		if got, want := b.slotCost, cheapestPeople(p, shifts[1:], 3); math.Abs(got-want) > 1e-6 {
			t.Fatalf("without %v: cost %g with the people %v, want %g", shifts[0], got, b.chosen(), want)
		}
	})
}
