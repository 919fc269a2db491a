package model

import (
	"math"
	"slices"
)

// DriverUse says what became of a driver.
type DriverUse struct {
	Code       string
	HandleTime bool // acting on handle time, else on contacts
	Used       bool
	Reason     DriverReason
	// With and Without are the WAPE of whole days in the back-test, with and
	// without the driver beside the others that are used; NaN without a back-test.
	With, Without float64
	Assumed       int // days of the horizon for which no value was planned
}

// DriverReason says why a driver is used or not.
type DriverReason string

// The reasons.
const (
	DriverProved    DriverReason = "proved"           // the back-test is better with it
	DriverClear     DriverReason = "clear_effect"     // it slept through the back-test, but its effect is beyond doubt
	DriverUnproved  DriverReason = "unproved"         // the back-test is no better with it
	DriverGiven     DriverReason = "relation_given"   // nothing tells yet, but what a bot settles does not arrive
	DriverSilent    DriverReason = "never_varied"     // one value throughout the history
	DriverOutvoted  DriverReason = "combination_lost" // the combination did better without drivers
	DriverFollowed  DriverReason = "by_plan"          // as an earlier run settled
	clearDeviations              = 2.0                // posterior deviations from nought that are beyond doubt
	driverWindows                = 8                  // windows of the back-test that prove drivers
)

// effectOf is a regression on one outcome, and how to judge it.
type effectOf struct {
	handleTime bool
	fit        func(*Training, []*signal) *outside
	// miss returns the error of day k by a regression of what came before, and
	// what came; false where nothing came.
	miss func(h *History, k int, o *outside) (miss, came float64, ok bool)
}

var onContacts = effectOf{fit: fitContacts, miss: func(h *History, k int, o *outside) (float64, float64, bool) {
	came := sumSeen(h.contacts[k])
	uplift := o.training.almanac.day(k).uplift
	return math.Abs(math.Exp(o.at(k)+uplift) - came), came, came > 0 && h.rows(k) > 0 && !o.training.Closed(k)
}}

var onHandleTime = effectOf{handleTime: true, fit: fitHandleTimes, miss: func(h *History, k int, o *outside) (float64, float64, bool) {
	handled, came := sum(h.handled[k]), sum(h.seconds[k])
	return math.Abs(math.Exp(o.at(k))*handled - came), came, handled > 0 && came > 0
}}

// proof judges drivers by the back-test before any model does: regressions on
// what each window knew forecast the days of the window with and without them.
type proof struct {
	effectOf
	history *History
	windows []*outside // with all signals
	origins []int
	horizon int
	now     *outside // on all that is known
}

// signalsFor reads drivers for a training.
func (t *Training) signalsFor(drivers []*Driver) []*signal {
	out := make([]*signal, len(drivers))
	for i, d := range drivers {
		out[i] = newSignal(d, t.history.first, t.Days(), t.almanac.length())
	}
	return out
}

// newProof fits the regressions of up to driverWindows windows, spread over
// those of the back-test.
func newProof(kind effectOf, t *Training, b *backtest, drivers []*Driver) *proof {
	p := &proof{effectOf: kind, history: t.history, horizon: b.horizon, now: kind.fit(t, t.signalsFor(drivers))}
	step := max(1, (len(b.windows)+driverWindows-1)/driverWindows)
	for n := 0; n < len(b.windows); n += step {
		w := b.windows[n]
		if o := kind.fit(w.training, w.training.signalsFor(drivers)); o != nil {
			p.windows, p.origins = append(p.windows, o), append(p.origins, w.origin)
		}
	}
	return p
}

// loss is the WAPE of whole days with only the drivers at the given places, and
// NaN where there is nothing to judge by.
func (p *proof) loss(places []int) float64 {
	missed, came := 0.0, 0.0
	for n, o := range p.windows {
		var signals []*signal
		for _, i := range places {
			signals = append(signals, o.signals[i])
		}
		less := o.with(signals)
		for k := p.origins[n]; k < p.origins[n]+p.horizon; k++ {
			if miss, amount, ok := p.miss(p.history, k, less); ok {
				missed += miss
				came += amount
			}
		}
	}
	return missed / came
}

// choose drops drivers one after another for as long as the back-test is no
// worse without; what the windows cannot tell is judged by the estimate. A bot's
// relation to contacts is known before anything is learned of it.
func (p *proof) choose(drivers []*Driver) (used []*Driver, report []DriverUse) {
	var places []int
	report = make([]DriverUse, len(drivers))
	for i, d := range drivers {
		report[i] = DriverUse{Code: d.Code, HandleTime: p.handleTime, Without: math.NaN(), With: math.NaN()}
		switch {
		case p.now != nil && p.now.signals[i].varies(p.history.Days()):
			places = append(places, i)
		case p.given(d):
			report[i].Used, report[i].Reason = true, DriverGiven
		default:
			report[i].Reason = DriverSilent
		}
	}
	for {
		with := p.loss(places)
		worst, least := -1, math.Inf(1)
		for _, i := range places {
			without := p.loss(others(places, i))
			report[i].With, report[i].Without, report[i].Used, report[i].Reason = with, without, true, DriverProved
			indistinct := math.IsNaN(with) || math.Abs(with-without) < 1e-6*with
			switch {
			case indistinct && p.clear(i):
				report[i].Reason = DriverClear
			case indistinct && p.given(drivers[i]):
				report[i].Reason = DriverGiven
			case indistinct || without <= with:
				report[i].Used, report[i].Reason = false, DriverUnproved
				if worst < 0 || without < least {
					worst, least = i, without
				}
			}
		}
		if worst < 0 {
			break
		}
		places = others(places, worst)
	}
	for i, d := range drivers {
		if report[i].Used {
			used = append(used, d)
		}
	}
	return used, report
}

// given reports whether a driver's relation is known without learning.
func (p *proof) given(d *Driver) bool { return d.Form == DriverShare && !p.handleTime }

func others(places []int, but int) []int {
	return slices.DeleteFunc(slices.Clone(places), func(i int) bool { return i == but })
}

// clear reports whether the estimate on all that is known is far from nought.
func (p *proof) clear(n int) bool {
	mean, deviation := p.now.signalEffect(n, p.now.signals[n].usualStep())
	return math.Abs(mean) > clearDeviations*deviation
}
