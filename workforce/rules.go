package workforce

import (
	"fmt"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/workforce/labour"
)

// Rules are the limits that law and contract set to a person's roster. Weeks
// begin on Monday in the site's time; a shift belongs to the day it starts.
type Rules struct {
	WeeklyMinMin          int // least paid minutes a week; 0: none
	WeeklyMaxMin          int // most paid minutes a week
	MinRestMin            int // least minutes between two shifts, as they elapse
	MaxConsecutiveDays    int // most working days in a row
	MinDaysOffPerWeek     int // least days a week without a shift
	MinConsecutiveDaysOff int // days off come in runs of at least so many; 0 and 1 ask nothing
	MaxShiftsPerWeek      int // 0: not limited
	// MaxWeekendsInPeriod is the most weekends with a shift in one planning
	// period; nil: not limited, 0: no weekend at all.
	MaxWeekendsInPeriod *int
	// Further are the other rules that law and contract set.
	Further []labour.Rule
}

func (r Rules) check(c *checks, at string) {
	c.need(r.WeeklyMinMin >= 0 && r.WeeklyMinMin <= minutesPerWeek, at+".weeklyMinMin", r.WeeklyMinMin, "0 to 10080 minutes", problem.Wanting(problem.WholeNumber, 0, 10080))
	c.need(r.WeeklyMaxMin > 0 && r.WeeklyMaxMin <= minutesPerWeek, at+".weeklyMaxMin", r.WeeklyMaxMin, "1 to 10080 minutes", problem.Wanting(problem.WholeNumber, 1, 10080))
	c.need(r.WeeklyMinMin <= r.WeeklyMaxMin, at+".weeklyMinMin", r.WeeklyMinMin,
		fmt.Sprintf("at most the weekly maximum of %d minutes", r.WeeklyMaxMin), problem.Wanting(problem.LeastBelowMost, r.WeeklyMinMin, r.WeeklyMaxMin))
	c.need(r.MinRestMin >= 0 && r.MinRestMin <= minutesPerWeek, at+".minRestMin", r.MinRestMin, "0 to 10080 minutes", problem.Wanting(problem.WholeNumber, 0, 10080))
	c.need(r.MaxConsecutiveDays >= 1 && r.MaxConsecutiveDays <= 31, at+".maxConsecutiveDays", r.MaxConsecutiveDays, "1 to 31 days", problem.Wanting(problem.WholeNumber, 1, 31))
	c.need(r.MinDaysOffPerWeek >= 0 && r.MinDaysOffPerWeek <= 6, at+".minDaysOffPerWeek", r.MinDaysOffPerWeek, "0 to 6 days", problem.Wanting(problem.WholeNumber, 0, 6))
	c.need(r.MinConsecutiveDaysOff >= 0 && r.MinConsecutiveDaysOff <= 7, at+".minConsecutiveDaysOff", r.MinConsecutiveDaysOff, "0 to 7 days", problem.Wanting(problem.WholeNumber, 0, 7))
	c.need(r.MaxShiftsPerWeek >= 0 && r.MaxShiftsPerWeek <= 14, at+".maxShiftsPerWeek", r.MaxShiftsPerWeek, "0 (not limited) to 14 shifts", problem.Wanting(problem.WholeNumber, 0, 14))
	if r.MaxWeekendsInPeriod != nil {
		c.need(*r.MaxWeekendsInPeriod >= 0, at+".maxWeekendsInPeriod", *r.MaxWeekendsInPeriod, "0 or more weekends, or no limit", problem.Wanting(problem.AtLeast, 0))
	}
	c.need(len(r.Further) <= labour.MostRules, at+".further", len(r.Further), fmt.Sprintf("at most %d further rules", labour.MostRules), problem.Wanting(problem.AtMost, labour.MostRules))
	for i, rule := range r.Further {
		for _, f := range rule.Faults() {
			c.fields = append(c.fields, FieldError{Field: fmt.Sprintf("%s.further[%d].%s", at, i, f.Field), Found: f.Found, Expected: f.Expected, Want: f.Want})
		}
	}
}

// workdays returns on how many days of a week a person may work.
func (r Rules) workdays() int {
	days := 7 - r.MinDaysOffPerWeek
	if r.MaxShiftsPerWeek > 0 {
		days = min(days, r.MaxShiftsPerWeek)
	}
	return days
}
