package flow

import "fmt"

// InputError says which part of the input cannot be, what was found there and what
// is expected.
type InputError struct{ Where, Found, Expected string }

func (e *InputError) Error() string {
	return fmt.Sprintf("%s: %s; expected %s", e.Where, e.Found, e.Expected)
}

func wrong(where string, found any, expected string) error {
	return &InputError{Where: where, Found: fmt.Sprint(found), Expected: expected}
}

// sized refuses a list of another length than want.
func sized(where string, got, want int) error {
	if got == want {
		return nil
	}
	return wrong(where, fmt.Sprintf("%d values", got), fmt.Sprintf("%d, one for each rung", want))
}

// within refuses values below low or above high, and such as are no number.
func within(where string, value, low, high float64) error {
	if value >= low && value <= high {
		return nil
	}
	return wrong(where, value, fmt.Sprintf("a number from %g to %g", low, high))
}
