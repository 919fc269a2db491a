package roster

import (
	"context"
	"math/rand/v2"
)

// build makes a first roster: the people in random order, each with the
// cheapest legal row at the prices that those before leave, weighed by scarcity
// where horizons are long. Rows of start that are legal are kept. It returns the people who have no legal row, and an error
// only when ctx ended.
func (m *model) build(ctx context.Context, seed uint64, start Roster) (rows [][]placed, stuck []int, err error) {
	rng := rand.New(rand.NewPCG(seed, 0))
	f, c := newFinder(m), newCover(m)
	f.hopeful = true // others are still to come
	rows = make([][]placed, len(m.people))
	for i, w := range m.people {
		if i < len(start.Days) {
			rows[i] = m.legalRow(i, start.Days[i])
		}
		for d, p := range rows[i] {
			c.put(w, d, p, +1)
		}
	}
	scarce := newScarcity(m)
	for _, i := range rng.Perm(len(m.people)) {
		if ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
		w := m.people[i]
		if rows[i] != nil {
			continue
		}
		f.weight = scarce.weigh(c, w)
		if rows[i] = m.cheapestRow(f, c, w); rows[i] == nil {
			stuck = append(stuck, i)
			continue
		}
		for d, p := range rows[i] {
			c.put(w, d, p, +1)
		}
	}
	return rows, stuck, nil
}

// cheapestRow returns the cheapest legal row of a worker at the coverage's
// prices, or nil when there is none.
func (m *model) cheapestRow(f *finder, c *cover, w *worker) []placed {
	if !w.possible() {
		return nil
	}
	if w.auto == nil {
		return m.longRow(f, c, w)
	}
	f.charge(c, w, 0, m.days)
	if _, ok := f.find(w, state{}, nil, 0, m.days, m.problem.Fairness.slope(w.standing, Load{})); !ok {
		if w.exact() {
			return nil
		}
		return m.longRow(f, c, w)
	}
	row := make([]placed, m.days)
	f.write(w, row, 0, m.days)
	return row
}

// legalRow returns a given row as the search sees it, or nil when the worker
// may not work it.
func (m *model) legalRow(i int, days []Shift) []placed {
	w := m.people[i]
	if len(days) != m.days || !w.possible() {
		return nil
	}
	row := make([]placed, m.days)
	for d, s := range days {
		p, ok := m.placedOf(w, d, s)
		if !ok {
			return nil
		}
		row[d] = p
	}
	if w.auto != nil && !w.legalFrom(state{}, row, 0) || !w.exact() && len(VerifyPerson(m.problem, i, days)) > 0 {
		return nil
	}
	return row
}

// roster writes rows out as shifts.
func (m *model) roster(rows [][]placed) Roster {
	r := Roster{Days: make([][]Shift, len(rows))}
	for i, row := range rows {
		r.Days[i] = m.rosterRow(i, row)
	}
	return r
}

// rosterRow writes one person's row out as shifts.
func (m *model) rosterRow(i int, row []placed) []Shift {
	days := make([]Shift, m.days)
	for d, p := range row {
		days[d] = m.shiftOf(m.people[i], d, p)
	}
	return days
}
