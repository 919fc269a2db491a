package vendors

import (
	"context"
	"slices"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/authority"
	"github.com/muster-wfm/muster/vendors/member"
	"github.com/muster-wfm/muster/workforce/grid"
)

// RevokeCertificate ends a certificate today, and with it the grants that rest on
// it.
func (s *Members) RevokeCertificate(ctx context.Context, scope auth.Scope, id, certificate int64, reason string) error {
	return s.store.InTx(ctx, scope, func(ctx context.Context) error {
		f, err := s.file(ctx, scope, id)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(f.Certificates, func(c MemberCertificate) bool { return c.ID == certificate })
		if at < 0 {
			return database.ErrNotFound
		}
		c, now := f.Certificates[at], s.Now()
		if !c.Revoked.IsZero() {
			return member.Refuse("certificate", "revoked", member.Against(member.CertificateRevoked, "revoked on "+c.Revoked.String(), "one that stands", c.Revoked))
		}
		var l problem.List
		l.Need(isText(reason, 3, longestText), "reason", quoted(reason), "why it ends, 3 characters or more", problem.Wanting(problem.Characters, 3, longestText))
		if err := refused("certificate", l); err != nil {
			return err
		}
		c.Revoked = f.Member.day(now)
		if err := s.store.SetCertificate(ctx, scope, c); err != nil {
			return err
		}
		if err := s.journal.Record(ctx, scope, "member.certificate_revoked", f.Member.key(), map[string]any{"skill": c.SkillID, "reason": reason}); err != nil {
			return err
		}
		_, err = s.lapse(ctx, scope, f.Member.PersonID, now)
		return err
	})
}

// Lapse ends the grants of members whose certificates have run out or were not used
// for too long, and of whom no programme runs any more; for a chore. It returns how
// many it ended.
func (s *Members) Lapse(ctx context.Context, scope auth.Scope) (int64, error) {
	list, err := s.store.Members(ctx, scope, MemberQuery{})
	if err != nil {
		return 0, err
	}
	now, ended := s.Now(), int64(0)
	seen := map[int64]bool{}
	for _, m := range list {
		if seen[m.PersonID] || m.State == member.Exited || m.State == member.Suspended {
			continue // of whom a step ended all grants already
		}
		seen[m.PersonID] = true
		err := s.store.InTx(ctx, scope, func(ctx context.Context) error {
			n, err := s.lapse(ctx, scope, m.PersonID, now)
			ended += n
			return err
		})
		if err != nil {
			return ended, err
		}
	}
	return ended, nil
}

// lapse ends the grants of a person that have lost what they rest on: those for a
// skill with its last certificate, those for no skill in particular with the last of
// all, and every one with the last programme.
func (s *Members) lapse(ctx context.Context, scope auth.Scope, person int64, now time.Time) (int64, error) {
	list, err := s.store.Members(ctx, scope, MemberQuery{PersonID: person})
	if err != nil || len(list) == 0 {
		return 0, err
	}
	held, running := map[int64]bool{}, false
	for _, m := range list {
		p, err := s.books.Programmes.Get(ctx, everything(scope), m.ProgrammeID)
		if err != nil {
			return 0, err
		}
		on := m.day(now)
		running = running || p.To.IsZero() || !p.To.Before(on)
		if err := s.held(ctx, scope, m, on, held); err != nil {
			return 0, err
		}
	}
	if !running {
		return s.ended(ctx, scope, list[0], authority.ProgrammeEnd, now)
	}
	var lapsed []int64
	for skill, holds := range held {
		if !holds {
			lapsed = append(lapsed, skill)
		}
	}
	if len(lapsed) == 0 {
		return 0, nil
	}
	if len(lapsed) == len(held) {
		lapsed = append(lapsed, 0)
	}
	slices.Sort(lapsed)
	return s.ended(ctx, scope, list[0], authority.CertificateEnd, now, lapsed...)
}

// held notes by skill whether any certificate of a membership holds on a day.
func (s *Members) held(ctx context.Context, scope auth.Scope, m CrowdMember, on grid.Date, held map[int64]bool) error {
	terms, err := termsOf(ctx, s.store, scope, m.ProgrammeID)
	if err != nil {
		return err
	}
	certificates, err := s.store.Certificates(ctx, scope, m.ID)
	for _, c := range certificates {
		held[c.SkillID] = held[c.SkillID] || terms.Rules.Holds(c.core(m), on) == nil
	}
	return err
}

// ended ends grants and records how many, where there were any.
func (s *Members) ended(ctx context.Context, scope auth.Scope, m CrowdMember, why authority.End, at time.Time, skills ...int64) (int64, error) {
	n, err := s.store.RevokeGrants(ctx, scope, m.PersonID, why, at, skills...)
	if err != nil || n == 0 {
		return 0, err
	}
	return n, s.journal.Record(ctx, scope, "member.grants_ended", m.key(), map[string]any{"why": string(why), "skills": skills, "grants": n})
}

// used notes that a member worked with a skill on a day, which keeps its certificates
// from lapsing unused.
func (s *Members) used(ctx context.Context, scope auth.Scope, id, skill int64, on grid.Date) error {
	certificates, err := s.store.Certificates(ctx, scope, id)
	if err != nil {
		return err
	}
	for _, c := range certificates {
		if c.SkillID != skill || !c.Used.Before(on) || on.Before(c.Granted) || !c.Revoked.IsZero() {
			continue
		}
		c.Used = on
		if err := s.store.SetCertificate(ctx, scope, c); err != nil {
			return err
		}
	}
	return nil
}
