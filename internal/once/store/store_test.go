package store_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/database/databasetest"
	"github.com/muster-wfm/muster/internal/once"
	"github.com/muster-wfm/muster/internal/once/store"
)

var planner = auth.SystemScope(1).WithActor(7)

// clock is a time that a test moves.
type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

func newService(db *database.DB) (*once.Service, *clock) {
	c := &clock{at: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)}
	return once.New(store.New(db), c.now), c
}

// counting is work that answers with how often it was done.
func counting(times *atomic.Int64) func(context.Context) ([]byte, error) {
	return func(context.Context) ([]byte, error) {
		return []byte{byte('0' + times.Add(1))}, nil
	}
}

func TestARequestSentAgainGetsTheFirstAnswerAndDoesNothing(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		service, _ := newService(db)
		var times atomic.Int64
		for range 3 {
			got, err := service.Once(t.Context(), planner, "key-0001", "create site A", counting(&times))
			if err != nil || string(got) != "1" {
				t.Fatalf("answer %q, %v; want the first one, 1", got, err)
			}
		}
		if times.Load() != 1 {
			t.Errorf("the work was done %d times; want once", times.Load())
		}
	})
}

func TestAKeyIsForOneRequestOfOneUserForADay(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		service, clock := newService(db)
		var times atomic.Int64
		ask := func(scope auth.Scope, request string) (string, error) {
			got, err := service.Once(t.Context(), scope, "key-0001", request, counting(&times))
			return string(got), err
		}
		if got, err := ask(planner, "create site A"); err != nil || got != "1" {
			t.Fatalf("first: %q, %v", got, err)
		}
		var misused *once.MisusedKeyError
		if _, err := ask(planner, "create site B"); !errors.As(err, &misused) {
			t.Errorf("the same key for another request: got %v, want *MisusedKeyError", err)
		}
		if got, err := ask(planner.WithActor(8), "create site B"); err != nil || got != "2" {
			t.Errorf("another user's same key: %q, %v; want work of its own", got, err)
		}
		clock.at = clock.at.Add(once.Keep + time.Second)
		if got, err := ask(planner, "create site B"); err != nil || got != "3" {
			t.Errorf("a day later: %q, %v; want the key to be free", got, err)
		}
	})
}

func TestWorkThatFailsKeepsNothing(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		service, _ := newService(db)
		broken := errors.New("no such site")
		_, err := service.Once(t.Context(), planner, "key-0001", "r", func(context.Context) ([]byte, error) { return nil, broken })
		if !errors.Is(err, broken) {
			t.Fatalf("got %v, want the work's own error", err)
		}
		var times atomic.Int64
		got, err := service.Once(t.Context(), planner, "key-0001", "r", counting(&times))
		if err != nil || string(got) != "1" {
			t.Errorf("second try: %q, %v; want it to be done", got, err)
		}
	})
}

func TestOfTwoAtTheSameMomentOneDoesTheWork(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		service, _ := newService(db)
		var times atomic.Int64
		var wait sync.WaitGroup
		answers := make([]string, 6)
		for i := range answers {
			wait.Go(func() {
				got, err := service.Once(t.Context(), planner, "key-0001", "r", counting(&times))
				if err != nil {
					t.Errorf("caller %d: %v", i, err)
				}
				answers[i] = string(got)
			})
		}
		wait.Wait()
		for i, got := range answers {
			if got != "1" {
				t.Errorf("caller %d got %q; want 1 like everyone", i, got)
			}
		}
	})
}
