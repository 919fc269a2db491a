package vendors

import (
	"errors"
	"fmt"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/quality"
	"github.com/muster-wfm/muster/workforce"
)

// Cause is why something about quality is refused.
type Cause string

// The causes.
const (
	OwnWork      Cause = "own_work"       // a grader and the work of his own people
	AlreadyDone  Cause = "already_done"   // it is no longer waiting
	NotPublished Cause = "not_published"  // contacts are judged on published forms only
	Published    Cause = "published"      // what is published never changes
	Involved     Cause = "involved"       // who took part does not decide
	TooLate      Cause = "too_late"       // the time to object is over
	TooFew       Cause = "too_few_graded" // nothing can be said yet
)

// RefusedError says why something about quality cannot be done now.
type RefusedError struct {
	Cause    Cause
	Found    string
	Expected string
}

func (e *RefusedError) Error() string {
	return fmt.Sprintf("found %s; expected %s", e.Found, e.Expected)
}

// invalidQuality turns what a pure core refused into the fields of what was sent.
func invalidQuality(what string, err error) error {
	var list problem.List
	var input *quality.InputError
	switch {
	case errors.As(err, &list):
		return refused(what, list)
	case errors.As(err, &input):
		return &workforce.InvalidError{What: what, Fields: []workforce.FieldError{{Field: input.Place, Found: input.Found, Expected: input.Expected}}}
	}
	return err
}

// invalidField refuses one field of what was sent.
func invalidField(what, field, found, expected string) error {
	return &workforce.InvalidError{What: what, Fields: []workforce.FieldError{{Field: field, Found: found, Expected: expected}}}
}
