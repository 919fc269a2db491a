package vendors

import (
	"context"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/vendors/authority"
	"github.com/muster-wfm/muster/vendors/member"
	"github.com/muster-wfm/muster/vendors/quality/accept"
	"github.com/muster-wfm/muster/workforce/grid"
)

// MemberStep is a step that somebody wants a member to take.
type MemberStep struct {
	To       member.State
	Evidence []string
	Ground   member.Ground  // of a suspension
	Verdict  accept.Verdict // of a sequential test, for that ground
	Exit     member.Exit    // of an exit
	At       time.Time      // zero: now; earlier only where a past is brought in
}

// Step takes a step if its guards are content, seals it into the log, and does in
// the same transaction whatever it entails: suspension and exit end grants,
// sessions and bookings to come; an appeal that was granted restores grants. The
// error is a [*member.GuardError] with the reason.
func (s *Members) Step(ctx context.Context, scope auth.Scope, id, version int64, step MemberStep) (CrowdMember, error) {
	var m CrowdMember
	err := s.store.InTx(ctx, scope, func(ctx context.Context) error {
		f, err := s.file(ctx, scope, id)
		if err != nil {
			return err
		}
		if version != 0 && f.Member.Version != version {
			return &database.StaleError{What: "member", ID: id, Have: f.Member.Version, Want: version}
		}
		m, err = s.step(ctx, scope, f, step)
		return err
	})
	return m, err
}

func (s *Members) step(ctx context.Context, scope auth.Scope, f MemberFile, step MemberStep) (CrowdMember, error) {
	m, at := f.Member, step.At
	if at.IsZero() {
		at = s.Now()
	}
	at = at.UTC().Truncate(time.Microsecond) // the finest that is kept, or the seal would break
	facts := f.facts()
	facts.Exit = step.Exit
	if step.To == member.Suspended {
		facts.Ground, facts.Verdict = step.Ground, step.Verdict
	}
	log, effects, err := f.Events.Advance(member.Move{To: step.To, At: at, Actor: actor(scope, m), Evidence: step.Evidence}, facts, f.Terms.Rules)
	if err != nil {
		return m, err
	}
	if step.To == member.Suspended {
		m.Before, m.Ground, m.Confirmed = m.State, step.Ground, time.Time{}
	}
	if m.State == member.Watch || step.To == member.Watch {
		m.Coached = false // each watch asks for its own coaching
	}
	m.State, m.Since, m.Contacts = step.To, at, 0
	if m, err = s.store.UpdateMember(ctx, scope, m); err != nil {
		return m, err
	}
	if err := s.store.AddMemberEvent(ctx, scope, m.ID, len(log)-1, log[len(log)-1]); err != nil {
		return m, err
	}
	done, err := s.effect(ctx, scope, m, effects, at)
	if err != nil {
		return m, err
	}
	done["from"], done["to"] = string(f.Member.State), string(m.State)
	return m.judged(f.Terms), s.journal.Record(ctx, scope, "member.step", m.key(), done)
}

// effect does what a step entails, and tells what it did.
func (s *Members) effect(ctx context.Context, scope auth.Scope, m CrowdMember, e member.Effects, at time.Time) (map[string]any, error) {
	done := map[string]any{}
	why := authority.Suspension
	if m.State == member.Exited {
		why = authority.Exit
	}
	if e.RevokeGrants {
		n, err := s.store.RevokeGrants(ctx, scope, m.PersonID, why, at)
		if err != nil {
			return nil, err
		}
		done["grantsRevoked"] = n
	}
	if e.RestoreGrants {
		n, err := s.store.RestoreGrants(ctx, scope, m.PersonID, at)
		if err != nil {
			return nil, err
		}
		done["grantsRestored"] = n
	}
	if e.FreeBookings {
		n, err := s.store.FreeBookings(ctx, scope, m.ID, at)
		if err != nil {
			return nil, err
		}
		done["bookingsFreed"] = n
	}
	if e.EndScope {
		if err := s.books.SignIns.EndSessionsOf(ctx, scope, m.PersonID); err != nil {
			return nil, err
		}
	}
	return done, nil
}

// Appeal is a member's word against a watch, a suspension or a dismissal.
func (s *Members) Appeal(ctx context.Context, scope auth.Scope, id int64, event int, words string) (MemberAppeal, error) {
	f, err := s.file(ctx, scope, id)
	if err != nil {
		return MemberAppeal{}, err
	}
	var counted error
	after := func(day grid.Date, days int) grid.Date {
		last, err := s.books.Workdays.WorkdaysAfter(ctx, scope, f.Member.SiteID, day, days)
		if err != nil {
			counted = err
		}
		return last
	}
	core, err := f.Events.Appeal(event, f.Member.day(s.Now()), after)
	if counted != nil {
		return MemberAppeal{}, counted
	}
	if err != nil {
		return MemberAppeal{}, err
	}
	if words == "" {
		return MemberAppeal{}, member.Refuse("appeal", "words", member.Against(member.NoWords, "nothing", "what the member says"))
	}
	a := MemberAppeal{MemberID: id, Appeal: core, Words: words}
	err = s.store.InTx(ctx, scope, func(ctx context.Context) (err error) {
		if a, err = s.store.AddAppeal(ctx, scope, a); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "member.appeal", f.Member.key(), map[string]any{"event": event})
	})
	return a, err
}

// DecideAppeal closes an appeal: by somebody outside the triangle of the programme,
// who took no part in the decision. Where it is granted, the member returns to where
// the suspension came from, and what it ended is restored.
func (s *Members) DecideAppeal(ctx context.Context, scope auth.Scope, id, appeal int64, granted bool, reason string) (MemberAppeal, error) {
	var decided MemberAppeal
	err := s.store.InTx(ctx, scope, func(ctx context.Context) error {
		f, err := s.file(ctx, scope, id)
		if err != nil {
			return err
		}
		corners, err := s.corners(ctx, scope, f.Member.ProgrammeID)
		if err != nil {
			return err
		}
		at := -1
		for i, a := range f.Appeals {
			if a.ID == appeal {
				at = i
			}
		}
		if at < 0 {
			return database.ErrNotFound
		}
		now := s.Now()
		decided = f.Appeals[at]
		if decided.Appeal, err = f.Events.Decide(decided.Appeal, actor(scope, f.Member), corners, granted, reason, now); err != nil {
			return err
		}
		decided.DecidedAt = now
		if err := s.store.SetAppeal(ctx, scope, decided); err != nil {
			return err
		}
		if err := s.journal.Record(ctx, scope, "member.appeal_decided", f.Member.key(), map[string]any{"granted": granted, "reason": reason}); err != nil {
			return err
		}
		if f.Appeals[at] = decided; !granted || f.Member.State != member.Suspended || decided.Event != f.suspendedAt() {
			return nil
		}
		_, err = s.step(ctx, scope, f, MemberStep{To: f.Member.Before, Evidence: []string{"appeal: " + reason}})
		return err
	})
	return decided, err
}

// corners are the users on the owner's corners of a programme.
func (s *Members) corners(ctx context.Context, scope auth.Scope, programme int64) ([]string, error) {
	seats, err := s.store.TriangleSeats(ctx, scope, programme)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, seat := range seats {
		out = append(out, userKey(seat.UserID))
	}
	return out, nil
}
