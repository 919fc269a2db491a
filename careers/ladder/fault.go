package ladder

import "fmt"

// FaultKind is what can be wrong with a ladder or with who stands on it.
type FaultKind string

// The kinds of fault.
const (
	Twice           FaultKind = "named twice"
	NoSuchRung      FaultKind = "no such rung"
	NoEntry         FaultKind = "no entry"
	EndlessClimb    FaultKind = "promotes for ever"
	Unreachable     FaultKind = "cannot be reached"
	OddHeadcount    FaultKind = "headcount makes no sense"
	TooFewSeats     FaultKind = "fewer places than holders"
	NoSuchMetric    FaultKind = "no such metric"
	NoSuchAward     FaultKind = "no such award"
	NoSuchCredit    FaultKind = "no such certificate"
	NoSuchCourse    FaultKind = "no such course"
	OddRequirement  FaultKind = "requirement makes no sense"
	EmptyGroup      FaultKind = "group of nothing"
	TwoRungsAtOnce  FaultKind = "two rungs at once"
	OddDates        FaultKind = "ends before it begins"
	BrokenTrack     FaultKind = "track without a way"
	NegativeNumber  FaultKind = "below zero"
	SteppingUp      FaultKind = "steps back upwards"
	PromotesNowhere FaultKind = "promotes to a lower band"
)

// Fault is one thing that is wrong: what, where, what was found there and what is
// expected.
type Fault struct {
	Kind     FaultKind
	Where    string
	Found    string
	Expected string
}

func (f *Fault) Error() string {
	return fmt.Sprintf("%s: %s: %s; expected %s", f.Where, f.Kind, f.Found, f.Expected)
}

func fault(kind FaultKind, where string, found any, expected string) *Fault {
	return &Fault{Kind: kind, Where: where, Found: fmt.Sprint(found), Expected: expected}
}
