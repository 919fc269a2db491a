package forecast

import (
	"github.com/muster-wfm/muster/forecast/staffing"
)

// parted is the goal's shrinkage by category, planned and unplanned apart; false
// where the goal has only its two figures.
func (r Requirement) parted() (staffing.PartedShrinkage, bool) {
	if len(r.Goal.Categories) == 0 {
		return staffing.PartedShrinkage{}, false
	}
	list := make([]staffing.ShrinkageCategory, len(r.Goal.Categories))
	for i, c := range r.Goal.Categories {
		list[i] = staffing.ShrinkageCategory(c)
	}
	parts, err := staffing.PartShrinkage(list)
	return parts, err == nil // a goal's categories were checked when it was set
}

// addHeads tells those to roster from those on the payroll, where the goal says
// what is known when the roster is made: a roster gives no shift to people on
// leave, so that counting their leave in would count it twice. Nothing is rounded.
func (r Requirement) addHeads(c *RequirementCurves) {
	parts, known := r.parted()
	if !known {
		return
	}
	c.Paid = make([]float64, len(c.Fractional))
	for i, agents := range c.Fractional {
		h := parts.Heads(agents)
		c.Scheduled[i], c.Paid[i] = h.Rostered, h.Paid
	}
}

// Heads are the people of one interval from those at work to those on the
// payroll; false where shrinkage is not known by category.
func (r Requirement) Heads(interval int) (staffing.Headcount, bool) {
	parts, known := r.parted()
	if !known {
		return staffing.Headcount{}, false
	}
	return parts.Heads(r.Curves.Fractional[interval]), true
}

// scheduledIf is how many are to be rostered for so many agents when shrinkage is
// a factor of what it is.
func (r Requirement) scheduledIf(agents, factor float64) float64 {
	in, out, planned := r.Goal.Lost()
	most := func(share float64) float64 { return min(0.99, share*factor) }
	return agents / (1 - most(in)) / (1 - most(out)) * (1 - most(planned))
}

// rosteredSensitivity makes the sensitivities speak of people to roster.
func (r Requirement) rosteredSensitivity(list []staffing.Sensitivity) {
	for i := range list {
		factor := 1.0
		if list[i].Input == staffing.ShrinkageInput {
			factor += list[i].Change
		}
		list[i].Result.ScheduledFractional = r.scheduledIf(list[i].Result.Fractional, factor)
	}
}
