package jobs_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/database/databasetest"
	"github.com/muster-wfm/muster/internal/jobs"
	"github.com/muster-wfm/muster/internal/jobs/store"
)

const solve jobs.Kind = "roster.solve"

var planner = auth.SystemScope(1).WithActor(7)

type solvePayload struct{ Roster int64 }

type solveResult struct{ Cost float64 }

// newService makes a service whose heartbeats are quick; it is stopped at the
// test's end, and must then have left no goroutine behind.
func newService(t *testing.T, db *database.DB, opts ...jobs.Option) *jobs.Service {
	t.Helper()
	s, err := jobs.New(db, store.New(db), append([]jobs.Option{jobs.WithHeartbeat(5 * time.Millisecond)}, opts...)...)
	if err != nil {
		t.Fatalf("new service: %v", err)
	}
	t.Cleanup(func() {
		if err := s.Stop(context.Background()); err != nil {
			t.Errorf("stop: %v", err)
		}
	})
	return s
}

// each runs a test on both engines and looks for leaked goroutines.
func each(t *testing.T, fn func(t *testing.T, db *database.DB)) {
	t.Helper()
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		present := goleak.IgnoreCurrent()
		t.Cleanup(func() {
			goleak.VerifyNone(t, present, goleak.IgnoreAnyFunction("github.com/jackc/pgx/v5/pgxpool.(*Pool).backgroundHealthCheck"))
		})
		fn(t, db)
	})
}

func start(t *testing.T, s *jobs.Service) {
	t.Helper()
	if err := s.Start(t.Context()); err != nil {
		t.Fatalf("start: %v", err)
	}
}

func enqueue(t *testing.T, s *jobs.Service, payload any, opts ...jobs.EnqueueOption) int64 {
	t.Helper()
	id, err := s.Enqueue(t.Context(), planner, solve, payload, opts...)
	if err != nil {
		t.Fatalf("enqueue: %v", err)
	}
	return id
}

// await watches a run until ok, and returns it.
func await(t *testing.T, s *jobs.Service, id int64, ok func(jobs.Run) bool) jobs.Run {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	var last jobs.Run
	for run, err := range s.Watch(ctx, planner, id, 0) {
		if err != nil {
			t.Fatalf("watch run %d, last seen as %+v: %v", id, last, err)
		}
		if last = run; ok(run) {
			return run
		}
	}
	t.Fatalf("run %d ended as %+v, which is not what was waited for", id, last)
	return last
}

func ended(run jobs.Run) bool { return run.State.Ended() }

func TestRunIsDoneWithItsResult(t *testing.T) {
	each(t, func(t *testing.T, db *database.DB) {
		s := newService(t, db)
		s.Register(solve, func(_ context.Context, job *jobs.Job) (any, error) {
			var p solvePayload
			if err := job.Payload(&p); err != nil {
				return nil, err
			}
			return solveResult{Cost: float64(p.Roster) * 2}, nil
		})
		start(t, s)
		id := enqueue(t, s, solvePayload{Roster: 21}, jobs.About("roster:21"))
		got := await(t, s, id, ended)
		if got.State != jobs.Done || string(got.Result) != `{"Cost":42}` || got.Progress.Fraction != 1 || got.Attempt != 1 {
			t.Errorf("run: got %+v, want done with cost 42 in attempt 1", got)
		}
		if got.CreatedBy != 7 || got.Subject != "roster:21" || got.StartedAt.IsZero() || got.FinishedAt.IsZero() {
			t.Errorf("run: got %+v, want user 7, subject roster:21, times of start and end", got)
		}
	})
}

func TestRunIsNotQueuedWhenItsTransactionFails(t *testing.T) {
	each(t, func(t *testing.T, db *database.DB) {
		s := newService(t, db)
		var ran atomic.Int64
		s.Register(solve, func(context.Context, *jobs.Job) (any, error) { return ran.Add(1), nil })
		start(t, s)
		boom := errors.New("boom")
		err := db.InTx(t.Context(), planner, func(ctx context.Context) error {
			if _, err := s.Enqueue(ctx, planner, solve, nil); err != nil {
				return err
			}
			return boom
		})
		if !errors.Is(err, boom) {
			t.Fatalf("transaction: got %v, want boom", err)
		}
		await(t, s, enqueue(t, s, nil), ended)
		runs, err := s.List(t.Context(), planner, jobs.Query{})
		if err != nil || len(runs) != 1 || ran.Load() != 1 {
			t.Errorf("after one rolled back and one kept: got %d runs, %d done, error %v; want 1, 1", len(runs), ran.Load(), err)
		}
	})
}

func TestProgressReachesAWatcher(t *testing.T) {
	each(t, func(t *testing.T, db *database.DB) {
		s := newService(t, db)
		seen := make(chan struct{})
		best, bound := 12.5, 10.0
		s.Register(solve, func(ctx context.Context, job *jobs.Job) (any, error) {
			if err := job.Progress(jobs.Progress{Phase: "search", Fraction: 0.5, Best: &best, Bound: &bound, Message: "half"}); err != nil {
				return nil, err
			}
			<-seen
			return nil, nil
		})
		start(t, s)
		id := enqueue(t, s, nil)
		got := await(t, s, id, func(run jobs.Run) bool { return run.Progress.Phase == "search" })
		want := jobs.Progress{Phase: "search", Fraction: 0.5, Best: &best, Bound: &bound, Message: "half"}
		if diff := cmp.Diff(want, got.Progress); diff != "" {
			t.Errorf("progress differs (-want +got):\n%s", diff)
		}
		close(seen)
		await(t, s, id, ended)
	})
}

func TestCancelEndsARunningRun(t *testing.T) {
	each(t, func(t *testing.T, db *database.DB) {
		s := newService(t, db)
		started := make(chan struct{})
		s.Register(solve, func(ctx context.Context, job *jobs.Job) (any, error) {
			close(started)
			<-ctx.Done()
			return nil, context.Cause(ctx)
		})
		start(t, s)
		id := enqueue(t, s, nil)
		<-started
		if err := s.Cancel(t.Context(), planner, id); err != nil {
			t.Fatalf("cancel: %v", err)
		}
		if got := await(t, s, id, ended); got.State != jobs.Cancelled || got.Error != "" {
			t.Errorf("cancelled run: got %s %q, want cancelled without an error", got.State, got.Error)
		}
	})
}
