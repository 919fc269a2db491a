package capacity

import (
	"math"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/optimize/convex/lp"
)

// relaxed returns the least cost with fractions of people: a linear programme
// with a row of hours for each week, and where there is overtime a row for its cap
// (by the people there are before the decisions). Minima and maxima are left out.
// It is where the search for whole people begins; false where the simplex method
// (Dantzig 1947, as gonum has it) finds no way through.
func (s *search) relaxed() ([]float64, bool) {
	var of []int
	for a := range s.actions {
		if s.actions[a].max > 0 && sum(s.actions[a].hours) > 0 {
			of = append(of, a)
		}
	}
	rows, columns := s.weeks, len(of)+2*s.weeks
	if s.overtime > 0 {
		rows, columns = rows+s.weeks, columns+2*s.weeks
	}
	m := mat.NewDense(rows, columns, nil)
	b, c, basis := make([]float64, rows), make([]float64, columns), make([]int, rows)
	for i, a := range of {
		c[i] = s.actions[a].cost
		for n, h := range s.actions[a].hours {
			m.Set(s.actions[a].from+n, i, h)
		}
	}
	for w := range s.weeks {
		b[w] = s.missing[w]
		lack, spare := len(of)+w, len(of)+s.weeks+w
		m.Set(w, lack, 1)
		m.Set(w, spare, -1)
		c[lack], basis[w] = s.short, lack
		if b[w] < 0 {
			basis[w] = spare
		}
		if s.overtime > 0 {
			row, over, left := s.weeks+w, len(of)+2*s.weeks+w, len(of)+3*s.weeks+w
			m.Set(w, over, 1)
			m.Set(row, over, 1)
			m.Set(row, left, 1)
			b[row], c[over], basis[row] = s.overtime*s.own[w], min(s.overRate[w], s.short), left
		}
	}
	_, x, err := lp.Simplex(c, m, b, 1e-8, basis)
	if err != nil {
		return nil, false
	}
	out := make([]float64, len(s.actions))
	for i, a := range of {
		out[a] = max(0, x[i])
	}
	return out, true
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
