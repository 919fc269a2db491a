package forecast

import (
	"encoding/json"
	"hash/fnv"
	"slices"

	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// bases identifies, for each day, the calendar and the opening hours from which a
// score of it is worked out: they say which intervals without rows mean zero, and
// where an adjustment could put contacts.
type bases struct {
	setup workforce.QueueSetup
	known map[grid.Date]uint64
}

func newBases(setup workforce.QueueSetup) *bases {
	return &bases{setup: setup, known: map[grid.Date]uint64{}}
}

// basisDays is how far before a day its calendar matters: longer than any lead and
// the days by which a score is scaled.
const basisDays = LongestLead + 140

// of identifies the basis of a day. What is entered for later days changes nothing,
// so that plans for next year leave the scores of this one as they are.
func (b *bases) of(day grid.Date) uint64 {
	if basis, known := b.known[day]; known {
		return basis
	}
	first := day.AddDays(-basisDays)
	facts := slices.DeleteFunc(factsBetween(b.setup.Days, first, day), func(d workforce.CalendarDay) bool { return d.Kind == workforce.SchoolBreak })
	q := b.setup.Queue
	changes := slices.DeleteFunc(slices.Clone(q.HoursChanges), func(c workforce.HoursChange) bool { return c.ValidFrom.After(day) })
	h := fnv.New64a()
	_ = json.NewEncoder(h).Encode([]any{facts, q.Hours, changes, q.ClosedOnHolidays, q.IntervalMin}) // a hash takes every byte, and these values have no cycles
	b.known[day] = h.Sum64()
	return b.known[day]
}

// factsBetween returns the special days of a span, both ends included.
func factsBetween(days []workforce.CalendarDay, first, last grid.Date) []workforce.CalendarDay {
	var out []workforce.CalendarDay
	for _, d := range days {
		if !d.Date.Before(first) && !d.Date.After(last) {
			out = append(out, d)
		}
	}
	return out
}
