package roster

import (
	"math"

	"github.com/muster-wfm/muster/internal/lp"
)

// master is the linear programme of column generation: a mixture of known rows for
// every person, one row of the programme each, and the coverage of every cell, one
// row each, whose convex cost is a chain of slacks. Its duals are the prices at
// which better rows are sought (Strandmark, Qu and Curtois, Computers & Operations
// Research 120, 2020, section 4).
type master struct {
	m       *model
	program *lp.Program
	row     [][]int32 // by group and tick: its row of the programme, or -1
	columns []mixed   // by column of the programme
}

// mixed is what a column of the programme stands for: a person's row, or a slack.
type mixed struct {
	person int // -1 for a slack
	days   []placed
	cost   float64
}

// mostRows is how many rows a programme may have: a pivot costs their square.
const mostRows = 900

// newMaster begins with the rows of a roster; it returns nil when the programme
// would be too large, or the start is none.
func newMaster(m *model, rows [][]placed) *master {
	x := &master{m: m}
	n := x.number()
	if n > mostRows {
		return nil
	}
	rhs := make([]float64, n)
	basis, upper := make([]int, n), []int(nil)
	var columns []lp.Column
	put := func(c lp.Column, what mixed) int {
		columns, x.columns = append(columns, c), append(x.columns, what)
		return len(columns) - 1
	}
	count := make([]int, n)
	for i, days := range rows {
		rhs[i] = 1
		column := x.column(i, days)
		basis[i] = put(column, mixed{i, days, column.Cost})
		for k, r := range column.Rows[1:] {
			count[r] += int(column.Values[k+1])
		}
	}
	for g := range x.row {
		for t, r := range x.row[g] {
			if r < 0 {
				continue
			}
			left := count[r]
			basis[r] = -1
			for _, piece := range m.cells[g].pieces(t, len(m.people)) {
				j := put(lp.Column{Cost: piece.slope, Rows: []int32{r}, Values: []float64{-1}, Upper: piece.width}, mixed{person: -1})
				switch {
				case basis[r] >= 0:
				case float64(left) > piece.width:
					upper = append(upper, j)
					left -= int(piece.width)
				default:
					basis[r] = j
				}
			}
		}
	}
	program, err := lp.New(rhs, columns, basis, upper)
	if err != nil {
		return nil
	}
	x.program = program
	return x
}

// number gives every cell that matters a row, after those of the people, and
// returns how many rows there are.
func (x *master) number() int {
	n := len(x.m.people)
	touched := x.m.touched()
	for range x.m.cells {
		rows := make([]int32, x.m.span)
		for t := range rows {
			if rows[t] = -1; t < x.m.ticks() && touched[t] {
				rows[t] = int32(n)
				n++
			}
		}
		x.row = append(x.row, rows)
	}
	return n
}

// touched tells the ticks in which anybody could work.
func (m *model) touched() []bool {
	touched := make([]bool, m.span)
	for _, u := range m.menus {
		for _, arcs := range u.days {
			for i := range arcs {
				for t := arcs[i].start; t < arcs[i].end(); t++ {
					touched[t] = true
				}
			}
		}
	}
	return touched
}

// piece is a stretch of people over which each costs the same.
type piece struct{ slope, width float64 }

// pieces returns the cost of tick t as a function of the people in it, from none
// on: a straight line between whole numbers.
func (c *cells) pieces(t, most int) []piece {
	var list []piece
	for n := range most {
		slope := c.at(t, n+1) - c.at(t, n)
		if k := len(list) - 1; k >= 0 && math.Abs(list[k].slope-slope) < 1e-9 {
			list[k].width++
			continue
		}
		list = append(list, piece{slope, 1})
	}
	list[len(list)-1].width = math.Inf(1)
	return list
}

// column is a person's row as a column of the programme.
func (x *master) column(i int, days []placed) lp.Column {
	w := x.m.people[i]
	cost, load := w.ledger(days, 0, x.m.days)
	c := lp.Column{Cost: cost + x.m.problem.Fairness.fairness(w.standing, load), Rows: []int32{int32(i)}, Values: []float64{1}, Upper: math.Inf(1)}
	for d, p := range days {
		if p.arc < 0 {
			continue
		}
		a := &w.duty.menu.days[d][p.arc]
		from := a.start
		for k, length := range a.pauseTicks {
			enter(&c, x.row[p.group], from, a.start+int(p.at[k]))
			from = a.start + int(p.at[k]) + length
		}
		enter(&c, x.row[p.group], from, a.end())
	}
	return c
}

// enter enters the ticks from..to-1 of a group.
func enter(c *lp.Column, rows []int32, from, to int) {
	for t := from; t < to; t++ {
		if r := rows[t]; r >= 0 {
			c.Rows, c.Values = append(c.Rows, r), append(c.Values, 1)
		}
	}
}

// add adds a person's row.
func (x *master) add(i int, days []placed) {
	column := x.column(i, days)
	x.program.Add(column)
	x.columns = append(x.columns, mixed{i, days, column.Cost})
}

// prices writes what one more person in a cell costs at the duals; where nobody
// can be, what the first would, which makes the cell's part of the bound exact.
func (x *master) prices(to [][]float64) {
	duals := x.program.Duals()
	for g := range x.row {
		cells := &x.m.cells[g]
		for t, r := range x.row[g] {
			switch {
			case r >= 0:
				to[g][t] = -duals[r]
			case t < x.m.ticks():
				to[g][t] = cells.at(t, 1) - cells.at(t, 0)
			default:
				to[g][t] = 0
			}
		}
	}
}

// gains reports whether a person's row would improve the mixture.
func (x *master) gains(i int, days []placed) bool {
	c := x.column(i, days)
	gain := c.Cost
	duals := x.program.Duals()
	for k, r := range c.Rows {
		gain -= duals[r] * c.Values[k]
	}
	return gain < -1e-6
}
