package jobs

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime/debug"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
)

// perform takes a run, does it and stores how it ended. It returns an error only
// where the run could not even be taken.
func (s *Service) perform(ctx context.Context, ref Ref) error {
	job, err := s.claim(ctx, ref)
	if errors.Is(err, database.ErrNotFound) {
		return nil // cancelled, or another worker was faster
	}
	if err != nil {
		return fmt.Errorf("take run %d: %w", ref.ID, err)
	}
	defer s.work.Done()
	defer s.forget(ref.ID)
	defer job.cancel(nil)

	settings := s.kinds[ref.Kind]
	limited, release := context.WithTimeoutCause(job.ctx, settings.limit, ErrTimeLimit)
	defer release()
	job.ctx = limited
	beating, stopBeating := context.WithCancel(context.WithoutCancel(ctx))
	beaten := make(chan struct{})
	go func() {
		defer close(beaten)
		s.beatUntil(beating, job)
	}()
	result, err := s.call(limited, settings.handler, job)
	stopBeating()
	<-beaten
	s.conclude(context.WithoutCancel(ctx), job, result, err)
	return nil
}

// errStopped refuses work that arrives while the service stops.
var errStopped = errors.New("the worker is stopping")

// claim takes a run and enters it among the running ones.
func (s *Service) claim(ctx context.Context, ref Ref) (*Job, error) {
	s.mu.Lock()
	if s.stopping {
		s.mu.Unlock()
		return nil, errStopped
	}
	s.work.Add(1)
	s.mu.Unlock()

	job := &Job{service: s, urgent: make(chan struct{}, 1)}
	err := s.db.InTx(ctx, auth.SystemScope(ref.Tenant), func(ctx context.Context) (err error) {
		now := s.now()
		job.Run, err = s.rows.Claim(ctx, ref, s.name, now, now.Add(s.lease))
		return err
	})
	if err != nil {
		s.work.Done()
		return nil, err
	}
	s.hub.notify(ref.ID)
	// Only this package ends the handler's context, so that it can say why.
	job.ctx, job.cancel = context.WithCancelCause(context.WithoutCancel(ctx))
	s.mu.Lock()
	defer s.mu.Unlock()
	s.running[ref.ID] = job
	if s.stopping {
		job.cancel(ErrStopping)
	}
	return job, nil
}

func (s *Service) forget(id int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.running, id)
}

// poke lets a run of this process notice at once that it was cancelled.
func (s *Service) poke(id int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if job := s.running[id]; job != nil {
		job.hurry()
	}
}

// errPanicked is what users see of a handler's panic; the log has the rest.
var errPanicked = errors.New("internal error; the server's log has the details")

// call runs the handler; its panic fails the run and not the program.
func (s *Service) call(ctx context.Context, handler Handler, job *Job) (result any, err error) {
	defer func() {
		if panicked := recover(); panicked != nil {
			s.log.ErrorContext(ctx, "a job panicked", "kind", job.Run.Kind, "run", job.Run.ID,
				"panic", panicked, "stack", string(debug.Stack()))
			result, err = nil, errPanicked
		}
	}()
	return handler(ctx, job)
}

// beatUntil renews the lease until ctx ends.
func (s *Service) beatUntil(ctx context.Context, job *Job) {
	tick := time.NewTicker(s.beat)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		case <-job.urgent:
		}
		if s.heartbeat(ctx, job) {
			return
		}
	}
}

// heartbeat renews once and returns whether that was the last time.
func (s *Service) heartbeat(ctx context.Context, job *Job) (last bool) {
	progress := job.takeProgress()
	var cancel bool
	err := s.db.InTx(ctx, auth.SystemScope(job.Run.Tenant), func(ctx context.Context) (err error) {
		cancel, err = s.rows.Beat(ctx, job.Run.Ref(), job.Run.Attempt, progress, s.now().Add(s.lease))
		return err
	})
	switch {
	case errors.Is(err, ErrLost):
		job.cancel(ErrLost)
		return true
	case err != nil:
		job.putBack(progress) // the database is away; the next beat tries again
		if ctx.Err() == nil {
			s.log.WarnContext(ctx, "a job's heartbeat failed", "run", job.Run.ID, "error", err)
		}
	case cancel:
		job.cancel(ErrCancelled)
	}
	if err == nil && progress != nil {
		s.hub.notify(job.Run.ID)
	}
	return false
}

// conclude stores how a handler returned. A run whose worker stops goes back to
// the queue, and one that was lost is left to whoever has it.
func (s *Service) conclude(ctx context.Context, job *Job, result any, err error) {
	cause := context.Cause(job.ctx)
	if errors.Is(cause, ErrLost) {
		return
	}
	store := func(ctx context.Context) error { return s.giveBack(ctx, job) }
	if err == nil || !errors.Is(cause, ErrStopping) {
		end := s.ending(job, result, err, cause)
		if end.State == Failed {
			s.log.WarnContext(ctx, "a job failed", "run", job.Run.ID, "kind", job.Run.Kind, "error", end.Error)
		}
		store = func(ctx context.Context) error { return s.rows.Finish(ctx, job.Run.Ref(), job.Run.Attempt, end) }
	}
	stored := s.insist(ctx, job.Run.Tenant, store)
	if stored != nil && !errors.Is(stored, ErrLost) {
		s.log.ErrorContext(ctx, "a job's end was not stored; it will run again", "run", job.Run.ID, "error", stored)
	}
	s.hub.notify(job.Run.ID)
}

func (s *Service) giveBack(ctx context.Context, job *Job) error {
	if err := s.rows.Requeue(ctx, job.Run.Ref(), job.Run.Attempt, false); err != nil {
		return err
	}
	return s.offer(ctx, job.Run.Ref())
}

func (s *Service) ending(job *Job, result any, err, cause error) Ending {
	end := Ending{State: Done, Progress: job.takeProgress(), At: s.now()}
	if err == nil {
		var document json.RawMessage
		if document, err = encode("result", result); err == nil {
			end.Result = document
			return end
		}
	}
	switch {
	case errors.Is(cause, ErrCancelled):
		end.State = Cancelled
	case errors.Is(cause, ErrTimeLimit):
		s.fail(&end, &TimeLimitError{Limit: s.kinds[job.Run.Kind].limit})
	default:
		s.fail(&end, err)
	}
	return end
}

// insist stores a run's end even when the database is away for a moment, for as
// long as the lease is sure to be this worker's.
func (s *Service) insist(ctx context.Context, tenant int64, store func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, s.lease)
	defer cancel()
	for pause := 50 * time.Millisecond; ; pause *= 2 {
		err := s.db.InTx(ctx, auth.SystemScope(tenant), store)
		if err == nil || errors.Is(err, ErrLost) {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(pause + rand.N(pause)):
		}
	}
}
