package capacity

import (
	"math"
	"slices"

	"github.com/muster-wfm/muster/internal/lp"
)

// relaxed returns the least cost with fractions of people: a linear programme
// with a row of hours for each week, and where there is overtime a row for its cap
// (by the people there are before the decisions). Minima and maxima are left out.
// It is where the search for whole people begins; false where there is no way
// through.
func (s *search) relaxed() ([]float64, bool) {
	r := relaxation{rhs: slices.Clone(s.missing), basis: make([]int, s.weeks)}
	of := map[int]int{} // action by column
	for a := range s.actions {
		if s.actions[a].max <= 0 || sum(s.actions[a].hours) <= 0 {
			continue
		}
		c := lp.Column{Cost: s.actions[a].cost, Upper: math.Inf(1)}
		for n, h := range s.actions[a].hours {
			c.Rows, c.Values = append(c.Rows, int32(s.actions[a].from+n)), append(c.Values, h)
		}
		of[r.add(c)] = a
	}
	for w := range s.weeks {
		lack := r.slack(s.short, w, 1)
		if r.basis[w] = r.slack(0, w, -1); s.missing[w] >= 0 {
			r.basis[w] = lack
		}
		if s.overtime > 0 {
			limit := len(r.rhs)
			r.rhs = append(r.rhs, s.overtime*s.own[w])
			r.add(lp.Column{Cost: min(s.overRate[w], s.short), Rows: []int32{int32(w), int32(limit)}, Values: []float64{1, 1}, Upper: math.Inf(1)})
			r.basis = append(r.basis, r.slack(0, limit, 1))
		}
	}
	program, err := lp.New(r.rhs, r.columns, r.basis, nil)
	if err != nil || !program.Solve(mostPivots) {
		return nil, false
	}
	x := make([]float64, len(s.actions))
	for column, a := range of {
		x[a] = max(0, program.Value(column))
	}
	return x, true
}

// mostPivots is far more than the linear programme of a group takes.
const mostPivots = 20_000

// relaxation is a linear programme in the making.
type relaxation struct {
	rhs     []float64
	columns []lp.Column
	basis   []int
}

// add returns the position of a column.
func (r *relaxation) add(c lp.Column) int {
	r.columns = append(r.columns, c)
	return len(r.columns) - 1
}

// slack adds a column of one entry.
func (r *relaxation) slack(cost float64, row int, value float64) int {
	return r.add(lp.Column{Cost: cost, Rows: []int32{int32(row)}, Values: []float64{value}, Upper: math.Inf(1)})
}

// rounded turns fractions into whole people: hires so that what one week lost the
// next regains, tranches one by one.
func (s *search) rounded(x []float64) []float64 {
	out, owed := make([]float64, len(x)), 0.0
	for a, n := range x {
		if n <= 0 {
			continue
		}
		whole := math.Round(n)
		if a < s.hires {
			whole = math.Round(n + owed)
			owed += n - whole
		}
		whole = min(whole, math.Floor(s.actions[a].max))
		if least := math.Ceil(s.actions[a].min); whole < least {
			whole = 0
			if n > least/2 {
				whole = least
			}
		}
		if s.allowed(a, whole) {
			out[a] = whole
		}
	}
	return out
}
