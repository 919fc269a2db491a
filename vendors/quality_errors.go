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
	OwnWork        Cause = "own_work"         // a grader and the work of his own people: the contact
	NobodyMay      Cause = "nobody_may_judge" // none of the graders may: the contact
	NoGrader       Cause = "no_grader"        // nobody is named, or active
	AlreadyDone    Cause = "already_done"     // a contact no longer waits to be judged
	NotPublished   Cause = "not_published"    // contacts are judged on published forms only: form, version
	Published      Cause = "published"        // what is published never changes: the version
	DraftOpen      Cause = "draft_open"       // one draft at a time: form, version
	Involved       Cause = "involved"         // who took part does not decide
	OfTheVendor    Cause = "of_the_vendor"    // nor does somebody of the vendor
	AppealWaits    Cause = "appeal_waits"     // one appeal at a time
	AppealAnswered Cause = "appeal_answered"  //
	TooLate        Cause = "too_late"         // the time to object is over: the day, days allowed
	TooFew         Cause = "too_few_graded"   // nothing can be said yet: contacts, graders
	NothingDrawn   Cause = "nothing_drawn"    // the chances drew no contact
	AlarmDone      Cause = "alarm_closed"     //
	ProblemDone    Cause = "problem_closed"   //
	OtherStep      Cause = "other_step"       // a problem goes on step by step
	TopicMerged    Cause = "topic_merged"     // a topic that is part of another
)

// RefusedError says why something about quality cannot be done now.
type RefusedError struct {
	Cause    Cause
	Figures  []string // for the sentence, in its order
	Found    string
	Expected string
}

func refusedBy(cause Cause, found, expected string, figures ...any) error {
	e := &RefusedError{Cause: cause, Found: found, Expected: expected}
	for _, f := range figures {
		e.Figures = append(e.Figures, fmt.Sprint(f))
	}
	return e
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
