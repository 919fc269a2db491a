package accuracy

import "github.com/muster-wfm/muster/workforce/grid"

// Made is a run as far as choosing among runs needs it.
type Made struct {
	Run    int64
	Origin grid.Date // first day that it knew nothing of
	First  grid.Date // first day that it speaks of
	Days   int
	On     grid.Date // local day on which it was computed
}

// Lead is how many days ahead the run speaks of a day; 1 is its origin.
func (m Made) Lead(day grid.Date) int { return m.Origin.DaysUntil(day) + 1 }

// Rehearsed reports whether the run was computed after the day.
func (m Made) Rehearsed(day grid.Date) bool { return m.On.After(day) }

// speaksOf reports whether the run covers a day at a lead time in the span.
func (m Made) speaksOf(day grid.Date, span Span) bool {
	at := m.First.DaysUntil(day)
	return at >= 0 && at < m.Days && span.Holds(m.Lead(day))
}

// Newest picks the run that may be held against a day: the one with the latest
// origin among those at least span.From days before it (and at most span.To),
// of equal ones the one made last. This is the embargo: nothing that was learnt
// later than the lead time allows takes part.
//
// A run computed after the day stands in only where none was made in time,
// since it may know a calendar that nobody had then.
func Newest(runs []Made, day grid.Date, span Span) (Made, bool) {
	var best Made
	found := false
	for _, r := range runs {
		if r.speaksOf(day, span) && (!found || r.betterThan(best, day)) {
			best, found = r, true
		}
	}
	return best, found
}

func (m Made) betterThan(other Made, day grid.Date) bool {
	if a, b := m.Rehearsed(day), other.Rehearsed(day); a != b {
		return b
	}
	if c := m.Origin.Compare(other.Origin); c != 0 {
		return c > 0
	}
	return m.Run > other.Run
}
