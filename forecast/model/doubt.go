package model

import "math"

// What is expected of a day that was never seen, or once, is doubtful beyond the
// errors that the back-test made: its events had taught the models then, or were
// not there. The doubt of such a day is the posterior deviation of an effect
// with prior deviation τ after n days with noise σ each, √(1/(1/τ² + n/σ²)).

// How far off what nobody knows may be, as a deviation on the log scale.
const (
	leastDoubt   = 0.15 // of an expected uplift: half of it, and at least so much
	unknownDoubt = 0.25 // of an event or holiday of which nothing is expected
	dayNoise     = 0.08
	noDoubt      = 0.04 // what the bands hold anyway
)

func doubtOf(uplift float64) float64 { return max(leastDoubt, math.Abs(uplift)/2) }

// doubtOn is the doubt of day k's events and holidays, 0 for none.
func (r *run) doubtOn(k int) float64 {
	info := r.training.almanac.day(k)
	variance := 0.0
	add := func(kind Kind, name string) {
		prior := unknownDoubt
		if uplift, expected := r.training.almanac.expected(kind, name); expected {
			prior = doubtOf(uplift)
		}
		n := float64(r.seenOf(kind, name))
		variance += 1 / (1/(prior*prior) + n/(dayNoise*dayNoise))
	}
	for _, name := range info.events {
		add(Event, name)
	}
	for _, name := range info.holidays {
		add(Holiday, name)
	}
	if variance <= noDoubt*noDoubt || r.training.Closed(k) {
		return 0
	}
	return math.Sqrt(variance)
}

// seenOf counts the usable days of a type of fact.
func (r *run) seenOf(kind Kind, name string) int {
	n := 0
	for k, usable := range r.training.usable {
		info := r.training.almanac.day(k)
		names := info.events
		if kind == Holiday {
			names = info.holidays
		}
		for _, other := range names {
			if usable && other == name {
				n++
			}
		}
	}
	return n
}

// doubts are those of the days of the horizon.
func (r *run) doubts() []float64 {
	out := make([]float64, r.Days)
	for day := range out {
		out[day] = r.doubtOn(r.training.Days() + r.gap + day)
	}
	return out
}

// widen adds the doubt of days to their bands and to those of their totals.
func (r *Result) widen() {
	weeks := make([]float64, len(r.Weeks)) // variance, in contacts
	for day, doubt := range r.Doubt {
		if doubt == 0 {
			continue
		}
		from, to := r.Grid.Day(day)
		for b := range r.Bands {
			band := &r.Bands[b]
			z := normalQuantile(band.Level)
			for i := from; i < to; i++ {
				band.Lo[i], band.Hi[i] = wider(r.Mean[i], band.Lo[i], band.Hi[i], z*doubt*r.Mean[i])
			}
		}
		total := &r.Days[day]
		widenTotal(total, doubt*total.Mean)
		weeks[day/7] += doubt * total.Mean * doubt * total.Mean
	}
	for w, variance := range weeks {
		if variance > 0 {
			widenTotal(&r.Weeks[w], math.Sqrt(variance))
		}
	}
}

func widenTotal(t *Total, deviation float64) {
	for b := range t.Bands {
		band := &t.Bands[b]
		band.Lo, band.Hi = wider(t.Mean, band.Lo, band.Hi, normalQuantile(band.Level)*deviation)
	}
}

// wider moves both ends of a band away from its middle, as independent errors add.
func wider(mean, lo, hi, by float64) (low, high float64) {
	return max(0, mean-math.Hypot(mean-lo, by)), mean + math.Hypot(hi-mean, by)
}
