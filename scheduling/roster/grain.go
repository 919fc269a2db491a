package roster

import "math"

// coarsest returns the largest number of which every possible cost is a multiple,
// or 0 when there is none of any size: no roster can then be cheaper than another by
// less than that.
func (m *model) coarsest() float64 {
	p := m.problem
	if p.Fairness.Weights != (Load{}) || p.Fairness.PerPoint2 != 0 || m.ticks()*len(m.cells)*len(m.people) > mostGrains {
		return 0
	}
	least, grain := 1e-3*m.unit(), 0.0
	fits := func(v float64) bool {
		grain = common(grain, math.Abs(v), least)
		return grain >= least || grain == 0
	}
	for g := range m.cells {
		for t := range m.ticks() {
			if !fits(m.cells[g].at(t, 0)) {
				return 0
			}
			for _, piece := range m.cells[g].pieces(t, 0, len(m.people), false) {
				if !fits(piece.slope) {
					return 0
				}
			}
		}
	}
	for i := range p.People {
		if p.People[i].HourCost != 0 {
			return 0
		}
		for _, w := range p.People[i].Preferences {
			if !fits(w.Weight) {
				return 0
			}
		}
	}
	return grain
}

// mostGrains bounds the costs that are looked at: large problems have none in common
// that would matter.
const mostGrains = 5_000_000

// common returns the greatest common divisor of two numbers, of which anything
// below a millionth of least counts as nothing.
func common(a, b, least float64) float64 {
	for b > 1e-6*least {
		a, b = b, math.Mod(a, b)
		if a-b < 1e-6*least { // the remainder of rounding
			b = 0
		}
	}
	return a
}
