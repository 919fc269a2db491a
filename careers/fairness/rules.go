package fairness

import (
	"slices"

	"github.com/muster-wfm/muster/careers/ladder"
)

// Checked is what a ladder says of one person of a group.
type Checked struct {
	Person  int
	Group   string
	Finding ladder.Finding
}

// Rule is which groups a single requirement lets through.
type Rule struct {
	Kind ladder.Kind
	Name string
	// Passing compares how many pass it, of those of whom it is known.
	Passing []Comparison
	// Alone are those, by group in the order of Passing, whom nothing but this rule
	// keeps out; -1 for groups too small.
	Alone   []int
	Unknown int // of whom it is not known, in all groups
}

// Flagged reports whether some group fares badly by the rule.
func (r Rule) Flagged() bool {
	return slices.ContainsFunc(r.Passing, func(c Comparison) bool { return c.Flagged })
}

// Rules parts what an edge asks into its requirements and compares groups by each.
// All must be findings of the same edge; the parts of a group of requirements are
// taken one by one.
func Rules(people []Checked, k int) ([]Rule, error) {
	var groups []string
	for _, p := range people {
		if !slices.Contains(groups, p.Group) {
			groups = append(groups, p.Group)
		}
	}
	slices.Sort(groups)
	var rules []Rule
	for i := range leaves(people) {
		rule, err := oneRule(people, groups, i, k)
		if err != nil {
			return nil, err
		}
		rules = append(rules, rule)
	}
	return rules, nil
}

func leaves(people []Checked) int {
	if len(people) == 0 {
		return 0
	}
	return len(flat(people[0].Finding))
}

func oneRule(people []Checked, groups []string, i, k int) (Rule, error) {
	outcomes, alone, size := make([]Outcome, len(groups)), make([]int, len(groups)), make([]int, len(groups))
	rule := Rule{}
	for _, p := range people {
		g := slices.Index(groups, p.Group)
		outcomes[g].Group = p.Group
		size[g]++
		parts := flat(p.Finding)
		if i >= len(parts) {
			return rule, &CountError{Where: "person of group " + p.Group, Found: "a finding of other parts", Expected: "findings of the same move"}
		}
		rule.Kind, rule.Name = parts[i].Kind, parts[i].Name
		switch parts[i].Verdict {
		case ladder.Unknown:
			rule.Unknown++
			continue
		case ladder.Passes:
			outcomes[g].Selected++
		default:
			if decides(p.Finding, i) {
				alone[g]++
			}
		}
		outcomes[g].Size++
	}
	passing, err := Impact(outcomes, k)
	for g := range size {
		if passing != nil && passing[g].TooSmall {
			alone[g] = -1
		}
	}
	rule.Passing, rule.Alone = passing, alone
	return rule, err
}

// RuleMeasure is one requirement as a measure: who passes it of those of whom it is known.
type RuleMeasure struct {
	Kind ladder.Kind
	Name string
	Measure
}

// RuleMeasures parts what an edge asks into measures. All must be findings of the same
// edge.
func RuleMeasures(people []Checked) ([]RuleMeasure, error) {
	rules := make([]RuleMeasure, leaves(people))
	for _, p := range people {
		parts := flat(p.Finding)
		if len(parts) != len(rules) {
			return nil, &CountError{Where: "person of group " + p.Group, Found: "a finding of other parts", Expected: "findings of the same move"}
		}
		for i, part := range parts {
			r := &rules[i]
			r.Kind, r.Name, r.Measure.Kind, r.Key = part.Kind, part.Name, Share, string(part.Kind)
			if part.Verdict != ladder.Unknown {
				r.Rows = append(r.Rows, Row{Person: p.Person, Group: p.Group, Reached: part.Verdict == ladder.Passes})
			}
		}
	}
	return rules, nil
}

// flat are the requirements of a finding that are no groups.
func flat(f ladder.Finding) []ladder.Finding {
	if len(f.Parts) == 0 {
		return []ladder.Finding{f}
	}
	var list []ladder.Finding
	for _, p := range f.Parts {
		list = append(list, flat(p)...)
	}
	return list
}

// decides reports whether a finding that fails would pass if its i-th requirement did.
func decides(f ladder.Finding, i int) bool {
	at := 0
	return f.Verdict == ladder.Fails && suppose(f, i, &at) == ladder.Passes
}

// suppose is the verdict of a finding if its i-th requirement passed.
func suppose(f ladder.Finding, i int, at *int) ladder.Verdict {
	if len(f.Parts) == 0 {
		*at++
		if *at-1 == i {
			return ladder.Passes
		}
		return f.Verdict
	}
	passed, open := 0.0, 0.0
	for _, p := range f.Parts {
		switch suppose(p, i, at) {
		case ladder.Passes:
			passed++
		case ladder.Unknown:
			open++
		}
	}
	switch {
	case passed >= f.Needed:
		return ladder.Passes
	case passed+open < f.Needed:
		return ladder.Fails
	default:
		return ladder.Unknown
	}
}
