package severity

import (
	"math"

	"github.com/muster-wfm/muster/vendors/quality"
)

// Source is a part of the variance of a mean score of an agent: a variance divided by
// how many different levels of it the mean is taken over.
type Source struct {
	Variance float64
	Over     int
	// Own is whether it strikes agents differently (it includes the agent, or is nested
	// in one); only then does it disturb comparisons among them. What strikes all alike,
	// such as the severity of graders who grade everybody, disturbs only where a score
	// is held against a line.
	Own bool
}

// Dependability is what a mean score is worth: the share of its variance that is the
// agents' own. Relative is for comparisons among agents (E rho squared), Absolute for
// a line to reach (Phi) (Brennan 2001, "Generalizability Theory", chapter 4).
type Dependability struct{ Relative, Absolute float64 }

// Depend works the coefficients out from the variance between agents and the other
// sources. It returns a [quality.InputError] for a negative variance, one over no
// level, and variances that are all zero.
func Depend(agents float64, sources []Source) (Dependability, error) {
	if !(agents >= 0) || math.IsInf(agents, 1) {
		return Dependability{}, quality.Refuse(agents, "a finite variance", "the variance between agents")
	}
	relative, absolute := 0.0, 0.0
	for i, s := range sources {
		if !(s.Variance >= 0) || math.IsInf(s.Variance, 1) {
			return Dependability{}, quality.Refuse(s.Variance, "a finite variance", "sources[%d].variance", i)
		}
		if s.Over < 1 {
			return Dependability{}, quality.Refuse(s.Over, "at least one level", "sources[%d].over", i)
		}
		part := s.Variance / float64(s.Over)
		absolute += part
		if s.Own {
			relative += part
		}
	}
	if agents+absolute == 0 {
		return Dependability{}, quality.Refuse(0, "above 0", "the sum of all variances")
	}
	d := Dependability{Absolute: agents / (agents + absolute)}
	if agents+relative > 0 {
		d.Relative = agents / (agents + relative)
	}
	return d, nil
}

// Thresholds of Absolute for decisions about a person and about a vendor.
const (
	ForPerson = .80
	ForVendor = .90
)

// Study is a design that could be run: contacts an agent, graders a contact.
type Study struct {
	Contacts, Graders int
	Cost              float64
	Dependability
}

// Variances of agents' scores whose contacts are each graded by some graders who grade
// everybody: agents, contacts within agents, graders, agents by graders, and the rest.
type Variances struct{ Agents, Contacts, Graders, AgentGraders, Rest float64 }

// Cheapest is the study of least cost with an Absolute of at least what is asked,
// among those of up to so many contacts an agent and graders a contact; ok is false
// where none reaches it. A contact costs perContact to choose and perGrade for each
// grader.
func (v Variances) Cheapest(atLeast float64, contacts, graders int, perContact, perGrade float64) (best Study, ok bool, err error) {
	if contacts < 1 || graders < 1 {
		return Study{}, false, quality.Refuse(min(contacts, graders), "at least one", "the most contacts and graders")
	}
	for c := 1; c <= contacts; c++ {
		for g := 1; g <= graders; g++ {
			d, err := v.With(c, g)
			if err != nil {
				return Study{}, false, err
			}
			cost := float64(c) * (perContact + float64(g)*perGrade)
			if d.Absolute >= atLeast && (!ok || cost < best.Cost) {
				best, ok = Study{c, g, cost, d}, true
			}
		}
	}
	return best, ok, nil
}

// With is what a mean over so many contacts and graders is worth.
func (v Variances) With(contacts, graders int) (Dependability, error) {
	return Depend(v.Agents, []Source{
		{v.Contacts, contacts, true}, {v.Graders, graders, false}, {v.AgentGraders, graders, true}, {v.Rest, contacts * graders, true},
	})
}
