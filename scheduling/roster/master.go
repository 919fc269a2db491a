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
	*crew
	m       *model
	program *lp.Program
	row     [][]int32 // by group and tick: its row of the programme, or -1
	columns []mixed   // by column of the programme
	price   [][]float64
	low     [][]int32 // by group and tick: the least and the most people of the crew there
	high    [][]int32
	met     *met // nil where it is not counted
}

// mixed is what a column of the programme stands for: somebody's days, a slack, or one
// of the needs that are met.
type mixed struct {
	position        int // of the person in the crew, or slack, or counter
	days            []placed
	group, tick, at int // of a slack: its cell, and the people there before
	cost            float64
}

// What a column stands for that is nobody's.
const (
	slack   = -1
	counter = -2
)

// newMaster begins with given days of the crew. It returns nil when the programme
// would have more rows than most, a pivot costing their square, or the start is
// none.
//
// Fine slacks stand for one person each, and where needs are whole those that are met are
// counted; others stand for all of equal slope.
func newMaster(m *model, of *crew, start [][]placed, most int, fine bool) *master {
	x := &master{crew: of, m: m}
	n := x.number()
	if n > most {
		return nil
	}
	if fine {
		if x.met = x.countMet(n); x.met != nil {
			n++
		}
	}
	rhs := make([]float64, n)
	basis, upper := make([]int, n), []int(nil)
	var columns []lp.Column
	put := func(c lp.Column, what mixed) int {
		columns, x.columns = append(columns, c), append(x.columns, what)
		return len(columns) - 1
	}
	count := make([]int, n)
	for i, days := range start {
		rhs[i] = 1
		column := x.column(i, days)
		basis[i] = put(column, mixed{position: i, days: days, cost: column.Cost})
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
			at := 0.0
			for _, piece := range m.cells[g].pieces(t, x.others(g, t), len(x.people), fine) {
				j := put(x.met.enter(lp.Column{Cost: piece.slope, Rows: []int32{r}, Values: []float64{-1}, Upper: piece.width}, x.needed(g, t) > int(at)),
					mixed{position: slack, group: g, tick: t, at: int(at), cost: piece.slope})
				at += piece.width
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
	if x.met != nil {
		first := len(columns)
		for k := range x.met.most {
			put(lp.Column{Rows: []int32{x.met.row}, Values: []float64{-1}, Upper: 1}, mixed{position: counter, at: k})
		}
		var at int
		upper, at = x.met.begin(x.metBy(count), first, upper)
		basis[x.met.row] = at
	}
	program, err := lp.New(rhs, columns, basis, upper)
	if err != nil {
		return nil
	}
	x.program = program
	for range m.cells {
		x.price = append(x.price, make([]float64, m.span))
		x.low, x.high = append(x.low, make([]int32, m.span)), append(x.high, make([]int32, m.span))
	}
	if x.met != nil {
		x.price = append(x.price, make([]float64, 1))
	}
	x.confine(nil)
	return x
}

// number gives every cell that matters a row, after those of the people, and
// returns how many rows there are.
func (x *master) number() int {
	n := len(x.people)
	touched := x.touched()
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

// touched tells the ticks in which anybody of the crew could work.
func (x *master) touched() []bool {
	touched := make([]bool, x.m.span)
	seen := map[*menu]bool{}
	for _, w := range x.workers {
		if u := w.duty.menu; !seen[u] {
			seen[u] = true
			u.touch(touched, x.a, x.b)
		}
	}
	return touched
}

// touch marks the ticks of every arc of days a..b-1.
func (u *menu) touch(ticks []bool, a, b int) {
	for _, arcs := range u.days[a:b] {
		for i := range arcs {
			for t := arcs[i].start; t < arcs[i].end(); t++ {
				ticks[t] = true
			}
		}
	}
}

// piece is a stretch of people over which each costs the same.
type piece struct{ slope, width float64 }

// pieces returns the cost of tick t as a function of the people who come to those
// present: a straight line between whole numbers. Fine pieces hold one person each.
func (c *cells) pieces(t, present, most int, fine bool) []piece {
	var list []piece
	for n := range most {
		slope := c.at(t, present+n+1) - c.at(t, present+n)
		if k := len(list) - 1; !fine && k >= 0 && math.Abs(list[k].slope-slope) < 1e-9 {
			list[k].width++
			continue
		}
		list = append(list, piece{slope, 1})
	}
	list[len(list)-1].width = math.Inf(1)
	return list
}

// column is somebody's days as a column of the programme.
func (x *master) column(k int, days []placed) lp.Column {
	w := x.m.people[x.people[k]]
	cost, load := w.ledger(x.whole(k, days), x.a, x.b)
	fairness := &x.m.problem.Fairness
	cost += fairness.fairness(w.standing, x.outside[k].Plus(load, 1)) - fairness.fairness(w.standing, x.outside[k])
	c := lp.Column{Cost: cost, Rows: []int32{int32(k)}, Values: []float64{1}, Upper: math.Inf(1)}
	for d, p := range days {
		if p.arc < 0 {
			continue
		}
		a := &w.duty.menu.days[x.a+d][p.arc]
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

// add adds somebody's days.
func (x *master) add(k int, days []placed) {
	column := x.column(k, days)
	x.program.Add(column)
	x.columns = append(x.columns, mixed{position: k, days: days, cost: column.Cost})
}

// prices writes what one more person in a cell costs at the duals; where nobody
// can be, what the first would, which makes the cell's part of the bound exact. Where
// met needs are counted, their price follows those of the groups.
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
	if x.met != nil {
		to[len(x.row)][0] = duals[x.met.row]
	}
}

// reduced returns what somebody's days would cost the mixture at the duals: below
// zero they would improve it.
func (x *master) reduced(k int, days []placed) float64 {
	c := x.column(k, days)
	cost := c.Cost
	duals := x.program.Duals()
	for k, r := range c.Rows {
		cost -= duals[r] * c.Values[k]
	}
	return cost
}

// worthless is the reduced cost from which days are not worth a column.
const worthless = -1e-6

// charge makes x.price those of the finder's next searches.
func (x *master) charge(f *finder) {
	for g := range x.row {
		f.sum(g, x.price[g])
	}
}
