package ladder

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

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

	// Of a requirement: its place among those of the move, counted from 1 group by group
	// (nothing: all that the move asks), and the field of the document that is wrong. Field
	// is empty where no requirement is meant.
	Part  []int
	Field string
}

func (f *Fault) Error() string {
	return fmt.Sprintf("%s: %s: %s; expected %s", f.Where, f.Kind, f.Found, f.Expected)
}

func fault(kind FaultKind, where string, found any, expected string) *Fault {
	return &Fault{Kind: kind, Where: where, Found: fmt.Sprint(found), Expected: expected}
}

// place is where a requirement stands: its move, and its part of what that asks.
type place struct {
	move string
	part []int
}

// below is the place of a group's part, counted from 0.
func (p place) below(i int) place { return place{p.move, append(slices.Clone(p.part), i+1)} }

func (p place) String() string {
	if len(p.part) == 0 {
		return p.move
	}
	var numbers []string
	for _, n := range p.part {
		numbers = append(numbers, strconv.Itoa(n))
	}
	return p.move + ", requirement " + strings.Join(numbers, ".")
}

// fault is one of a requirement, in a field of the document.
func (p place) fault(kind FaultKind, field string, found any, expected string) []*Fault {
	f := fault(kind, p.String(), found, expected)
	f.Part, f.Field = p.part, field
	return []*Fault{f}
}

// odd is a field with a value that makes no sense.
func (p place) odd(field string, found any, expected string) []*Fault {
	return p.fault(OddRequirement, field, found, expected)
}
