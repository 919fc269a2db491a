package model

import (
	"fmt"
	"math"
)

// Coarser adds the slots of a history up to longer ones; their length must be a
// multiple of the history's that divides a day.
//
// A long slot needs as many short ones as its weekday ever reports there: at
// the edge of opening hours that may be fewer than fit. Where some of them are
// missing the sum is scaled up, or the slot is missing too if fewer than half
// are there. In a series that writes no zeros and has few contacts an interval
// a missing short slot is a zero.
func (h *History) Coarser(minutes int) (*History, error) {
	if minutes == h.minutes {
		return h, nil
	}
	if minutes < h.minutes || minutes%h.minutes != 0 || 1440%minutes != 0 {
		return nil, fmt.Errorf("history: %d-minute slots cannot be added up to %d minutes; a multiple of %d that divides a day was expected",
			h.minutes, minutes, h.minutes)
	}
	out := newHistory(h.first, minutes, h.Days())
	out.integral = h.integral
	parts := minutes / h.minutes
	usual, sparse := h.usualParts(parts), h.sparse()
	for k := range h.contacts {
		want := usual[int(h.Date(k).Weekday())]
		for j := range out.contacts[k] {
			from, to := j*parts, (j+1)*parts
			out.contacts[k][j] = joined(h.contacts[k][from:to], want[j], sparse)
			out.handled[k][j] = sum(h.handled[k][from:to])
			out.seconds[k][j] = sum(h.seconds[k][from:to])
		}
		out.reported[k] = countSeen(out.contacts[k])
	}
	out.split = h.split.coarser(parts)
	return out, nil
}

// joined adds up the short slots of a long one.
func joined(values []float64, usual int, sparse bool) float64 {
	n := countSeen(values)
	switch {
	case n == 0 || !sparse && 2*n < usual:
		return math.NaN()
	case sparse:
		return sumSeen(values)
	}
	return sumSeen(values) * float64(max(n, usual)) / float64(n)
}

// usualParts returns the most short slots that any day of each weekday reports
// in each long slot.
func (h *History) usualParts(parts int) [7][]int {
	var usual [7][]int
	for w := range usual {
		usual[w] = make([]int, h.slots/parts)
	}
	for k := range h.contacts {
		most := usual[int(h.Date(k).Weekday())]
		for j := range most {
			most[j] = max(most[j], countSeen(h.contacts[k][j*parts:(j+1)*parts]))
		}
	}
	return usual
}

// sparse reports whether the series leaves zeros out: it has none, and few
// contacts in the intervals it does report.
func (h *History) sparse() bool {
	total, n := 0.0, 0.0
	for _, day := range h.contacts {
		for _, v := range day {
			if v == 0 {
				return false
			}
			if seen(v) {
				total += v
				n++
			}
		}
	}
	return total < fewContacts*n
}

func countSeen(values []float64) int {
	n := 0
	for _, v := range values {
		if seen(v) {
			n++
		}
	}
	return n
}
