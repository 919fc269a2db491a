package ladder

import "fmt"

// Refusal says why something was not accepted, about whom or what, and what is
// expected. Elections and rounds have kinds of their own.
type Refusal[Kind ~string] struct {
	Kind     Kind
	Who      string
	Expected string
}

func (r *Refusal[Kind]) Error() string {
	return fmt.Sprintf("%s: %s; expected %s", r.Who, string(r.Kind), r.Expected)
}
