package benchmark

import (
	"fmt"
	"slices"
	"time"

	"github.com/muster-wfm/muster/scheduling/roster"
	"github.com/muster-wfm/muster/scheduling/rules"
	"github.com/muster-wfm/muster/scheduling/shifts"
	"github.com/muster-wfm/muster/workforce/grid"
)

// The instances know shifts only by name, and cover by shift and day. As a roster
// problem, each shift type has an interval of the day of its own in which it is
// the only one: a shift lasts for that interval, is paid for its true length, and
// what may follow it is said by class instead of by hours of rest.

// UnstatableError says why an instance is no roster problem.
type UnstatableError struct{ Found, Expected string }

func (e *UnstatableError) Error() string {
	return fmt.Sprintf("the instance has %s; expected %s", e.Found, e.Expected)
}

// firstDay is a Monday; the instances have no year.
var firstDay = grid.Date{Year: 2024, Month: time.January, Day: 1}

// Problem returns the instance as a roster problem whose cost is the instance's
// penalty. The error is an [*UnstatableError] for an instance with more than 96
// shift types, or with prices of cover that differ by day.
func (i *Instance) Problem() (*roster.Problem, error) {
	minutes, err := i.interval()
	if err != nil {
		return nil, err
	}
	g, err := grid.New(time.UTC, minutes, firstDay, i.Days)
	if err != nil {
		return nil, err
	}
	p := &roster.Problem{Grid: g}
	if p.Groups, err = i.groups(g); err != nil {
		return nil, err
	}
	for k, s := range i.Shifts {
		p.Templates = append(p.Templates, shifts.Template{
			Code: s.ID, Class: s.ID, EarliestStart: k * minutes, LatestStart: k * minutes, Lengths: []int{minutes}, PaidMinutes: s.Minutes,
		})
	}
	for n := range i.Staff {
		p.Agreements = append(p.Agreements, i.agreement(n))
		p.People = append(p.People, i.person(g, n))
	}
	return p, nil
}

// interval returns the length of an interval that leaves each shift type one.
func (i *Instance) interval() (int, error) {
	for _, minutes := range []int{60, 30, 15} {
		if len(i.Shifts) <= 1440/minutes {
			return minutes, nil
		}
	}
	return 0, &UnstatableError{fmt.Sprintf("%d shift types", len(i.Shifts)), "at most 96"}
}

// groups returns the one group that everybody works in, with the cover as its
// requirement.
func (i *Instance) groups(g grid.Grid) ([]roster.Group, error) {
	group := roster.Group{Code: "all", Required: make([]float64, g.Len())}
	for n, c := range i.Cover {
		if first := i.Cover[0]; c.Under != first.Under || c.Over != first.Over {
			return nil, &UnstatableError{fmt.Sprintf("cover %d priced %d and %d after %d and %d", n, c.Under, c.Over, first.Under, first.Over), "one price of missing and one of surplus people"}
		}
		group.Required[c.Day*1440/g.Minutes()+i.shift(c.Shift)] = float64(c.Required)
	}
	if len(i.Cover) > 0 {
		hours := float64(g.Minutes()) / 60
		group.Price = roster.Price{
			Under: []roster.Step{{PerHour: float64(i.Cover[0].Under) / hours}},
			Over:  []roster.Step{{PerHour: float64(i.Cover[0].Over) / hours}},
		}
	}
	return []roster.Group{group}, nil
}

// agreement returns the contract of employee n.
func (i *Instance) agreement(n int) rules.Agreement {
	e := i.Staff[n]
	a := rules.Agreement{
		Code: e.ID, MaxConsecutiveDays: e.MaxRun, MinConsecutiveDays: e.MinRun, MinConsecutiveDaysOff: e.MinDaysOff,
		PeriodMinutes: rules.Range{Min: e.MinMinutes, Max: upper(e.MaxMinutes)}, MaxWeekends: upper(e.MaxWeekends),
	}
	for _, s := range i.Shifts {
		a.Caps = append(a.Caps, rules.ClassCap{Class: s.ID, Max: e.MaxShifts[s.ID]})
		for _, next := range s.Before {
			a.Successions = append(a.Successions, rules.Succession{Before: s.ID, After: next})
		}
	}
	return a
}

// upper returns a limit in the engine's words, in which 0 would be none.
func upper(limit int) int {
	if limit == 0 {
		return rules.Nothing
	}
	return limit
}

// person returns employee n with days off as hours in which they cannot work, and
// requests as wishes.
func (i *Instance) person(g grid.Grid, n int) roster.Person {
	e := i.Staff[n]
	p := roster.Person{Code: e.ID, Agreement: n, Groups: []int{0}, Limited: true}
	for k, s := range i.Shifts {
		if e.MaxShifts[s.ID] > 0 {
			p.Templates = append(p.Templates, k)
		}
	}
	for d := range i.Days {
		if !slices.Contains(e.DaysOff, d) {
			p.Windows = append(p.Windows, rules.Window{Day: d, Start: d * 1440, End: (d + 1) * 1440})
		}
	}
	for _, q := range i.Requests {
		if q.Employee == e.ID {
			p.Preferences = append(p.Preferences, i.wishes(g, q)...)
		}
	}
	return p
}

// wishes states a request: a shift is asked for by its start.
func (i *Instance) wishes(g grid.Grid, q Request) []roster.Preference {
	start := q.Day*1440 + i.shift(q.Shift)*g.Minutes()
	w := roster.Preference{Day: q.Day, Wish: roster.WishNotStart, From: start, To: start, Weight: float64(q.Weight)}
	if q.Off {
		return []roster.Preference{w}
	}
	w.Wish = roster.WishStart
	return []roster.Preference{{Day: q.Day, Wish: roster.WishWork, Weight: float64(q.Weight)}, w}
}
