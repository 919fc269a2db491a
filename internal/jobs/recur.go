package jobs

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
)

// Chore is short work that comes round again and again for each tenant: look
// whether the night's forecasts are due, sweep what nobody needs. What takes
// long it enqueues.
type Chore struct {
	Name string // such as "imports.sweep"
	// Every is the least time between two rounds, 1 minute or more. It also ends
	// a round that does not come to an end, so that no two overlap.
	Every time.Duration
	// Do is called with the system's scope of the tenant. It may be called more
	// rarely than Every, after a time without any process, and must be content
	// with being broken off: the next round begins anew.
	Do func(ctx context.Context, scope auth.Scope) error
}

// recurEvery is how often a process looks for chores that are due.
const recurEvery = 20 * time.Second

// longestError is how much of a chore's error is kept.
const longestError = 500

// Recur adds a chore. It must come before Start; a chore that is named twice or
// comes round too fast is a mistake of the program and panics.
//
// Every process that works looks for chores. When one is due is a row in the
// database, for each tenant, and whoever moves that instant on does the round:
// however many processes there are, a round is done once. A round that fails is
// logged, noted beside the row, and done again when it is next due.
func (s *Service) Recur(c Chore) {
	taken := false
	for _, other := range s.chores {
		taken = taken || other.Name == c.Name
	}
	if taken || !kindPattern.MatchString(c.Name) || c.Every < time.Minute || c.Do == nil {
		panic(fmt.Sprintf("jobs: chore %q is there twice, has no proper name, or comes round every %s", c.Name, c.Every))
	}
	s.chores = append(s.chores, c)
}

// recurUntil looks for due chores until ctx ends.
func (s *Service) recurUntil(ctx context.Context) {
	tick := time.NewTicker(recurEvery)
	defer tick.Stop()
	for {
		if err := s.DoDue(ctx); err != nil && ctx.Err() == nil {
			s.log.WarnContext(ctx, "recurring work failed", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// DoDue does one round of every chore that is due, and returns what went wrong.
// A started Service does so by itself.
func (s *Service) DoDue(ctx context.Context) error {
	tenants, err := s.rows.Tenants(database.AcrossTenants(ctx))
	if err != nil {
		return err
	}
	var errs []error
	for _, c := range s.chores {
		for _, tenant := range tenants {
			if ctx.Err() != nil {
				return errors.Join(append(errs, ctx.Err())...)
			}
			errs = append(errs, s.round(ctx, c, auth.SystemScope(tenant)))
		}
	}
	return errors.Join(errs...)
}

// round does a chore for a tenant if it is due and no other process was faster.
func (s *Service) round(ctx context.Context, c Chore, scope auth.Scope) error {
	now := s.now()
	due, err := s.rows.Due(database.WithScope(ctx, scope), scope, c.Name, now)
	if err != nil || !due {
		return err
	}
	err = s.db.InTx(ctx, scope, func(ctx context.Context) error {
		return s.rows.TakeDue(ctx, scope, c.Name, now, now.Add(c.Every), s.name)
	})
	if errors.Is(err, ErrLost) {
		return nil
	}
	if err != nil {
		return err
	}
	limited, release := context.WithTimeoutCause(ctx, c.Every, ErrTimeLimit)
	failed := s.attempt(limited, c, scope)
	release()
	note := ""
	if failed != nil {
		failed = fmt.Errorf("%s of tenant %d: %w", c.Name, scope.Tenant(), failed)
		note = cut(failed.Error(), longestError)
	}
	kept := s.db.InTx(context.WithoutCancel(ctx), scope, func(ctx context.Context) error {
		return s.rows.Ran(ctx, scope, c.Name, s.now(), note)
	})
	return errors.Join(failed, kept)
}

// attempt does the work; its panic fails the round and not the program.
func (s *Service) attempt(ctx context.Context, c Chore, scope auth.Scope) (err error) {
	defer func() {
		if panicked := recover(); panicked != nil {
			s.log.ErrorContext(ctx, "recurring work panicked", "chore", c.Name, "panic", panicked)
			err = errPanicked
		}
	}()
	return c.Do(ctx, scope)
}
