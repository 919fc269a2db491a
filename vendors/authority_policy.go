package vendors

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/authority"
	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/vendors/money"
)

// SkillPolicy is a policy for one skill, or for any where SkillID is 0. What is said
// of a skill goes before what is said of any.
type SkillPolicy struct {
	authority.Policy
	SkillID int64
}

// AuthorityGrant is a grant as it is kept: asked for by one person, approved by
// another.
type AuthorityGrant struct {
	ID, Version         int64
	PersonID            int64
	EmployerID, SiteID  int64
	Code, Name          string // the person's
	Holder              authority.Holder
	Level               int // of people who are no crowd members: 1, a team lead's or a supervisor's
	Right               authority.Right
	SkillID             int64
	Limit               money.Amount
	From, To            time.Time
	AskedBy, ApprovedBy int64 // ApprovedBy 0: not yet
	ApprovedAt          time.Time
	Reason              string
	Glass               bool
	Revoked             time.Time
	RevokedWhy          authority.End
	Used                time.Time
	Outside             bool  // used outside the subject's hours
	Replaces            int64 // the grant whose place it takes once it is approved; 0: none
	Reviewed            time.Time
	ReviewedBy          int64
	Finding             string // of the review of broken glass
}

func personKey(id int64) string { return fmt.Sprintf("person/%d", id) }

// core is the grant in the words of the rules.
func (g AuthorityGrant) core() authority.Grant {
	out := authority.Grant{
		ID: g.ID, Subject: personKey(g.PersonID), Holder: g.Holder, Right: g.Right, Skill: skillKey(g.SkillID), Limit: g.Limit, From: g.From, To: g.To,
		GrantedBy: userKey(g.AskedBy), Reason: g.Reason, Glass: g.Glass, Revoked: g.Revoked, LastUsed: g.Used,
		Reviewed: !g.Reviewed.IsZero(),
	}
	if g.ApprovedBy != 0 {
		out.ApprovedBy = userKey(g.ApprovedBy)
	}
	return out
}

func skillKey(id int64) string {
	if id == 0 {
		return ""
	}
	return fmt.Sprintf("skill/%d", id)
}

// AuthorityUse is a decision as it is kept.
type AuthorityUse struct {
	Number                       int64
	PersonID, EmployerID, SiteID int64
	authority.Use
	Customer string
	AskedBy  int64         // user
	Mode     contract.Mode // of the subject, at that time
	Level    int
	SkillID  int64
	Outside  bool     // of the subject's hours
	Answers  int64    // number of the decision that this one answers as the second person; 0: none
	Answered int64    // number of the decision that answered this one; 0: none
	Edge     *int64   // amount less the limit a contact, in minor units
	Hours    *float64 // that an escalation took
	Outcome  *float64 // how the contact ended: 1 well, 0 not
}

// GrantQuery says which grants to list; zero fields do not narrow.
type GrantQuery struct {
	PersonID int64
	Pending  bool
}

// AuthorityRoot is what a day's verification of the log found.
type AuthorityRoot struct {
	Day        string
	Number     int64 // of the last use
	VerifiedAt time.Time
	Broken     int64 // number of the first use that is not as it was written; 0: none
}

// AuthorityStore keeps policies, grants and the log of uses.
type AuthorityStore interface {
	Transactor
	Policies(ctx context.Context, scope auth.Scope) ([]SkillPolicy, error)
	SetPolicies(ctx context.Context, scope auth.Scope, list []SkillPolicy) error
	AddGrant(ctx context.Context, scope auth.Scope, g AuthorityGrant) (AuthorityGrant, error)
	Grant(ctx context.Context, scope auth.Scope, id int64) (AuthorityGrant, error)
	// Grants lists the newest first.
	Grants(ctx context.Context, scope auth.Scope, q GrantQuery) ([]AuthorityGrant, error)
	UpdateGrant(ctx context.Context, scope auth.Scope, g AuthorityGrant) (AuthorityGrant, error)
	// Spent sums what was allowed before a time: for a contact, to a customer in
	// thirty days, by a person on a day and in a month of UTC.
	Spent(ctx context.Context, scope auth.Scope, person int64, contact, customer string, at time.Time, currency money.Currency) (authority.Spent, error)
	// LastUse holds the log of the tenant until the transaction ends, and returns its
	// last entry; none has number 0.
	LastUse(ctx context.Context, scope auth.Scope) (AuthorityUse, error)
	AddUse(ctx context.Context, scope auth.Scope, u AuthorityUse) error
	// Uses lists from one number on, the oldest first; a narrowed scope sees its own.
	Uses(ctx context.Context, scope auth.Scope, after int64, limit int) ([]AuthorityUse, error)
	NewestUses(ctx context.Context, scope auth.Scope, limit int) ([]AuthorityUse, error)
	// UsesBetween lists those from a time until before another, the oldest first.
	UsesBetween(ctx context.Context, scope auth.Scope, from, to time.Time) ([]AuthorityUse, error)
	// Use is one decision of the log.
	Use(ctx context.Context, scope auth.Scope, number int64) (AuthorityUse, error)
	SetUseOutcome(ctx context.Context, scope auth.Scope, number int64, hours, outcome *float64) error
	AddRoot(ctx context.Context, scope auth.Scope, r AuthorityRoot, hash []byte) error
	Roots(ctx context.Context, scope auth.Scope, limit int) ([]AuthorityRoot, error)
}

// Authority decides what people may do for customers, and keeps who may what.
type Authority struct {
	store   AuthorityStore
	members *Members
	people  PersonBook
	work    EmployerBook
	skills  SkillBook
	journal Journal
	// Duty tells whether people are at work; nil: nobody knows.
	Duty Duty
	// Now is the clock, time.Now unless a test sets it.
	Now func() time.Time
}

// Duty tells whether somebody is at work at a time, by what they booked or were told
// to work; known is false where neither says anything about them.
type Duty interface {
	OnDuty(ctx context.Context, scope auth.Scope, person int64, at time.Time) (on, known bool, err error)
}

// NewAuthority connects authority with what it needs of others.
func NewAuthority(store AuthorityStore, members *Members, people PersonBook, work EmployerBook, skills SkillBook, journal Journal) *Authority {
	return &Authority{store: store, members: members, people: people, work: work, skills: skills, journal: journal, Now: time.Now}
}

// Policies is the matrix: mode by level by right, and by skill where it differs.
func (s *Authority) Policies(ctx context.Context, scope auth.Scope) ([]SkillPolicy, error) {
	return s.store.Policies(ctx, scope)
}

// Ladder is the default matrix for a median monthly bill, not kept.
func (s *Authority) Ladder(bill money.Amount) ([]SkillPolicy, error) {
	list, err := authority.Ladder(bill)
	out := make([]SkillPolicy, len(list))
	for i, p := range list {
		out[i].Policy = p
	}
	return out, err
}

// SetPolicies replaces the matrix.
func (s *Authority) SetPolicies(ctx context.Context, scope auth.Scope, list []SkillPolicy) ([]SkillPolicy, error) {
	if err := checkPolicies(list); err != nil {
		return nil, err
	}
	err := s.store.InTx(ctx, scope, func(ctx context.Context) error {
		before, err := s.store.Policies(ctx, scope)
		if err != nil {
			return err
		}
		if err := s.store.SetPolicies(ctx, scope, list); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "authority.policies", "authority", map[string]any{"before": len(before), "after": len(list)})
	})
	if err != nil {
		return nil, err
	}
	return s.store.Policies(ctx, scope)
}

func checkPolicies(list []SkillPolicy) error {
	var l problem.List
	type cell struct {
		mode  contract.Mode
		level int
		right string
		skill int64
	}
	seen := map[cell]bool{}
	for i, p := range list {
		at := fmt.Sprintf("policies[%d]", i)
		key := cell{p.Mode, p.Level, p.Right, p.SkillID}
		l.Need(slices.Contains(contract.Modes, p.Mode), at+".mode", p.Mode, "a sourcing mode", problem.Wanting(problem.Choice))
		l.Need(p.Level >= 1 && p.Level <= authority.Supervisor, at+".level", p.Level, "1 to 5", problem.Wanting(problem.WholeNumber, 1, 5))
		l.Need(slices.ContainsFunc(Rights, func(r authority.Right) bool { return r.Code == p.Right }), at+".right", p.Right, "one of the rights", problem.Wanting(problem.Choice))
		l.Need(!seen[key], at+".right", p.Right, "each right once for a mode, level and skill", problem.Wanting(problem.EachOnce))
		amounts := []money.Amount{p.Contact, p.Customer, p.Day, p.Month}
		for k, name := range []string{"contactMinor", "customerMinor", "dayMinor", "monthMinor"} {
			l.Need(amounts[k].Minor >= 0, at+"."+name, amounts[k], "0 or more", problem.Wanting(problem.AtLeast, 0))
		}
		l.Need(p.Day.Minor <= p.Month.Minor, at+".monthMinor", p.Month, "no less than a day's", problem.Wanting(problem.AtLeast, p.Day))
		l.Need(p.Contact.Minor <= p.Customer.Minor, at+".customerMinor", p.Customer, "no less than a contact's", problem.Wanting(problem.AtLeast, p.Contact))
		seen[key] = true
	}
	return refused("policy", l)
}

// Rights are those that can be allowed, with their class.
var Rights = []authority.Right{
	{Code: authority.Goodwill, Class: authority.Compensation}, {Code: authority.Refund, Class: authority.Compensation},
	{Code: authority.Answer, Class: authority.Action}, {Code: authority.Reverse, Class: authority.Action},
	{Code: authority.CloseThree, Class: authority.Deciding}, {Code: authority.CloseTwo, Class: authority.Deciding}, {Code: authority.FinalDecision, Class: authority.Deciding},
	{Code: authority.SeeMasked, Class: authority.Data}, {Code: authority.RevealLogged, Class: authority.Data}, {Code: authority.SeePartial, Class: authority.Data}, {Code: authority.SeeFull, Class: authority.Data},
}

func classOf(right string) (authority.Class, bool) {
	for _, r := range Rights {
		if r.Code == right {
			return r.Class, true
		}
	}
	return "", false
}
