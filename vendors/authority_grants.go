package vendors

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/authority"
	"github.com/muster-wfm/muster/vendors/member"
	"github.com/muster-wfm/muster/vendors/money"
	"github.com/muster-wfm/muster/workforce"
)

// Ask asks for a grant; it holds once a second person has approved it.
func (s *Authority) Ask(ctx context.Context, scope auth.Scope, g AuthorityGrant) (AuthorityGrant, error) {
	var l problem.List
	who, err := s.people.Get(ctx, scope, g.PersonID)
	if err := missing(&l, err, "personId", g.PersonID, "a person"); err != nil {
		return g, err
	}
	class, known := classOf(g.Right.Code)
	l.Need(known, "right", g.Right.Code, "one of the rights", problem.Wanting(problem.Choice))
	if g.SkillID != 0 {
		_, err := s.skills.Get(ctx, scope, g.SkillID)
		if err := missing(&l, err, "skillId", g.SkillID, "a skill"); err != nil {
			return g, err
		}
	}
	l.Need(g.Level == 1 || g.Level == authority.TeamLead || g.Level == authority.Supervisor, "level", g.Level, "1, 4 (team lead) or 5 (supervisor)", problem.Wanting(problem.Words, "1, 4, 5"))
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

// Approve is the second person's word on a grant; the first cannot give it. A grant
// whose place it takes ends with it.
func (s *Authority) Approve(ctx context.Context, scope auth.Scope, id, version int64) (AuthorityGrant, error) {
	g, err := s.store.Grant(ctx, scope, id)
	if err != nil {
		return g, err
	}
	if g.ApprovedBy != 0 {
		return g, authority.Refuse("grant", "approvedBy", authority.ApprovedGrant, "approved already", "a grant that waits for a second person")
	}
	if !g.Revoked.IsZero() {
		return g, authority.Refuse("grant", "revoked", authority.EndedGrant, "refused or ended", "a grant that waits for a second person")
	}
	g.ApprovedBy, g.ApprovedAt, g.Version = scope.Actor(), s.Now(), version
	core := g.core()
	if err := core.Check(); err != nil {
		return g, err
	}
	if err := s.mayHold(ctx, scope, g); err != nil {
		return g, err
	}
	return s.kept(ctx, scope, "grant.approve", g, func(ctx context.Context) (AuthorityGrant, error) {
		if err := s.replaced(ctx, scope, g); err != nil {
			return g, err
		}
		return s.store.UpdateGrant(ctx, scope, g)
	})
}

// replaced ends the grant whose place another takes, if it still stands.
func (s *Authority) replaced(ctx context.Context, scope auth.Scope, by AuthorityGrant) error {
	if by.Replaces == 0 {
		return nil
	}
	old, err := s.store.Grant(ctx, scope, by.Replaces)
	if err != nil || !old.Revoked.IsZero() {
		return err
	}
	old.Revoked, old.RevokedWhy = by.ApprovedAt, authority.Recertified
	_, err = s.store.UpdateGrant(ctx, scope, old)
	return err
}

// mayHold refuses a grant for somebody who may not work now.
func (s *Authority) mayHold(ctx context.Context, scope auth.Scope, g AuthorityGrant) error {
	subject, err := s.subject(ctx, scope, g.PersonID, g.SkillID, []AuthorityGrant{g}, s.Now())
	if err != nil {
		return err
	}
	if !subject.State.Works() {
		return authority.Refuse("grant", "subject", authority.CannotHold, string(subject.State), "somebody who may work", subject.State)
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
		return g, authority.Refuse("grant", "revoked", authority.EndedGrant, "ended already", "a grant that holds or waits")
	}
	g.Revoked, g.RevokedWhy, g.Version = s.Now(), authority.ByHand, version
	return s.kept(ctx, scope, "grant.revoke", g, func(ctx context.Context) (AuthorityGrant, error) { return s.store.UpdateGrant(ctx, scope, g) })
}

// Recertify prolongs a grant that somebody looked at again: a new one is asked for,
// which a second person approves, and the old one ends when that holds.
func (s *Authority) Recertify(ctx context.Context, scope auth.Scope, id int64, reason string) (AuthorityGrant, error) {
	g, err := s.store.Grant(ctx, scope, id)
	if err != nil {
		return g, err
	}
	switch {
	case g.Glass:
		return g, authority.Refuse("grant", "glass", authority.BrokenGlass, "broken glass", "a grant in the ordinary way, asked for anew")
	case g.ApprovedBy == 0 || !g.Revoked.IsZero():
		return g, authority.Refuse("grant", "state", authority.NotHolding, "one that waits or has ended", "a grant that holds")
	}
	waiting, err := s.store.Grants(ctx, scope, GrantQuery{PersonID: g.PersonID, Pending: true})
	if err != nil {
		return g, err
	}
	if slices.ContainsFunc(waiting, func(w AuthorityGrant) bool { return w.Replaces == id }) {
		return g, authority.Refuse("grant", "replaces", authority.AskedAlready, "one that waits for the second person already", "one request at a time")
	}
	now := s.Now()
	next := g
	next.ID, next.Version, next.From, next.To, next.Reason, next.Replaces = 0, 0, now, now.Add(g.Holder.Longest()), reason, id
	next.Revoked, next.RevokedWhy, next.Used, next.Outside = time.Time{}, "", time.Time{}, false
	return s.Ask(ctx, scope, next)
}

// ReviewGlass records what somebody found who looked at what was done while the
// glass was broken: not whoever asked for it.
func (s *Authority) ReviewGlass(ctx context.Context, scope auth.Scope, id, version int64, finding string) (AuthorityGrant, error) {
	g, err := s.store.Grant(ctx, scope, id)
	if err != nil {
		return g, err
	}
	refuse := func(field string, kind member.Kind, found, expected string) (AuthorityGrant, error) {
		return g, authority.Refuse("grant", field, kind, found, expected)
	}
	switch {
	case !g.Glass || g.ApprovedBy == 0:
		return refuse("glass", authority.NoGlass, "no broken glass", "a grant for which the glass was broken")
	case !g.Reviewed.IsZero():
		return refuse("reviewed", authority.ReviewedGlass, "looked at already", "one that nobody has looked at")
	case g.AskedBy == scope.Actor():
		return refuse("reviewedBy", authority.AskedForIt, "who asked for it", "somebody else")
	case !isText(finding, 3, longestText):
		return refuse("finding", authority.NoFinding, quoted(finding), "what was found, 3 characters or more")
	}
	g.Reviewed, g.ReviewedBy, g.Finding, g.Version = s.Now(), scope.Actor(), finding, version
	return s.kept(ctx, scope, "grant.review", g, func(ctx context.Context) (AuthorityGrant, error) { return s.store.UpdateGrant(ctx, scope, g) })
}

// Grants lists grants, the newest first.
func (s *Authority) Grants(ctx context.Context, scope auth.Scope, q GrantQuery) ([]AuthorityGrant, error) {
	return s.store.Grants(ctx, scope, q)
}

// GrantReview is a grant to be looked at, and why.
type GrantReview struct {
	Grant  AuthorityGrant
	Doubts []authority.Doubt
}

// Reviews lists the grants that raise a doubt, the gravest first.
func (s *Authority) Reviews(ctx context.Context, scope auth.Scope) ([]GrantReview, error) {
	grants, err := s.store.Grants(ctx, scope, GrantQuery{})
	if err != nil {
		return nil, err
	}
	policies, err := s.store.Policies(ctx, scope)
	if err != nil {
		return nil, err
	}
	now, byID := s.Now(), map[int64]AuthorityGrant{}
	subjects := map[string]authority.Subject{}
	for _, g := range grants {
		byID[g.ID] = g
		if _, known := subjects[personKey(g.PersonID)]; known || !g.core().Holds(now) {
			continue
		}
		subject, err := s.subject(ctx, scope, g.PersonID, 0, grantsOf(grants, g.PersonID), now)
		if err != nil && !errors.Is(err, database.ErrNotFound) {
			return nil, err
		}
		subjects[subject.ID] = subject
	}
	most := func(g authority.Grant) money.Amount {
		subject := subjects[g.Subject]
		for _, p := range forSkill(policies, byID[g.ID].SkillID) {
			if p.Mode == subject.Mode && p.Level == subject.Level && p.Right == g.Right.Code {
				return p.Contact
			}
		}
		return money.Amount{}
	}
	working := func(person string) bool { return subjects[person].State.Works() }
	outside := func(id int64) bool { return byID[id].Outside }
	var out []GrantReview
	for _, r := range authority.Recertify(approvedOf(grants), now, working, most, outside) {
		out = append(out, GrantReview{byID[r.Grant.ID], r.Doubts})
	}
	return out, nil
}

func grantsOf(list []AuthorityGrant, person int64) []AuthorityGrant {
	return slices.DeleteFunc(slices.Clone(list), func(g AuthorityGrant) bool { return g.PersonID != person })
}
