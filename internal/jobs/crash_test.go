package jobs_test

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/jobs"
)

// clock is a time that a test moves.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *clock { return &clock{now: time.Now()} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

var silent = jobs.WithLogger(slog.New(slog.DiscardHandler))

// frozen is a worker that never renews its lease: as good as killed to the others.
func frozen(t *testing.T, db *database.DB, now *clock, handler jobs.Handler) *jobs.Service {
	t.Helper()
	s := newService(t, db, silent, jobs.WithHeartbeat(24*time.Hour), jobs.WithClock(now.Now), jobs.WithName("frozen"))
	s.Register(solve, handler)
	return s
}

func TestRunOfADeadWorkerIsDoneByAnother(t *testing.T) {
	each(t, func(t *testing.T, db *database.DB) {
		now := newClock()
		taken, wake := make(chan struct{}), make(chan struct{})
		var guarded error
		dead := frozen(t, db, now, func(ctx context.Context, job *jobs.Job) (any, error) {
			close(taken)
			<-wake
			guarded = db.InTx(context.Background(), job.Scope(), job.Guard)
			return "from the dead", nil
		})
		start(t, dead)
		id := enqueue(t, dead, nil)
		<-taken

		alive := newService(t, db, silent, jobs.WithClock(now.Now), jobs.WithName("alive"))
		alive.Register(solve, func(ctx context.Context, job *jobs.Job) (any, error) {
			return "from the living", db.InTx(context.Background(), job.Scope(), job.Guard)
		})
		if err := alive.Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got, err := alive.Get(t.Context(), planner, id); err != nil || got.State != jobs.Running || got.Worker != "frozen" {
			t.Fatalf("within the lease: got %+v, %v; want it left alone", got, err)
		}
		now.advance(time.Minute)
		if err := alive.Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
		start(t, alive)
		got := await(t, alive, id, ended)
		if got.State != jobs.Done || string(got.Result) != `"from the living"` || got.Attempt != 2 || got.Crashes != 1 || got.Worker != "alive" {
			t.Errorf("after the lease: got %+v, want it done by the other in attempt 2", got)
		}

		// The frozen worker wakes up and finishes too: nobody must notice.
		close(wake)
		if err := dead.Stop(t.Context()); err != nil {
			t.Fatal(err)
		}
		after, err := alive.Get(t.Context(), planner, id)
		if err != nil || after.Version != got.Version || string(after.Result) != `"from the living"` {
			t.Errorf("after the dead worker woke: got %+v, %v; want nothing changed", after, err)
		}
		if !errors.Is(guarded, jobs.ErrLost) {
			t.Errorf("the dead worker's guard: got %v, want %v", guarded, jobs.ErrLost)
		}
	})
}

func TestHeartbeatKeepsTheLeaseAndNoticesItsLoss(t *testing.T) {
	each(t, func(t *testing.T, db *database.DB) {
		now := newClock()
		s := newService(t, db, silent, jobs.WithClock(now.Now), jobs.WithLease(time.Hour))
		cause := make(chan error, 1)
		s.Register(solve, func(ctx context.Context, job *jobs.Job) (any, error) {
			<-ctx.Done()
			cause <- context.Cause(ctx)
			return nil, ctx.Err()
		})
		start(t, s)
		id := enqueue(t, s, nil)
		first := await(t, s, id, func(run jobs.Run) bool { return run.State == jobs.Running })
		now.advance(30 * time.Minute)
		for {
			run, err := s.Get(t.Context(), planner, id)
			if err != nil {
				t.Fatal(err)
			}
			if run.LeaseUntil.After(first.LeaseUntil) {
				break // renewed by a heartbeat, whose time is that of the clock
			}
		}
		// What a sweep elsewhere, and another worker, would do to it.
		err := db.InTx(t.Context(), planner, func(ctx context.Context) error {
			return db.Tx(ctx).Exec("UPDATE jobs SET attempt = attempt + 1 WHERE id = ?", id).Error
		})
		if err != nil {
			t.Fatal(err)
		}
		if got := <-cause; !errors.Is(got, jobs.ErrLost) {
			t.Errorf("the handler's context ended with %v, want %v", got, jobs.ErrLost)
		}
	})
}

func TestRunThatKillsItsWorkersIsGivenUp(t *testing.T) {
	each(t, func(t *testing.T, db *database.DB) {
		now := newClock()
		var taken atomic.Int64
		wake := make(chan struct{})
		var id int64
		for n := range int64(3) {
			s := frozen(t, db, now, func(context.Context, *jobs.Job) (any, error) {
				taken.Add(1)
				<-wake
				return nil, nil
			})
			if n == 0 {
				id = enqueue(t, s, nil)
			}
			start(t, s)
			await(t, s, id, func(run jobs.Run) bool { return run.Attempt == n+1 && run.State == jobs.Running })
			now.advance(time.Minute)
			if err := s.Sweep(t.Context()); err != nil {
				t.Fatal(err)
			}
			if n == 2 {
				got := await(t, s, id, ended)
				if got.State != jobs.Failed || !strings.Contains(got.Error, "3 workers died over this run") {
					t.Errorf("after three deaths: got %s %q, want failed", got.State, got.Error)
				}
			}
		}
		close(wake)
	})
}

func TestCancelledRunOfADeadWorkerIsCancelled(t *testing.T) {
	each(t, func(t *testing.T, db *database.DB) {
		now := newClock()
		taken, wake := make(chan struct{}), make(chan struct{})
		s := frozen(t, db, now, func(context.Context, *jobs.Job) (any, error) { close(taken); <-wake; return nil, nil })
		start(t, s)
		id := enqueue(t, s, nil)
		<-taken
		now.advance(time.Minute) // before the wish, whose heartbeat would find the lease in time
		sweeper := newService(t, db, silent, jobs.WithClock(now.Now))
		sweeper.Register(solve, nil)
		if err := sweeper.Cancel(t.Context(), planner, id); err != nil {
			t.Fatal(err)
		}
		if err := sweeper.Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := await(t, sweeper, id, ended); got.State != jobs.Cancelled {
			t.Errorf("got %s, want cancelled", got.State)
		}
		close(wake)
	})
}

func TestStopGivesTheRunBack(t *testing.T) {
	each(t, func(t *testing.T, db *database.DB) {
		first := newService(t, db, silent)
		cause := make(chan error, 1)
		first.Register(solve, func(ctx context.Context, _ *jobs.Job) (any, error) {
			<-ctx.Done()
			cause <- context.Cause(ctx)
			return nil, ctx.Err()
		})
		start(t, first)
		id := enqueue(t, first, nil)
		await(t, first, id, func(run jobs.Run) bool { return run.State == jobs.Running })
		if err := first.Stop(t.Context()); err != nil {
			t.Fatalf("stop: %v", err)
		}
		if got := <-cause; !errors.Is(got, jobs.ErrStopping) {
			t.Errorf("the handler's context ended with %v, want %v", got, jobs.ErrStopping)
		}
		if got, err := first.Get(t.Context(), planner, id); err != nil || got.State != jobs.Queued || got.Crashes != 0 {
			t.Fatalf("after stopping: got %+v, %v; want it queued again, and no crash counted", got, err)
		}
		second := newService(t, db, silent)
		second.Register(solve, func(context.Context, *jobs.Job) (any, error) { return "second", nil })
		start(t, second)
		if got := await(t, second, id, ended); got.State != jobs.Done || got.Attempt != 2 {
			t.Errorf("next worker: got %+v, want done in attempt 2", got)
		}
	})
}

func TestStopDoesNotWaitForEver(t *testing.T) {
	each(t, func(t *testing.T, db *database.DB) {
		s := newService(t, db, silent)
		taken, wake := make(chan struct{}), make(chan struct{})
		s.Register(solve, func(context.Context, *jobs.Job) (any, error) { close(taken); <-wake; return nil, nil })
		start(t, s)
		enqueue(t, s, nil)
		<-taken
		short, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
		defer cancel()
		if err := s.Stop(short); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("stop with a handler that does not return: got %v, want %v", err, context.DeadlineExceeded)
		}
		close(wake)
	})
}

func TestWorkReachesWorkersInOtherProcesses(t *testing.T) {
	each(t, func(t *testing.T, db *database.DB) {
		handler := func(ctx context.Context, job *jobs.Job) (any, error) {
			if err := job.Progress(jobs.Progress{Phase: "search", Fraction: 0.25}); err != nil {
				return nil, err
			}
			<-ctx.Done()
			return nil, context.Cause(ctx)
		}
		server, worker := newService(t, db), newService(t, db)
		server.Register(solve, handler)
		worker.Register(solve, handler)
		start(t, worker) // the server only asks, watches and cancels
		id := enqueue(t, server, nil)
		await(t, server, id, func(run jobs.Run) bool { return run.Progress.Phase == "search" })
		if err := server.Cancel(t.Context(), planner, id); err != nil {
			t.Fatal(err)
		}
		if got := await(t, server, id, ended); got.State != jobs.Cancelled {
			t.Errorf("got %s, want cancelled", got.State)
		}
	})
}

func TestRunThatTheQueueLostIsOfferedAgain(t *testing.T) {
	each(t, func(t *testing.T, db *database.DB) {
		now := newClock()
		s := newService(t, db, silent, jobs.WithClock(now.Now))
		s.Register(solve, func(context.Context, *jobs.Job) (any, error) { return nil, nil })
		id := enqueue(t, s, nil)
		if db.Dialect() == database.PostgreSQL {
			// What is left when a worker dies between fetching and taking.
			if _, err := db.Pool().Exec(t.Context(), "UPDATE river_job SET state = 'discarded', finalized_at = now()"); err != nil {
				t.Fatal(err)
			}
		}
		start(t, s)
		now.advance(time.Minute)
		if err := s.Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := await(t, s, id, ended); got.State != jobs.Done {
			t.Errorf("got %s, want done", got.State)
		}
	})
}
