package roster

import (
	"math"
	"slices"
)

// join puts what the other chains have changed since they all stood at one roster beside
// what the best has changed: they sweep different weeks. Who would break a rule then, or
// whose days were changed by both, keeps the row of the best chain.
func (r *search) join(best int, before [][]placed) {
	to := r.chains[best]
	for k, c := range r.chains {
		if k == best {
			continue
		}
		top, tops := to.top, to.tops
		joined := make([][]placed, len(tops))
		for i := range tops {
			joined[i] = r.model.joined(i, before[i], tops[i], c.tops[i])
		}
		if to.adopt(joined); to.top >= top-1e-9*math.Abs(top) {
			to.adopt(tops)
		}
	}
	r.rows, r.cost = cloneRows(to.tops), to.top
}

// joined returns the row of person i with the changes that two others make to it, or the
// first of them where the rules, or both changes, do not allow that.
func (m *model) joined(i int, before, row, other []placed) []placed {
	joined := slices.Clone(row)
	for d := range before {
		switch {
		case other[d] == before[d] || other[d] == row[d]:
		case row[d] == before[d]:
			joined[d] = other[d]
		default:
			return row
		}
	}
	if slices.Equal(joined, row) || len(VerifyPerson(m.problem, i, m.rosterRow(i, joined))) > 0 {
		return row
	}
	return joined
}
