package forecast_test

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/history"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/workforce"
)

// lock locks a run for the vendor Acme.
func (p *planner) lock(t *testing.T, run forecast.Run, name string) forecast.Lock {
	t.Helper()
	vendors, err := p.centre.Employers.Find(t.Context(), p.all, workforce.Filter{})
	must(t, err)
	if len(vendors) == 0 {
		vendor, err := p.centre.Employers.Create(t.Context(), p.all, workforce.Employer{Code: "ACME", Name: "Acme", Kind: workforce.Vendor})
		must(t, err)
		vendors = append(vendors, vendor)
	}
	lock, err := p.locks.Lock(t.Context(), p.all, run.ID, forecast.LockOrder{Name: name, EmployerID: vendors[0].ID, Note: "for the meeting"})
	must(t, err)
	return lock
}

func TestALockKeepsWhatWasPromised(t *testing.T) {
	eachPlanner(t, func(t *testing.T, p *planner) {
		ctx := t.Context()
		run := p.level(t, p.billing, monday, 7, 50)
		adjustment := p.adjustOne(t, p.billing, campaign())
		promised := p.seen(t, run)
		lock := p.lock(t, run, "Acme, week 11")
		must(t, p.adjustments.Withdraw(ctx, p.all, adjustment.ID))
		kept, err := p.locks.Get(ctx, p.all, lock.ID)
		must(t, err)
		if diff := cmp.Diff(promised.Curves, kept.Curves); diff != "" {
			t.Errorf("after its adjustment was withdrawn the lock differs (-promised +kept):\n%s", diff)
		}
		if diff := cmp.Diff(lock, kept); diff != "" {
			t.Errorf("the lock itself (-made +kept):\n%s", diff)
		}
		if diff := cmp.Diff([]forecast.AppliedAdjustment{{ID: adjustment.ID, Version: 1}}, kept.Adjustments); diff != "" || kept.Hash == "" || kept.EmployerID == 0 {
			t.Errorf("adjustments in it (-want +got):\n%s\nhash %q, employer %d", diff, kept.Hash, kept.EmployerID)
		}
		plain := p.lock(t, run, "without")
		if plain.Hash == kept.Hash {
			t.Error("locks of different figures have the same hash")
		}
		list, err := p.locks.List(ctx, p.all, forecast.LockQuery{QueueID: p.billing.ID, ForecastID: run.ID, Limit: 10})
		if err != nil || len(list) != 2 || list[0].ID != plain.ID || list[0].Curves.Contacts != nil {
			t.Errorf("the list: %+v, %v; want both, the newest first, without curves", list, err)
		}
		for employer, want := range map[int64]int{lock.EmployerID: 2, lock.EmployerID + 4711: 0} {
			if list, err := p.locks.List(ctx, p.all, forecast.LockQuery{EmployerID: employer, Limit: 10}); err != nil || len(list) != want {
				t.Errorf("for employer %d: %d locks, %v; want %d", employer, len(list), err, want)
			}
		}
	})
}

func TestALockAndItsRunCannotGo(t *testing.T) {
	eachPlanner(t, func(t *testing.T, p *planner) {
		ctx := t.Context()
		run := p.level(t, p.billing, monday, 7, 50)
		lock := p.lock(t, run, "Acme, week 11")
		_, err := p.staffing.Require(ctx, p.all, forecast.RequireOrder{ForecastID: run.ID})
		must(t, err)
		var inUse *forecast.RunInUseError
		err = p.forecasts.Delete(ctx, p.all, run.ID)
		if !errors.As(err, &inUse) || !slices.Equal(inUse.Locks, []string{lock.Name}) || inUse.Requirements != 1 {
			t.Errorf("deleting the run: %v, want that the lock and one requirement are named", err)
		}
		for _, statement := range []string{"DELETE FROM forecast_locks", "UPDATE forecast_locks SET name = 'x'"} {
			err := p.db.InTx(ctx, p.all, func(ctx context.Context) error { return p.db.Tx(ctx).Exec(statement).Error })
			if err == nil || !strings.Contains(err.Error(), "never changes") {
				t.Errorf("%s: %v, want that the database refuses", statement, err)
			}
		}
		if kept, err := p.locks.Get(ctx, p.all, lock.ID); err != nil || kept.Name != lock.Name {
			t.Errorf("afterwards: %+v, %v", kept, err)
		}
	})
}

func TestALockThatCannotBeIsRefused(t *testing.T) {
	eachPlanner(t, func(t *testing.T, p *planner) {
		ctx := t.Context()
		run := p.level(t, p.billing, monday, 7, 50)
		p.lock(t, run, "taken")
		var name *forecast.LockNameError
		if _, err := p.locks.Lock(ctx, p.all, run.ID, forecast.LockOrder{Name: " taken "}); !errors.As(err, &name) {
			t.Errorf("a name that is taken: %v", err)
		}
		var invalid *workforce.InvalidError
		if _, err := p.locks.Lock(ctx, p.all, run.ID, forecast.LockOrder{Note: "a\x01"}); !errors.As(err, &invalid) || len(invalid.Fields) != 2 {
			t.Errorf("no name and a strange note: %v, want both named", err)
		}
		if _, err := p.locks.Lock(ctx, p.all, run.ID, forecast.LockOrder{Name: "x", EmployerID: 999}); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("an employer that is not there: %v", err)
		}
		queued, err := p.plans.AddRun(ctx, p.all, forecast.Run{QueueID: p.billing.ID, SiteID: p.london.ID, State: forecast.RunQueued, Zone: p.london.Zone, Minutes: 30, CreatedAt: p.now})
		must(t, err)
		var state *forecast.RunStateError
		if _, err := p.locks.Lock(ctx, p.all, queued.ID, forecast.LockOrder{Name: "x"}); !errors.As(err, &state) {
			t.Errorf("a run that is not done: %v", err)
		}
		elsewhere, err := auth.NewScope(auth.Grant{Tenant: 1, Actor: 7, Sites: []int64{p.shanghai.ID}})
		must(t, err)
		if list, err := p.locks.List(ctx, elsewhere, forecast.LockQuery{Limit: 10}); err != nil || len(list) != 0 {
			t.Errorf("somebody of another site sees %d locks (%v)", len(list), err)
		}
	})
}

// observe records contacts in each open half hour of some days.
func (p *planner) observe(t *testing.T, queue workforce.Queue, run forecast.Run, days int, contacts int64) {
	t.Helper()
	g, err := run.Grid()
	must(t, err)
	var rows []forecast.Interval
	_, end := g.Day(days - 1)
	for i := range end {
		if run.Curves.Open[i] {
			figures := history.NoFigures()
			figures[history.Offered] = contacts
			rows = append(rows, forecast.Interval{Start: g.Start(i).Unix(), IntervalS: 1800, Figures: figures})
		}
	}
	must(t, p.past.Append(t.Context(), p.all, queue.ID, "switch", rows))
}

func TestALockIsComparedWithALaterRunAndWithWhatCame(t *testing.T) {
	eachPlanner(t, func(t *testing.T, p *planner) {
		ctx := t.Context()
		earlier := p.level(t, p.billing, monday, 14, 50)
		lock := p.lock(t, earlier, "Acme")
		later := p.level(t, p.billing, monday.AddDays(1), 28, 44)
		p.observe(t, p.billing, earlier, 3, 40) // Monday to Wednesday
		c, err := p.locks.Compare(ctx, p.all, later.ID, 0, lock.ID, p.forecasts)
		must(t, err)
		if c.Grid.First() != monday.AddDays(1) || c.Grid.Days() != 13 {
			t.Fatalf("compared from %s for %d days; want Tuesday and the 13 days in common", c.Grid.First(), c.Grid.Days())
		}
		for _, side := range []struct {
			name             string
			got              forecast.Compared
			wape, bias, rmse float64
		}{{"the later run", c.A, 0.1, 0.1, 4}, {"the lock", c.B, 0.25, 0.25, 10}} {
			s := side.got.Score
			if math.Abs(s.WAPE-side.wape) > 1e-9 || math.Abs(s.Bias-side.bias) > 1e-9 || math.Abs(s.RMSE-side.rmse) > 1e-9 || math.Abs(s.DayWAPE-side.wape) > 1e-9 || s.N != 40 {
				t.Errorf("%s against two days of 40 an interval: %+v", side.name, s)
			}
		}
		tuesday := forecast.ComparedTotal{First: monday.AddDays(1), Last: monday.AddDays(1), A: 880, B: 1000, SoFarA: 880, SoFarB: 1000, Actual: 800, Observed: 20}
		if diff := cmp.Diff(tuesday, c.Days[0]); diff != "" {
			t.Errorf("Tuesday (-want +got):\n%s", diff)
		}
		week := forecast.ComparedTotal{First: monday.AddDays(1), Last: monday.AddDays(7), A: 5 * 880, B: 5 * 1000, SoFarA: 2 * 880, SoFarB: 2000, Actual: 1600, Observed: 40}
		if diff := cmp.Diff(week, c.Weeks[0]); diff != "" || len(c.Weeks) != 2 || c.Weeks[1].Last != monday.AddDays(13) {
			t.Errorf("the first of %d weeks (-want +got):\n%s", len(c.Weeks), diff)
		}
		if c.A.LockID != 0 || c.B.LockID != lock.ID || c.B.Name != "Acme" || c.B.ForecastID != earlier.ID {
			t.Errorf("sides %+v and %+v", c.A.ForecastID, c.B.ForecastID)
		}
	})
}

func TestForecastsWithNothingInCommonAreNotCompared(t *testing.T) {
	eachPlanner(t, func(t *testing.T, p *planner) {
		run := p.level(t, p.billing, monday, 7, 50)
		for name, other := range map[string]forecast.Run{
			"the week after": p.level(t, p.billing, monday.AddDays(7), 7, 50), "another queue": p.level(t, p.night, monday, 7, 50),
		} {
			_, err := p.locks.Compare(t.Context(), p.all, run.ID, other.ID, 0, p.forecasts)
			var apart *forecast.ComparisonError
			if !errors.As(err, &apart) {
				t.Errorf("%s: %v, want a refusal", name, err)
			}
		}
	})
}

func TestARunComesOutTheSameUntilItsInputChanges(t *testing.T) {
	eachPlanner(t, func(t *testing.T, p *planner) {
		ctx := t.Context()
		p.remember(t, p.billing)
		run := p.run(t, forecast.RunOrder{From: monday, Days: 7}, p.billing.ID)[0]
		p.adjustOne(t, p.billing, campaign()) // adjustments are no input of a run
		same, err := p.forecasts.Reproduce(ctx, p.all, run.ID)
		must(t, err)
		if !same.Identical || same.Changed != nil || !same.InputKnown || !same.Explained() || same.Largest != 0 {
			t.Errorf("computed again: %+v; want the same bytes", same)
		}
		figures := history.NoFigures()
		figures[history.Offered] = 400
		must(t, p.past.Append(ctx, p.all, p.billing.ID, "late", []forecast.Interval{{Start: time.Date(2026, 2, 24, 10, 0, 0, 0, time.UTC).Unix(), IntervalS: 1800, Figures: figures}}))
		changed, err := p.forecasts.Reproduce(ctx, p.all, run.ID)
		must(t, err)
		if diff := cmp.Diff([]string{"history 2026-02"}, changed.Changed); diff != "" || !changed.Explained() {
			t.Errorf("after an interval of February was added (-want +got):\n%s", diff)
		}
		queue := p.billing
		queue.IntervalMin = 60
		_, err = p.centre.Queues.Edit(ctx, p.all, queue)
		must(t, err)
		longer, err := p.forecasts.Reproduce(ctx, p.all, run.ID)
		must(t, err)
		if longer.Identical || !slices.Contains(longer.Changed, "interval") {
			t.Errorf("in intervals of an hour: identical %v, changed %v", longer.Identical, longer.Changed)
		}
		must(t, p.past.Append(ctx, p.all, p.billing.ID, "future", []forecast.Interval{{Start: time.Date(2026, 3, 9, 10, 0, 0, 0, time.UTC).Unix(), IntervalS: 1800, Figures: figures}}))
		after, err := p.forecasts.Reproduce(ctx, p.all, run.ID)
		must(t, err)
		if slices.Contains(after.Changed, "history 2026-03") && !slices.Contains(longer.Changed, "history 2026-03") {
			t.Error("what came after the run's day counts as a change of its input")
		}
	})
}
