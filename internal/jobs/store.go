package jobs

import (
	"context"
	"encoding/json"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
)

// Store keeps the rows. Methods that change a run need a transaction in ctx.
// Those for workers name the attempt, and return ErrLost when the run is no
// longer running with it.
type Store interface {
	// Add stores a new run and returns its id. When a run with the same kind and
	// open key is open, that one's id is returned and fresh is false.
	Add(ctx context.Context, run Run) (id int64, fresh bool, err error)
	// Offered notes that the run was given to the queue under a ticket.
	Offered(ctx context.Context, ref Ref, ticket int64, at time.Time) error
	// Get returns a run that the caller may see: own ones, and those of kinds.
	Get(ctx context.Context, scope auth.Scope, kinds []Kind, id int64) (Run, error)
	List(ctx context.Context, scope auth.Scope, kinds []Kind, q Query) ([]Run, error)
	// RequestCancel ends a queued run and marks a running one.
	RequestCancel(ctx context.Context, ref Ref, at time.Time) error
	// Waiting returns queued runs of the kind, of every tenant, oldest first.
	Waiting(ctx context.Context, kind Kind, limit int) ([]Ref, error)
	// Claim takes a queued run for a worker: database.ErrNotFound when it is not
	// queued any more.
	Claim(ctx context.Context, ref Ref, worker string, at, leaseUntil time.Time) (Run, error)
	// Beat renews the lease, stores progress unless nil, and returns whether the
	// run should end.
	Beat(ctx context.Context, ref Ref, attempt int64, p *Progress, leaseUntil time.Time) (cancel bool, err error)
	// Hold locks the run's row in its attempt for the rest of the transaction.
	Hold(ctx context.Context, ref Ref, attempt int64) error
	// Finish ends a run.
	Finish(ctx context.Context, ref Ref, attempt int64, end Ending) error
	// Requeue gives a running run back. crashed counts against it.
	Requeue(ctx context.Context, ref Ref, attempt int64, crashed bool) error
	// Expired returns running runs of every tenant whose lease ended before at.
	Expired(ctx context.Context, at time.Time) ([]Run, error)
	// Stale returns queued runs of every tenant, offered before at.
	Stale(ctx context.Context, at time.Time) ([]Run, error)

	// Tenants returns every tenant of the platform.
	Tenants(ctx context.Context) ([]int64, error)
	// Due reports whether a chore is due for the scope's tenant; one that was
	// never done is.
	Due(ctx context.Context, scope auth.Scope, name string, at time.Time) (bool, error)
	// TakeDue moves the instant at which a due chore comes round to next. It
	// returns ErrLost when the chore is not due, since another was faster.
	TakeDue(ctx context.Context, scope auth.Scope, name string, at, next time.Time, worker string) error
	// Ran notes when a round ended and what went wrong, "" for nothing.
	Ran(ctx context.Context, scope auth.Scope, name string, at time.Time, problem string) error
}

// Ending is how a run ended.
type Ending struct {
	State    State
	Result   json.RawMessage // nil for none
	Error    string
	Problem  json.RawMessage // nil for none
	Progress *Progress       // last progress not yet stored
	At       time.Time
}
