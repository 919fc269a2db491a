package survival

import "fmt"

// InputError says which input has no answer, what it was and what would have one.
type InputError struct {
	Field    string // start, stop, event, weights, x, or the name of a column
	Row      int    // index of the spell at fault, -1 where the whole is
	Found    string
	Expected string
}

func (e *InputError) Error() string {
	place := e.Field
	if e.Row >= 0 {
		place = fmt.Sprintf("%s[%d]", e.Field, e.Row)
	}
	return fmt.Sprintf("%s: %s; expected %s", place, e.Found, e.Expected)
}

func refuse(field string, row int, expected, found string, args ...any) error {
	return &InputError{Field: field, Row: row, Found: fmt.Sprintf(found, args...), Expected: expected}
}
