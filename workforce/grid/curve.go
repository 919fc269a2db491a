package grid

import "fmt"

// Curve is one number for every interval of a grid. What the number counts
// (contacts, erlangs, people) is the business of whoever made the curve.
type Curve struct {
	Grid   Grid
	Values []float64
}

// NewCurve returns a curve of zeros.
func NewCurve(g Grid) Curve {
	return Curve{Grid: g, Values: make([]float64, g.Len())}
}

// CurveOf pairs a grid with values; their numbers must agree.
func CurveOf(g Grid, values []float64) (Curve, error) {
	if len(values) != g.Len() {
		return Curve{}, fmt.Errorf("curve: %d values for a grid of %d intervals", len(values), g.Len())
	}
	return Curve{Grid: g, Values: values}, nil
}

// Sum returns the total over all intervals.
func (c Curve) Sum() float64 {
	total := 0.0
	for _, v := range c.Values {
		total += v
	}
	return total
}

// Max returns the largest value, or 0 for an empty curve.
func (c Curve) Max() float64 {
	largest := 0.0
	for i, v := range c.Values {
		if i == 0 || v > largest {
			largest = v
		}
	}
	return largest
}

// Day returns the values of local day k. The slice shares the curve's memory.
func (c Curve) Day(k int) []float64 {
	from, to := c.Grid.Day(k)
	return c.Values[from:to]
}

// SplitCounts re-bins counts to another interval length over the same days,
// sharing each interval's count evenly among the shorter ones or adding up the
// shorter ones; totals are kept. One length must divide the other.
func (c Curve) SplitCounts(minutes int) (Curve, error) {
	return c.rebin(minutes, func(value float64, parts int) float64 { return value / float64(parts) },
		func(sum float64, _ int) float64 { return sum })
}

// Resample re-bins levels (people, erlangs) to another interval length over
// the same days: a level is repeated on shorter intervals and averaged over
// longer ones. One length must divide the other.
func (c Curve) Resample(minutes int) (Curve, error) {
	return c.rebin(minutes, func(value float64, _ int) float64 { return value },
		func(sum float64, parts int) float64 { return sum / float64(parts) })
}

func (c Curve) rebin(minutes int, split func(float64, int) float64, join func(float64, int) float64) (Curve, error) {
	from := c.Grid
	to, err := New(from.loc, minutes, from.first, from.Days())
	if err != nil {
		return Curve{}, err
	}
	if minutes%from.minutes != 0 && from.minutes%minutes != 0 {
		return Curve{}, fmt.Errorf("curve: %d-minute intervals cannot be re-binned to %d minutes; one must divide the other", from.minutes, minutes)
	}
	out := NewCurve(to)
	parts := make([]int, to.Len())
	if minutes <= from.minutes {
		for j := range out.Values {
			i, _ := from.Index(to.Start(j))
			parts[j] = i
		}
		share := make([]int, from.Len())
		for _, i := range parts {
			share[i]++
		}
		for j, i := range parts {
			out.Values[j] = split(c.Values[i], share[i])
		}
		return out, nil
	}
	for i, v := range c.Values {
		j, _ := to.Index(from.Start(i))
		out.Values[j] += v
		parts[j]++
	}
	for j := range out.Values {
		out.Values[j] = join(out.Values[j], max(1, parts[j]))
	}
	return out, nil
}
