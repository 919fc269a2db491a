package scheduling

import (
	"cmp"
	"slices"
	"time"

	"github.com/muster-wfm/muster/scheduling/roster"
	"github.com/muster-wfm/muster/scheduling/rules"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// personOf says of one person what the optimiser must know.
func (p *Problem) personOf(person workforce.PlanningPerson, place termsPlace, groups []int, terms workforce.Terms, told []Shift, pastKnown bool) roster.Person {
	out := roster.Person{
		Code: person.Code, Agreement: place.agreement, Templates: place.templates, Groups: groups,
		Limited: len(person.Availability) > 0, Windows: p.windowsOf(person),
		Absences: p.absencesOf(person, terms.Rules), Preferences: p.wishesOf(person),
	}
	if pastKnown {
		out.PastDays = p.pastDays
		out.Past = p.pastOf(told)
	}
	p.addEve(&out, person)
	out.Fixed = p.assignedOf(person, groups[0])
	return out
}

func (p *Problem) pastOf(told []Shift) []rules.Shift {
	var past []rules.Shift
	for _, s := range told {
		day := p.grid.First().DaysUntil(s.Day)
		if day >= -p.pastDays && day < 0 {
			past = append(past, rules.Shift{
				Day: day, Start: p.minute(s.Start), End: p.minute(s.End), Paid: int(s.Paid() / time.Minute), Class: s.Letter,
			})
		}
	}
	slices.SortFunc(past, func(a, b rules.Shift) int { return cmp.Compare(a.Day, b.Day) })
	return past
}

// addEve adds to the past what was promised for the day before the roster, where
// nothing was published for it: a night may reach into the first day.
func (p *Problem) addEve(out *roster.Person, person workforce.PlanningPerson) {
	if n := len(out.Past); n > 0 && out.Past[n-1].Day == -1 {
		return
	}
	eve := p.grid.First().AddDays(-1)
	for _, a := range person.Assignments {
		if a.Date != eve {
			continue
		}
		from, to := p.minute(p.grid.At(-1, a.Start)), p.minute(p.grid.At(-1, a.End))
		if n := len(out.Past); n > 0 && out.Past[n-1].Day == -1 {
			last := &out.Past[n-1]
			last.Start, last.End, last.Paid = min(last.Start, from), max(last.End, to), last.Paid+to-from
			continue
		}
		out.Past = append(out.Past, rules.Shift{Day: -1, Start: from, End: to, Paid: to - from})
		out.PastDays = max(out.PastDays, 1)
	}
}

// windowsOf lays a person's weekly availability over the roster's days; a
// stretch over the midnight before the first day counts too.
func (p *Problem) windowsOf(person workforce.PlanningPerson) []rules.Window {
	var windows []rules.Window
	for k := -1; k < p.grid.Days(); k++ {
		for _, a := range person.Availability {
			if a.Weekday == p.grid.Date(k).Weekday() {
				windows = append(windows, rules.Window{Day: k, Start: p.minute(p.grid.At(k, a.From)), End: p.minute(p.grid.At(k, a.To))})
			}
		}
	}
	return windows
}

// absencesOf lists the days on which a person is away: approved absence, and
// days outside their employment. Whatever the reason, and paid or not, a week
// owes fewer hours then: see [owed].
func (p *Problem) absencesOf(person workforce.PlanningPerson, r workforce.Rules) []rules.Absence {
	var away []rules.Absence
	counted := map[grid.Date]int{}
	for k := range p.grid.Days() {
		day := p.grid.Date(k)
		if _, approved := person.AbsentOn(day); !approved && person.EmployedOn(day) {
			continue
		}
		week := day.Monday()
		away = append(away, rules.Absence{Day: k, Paid: owed(r, counted[week]) - owed(r, counted[week]+1)})
		counted[week]++
	}
	return away
}

// owed is the least time of a week of which so many days are missed. The time is
// spread evenly over the days that the agreement lets somebody work, five at
// most; more missed days than those were days off.
func owed(r workforce.Rules, missed int) int {
	days := min(5, 7-r.MinDaysOffPerWeek)
	if r.MaxShiftsPerWeek > 0 {
		days = min(days, r.MaxShiftsPerWeek)
	}
	return r.WeeklyMinMin * max(0, days-missed) / max(1, days)
}

// wishesOf reads days off that were asked for and not yet answered as wishes.
func (p *Problem) wishesOf(person workforce.PlanningPerson) []roster.Preference {
	var wishes []roster.Preference
	for k := range p.grid.Days() {
		asked := slices.ContainsFunc(person.Absences, func(a workforce.Absence) bool {
			return a.Status == workforce.Requested && a.Covers(p.grid.Date(k))
		})
		if asked {
			wishes = append(wishes, roster.Preference{Day: k, Wish: roster.WishOff, Weight: requestWeight})
		}
	}
	return wishes
}

// assignedOf turns fixed assignments into shifts that the search must keep.
// Several on one day make one shift, from the first to the last.
func (p *Problem) assignedOf(person workforce.PlanningPerson, group int) []roster.Fixed {
	spans := map[int][2]int{}
	for _, a := range person.Assignments {
		k, inside := p.grid.DayIndex(a.Date)
		if !inside {
			continue
		}
		from, to := p.minute(p.grid.At(k, a.Start)), p.minute(p.grid.At(k, a.End))
		if span, had := spans[k]; had {
			from, to = min(from, span[0]), max(to, span[1])
		}
		spans[k] = [2]int{from, to}
	}
	var fixed []roster.Fixed
	for k, span := range spans {
		fixed = append(fixed, roster.Fixed{Day: k, Shift: roster.Shift{
			Template: roster.NoTemplate, Group: group, Start: span[0], Minutes: span[1] - span[0],
		}})
	}
	return inOrder(fixed)
}

// fix makes locked shifts fixed ones; on a day that has both, the lock wins,
// since a planner set it with the assignment in view.
func (p *Problem) fix(position int, locked []Shift) {
	person := &p.People[position]
	for _, s := range locked {
		k, inside := p.grid.DayIndex(s.Day)
		if !inside {
			continue
		}
		person.Fixed = slices.DeleteFunc(person.Fixed, func(f roster.Fixed) bool { return f.Day == k })
		person.Fixed = append(person.Fixed, roster.Fixed{Day: k, Shift: p.toSolver(s)})
	}
	person.Fixed = inOrder(person.Fixed)
}

func inOrder(fixed []roster.Fixed) []roster.Fixed {
	slices.SortFunc(fixed, func(a, b roster.Fixed) int { return cmp.Compare(a.Day, b.Day) })
	return fixed
}
