package roster

import (
	"slices"

	"github.com/muster-wfm/muster/scheduling/rules"
	"github.com/muster-wfm/muster/scheduling/shifts"
)

// VerifyPerson checks one person's row; see [Verify].
func VerifyPerson(p *Problem, person int, row []Shift) []rules.Violation {
	var worked []rules.Shift
	for d, s := range row {
		if !s.Off() {
			worked = append(worked, p.worked(d, s))
		}
	}
	found := rules.CheckPerson(p.Grid, p.subject(person), worked)
	for d, s := range row {
		if !s.Off() {
			found = append(found, p.shape(person, d, s)...)
		}
	}
	for i := range found {
		found[i].Person = person
	}
	return found
}

// shape checks a shift against its template, its pauses and its group. A fixed
// shift is as it is given; only its group is checked.
func (p *Problem) shape(person, day int, s Shift) []rules.Violation {
	var found []rules.Violation
	if !slices.Contains(p.People[person].Groups, s.Group) {
		found = append(found, rules.Violation{Rule: rules.Skill, Days: []int{day}, Subject: p.Groups[s.Group].Code})
	}
	if given, ok := p.People[person].fixedOn(day); ok && given.Equal(s) || s.Template == NoTemplate {
		return found
	}
	t := p.Templates[s.Template]
	if !slices.Contains(p.People[person].Templates, s.Template) ||
		!t.OnDay(p.Grid.Date(day).Weekday()) || !p.startsAsAllowed(t, day, s) {
		return append(found, rules.Violation{Rule: rules.Template, Days: []int{day}, Subject: t.Code})
	}
	placed := make([]shifts.Placed, len(s.Breaks))
	for i, b := range s.Breaks {
		placed[i] = shifts.Placed{Offset: b.Start - s.Start, Minutes: b.Minutes, Paid: b.Paid}
	}
	if fault := t.PauseFault(s.Minutes, placed); fault != "" {
		found = append(found, rules.Violation{Rule: rules.Pause, Days: []int{day}, Subject: fault})
	}
	return found
}

// startsAsAllowed reports whether some start of the template falls on the
// shift's instant, which the clock alone cannot tell on a day that it changes.
func (p *Problem) startsAsAllowed(t shifts.Template, day int, s Shift) bool {
	if t.Allows(s.Start-p.minuteOfDay(day), s.Minutes) && p.minuteAt(day, s.Start-p.minuteOfDay(day)) == s.Start {
		return true
	}
	for start := t.EarliestStart; start <= t.LatestStart; start += max(5, t.Step) {
		if p.minuteAt(day, start) == s.Start && t.Allows(start, s.Minutes) {
			return true
		}
	}
	return false
}
