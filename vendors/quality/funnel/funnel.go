package funnel

import (
	"math"
	"slices"

	"github.com/muster-wfm/muster/vendors/quality"
)

// Ratio is what a unit had beside what its cases would have had on average.
type Ratio struct{ Observed, Expected float64 }

// Share is how many of a unit's trials were events.
type Share struct{ Events, Trials int }

// Point is a unit in a plot.
type Point struct {
	// Value is the ratio or the rate, Size what the funnel narrows with: expected
	// events or trials.
	Value, Size float64
	// Z is how many standard errors the unit is off the target, Adjusted the same
	// with the over-dispersion allowed for.
	Z, Adjusted float64

	effect, se float64 // on the scale of even variance
}

// Plot is units against a target.
type Plot struct {
	Points []Point
	// Target is 1 for ratios.
	Target float64
	// Dispersion is the mean square of the winsorised z, 1 where units differ by
	// chance alone; Between the variance between units on the scale of even variance
	// (tau squared), 0 where there is no over-dispersion.
	Dispersion, Between float64

	effect, back func(float64) float64
}

// winsorised is the share of z at either end that is drawn in before the
// over-dispersion is estimated, so that the very units to be found do not hide in it.
const winsorised = 0.10

// Ratios compares observed with expected events: z = 2 (sqrt O - sqrt E). It returns
// a [quality.InputError] for fewer than two units, a negative or infinite figure, and
// an expectation of zero.
func Ratios(units []Ratio) (*Plot, error) {
	for i, u := range units {
		if !(u.Expected > 0) || math.IsInf(u.Expected, 1) {
			return nil, quality.Refuse(u.Expected, "a finite number above 0", "units[%d].expected", i)
		}
		if !(u.Observed >= 0) || math.IsInf(u.Observed, 1) {
			return nil, quality.Refuse(u.Observed, "a finite number of at least 0", "units[%d].observed", i)
		}
	}
	p := &Plot{Target: 1, effect: math.Sqrt, back: func(x float64) float64 { return max(0, x) * max(0, x) }}
	for _, u := range units {
		p.Points = append(p.Points, Point{Value: u.Observed / u.Expected, Size: u.Expected})
	}
	return p.settle()
}

// Shares compares rates with a target rate: z = 2 sqrt n (asin sqrt p - asin sqrt
// target). It returns a [quality.InputError] for fewer than two units, a unit without
// trials, more events than trials, and a target that is no rate.
func Shares(units []Share, target float64) (*Plot, error) {
	if !(target > 0 && target < 1) {
		return nil, quality.Refuse(target, "a rate above 0 and below 1", "target")
	}
	for i, u := range units {
		if u.Trials < 1 {
			return nil, quality.Refuse(u.Trials, "at least one", "units[%d].trials", i)
		}
		if u.Events < 0 || u.Events > u.Trials {
			return nil, quality.Refuse(u.Events, "at least 0 and no more than the trials", "units[%d].events", i)
		}
	}
	p := &Plot{Target: target, effect: arc, back: func(x float64) float64 {
		s := math.Sin(min(math.Pi/2, max(0, x)))
		return s * s
	}}
	for _, u := range units {
		p.Points = append(p.Points, Point{Value: float64(u.Events) / float64(u.Trials), Size: float64(u.Trials)})
	}
	return p.settle()
}

func arc(p float64) float64 { return math.Asin(math.Sqrt(p)) }

// settle works out the z of all points. On both scales the standard error is 1 over
// twice the root of the size.
func (p *Plot) settle() (*Plot, error) {
	if len(p.Points) < 2 {
		return nil, quality.Refuse(len(p.Points), "at least two", "the number of units")
	}
	z := make([]float64, len(p.Points))
	for i := range p.Points {
		u := &p.Points[i]
		u.effect, u.se = p.effect(u.Value)-p.effect(p.Target), 1/(2*math.Sqrt(u.Size))
		u.Z = u.effect / u.se
		z[i] = u.Z
	}
	p.disperse(winsorise(z))
	for i := range p.Points {
		u := &p.Points[i]
		u.Adjusted = u.effect / math.Sqrt(u.se*u.se+p.Between)
	}
	return p, nil
}

// disperse estimates the over-dispersion and, where it exceeds what chance has, the
// variance between units by moments (DerSimonian and Laird 1986).
func (p *Plot) disperse(z []float64) {
	units := float64(len(z))
	for _, x := range z {
		p.Dispersion += x * x / units
	}
	if units*p.Dispersion <= units-1 {
		return
	}
	sum, squares := 0.0, 0.0
	for _, u := range p.Points {
		w := 1 / (u.se * u.se)
		sum += w
		squares += w * w
	}
	p.Between = (units*p.Dispersion - (units - 1)) / (sum - squares/sum)
}

// winsorise draws the outer shares of a list in to its quantiles there.
func winsorise(z []float64) []float64 {
	sorted := slices.Sorted(slices.Values(z))
	lo, hi := quantile(sorted, winsorised), quantile(sorted, 1-winsorised)
	drawn := make([]float64, len(z))
	for i, x := range z {
		drawn[i] = min(hi, max(lo, x))
	}
	return drawn
}

// quantile interpolates between the values of a sorted list, the first at 0 and the
// last at 1.
func quantile(sorted []float64, p float64) float64 {
	at := p * float64(len(sorted)-1)
	i := int(at)
	if i+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[i] + (at-float64(i))*(sorted[i+1]-sorted[i])
}

// Limits are the values between which a unit of a size lies with a probability, such
// as 0.95 or 0.998, if it is on target: by chance alone, or with the over-dispersion
// allowed for.
func (p *Plot) Limits(size, level float64, adjusted bool) (lo, hi float64, err error) {
	if !(size > 0) || math.IsInf(size, 1) {
		return 0, 0, quality.Refuse(size, "a finite number above 0", "size")
	}
	if err := quality.CheckLevel(level); err != nil {
		return 0, 0, err
	}
	variance := 1 / (4 * size)
	if adjusted {
		variance += p.Between
	}
	half := quality.Normal(level) * math.Sqrt(variance)
	centre := p.effect(p.Target)
	return p.back(centre - half), p.back(centre + half), nil
}
