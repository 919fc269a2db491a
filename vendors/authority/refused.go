package authority

import (
	"fmt"

	"github.com/muster-wfm/muster/vendors/member"
)

// RefusedError refuses a grant, or who sits on a corner of the triangle.
type RefusedError struct {
	What  string // grant, or iron triangle
	Field string // of the grant, or the corner
	member.Rule
}

// Refuse refuses something for one of its fields.
func Refuse(what, field string, kind member.Kind, found, expected string, figures ...any) error {
	return &RefusedError{what, field, member.Against(kind, found, expected, figures...)}
}

// What stands against a grant, a corner of the triangle, or the word of a second
// person.
const (
	NoSubject      member.Kind = "no_subject"
	NoPurpose      member.Kind = "no_purpose"
	EndsFirst      member.Kind = "ends_first"
	TooLong        member.Kind = "too_long" // hours at most
	TwoPeople      member.Kind = "two_people"
	ForThemselves  member.Kind = "for_themselves"
	NoLimit        member.Kind = "no_limit"
	NoCorner       member.Kind = "no_corner"
	EmptySeat      member.Kind = "empty_seat"
	DoubleHat      member.Kind = "double_hat" // the other corner
	VendorsSeat    member.Kind = "vendors_seat"
	OwnersSeat     member.Kind = "owners_seat"
	OnePerson      member.Kind = "one_person" // people there are
	ApprovedGrant  member.Kind = "approved_grant"
	EndedGrant     member.Kind = "ended_grant"
	CannotHold     member.Kind = "cannot_hold" // the state
	BrokenGlass    member.Kind = "broken_glass"
	NotHolding     member.Kind = "not_holding"
	AskedAlready   member.Kind = "asked_already"
	NoGlass        member.Kind = "no_glass"
	ReviewedGlass  member.Kind = "reviewed_glass"
	AskedForIt     member.Kind = "asked_for_it"
	NoFinding      member.Kind = "no_finding"
	NoOutcome      member.Kind = "no_outcome"
	NoSecond       member.Kind = "no_second"
	AnsweredNumber member.Kind = "answered_number" // the decision
	SecondTooLate  member.Kind = "second_too_late"
	NoRefusal      member.Kind = "no_refusal"
	NoSeatFor      member.Kind = "no_seat_for"
	NotOnCorner    member.Kind = "not_on_corner"
	MotionPassed   member.Kind = "motion_passed"
	NoVeto         member.Kind = "no_veto"
)

func (e *RefusedError) Error() string {
	return fmt.Sprintf("%s, %s: found %s; expected %s", e.What, e.Field, e.Found, e.Expected)
}
