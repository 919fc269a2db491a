package roster

import (
	"slices"
	"time"

	"github.com/muster-wfm/muster/scheduling/rules"
)

// newStatute lays person i's agreement over the horizon. The agreement is given
// apart, so that rules can be dropped to find out which are in conflict.
func (m *model) newStatute(i int, a rules.Agreement, kinds []kind) *statute {
	person := m.problem.People[i]
	s := &statute{a: a, kinds: kinds, away: make([]bool, m.days+1)}
	for _, absence := range person.Absences {
		if absence.Day >= 0 && absence.Day < m.days && max(a.MinConsecutiveDays, a.MinConsecutiveDaysOff) > 1 {
			s.away[absence.Day+1] = true
		}
	}
	known := -person.PastDays
	for _, past := range person.Past {
		known = min(known, past.Day)
	}
	first := m.problem.Grid.First()
	monday := first.DaysUntil(first.Monday())
	for d := range m.days {
		s.week = append(s.week, (d-monday)/7)
		s.weekEnd = append(s.weekEnd, m.weekdays[d] == time.Sunday || d == m.days-1)
		s.weekend = append(s.weekend, m.weekdays[d] == time.Saturday || m.weekdays[d] == time.Sunday)
		s.sunday = append(s.sunday, m.weekdays[d] == time.Sunday)
	}
	for w := monday; w < m.days; w += 7 {
		s.weeks = append(s.weeks, s.limits(person.Absences, max(w, known), min(w+7, m.days)))
	}
	days, minutes := credit(person.Absences, 0, m.days)
	s.period.shifts, s.period.minutes = a.PeriodShifts.Lowered(days), a.PeriodMinutes.Lowered(minutes)
	s.start = s.before(person.Past, known, monday)
	return s
}

// credit adds up the paid absences of days from..to-1.
func credit(absences []rules.Absence, from, to int) (days, minutes int) {
	for _, a := range absences {
		if a.Paid > 0 && a.Day >= from && a.Day < to {
			days++
			minutes += a.Paid
		}
	}
	return days, minutes
}

// limits returns the limits of the days from..to-1 of a week; one that is not
// known whole has no minimum.
func (s *statute) limits(absences []rules.Absence, from, to int) weekLimits {
	credited, minutes := credit(absences, from, to)
	days := s.a.WeekDays
	if upper, limited := days.Upper(); s.a.MinWeekDaysOff > 0 && (!limited || upper > 7-s.a.MinWeekDaysOff) {
		days.Max = 7 - s.a.MinWeekDaysOff
		if days.Max == 0 {
			days.Max = rules.Nothing
		}
	}
	l := weekLimits{days: days.Lowered(credited), minutes: s.a.WeekMinutes.Lowered(minutes)}
	if to-from < 7 {
		l.days.Min, l.minutes.Min = 0, 0
	}
	return l
}

// before returns the state in which the known past leaves a person.
func (s *statute) before(past []rules.Shift, known, monday int) legal {
	worked := func(day int) bool {
		return slices.ContainsFunc(past, func(p rules.Shift) bool { return p.Day == day })
	}
	var state legal
	if known < 0 {
		from := -1
		for from-1 >= known && worked(from-1) == worked(-1) {
			from--
		}
		state.free = from == known
		state.run = int16(-from)
		if !worked(-1) {
			state.run = int16(from)
		}
	}
	for _, p := range past {
		if p.Day >= monday {
			state.weekDays++
			state.weekMin += int32(p.Paid)
		}
	}
	return s.saturated(state, 0)
}

// rest returns the state after a day off, and whether the rules allow it.
func (s *statute) rest(d int, from legal) (legal, bool) {
	to := from
	if from.run > 0 {
		if int(from.run) < s.a.MinConsecutiveDays && !from.free && !s.away[d+1] {
			return to, false
		}
		to.run, to.free = -1, s.away[d+1]
	} else {
		to.run, to.free = from.run-1, from.free || from.run == 0 || s.away[d+1]
	}
	return s.close(d, to)
}

// serve returns the state after a shift of kind k, and whether the rules allow
// it.
func (s *statute) serve(d int, from legal, k int) (legal, bool) {
	to := from
	if from.run > 0 {
		to.run++
	} else {
		if int(-from.run) < s.a.MinConsecutiveDaysOff && !from.free && from.run != 0 {
			return to, false
		}
		to.run, to.free = 1, from.run == 0 || s.away[d]
	}
	if s.a.MaxConsecutiveDays > 0 && int(to.run) > s.a.MaxConsecutiveDays {
		return to, false
	}
	to.weekDays++
	to.weekMin += int32(s.kinds[k].paid)
	to.shifts++
	to.minutes += int32(s.kinds[k].paid)
	if s.weekend[d] && !to.saturday && s.a.MaxWeekends != 0 {
		to.weekends++
		to.saturday = true
		if int(to.weekends) > max(0, s.a.MaxWeekends) {
			return to, false
		}
	}
	for i, limit := range s.a.Caps {
		if limit.Class == s.kinds[k].class {
			if to.caps[i]++; int(to.caps[i]) > limit.Max {
				return to, false
			}
		}
	}
	return s.close(d, to)
}

// close checks the totals so far and, on a week's last day, its minima.
func (s *statute) close(d int, to legal) (legal, bool) {
	w := s.weeks[s.week[d]]
	if over(w.days, int(to.weekDays)) || over(w.minutes, int(to.weekMin)) ||
		over(s.period.shifts, int(to.shifts)) || over(s.period.minutes, int(to.minutes)) {
		return to, false
	}
	next := s.week[d]
	if s.weekEnd[d] {
		if int(to.weekDays) < w.days.Min || int(to.weekMin) < w.minutes.Min {
			return to, false
		}
		to.weekDays, to.weekMin = 0, 0
		next = min(next+1, len(s.weeks)-1)
	}
	if s.sunday[d] {
		to.saturday = false
	}
	return s.saturated(to, next), true
}

// over reports whether a total exceeds a range.
func over(r rules.Range, total int) bool {
	upper, limited := r.Upper()
	return limited && total > upper
}

// saturated forgets what can no longer matter, so that states which the rules
// cannot tell apart are one state.
func (s *statute) saturated(state legal, week int) legal {
	switch {
	case state.run < 0:
		least := int16(max(1, s.a.MinConsecutiveDaysOff))
		if state.run <= -least || state.free {
			state.run, state.free = -least, false
		}
	case state.run > 0:
		if int(state.run) >= s.a.MinConsecutiveDays {
			state.free = false
		}
		if s.a.MaxConsecutiveDays == 0 {
			state.run = min(state.run, int16(max(1, s.a.MinConsecutiveDays)))
		}
	}
	w := s.weeks[week]
	state.weekDays = uint8(capped(w.days, int(state.weekDays)))
	state.weekMin = int32(capped(w.minutes, int(state.weekMin)))
	state.shifts = uint16(capped(s.period.shifts, int(state.shifts)))
	state.minutes = int32(capped(s.period.minutes, int(state.minutes)))
	return state
}

// capped stops counting at the minimum where there is no upper limit.
func capped(r rules.Range, total int) int {
	if _, limited := r.Upper(); limited {
		return total
	}
	return min(total, r.Min)
}
