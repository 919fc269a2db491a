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
	"github.com/muster-wfm/muster/workforce"
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
	Outside             bool // used outside the subject's hours
}

func personKey(id int64) string { return fmt.Sprintf("person/%d", id) }

// core is the grant in the words of the rules.
func (g AuthorityGrant) core() authority.Grant {
	out := authority.Grant{
		ID: g.ID, Subject: personKey(g.PersonID), Holder: g.Holder, Right: g.Right, Skill: skillKey(g.SkillID), Limit: g.Limit, From: g.From, To: g.To,
		GrantedBy: userKey(g.AskedBy), Reason: g.Reason, Glass: g.Glass, Revoked: g.Revoked, LastUsed: g.Used,
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
	// Now is the clock, time.Now unless a test sets it.
	Now func() time.Time
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
		l.Need(slices.Contains(contract.Modes, p.Mode), at+".mode", p.Mode, "a sourcing mode")
		l.Need(p.Level >= 1 && p.Level <= authority.Supervisor, at+".level", p.Level, "1 to 5")
		l.Need(slices.ContainsFunc(Rights, func(r authority.Right) bool { return r.Code == p.Right }), at+".right", p.Right, "one of the rights")
		l.Need(!seen[key], at+".right", p.Right, "each right once for a mode, level and skill")
		amounts := []money.Amount{p.Contact, p.Customer, p.Day, p.Month}
		for k, name := range []string{"contactMinor", "customerMinor", "dayMinor", "monthMinor"} {
			l.Need(amounts[k].Minor >= 0, at+"."+name, amounts[k], "0 or more")
		}
		l.Need(p.Day.Minor <= p.Month.Minor, at+".monthMinor", p.Month, "no less than a day's")
		l.Need(p.Contact.Minor <= p.Customer.Minor, at+".customerMinor", p.Customer, "no less than a contact's")
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

// Ask asks for a grant; it holds once a second person has approved it.
func (s *Authority) Ask(ctx context.Context, scope auth.Scope, g AuthorityGrant) (AuthorityGrant, error) {
	var l problem.List
	who, err := s.people.Get(ctx, scope, g.PersonID)
	if err := missing(&l, err, "personId", g.PersonID, "a person"); err != nil {
		return g, err
	}
	class, known := classOf(g.Right.Code)
	l.Need(known, "right", g.Right.Code, "one of the rights")
	if g.SkillID != 0 {
		_, err := s.skills.Get(ctx, scope, g.SkillID)
		if err := missing(&l, err, "skillId", g.SkillID, "a skill"); err != nil {
			return g, err
		}
	}
	l.Need(g.Level == 1 || g.Level == authority.TeamLead || g.Level == authority.Supervisor, "level", g.Level, "1, 4 (team lead) or 5 (supervisor)")
	if err := refused("grant", l); err != nil {
		return g, err
	}
	employer, err := s.work.Get(ctx, scope, who.EmployerID)
	if err != nil {
		return g, err
	}
	g.EmployerID, g.SiteID, g.Right.Class, g.Holder = who.EmployerID, who.SiteID, class, holderOf(employer.Kind)
	g.AskedBy, g.ApprovedBy, g.ApprovedAt = scope.Actor(), 0, time.Time{}
	probe := g.core()
	probe.ApprovedBy = "the second person, to come"
	if scope.Person() == g.PersonID && scope.Person() != 0 {
		probe.GrantedBy = probe.Subject
	}
	if err := probe.Check(); err != nil {
		return g, err
	}
	return s.kept(ctx, scope, "grant.ask", g, func(ctx context.Context) (AuthorityGrant, error) { return s.store.AddGrant(ctx, scope, g) })
}

// holderOf is what kind of holder the people of an employer are.
func holderOf(kind workforce.EmployerKind) authority.Holder {
	switch kind {
	case workforce.OwnStaff:
		return authority.OwnerStaff
	case workforce.Vendor:
		return authority.VendorStaff
	}
	return authority.CrowdMember
}

func (s *Authority) kept(ctx context.Context, scope auth.Scope, action string, g AuthorityGrant, write func(context.Context) (AuthorityGrant, error)) (AuthorityGrant, error) {
	var out AuthorityGrant
	err := s.store.InTx(ctx, scope, func(ctx context.Context) (err error) {
		if out, err = write(ctx); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, action, fmt.Sprintf("grant/%d", out.ID), map[string]any{
			"person": g.PersonID, "right": g.Right.Code, "limit": g.Limit.String(), "glass": g.Glass, "reason": g.Reason,
		})
	})
	return out, err
}

// Approve is the second person's word on a grant; the first cannot give it.
func (s *Authority) Approve(ctx context.Context, scope auth.Scope, id, version int64) (AuthorityGrant, error) {
	g, err := s.store.Grant(ctx, scope, id)
	if err != nil {
		return g, err
	}
	if g.ApprovedBy != 0 {
		return g, &authority.RefusedError{What: "grant", Field: "approvedBy", Found: "approved already", Expected: "a grant that waits for a second person"}
	}
	if !g.Revoked.IsZero() {
		return g, &authority.RefusedError{What: "grant", Field: "revoked", Found: "refused or ended", Expected: "a grant that waits for a second person"}
	}
	g.ApprovedBy, g.ApprovedAt, g.Version = scope.Actor(), s.Now(), version
	core := g.core()
	if err := core.Check(); err != nil {
		return g, err
	}
	if err := s.mayHold(ctx, scope, g); err != nil {
		return g, err
	}
	return s.kept(ctx, scope, "grant.approve", g, func(ctx context.Context) (AuthorityGrant, error) { return s.store.UpdateGrant(ctx, scope, g) })
}

// mayHold refuses a grant for somebody who may not work now.
func (s *Authority) mayHold(ctx context.Context, scope auth.Scope, g AuthorityGrant) error {
	subject, err := s.subject(ctx, scope, g.PersonID, g.SkillID, []AuthorityGrant{g}, s.Now())
	if err != nil {
		return err
	}
	if !subject.State.Works() {
		return &authority.RefusedError{What: "grant", Field: "subject", Found: string(subject.State), Expected: "somebody who may work"}
	}
	return nil
}

// Revoke ends a grant at once, or refuses one that waits.
func (s *Authority) Revoke(ctx context.Context, scope auth.Scope, id, version int64, reason string) (AuthorityGrant, error) {
	g, err := s.store.Grant(ctx, scope, id)
	if err != nil {
		return g, err
	}
	if !g.Revoked.IsZero() {
		return g, &authority.RefusedError{What: "grant", Field: "revoked", Found: "ended already", Expected: "a grant that holds or waits"}
	}
	g.Revoked, g.RevokedWhy, g.Version = s.Now(), "by_hand", version
	return s.kept(ctx, scope, "grant.revoke", g, func(ctx context.Context) (AuthorityGrant, error) { return s.store.UpdateGrant(ctx, scope, g) })
}

// Recertify prolongs a grant that somebody looked at again: a new one is asked for,
// which a second person approves, and the old one ends when that holds.
func (s *Authority) Recertify(ctx context.Context, scope auth.Scope, id int64, reason string) (AuthorityGrant, error) {
	g, err := s.store.Grant(ctx, scope, id)
	if err != nil {
		return g, err
	}
	now := s.Now()
	next := g
	next.ID, next.Version, next.From, next.To, next.Reason = 0, 0, now, now.Add(g.Holder.Longest()), reason
	next.Revoked, next.RevokedWhy, next.Used, next.Outside = time.Time{}, "", time.Time{}, false
	return s.Ask(ctx, scope, next)
}

// Grants lists grants, the newest first.
func (s *Authority) Grants(ctx context.Context, scope auth.Scope, q GrantQuery) ([]AuthorityGrant, error) {
	return s.store.Grants(ctx, scope, q)
}
