package model

import (
	"math"
	"slices"
)

// level is the fitted course of a queue's daily totals, on log scale:
//
//	log T[d] = centre + x[d]β + ℓ + error
//
// with β from a discounted ridge regression, one Huber step, and ℓ a slow
// exponential smoothing of what the regression left over.
type level struct {
	design  *design
	centre  float64
	beta    []float64
	slow    float64 // ℓ, added to every day ahead
	scale   float64 // robust spread of the residuals
	offset  float64 // added before the logarithm, for days without contacts
	days    []int   // the days fitted
	errors  []float64
	smooths []float64 // ℓ as it stood before each fitted day
	smear   float64   // Σωobserved/Σωfitted: from the median of a total to its mean
}

// fitLevel fits the daily level. halfLife, in days, is the age at which a day
// counts half; 0 makes all days count alike. horizon is how many days ahead
// the slow level must serve.
func fitLevel(d *design, halfLife float64, horizon int) *level {
	t := d.training
	l := &level{design: d, beta: make([]float64, len(d.penalty))}
	weights, trusted := []float64{}, []bool{}
	for k := range t.Days() {
		if t.usable[k] && !forgotten(t.age(k), halfLife) {
			l.days = append(l.days, k)
			weights = append(weights, discount(t.age(k), halfLife))
			trusted = append(trusted, t.almanac.day(k).special)
		}
	}
	if len(l.days) == 0 {
		return l
	}
	rows, y := l.observations()
	l.beta, l.errors, l.scale = robustRidge(rows, y, weights, d.penalty, trusted)
	l.slow, l.smooths = follow(l.days, l.errors, l.scale, horizon)
	l.findSmear(halfLife)
	return l
}

// findSmear sets the factor from the exponential of a mean logarithm to the
// mean: the ratio of sums, after Duan's smearing estimate (Journal of the
// American Statistical Association 78, 1983), which assumes no distribution.
func (l *level) findSmear(halfLife float64) {
	t := l.design.training
	observed, expected := 0.0, 0.0
	for k, fitted := range l.fitted() {
		if seen(fitted) {
			weight := discount(t.age(k), halfLife)
			observed += weight * t.total[k]
			expected += weight * fitted
		}
	}
	l.smear = 1
	if expected > 0 && observed > 0 {
		l.smear = min(max(observed/expected, .5), 2)
	}
}

// forgottenFrom is how many half-lives ago a day counts for nothing: less than a
// sixtieth, which is not worth the time.
const forgottenFrom = 6

func forgotten(age, halfLife float64) bool { return halfLife > 0 && age > forgottenFrom*halfLife }

// discount is the weight of a day of the given age.
func discount(age, halfLife float64) float64 {
	if halfLife <= 0 {
		return 1
	}
	return math.Exp2(-age / halfLife)
}

func (l *level) observations() (rows [][]float64, y []float64) {
	t := l.design.training
	for _, k := range l.days {
		if t.total[k] == 0 {
			l.offset = 1
		}
	}
	rows, y = make([][]float64, 0, len(l.days)), make([]float64, 0, len(l.days))
	for _, k := range l.days {
		rows = append(rows, l.design.row(k))
		y = append(y, math.Log(t.total[k]+l.offset))
	}
	l.centre = mean(y)
	for i := range y {
		y[i] -= l.centre
	}
	return rows, y
}

// at returns the expected total of day k: its median, or with unbiased its mean.
func (l *level) at(k int, unbiased bool) float64 {
	if len(l.days) == 0 {
		return 0
	}
	total := max(0, math.Exp(l.centre+dot(l.design.row(k), l.beta)+l.slow)-l.offset)
	if unbiased {
		return total * l.smear
	}
	return total
}

// fitted returns the expected total of each fitted day, with the slow level as
// it stood then; the others hold NaN.
func (l *level) fitted() []float64 {
	out := slices.Repeat([]float64{math.NaN()}, l.design.training.Days())
	for i, k := range l.days {
		x := l.centre + dot(l.design.row(k), l.beta) + l.smooths[i]
		out[k] = max(0, math.Exp(x)-l.offset)
	}
	return out
}
