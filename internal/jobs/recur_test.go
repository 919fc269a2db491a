package jobs_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/jobs"
)

// handClock is a clock that a test turns by hand.
type handClock struct {
	mu sync.Mutex
	at time.Time
}

func (c *handClock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *handClock) turn(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// rounds counts the rounds of a chore by tenant.
type rounds struct {
	mu   sync.Mutex
	seen map[int64]int
	fail error
}

func (r *rounds) do(_ context.Context, scope auth.Scope) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.seen == nil {
		r.seen = map[int64]int{}
	}
	r.seen[scope.Tenant()]++
	return r.fail
}

func (r *rounds) want(t *testing.T, when string, want map[int64]int) {
	t.Helper()
	r.mu.Lock()
	defer r.mu.Unlock()
	if diff := cmp.Diff(want, r.seen); diff != "" {
		t.Errorf("rounds by tenant %s (-want +got):\n%s", when, diff)
	}
}

func doDue(t *testing.T, s *jobs.Service) {
	t.Helper()
	if err := s.DoDue(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestAChoreComesRoundOnceHoweverManyProcessesLook(t *testing.T) {
	each(t, func(t *testing.T, db *database.DB) {
		addTenant(t, db)
		clock := &handClock{at: time.Date(2026, 3, 10, 2, 0, 0, 0, time.UTC)}
		var done rounds
		processes := make([]*jobs.Service, 4)
		for i := range processes {
			processes[i] = newService(t, db, jobs.WithClock(clock.now))
			processes[i].Recur(jobs.Chore{Name: "test.sweep", Every: time.Hour, Do: done.do})
		}
		look := func() {
			var all sync.WaitGroup
			for _, p := range processes {
				all.Add(1)
				go func() {
					defer all.Done()
					doDue(t, p)
				}()
			}
			all.Wait()
		}
		look()
		done.want(t, "at first", map[int64]int{1: 1, 2: 1})
		clock.turn(59 * time.Minute)
		look()
		done.want(t, "after 59 minutes", map[int64]int{1: 1, 2: 1})
		clock.turn(time.Minute)
		look()
		look()
		done.want(t, "after an hour", map[int64]int{1: 2, 2: 2})
		clock.turn(100 * time.Hour)
		look()
		done.want(t, "after days without any process: one round, not a hundred", map[int64]int{1: 3, 2: 3})
	})
}

func addTenant(t *testing.T, db *database.DB) {
	t.Helper()
	err := db.InTxAcrossTenants(t.Context(), func(ctx context.Context) error {
		return db.Tx(ctx).Exec("INSERT INTO tenants (id, name, created_at) SELECT 2, 'Second', created_at FROM tenants WHERE id = 1").Error
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestAFailedRoundIsNotedAndDoneAgainWhenItIsDue(t *testing.T) {
	each(t, func(t *testing.T, db *database.DB) {
		clock := &handClock{at: time.Date(2026, 3, 10, 2, 0, 0, 0, time.UTC)}
		s := newService(t, db, jobs.WithClock(clock.now))
		boom := rounds{fail: errors.New("the disk is full")}
		var other rounds
		s.Recur(jobs.Chore{Name: "test.boom", Every: time.Hour, Do: boom.do})
		s.Recur(jobs.Chore{Name: "test.panic", Every: time.Hour, Do: func(context.Context, auth.Scope) error { panic("lost my head") }})
		s.Recur(jobs.Chore{Name: "test.other", Every: time.Hour, Do: other.do})
		err := s.DoDue(t.Context())
		if err == nil || !strings.Contains(err.Error(), "test.boom of tenant 1: the disk is full") || !strings.Contains(err.Error(), "test.panic of tenant 1") {
			t.Errorf("the rounds returned %v; want both failures by name", err)
		}
		other.want(t, "beside failing ones", map[int64]int{1: 1})
		var noted string
		if err := db.ReadAs(t.Context(), auth.SystemScope(1)).Raw("SELECT error FROM job_recurrences WHERE name = 'test.boom'").Scan(&noted).Error; err != nil || !strings.Contains(noted, "the disk is full") {
			t.Errorf("noted beside the chore: %q, %v", noted, err)
		}
		clock.turn(time.Hour)
		boom.fail = nil
		_ = s.DoDue(t.Context())
		boom.want(t, "after an hour", map[int64]int{1: 2})
		if err := db.ReadAs(t.Context(), auth.SystemScope(1)).Raw("SELECT error FROM job_recurrences WHERE name = 'test.boom'").Scan(&noted).Error; err != nil || noted != "" {
			t.Errorf("after a good round there is still noted: %q, %v", noted, err)
		}
	})
}

func TestAStartedServiceDoesItsChoresByItself(t *testing.T) {
	each(t, func(t *testing.T, db *database.DB) {
		s := newService(t, db)
		done := make(chan int64, 10)
		s.Recur(jobs.Chore{Name: "test.sweep", Every: time.Hour, Do: func(_ context.Context, scope auth.Scope) error {
			done <- scope.Tenant()
			return nil
		}})
		start(t, s)
		select {
		case tenant := <-done:
			if tenant != 1 {
				t.Errorf("a round for tenant %d, want 1", tenant)
			}
		case <-time.After(time.Minute):
			t.Error("no round within a minute of the start")
		}
	})
}

func TestAChoreThatCannotBeIsAMistakeOfTheProgram(t *testing.T) {
	each(t, func(t *testing.T, db *database.DB) {
		s := newService(t, db)
		do := func(context.Context, auth.Scope) error { return nil }
		s.Recur(jobs.Chore{Name: "test.sweep", Every: time.Minute, Do: do})
		for name, chore := range map[string]jobs.Chore{
			"twice": {Name: "test.sweep", Every: time.Minute, Do: do}, "without a name": {Every: time.Minute, Do: do},
			"every second": {Name: "test.fast", Every: time.Second, Do: do}, "without work": {Name: "test.idle", Every: time.Minute},
		} {
			func() {
				defer func() {
					if recover() == nil {
						t.Errorf("a chore %s was taken", name)
					}
				}()
				s.Recur(chore)
			}()
		}
	})
}
