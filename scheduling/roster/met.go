package roster

import (
	"math"

	"github.com/muster-wfm/muster/internal/lp"
)

// met counts the needs that are met: the people of all cells who are needed there. In a
// roster their number is whole, which in a mixture it need not be; and where all missing
// people cost the same, most of what cells cost hangs on it. So it is what a tree divides
// first. The row that counts them holds slacks only: what a person may work is untouched.
type met struct {
	row       int32 // of the programme
	most      int   // people who can be where they are needed
	low, high int   // what limits allow
}

// mostMet is how many needs are counted at most.
const mostMet = 3000

// countMet returns the count in a row of the programme, or nil where needs are not whole,
// or none.
func (x *master) countMet(row int) *met {
	m := &met{row: int32(row)}
	for g := range x.row {
		for t, r := range x.row[g] {
			if r < 0 {
				continue
			}
			if need := x.m.cells[g].need[t]; need != math.Trunc(need) {
				return nil
			}
			m.most += x.needed(g, t)
		}
	}
	if m.most == 0 || m.most > mostMet {
		return nil
	}
	return m
}

// needed returns how many people of the crew are needed in a cell at most.
func (x *master) needed(g, t int) int {
	c := &x.m.cells[g]
	if t >= len(c.need) {
		return 0
	}
	return max(0, min(int(math.Floor(c.need[t]))-x.others(g, t), len(x.people)))
}

// metBy returns how many needs are met by so many people in each row of the programme.
func (x *master) metBy(count []int) int {
	n := 0
	for g := range x.row {
		for t, r := range x.row[g] {
			if r >= 0 {
				n += min(count[r], x.needed(g, t))
			}
		}
	}
	return n
}

// enter lets a slack count, if it is somebody who is needed.
func (m *met) enter(c lp.Column, needed bool) lp.Column {
	if m != nil && needed {
		c.Rows, c.Values = append(c.Rows, m.row), append(c.Values, 1)
	}
	return c
}

// begin returns the columns at their upper bounds when so many needs are met, the columns
// of the count standing from first on, and the one of them that is basic.
func (m *met) begin(n, first int, upper []int) ([]int, int) {
	basic := min(n, m.most-1)
	for k := range basic {
		upper = append(upper, first+k)
	}
	return upper, first + basic
}

// cost returns what the count adds to a bound when one met need is worth price.
func (m *met) cost(price float64) float64 {
	return min(price*float64(m.low), price*float64(m.high))
}
