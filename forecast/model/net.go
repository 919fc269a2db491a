package model

import (
	"math"
	"slices"
)

// Some of what moves a day is known beforehand: uplifts that a planner expects,
// and what drivers do, once learned. It is taken out of the history before the
// models learn from it and put back into what they forecast, day by day as a
// factor: so that a campaign neither bends the level nor looks like an outlier.

// settling says what a training takes out and judges before models learn.
type settling struct {
	contacts, handleTime []*Driver // that act on the one and the other
	unjudged             bool      // leave outliers in, for who wants to tell them from drivers first
}

// until returns what was known at the end of day k-1, to be settled like t.
func (t *Training) until(k int) *Training {
	past := newTraining(t.raw().before(k), t.almanac)
	past.settling = t.settling
	return past
}

// raw is the history as it was observed.
func (t *Training) raw() *History {
	if t.observedHistory != nil {
		return t.observedHistory
	}
	return t.history
}

// settle takes out what is known beforehand, then finds outliers in the rest.
func (t *Training) settle() {
	t.takeOutExpected()
	if named := t.seesNamedDays(); len(t.settling.contacts) > 0 || named {
		if o := fitContacts(t, t.signalsFor(t.settling.contacts)); o != nil {
			t.takeOutKnown(o, named)
		}
	}
	if len(t.settling.handleTime) > 0 {
		if o := fitHandleTimes(t, t.signalsFor(t.settling.handleTime)); o != nil {
			t.takeOutHandling(o)
		}
	}
	if !t.settling.unjudged {
		t.flagOutliers()
	}
}

// takeOutHandling divides the handle times of every past day by what drivers do
// to them.
func (t *Training) takeOutHandling(o *outside) {
	t.handling = make([]float64, t.almanac.length())
	t.observedHistory = t.history
	net := *t.history
	net.seconds = matrix(t.Days(), t.Slots(), 0)
	for k := range t.handling {
		t.handling[k] = boundedInfluence(o.driven(k))
		if k >= t.Days() {
			continue
		}
		factor := math.Exp(-t.handling[k])
		for j, v := range t.history.seconds[k] {
			net.seconds[k][j] = v * factor
		}
	}
	t.history = &net
}

// handlingFactor is what handle times of day k are multiplied by.
func (t *Training) handlingFactor(k int) float64 {
	if k >= len(t.handling) {
		return 1
	}
	return math.Exp(t.handling[k])
}

// takeOut divides the contacts of every past day by exp(influence) and adds the
// influence to what forecasts are multiplied by. influence is a logarithm for
// every day from the first of history on.
func (t *Training) takeOut(influence []float64) {
	if t.influence == nil {
		t.influence = make([]float64, len(influence))
	}
	t.memo = memo{}
	for k, v := range influence {
		t.influence[k] += v
		if k >= t.Days() || v == 0 {
			continue
		}
		factor := math.Exp(-v)
		for j := range t.counts[k] {
			t.counts[k][j] *= factor
		}
		t.total[k] *= factor
	}
}

// takeOutExpected takes out the uplifts that the calendar expects.
func (t *Training) takeOutExpected() {
	influence, some := make([]float64, t.almanac.length()), false
	for k := range influence {
		influence[k] = t.almanac.day(k).uplift
		some = some || influence[k] != 0
	}
	if some {
		t.takeOut(influence)
	}
}

// seesNamedDays reports whether any usable day is one that the calendar names, so
// that something can be learned of such days; not while drivers are still to be
// told from them.
func (t *Training) seesNamedDays() bool {
	if t.settling.unjudged {
		return false
	}
	for k, usable := range t.usable {
		if info := t.almanac.day(k); usable && (info.special || len(info.marks) > 0 || info.school) {
			return true
		}
	}
	return false
}

// takeOutKnown takes out what drivers do by a regression, and with named what the
// days that the calendar names do. The regression remembers all of the past: a
// festival comes once a year, and a model that forgets within weeks would know
// nothing of it.
func (t *Training) takeOutKnown(o *outside, named bool) {
	influence := make([]float64, t.almanac.length())
	for k := range influence {
		known := o.driven(k)
		if named {
			known += o.named(k)
		}
		influence[k] = boundedInfluence(known)
	}
	t.takeOut(influence)
}

// boundedInfluence keeps a value far outside what was learned from, such as a
// slipped decimal point, from forecasting the impossible: at most a tenfold.
func boundedInfluence(v float64) float64 { return min(max(v, -math.Ln10), math.Ln10) }

// factor is what forecasts of day k are multiplied by.
func (t *Training) factor(k int) float64 {
	if k < 0 || k >= len(t.influence) {
		return 1
	}
	return math.Exp(t.influence[k])
}

// flagsAsSeen returns the flags, which were found net of what is known
// beforehand, with contacts as they came.
func (t *Training) flagsAsSeen() []Flag {
	flags := slices.Clone(t.flags)
	for i := range flags {
		factor := t.factor(t.history.first.DaysUntil(flags[i].Date))
		flags[i].Observed *= factor
		flags[i].Expected *= factor
	}
	return flags
}

// fit fits a model and puts back what was taken out.
func (t *Training) fit(m Model) Forecast {
	f := m.Fit(t)
	if t.influence != nil {
		f = putBack{f, t}
	}
	if len(t.almanac.opening) > 0 {
		f = heldOpen{f, t}
	}
	return f
}

// putBack is a forecast of the history net of influences, with them.
type putBack struct {
	net      Forecast
	training *Training
}

// Day implements [Forecast].
func (f putBack) Day(k int) []float64 {
	day, factor := f.net.Day(k), f.training.factor(k)
	for j := range day {
		day[j] *= factor
	}
	return day
}
