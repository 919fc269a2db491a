package authority

import (
	"fmt"
	"time"

	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/vendors/member"
	"github.com/muster-wfm/muster/vendors/money"
)

// Verdict is what a decision says.
type Verdict string

// The verdicts.
const (
	Allow       Verdict = "allow"
	AllowSecond Verdict = "allow_with_second" // once a second person has agreed
	Deny        Verdict = "deny"
)

// Check is one of the checks, in the order in which they are made.
type Check string

// The checks.
const (
	ByState       Check = "member_state"
	ByCertificate Check = "certificate"
	ByGrant       Check = "grant"
	ByPolicy      Check = "policy"
	ByContact     Check = "limit_contact"
	ByCustomer    Check = "limit_customer_30d"
	ByDay         Check = "limit_day"
	ByMonth       Check = "limit_month"
	BySecond      Check = "second_person"
	ByConflict    Check = "conflict"
)

// Subject is who asks.
type Subject struct {
	ID    string
	State member.State
	Mode  contract.Mode
	Level int
	Held  error // what [member.Rules.Holds] says of the certificate for the skill
}

// Request is what is asked.
type Request struct {
	Right   string
	Class   Class
	Skill   string
	Amount  money.Amount // of compensation
	Contact string
	At      time.Time
	Second  string // who has agreed already; "" nobody
	// Conflict says that the customer is the subject, or somebody close to them;
	// SecondConflict the same of the second person.
	Conflict, SecondConflict bool
}

// Spent is what was paid by the subject, or to the customer, before.
type Spent struct {
	Contact  money.Amount // for this contact
	Customer money.Amount // to this customer in thirty days, by anybody
	Day      money.Amount // by the subject today
	Month    money.Amount // by the subject this month
}

// Decision is a verdict with the check that gave it.
type Decision struct {
	Verdict Verdict
	By      Check // of a denial, or of the second person that is asked for
	Reason  string
	Grant   int64 // that it rests on; 0 none
}

// Decide says whether a request is allowed. The checks come in this order, and the
// first that fails denies: state of the member, certificate for the skill, a grant
// in time, the policy of mode and level, limits (a contact, a customer in thirty
// days, a day, a month), the second person, conflict of interest. Whatever it says
// goes into the log ([Seal]).
func Decide(s Subject, r Request, grants []Grant, policies []Policy, spent Spent) Decision {
	deny := func(by Check, format string, args ...any) Decision {
		return Decision{Verdict: Deny, By: by, Reason: fmt.Sprintf(format, args...)}
	}
	if !s.State.Works() {
		return deny(ByState, "the member is %s", s.State)
	}
	if s.Held != nil {
		return deny(ByCertificate, "%v", s.Held)
	}
	grant, found := holding(s, r, grants)
	if !found {
		return deny(ByGrant, "no grant of %s holds at this time", r.Right)
	}
	policy, found := allowing(s, r, policies)
	if !found && !grant.Glass {
		return deny(ByPolicy, "level %d in %s does not have %s", s.Level, s.Mode, r.Right)
	}
	if r.Class == Compensation {
		if by, reason := limits(r, grant, policy, spent); by != "" {
			return deny(by, "%s", reason)
		}
	}
	needed := grant.Glass || policy.SecondAlways || (policy.Second != nil && r.Amount.Minor >= policy.Second.Minor)
	if needed && r.Second == s.ID {
		return deny(BySecond, "the second person is the first")
	}
	if r.Conflict || (needed && r.Second != "" && r.SecondConflict) {
		return deny(ByConflict, "nobody decides for themselves or somebody close")
	}
	if needed && r.Second == "" {
		return Decision{Verdict: AllowSecond, By: BySecond, Reason: "a second person has to agree", Grant: grant.ID}
	}
	return Decision{Verdict: Allow, Grant: grant.ID}
}

// holding is the grant that a request rests on: of those that hold, the one with
// the highest limit, and an ordinary one before broken glass.
func holding(s Subject, r Request, grants []Grant) (Grant, bool) {
	var best Grant
	found := false
	for _, g := range grants {
		if g.Subject != s.ID || g.Right.Code != r.Right || (g.Skill != "" && g.Skill != r.Skill) || !g.Holds(r.At) {
			continue
		}
		better := !found || (best.Glass && !g.Glass) || (best.Glass == g.Glass && g.Limit.Minor > best.Limit.Minor)
		if better {
			best, found = g, true
		}
	}
	return best, found
}

func allowing(s Subject, r Request, policies []Policy) (Policy, bool) {
	for _, p := range policies {
		if p.Mode == s.Mode && p.Level == s.Level && p.Right == r.Right {
			return p, true
		}
	}
	return Policy{}, false
}

// limits returns the first limit that a payment breaks.
func limits(r Request, g Grant, p Policy, spent Spent) (Check, string) {
	if r.Amount.Minor <= 0 {
		return ByContact, fmt.Sprintf("%v is no payment", r.Amount)
	}
	contact := p.Contact
	if g.Glass || g.Limit.Minor < contact.Minor {
		contact = g.Limit
	}
	for _, l := range []struct {
		check Check
		spent money.Amount
		most  money.Amount
	}{{ByContact, spent.Contact, contact}, {ByCustomer, spent.Customer, p.Customer}, {ByDay, spent.Day, p.Day}, {ByMonth, spent.Month, p.Month}} {
		if g.Glass && l.check != ByContact {
			continue // in an emergency the grant's own limit is the only one
		}
		total, err := r.Amount.Plus(l.spent)
		if err != nil {
			return l.check, err.Error()
		}
		order, err := total.Compare(l.most)
		if err != nil {
			return l.check, err.Error()
		}
		if order > 0 {
			return l.check, fmt.Sprintf("%v with %v before is more than %v", r.Amount, l.spent, l.most)
		}
	}
	return "", ""
}
