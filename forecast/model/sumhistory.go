package model

import (
	"fmt"
	"math"

	"github.com/muster-wfm/muster/workforce/grid"
)

// SharedDaysError says that histories have too few days in common to be added up.
type SharedDaysError struct{ Days int }

func (e *SharedDaysError) Error() string {
	return fmt.Sprintf("the histories have %d days in common; at least %d were expected", max(0, e.Days), daysForLevel)
}

// SumHistories adds queues' histories up over the days that all have in common: a
// queue that began later must not look like growth of the whole. A slot that none
// reports is missing in the sum; one that some report holds what these saw. A day
// on which a queue reports nothing, although it usually does on that weekday, is
// missing as a whole.
//
// It refuses histories of different interval lengths, and a *[SharedDaysError].
func SumHistories(histories []*History) (*History, error) {
	first, end := histories[0].first, histories[0].Date(histories[0].Days())
	for _, h := range histories {
		if h.minutes != histories[0].minutes {
			return nil, fmt.Errorf("histories of %d and %d minutes cannot be added up; one length was expected", histories[0].minutes, h.minutes)
		}
		if h.first.After(first) {
			first = h.first
		}
		if last := h.Date(h.Days()); last.Before(end) {
			end = last
		}
	}
	days := first.DaysUntil(end)
	if days < daysForLevel {
		return nil, &SharedDaysError{Days: days}
	}
	out := newHistory(first, histories[0].minutes, days)
	for _, h := range histories {
		out.add(h)
	}
	for _, h := range histories {
		out.forget(h)
	}
	for k := range out.contacts {
		for _, v := range out.contacts[k] {
			if seen(v) {
				out.reported[k]++
			}
		}
	}
	return out, nil
}

// add adds another history's days where this one has them.
func (h *History) add(o *History) {
	offset := o.first.DaysUntil(h.first)
	h.integral = h.integral && o.integral
	for k := range h.contacts {
		for j, v := range o.contacts[offset+k] {
			switch {
			case !seen(v):
			case seen(h.contacts[k][j]):
				h.contacts[k][j] += v
			default:
				h.contacts[k][j] = v
			}
			h.handled[k][j] += o.handled[offset+k][j]
			h.seconds[k][j] += o.seconds[offset+k][j]
		}
	}
}

// forget makes days missing of which a part of the sum is unknown.
func (h *History) forget(part *History) {
	offset := part.first.DaysUntil(h.first)
	var reports, days [7]int
	for k := range h.contacts {
		w := h.Date(k).Weekday()
		days[w]++
		if part.rows(offset+k) > 0 {
			reports[w]++
		}
	}
	for k := range h.contacts {
		w := h.Date(k).Weekday()
		if part.rows(offset+k) > 0 || 2*reports[w] <= days[w] {
			continue
		}
		for j := range h.contacts[k] {
			h.contacts[k][j], h.handled[k][j], h.seconds[k][j] = math.NaN(), 0, 0
		}
	}
}

// RecentSlots are the contacts of the last days from a first one on, by slot.
func (h *History) RecentSlots(from grid.Date) []float64 {
	out := make([]float64, h.slots)
	for k := max(0, h.first.DaysUntil(from)); k < h.Days(); k++ {
		for j, v := range h.contacts[k] {
			if seen(v) {
				out[j] += v
			}
		}
	}
	return out
}
