package exchange

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/muster-wfm/muster/internal/problem"
)

// Fault is one thing wrong with a file.
type Fault struct {
	Line     int // from 1
	Column   string
	Found    string
	Expected string
	Want     problem.Want // the same to be said in any language, where that is known
}

func (f Fault) String() string {
	return fmt.Sprintf("line %d, %s: found %s; expected %s", f.Line, f.Column, f.Found, f.Expected)
}

// Faults are everything wrong with a file, in the order of its lines.
type Faults []Fault

// Error is one line a fault.
// Err is the list as an error, nil where nothing is wrong.
func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i, fault := range f {
		lines[i] = fault.String()
	}
	return strings.Join(lines, "\n")
}

// mostFaults keeps a wholly wrong file from printing a line for every cell.
const mostFaults = 200

// Add notes a fault, its text shortened; after two hundred no more are kept.
func (f *Faults) Add(line int, column, found, expected string, want problem.Want) {
	const longest = 60
	if utf8.RuneCountInString(found) > longest {
		found = string([]rune(found)[:longest]) + "…"
	}
	if found == "" {
		found = "nothing"
	}
	if len(*f) < mostFaults {
		*f = append(*f, Fault{line, column, found, expected, want})
	}
}

// Err is the list as an error, nil where nothing is wrong.
func (f Faults) Err() error {
	if len(f) == 0 {
		return nil
	}
	return f
}
