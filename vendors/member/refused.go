package member

import (
	"fmt"
	"time"
)

// RefusedError refuses what somebody wants to do: an appeal, a booking, a release of
// intervals, an overbooking, a payroll. Steps of a member's life are refused by a
// [GuardError], certificates by a [CertificateError].
type RefusedError struct {
	What  string // such as booking
	Field string // or the member, of a payroll
	Rule
}

func (e *RefusedError) Error() string {
	return fmt.Sprintf("%s, %s: found %s; expected %s", e.What, e.Field, e.Found, e.Expected)
}

// Rule is what stands against something: a kind with its figures, from which screens
// make a sentence in their own language, and the same in English.
type Rule struct {
	Kind     Kind
	Figures  []string // states, counts, days, and times as in RFC 3339
	Found    string
	Expected string
}

// Against is a rule with its figures in the order in which the sentence needs them.
func Against(kind Kind, found, expected string, figures ...any) Rule {
	r := Rule{Kind: kind, Found: found, Expected: expected}
	for _, f := range figures {
		if at, is := f.(time.Time); is {
			f = at.UTC().Format(time.RFC3339)
		}
		r.Figures = append(r.Figures, fmt.Sprint(f))
	}
	return r
}

// Refuse refuses something for one of its fields.
func Refuse(what, field string, r Rule) error { return &RefusedError{what, field, r} }

// Kind names what stands against something. It stays the same whatever words a
// sentence is made of.
type Kind string

// What stands against a booking, or against what a member says about one.
const (
	NotWorking    Kind = "not_working"    // the member's state
	Begun         Kind = "begun"          // the interval
	NotBegun      Kind = "not_begun"      // the interval
	NotOpen       Kind = "not_open"       // from when the tier may book, the tier
	CapReached    Kind = "cap_reached"    // intervals of the first window, until when
	SameTime      Kind = "same_time"      // as another of the member
	Full          Kind = "full"           // places taken, places
	AskingOver    Kind = "asking_over"    // the release is about to be given
	NoOffer       Kind = "no_offer"       // the booking's state
	NoWish        Kind = "no_wish"        // the booking's state
	NotBooked     Kind = "not_booked"     // the booking's state
	AnswerOver    Kind = "answer_over"    // until when it could be answered
	NoSwap        Kind = "no_swap"        // nobody else offers it
	NoSuchAnswer  Kind = "no_such_answer" // what was answered
	NotToKeep     Kind = "not_to_keep"    // the booking's state
	WorkedMinutes Kind = "worked_minutes" // found, the most
	WorkedCounts  Kind = "worked_counts"  // worked, booked, swapped
)

// What stands against a release, or against how many places it gives.
const (
	ReleaseOver   Kind = "release_over" // the release's state
	NoSuchRule    Kind = "no_such_rule" // what it is given by
	FewestPlaces  Kind = "fewest_places"
	NoApplicant   Kind = "no_applicant"
	FewestPeople  Kind = "fewest_people"
	NoStakes      Kind = "no_stakes"
	NoProbability Kind = "no_probability"
)

// What stands against an appeal.
const (
	NotAppealable Kind = "not_appealable"
	AppealTime    Kind = "appeal_time" // first day, last day
	NoWords       Kind = "no_words"
	AppealDecided Kind = "appeal_decided"
	NoReason      Kind = "no_reason"
	OnTriangle    Kind = "on_triangle"
	TookPart      Kind = "took_part"
	BeforeEvent   Kind = "before_event"
)

// What stands against a payroll.
const (
	BelowNothing Kind = "below_nothing" // the amount
	NothingOpen  Kind = "nothing_open"
)

// What stands against a certificate.
const (
	NoCertificate      Kind = "no_certificate"
	FutureCertificate  Kind = "future_certificate"  // the day
	CertificateRevoked Kind = "certificate_revoked" // the day
	CertificateEnded   Kind = "certificate_ended"   // the day
	CertificateUnused  Kind = "certificate_unused"  // since when, days that are allowed
	SkillMissing       Kind = "skill_missing"
)

// What stands against an exam, or an answer to it.
const (
	NoExamNow        Kind = "no_exam_now"    // the member's state
	ExamOver         Kind = "exam_over"      //
	AnsweredTwice    Kind = "answered_twice" // answers there are
	GradesThemselves Kind = "grades_themselves"
)

// What stands against a step of a member's life.
const (
	NoConsent        Kind = "no_consent"
	NoIdentity       Kind = "no_identity"
	NotTrained       Kind = "not_trained"
	AttemptsUsed     Kind = "attempts_used"     // taken, allowed
	TooSoon          Kind = "too_soon"          // from when
	NotPassed        Kind = "not_passed"        // items, errors
	NotFailed        Kind = "not_failed"        // items, errors
	TooShort         Kind = "too_short"         // days, contacts, days asked, contacts asked
	TooInaccurate    Kind = "too_inaccurate"    // mean, least
	NoAlarm          Kind = "no_alarm"          // probability below the floor, how sure it must be
	AlarmStands      Kind = "alarm_stands"      // probability below the floor
	NotCoached       Kind = "not_coached"       //
	TestNotOver      Kind = "test_not_over"     // the sequential test's verdict
	TooLittleProof   Kind = "too_little_proof"  // probability, contacts, probability asked, contacts asked
	NoGround         Kind = "no_ground"         //
	NoGrantedAppeal  Kind = "no_granted_appeal" //
	OtherStateBefore Kind = "other_state_before"
	NotConfirmed     Kind = "not_confirmed" // hours
	AppealStands     Kind = "appeal_stands"
	AppealPossible   Kind = "appeal_possible"
	NotApplied       Kind = "not_applied"
	NoActor          Kind = "no_actor"
	OnThemselves     Kind = "on_themselves"
	NoEvidence       Kind = "no_evidence"
	BeforeLast       Kind = "before_last" // the last step
	NoSuchStep       Kind = "no_such_step"
	GoneAlready      Kind = "gone_already"
	NotDismissible   Kind = "not_dismissible"
	NoExit           Kind = "no_exit"
)
