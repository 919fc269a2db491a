package workforce

import (
	"fmt"
	"slices"
	"strings"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Agreement is what a group of people and their employer have agreed on
// working time: rules and shift templates, which change from day to day of
// the calendar but never backwards.
type Agreement struct {
	ID, Version int64
	Code, Name  string
	Terms       []Terms // ordered by their first day; each holds until the next begins
}

// Terms are an agreement's rules and templates from one day on.
type Terms struct {
	ValidFrom grid.Date // zero: from the beginning
	Rules     Rules
	Templates []ShiftTemplate
}

// NewAgreement returns a, its terms in order, if it can be. Terms that no
// roster can satisfy are refused, with the rules that cannot go together.
func NewAgreement(a Agreement) (Agreement, error) {
	a.Code, a.Name = strings.TrimSpace(a.Code), strings.TrimSpace(a.Name)
	c := checking("agreement")
	c.codeAndName(a.Code, a.Name)
	c.need(len(a.Terms) > 0, "rules", "", "rules and shift templates", problem.Wanting(problem.Needed))
	single := len(a.Terms) == 1
	a.Terms = slices.Clone(a.Terms)
	for i, terms := range a.Terms {
		at := ""
		if !single {
			at = fmt.Sprintf("terms[%d].", i)
		}
		first := slices.IndexFunc(a.Terms, func(t Terms) bool { return t.ValidFrom == terms.ValidFrom })
		c.need(first == i, at+"validFrom", terms.ValidFrom.String(), "one set of terms a day", problem.Wanting(problem.EachOnce))
		a.Terms[i] = terms.checked(c, at)
	}
	slices.SortStableFunc(a.Terms, func(x, y Terms) int { return x.ValidFrom.Compare(y.ValidFrom) })
	return a, c.err()
}

func (t Terms) checked(c *checks, at string) Terms {
	t.Rules.check(c, at+"rules")
	c.need(len(t.Templates) > 0, at+"templates", "", "one or more shift templates", problem.Wanting(problem.AtLeast, 1))
	t.Templates = slices.Clone(t.Templates)
	for i, template := range t.Templates {
		place := fmt.Sprintf("%stemplates[%d]", at, i)
		t.Templates[i] = template.checked(c, place)
		first := slices.IndexFunc(t.Templates[:i+1], func(o ShiftTemplate) bool { return o.Code == t.Templates[i].Code })
		c.need(first == i, place+".code", template.Code, fmt.Sprintf("each code once; templates[%d] has it too", first), problem.Wanting(problem.OwnCode))
	}
	if len(c.fields) == 0 {
		t.checkSatisfiable(c, at)
	}
	return t
}

// checkSatisfiable refuses weekly minutes that the week's working days cannot
// hold, or that even one shift exceeds. What depends on days in a row, rest or
// a person's availability is for the roster to find.
func (t Terms) checkSatisfiable(c *checks, at string) {
	most, least := t.weekCapacity(), t.shortestPaid()
	days := t.Rules.workdays()
	c.need(t.Rules.WeeklyMinMin <= most, at+"rules.weeklyMinMin", t.Rules.WeeklyMinMin,
		fmt.Sprintf("at most %d minutes: %d working days (minDaysOffPerWeek %d) of the longest shifts their templates allow", most, days, t.Rules.MinDaysOffPerWeek),
		problem.Wanting(problem.WeekHolds, most, days))
	c.need(least <= t.Rules.WeeklyMaxMin, at+"rules.weeklyMaxMin", t.Rules.WeeklyMaxMin,
		fmt.Sprintf("at least %d minutes, the paid time of the shortest shift", least), problem.Wanting(problem.AtLeast, least))
}

// weekCapacity returns the most paid minutes that the templates allow in a
// week with the rules' number of working days.
func (t Terms) weekCapacity() int {
	best := make([]int, 7)
	for _, template := range t.Templates {
		for _, weekday := range template.Weekdays {
			day := sinceMonday(weekday)
			best[day] = max(best[day], template.longestPaid())
		}
	}
	slices.SortFunc(best, func(a, b int) int { return b - a })
	total := 0
	for _, minutes := range best[:max(0, min(7, t.Rules.workdays()))] {
		total += minutes
	}
	return total
}

func (t Terms) shortestPaid() int {
	shortest := minutesPerWeek
	for _, template := range t.Templates {
		for _, length := range template.LengthsMin {
			shortest = min(shortest, template.PaidMin(length))
		}
	}
	return shortest
}

// TermsOn returns the terms that hold on a day, and whether there are any.
func (a Agreement) TermsOn(day grid.Date) (Terms, bool) {
	return inEffect(a.Terms, func(t Terms) grid.Date { return t.ValidFrom }, day)
}

// WithTerms returns the agreement with other terms from their first day on;
// what held before stays on record.
func (a Agreement) WithTerms(terms Terms) Agreement {
	a.Terms = replaceFrom(a.Terms, func(t Terms) grid.Date { return t.ValidFrom }, terms)
	return a
}
