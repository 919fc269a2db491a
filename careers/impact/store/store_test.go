package store_test

import (
	"errors"
	"testing"
	"time"

	"github.com/muster-wfm/muster/careers/impact"
	"github.com/muster-wfm/muster/careers/impact/store"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/database/databasetest"
	"github.com/muster-wfm/muster/workforce/grid"
)

// 004-18: words are kept version by version, and nobody writes over another's.
func TestWordsAreKeptAndNeverWrittenOver(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		ctx, s, scope := t.Context(), store.New(db), auth.SystemScope(1).WithActor(7)
		if w, err := s.Words(ctx, scope); err != nil || w != (impact.Words{}) {
			t.Fatalf("before anybody wrote: %+v (%v), want nothing", w, err)
		}
		at := time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC)
		said, err := s.SetWords(ctx, scope, impact.Words{Basis: "a works agreement", Left: "little", ChangedAt: at, ChangedBy: 7})
		if err != nil || said.Version != 1 {
			t.Fatalf("written as %+v (%v), want version 1", said, err)
		}
		var stale *database.StaleError
		if _, err := s.SetWords(ctx, scope, impact.Words{Basis: "mine"}); !errors.As(err, &stale) || stale.Have != 1 {
			t.Errorf("over another's: %v, want it stale", err)
		}
		kept, err := s.Words(ctx, scope)
		if err != nil || kept.Basis != "a works agreement" || kept.Left != "little" || !kept.ChangedAt.Equal(at) || kept.ChangedBy != 7 {
			t.Errorf("kept %+v (%v)", kept, err)
		}
		if other, err := s.Words(ctx, auth.SystemScope(2)); err != nil || other.Version != 0 {
			t.Errorf("another tenant reads %+v (%v)", other, err)
		}
	})
}

func TestNothingIsHeldInAnEmptyCentre(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		ctx, s, scope := t.Context(), store.New(db), auth.SystemScope(1)
		held, err := s.Held(ctx, scope)
		if err != nil || len(held) != 5 {
			t.Fatalf("held %v (%v), want five registers", held, err)
		}
		for activity, h := range held {
			if h != (impact.Holding{}) {
				t.Errorf("%s holds %+v, want nothing", activity, h)
			}
		}
		contests, appeals, err := s.Waiting(ctx, scope, grid.MustDate("2026-11-20"))
		if err != nil || contests != (impact.Clock{}) || appeals != (impact.Clock{}) {
			t.Errorf("waiting %+v and %+v (%v), want nothing", contests, appeals, err)
		}
	})
}
