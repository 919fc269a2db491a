package scheduling

import (
	"regexp"
	"strconv"

	"github.com/muster-wfm/muster/scheduling/roster"
	"github.com/muster-wfm/muster/scheduling/rules"
)

// ContradictionError says what in a roster's people, templates and rules contradicts
// itself, and whom or what each fault is of. It wraps the optimiser's own [roster.Invalid].
type ContradictionError struct {
	Faults []Contradiction
	engine *roster.Invalid
}

// Contradiction is one fault of a roster's problem.
type Contradiction struct {
	rules.Fault
	// About names the person, template, agreement, queue or team rule at whose place
	// the fault lies; "" for none of them.
	About string
}

func (e *ContradictionError) Error() string { return e.engine.Error() }

// Unwrap returns the optimiser's refusal.
func (e *ContradictionError) Unwrap() error { return e.engine }

// contradiction puts faults into names.
func (p *Problem) contradiction(faults []rules.Fault) error {
	e := &ContradictionError{engine: &roster.Invalid{Faults: faults}}
	for _, f := range faults {
		e.Faults = append(e.Faults, Contradiction{Fault: f, About: p.about(f.Field)})
	}
	return e
}

var placed = regexp.MustCompile(`^(\w+)\[(\d+)\]`)

// about names what stands at a place of the problem.
func (p *Problem) about(place string) string {
	found := placed.FindStringSubmatch(place)
	if found == nil {
		return ""
	}
	at, _ := strconv.Atoi(found[2])
	switch list := found[1]; {
	case list == "people" && at < len(p.people):
		return p.people[at].Name
	case list == "templates" && at < len(p.Templates):
		return p.Templates[at].Code
	case list == "agreements" && at < len(p.Agreements):
		return p.Agreements[at].Code
	case list == "groups" && at < len(p.Groups):
		return p.Groups[at].Code
	case list == "team_rules" && at < len(p.TeamRules):
		return p.TeamRules[at].Code
	}
	return ""
}
