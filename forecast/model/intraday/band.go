package intraday

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mathext"
)

// residuals are what the chosen method left unexplained on past days that it had
// not learned from.
type residuals struct {
	excess []float64 // by slot: variance beyond a Poisson count's, over the square of the mean
	scores []float64 // |error| over deviation, sorted
	totals []float64 // |error| of the whole rest over its forecast, sorted
}

// smoothSlots is how many neighbours on either side lend a slot their errors.
const smoothSlots = 2

// newResiduals estimates the spread by moments, as Var N = μ + c²μ² (Whitt,
// Management Science 45, 1999), c² pooled over neighbouring slots.
func newResiduals(h rehearsal, chosen, slots int) residuals {
	above, below := make([]float64, slots), make([]float64, slots)
	h.each(chosen, func(_, slot int, expected, actual float64) {
		e := actual - expected
		above[slot] += e*e - expected
		below[slot] += expected * expected
	})
	out := residuals{excess: make([]float64, slots)}
	for j := range slots {
		from, to := max(0, j-smoothSlots), min(slots, j+smoothSlots+1)
		if whole := sum(below[from:to]); whole > 0 {
			out.excess[j] = max(0, sum(above[from:to])/whole)
		}
	}
	expected, actual := make([]float64, len(h.past)), make([]float64, len(h.past))
	h.each(chosen, func(day, slot int, f, y float64) {
		out.scores = append(out.scores, math.Abs(y-f)/out.deviation(slot, f))
		expected[day] += f
		actual[day] += y
	})
	for d, f := range expected {
		out.totals = append(out.totals, math.Abs(actual[d]-f)/f)
	}
	slices.Sort(out.scores)
	slices.Sort(out.totals)
	return out
}

// each goes through the rest of every past day as a method expected it.
func (h rehearsal) each(n int, use func(day, slot int, expected, actual float64)) {
	for d, day := range h.past {
		for i, j := range h.cut.rest {
			if day.speaks(j) {
				use(d, j, h.rest[n][d][i], day.Actual[j])
			}
		}
	}
}

func (r residuals) deviation(slot int, expected float64) float64 {
	return math.Sqrt(expected + r.excess[slot]*expected*expected)
}

func (u *Update) addBands(e residuals, c cut, levels []float64) {
	for _, j := range c.rest {
		u.Deviation[j] = e.deviation(j, u.Mean[j])
	}
	for _, level := range levels {
		b := Band{Level: level, Lo: slices.Clone(u.Mean), Hi: slices.Clone(u.Mean)}
		q := quantile(e.scores, level)
		for _, j := range c.rest {
			b.Lo[j], b.Hi[j] = max(0, u.Mean[j]-q*u.Deviation[j]), u.Mean[j]+q*u.Deviation[j]
		}
		q = quantile(e.totals, level)
		b.RestLo, b.RestHi = max(0, u.Rest*(1-q)), u.Rest*(1+q)
		u.Bands = append(u.Bands, b)
	}
}

// quantile is the split conformal quantile ⌈(n+1)·level⌉/n of sorted scores
// (Lei et al., JASA 113, 2018). Where there are too few for the level the largest
// is stretched as a normal variable's would be.
func quantile(scores []float64, level float64) float64 {
	n := len(scores)
	rank := int(math.Ceil(float64(n+1) * level))
	if rank <= n {
		return scores[max(1, rank)-1]
	}
	return scores[n-1] * normalQuantile(level) / normalQuantile(float64(n)/float64(n+1))
}

func normalQuantile(level float64) float64 { return mathext.NormalQuantile((1 + level) / 2) }

func sum(values []float64) float64 {
	total := 0.0
	for _, v := range values {
		total += v
	}
	return total
}
