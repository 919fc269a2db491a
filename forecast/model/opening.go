package model

import (
	"math"
	"slices"
	"time"

	"github.com/muster-wfm/muster/workforce/grid"
)

// OpeningChange is announced opening hours: what history shows of them holds
// until From, and these from then on until the next change.
type OpeningChange struct {
	From grid.Date
	Open [7][]bool // by weekday from Sunday on, and slot of the day
}

// How volume is assumed where the record never ran: hours beside known ones
// fade from slot to slot by what the day's edge shows, within limits; a weekend
// day that opens anew begins with half a weekday's.
const (
	leastFade   = 0.8
	mostFade    = 1.0
	newWeekend  = 0.5
	edgeReach   = 2 // slots inward from the edge that show how it fades
	nearestDays = 3 // days either way in which a day like the new one is looked for
)

// checkOpening refuses changes that do not fit days of so many slots.
func checkOpening(changes []OpeningChange, slots int) error {
	for _, c := range changes {
		for w := range c.Open {
			if len(c.Open[w]) != slots {
				return &HorizonError{From: c.From, Why: "announced opening hours are cut into other slots than the history"}
			}
		}
	}
	return nil
}

// changeOn returns the announced hours in force on day k, and whether there are any.
func (a *almanac) changeOn(k int) (*OpeningChange, bool) {
	var found *OpeningChange
	date := a.day(k).date
	for i := range a.opening {
		if c := &a.opening[i]; !c.From.After(date) && (found == nil || c.From.After(found.From)) {
			found = c
		}
	}
	return found, found != nil
}

// closeAnnounced drops from the usual hours what announced hours have closed
// already: history shows it for weeks yet.
func (t *Training) closeAnnounced() {
	change, ok := t.almanac.changeOn(t.Days() - 1)
	if !ok {
		return
	}
	for w := range t.open {
		for j := range t.open[w] {
			t.open[w][j] = t.open[w][j] && change.Open[w][j]
		}
	}
}

// hoursOf returns the slots in which day k is usually open, as announced where it is.
func (t *Training) hoursOf(k int) []bool {
	w := t.weekday(k)
	if change, ok := t.almanac.changeOn(k); ok && k >= t.Days() {
		return change.Open[w]
	}
	return t.open[w]
}

// heldOpen is a forecast that keeps to announced hours.
type heldOpen struct {
	Forecast
	training *Training
}

// Day implements [Forecast].
func (f heldOpen) Day(k int) []float64 {
	t := f.training
	change, ok := t.almanac.changeOn(k)
	if !ok || k < t.Days() {
		return f.Forecast.Day(k)
	}
	w := t.weekday(k)
	day, usual := f.Forecast.Day(k), t.open[w]
	if !t.isOpen(w) && slices.Contains(change.Open[w], true) && len(t.almanac.day(k).holidays) == 0 {
		day, usual = f.likeNeighbours(k, w)
	}
	if t.isOpen(w) && t.Closed(k) {
		return day // a holiday on which the site closes, whatever its hours
	}
	return reshaped(day, usual, change.Open[w])
}

func isWeekend(w time.Weekday) bool { return w == time.Saturday || w == time.Sunday }

// likeNeighbours is the mean of the nearest plain days that are open, for a
// weekday on which the site never was; and the slots that they are open in.
func (f heldOpen) likeNeighbours(k int, w time.Weekday) (day []float64, open []bool) {
	t := f.training
	day, open = make([]float64, t.Slots()), make([]bool, t.Slots())
	n, share := 0.0, 1.0
	for distance := 1; distance <= nearestDays && n == 0; distance++ {
		for _, other := range []int{k - distance, k + distance} {
			v := t.weekday(other)
			if other < t.Days() || other >= t.almanac.length() || !t.isOpen(v) || t.almanac.day(other).special {
				continue
			}
			n++
			if isWeekend(w) && !isWeekend(v) {
				share = newWeekend
			}
			for j, value := range f.Forecast.Day(other) {
				day[j] += value
				open[j] = open[j] || t.open[v][j]
			}
		}
	}
	for j := range day {
		day[j] *= share / max(1, n)
	}
	return day, open
}

// reshaped keeps a day's forecast where it stays open, clears what closes, and
// fills what opens anew from the slots beside it.
func reshaped(day []float64, usual, open []bool) []float64 {
	out := make([]float64, len(day))
	for j := range out {
		switch {
		case !open[j]:
		case usual[j]:
			out[j] = day[j]
		default:
			out[j] = beside(day, usual, j)
		}
	}
	return out
}

// beside is what a slot that was never open may see: between two known slots the
// line from one to the other; beyond the edge its value, fading.
func beside(day []float64, usual []bool, j int) float64 {
	left, right := j-1, j+1
	for left >= 0 && !usual[left] {
		left--
	}
	for right < len(day) && !usual[right] {
		right++
	}
	switch {
	case left >= 0 && right < len(day):
		share := float64(j-left) / float64(right-left)
		return day[left]*(1-share) + day[right]*share
	case left >= 0:
		return day[left] * math.Pow(fade(day, usual, left, -1), float64(j-left))
	case right < len(day):
		return day[right] * math.Pow(fade(day, usual, right, 1), float64(right-j))
	}
	return 0
}

// fade is how much of its volume a slot at the edge keeps of the one before it,
// seen from a few slots inward.
func fade(day []float64, usual []bool, edge, inward int) float64 {
	from := edge + inward*edgeReach
	if from < 0 || from >= len(day) || !usual[from] || day[from] <= 0 {
		return mostFade
	}
	return min(max(math.Pow(day[edge]/day[from], 1.0/edgeReach), leastFade), mostFade)
}
