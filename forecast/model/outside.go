package model

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
)

// outside is a ridge regression of what a day was like on the calendar, on a
// slow course of the level, and on drivers:
//
//	y[d] = weekday + calendar[d]β + course[d]γ + Σ signal[d−lag]δ + error
//
// y is the logarithm of the day's contacts, net of expected uplifts, or of its
// handle time. It tells what comes from outside from what the queue does by
// itself: the effects are taken out of the history before the models learn and
// put back into what they forecast, so that every model has the use of them,
// those that know no regressors too.
//
// The posterior of the coefficients is normal around the ridge estimate with
// covariance σ²(XᵀΩX+Λ)⁻¹ (Hoerl and Kennard, Technometrics 12, 1970, read as
// a Bayesian regression with prior variance σ²Λ⁻¹).
type outside struct {
	training *Training
	design   *design
	signals  []*signal
	course   int // hat functions of the slow course

	days    []int
	rows    []row
	y       []float64
	weights []float64 // with the Huber step
	penalty []float64
	prior   []float64 // what the coefficients are shrunk to

	centre float64
	beta   []float64
	scale  float64       // robust spread of the errors
	covary *mat.SymDense // (XᵀΩX+Λ)⁻¹
	last   float64       // mean error of the last days: where the level stands
}

// The slow course bends every so many days, and is held straight by a ridge.
const (
	courseStep = 56
	driftRidge = 0.1
)

// shareRidge holds a bot's coefficient near 1: as if a day's own noise were 5 %
// and the relation were known to 30 %.
const shareRidge = 0.05 * 0.05 / (0.3 * 0.3)

// recentErrors is over how many days the level of the end is found.
const recentErrors = 14

// outcome is what one day of the past was like.
type outcome struct {
	value  float64 // logarithm
	weight float64
}

// fitContacts regresses the log totals.
func fitContacts(t *Training, signals []*signal) *outside {
	day := func(k int) (outcome, bool) {
		if !t.usable[k] || t.total[k] <= 0 {
			return outcome{}, false
		}
		return outcome{math.Log(t.total[k]), 1}, true
	}
	return fitOutside(t, newDesign(t, t.Days() >= daysForMonth, yearlyPairs(t.Days()), false), signals, 1, day)
}

// fitHandleTimes regresses the log handle times, each day weighing by its
// contacts.
func fitHandleTimes(t *Training, signals []*signal) *outside {
	contacts, n := 0.0, 0.0
	for k := range t.Days() {
		if c := sum(t.history.handled[k]); t.usable[k] && c > 0 {
			contacts += c
			n++
		}
	}
	day := func(k int) (outcome, bool) {
		seconds, handled := sum(t.history.seconds[k]), sum(t.history.handled[k])
		if !t.usable[k] || seconds <= 0 || handled <= 0 {
			return outcome{}, false
		}
		return outcome{math.Log(seconds / handled), handled * n / contacts}, true
	}
	return fitOutside(t, newDesign(t, false, 0, false), signals, 0, day)
}

// yearlyPairs is how many waves of the year a regression on all days can bear.
func yearlyPairs(days int) int {
	switch {
	case days >= daysForWaves:
		return 3
	case days >= daysForYearly:
		return 1
	}
	return 0
}

func fitOutside(t *Training, d *design, signals []*signal, share float64, day func(k int) (outcome, bool)) *outside {
	o := &outside{training: t, design: d, signals: signals, course: t.Days() / courseStep}
	o.penalty = append(slices.Clone(d.penalty), slices.Repeat([]float64{driftRidge}, o.course)...)
	o.prior = make([]float64, len(o.penalty))
	for _, s := range signals {
		for lag := range s.driver.Lags + 1 {
			ridge, to := calendarRidge*float64(1+lag), 0.0
			if s.driver.Form == DriverShare {
				ridge, to = shareRidge, share
			}
			o.penalty, o.prior = append(o.penalty, ridge), append(o.prior, to)
		}
	}
	var trusted []bool
	for k := range t.Days() {
		if seen, ok := day(k); ok {
			o.days, o.y, o.weights = append(o.days, k), append(o.y, seen.value), append(o.weights, seen.weight)
			trusted = append(trusted, t.almanac.day(k).special || o.stirred(k))
		}
	}
	if len(o.days) == 0 {
		return nil
	}
	o.centre = mean(o.y)
	for i, k := range o.days {
		o.rows = append(o.rows, o.row(k))
		o.y[i] -= o.centre + o.rows[i].dot(o.prior)
	}
	o.solve(trusted)
	return o
}

// stirred reports whether a count acts on day k: few days tell of it, which
// stand out because they are rare and not because they are wrong.
func (o *outside) stirred(k int) bool {
	for _, s := range o.signals {
		for lag := range s.driver.Lags + 1 {
			if s.driver.Form == DriverCount && s.at(k, lag) != 0 {
				return true
			}
		}
	}
	return false
}

// row returns the regressors of day k, known or to come.
func (o *outside) row(k int) row {
	x := o.design.row(k).clone(2 + len(o.signals))
	column := len(o.design.penalty)
	for n, hat := range o.courseAt(k) {
		x = x.with(column+n, hat)
	}
	column += o.course
	for _, s := range o.signals {
		for lag := range s.driver.Lags + 1 {
			x = x.with(column, s.at(k, lag))
			column++
		}
	}
	return x
}

// courseAt are the hat functions of day k, the last flat from the end on.
func (o *outside) courseAt(k int) []float64 {
	hats := make([]float64, o.course)
	place := float64(min(k, o.training.Days()-1)) / courseStep
	for n := range hats {
		hats[n] = max(0, 1-math.Abs(place-float64(n+1)))
	}
	if o.course > 0 && place > float64(o.course) {
		hats[o.course-1] = 1
	}
	return hats
}

// solve estimates the coefficients with one Huber step and their covariance.
func (o *outside) solve(trusted []bool) {
	n := newNormal(o.penalty)
	for i, x := range o.rows {
		n.add(x, o.y[i], o.weights[i])
	}
	first := n.clone()
	solvePositive(first.left, first.right)
	errors := leftOver(o.rows, o.y, first.right)
	scale := spread(errors)
	for i, r := range errors {
		if size := math.Abs(r); size > huberAt*scale && !trusted[i] {
			lowered := o.weights[i] * huberAt * scale / size
			n.add(o.rows[i], o.y[i], lowered-o.weights[i])
			o.weights[i] = lowered
		}
	}
	o.beta = o.solution(n)
	leaveOver(errors, o.rows, o.y, o.beta)
	o.scale = spread(errors)
	o.last = mean(errors[max(0, len(errors)-recentErrors):])
	for i, to := range o.prior {
		o.beta[i] += to
	}
}

// solution solves the equations and sets the covariance.
func (o *outside) solution(n normal) []float64 {
	left, beta := mat.NewSymDense(len(o.penalty), nil), make([]float64, len(o.penalty))
	for a, target := range n.left {
		for b, v := range target[:a+1] {
			left.SetSym(b, a, v)
		}
	}
	o.covary = mat.NewSymDense(len(beta), nil)
	var factor mat.Cholesky
	if factor.Factorize(left) {
		_ = factor.SolveVecTo(mat.NewVecDense(len(beta), beta), mat.NewVecDense(len(beta), n.right)) // a large condition number is reported, but solved
		_ = factor.InverseTo(o.covary)
	}
	return beta
}

// span is the range of coefficients that belong to a signal.
func (o *outside) span(n int) (from, to int) {
	from = len(o.design.penalty) + o.course
	for i, s := range o.signals {
		to = from + s.driver.Lags + 1
		if i == n {
			break
		}
		from = to
	}
	return from, to
}

// driven returns what signals add to day k on the log scale.
func (o *outside) driven(k int) float64 {
	total := 0.0
	for n, s := range o.signals {
		from, to := o.span(n)
		for lag, beta := range o.beta[from:to] {
			total += beta * s.at(k, lag)
		}
	}
	return total
}

// named returns what the calendar's names of day k add on the log scale: holidays,
// events, make-up workdays, school breaks and what such days have in common.
func (o *outside) named(k int) float64 {
	x, total := o.design.dated.rows[k+margin], 0.0
	for n, column := range x.columns {
		if column >= anyHoliday && column < firstName+o.design.dated.named.count() {
			total += x.values[n] * o.beta[column]
		}
	}
	return total
}

// with returns the same regression with only some of the signals, by the same
// weights: what the others are worth shows in what it misses. It has no
// covariance.
func (o *outside) with(signals []*signal) *outside {
	keep := make([]int, 0, len(o.penalty))
	for i := range len(o.design.penalty) + o.course {
		keep = append(keep, i)
	}
	for n, s := range o.signals {
		if from, to := o.span(n); slices.Contains(signals, s) {
			for i := from; i < to; i++ {
				keep = append(keep, i)
			}
		}
	}
	less := &outside{training: o.training, design: o.design, signals: signals, course: o.course, centre: o.centre, days: o.days, weights: o.weights}
	places := make([]int, len(o.penalty)) // of kept columns in the smaller regression, counted from 1
	for place, i := range keep {
		places[i] = place + 1
	}
	for i, x := range o.rows {
		less.rows = append(less.rows, x.moved(places))
		less.y = append(less.y, o.y[i]+x.dot(o.prior))
	}
	less.penalty, less.prior = pick(o.penalty, keep), pick(o.prior, keep)
	for i, x := range less.rows {
		less.y[i] -= x.dot(less.prior)
	}
	less.beta = ridge(less.rows, less.y, less.weights, less.penalty)
	errors := leftOver(less.rows, less.y, less.beta)
	less.last = mean(errors[max(0, len(errors)-recentErrors):])
	for i, to := range less.prior {
		less.beta[i] += to
	}
	return less
}

func pick(values []float64, places []int) []float64 {
	out := make([]float64, len(places))
	for i, p := range places {
		out[i] = values[p]
	}
	return out
}

// at returns the expected outcome of day k on the log scale.
func (o *outside) at(k int) float64 { return o.centre + o.row(k).dot(o.beta) + o.last }
