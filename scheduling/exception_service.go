package scheduling

import (
	"context"
	"slices"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
)

// ExceptionStore keeps the exceptions of rosters.
type ExceptionStore interface {
	// Exceptions returns a roster's, in the order in which they were made.
	Exceptions(ctx context.Context, scope auth.Scope, roster int64) ([]Exception, error)
	// PutException keeps an exception in the place of one about the same.
	PutException(ctx context.Context, scope auth.Scope, e Exception) error
	DeleteException(ctx context.Context, scope auth.Scope, roster, id int64) error
}

// Exceptions returns what was granted in a roster beyond agreements.
func (s *Service) Exceptions(ctx context.Context, scope auth.Scope, id int64) ([]Exception, error) {
	if _, err := s.store.Roster(ctx, scope, id); err != nil {
		return nil, err
	}
	return s.store.Exceptions(ctx, scope, id)
}

// Except grants exceptions and makes the moves that they allow, together or not at
// all; moves may be none. Who grants has to be allowed to change agreements. The
// moves may be undone like any others: the exceptions stay until they are taken
// back.
func (s *Service) Except(ctx context.Context, scope auth.Scope, id, version int64, granted []Exception, moves []Move, force bool) (Applied, error) {
	var done Applied
	err := s.changeExceptions(ctx, scope, id, version, func(ctx context.Context, plan *Opened) error {
		granted, err := plan.Problem.newExceptions(granted)
		if err != nil {
			return err
		}
		before, err := s.store.Exceptions(ctx, scope, id)
		if err != nil {
			return err
		}
		for _, e := range granted {
			if at := slices.IndexFunc(before, e.same); at >= 0 && e.Day.IsZero() {
				e.From = before[at].From // what is agreed, not what was granted already
			}
			e.RosterID, e.At, e.ActorID = id, s.Now(), scope.Actor()
			if err := s.store.PutException(ctx, scope, e); err != nil {
				return err
			}
			if err := s.journal.Record(ctx, scope, "roster.except", subject(id), e.detail()); err != nil {
				return err
			}
		}
		done, err = s.Apply(ctx, scope, id, version, moves, force)
		return err
	})
	return done, err
}

// TakeBackException forgets an exception; shifts that need it break their rule from
// then on, and say so.
func (s *Service) TakeBackException(ctx context.Context, scope auth.Scope, id, version, exception int64) (Roster, error) {
	var done Applied
	err := s.changeExceptions(ctx, scope, id, version, func(ctx context.Context, _ *Opened) error {
		list, err := s.store.Exceptions(ctx, scope, id)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(list, func(e Exception) bool { return e.ID == exception })
		if at < 0 {
			return database.ErrNotFound
		}
		if err := s.store.DeleteException(ctx, scope, id, exception); err != nil {
			return err
		}
		if err := s.journal.Record(ctx, scope, "roster.unexcept", subject(id), list[at].detail()); err != nil {
			return err
		}
		done, err = s.Apply(ctx, scope, id, version, nil, false)
		return err
	})
	return done.Roster, err
}

// changeExceptions opens a roster for somebody who may change what is agreed.
func (s *Service) changeExceptions(ctx context.Context, scope auth.Scope, id, version int64, change func(context.Context, *Opened) error) error {
	if err := scope.Require(auth.ManageWorkforce); err != nil {
		return err
	}
	return s.store.InTx(ctx, scope, func(ctx context.Context) error {
		r, err := s.editable(ctx, scope, id, version, "granting exceptions")
		if err != nil {
			return err
		}
		plan, err := s.open(ctx, scope, r)
		if err != nil {
			return err
		}
		return change(ctx, plan)
	})
}

// detail is what the journal keeps of an exception.
func (e Exception) detail() map[string]any {
	out := map[string]any{"person": e.PersonID, "rule": e.Rule, "from": e.From, "limit": e.Limit, "reason": e.Reason}
	if e.Subject != "" {
		out["subject"] = e.Subject
	}
	if !e.Day.IsZero() {
		out["day"] = e.Day.String()
	}
	return out
}
