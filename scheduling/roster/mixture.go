package roster

// mixture finds good prices for the bound: it gives every person a mixture of
// rosters instead of one, beginning with a whole roster, and moves person after
// person a little towards their cheapest row at the smoothed marginal costs of
// the mixed coverage. This is the block-coordinate Frank-Wolfe method (Lacoste-
// Julien, Jaggi, Schmidt and Pletscher, ICML 2013) on the convex hull of legal
// rosters; its marginal costs tend to the best multipliers.
type mixture struct {
	m      *model
	crew   *crew
	finder *finder
	own    [][][]float32 // [person][position in the worker's groups][tick]
	all    [][]float64   // sum over people: [group][tick]
	price  [][]float64   // smoothed marginal costs, kept up to date
	next   int           // person who moves next
	last   []placed      // the row that the last to move moved towards; nil for none
	pass   int
}

// The mixture's passes and steps were chosen on the benchmark centres.
const (
	mixingPasses   = 18
	startingPasses = 6
	mixingWidth    = 1.0 // people over which marginal costs are smoothed
)

// newMixture begins with the rows of a roster.
func newMixture(m *model, rows [][]placed) *mixture {
	x := &mixture{m: m, crew: m.everybody(false), finder: newFinder(m), own: make([][][]float32, len(rows))}
	for range m.cells {
		x.all = append(x.all, make([]float64, m.span))
		x.price = append(x.price, make([]float64, m.span))
	}
	for i, w := range m.people {
		x.own[i] = x.blank(w)
		for d, p := range rows[i] {
			w.mark(x.own[i], d, p)
		}
		for k, g := range w.groups {
			for t, v := range x.own[i][k] {
				x.all[g][t] += float64(v)
			}
		}
	}
	for g := range x.price {
		for t := range m.ticks() {
			x.price[g][t] = m.cells[g].slope(t, x.all[g][t], mixingWidth)
		}
	}
	return x
}

func (x *mixture) blank(w *worker) [][]float32 {
	row := make([][]float32, len(w.groups))
	for k := range row {
		row[k] = make([]float32, x.m.ticks())
	}
	return row
}

// mark adds a placed day to a coverage by position in the worker's groups.
func (w *worker) mark(own [][]float32, d int, p placed) {
	if p.arc < 0 {
		return
	}
	a, k := &w.duty.menu.days[d][p.arc], 0
	for w.groups[k] != int(p.group) {
		k++
	}
	ticks := own[k]
	fill(ticks, a.start, a.end(), 1)
	for i, length := range a.pauseTicks {
		fill(ticks, a.start+int(p.at[i]), a.start+int(p.at[i])+length, 0)
	}
}

func fill(ticks []float32, from, to int, v float32) {
	for t := from; t < min(to, len(ticks)); t++ {
		ticks[t] = v
	}
}

// gamma is how far a person moves towards the cheapest row.
func (x *mixture) gamma() float64 {
	switch {
	case x.pass < 7:
		return 0.1
	case x.pass < 12:
		return 0.05
	default:
		return 0.025
	}
}

// step moves the next person and reports whether that ended a pass over all.
func (x *mixture) step(slope func(i int) Load) (passed bool) {
	i := x.next
	w := x.crew.workers[i]
	x.finder.tariff(x.price, w)
	x.crew.slopes[i] = slope(i)
	if x.last, _ = x.crew.seek(x.finder, i, w); x.last != nil {
		row := x.blank(w)
		for d, p := range x.last {
			w.mark(row, d, p)
		}
		x.shift(i, row, x.gamma())
	}
	x.next = (i + 1) % len(x.m.people)
	if x.next == 0 {
		x.pass++
	}
	return x.next == 0
}

// shift moves person i's mixture by gamma towards a row.
func (x *mixture) shift(i int, row [][]float32, gamma float64) {
	for k, g := range x.m.people[i].groups {
		own := x.own[i][k]
		for t, v := range row[k] {
			if v == own[t] {
				continue
			}
			by := gamma * float64(v-own[t])
			own[t] += float32(by)
			x.all[g][t] += by
			x.price[g][t] = x.m.cells[g].slope(t, x.all[g][t], mixingWidth)
		}
	}
}

// tariff makes given prices those of the next search over the whole horizon.
func (f *finder) tariff(price [][]float64, w *worker) {
	for _, g := range w.groups {
		f.sum(g, price[g])
	}
}

// sum makes prices of one group those of the next searches.
func (f *finder) sum(group int, price []float64) {
	f.company = nil // a bound leaves the team rules out: they never cost less than nothing
	prefix, sum := f.prefix[group], 0.0
	for t, v := range price {
		prefix[t] = sum
		sum += v
	}
	prefix[len(price)] = sum
}
