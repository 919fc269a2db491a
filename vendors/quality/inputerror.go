package quality

import "fmt"

// InputError says which input has no answer, what it was and what would have one.
type InputError struct {
	Place    string // the argument, with the index of a bad element: votes[12].label
	Found    string
	Expected string
}

func (e *InputError) Error() string {
	return fmt.Sprintf("%s is %s; expected %s", e.Place, e.Found, e.Expected)
}

// Refuse makes an InputError; place may hold verbs for what index names.
func Refuse(found any, expected, place string, index ...any) error {
	return &InputError{Place: fmt.Sprintf(place, index...), Found: fmt.Sprint(found), Expected: expected}
}
