// Package problem says what keeps a calculation's input from being computed:
// every field that is wrong at once, with what stands there and what is expected,
// so that a form or a file is mended in one go. The engines check with it; the
// doors (command line, API) turn its fields into their own places.
package problem

import (
	"fmt"
	"strings"
)

// Problem is one thing wrong with one field.
type Problem struct {
	Field    string // with its path, such as groups[2].skills[0].queue
	Found    string
	Expected string
	Want     Want // the same for other languages, where it is known
}

func (p Problem) String() string {
	return fmt.Sprintf("%s: found %s; expected %s", p.Field, p.Found, p.Expected)
}

// List is everything wrong with an input, in the order in which it was looked at.
// Its zero value is an input without fault.
type List []Problem

// Need adds a problem unless ok holds. What is expected may be said once more for
// screens in other languages.
func (l *List) Need(ok bool, field string, found any, expected string, want ...Want) {
	if ok {
		return
	}
	p := Problem{Field: field, Found: fmt.Sprint(found), Expected: expected}
	if len(want) > 0 {
		p.Want = want[0]
	}
	*l = append(*l, p)
}

// Err is the list as an error, nil where nothing is wrong.
func (l List) Err() error {
	if len(l) == 0 {
		return nil
	}
	return l
}

// Error is one line a problem.
func (l List) Error() string {
	lines := make([]string, len(l))
	for i, p := range l {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}
