package member

import "fmt"

// RefusedError refuses what somebody wants to do: an appeal, a booking, a release of
// intervals, an overbooking, a payroll. Steps of a member's life are refused by a
// [GuardError], certificates by a [CertificateError].
type RefusedError struct {
	What     string // such as booking
	Field    string // or the member, of a payroll
	Found    string
	Expected string
}

func (e *RefusedError) Error() string {
	return fmt.Sprintf("%s, %s: found %s; expected %s", e.What, e.Field, e.Found, e.Expected)
}
