package jobs_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"strings"
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

func TestCancelEndsAWaitingRunAtOnce(t *testing.T) {
	each(t, func(t *testing.T, db *database.DB) {
		s := newService(t, db)
		s.Register(solve, func(context.Context, *jobs.Job) (any, error) { return nil, errors.New("it ran") })
		id := enqueue(t, s, nil) // before Start
		for range 2 {            // the second time changes nothing
			if err := s.Cancel(t.Context(), planner, id); err != nil {
				t.Fatalf("cancel: %v", err)
			}
		}
		start(t, s)
		await(t, s, enqueue(t, s, nil), ended) // a later run, so the first would have been taken
		if got := await(t, s, id, ended); got.State != jobs.Cancelled || got.Attempt != 0 || got.Version != 2 {
			t.Errorf("cancelled before it was taken: got %+v, want cancelled in version 2 and never taken", got)
		}
	})
}

func TestSearchMayKeepItsBestWhenCancelled(t *testing.T) {
	each(t, func(t *testing.T, db *database.DB) {
		s := newService(t, db)
		s.Register(solve, func(ctx context.Context, job *jobs.Job) (any, error) {
			for job.Progress(jobs.Progress{Phase: "search"}) == nil {
			}
			return solveResult{Cost: 3}, nil
		})
		start(t, s)
		id := enqueue(t, s, nil)
		await(t, s, id, func(run jobs.Run) bool { return run.Progress.Phase == "search" })
		if err := s.Cancel(t.Context(), planner, id); err != nil {
			t.Fatal(err)
		}
		got := await(t, s, id, ended)
		if got.State != jobs.Done || string(got.Result) != `{"Cost":3}` || !got.CancelRequested {
			t.Errorf("cancelled search: got %s %s, cancel requested %v; want done with its best", got.State, got.Result, got.CancelRequested)
		}
	})
}

func TestFailuresAreToldApart(t *testing.T) {
	for _, test := range []struct {
		name    string
		handler jobs.Handler
		want    string
	}{
		{"error", func(context.Context, *jobs.Job) (any, error) { return nil, errors.New("no queue has history") }, "no queue has history"},
		{"panic", func(context.Context, *jobs.Job) (any, error) { panic("secret detail") }, "internal error; the server's log has the details"},
		{"time limit", func(ctx context.Context, _ *jobs.Job) (any, error) { <-ctx.Done(); return nil, ctx.Err() }, "the time limit was reached (1ms)"},
		{"result that is not JSON", func(context.Context, *jobs.Job) (any, error) { return make(chan int), nil }, "result: json: unsupported type: chan int"},
		{"result without end", func(context.Context, *jobs.Job) (any, error) { return strings.Repeat("x", 2<<20), nil }, "result: 2097154 bytes; at most 1048576 are stored with a run"},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newService(t, databasetest.OpenSQLite(t), jobs.WithLogger(slog.New(slog.DiscardHandler)))
			limit := time.Hour
			if test.name == "time limit" {
				limit = time.Millisecond
			}
			s.Register(solve, test.handler, jobs.TimeLimit(limit))
			start(t, s)
			if got := await(t, s, enqueue(t, s, nil), ended); got.State != jobs.Failed || got.Error != test.want {
				t.Errorf("got %s %q, want failed %q", got.State, got.Error, test.want)
			}
		})
	}
}

func TestOnceQueuesOneOpenRunAKey(t *testing.T) {
	each(t, func(t *testing.T, db *database.DB) {
		s := newService(t, db)
		release := make(chan struct{})
		s.Register(solve, func(context.Context, *jobs.Job) (any, error) { <-release; return nil, nil })
		first := enqueue(t, s, nil, jobs.Once("roster:12"))
		if again := enqueue(t, s, nil, jobs.Once("roster:12")); again != first {
			t.Errorf("the same key while queued: got run %d, want %d", again, first)
		}
		other := enqueue(t, s, nil, jobs.Once("roster:13"))
		start(t, s)
		await(t, s, first, func(run jobs.Run) bool { return run.State == jobs.Running })
		if again := enqueue(t, s, nil, jobs.Once("roster:12")); again != first || other == first {
			t.Errorf("the same key while running: got run %d, want %d; another key: run %d", again, first, other)
		}
		close(release)
		await(t, s, first, ended)
		next := enqueue(t, s, nil, jobs.Once("roster:12"))
		if next == first {
			t.Error("the same key after the end: got the ended run")
		}
		await(t, s, next, ended)
		await(t, s, other, ended)
	})
}

func TestKindRunsNoMoreAtOnceThanItMay(t *testing.T) {
	each(t, func(t *testing.T, db *database.DB) {
		s := newService(t, db)
		var now, most atomic.Int64
		both := make(chan struct{}, 6)
		s.Register(solve, func(context.Context, *jobs.Job) (any, error) {
			n := now.Add(1)
			defer now.Add(-1)
			for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
			}
			// Each waits for a partner, so that two must run at once.
			both <- struct{}{}
			for len(both) < 2 {
				runtime.Gosched()
			}
			return nil, nil
		}, jobs.Concurrency(2))
		var ids []int64
		for range 6 {
			ids = append(ids, enqueue(t, s, nil))
		}
		start(t, s)
		for _, id := range ids {
			await(t, s, id, ended)
		}
		if most.Load() != 2 {
			t.Errorf("most runs at once: got %d, want 2", most.Load())
		}
	})
}

func TestRunsAreSeenByThoseWhoMay(t *testing.T) {
	each(t, func(t *testing.T, db *database.DB) {
		s := newService(t, db)
		nothing := func(context.Context, *jobs.Job) (any, error) { return nil, nil }
		s.Register(solve, nothing, jobs.ReadableWith(auth.ReadRosters))
		s.Register("people.export", nothing)
		scope := func(tenant, user int64, role auth.Role) auth.Scope {
			made, err := auth.NewScope(auth.Grant{Tenant: tenant, Actor: user, Permissions: auth.Permissions(role)})
			if err != nil {
				t.Fatal(err)
			}
			return made
		}
		owner := scope(1, 7, auth.HR)
		roster := enqueue(t, s, nil)
		export, err := s.Enqueue(t.Context(), owner, "people.export", nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, test := range []struct {
			name           string
			scope          auth.Scope
			roster, export bool
		}{
			{"who asked for both", owner, true, true},
			{"a planner", scope(1, 8, auth.Planner), true, false},
			{"another of HR", scope(1, 9, auth.HR), false, false},
			{"a planner of another tenant", scope(2, 7, auth.Planner), false, false},
			{"the system", auth.SystemScope(1), true, true},
			{"nobody", auth.Scope{}, false, false},
		} {
			for id, visible := range map[int64]bool{roster: test.roster, export: test.export} {
				_, err := s.Get(t.Context(), test.scope, id)
				if visible && err != nil || !visible && !errors.Is(err, database.ErrNotFound) {
					t.Errorf("%s gets run %d: got %v, want visible %v", test.name, id, err, visible)
				}
				if err := s.Cancel(t.Context(), test.scope, id); !visible && !errors.Is(err, database.ErrNotFound) {
					t.Errorf("%s cancels run %d: got %v, want %v", test.name, id, err, database.ErrNotFound)
				}
			}
			runs, err := s.List(t.Context(), test.scope, jobs.Query{})
			want := 0
			for _, visible := range []bool{test.roster, test.export} {
				if visible {
					want++
				}
			}
			if err != nil || len(runs) != want {
				t.Errorf("%s lists runs: got %d, %v; want %d", test.name, len(runs), err, want)
			}
		}
	})
}

func TestListPagesAndFilters(t *testing.T) {
	each(t, func(t *testing.T, db *database.DB) {
		s := newService(t, db)
		nothing := func(context.Context, *jobs.Job) (any, error) { return nil, nil }
		s.Register(solve, nothing)
		s.Register("forecast.run", nothing)
		var ids []int64
		for range 3 {
			ids = append(ids, enqueue(t, s, nil, jobs.About("roster:12")))
		}
		forecast, err := s.Enqueue(t.Context(), planner, "forecast.run", nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Cancel(t.Context(), planner, ids[0]); err != nil {
			t.Fatal(err)
		}
		for _, test := range []struct {
			name string
			q    jobs.Query
			want []int64
		}{
			{"all, newest first", jobs.Query{}, []int64{forecast, ids[2], ids[1], ids[0]}},
			{"first page", jobs.Query{Limit: 2}, []int64{forecast, ids[2]}},
			{"next page", jobs.Query{Limit: 2, Before: ids[2]}, []int64{ids[1], ids[0]}},
			{"of a subject", jobs.Query{Subject: "roster:12"}, []int64{ids[2], ids[1], ids[0]}},
			{"of a kind", jobs.Query{Kinds: []jobs.Kind{"forecast.run"}}, []int64{forecast}},
			{"in states", jobs.Query{States: []jobs.State{jobs.Cancelled, jobs.Failed}}, []int64{ids[0]}},
		} {
			runs, err := s.List(t.Context(), planner, test.q)
			var got []int64
			for _, run := range runs {
				got = append(got, run.ID)
			}
			if diff := cmp.Diff(test.want, got); diff != "" || err != nil {
				t.Errorf("%s: %v, runs differ (-want +got):\n%s", test.name, err, diff)
			}
		}
	})
}

func TestWhatCannotBeQueuedIsRefused(t *testing.T) {
	db := databasetest.OpenSQLite(t)
	s := newService(t, db)
	s.Register(solve, func(context.Context, *jobs.Job) (any, error) { return nil, nil })
	var unknown *jobs.UnknownKindError
	if _, err := s.Enqueue(t.Context(), planner, "roster.solv", nil); !errors.As(err, &unknown) || unknown.Kind != "roster.solv" {
		t.Errorf("unknown kind: got %v, want it named", err)
	}
	if _, err := s.Enqueue(t.Context(), planner, solve, strings.Repeat("x", 2<<20)); err == nil || !strings.Contains(err.Error(), "payload: 2097154 bytes") {
		t.Errorf("payload without end: got %v, want its size", err)
	}
	for _, kind := range []jobs.Kind{solve, "", "Roster Solve"} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("register %q: want a panic", kind)
				}
			}()
			s.Register(kind, nil)
		}()
	}
}

func TestStopWithoutStartDoesNothing(t *testing.T) {
	each(t, func(t *testing.T, db *database.DB) {
		s := newService(t, db)
		for range 2 {
			if err := s.Stop(t.Context()); err != nil {
				t.Errorf("stop: %v", err)
			}
		}
	})
}

// What a failure is to its reader is made once, of the very error, and kept.
func TestAFailureIsKeptAsWhatItsReaderMakesOfIt(t *testing.T) {
	each(t, func(t *testing.T, db *database.DB) {
		unknown := errors.New("a password")
		s := newService(t, db, jobs.WithLogger(slog.New(slog.DiscardHandler)), jobs.WithProblems(func(err error) json.RawMessage {
			var late *jobs.TimeLimitError
			switch {
			case errors.As(err, &late) && errors.Is(err, jobs.ErrTimeLimit):
				return json.RawMessage(fmt.Sprintf(`{"code":"time_limit","ms":%d}`, late.Limit.Milliseconds()))
			case errors.Is(err, unknown):
				return nil
			}
			return json.RawMessage(`{"code":"other"}`)
		}))
		ends := map[jobs.Kind]jobs.Handler{
			"test.late":    func(ctx context.Context, _ *jobs.Job) (any, error) { <-ctx.Done(); return nil, ctx.Err() },
			"test.unknown": func(context.Context, *jobs.Job) (any, error) { return nil, fmt.Errorf("read: %w", unknown) },
			"test.other":   func(context.Context, *jobs.Job) (any, error) { return nil, errors.New("no queue has history") },
			"test.done":    func(context.Context, *jobs.Job) (any, error) { return 1, nil },
		}
		for kind, handler := range ends {
			s.Register(kind, handler, jobs.TimeLimit(map[bool]time.Duration{true: 3 * time.Millisecond, false: time.Hour}[kind == "test.late"]))
		}
		start(t, s)
		for kind, want := range map[jobs.Kind]string{"test.late": `{"code":"time_limit","ms":3}`, "test.unknown": "", "test.other": `{"code":"other"}`, "test.done": ""} {
			id, err := s.Enqueue(t.Context(), planner, kind, nil)
			if err != nil {
				t.Fatal(err)
			}
			if got := await(t, s, id, ended); string(got.Problem) != want {
				t.Errorf("%s: kept %q of %q, want %q", kind, got.Problem, got.Error, want)
			}
		}
	})
}
