package jobs

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
)

// Start begins to work; see [Runner].
func (s *Service) Start(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.end != nil {
		return errors.New("jobs: already started")
	}
	background, end := context.WithCancel(context.WithoutCancel(ctx))
	slots := map[Kind]int{}
	for kind, settings := range s.kinds {
		slots[kind] = settings.concurrency
	}
	if err := s.carrier.start(background, slots, s.perform); err != nil {
		end()
		return fmt.Errorf("start jobs: %w", err)
	}
	s.end = end
	s.watch.Add(1)
	go func() {
		defer s.watch.Done()
		s.sweepUntil(background)
	}()
	if len(s.chores) > 0 {
		s.watch.Add(1)
		go func() {
			defer s.watch.Done()
			s.recurUntil(background)
		}()
	}
	return nil
}

// Stop ends the work; see [Runner].
func (s *Service) Stop(ctx context.Context) error {
	s.mu.Lock()
	end, again := s.end, s.stopping
	if end == nil || again {
		s.mu.Unlock()
		return nil
	}
	s.stopping = true
	for _, job := range s.running {
		job.cancel(ErrStopping)
	}
	s.mu.Unlock()
	err := s.carrier.stop(ctx)
	end()
	s.watch.Wait()
	return errors.Join(err, s.awaitHandlers(ctx))
}

func (s *Service) awaitHandlers(ctx context.Context) error {
	returned := make(chan struct{})
	go func() {
		s.work.Wait()
		close(returned)
	}()
	select {
	case <-returned:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("jobs are still running; their leases will expire: %w", ctx.Err())
	}
}

// waiting finds queued runs for the pool of this process.
func (s *Service) waiting(ctx context.Context, kind Kind, limit int) ([]Ref, error) {
	return s.rows.Waiting(database.AcrossTenants(ctx), kind, limit)
}

func (s *Service) sweepUntil(ctx context.Context) {
	tick := time.NewTicker(max(s.lease/4, 10*time.Millisecond))
	defer tick.Stop()
	for {
		if err := s.Sweep(ctx); err != nil && ctx.Err() == nil {
			s.log.WarnContext(ctx, "the sweep over abandoned jobs failed", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// Sweep gives the runs of dead workers back to the queue, and offers again what
// the queue has lost. A started Service does so by itself, four times a lease.
func (s *Service) Sweep(ctx context.Context) error {
	expired, err := s.rows.Expired(database.AcrossTenants(ctx), s.now())
	if err != nil {
		return err
	}
	var errs []error
	for _, run := range expired {
		errs = append(errs, s.inTenant(ctx, run, s.recover))
	}
	stale, err := s.rows.Stale(database.AcrossTenants(ctx), s.now().Add(-3*s.lease))
	for _, run := range stale {
		errs = append(errs, s.inTenant(ctx, run, s.offerAgain))
	}
	return errors.Join(append(errs, err)...)
}

// inTenant does one run's share of the sweep in a transaction of its own. Losing
// the race for it to another replica is no error.
func (s *Service) inTenant(ctx context.Context, run Run, fn func(context.Context, Run) error) error {
	err := s.db.InTx(ctx, auth.SystemScope(run.Tenant), func(ctx context.Context) error { return fn(ctx, run) })
	if errors.Is(err, ErrLost) || errors.Is(err, database.ErrNotFound) {
		return nil
	}
	return err
}

// recover takes a run from a dead worker. A run that keeps killing its workers
// is failed instead of tried for ever, and a cancelled one is cancelled.
func (s *Service) recover(ctx context.Context, run Run) error {
	database.AfterCommit(ctx, func() { s.hub.notify(run.ID) })
	end := Ending{At: s.now()}
	switch {
	case run.CancelRequested:
		end.State = Cancelled
	case run.Crashes+1 >= maxCrashes:
		s.fail(&end, &CrashError{Workers: run.Crashes + 1, Last: run.Worker})
	default:
		s.log.WarnContext(ctx, "a worker died; its run goes back to the queue", "run", run.ID, "kind", run.Kind, "worker", run.Worker)
		if err := s.rows.Requeue(ctx, run.Ref(), run.Attempt, true); err != nil {
			return err
		}
		return s.offer(ctx, run.Ref())
	}
	return s.rows.Finish(ctx, run.Ref(), run.Attempt, end)
}

// offerAgain helps a run whose worker died between fetching and taking it.
func (s *Service) offerAgain(ctx context.Context, run Run) error {
	lost, err := s.carrier.lost(ctx, run.Ticket)
	if err != nil {
		return err
	}
	if lost {
		return s.offer(ctx, run.Ref())
	}
	return s.rows.Offered(ctx, run.Ref(), run.Ticket, s.now())
}
