package erlang

import "fmt"

// InputError says which input has no answer, and what would have one.
type InputError struct {
	Field    string
	Got      float64
	Expected string
}

func (e *InputError) Error() string {
	return fmt.Sprintf("%s is %v; expected %s", e.Field, e.Got, e.Expected)
}
