package roster

import (
	"fmt"
	"strings"

	"github.com/muster-wfm/muster/scheduling/rules"
)

// Invalid lists everything in a problem that contradicts itself. Field paths are
// those of docs/roster-format.md, for example people[3].fixed[0].
type Invalid struct{ Faults []rules.Fault }

// Error lists every fault, one a line.
func (e *Invalid) Error() string {
	lines := make([]string, len(e.Faults))
	for i, f := range e.Faults {
		lines[i] = f.Error()
	}
	return strings.Join(lines, "\n")
}

// Error names the people and, for each, the rules in conflict.
func (e *Infeasible) Error() string {
	lines := make([]string, len(e.Conflicts))
	for i, c := range e.Conflicts {
		lines[i] = fmt.Sprintf("people[%d]: no roster satisfies %s together", c.Person, c.Names())
	}
	return strings.Join(lines, "\n")
}
