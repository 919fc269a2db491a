package benchmark

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/muster-wfm/muster/scheduling/roster"
)

// Roster is who works which shift: by employee and day, "" for a day off.
type Roster [][]string

// Of reads a roster of the instance's problem.
func (i *Instance) Of(r roster.Roster) Roster {
	rows := make(Roster, len(r.Days))
	for n, row := range r.Days {
		rows[n] = make([]string, len(row))
		for d, s := range row {
			if !s.Off() {
				rows[n][d] = i.Shifts[s.Template].ID
			}
		}
	}
	return rows
}

// Penalty prices a roster as the instance does: requests not met, and people
// missing and too many.
func (i *Instance) Penalty(r Roster) int {
	penalty := 0
	for _, q := range i.Requests {
		if (r[i.employee(q.Employee)][q.Day] == q.Shift) == q.Off {
			penalty += q.Weight
		}
	}
	for _, c := range i.Cover {
		there := 0
		for _, row := range r {
			if row[c.Day] == c.Shift {
				there++
			}
		}
		penalty += c.Under*max(0, c.Required-there) + c.Over*max(0, there-c.Required)
	}
	return penalty
}

// WriteSolution writes a roster as checkers read it: a line for each employee, the
// name, a tab, and the shifts by day with commas between them, nothing for a day off.
func (i *Instance) WriteSolution(out io.Writer, r Roster) error {
	w := bufio.NewWriter(out)
	for n, row := range r {
		fmt.Fprintf(w, "%s\t%s\n", i.Staff[n].ID, strings.Join(row, ",")) // Flush tells of an error
	}
	return w.Flush()
}
