package model

import "slices"

// strip is a queue's open intervals in one row, evenly spaced in its own time:
// the slots that are open on any weekday, on the weekdays that are open. A
// centre open from 9 to 17 on five days has 16 half hours a day and 80 a week,
// so that the methods for seasonal series see no nights.
//
// What training takes for missing holds the same place a week before, or what
// is usual; so do days that were closed, and those that the calendar names.
type strip struct {
	training *Training
	slots    []int
	open     [7]bool // whether a weekday of the calendar takes part
	perWeek  int     // weekdays that take part
	first    int     // the day of the first value
	values   []float64
}

// stripDays is how much past a strip holds: methods that follow the last weeks
// gain nothing from more, and their cost grows with it.
const stripDays = 16 * 7

// newStrip lays a training's last days out. The first day begins where its rows
// do.
func newStrip(t *Training) *strip {
	s := &strip{training: t}
	s.findOpen()
	s.first = max(0, t.Days()-stripDays)
	usual := t.usualDays()
	days := make([][]float64, t.Days())
	for k := s.first; k < t.Days(); k++ {
		if !s.has(k) {
			continue
		}
		var before []float64
		if k-7 >= s.first {
			before = days[k-7]
		}
		days[k] = s.day(k, before, usual[t.almanac.day(k).date.Weekday()])
		s.values = append(s.values, days[k][s.skip(k):]...)
	}
	return s
}

func (s *strip) findOpen() {
	t := s.training
	for j := range t.Slots() {
		if slices.ContainsFunc(t.open[:], func(open []bool) bool { return open[j] }) {
			s.slots = append(s.slots, j)
		}
	}
	for w := range t.open {
		if s.open[w] = slices.Contains(t.open[w], true); s.open[w] {
			s.perWeek++
		}
	}
}

// has reports whether day k takes part.
func (s *strip) has(k int) bool { return s.open[s.training.almanac.day(k).date.Weekday()] }

// skip is how many places of day k lie before the first row of the history.
func (s *strip) skip(k int) int {
	if k > 0 {
		return 0
	}
	j := slices.IndexFunc(s.training.history.contacts[0], seen)
	return max(0, slices.IndexFunc(s.slots, func(slot int) bool { return slot >= j }))
}

// day returns a day's values; before holds the same day of the week before,
// if any.
func (s *strip) day(k int, before, usual []float64) []float64 {
	t := s.training
	info := t.almanac.day(k)
	out := make([]float64, len(s.slots))
	for i, slot := range s.slots {
		v := t.counts[k][slot]
		switch {
		case seen(v) && !t.closed[k] && !info.special:
			out[i] = v
		case before != nil:
			out[i] = before[i]
		default:
			out[i] = usual[slot]
		}
	}
	return out
}

// day and week are the lengths of the cycles, in values.
func (s *strip) cycles() (day, week int) { return len(s.slots), len(s.slots) * s.perWeek }

// ahead lays continued values out over so many days, a week at least.
func (s *strip) ahead(days int, extend func(places int) []float64) Forecast {
	f := stripForecast{slots: s.slots, daysAhead: daysAhead{training: s.training, days: make([][]float64, max(7, days))}}
	places := 0
	for d := range f.days {
		if s.has(s.training.Days() + d) {
			places += len(s.slots)
		}
	}
	values := extend(places)
	for d := range f.days {
		if s.has(s.training.Days() + d) {
			f.days[d], values = values[:len(s.slots)], values[len(s.slots):]
		}
	}
	return f
}

// stripForecast is a continuation of a strip.
type stripForecast struct {
	daysAhead
	slots []int
}

// Day implements [Forecast].
func (f stripForecast) Day(k int) []float64 {
	t := f.training
	out := make([]float64, t.Slots())
	values := f.at(k)
	if t.Closed(k) || values == nil {
		return out
	}
	open := t.open[t.weekday(k)]
	for i, slot := range f.slots {
		if open[slot] {
			out[slot] = max(0, values[i])
		}
	}
	return out
}

// daysAhead are figures of the days from the origin on, a week at least; nil
// where the weekday is closed.
type daysAhead struct {
	training *Training
	days     [][]float64
}

// at returns the figures of day k: beyond the days at hand those of the same
// weekday in the last week, and on a make-up workday those of the weekday that
// it stands for, in the first.
func (f daysAhead) at(k int) []float64 {
	t := f.training
	d := k - t.Days()
	if d < 0 {
		return nil
	}
	for d >= len(f.days) {
		d -= 7
	}
	if t.weekday(k) == t.almanac.day(k).date.Weekday() {
		return f.days[d]
	}
	for d = range 7 {
		if t.almanac.day(t.Days()+d).date.Weekday() == t.weekday(k) {
			return f.days[d]
		}
	}
	return nil
}
