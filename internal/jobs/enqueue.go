package jobs

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
)

// EnqueueOption changes a run that is being queued.
type EnqueueOption func(*Run)

// About says which thing the run is about, such as "roster:12", so that a screen
// of that thing finds its runs.
func About(subject string) EnqueueOption { return func(r *Run) { r.Subject = subject } }

// Once queues nothing when a run of the same kind with the same key is queued or
// running, and returns that one's id.
func Once(key string) EnqueueOption { return func(r *Run) { r.OpenKey = key } }

// UnknownKindError says that a run of a kind was asked for that nobody does.
type UnknownKindError struct{ Kind Kind }

func (e *UnknownKindError) Error() string { return fmt.Sprintf("no job of kind %q is known", e.Kind) }

// Enqueue queues a run; see [Runner].
func (s *Service) Enqueue(ctx context.Context, scope auth.Scope, kind Kind, payload any, opts ...EnqueueOption) (int64, error) {
	if _, known := s.kinds[kind]; !known {
		return 0, &UnknownKindError{kind}
	}
	document, err := encode("payload", payload)
	if err != nil {
		return 0, fmt.Errorf("enqueue %s: %w", kind, err)
	}
	now := s.now()
	run := Run{
		Tenant: scope.Tenant(), Kind: kind, State: Queued, Payload: document, Version: 1,
		CreatedBy: scope.Actor(), QueuedAt: now, OfferedAt: now,
	}
	for _, opt := range opts {
		opt(&run)
	}
	err = s.db.InTx(ctx, scope, func(ctx context.Context) error {
		id, fresh, err := s.rows.Add(ctx, run)
		run.ID = id
		if err != nil || !fresh {
			return err
		}
		return s.offer(ctx, run.Ref())
	})
	if err != nil {
		return 0, fmt.Errorf("enqueue %s: %w", kind, err)
	}
	return run.ID, nil
}

// offer gives a queued run to the carrier, in the transaction that queued it.
func (s *Service) offer(ctx context.Context, ref Ref) error {
	database.AfterCommit(ctx, func() { s.hub.notify(ref.ID) })
	ticket, err := s.carrier.offer(ctx, ref)
	if err != nil {
		return err
	}
	return s.rows.Offered(ctx, ref, ticket, s.now())
}

func encode(what string, value any) (json.RawMessage, error) {
	document, err := json.Marshal(value)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", what, err)
	}
	if len(document) > maxDocument {
		return nil, fmt.Errorf("%s: %d bytes; at most %d are stored with a run", what, len(document), maxDocument)
	}
	return document, nil
}
