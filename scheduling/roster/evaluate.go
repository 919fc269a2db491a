package roster

import "github.com/muster-wfm/muster/scheduling/rules"

// Evaluate prices a roster from nothing, by term.
func Evaluate(p *Problem, r Roster) Cost { return Cost{} }

// Coverage returns how many people each group has in every interval: an average
// where breaks are shorter than the interval.
func Coverage(p *Problem, r Roster) [][]float64 { return nil }

// Verify checks a roster by package rules and by the templates, sharing no code
// with the search. A legal roster has no violations.
func Verify(p *Problem, r Roster) []rules.Violation { return nil }

// VerifyPerson checks one person's row; see [Verify].
func VerifyPerson(p *Problem, person int, row []Shift) []rules.Violation { return nil }

// Faults returns everything in the problem that contradicts itself, and nothing
// when Solve can begin.
func (p *Problem) Faults() []rules.Fault { return nil }
