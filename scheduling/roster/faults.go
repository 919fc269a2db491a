package roster

import (
	"fmt"
	"math"
	"slices"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/scheduling/rules"
)

// Faults returns everything in the problem that contradicts itself, and nothing
// when Solve can begin. Paths are those of docs/roster-format.md.
func (p *Problem) Faults() []rules.Fault {
	f := &faults{p: p}
	if p.Grid.Days() == 0 {
		f.add("horizon.days", "0", "at least one day", problem.AtLeast, 1)
		return f.found
	}
	if len(p.Groups) == 0 || len(p.People) == 0 {
		f.add("people", fmt.Sprintf("%d people, %d groups", len(p.People), len(p.Groups)), "at least one of each", problem.AtLeast, 1)
	}
	f.unique("groups", len(p.Groups), func(i int) string { return p.Groups[i].Code })
	f.unique("templates", len(p.Templates), func(i int) string { return p.Templates[i].Code })
	f.unique("agreements", len(p.Agreements), func(i int) string { return p.Agreements[i].Code })
	f.unique("people", len(p.People), func(i int) string { return p.People[i].Code })
	for i, g := range p.Groups {
		f.group(fmt.Sprintf("groups[%d]", i), g)
	}
	for i, t := range p.Templates {
		f.nested(fmt.Sprintf("templates[%d]", i), t.Faults())
		if len(t.Pauses) > maxPauses {
			f.add(fmt.Sprintf("templates[%d].pauses", i), fmt.Sprint(len(t.Pauses)), fmt.Sprintf("at most %d", maxPauses), problem.AtMost, maxPauses)
		}
	}
	for i, a := range p.Agreements {
		f.nested(fmt.Sprintf("agreements[%d]", i), a.Faults())
	}
	f.pauseTeams()
	f.teams()
	p.Fairness.faults(f, p.Grid.Days())
	for i := range p.People {
		f.person(fmt.Sprintf("people[%d]", i), &p.People[i])
	}
	return f.found
}

// faults collects what is wrong with a problem.
type faults struct {
	p     *Problem
	found []rules.Fault
}

func (f *faults) add(field, found, expected string, code problem.Code, figures ...any) {
	f.found = append(f.found, rules.Fault{Field: field, Found: found, Expected: expected, Want: problem.Wanting(code, figures...)})
}

func (f *faults) nested(prefix string, more []rules.Fault) {
	for _, fault := range more {
		fault.Field = prefix + "." + fault.Field
		f.found = append(f.found, fault)
	}
}

// unique checks that no two things of a list share a code.
func (f *faults) unique(list string, n int, code func(int) string) {
	first := make(map[string]int, n)
	for i := range n {
		if j, seen := first[code(i)]; seen {
			f.add(fmt.Sprintf("%s[%d].code", list, i), fmt.Sprintf("%q, which %s[%d] has already", code(i), list, j), "a code of its own", problem.OwnCode)
			continue
		}
		first[code(i)] = i
	}
}

// positions checks references into another list.
func (f *faults) positions(field string, refs []int, n int, what string) {
	if len(refs) == 0 {
		f.add(field, "none", "at least one "+what, problem.AtLeast, 1)
	}
	for i, ref := range refs {
		switch {
		case ref < 0 || ref >= n:
			f.add(fmt.Sprintf("%s[%d]", field, i), fmt.Sprint(ref), fmt.Sprintf("a %s of the problem, which has %d", what, n), problem.OneOf, n)
		case slices.Index(refs, ref) < i:
			f.add(fmt.Sprintf("%s[%d]", field, i), "the same "+what+" again", "each once", problem.EachOnce)
		}
	}
}

func (f *faults) group(path string, g Group) {
	f.curve(path+".required", g.Required, 0)
	if g.Present != nil {
		f.curve(path+".present", g.Present, 0)
	}
	for i, s := range slices.Concat(g.Price.Under, g.Price.Over) {
		side, k := ".price.under", i
		if i >= len(g.Price.Under) {
			side, k = ".price.over", i-len(g.Price.Under)
		}
		if !(s.Beyond >= 0 && s.PerHour >= 0) || math.IsInf(s.PerHour, 0) {
			f.add(fmt.Sprintf("%s%s[%d]", path, side, k), fmt.Sprintf("%g an hour beyond %g people", s.PerHour, s.Beyond), "numbers of at least 0", problem.AtLeast, 0)
		}
	}
}

// curve checks one number an interval, none of them below least.
func (f *faults) curve(path string, values []float64, least float64) {
	if len(values) != f.p.Grid.Len() {
		f.add(path, fmt.Sprintf("%d numbers", len(values)), fmt.Sprintf("%d, one for each interval of the horizon", f.p.Grid.Len()), problem.Exactly, f.p.Grid.Len())
	}
	for i, v := range values {
		if !(v >= least) || v > 1e6 {
			f.add(fmt.Sprintf("%s[%d]", path, i), fmt.Sprint(v), fmt.Sprintf("people: a number from %g to a million", least), problem.Between, least, 1_000_000)
		}
	}
}

// faults returns what is wrong with the settings.
func (s Settings) faults() []rules.Fault {
	f := &faults{}
	if s.Threads < 0 || s.Threads > 256 {
		f.add("threads", fmt.Sprint(s.Threads), "1 to 256", problem.WholeNumber, 1, 256)
	}
	if s.Iterations < 0 {
		f.add("iterations", fmt.Sprint(s.Iterations), "a number above 0", problem.Above, 0)
	}
	if s.TimeLimit < 0 {
		f.add("time limit", s.TimeLimit.String(), "a time above 0", problem.Above, 0)
	}
	return f.found
}
