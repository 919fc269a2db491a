package model

import "math"

// What every fit asks of a training's days, kept for the next: which days can be
// learned from, which of them keep their weight whatever they show, and their
// discounts and logarithms. All lists have a place for each day of learned, in
// order; the slices are shared.

// learned lists the usable days.
func (t *Training) learned() []int {
	if t.memo.learned == nil {
		t.memo.learned = make([]int, 0, t.Days())
		for k, usable := range t.usable {
			if usable {
				t.memo.learned = append(t.memo.learned, k)
			}
		}
	}
	return t.memo.learned
}

// trusted tells which of them the calendar names, see [robustRidge].
func (t *Training) trusted() []bool {
	if t.memo.trusted == nil {
		t.memo.trusted = make([]bool, len(t.learned()))
		for i, k := range t.learned() {
			t.memo.trusted[i] = t.almanac.day(k).special
		}
	}
	return t.memo.trusted
}

// remembering returns the place of the first day that a half-life does not
// forget, which no later one is, and the weights from there on.
func (t *Training) remembering(halfLife float64) (from int, weights []float64) {
	weights = remembered(&t.memo.discounts, halfLife, func() []float64 {
		var out []float64
		for _, k := range t.learned() {
			if !forgotten(t.age(k), halfLife) {
				out = append(out, discount(t.age(k), halfLife))
			}
		}
		return out
	})
	return len(t.learned()) - len(weights), weights
}

// logTotals returns the logarithm of each day's total with an offset.
func (t *Training) logTotals(offset float64) []float64 {
	return remembered(&t.memo.logs, offset, func() []float64 {
		out := make([]float64, len(t.learned()))
		for i, k := range t.learned() {
			out[i] = math.Log(t.total[k] + offset)
		}
		return out
	})
}

// seenCell is what a day's open slots saw, and how many of them did.
type seenCell struct{ contacts, n float64 }

func (t *Training) seenCells() []seenCell {
	if t.memo.cells == nil {
		t.memo.cells = make([]seenCell, len(t.learned()))
		for i, k := range t.learned() {
			cell := &t.memo.cells[i]
			for j, open := range t.open[t.weekday(k)] {
				if v := t.counts[k][j]; open && seen(v) {
					cell.contacts += v
					cell.n++
				}
			}
		}
	}
	return t.memo.cells
}
