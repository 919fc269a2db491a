package roster

import (
	"fmt"
	"math"
)

// framing keeps the automata of windows of long rows: people of one contract come upon
// the same window, in the same state, again and again.
type framing map[string]*automaton

// build returns the automaton of a window with nothing after it. What the pace asks is
// rounded to whole shifts, so that few windows differ.
func (f framing) build(s *statute) *automaton {
	if s.memo != nil {
		return s.build(s.most(math.MaxInt))
	}
	s.round()
	a, b := s.from, s.to
	weeks := s.weeks[s.week[a] : s.week[b-1]+1]
	key := fmt.Sprint(b-a, s.start, s.kinds, s.maxima(), s.period, weeks, s.a.MaxWeekends, s.a.MinConsecutiveDays, s.a.MaxConsecutiveDays,
		s.a.MinConsecutiveDaysOff, s.weekend[a:b], s.sunday[a:b], s.weekEnd[a:b], s.counted[a:b], s.away[a:b+1])
	core, known := f[key]
	if !known {
		core = s.build(math.MaxInt)
		f[key] = core
	}
	own := *core
	own.from, own.of = s.from, s.of
	return &own
}

// round lowers the limits on minutes to whole longest shifts, and takes what is left of
// the weekends for no more than the window has.
func (s *statute) round() {
	longest := 1
	for _, k := range s.kinds {
		longest = max(longest, k.paid)
	}
	s.period.minutes.Min -= s.period.minutes.Min % longest
	if s.period.minutes.Max > longest {
		s.period.minutes.Max -= s.period.minutes.Max % longest
	}
	if s.a.MaxWeekends > 0 {
		s.a.MaxWeekends = min(s.a.MaxWeekends, (s.to-s.from)/7+1)
	}
}
