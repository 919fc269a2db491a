package authority

import "fmt"

// RefusedError refuses a grant, or who sits on a corner of the triangle.
type RefusedError struct {
	What     string // grant, or iron triangle
	Field    string // of the grant, or the corner
	Found    string
	Expected string
}

func (e *RefusedError) Error() string {
	return fmt.Sprintf("%s, %s: found %s; expected %s", e.What, e.Field, e.Found, e.Expected)
}
