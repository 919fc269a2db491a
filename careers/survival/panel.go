package survival

import "math"

// PersonMonth is one month of one spell: the row of the spell, the month of tenure
// (0 is the first), and whether the person left in it.
type PersonMonth struct {
	Row, Month int
	Left       bool
}

// PersonMonths cuts spells, in months of tenure, into whole months for a
// discrete-time model. A month counts when it was watched from its beginning, and
// to its end or to the exit: half-watched months without an exit would pass for
// months in which nobody can leave late, and are left out.
func PersonMonths(o *Observations) ([]PersonMonth, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	var months []PersonMonth
	for i, stop := range o.Stop {
		first := 0
		if o.Start != nil && o.Start[i] > 0 {
			first = int(math.Ceil(o.Start[i] - timeTolerance))
		}
		if stop > maxMonths {
			return nil, refuse("stop", i, "tenure in months", "a tenure of %v", stop)
		}
		for m := first; float64(m) < stop-timeTolerance; m++ {
			last := float64(m+1) >= stop-timeTolerance
			if last && !o.Event[i] && float64(m+1) > stop+timeTolerance {
				continue
			}
			months = append(months, PersonMonth{Row: i, Month: m, Left: last && o.Event[i]})
		}
	}
	return months, nil
}

// maxMonths is a century: a larger tenure is in days, or wrong.
const maxMonths = 1200

// TenureKnots are the months at which the hazard may bend: it rises to a hump in
// the first half year and falls slowly after the second.
func TenureKnots() []float64 { return []float64{1, 3, 6, 12, 24} }

// Spline evaluates a restricted cubic spline at t: t itself, and for each knot but
// the last two a term that is cubic between the knots and straight beyond them
// (Harrell, Regression Modeling Strategies, 2.4.5). Terms are scaled by the square
// of the span, so that all are in the unit of t.
func Spline(t float64, knots []float64) []float64 {
	k := len(knots)
	last, before := knots[k-1], knots[k-2]
	cube := func(v float64) float64 { return max(v, 0) * max(v, 0) * max(v, 0) }
	span := (last - knots[0]) * (last - knots[0])
	terms := []float64{t}
	for _, knot := range knots[:k-2] {
		terms = append(terms, (cube(t-knot)-
			cube(t-before)*(last-knot)/(last-before)+
			cube(t-last)*(before-knot)/(last-before))/span)
	}
	return terms
}
