package store_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/careers/flow"
	"github.com/muster-wfm/muster/careers/plan"
	"github.com/muster-wfm/muster/careers/plan/store"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/database/databasetest"
	"github.com/muster-wfm/muster/workforce/grid"
)

var noon = time.Date(2026, 6, 15, 12, 0, 0, 0, time.UTC)

func kept(name string, site, employer int64) plan.Kept {
	places := 4
	return plan.Kept{
		Kind: plan.ScenarioKind, Name: name, SiteID: site, EmployerID: employer, CreatedAt: noon, CreatedBy: 7, ChangedAt: noon, ChangedBy: 7,
		Order: plan.Order{Scenario: &plan.Scenario{
			Ladder: "CC", Track: "tenure", Horizon: 12, Currency: "CNY", Pay: map[string]int64{"new": 5},
			Changes: []plan.Change{{Kind: plan.Places, Rung: "new", Places: &places}},
		}},
	}
}

func must[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func TestPlansAndRunsComeBackAsTheyWereKept(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		ctx, s, scope := t.Context(), store.New(db), auth.SystemScope(1)
		k := must(s.Add(ctx, scope, kept("a", 0, 0)))(t)
		run := must(s.AddRun(ctx, scope, plan.Run{KeptID: k.ID, KeptVersion: 1, Code: "x", Order: k.Order, AskedAt: noon, AskedBy: 7}))(t)
		if err := s.SetJob(ctx, scope, run.ID, 42); err != nil {
			t.Fatal(err)
		}
		run.JobID, run.DoneAt, run.Inputs, run.Outcome = 42, noon.Add(time.Minute), "in", "out"
		run.Facts = &plan.Facts{World: &plan.World{On: grid.MustDate("2026-06-15"), Hazard: flow.DefaultHazard()}}
		run.Answer = &plan.Answer{Scenario: &plan.Outcome{Total: flow.Figures{Exits: 0.1 + 0.2}}}
		if err := s.FinishRun(ctx, scope, run); err != nil {
			t.Fatal(err)
		}
		k.Last = &run
		got := must(s.Get(ctx, scope, plan.ScenarioKind, k.ID))(t)
		if diff := cmp.Diff(k, got, cmp.Comparer(func(a, b time.Time) bool { return a.Equal(b) })); diff != "" {
			t.Errorf("kept (-want +got):\n%s", diff)
		}
		if err := s.FinishRun(ctx, scope, run); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("finished twice: %v", err)
		}
		if _, err := s.Get(ctx, scope, plan.HiringKind, k.ID); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("a scenario as a hiring plan: %v", err)
		}
		if err := s.Delete(ctx, scope, plan.ScenarioKind, k.ID); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Run(ctx, scope, run.ID); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("a run outlives its scenario: %v", err)
		}
	})
}

func TestAStaleChangeIsRefused(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		ctx, s, scope := t.Context(), store.New(db), auth.SystemScope(1)
		k := must(s.Add(ctx, scope, kept("a", 0, 0)))(t)
		k.Name = "b"
		changed := must(s.Change(ctx, scope, k))(t)
		if changed.Version != 2 {
			t.Errorf("version %d, want 2", changed.Version)
		}
		var stale *database.StaleError
		if _, err := s.Change(ctx, scope, k); !errors.As(err, &stale) || stale.Have != 2 || stale.Want != 1 {
			t.Errorf("a change of version 1: %v", err)
		}
		var taken *database.DuplicateError
		if _, err := s.Add(ctx, scope, kept("b", 0, 0)); !errors.As(err, &taken) {
			t.Errorf("a name twice: %v", err)
		}
	})
}

// Earlier runs stay, those of one order alone, and of no site that the scope does not see.
func TestEarlierRunsStayReadable(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		ctx, s, scope := t.Context(), store.New(db), auth.SystemScope(1)
		k, other := must(s.Add(ctx, scope, kept("a", 0, 0)))(t), must(s.Add(ctx, scope, kept("b", 0, 0)))(t)
		var ids []int64
		for _, of := range []plan.Kept{k, other, k, k} {
			run := must(s.AddRun(ctx, scope, plan.Run{KeptID: of.ID, KeptVersion: 1, Code: "x", Order: of.Order, AskedAt: noon, AskedBy: 7}))(t)
			if of.ID == k.ID {
				ids = append([]int64{run.ID}, ids...)
			}
		}
		read := func(scope auth.Scope, limit int) (got []int64) {
			for _, r := range must(s.Runs(ctx, scope, k.ID, limit))(t) {
				got = append(got, r.ID)
			}
			return got
		}
		if diff := cmp.Diff(ids, read(scope, 9)); diff != "" {
			t.Errorf("runs, the newest first:\n%s", diff)
		}
		if diff := cmp.Diff(ids[:2], read(scope, 2)); diff != "" {
			t.Errorf("the newest two:\n%s", diff)
		}
		if got := read(auth.SystemScope(2), 9); len(got) != 0 {
			t.Errorf("another tenant reads %v", got)
		}
	})
}
