package roster

import (
	"fmt"
	"slices"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/scheduling/rules"
)

// person checks one person: references, absences, past, fixed shifts, wishes.
func (f *faults) person(path string, q *Person) {
	if q.Agreement < 0 || q.Agreement >= len(f.p.Agreements) {
		f.add(path+".agreement", fmt.Sprint(q.Agreement), fmt.Sprintf("an agreement of the problem, which has %d", len(f.p.Agreements)), problem.OneOf, len(f.p.Agreements))
	}
	f.positions(path+".templates", q.Templates, len(f.p.Templates), "template")
	f.positions(path+".groups", q.Groups, len(f.p.Groups), "group")
	if q.PastDays < 0 {
		f.add(path+".past_days", fmt.Sprint(q.PastDays), "a number of at least 0", problem.AtLeast, 0)
	}
	f.past(path+".past", q)
	for i, a := range q.Absences {
		at := fmt.Sprintf("%s.absences[%d]", path, i)
		f.day(at, a.Day, -q.PastDays)
		if a.Paid < 0 || a.Paid > 1440 {
			f.add(at+".paid_minutes", fmt.Sprint(a.Paid), "0 to 1440", problem.WholeNumber, 0, 1440)
		}
		if i > 0 && q.Absences[i-1].Day >= a.Day {
			f.add(at, f.p.date(a.Day), "a later day than the absence before it", problem.LaterDay)
		}
	}
	for i, w := range q.Windows {
		if w.End <= w.Start {
			f.add(fmt.Sprintf("%s.availability[%d]", path, i), "a window without length", "an end after the start", problem.EndAfterStart)
		}
	}
	for i, w := range q.Preferences {
		at := fmt.Sprintf("%s.preferences[%d]", path, i)
		f.day(at, w.Day, 0)
		if !(w.Weight >= 0) || w.Weight > 1e9 {
			f.add(at+".weight", fmt.Sprint(w.Weight), "a number of at least 0", problem.AtLeast, 0)
		}
	}
	if !(q.Burden >= 0) || !(q.HourCost >= 0) {
		f.add(path, fmt.Sprintf("burden %g, hour_cost %g", q.Burden, q.HourCost), "numbers of at least 0", problem.AtLeast, 0)
	}
	for _, past := range q.Load {
		if !(past >= 0) {
			f.add(path+".burdens", fmt.Sprint(past), "numbers of at least 0", problem.AtLeast, 0)
		}
	}
	if !(q.Share >= 0) || q.Share > 10 {
		f.add(path+".share", fmt.Sprint(q.Share), "the contract as a part of a full one, such as 0.5", problem.Between, 0, 10)
	}
	f.fixed(path+".fixed", q)
}

// day checks that a day lies in the horizon, or at least from on.
func (f *faults) day(path string, day, from int) {
	if day < from || day >= f.p.Grid.Days() {
		first, last := f.p.date(from), f.p.date(f.p.Grid.Days()-1)
		f.add(path+".day", f.p.date(day), fmt.Sprintf("a day from %s to %s", first, last), problem.DayWithin, first, last)
	}
}

// date writes a day of the horizon, or one beside it, as a date.
func (p *Problem) date(day int) string { return p.Grid.Date(day).String() }

// past checks that worked shifts lie before the horizon, in order, apart.
func (f *faults) past(path string, q *Person) {
	for i, s := range q.Past {
		at := fmt.Sprintf("%s[%d]", path, i)
		switch {
		case s.Day >= 0:
			f.add(at, f.p.date(s.Day), "a day before "+f.p.date(0), problem.DayBefore, f.p.date(0))
		case s.End <= s.Start || s.Paid < 0 || s.Paid > s.End-s.Start:
			f.add(at, fmt.Sprintf("%d minutes, %d of them paid", s.End-s.Start, s.Paid), "a length above 0 and no more paid than that", problem.PaidWithin)
		case i > 0 && q.Past[i-1].Day >= s.Day:
			f.add(at, f.p.date(s.Day), "a later day than the shift before it", problem.LaterDay)
		}
	}
}

// fixed checks the given shifts: one a day, none overlapping another, a group
// that is held, on a tick of five minutes, pauses inside.
func (f *faults) fixed(path string, q *Person) {
	for i, given := range q.Fixed {
		at, s := fmt.Sprintf("%s[%d]", path, i), given.Shift
		f.day(at, given.Day, 0)
		switch {
		case s.Template != NoTemplate && (s.Template < 0 || s.Template >= len(f.p.Templates)):
			f.add(at+".template", fmt.Sprint(s.Template), "a template of the problem, or none", problem.Template)
		case !slices.Contains(q.Groups, s.Group):
			f.add(at+".group", f.groupName(s.Group), "a group that the person holds", problem.Held, f.groupName(s.Group))
		}
		if s.Minutes <= 0 || s.Minutes > 2880 || s.Start%5 != 0 || s.Minutes%5 != 0 {
			f.add(at, fmt.Sprintf("%d minutes", s.Minutes), "a length above 0 in steps of 5 minutes", problem.Steps, 5)
		}
		if from, to := f.p.minuteOfDay(given.Day), f.p.minuteOfDay(given.Day+1); s.Start < from || s.Start >= to {
			f.add(at+".start", fmt.Sprintf("%d minutes after the day's beginning", s.Start-from), "a start on "+f.p.date(given.Day), problem.StartsOn, f.p.date(given.Day))
		}
		f.breaks(at, s)
		for j, other := range q.Fixed[:i] {
			if given.Day == other.Day || s.Start < other.Shift.End() && other.Shift.Start < s.End() {
				f.add(at, fmt.Sprintf("a shift on %s that overlaps fixed[%d]", f.p.date(given.Day), j), "shifts that do not overlap", problem.NoOverlap, f.p.date(given.Day))
			}
		}
		for _, past := range q.Past {
			if s.Start < past.End {
				f.add(at, "a shift that overlaps the past of "+f.p.date(past.Day), "shifts that do not overlap", problem.NoOverlap, f.p.date(past.Day))
			}
		}
	}
}

func (f *faults) groupName(g int) string {
	if g < 0 || g >= len(f.p.Groups) {
		return fmt.Sprint(g)
	}
	return f.p.Groups[g].Code
}

// breaks checks that the pauses of a given shift lie inside it, in order.
func (f *faults) breaks(path string, s Shift) {
	at := s.Start
	for i, b := range s.Breaks {
		if b.Start < at || b.Minutes <= 0 || b.Start+b.Minutes > s.End() || b.Start%5 != 0 || b.Minutes%5 != 0 {
			f.add(fmt.Sprintf("%s.breaks[%d]", path, i), fmt.Sprintf("%d minutes, %d after the start", b.Minutes, b.Start-s.Start),
				"a pause inside the shift and after the one before it, in steps of 5 minutes", problem.PauseInside)
		}
		at = b.Start + b.Minutes
	}
}

// ruleOrder lists the rules of an agreement in the order in which they are
// named to a planner, the least negotiable first.
var ruleOrder = []rules.Rule{
	rules.Rest, rules.Succeeds, rules.MaxConsecutiveDays, rules.ConsecutiveDaysOff, rules.WeekDaysOff, rules.MinConsecutiveDays,
	rules.MaxWeekDays, rules.MaxWeekMinutes, rules.MinWeekDays, rules.MinWeekMinutes,
	rules.MaxPeriodShifts, rules.MaxPeriodMinutes, rules.MinPeriodShifts, rules.MinPeriodMinutes,
	rules.MaxWeekends, rules.ClassLimit, rules.Availability, rules.Leave, rules.FixedShift,
}
