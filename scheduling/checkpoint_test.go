package scheduling_test

import (
	"context"
	"testing"
	"time"

	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/database/databasetest"
	"github.com/muster-wfm/muster/internal/jobs"
	"github.com/muster-wfm/muster/scheduling"
)

// until watches a job until something is true of it.
func (c *centre) until(t *testing.T, job int64, so func(jobs.Run) bool) jobs.Run {
	t.Helper()
	for run, err := range c.jobs.Watch(t.Context(), c.scope, job, 0) {
		if err != nil {
			t.Fatal(err)
		}
		if so(run) {
			return run
		}
	}
	t.Fatalf("job %d ended before it was so", job)
	return jobs.Run{}
}

func TestABuildWhoseWorkerStoppedGoesOnFromTheBestSoFar(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		c := newCentre(t, db)
		ctx := t.Context()
		r := c.whole(t)
		if err := c.jobs.Start(ctx); err != nil {
			t.Fatal(err)
		}
		job, err := c.Build(ctx, c.scope, scheduling.BuildOrder{RosterID: r.ID, TimeLimit: time.Hour, Threads: 1})
		if err != nil {
			t.Fatal(err)
		}
		c.until(t, job, func(run jobs.Run) bool { return run.Progress.Best != nil })
		if err := c.jobs.Stop(context.WithoutCancel(ctx)); err != nil {
			t.Fatal(err)
		}
		kept, err := c.store.Checkpoint(ctx, c.scope, r.ID)
		if err != nil {
			t.Fatal(err)
		}
		if kept.Job != job || len(kept.Roster.Days) == 0 || kept.Searched <= 0 {
			t.Fatalf("the worker left job %d with %d rows after %v, want those of job %d", kept.Job, len(kept.Roster.Days), kept.Searched, job)
		}
		c.jobs = workers(t, db)
		c.employ()
		if err := c.jobs.Start(ctx); err != nil {
			t.Fatal(err)
		}
		defer func() {
			if err := c.jobs.Stop(context.WithoutCancel(ctx)); err != nil {
				t.Error(err)
			}
		}()
		c.until(t, job, func(run jobs.Run) bool { return run.Attempt > 1 && run.State == jobs.Running })
		if err := c.jobs.Cancel(ctx, c.scope, job); err != nil {
			t.Fatal(err)
		}
		ended := c.until(t, job, func(run jobs.Run) bool { return !run.FinishedAt.IsZero() })
		plan, err := c.Open(ctx, c.scope, r.ID)
		if err != nil {
			t.Fatal(err)
		}
		if len(plan.Shifts) == 0 || len(plan.Breaches()) > 0 || plan.Roster.Cost.Total() > kept.Cost+1e-6 {
			t.Errorf("%s (%s): ended with %d shifts, %d breaches and cost %g, want a legal roster of %g at most", ended.State, ended.Error, len(plan.Shifts), len(plan.Breaches()), plan.Roster.Cost.Total(), kept.Cost)
		}
		if left, err := c.store.Checkpoint(ctx, c.scope, r.ID); err != nil || left.Job != 0 {
			t.Errorf("a checkpoint of job %d is left (%v), want none", left.Job, err)
		}
	})
}
