package rules

import "github.com/muster-wfm/muster/workforce/grid"

// Check verifies a whole roster: shifts[i] are the shifts of people[i] in the
// horizon g, in order of day. Violations come by person, then by rule.
func Check(g grid.Grid, people []Person, shifts [][]Shift) []Violation {
	var all []Violation
	for i, person := range people {
		for _, v := range CheckPerson(g, person, shifts[i]) {
			v.Person = i
			all = append(all, v)
		}
	}
	return all
}

// CheckPerson verifies one person's shifts, in order of day. It is fast enough
// to call on every movement of a shift that is being dragged.
func CheckPerson(g grid.Grid, p Person, shifts []Shift) []Violation {
	return nil
}
