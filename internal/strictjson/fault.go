package strictjson

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Fault is one thing wrong with a document.
type Fault struct {
	Line     int    // of the document, counted from 1
	Field    string // path, such as groups[2].skills[0].queue
	Found    string
	Expected string
}

func (f Fault) Error() string {
	return fmt.Sprintf("%s: found %s; expected %s", f.Field, f.Found, f.Expected)
}

// Faults is everything wrong with a document.
type Faults struct{ List []Fault }

// Error lists every fault, one a line.
func (f *Faults) Error() string {
	lines := make([]string, len(f.List))
	for i, fault := range f.List {
		lines[i] = fmt.Sprintf("line %d: %s", fault.Line, fault.Error())
	}
	return strings.Join(lines, "\n")
}

// maxFaults keeps a wholly wrong file from printing a line for every number.
const maxFaults = 200

func (f *Faults) add(fault Fault) {
	if len(f.List) < maxFaults {
		f.List = append(f.List, fault)
	}
}

// Join adds what a check of the finished value found, but for places that the
// reader has found wrong already. The lines are found in the document.
func (f *Faults) Join(root *Node, more []Fault) {
	read := len(f.List)
	for _, fault := range more {
		known := slices.ContainsFunc(f.List[:read], func(old Fault) bool {
			return holds(old.Field, fault.Field) || holds(fault.Field, old.Field)
		})
		if !known {
			fault.Line = root.find(fault.Field).line
			f.add(fault)
		}
	}
}

// OrNil returns the faults by line as an error, or nil where there are none.
func (f *Faults) OrNil() error {
	if len(f.List) == 0 {
		return nil
	}
	slices.SortStableFunc(f.List, func(a, b Fault) int { return cmp.Compare(a.Line, b.Line) })
	return f
}

// holds reports whether path is outer or something inside it.
func holds(outer, path string) bool {
	rest, inside := strings.CutPrefix(path, outer)
	return inside && (rest == "" || rest[0] == '.' || rest[0] == '[')
}
