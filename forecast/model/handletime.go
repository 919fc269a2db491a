package model

import (
	"math"
	"time"
)

// handleTime forecasts seconds per handled contact for each weekday and slot: a
// discounted overall level times a slot shape shrunk by how many contacts back
// it, and a weekday factor where the record is long enough. More elaborate
// forms did worse on real centres: handle times vary so much between contacts
// (coefficient of variation about 1.3) that detail is mostly noise.
type handleTime struct {
	level    float64    // seconds, contact-weighted; 0 when nothing is known
	slots    []float64  // factor of each slot
	weekdays [7]float64 // factor of each weekday
}

// How handle times are learned.
const (
	handleShrink      = 40.0 // contacts' worth of the neighbours' mean in each slot's
	handleSmooth      = 1.5  // slots, deviation of the Gaussian kernel
	weekdayShrink     = 400.0
	daysForWeekdayAHT = 12 * 7
)

// handleLives are the half-lives, in days, that compete for the level; 0 makes
// all days count alike. The first of equals wins: little history cannot show
// that handle times drift, and then the most of it is best.
var handleLives = []float64{0, 180, 60}

// fitHandleTime learns with a half-life in days, see handleLives.
func fitHandleTime(t *Training, halfLife float64) handleTime {
	return fitSeconds(t, t.history.seconds, t.history.handled, halfLife)
}

// fitSeconds learns how many of the seconds, by day and slot, one of the handled
// contacts takes.
func fitSeconds(t *Training, spent, handled [][]float64, halfLife float64) handleTime {
	h := handleTime{slots: make([]float64, t.Slots())}
	seconds, contacts := make([]float64, t.Slots()), make([]float64, t.Slots())
	var daySeconds, dayContacts [7]float64
	for k := range t.Days() {
		if !t.usable[k] {
			continue
		}
		weight := discount(t.age(k), halfLife)
		for j := range seconds {
			seconds[j] += weight * spent[k][j]
			contacts[j] += weight * handled[k][j]
		}
		daySeconds[t.weekday(k)] += weight * sum(spent[k])
		dayContacts[t.weekday(k)] += weight * sum(handled[k])
	}
	if sum(contacts) == 0 || sum(seconds) == 0 {
		return h
	}
	h.level = sum(seconds) / sum(contacts)
	h.slots = slotFactors(seconds, contacts, h.level)
	for w := range time.Saturday + 1 {
		h.weekdays[w] = 1
		if t.Days() >= daysForWeekdayAHT {
			h.weekdays[w] = (daySeconds[w] + weekdayShrink*h.level) / (dayContacts[w] + weekdayShrink) / h.level
		}
	}
	return h
}

// handleLife picks the half-life whose level would have missed the workload of
// the two weeks after it least, over the last windows of the history.
func (t *Training) handleLife() float64 {
	seconds, contacts := make([]float64, t.Days()), make([]float64, t.Days())
	for k := range seconds {
		seconds[k], contacts[k] = sum(t.history.seconds[k]), sum(t.history.handled[k])
	}
	best, life := math.Inf(1), handleLives[0]
	for _, candidate := range handleLives {
		if loss := t.handleLoss(seconds, contacts, candidate); loss < decisive*best {
			best, life = loss, candidate
		}
	}
	return life
}

// handleLoss is Σ|level·contacts − seconds| over the days of those windows, given
// both by day.
func (t *Training) handleLoss(seconds, contacts []float64, halfLife float64) float64 {
	const windows, ahead = 8, 14
	loss := 0.0
	for n := range windows {
		origin := t.Days() - ahead - n*backtestStep
		if origin < backtestMinDays {
			break
		}
		spent, handled := 0.0, 0.0
		for k := range origin {
			if t.usable[k] && contacts[k] > 0 {
				weight := discount(float64(origin-1-k), halfLife)
				spent += weight * seconds[k]
				handled += weight * contacts[k]
			}
		}
		for k := origin; handled > 0 && k < origin+ahead; k++ {
			loss += math.Abs(spent/handled*contacts[k] - seconds[k])
		}
	}
	return loss
}

// slotFactors returns a_j = (ΣT_j + k·S_j)/(Σn_j + k) over the level A, where S_j
// is what the slots around j take, each weighing by its contacts: a slot with
// enough contacts speaks for itself, another borrows from its neighbours, and
// where those have few as well, from the whole day. The factors are scaled so
// that the contacts' mean stays A.
func slotFactors(seconds, contacts []float64, level float64) []float64 {
	everywhere := make([]bool, len(seconds))
	for j := range everywhere {
		everywhere[j] = true
	}
	aroundSeconds, aroundContacts := smoothOver(seconds, everywhere, handleSmooth), smoothOver(contacts, everywhere, handleSmooth)
	out := make([]float64, len(seconds))
	for j := range out {
		around := (aroundSeconds[j] + level) / (aroundContacts[j] + 1)
		out[j] = (seconds[j] + handleShrink*around) / (contacts[j] + handleShrink) / level
	}
	scale := dot(contacts, out) / sum(contacts)
	for j := range out {
		out[j] /= scale
	}
	return out
}

// at returns the seconds of a weekday and slot.
func (h handleTime) at(w time.Weekday, slot int) float64 {
	return h.level * h.weekdays[w] * h.slots[slot]
}
