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
	fitted  []float64 // total expected of each fitted day
	smear   float64   // Σωobserved/Σωfitted: from the median of a total to its mean
}

// fitLevel fits the daily level. halfLife, in days, is the age at which a day
// counts half; 0 makes all days count alike. horizon is how many days ahead
// the slow level must serve.
func fitLevel(d *design, halfLife float64, horizon int) *level {
	t := d.training
	l := &level{design: d, beta: make([]float64, len(d.penalty))}
	from, weights := t.remembering(halfLife)
	l.days = t.learned()[from:]
	if len(l.days) == 0 {
		return l
	}
	y := l.logTotals()
	l.beta, l.errors, l.scale = robustRidge(d.learnedRows()[from:], y, weights, d.penalty, t.trusted()[from:])
	l.slow, l.smooths = follow(l.days, l.errors, l.scale, horizon)
	l.findFitted(y)
	l.findSmear(weights)
	return l
}

// logTotals returns the logarithms of the fitted days' totals less their mean.
func (l *level) logTotals() []float64 {
	t := l.design.training
	for _, k := range l.days {
		if t.total[k] == 0 {
			l.offset = 1
		}
	}
	logs := t.logTotals(l.offset)
	y := slices.Clone(logs[len(logs)-len(l.days):])
	l.centre = mean(y)
	for i := range y {
		y[i] -= l.centre
	}
	return y
}

// findFitted sets the expected total of each fitted day, with the slow level as
// it stood then.
func (l *level) findFitted(y []float64) {
	l.fitted = make([]float64, len(y))
	for i, v := range y {
		l.fitted[i] = max(0, math.Exp(l.centre+v-l.errors[i]+l.smooths[i])-l.offset)
	}
}

// findSmear sets the factor from the exponential of a mean logarithm to the
// mean: the ratio of sums, after Duan's smearing estimate (Journal of the
// American Statistical Association 78, 1983), which assumes no distribution.
func (l *level) findSmear(weights []float64) {
	t := l.design.training
	observed, expected := 0.0, 0.0
	for i, k := range l.days {
		observed += weights[i] * t.total[k]
		expected += weights[i] * l.fitted[i]
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

// at returns the expected total of day k: its median, or with unbiased its mean.
func (l *level) at(k int, unbiased bool) float64 {
	if len(l.days) == 0 {
		return 0
	}
	total := max(0, math.Exp(l.centre+l.design.row(k).dot(l.beta)+l.slow)-l.offset)
	if unbiased {
		return total * l.smear
	}
	return total
}
