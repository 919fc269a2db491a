package member

import (
	"fmt"
	"time"

	"github.com/muster-wfm/muster/vendors/quality/accept"
)

// Facts are what guards look at. Only those that a step needs have to be filled.
type Facts struct {
	Consent    bool // to the use of personal data
	Identity   bool // checked
	Trained    bool
	Attempts   int       // exams taken for the skill so far
	LastFailed time.Time // zero: never
	Exam       Result
	Since      time.Time // begin of the present state
	Contacts   int       // handled in the present state
	Accuracy   Accuracy
	Alarm      bool // a chart's, still standing
	Coached    bool
	Ground     Ground         // for which somebody is, or is to be, suspended
	Verdict    accept.Verdict // of the sequential test, for that ground
	Confirmed  time.Time      // by a person, of a suspension at once; zero: not yet
	Appeal     *Appeal        // of the suspension
	Before     State          // of a suspension: where it came from
	Exit       Exit
}

// GuardError refuses a step.
type GuardError struct {
	From, To State
	Guard    string
	Rule
}

func (e *GuardError) Error() string {
	return fmt.Sprintf("a member who is %s cannot become %s, %s: found %s; expected %s", e.From, e.To, e.Guard, e.Found, e.Expected)
}

// unmet is what a guard found and what it expects; nil where it is content.
type unmet struct {
	guard string
	rule  Rule
}

type guard func(f *Facts, r *Rules, at time.Time) *unmet

func need(ok bool, guard string, kind Kind, found, expected string, figures ...any) *unmet {
	if ok {
		return nil
	}
	return &unmet{guard, Against(kind, found, expected, figures...)}
}

func consented(f *Facts, _ *Rules, _ time.Time) *unmet {
	return need(f.Consent, "consent", NoConsent, "none", "the member's own consent")
}

func identified(f *Facts, _ *Rules, _ time.Time) *unmet {
	return need(f.Identity, "identity", NoIdentity, "not checked", "a checked identity")
}

func trained(f *Facts, _ *Rules, _ time.Time) *unmet {
	return need(f.Trained, "training", NotTrained, "not complete", "every part of the training")
}

func attemptsLeft(f *Facts, r *Rules, _ time.Time) *unmet {
	return need(f.Attempts < r.Attempts, "attempts", AttemptsUsed, fmt.Sprint(f.Attempts), fmt.Sprintf("fewer than %d", r.Attempts), f.Attempts, r.Attempts)
}

func rested(f *Facts, r *Rules, at time.Time) *unmet {
	again := f.LastFailed.Add(r.Retry)
	return need(f.LastFailed.IsZero() || !at.Before(again), "retry", TooSoon, at.Format(time.RFC3339), again.Format(time.RFC3339)+" or later", again)
}

func passed(f *Facts, _ *Rules, _ time.Time) *unmet {
	return need(f.Exam.Passed(), "exam", NotPassed, f.Exam.String(), "a test that accepts, without a critical error", f.Exam.Items, f.Exam.Errors)
}

func failed(f *Facts, _ *Rules, _ time.Time) *unmet {
	return need(f.Exam.Failed(), "exam", NotFailed, f.Exam.String(), "a test that refuses, or a critical error", f.Exam.Items, f.Exam.Errors)
}

func served(f *Facts, r *Rules, at time.Time) *unmet {
	days := int(at.Sub(f.Since).Hours() / 24)
	return need(days >= r.ProbationDays || f.Contacts >= r.ProbationContacts, "probation", TooShort, fmt.Sprintf("%d days and %d contacts", days, f.Contacts),
		fmt.Sprintf("%d days or %d contacts", r.ProbationDays, r.ProbationContacts), days, f.Contacts, r.ProbationDays, r.ProbationContacts)
}

func accurate(f *Facts, r *Rules, _ time.Time) *unmet {
	mean, least := fmt.Sprintf("%.3f", f.Accuracy.Mean()), fmt.Sprintf("%.2f", r.ProbationBase)
	return need(f.Accuracy.Mean() >= r.ProbationBase, "accuracy", TooInaccurate, mean, least+" or more", mean, least)
}

func alarmed(f *Facts, r *Rules, _ time.Time) *unmet {
	p := f.Accuracy.Below(r.Floor)
	return need(f.Alarm || p > r.WatchSure, "alarm", NoAlarm, fmt.Sprintf("none, and P(below floor) %.3f", p), fmt.Sprintf("a chart's alarm, or more than %.2f", r.WatchSure),
		fmt.Sprintf("%.3f", p), fmt.Sprintf("%.2f", r.WatchSure))
}

func coached(f *Facts, _ *Rules, _ time.Time) *unmet {
	return need(f.Coached, "coaching", NotCoached, "none", "coaching on what was found")
}

func cleared(f *Facts, r *Rules, _ time.Time) *unmet {
	p := f.Accuracy.Below(r.Floor)
	return need(!f.Alarm && p <= r.WatchSure, "alarm", AlarmStands, fmt.Sprintf("standing: %t, P(below floor) %.3f", f.Alarm, p), "no alarm, and accuracy that supports it", fmt.Sprintf("%.3f", p))
}

func grounded(f *Facts, r *Rules, _ time.Time) *unmet {
	switch f.Ground {
	case CriticalError, Breach:
		return nil
	case Sequential:
		return need(f.Verdict == accept.Reject, "ground", TestNotOver, string(f.Verdict), "a sequential test that refuses")
	case Posterior:
		p := f.Accuracy.Below(r.Floor)
		return need(p >= r.SuspendSure && f.Accuracy.N() >= r.SuspendN, "ground", TooLittleProof, fmt.Sprintf("P(below floor) %.3f on %.0f", p, f.Accuracy.N()),
			fmt.Sprintf("%.2f or more on %.0f or more", r.SuspendSure, r.SuspendN),
			fmt.Sprintf("%.3f", p), fmt.Sprintf("%.0f", f.Accuracy.N()), fmt.Sprintf("%.2f", r.SuspendSure), fmt.Sprintf("%.0f", r.SuspendN))
	}
	return &unmet{"ground", Against(NoGround, fmt.Sprintf("%q", f.Ground), "a verified critical error, a breach of permission, or enough evidence; a raw score is none")}
}

// restored leads back to where a suspension came from: by an appeal that was
// granted, or because nobody stood by a suspension at once within its time.
func restored(to State) guard {
	return func(f *Facts, r *Rules, at time.Time) *unmet {
		lapsed := (f.Ground == CriticalError || f.Ground == Breach) && f.Confirmed.IsZero() && at.Sub(f.Since) > r.Confirm
		granted := f.Appeal != nil && f.Appeal.Outcome == Overturned
		switch {
		case !granted && !lapsed:
			return &unmet{"appeal", Against(NoGrantedAppeal, "none that was granted, and no suspension that lapsed unconfirmed", "an appeal that was granted")}
		case f.Before != to:
			return &unmet{"appeal", Against(OtherStateBefore, "another state before: "+string(f.Before), "the state from before the suspension", f.Before)}
		}
		return nil
	}
}

// confirmed asks that a person stood by a suspension: at once, within its time; on
// evidence, at any time.
func confirmed(f *Facts, r *Rules, _ time.Time) *unmet {
	evidence := f.Ground == Posterior || f.Ground == Sequential
	return need(!f.Confirmed.IsZero() && (evidence || f.Confirmed.Sub(f.Since) <= r.Confirm), "confirmation", NotConfirmed, "none in time", fmt.Sprintf("a person's, within %v", r.Confirm), r.Confirm.Hours())
}

func unappealed(f *Facts, r *Rules, at time.Time) *unmet {
	if f.Appeal != nil {
		return need(f.Appeal.Outcome == Upheld, "appeal", AppealStands, string(f.Appeal.Outcome), "one that was decided, and not granted")
	}
	return need(at.After(f.Since.Add(r.AppealTime)), "appeal", AppealPossible, "still possible", "the time for an appeal to have passed, or its decision")
}
