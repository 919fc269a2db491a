package member

import (
	"fmt"
	"math"
	"sync"

	"github.com/muster-wfm/muster/vendors/quality/accept"
)

// ExamGoal is what an exam tells apart: 5 % of errors from 15 %, with a risk of 5 %
// to refuse the good and 10 % to take the bad; about forty items at most on average.
func ExamGoal() accept.Goal {
	return accept.Goal{Good: 0.05, Bad: 0.15, Producer: 0.05, Consumer: 0.10}
}

// ExamTest is the sequential test of every exam.
var ExamTest = sync.OnceValues(func() (accept.SPRT, error) { return accept.NewSPRT(ExamGoal()) })

// PassedAt is after how many items an exam with so many errors is passed, if no
// further one comes.
func PassedAt(test accept.SPRT, errors int) int {
	return min(test.Most, int(math.Ceil((float64(errors)+test.Below)/test.Slope)))
}

// Result is where an exam stands.
type Result struct {
	Verdict  accept.Verdict
	Items    int  // looked at until there was a verdict
	Errors   int  // among them
	Critical bool // one of them was critical, which ends it
}

// Answer is one item of an exam.
type Answer struct{ Error, Critical bool }

// Sit reads answers from the first until the test has a verdict; what comes later
// changes nothing. A critical error fails at once.
func Sit(test accept.SPRT, answers []Answer) Result {
	r := Result{Verdict: accept.Continue}
	for _, a := range answers {
		r.Items++
		if a.Error || a.Critical {
			r.Errors++
		}
		if a.Critical {
			r.Critical, r.Verdict = true, accept.Reject
			return r
		}
		if r.Verdict = test.Verdict(r.Errors, r.Items); r.Verdict != accept.Continue {
			return r
		}
	}
	return r
}

// Passed reports whether the skill is shown.
func (r Result) Passed() bool { return r.Verdict == accept.Take && !r.Critical }

// Failed reports whether it is not; an exam that needs more items is neither.
func (r Result) Failed() bool { return r.Verdict == accept.Reject || r.Critical }

// String is the result in words.
func (r Result) String() string {
	if r.Verdict == "" {
		return "no exam"
	}
	critical := ""
	if r.Critical {
		critical = ", one critical"
	}
	return fmt.Sprintf("%s after %d items with %d errors%s", r.Verdict, r.Items, r.Errors, critical)
}
