package roster

import (
	"cmp"
	"slices"
	"time"

	"github.com/muster-wfm/muster/scheduling/rules"
)

// statute is an agreement laid over some days of a horizon for somebody with
// given past and absences.
type statute struct {
	a        rules.Agreement
	from, to int // the days that it covers
	start    legal
	kinds    []charge
	of       []int32          // by kind of shift: its charge
	caps     []rules.ClassCap // those that the states count
	away     []bool           // away[d+1]: day d is an absence that keeps runs from being too short
	week     []int            // number of the week of each day
	weekEnd  []bool           // the day is the last of its week
	weekend  []bool           // the day is a Saturday or Sunday
	sunday   []bool
	counted  []bool // the weekend of the day counts already for what lies outside
	weeks    []weekLimits
	period   struct{ shifts, minutes rules.Range }
	// memo keeps the further rules; nil when there are none.
	memo  *memo
	rep   []int  // by charge: a kind that has it
	sorts []kind // the kinds themselves
	// left is, by day, an upper limit on what can still be worked from it on; nil
	// where nobody needs to know.
	left []amount
	// after says whether the days after the last, which stand, are legal after a
	// state; nil when there are none.
	after func(legal) bool
}

// charge is what a shift counts for: kinds that the rules treat alike have the
// same.
type charge struct {
	paid  int
	cap   int8  // 1 + position in statute.caps; 0 for none
	never bool  // a cap of nothing
	sort  int32 // see memo
}

// amount is shifts and their paid minutes.
type amount struct{ shifts, minutes int }

// countedCaps is how many caps the states of one person count. More are kept by
// forbidding days and trying again; see finder.within.
const countedCaps = 4

// weekLimits are the limits of one week after absences; a minimum of 0 binds
// nothing.
type weekLimits struct{ days, minutes rules.Range }

// newStatute lays person i's agreement over the horizon. The agreement is given
// apart, so that rules can be dropped to find out which are in conflict.
func (m *model) newStatute(i int, a rules.Agreement, kinds []kind) *statute {
	person := m.problem.People[i]
	s := &statute{a: a, to: m.days, away: make([]bool, m.days+1), counted: make([]bool, m.days)}
	known := -person.PastDays
	for _, past := range person.Past {
		known = min(known, past.Day)
	}
	s.memo = m.newMemo(i, a, kinds, known)
	for _, absence := range person.Absences {
		if absence.Day >= 0 && absence.Day < m.days && max(a.MinConsecutiveDays, a.MinConsecutiveDaysOff) > 1 {
			s.away[absence.Day+1] = true
		}
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
	s.count(kinds, s.binding(kinds))
	s.start = s.before(person.Past, known, monday)
	if s.memo != nil {
		s.start.more = s.memo.start
	}
	return s
}

// binding returns the caps that rows could break which break nothing else, the
// tightest first.
func (s *statute) binding(kinds []kind) []rules.ClassCap {
	var binding []rules.ClassCap
	for _, c := range s.a.Caps {
		most := 0
		for _, k := range kinds {
			if k.class == c.Class {
				most = max(most, s.mostOf(k))
			}
		}
		if c.Max > 0 && c.Max < most {
			binding = append(binding, c)
		}
	}
	slices.SortFunc(binding, func(x, y rules.ClassCap) int { return cmp.Or(cmp.Compare(x.Max, y.Max), cmp.Compare(x.Class, y.Class)) })
	return binding
}

// mostOf returns how many shifts of a kind the totals of the period allow.
func (s *statute) mostOf(k kind) int {
	most := s.to - s.from
	if upper, limited := s.period.shifts.Upper(); limited {
		most = min(most, upper)
	}
	if upper, limited := s.period.minutes.Upper(); limited && k.paid > 0 {
		most = min(most, upper/k.paid)
	}
	return most
}

// count makes the states count some caps, and gives each kind its charge. Charges
// are in the same order for all who have the same ones, whatever kinds they stand
// for.
func (s *statute) count(kinds []kind, caps []rules.ClassCap) {
	s.caps, s.sorts, s.kinds, s.of, s.rep = caps, kinds, nil, nil, nil
	var each []charge
	for n, k := range kinds {
		each = append(each, s.charge(n, k))
	}
	s.kinds = slices.Clone(each)
	slices.SortFunc(s.kinds, charge.compare)
	s.kinds = slices.Compact(s.kinds)
	s.rep = make([]int, len(s.kinds))
	for n, c := range each {
		at := slices.Index(s.kinds, c)
		s.of, s.rep[at] = append(s.of, int32(at)), n
	}
}

// charge returns what kind n counts for.
func (s *statute) charge(n int, k kind) charge {
	if slices.Contains(s.a.Caps, rules.ClassCap{Class: k.class}) {
		return charge{never: true}
	}
	c := charge{paid: k.paid}
	if s.memo != nil {
		c.sort = s.memo.sort[n]
	}
	for i, limit := range s.caps {
		if limit.Class == k.class {
			c.cap = int8(i + 1)
		}
	}
	return c
}

// maxima returns the limits of the caps that states count.
func (s *statute) maxima() []int {
	list := make([]int, len(s.caps))
	for i, c := range s.caps {
		list[i] = c.Max
	}
	return list
}

func (c charge) compare(d charge) int {
	if c.never != d.never {
		if c.never {
			return -1
		}
		return 1
	}
	return cmp.Or(cmp.Compare(c.cap, d.cap), cmp.Compare(c.paid, d.paid), cmp.Compare(c.sort, d.sort))
}

// keeping returns the statute with its states counting only the first n caps, which
// are the tightest.
func (s *statute) keeping(n int) *statute {
	t := *s
	t.count(s.sorts, s.caps[:min(n, len(s.caps), countedCaps)])
	return &t
}

// ends reports whether a person may stand in a state after the last day.
func (s *statute) ends(at legal) bool {
	return s.period.shifts.Min <= int(at.shifts) && s.period.minutes.Min <= int(at.minutes) && (s.after == nil || s.after(at))
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
	if s.memo != nil && !s.memo.keep(d, dayOff, &to) {
		return to, false
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
	if s.a.MaxConsecutiveDays > 0 && int(to.run) > s.a.MaxConsecutiveDays || s.kinds[k].never {
		return to, false
	}
	to.weekDays++
	to.weekMin += int32(s.kinds[k].paid)
	to.shifts++
	to.minutes += int32(s.kinds[k].paid)
	if s.weekend[d] && !to.saturday && s.a.MaxWeekends != 0 && !s.counted[d] {
		to.weekends++
		to.saturday = true
		if int(to.weekends) > max(0, s.a.MaxWeekends) {
			return to, false
		}
	}
	if i := s.kinds[k].cap; i > 0 {
		if to.caps[i-1]++; int(to.caps[i-1]) > max(0, s.caps[i-1].Max) {
			return to, false
		}
	}
	if s.memo != nil && !s.memo.keep(d, s.rep[k], &to) {
		return to, false
	}
	return s.close(d, to)
}

// close checks the totals so far and, on a week's last day, its minima.
func (s *statute) close(d int, to legal) (legal, bool) {
	w := s.weeks[s.week[d]]
	if over(w.days, int(to.weekDays)) || over(w.minutes, int(to.weekMin)) ||
		over(s.period.shifts, int(to.shifts)) || over(s.period.minutes, int(to.minutes)) || s.short(d+1, to) {
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

// short reports whether the period's minima are out of reach from day d on.
func (s *statute) short(d int, at legal) bool {
	if s.left == nil {
		return false
	}
	left := s.left[d-s.from]
	return s.period.shifts.Min > int(at.shifts)+left.shifts || s.period.minutes.Min > int(at.minutes)+left.minutes
}

// ahead returns, by day, an upper limit on what can be worked from it on: the longest
// shifts, with no more days off than runs need.
func (s *statute) ahead() []amount {
	days, run, longest := s.to-s.from, s.a.MaxConsecutiveDays, 0
	for _, k := range s.kinds {
		longest = max(longest, k.paid)
	}
	if run == 0 {
		run = days
	}
	left := make([]amount, days+1)
	for d := days - 1; d >= 0; d-- {
		shifts := left[d+1].shifts
		for n := 1; n <= min(run, days-d); n++ {
			shifts = max(shifts, n+left[min(days, d+n+s.pause(d+n))].shifts)
		}
		left[d] = amount{shifts, shifts * longest}
	}
	return left
}

// pause returns how few days off may follow a run of shifts that ends before a day: an
// absence among them excuses a run that is too short.
func (s *statute) pause(from int) int {
	least := max(1, s.a.MinConsecutiveDaysOff)
	for n := 1; n < least && s.from+from+n < len(s.away); n++ {
		if s.away[s.from+from+n] { // the day before it, counted from the run's end, is one
			return n
		}
	}
	return least
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
