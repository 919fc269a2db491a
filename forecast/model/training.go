package model

import (
	"math"
	"slices"
	"time"
)

// Training is what a model may learn from: a history up to an origin, read by
// the rules below, and the calendar beyond it. Days are counted from the first
// of the history; day Days() is the first that is not known yet.
//
// Rules for what was not reported:
//
//   - A weekday is closed when none of its last 8 occurrences has a row. Weeks
//     without any row are holes in the record and do not count.
//   - A slot is closed on a weekday when none of the last 8 such days with rows
//     used it (26 where the series omits zeros).
//   - A day without rows is closed if its weekday is, or if it is a holiday;
//     otherwise nothing is known about it. Neither teaches anything, and nor
//     does a day of nothing but zeros where 20 contacts or more are usual.
//   - A slot without a row on a day with rows is zero if the series omits
//     zeros, else missing: it is left out, and the day's total is scaled up by
//     the share that is usually seen there. A series omits zeros when it has
//     none and most of its gaps stand where fewer than 5 contacts are usual.
//   - Before the first row of the first day and after the last of the last day
//     everything is missing.
type Training struct {
	history *History
	almanac *almanac

	open   [7][]bool   // by weekday and slot
	works  [7]bool     // weekdays with any open slot
	counts [][]float64 // day by slot; NaN where missing; zero where closed
	total  []float64   // contacts of the day, gaps made good; NaN when not usable
	usable []bool      // may be learned from
	normal []bool      // usable and an ordinary day of its weekday
	ages   []float64   // see age
	closed []bool      // open weekday without rows or without any contact: a closure or a hole

	closedHolidays map[string]bool // whether a holiday of that name is closed
	holidaysClosed bool            // and one of a name never seen

	// influence is what was taken out of every day, known or to come, before
	// anything learns from it, as a logarithm; nil for nothing.
	influence []float64
	// handling is the same of handle times.
	handling        []float64
	observedHistory *History // with handle times as they were, where history has them without; else nil
	settling        settling

	flags []Flag

	earlier *Training // of the window before in a back-test, nil for none
	memo    memo
}

// How far the rules look back and what they call few.
const (
	recentDays      = 8
	recentDaysOfFew = 26
	fewContacts     = 5
	coveredEnough   = 0.8 // share of a day that must be seen for its total to count
	emptyWhere      = 20  // usual contacts of a day from which none at all means closed
)

// newTraining reads a history by the rules. The almanac must begin on its first day.
func newTraining(h *History, a *almanac) *Training {
	t := &Training{history: h, almanac: a}
	n := h.Days()
	t.total, t.usable, t.normal, t.closed = make([]float64, n), make([]bool, n), make([]bool, n), make([]bool, n)
	omits := t.omitsZeros()
	t.findOpen(omits)
	t.closeAnnounced()
	for w, open := range t.open {
		t.works[w] = slices.Contains(open, true)
	}
	t.readCounts(omits)
	t.readTotals()
	t.findClosedHolidays()
	t.findAges()
	return t
}

// Days returns how many days are known.
func (t *Training) Days() int { return t.history.Days() }

// Slots returns the number of wall-clock slots of a day.
func (t *Training) Slots() int { return t.history.slots }

// weekday returns whose hours day k keeps.
func (t *Training) weekday(k int) time.Weekday { return t.almanac.day(k).weekday }

// omitsZeros decides whether a gap means that nothing happened.
func (t *Training) omitsZeros() bool {
	h := t.history
	var sum, seen [7][]float64
	for w := range 7 {
		sum[w], seen[w] = make([]float64, h.slots), make([]float64, h.slots)
	}
	var days [7]float64
	for k := range h.Days() {
		w := t.weekday(k)
		if h.rows(k) == 0 {
			continue
		}
		days[w]++
		for j, v := range h.contacts[k] {
			if v == 0 {
				return false
			}
			if !math.IsNaN(v) {
				sum[w][j] += v
				seen[w][j]++
			}
		}
	}
	few, gaps := 0.0, 0.0
	for w := range 7 {
		for j, n := range seen[w] {
			if n == 0 {
				continue
			}
			gaps += days[w] - n
			if sum[w][j]/days[w] < fewContacts {
				few += days[w] - n
			}
		}
	}
	return gaps > 0 && few > gaps/2
}

// findOpen sets which slots of each weekday are open now.
func (t *Training) findOpen(omitsZeros bool) {
	h := t.history
	limit := recentDays
	if omitsZeros {
		limit = recentDaysOfFew
	}
	var passed, used [7]int
	for w := range 7 {
		t.open[w] = make([]bool, h.slots)
	}
	for k := h.Days() - 1; k >= 0; k-- {
		w := t.weekday(k)
		if t.hole(k) || used[w] == 0 && passed[w] == recentDays || used[w] == limit {
			continue
		}
		passed[w]++
		if h.rows(k) == 0 {
			continue
		}
		used[w]++
		for j, v := range h.contacts[k] {
			t.open[w][j] = t.open[w][j] || seen(v)
		}
	}
	t.assumeUnseen(passed)
}

// assumeUnseen gives a weekday on which the record never ran the hours of the
// others: in less than a week of history nothing says that it is closed.
func (t *Training) assumeUnseen(passed [7]int) {
	for w, n := range passed {
		for other := range 7 {
			for j := range t.Slots() {
				t.open[w][j] = t.open[w][j] || n == 0 && passed[other] > 0 && t.open[other][j]
			}
		}
	}
}

// hole reports whether neither the three days before nor after day k, nor the
// day itself, have rows: the record was not kept then.
func (t *Training) hole(k int) bool {
	for d := max(0, k-3); d <= min(t.Days()-1, k+3); d++ {
		if t.history.rows(d) > 0 {
			return false
		}
	}
	return true
}

// isOpen reports whether a weekday has any open slot.
func (t *Training) isOpen(w time.Weekday) bool { return t.works[w] }

// readCounts applies the rules cell by cell.
func (t *Training) readCounts(omitsZeros bool) {
	h := t.history
	t.counts = matrix(h.Days(), h.slots, 0)
	for k := range h.Days() {
		open := t.open[t.weekday(k)]
		empty := h.rows(k) == 0
		t.closed[k] = empty && t.isOpen(t.weekday(k))
		from, to := 0, h.slots
		if k == 0 {
			from = slices.IndexFunc(h.contacts[k], seen)
		}
		if k == h.Days()-1 {
			to = lastSeen(h.contacts[k]) + 1
		}
		for j, v := range h.contacts[k] {
			switch {
			case !open[j]:
			case seen(v):
				t.counts[k][j] = v
			case empty || !omitsZeros || j < from || j >= to:
				t.counts[k][j] = math.NaN()
			}
		}
	}
}

func seen(v float64) bool { return !math.IsNaN(v) }

func lastSeen(values []float64) int {
	for j, v := range slices.Backward(values) {
		if seen(v) {
			return j
		}
	}
	return -1
}

// readTotals adds up days, making good what is missing by the weekday's usual
// shares, and settles which days can be learned from.
func (t *Training) readTotals() {
	usual := t.usualDays()
	for k := range t.Days() {
		shape := usual[t.weekday(k)]
		t.closed[k] = t.closed[k] || sum(shape) >= emptyWhere && t.allZero(k)
		t.total[k] = t.scaledTotal(k, shape)
		t.usable[k] = seen(t.total[k]) && t.isOpen(t.weekday(k)) && !t.closed[k]
		t.normal[k] = t.usable[k] && !t.almanac.day(k).special
	}
}

// usualDays returns the mean count of each weekday and slot. The slices are
// shared.
func (t *Training) usualDays() *[7][]float64 {
	if t.memo.usual == nil {
		usual := t.findUsual()
		t.memo.usual = &usual
	}
	return t.memo.usual
}

func (t *Training) findUsual() [7][]float64 {
	var usual [7][]float64
	var n [7][]float64
	for w := range 7 {
		usual[w], n[w] = make([]float64, t.Slots()), make([]float64, t.Slots())
	}
	for k := range t.Days() {
		w := t.weekday(k)
		sums, n := usual[w], n[w]
		for j, v := range t.counts[k] {
			if seen(v) {
				sums[j] += v
				n[j]++
			}
		}
	}
	for w := range 7 {
		for j := range usual[w] {
			usual[w][j] /= max(1, n[w][j])
		}
	}
	return usual
}

func (t *Training) scaledTotal(k int, usual []float64) float64 {
	sum, covered, whole := 0.0, 0.0, 0.0
	for j, v := range t.counts[k] {
		whole += usual[j]
		if seen(v) {
			sum += v
			covered += usual[j]
		}
	}
	switch {
	case t.closed[k], covered < coveredEnough*whole:
		return math.NaN()
	case whole == 0:
		return 0
	}
	return sum * whole / covered
}

// allZero reports whether day k has rows, and nothing but zeros in them.
func (t *Training) allZero(k int) bool {
	return t.history.rows(k) > 0 && sumSeen(t.history.contacts[k]) == 0
}

// findClosedHolidays learns from past holidays on open weekdays whether the
// site closes on them.
func (t *Training) findClosedHolidays() {
	t.closedHolidays = map[string]bool{}
	votes, all := map[string]int{}, 0
	for k := range t.Days() {
		info := t.almanac.day(k)
		if len(info.holidays) == 0 || !t.isOpen(info.weekday) || t.hole(k) {
			continue
		}
		vote := 1
		if t.usable[k] {
			vote = -1
		}
		all += vote
		for _, name := range info.holidays {
			votes[name] += vote
		}
	}
	for name, n := range votes {
		t.closedHolidays[name] = n > 0
	}
	t.holidaysClosed = all > 0
}

// Closed reports whether day k, known or to come, is expected to be closed.
func (t *Training) Closed(k int) bool {
	info := t.almanac.day(k)
	if !t.isOpen(info.weekday) {
		return true
	}
	for _, name := range info.holidays {
		closed, known := t.closedHolidays[name]
		if known && closed || !known && t.holidaysClosed {
			return true
		}
	}
	return false
}

// age returns how many days of record lie after day k: 0 for the last known.
// Days of which no record was kept make what came before them no older: it is
// still the newest there is.
func (t *Training) age(k int) float64 { return t.ages[k] }

func (t *Training) findAges() {
	t.ages = make([]float64, t.Days())
	for k := t.Days() - 2; k >= 0; k-- {
		t.ages[k] = t.ages[k+1] + indicator(!t.hole(k+1))
	}
}

// lastDay returns the last usable day, or -1.
func (t *Training) lastDay() int {
	for k := t.Days() - 1; k >= 0; k-- {
		if t.usable[k] {
			return k
		}
	}
	return -1
}

// usableDays counts the days that can be learned from.
func (t *Training) usableDays() int {
	n := 0
	for _, ok := range t.usable {
		if ok {
			n++
		}
	}
	return n
}
