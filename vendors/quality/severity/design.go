package severity

import (
	"fmt"
	"slices"
	"strings"

	"github.com/muster-wfm/muster/vendors/quality"
)

// Rating is one grade; agent, grader and item are indices into the design's names.
type Rating struct {
	Agent, Grader, Item int
	Score               float64
}

// Design is who graded what: agents (or contacts) by graders on items of the form.
type Design struct {
	Agents, Graders, Items []string
	Ratings                []Rating
}

// Check returns a [quality.InputError] for no ratings or an index without a name, and
// a [DisconnectedError] where graders cannot be compared.
func (d Design) Check() error {
	if len(d.Ratings) == 0 {
		return quality.Refuse(0, "at least one", "the number of ratings")
	}
	for i, r := range d.Ratings {
		switch {
		case r.Agent < 0 || r.Agent >= len(d.Agents):
			return quality.Refuse(r.Agent, "an index of an agent", "ratings[%d].agent", i)
		case r.Grader < 0 || r.Grader >= len(d.Graders):
			return quality.Refuse(r.Grader, "an index of a grader", "ratings[%d].grader", i)
		case r.Item < 0 || r.Item >= len(d.Items):
			return quality.Refuse(r.Item, "an index of an item", "ratings[%d].item", i)
		}
	}
	if parts := d.Parts(); len(parts) > 1 {
		return &DisconnectedError{parts}
	}
	return nil
}

// DisconnectedError says that graders fall into parts that never graded a common
// agent, not even by way of others: whether one part is more severe or its agents are
// worse cannot be told.
type DisconnectedError struct{ Parts [][]string }

func (e *DisconnectedError) Error() string {
	list := make([]string, len(e.Parts))
	for i, part := range e.Parts {
		list[i] = strings.Join(part, ", ")
	}
	return fmt.Sprintf("graders fall into %d parts without a common agent: %s; let all of them grade one common set", len(e.Parts), strings.Join(list, " | "))
}

// Parts are the graders' names by what is linked through common agents; one part is
// what a comparison needs. Graders without ratings are in none. Items link nothing:
// the same form filled in by others about others says nothing of who is more severe.
func (d Design) Parts() [][]string {
	link := make([]int, len(d.Agents)+len(d.Graders)) // union-find
	for i := range link {
		link[i] = i
	}
	find := func(i int) int {
		for link[i] != i {
			link[i] = link[link[i]]
			i = link[i]
		}
		return i
	}
	grades := make([]bool, len(d.Graders))
	for _, r := range d.Ratings {
		grades[r.Grader] = true
		link[find(len(d.Agents)+r.Grader)] = find(r.Agent)
	}
	var roots []int
	var parts [][]string
	for g, name := range d.Graders {
		if !grades[g] {
			continue
		}
		root := find(len(d.Agents) + g)
		at := slices.Index(roots, root)
		if at < 0 {
			at = len(roots)
			roots, parts = append(roots, root), append(parts, nil)
		}
		parts[at] = append(parts[at], name)
	}
	return parts
}

// RefuseOwn returns a [quality.InputError] for the first rating of an agent by a
// grader of the same vendor. agentVendor and graderVendor name the vendor of each
// agent and grader; a grader of none, such as the owner's, is "".
func (d Design) RefuseOwn(agentVendor, graderVendor []string) error {
	if len(agentVendor) != len(d.Agents) || len(graderVendor) != len(d.Graders) {
		return quality.Refuse(fmt.Sprintf("%d and %d", len(agentVendor), len(graderVendor)), "one for each agent and grader", "the number of vendors")
	}
	for i, r := range d.Ratings {
		if own := graderVendor[r.Grader]; own != "" && own == agentVendor[r.Agent] {
			return quality.Refuse(fmt.Sprintf("%s of %s, the vendor of %s", d.Graders[r.Grader], own, d.Agents[r.Agent]),
				"a grader of another party", "the grader of ratings[%d]", i)
		}
	}
	return nil
}
