package store_test

import (
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/accuracy"
	"github.com/muster-wfm/muster/forecast/store"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce/grid"
)

// scored is a database with one queue, its history and a finished run of it.
type scored struct {
	*past
	scored *store.Scored
	plans  *store.Plans
	run    forecast.Run
}

var nan = math.NaN()

// firstApril is the local day that begins an hour after march does in London.
var firstApril = grid.MustDate("2026-04-01")

func eachScored(t *testing.T, test func(t *testing.T, s *scored)) {
	t.Helper()
	eachPast(t, func(t *testing.T, p *past) {
		s := &scored{past: p, scored: store.NewScored(p.db), plans: store.NewPlans(p.db)}
		s.run = s.finished(t, firstApril, 14)
		test(t, s)
	})
}

// finished is a run for some days, made at five on the first.
func (s *scored) finished(t *testing.T, from grid.Date, days int) forecast.Run {
	t.Helper()
	run, err := s.plans.AddRun(t.Context(), s.all, forecast.Run{
		QueueID: s.queue.ID, SiteID: s.site.ID, State: forecast.RunQueued, Zone: "Europe/London", Minutes: 30,
		Order: forecast.RunOrder{QueueID: s.queue.ID, From: from, Days: days}, CreatedAt: from.Start(time.UTC).Add(5 * time.Hour),
	})
	fatal(t, err)
	run.State = forecast.RunDone
	fatal(t, s.plans.FinishRun(t.Context(), s.all, run))
	return run
}

// day is a digest of the run's n-th day, all of whose numbers 32 bits hold.
func (s *scored) day(n int) forecast.ScoredDay {
	d := forecast.ScoredDay{Deviation: 12.5}
	d.Queue, d.Run, d.Date, d.Scale = s.queue.ID, s.run.ID, firstApril.AddDays(n), 3.25
	d.Minutes, d.Actual, d.Forecast = []int{0, 30, 1410}, []float64{1, 2, float64(n)}, []float64{1.5, 2.5, 3.5}
	d.Naive, d.Adjusted = []float64{9, nan, 7}, []float64{4, 5, 6}
	d.Bands = []accuracy.Band{{Level: .8, Lo: []float64{0, 1, 2}, Hi: []float64{3, 4, 5}}, {Level: .95, Lo: []float64{0, 0, 0}, Hi: []float64{7, 8, 9}}}
	return d
}

func (s *scored) keep(t *testing.T, days ...forecast.ScoredDay) {
	t.Helper()
	changes, err := s.scored.Changes(t.Context(), s.all, s.queue.ID)
	fatal(t, err)
	fatal(t, s.scored.KeepScored(t.Context(), s.all, s.queue.ID, changes, days))
}

// kept returns the digests of the run's first n days.
func (s *scored) kept(t *testing.T, scope auth.Scope, n int) []forecast.ScoredDay {
	t.Helper()
	var keys []forecast.ScoredKey
	for k := range n {
		keys = append(keys, forecast.ScoredKey{Day: firstApril.AddDays(k), Run: s.run.ID})
	}
	days, err := s.scored.ScoredDays(t.Context(), scope, s.queue.ID, keys)
	fatal(t, err)
	return days
}

func TestScoredDaysComeBackAsTheyWere(t *testing.T) {
	eachScored(t, func(t *testing.T, s *scored) {
		bare := s.day(1)
		bare.Naive, bare.Adjusted, bare.Bands = nil, nil, nil
		empty := forecast.ScoredDay{Day: accuracy.Day{Queue: s.queue.ID, Run: s.run.ID, Date: firstApril.AddDays(2), Scale: nan}, Deviation: nan}
		want := []forecast.ScoredDay{s.day(0), bare, empty}
		s.keep(t, want...)
		s.keep(t, want...) // twice is as good as once
		got := s.kept(t, s.all, 5)
		if diff := cmp.Diff(want, got, cmpopts.EquateNaNs(), cmpopts.EquateEmpty(), cmpopts.SortSlices(func(a, b forecast.ScoredDay) bool { return a.Date.Before(b.Date) })); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
}

func TestAHistoryThatChangesDropsItsScoresFromThatDayOn(t *testing.T) {
	eachScored(t, func(t *testing.T, s *scored) {
		s.keep(t, s.day(0), s.day(2), s.day(9))
		s.append(t, s.half(5*48, 0, 7)) // the evening of 5 April in UTC, of which 4 April may be the local day
		if got := s.kept(t, s.all, 14); len(got) != 2 || got[0].Date.After(firstApril.AddDays(3)) || got[1].Date.After(firstApril.AddDays(3)) {
			t.Errorf("kept %d days, want the two before the change", len(got))
		}
		fatal(t, s.InTx(t.Context(), s.all, func(ctx t0) error { return s.Restore(ctx, s.all, 99, s.series.ID, march, march+86400) }))
		if got := s.kept(t, s.all, 14); len(got) != 0 {
			t.Errorf("kept %d days after an undo before all of them, want none", len(got))
		}
	})
}

func TestWhatWasWorkedOutWhileTheHistoryChangedIsNotKept(t *testing.T) {
	eachScored(t, func(t *testing.T, s *scored) {
		before, err := s.scored.Changes(t.Context(), s.all, s.queue.ID)
		fatal(t, err)
		s.append(t, s.half(0, 0, 7))
		fatal(t, s.scored.KeepScored(t.Context(), s.all, s.queue.ID, before, []forecast.ScoredDay{s.day(0)}))
		if got := s.kept(t, s.all, 14); len(got) != 0 {
			t.Errorf("kept %d days worked out from the history before its change", len(got))
		}
		after, err := s.scored.Changes(t.Context(), s.all, s.queue.ID)
		if err != nil || after == before {
			t.Errorf("changes %d before and %d after (%v), want more", before, after, err)
		}
	})
}

func TestARunTakesItsScoresWithIt(t *testing.T) {
	eachScored(t, func(t *testing.T, s *scored) {
		s.keep(t, s.day(0))
		fatal(t, s.plans.DeleteRun(t.Context(), s.all, s.run.ID))
		if got := s.kept(t, s.all, 14); len(got) != 0 {
			t.Errorf("kept %d days of a run that is gone", len(got))
		}
	})
}

func TestScoresOfOtherSitesAreNotSeen(t *testing.T) {
	eachScored(t, func(t *testing.T, s *scored) {
		s.keep(t, s.day(0))
		elsewhere, err := auth.NewScope(auth.Grant{Tenant: 1, Actor: 7, Sites: []int64{s.site.ID + 1}})
		fatal(t, err)
		if got := s.kept(t, elsewhere, 1); len(got) != 0 {
			t.Errorf("a planner of another site sees %d days", len(got))
		}
		if runs, err := s.scored.RunsSpeakingOf(t.Context(), elsewhere, s.queue.ID, firstApril, firstApril); err != nil || len(runs) != 0 {
			t.Errorf("a planner of another site sees %d runs (%v)", len(runs), err)
		}
	})
}

func TestRunsAreFoundByTheDaysTheySpeakOf(t *testing.T) {
	eachScored(t, func(t *testing.T, s *scored) {
		later := s.finished(t, firstApril.AddDays(20), 7)
		for _, c := range []struct{ from, to, first, n int }{{-5, -1, 0, 0}, {-5, 0, 0, 1}, {13, 19, 0, 1}, {14, 19, 0, 0}, {13, 20, 0, 2}, {26, 40, 1, 1}, {27, 40, 0, 0}} {
			got, err := s.scored.RunsSpeakingOf(t.Context(), s.all, s.queue.ID, firstApril.AddDays(c.from), firstApril.AddDays(c.to))
			fatal(t, err)
			if len(got) != c.n {
				t.Errorf("days %d to %d: %d runs, want %d", c.from, c.to, len(got), c.n)
			}
			if c.n == 1 && c.first == 1 {
				want := accuracy.Made{Run: later.ID, Origin: firstApril.AddDays(20), First: firstApril.AddDays(20), Days: 7, On: firstApril.AddDays(20)}
				if diff := cmp.Diff(want, got[0]); diff != "" {
					t.Errorf("(-want +got):\n%s", diff)
				}
			}
		}
	})
}
