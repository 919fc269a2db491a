package workforce

import (
	"fmt"
	"slices"

	"github.com/muster-wfm/muster/internal/problem"
)

// StaffingMethod says how the people of a queue are computed.
type StaffingMethod string

// The methods. The empty method is [MethodInterval].
const (
	MethodInterval StaffingMethod = "interval" // each interval by the formula, as if it went on for ever
	MethodCourse   StaffingMethod = "course"   // following the queue from opening to closing, with what one interval leaves to the next
)

// StaffingMethods lists every method.
func StaffingMethods() []StaffingMethod { return []StaffingMethod{MethodInterval, MethodCourse} }

// ShrinkageCategory is one cause of paid time in which people are not available.
type ShrinkageCategory struct {
	Name     string
	Share    float64 // 0 to below 1; of present time in the office, else of paid time
	InOffice bool    // the person is present: coaching, a meeting
	Planned  bool    // known when the roster is made: leave, training, a weekly meeting
}

// mostCategories bounds a list that people read.
const mostCategories = 30

// Lost is the shares of time lost to a goal's shrinkage, from its categories where
// it has some, else from its two figures, of which nothing is known beforehand.
// Shares of the same time add.
func (g ServiceGoal) Lost() (inOffice, outOfOffice, plannedOut float64) {
	if len(g.Categories) == 0 {
		return g.InOfficeShrinkage, g.OutOfOfficeShrinkage, 0
	}
	for _, c := range g.Categories {
		switch {
		case c.InOffice:
			inOffice += c.Share
		case c.Planned:
			plannedOut += c.Share
			outOfOffice += c.Share
		default:
			outOfOffice += c.Share
		}
	}
	return inOffice, outOfOffice, plannedOut
}

// Shrinkage returns the share of paid time in which people are not available.
// The two parts multiply, 1-(1-in)(1-out): nobody on leave also takes a break.
func (g ServiceGoal) Shrinkage() float64 {
	in, out, _ := g.Lost()
	return 1 - (1-in)*(1-out)
}

// RosteredShrinkage returns the share of rostered time in which people are not
// available: [ServiceGoal.Shrinkage] without planned absence, for whoever is known
// to be away is given no shift.
func (g ServiceGoal) RosteredShrinkage() float64 {
	in, out, planned := g.Lost()
	return 1 - (1-in)*(1-out)/(1-planned)
}

func (g ServiceGoal) checkMethod(c *checks, at string) {
	c.need(g.Method == "" || slices.Contains(StaffingMethods(), g.Method), at+".method", string(g.Method), "one of "+listed(StaffingMethods()), problem.Wanting(problem.Choice))
}

func (g ServiceGoal) checkCategories(c *checks, at string) {
	list := at + ".shrinkage"
	c.need(len(g.Categories) <= mostCategories, list, fmt.Sprintf("%d categories", len(g.Categories)), fmt.Sprintf("at most %d", mostCategories), problem.Wanting(problem.AtMost, mostCategories))
	if len(g.Categories) > 0 {
		const instead = "0 beside shrinkage by category, which takes its place"
		c.need(g.InOfficeShrinkage == 0, at+".inOfficeShrinkage", g.InOfficeShrinkage, instead, problem.Wanting(problem.NoneBeside))
		c.need(g.OutOfOfficeShrinkage == 0, at+".outOfOfficeShrinkage", g.OutOfOfficeShrinkage, instead, problem.Wanting(problem.NoneBeside))
	}
	for i, one := range g.Categories {
		here := fmt.Sprintf("%s[%d]", list, i)
		c.text(here+".name", one.Name, maxName)
		c.ratio(here+".share", one.Share, true)
		first := slices.IndexFunc(g.Categories, func(o ShrinkageCategory) bool { return o.Name == one.Name })
		c.need(first == i, here+".name", one.Name, "a name that no other category has", problem.Wanting(problem.OwnCode))
	}
	in, out, _ := g.Lost()
	if len(g.Categories) > 0 {
		c.need(in <= mostLost && out <= mostLost, list, fmt.Sprintf("%g in and %g out of the office in all", in, out), "at most 0.99 of each", problem.Wanting(problem.TogetherAtMost, 0.99))
	}
}

// mostLost is the most of either kind of time that may be lost, as the staffing
// engine has it.
const mostLost = 0.99

// CheckGoal returns an [*InvalidError] that names every bad field of a goal given
// by itself, as goal.slTarget.
func CheckGoal(g ServiceGoal) error {
	c := checking("service goal")
	g.check(c, "goal")
	return c.err()
}
