package survival

import (
	"math"
	"slices"
)

// Moves are spells in states: row i is somebody in state From[i] from Start[i],
// exclusive, to Stop[i], inclusive, who then moves to To[i], or is watched no
// longer where To[i] is negative. States are numbered from 0.
type Moves struct {
	Person      []int     // numbered from 0; nil: each row is a person of its own
	Start, Stop []float64 // Start nil: everybody is watched from the beginning
	From, To    []int
	States      int
}

// check refuses moves that cannot be, naming the first at fault.
func (m *Moves) check() error {
	o := m.spells()
	if len(m.From) != len(m.Stop) || len(m.To) != len(m.Stop) || m.Person != nil && len(m.Person) != len(m.Stop) {
		return refuse("from", -1, "one for each spell", "%d from, %d to and %d persons for %d spells", len(m.From), len(m.To), len(m.Person), len(m.Stop))
	}
	for i, from := range m.From {
		if from < 0 || from >= m.States {
			return refuse("from", i, "one of the states", "state %d of %d", from+1, m.States)
		}
		if m.To[i] >= m.States {
			return refuse("to", i, "one of the states, or 0 for none", "state %d of %d", m.To[i]+1, m.States)
		}
		if m.To[i] == from {
			return refuse("to", i, "another state, or 0 for none", "a move from state %d to itself", from+1)
		}
	}
	if err := o.check(); err != nil {
		return err
	}
	if o.Events() == 0 {
		return refuse("to", -1, "at least one move", "nobody moves")
	}
	return nil
}

// spells are the rows as observations of any move.
func (m *Moves) spells() *Observations {
	o := &Observations{Start: m.Start, Stop: m.Stop, Event: make([]bool, len(m.To))}
	for i, to := range m.To {
		o.Event[i] = to >= 0
	}
	return o
}

// Occupation says how people spread over states as time goes by.
type Occupation struct {
	Time   []float64   // every distinct stop
	AtRisk [][]float64 // in each state just before
	Moved  [][][]float64
	// P is the share in each state (Aalen and Johansen's product of I+dA over the
	// initial spread); SE its error by the infinitesimal jackknife over persons.
	P, SE [][]float64
	// Mean is the expected time in each state up to each Time, with its error.
	Mean, SEMean [][]float64
	Initial      []float64
}

// Occupy estimates state occupation. The initial spread is that of those at risk
// when the first move is made.
func Occupy(m *Moves) (*Occupation, error) {
	if err := m.check(); err != nil {
		return nil, err
	}
	merged := m.spells().merged()
	c := *m
	c.Start, c.Stop = merged.Start, merged.Stop
	w := newOccupying(&c)
	for _, t := range distinct(c.Stop) {
		w.advance(t)
	}
	return w.result, nil
}

// occupying walks through time with the influence of each person on the shares.
type occupying struct {
	m         *Moves
	result    *Occupation
	p, mean   []float64
	influence [][]float64 // by person, of the shares
	area      [][]float64 // of the mean times
	last      float64
	in        []int32 // rows at risk, as far as starts and stops are passed
	byStart   []int32
	next      int
}

func newOccupying(m *Moves) *occupying {
	persons := 0
	for i := range m.Stop {
		persons = max(persons, m.person(i)+1)
	}
	w := &occupying{m: m, result: &Occupation{}, mean: make([]float64, m.States), influence: rectangle(persons, m.States), area: rectangle(persons, m.States)}
	if w.byStart = ascending(m.Start); m.Start == nil {
		for i := range m.Stop {
			w.in = append(w.in, int32(i))
		}
	}
	w.begin()
	return w
}

func (m *Moves) person(row int) int {
	if m.Person == nil {
		return row
	}
	return m.Person[row]
}

func rectangle(rows, columns int) [][]float64 {
	list, flat := make([][]float64, rows), make([]float64, rows*columns)
	for i := range list {
		list[i] = flat[i*columns : (i+1)*columns : (i+1)*columns]
	}
	return list
}

// begin finds the initial spread, and each person's influence on it.
func (w *occupying) begin() {
	m, first := w.m, math.Inf(1)
	for i, to := range m.To {
		if to >= 0 {
			first = min(first, m.Stop[i])
		}
	}
	w.p = make([]float64, m.States)
	n := 0.0
	there := func(i int) bool { return m.Stop[i] >= first && (m.Start == nil || m.Start[i] < first) }
	for i, from := range m.From {
		if there(i) {
			w.p[from]++
			n++
		}
	}
	for j := range w.p {
		w.p[j] /= n
	}
	for i, from := range m.From {
		if !there(i) {
			continue
		}
		for j, p := range w.p {
			w.influence[m.person(i)][j] += (indicator(j == from) - p) / n
		}
	}
	w.result.Initial = slices.Clone(w.p)
}

// advance passes to the next time.
func (w *occupying) advance(t float64) {
	m := w.m
	for ; w.next < len(w.byStart) && m.Start[w.byStart[w.next]] < t; w.next++ {
		w.in = append(w.in, w.byStart[w.next])
	}
	w.in = slices.DeleteFunc(w.in, func(i int32) bool { return m.Stop[i] < t })
	w.integrate(t - w.last)
	w.last = t
	risk, moved := make([]float64, m.States), rectangle(m.States, m.States)
	any := false
	for _, i := range w.in {
		risk[m.From[i]]++
		if m.To[i] >= 0 && m.Stop[i] == t {
			moved[m.From[i]][m.To[i]]++
			any = true
		}
	}
	if any {
		w.move(t, risk, moved)
	}
	w.record(t, risk, moved)
}

// integrate adds the area under the shares since the last time.
func (w *occupying) integrate(width float64) {
	for j, p := range w.p {
		w.mean[j] += p * width
	}
	for i, u := range w.influence {
		for j, v := range u {
			w.area[i][j] += v * width
		}
	}
}

// move multiplies shares and influences by H = I+dA and adds what each person at
// risk weighs in H itself: p_a/n_a (e_to - H_a) for a person in state a.
func (w *occupying) move(t float64, risk []float64, moved [][]float64) {
	m := w.m
	h := transition(risk, moved)
	var leaving []int
	for a := range moved {
		if slices.Max(moved[a]) > 0 {
			leaving = append(leaving, a)
		}
	}
	old := make([]float64, m.States)
	for _, u := range w.influence {
		copy(old, u)
		for _, a := range leaving {
			if old[a] == 0 {
				continue
			}
			u[a] -= old[a]
			for b, v := range h[a] {
				u[b] += old[a] * v
			}
		}
	}
	for _, i := range w.in {
		from, to := m.From[i], m.From[i]
		if m.To[i] >= 0 && m.Stop[i] == t {
			to = m.To[i]
		}
		share := w.p[from] / risk[from]
		u := w.influence[m.person(int(i))]
		for j, v := range h[from] {
			u[j] += share * (indicator(j == to) - v)
		}
	}
	w.p = times(w.p, h)
}

// transition is I+dA of one time.
func transition(risk []float64, moved [][]float64) [][]float64 {
	h := square(len(risk))
	for a, n := range risk {
		h[a][a] = 1
		for b, d := range moved[a] {
			if d > 0 {
				h[a][b] += d / n
				h[a][a] -= d / n
			}
		}
	}
	return h
}

// times is a row vector times a matrix.
func times(v []float64, m [][]float64) []float64 {
	product := make([]float64, len(v))
	for a, x := range v {
		if x == 0 {
			continue
		}
		for b, y := range m[a] {
			product[b] += x * y
		}
	}
	return product
}

func (w *occupying) record(t float64, risk []float64, moved [][]float64) {
	r := w.result
	r.Time, r.AtRisk, r.Moved = append(r.Time, t), append(r.AtRisk, risk), append(r.Moved, moved)
	r.P, r.SE = append(r.P, slices.Clone(w.p)), append(r.SE, rootOfSquares(w.influence, w.m.States))
	r.Mean, r.SEMean = append(r.Mean, slices.Clone(w.mean)), append(r.SEMean, rootOfSquares(w.area, w.m.States))
}

func rootOfSquares(rows [][]float64, columns int) []float64 {
	sums := make([]float64, columns)
	for _, row := range rows {
		for j, v := range row {
			sums[j] += v * v
		}
	}
	for j := range sums {
		sums[j] = math.Sqrt(sums[j])
	}
	return sums
}

// before is the index of the last time up to t, -1 where none is.
func (o *Occupation) before(t float64) int { return countUpTo(o.Time, t) - 1 }

// At returns shares and their errors at a time.
func (o *Occupation) At(t float64) (p, se []float64) {
	if k := o.before(t); k >= 0 {
		return o.P[k], o.SE[k]
	}
	return o.Initial, make([]float64, len(o.Initial))
}

// MeanTime returns the expected time in each state before tau, with its error. The
// shares are taken to stay what they were last.
func (o *Occupation) MeanTime(tau float64) (mean, se []float64) {
	mean, se = make([]float64, len(o.Initial)), make([]float64, len(o.Initial))
	k := o.before(tau)
	if k < 0 {
		for j, p := range o.Initial {
			mean[j] = p * tau
		}
		return mean, se
	}
	for j := range mean {
		mean[j] = o.Mean[k][j] + o.P[k][j]*(tau-o.Time[k])
		se[j] = o.SEMean[k][j]
	}
	return mean, se
}

// Hazard returns the cumulative hazard of each kind of move up to t.
func (o *Occupation) Hazard(t float64) [][]float64 {
	sums := square(len(o.Initial))
	for k := 0; k <= o.before(t); k++ {
		for a, row := range o.Moved[k] {
			for b, d := range row {
				if d > 0 {
					sums[a][b] += d / o.AtRisk[k][a]
				}
			}
		}
	}
	return sums
}

// Transitions returns P[h][j], the probability to be in state j at t of somebody
// who was in state h at the beginning, with Greenwood's standard error: of each row
// p of P the covariance grows as HᵀCH + Σ_a p_a²·cov(dA_a), with cov(dA_a) that of
// multinomial counts, (n·diag(d) - ddᵀ)/n³ (Andersen et al. 1993, IV.4).
func (o *Occupation) Transitions(t float64) (p, se [][]float64) {
	s := len(o.Initial)
	p, se = square(s), square(s)
	for h := range s {
		row, c := make([]float64, s), square(s)
		row[h] = 1
		for k := 0; k <= o.before(t); k++ {
			if !slices.ContainsFunc(o.Moved[k], func(d []float64) bool { return slices.Max(d) > 0 }) {
				continue
			}
			m := transition(o.AtRisk[k], o.Moved[k])
			c = multiply(transposed(m), multiply(c, m))
			for a, share := range row {
				if share > 0 {
					spread(c, share*share, o.AtRisk[k][a], a, o.Moved[k][a])
				}
			}
			row = times(row, m)
		}
		p[h] = row
		for j := range s {
			se[h][j] = math.Sqrt(max(0, c[j][j]))
		}
	}
	return p, se
}

// spread adds the covariance of the moves out of state a.
func spread(c [][]float64, scale, n float64, a int, moved []float64) {
	if n == 0 {
		return
	}
	// the number who stay is the state's own count
	counts := slices.Clone(moved)
	stay := n
	for _, d := range moved {
		stay -= d
	}
	counts[a] = stay
	for i, d := range counts {
		c[i][i] += scale * d / (n * n)
		for j, e := range counts {
			c[i][j] -= scale * d * e / (n * n * n)
		}
	}
}

func transposed(m [][]float64) [][]float64 {
	t := square(len(m))
	for i, row := range m {
		for j, v := range row {
			t[j][i] = v
		}
	}
	return t
}
