package forecast_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/history"
	"github.com/muster-wfm/muster/forecast/store"
	"github.com/muster-wfm/muster/internal/audit"
	auditstore "github.com/muster-wfm/muster/internal/audit/store"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/jobs"
	jobstore "github.com/muster-wfm/muster/internal/jobs/store"
	"github.com/muster-wfm/muster/workforce"
)

// sleeper is a planner whose queues are forecast at night; at is its clock.
type sleeper struct {
	*planner
	nightly *forecast.Nightly
	nights  *store.Nights
	queued  *recorder
	at      time.Time
}

func (s *sleeper) clock() time.Time { return s.at }

// eachSleeper makes a sleeper on Monday 2026-03-09 at 2:30 in London, in whose
// schedule the nights begin at 3. Its jobs are noted and not done.
func eachSleeper(t *testing.T, test func(t *testing.T, s *sleeper)) {
	t.Helper()
	eachPlanner(t, func(t *testing.T, p *planner) {
		s := &sleeper{planner: p, nights: store.NewNights(p.db), queued: &recorder{}, at: time.Date(2026, 3, 9, 2, 30, 0, 0, time.UTC)}
		s.nightly = forecast.NewNightly(s.nights, p.forecasts, p.centre.Sites, p.centre.Queues, s.queued, audit.New(p.db, auditstore.New(p.db), time.Now))
		s.nightly.Now, p.forecasts.Now = s.clock, s.clock
		_, err := s.nightly.SetSchedule(t.Context(), p.all, forecast.Schedule{Active: true, Hour: 3, Days: 14})
		must(t, err)
		test(t, s)
	})
}

// begin looks whether nights are due and returns how many jobs were queued so far.
func (s *sleeper) begin(t *testing.T) int {
	t.Helper()
	must(t, s.nightly.Begin(t.Context(), s.all))
	return len(s.queued.kinds)
}

// sleep makes the London night that has begun.
func (s *sleeper) sleep(t *testing.T) forecast.Night {
	t.Helper()
	nights, err := s.nightly.LastNights(t.Context(), s.all)
	must(t, err)
	i := slices.IndexFunc(nights, func(n forecast.Night) bool { return n.SiteID == s.london.ID })
	night, err := s.nightly.Run(t.Context(), s.all, nights[i], func(float64) error { return nil })
	must(t, err)
	must(t, s.nights.SaveNight(t.Context(), s.all, night))
	return night
}

func TestANightBeginsOnceByTheSitesClock(t *testing.T) {
	eachSleeper(t, func(t *testing.T, s *sleeper) {
		for _, step := range []struct {
			name string
			turn time.Duration
			want int
		}{
			{"before the hour", 0, 0}, {"at the hour", 30 * time.Minute, 1}, {"again", 0, 1}, {"later that day", 12 * time.Hour, 1},
			{"the next day before the hour", 11 * time.Hour, 1}, {"the next night", 2 * time.Hour, 2},
			{"late on a day without any process", 60 * time.Hour, 3},
		} {
			s.at = s.at.Add(step.turn)
			if got := s.begin(t); got != step.want {
				t.Errorf("%s (%s): %d nights have begun, want %d", step.name, s.at.Format("Mon 15:04"), got, step.want)
			}
		}
		if s.queued.kinds[0] != forecast.NightKind {
			t.Errorf("queued %v", s.queued.kinds)
		}
	})
}

// Shanghai is eight hours ahead: its nights begin by its own clock.
func TestEverySiteHasItsOwnNight(t *testing.T) {
	eachSleeper(t, func(t *testing.T, s *sleeper) {
		queue := s.billing
		queue.ID, queue.Code, queue.SiteID = 0, "热线", s.shanghai.ID
		_, err := s.centre.Queues.Create(t.Context(), s.all, queue)
		must(t, err)
		s.at = time.Date(2026, 3, 8, 18, 59, 0, 0, time.UTC) // Sunday in London, 2:59 on Monday in Shanghai
		s.begin(t)
		s.at = s.at.Add(time.Minute)
		s.begin(t)
		nights, err := s.nightly.LastNights(t.Context(), s.all)
		must(t, err)
		got := map[int64]string{}
		for _, n := range nights {
			got[n.SiteID] = n.Night.String()
		}
		if diff := cmp.Diff(map[int64]string{s.london.ID: "2026-03-08", s.shanghai.ID: "2026-03-09"}, got); diff != "" {
			t.Errorf("nights by site (-want +got):\n%s", diff)
		}
	})
}

func TestANightForecastsWhereThereIsAnythingNew(t *testing.T) {
	eachSleeper(t, func(t *testing.T, s *sleeper) {
		ctx := t.Context()
		s.remember(t, s.billing)
		s.at = s.at.Add(time.Hour)
		s.begin(t)
		first := s.sleep(t)
		if len(first.Outcome.Forecasts) != 1 || !slices.Equal(first.Outcome.Empty, []int64{s.night.ID}) {
			t.Fatalf("the first night: %+v; want one forecast, and the queue Night without history", first.Outcome)
		}
		run, err := s.forecasts.Run(ctx, s.all, first.Outcome.Forecasts[0])
		must(t, err)
		if run.QueueID != s.billing.ID || run.Order.From != monday || run.Order.Days != 14 || run.State != forecast.RunDone || run.CreatedBy != 0 {
			t.Errorf("it made %+v of %d", run.Order, run.QueueID)
		}
		if again := s.sleep(t); !slices.Equal(again.Outcome.Forecasts, first.Outcome.Forecasts) {
			t.Errorf("the same night done again, as after a crash: %+v; want the forecast that is there", again.Outcome)
		}
		nextNight := func() forecast.Night {
			s.at = s.at.Add(24 * time.Hour)
			s.begin(t)
			return s.sleep(t)
		}
		if quiet := nextNight(); !slices.Equal(quiet.Outcome.Unchanged, []int64{s.billing.ID}) || len(quiet.Outcome.Forecasts) != 0 {
			t.Errorf("a night without anything new: %+v", quiet.Outcome)
		}
		figures := history.NoFigures()
		figures[history.Offered] = 50
		must(t, s.past.Append(ctx, s.all, s.billing.ID, "test", []forecast.Interval{{Start: time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC).Unix(), IntervalS: 1800, Figures: figures}}))
		if news := nextNight(); len(news.Outcome.Forecasts) != 1 {
			t.Errorf("a night after an import: %+v; want a forecast", news.Outcome)
		}
		s.at = s.at.Add(5 * 24 * time.Hour)
		if far := nextNight(); len(far.Outcome.Forecasts) != 0 || !slices.Equal(far.Outcome.Unchanged, []int64{s.billing.ID}) {
			t.Errorf("six days on, with 8 of 14 days still ahead: %+v; want none", far.Outcome)
		}
		s.at = s.at.Add(2 * 24 * time.Hour)
		if short := nextNight(); len(short.Outcome.Forecasts) != 1 {
			t.Errorf("nine days on, with 5 of 14 days still ahead: %+v; want a forecast though nothing is new", short.Outcome)
		}
	})
}

func TestANightIsDoneByAJob(t *testing.T) {
	eachPlanner(t, func(t *testing.T, p *planner) {
		ctx := t.Context()
		p.remember(t, p.billing)
		runner := p.nightRunner(t)
		nights, err := runner.LastNights(ctx, p.all)
		must(t, err)
		for run, err := range p.runner.Watch(ctx, p.all, nights[0].JobID, 0) {
			must(t, err)
			if run.State.Ended() && run.State != jobs.Done {
				t.Fatalf("the job ended %s: %s", run.State, run.Error)
			}
		}
		if nights, err = runner.LastNights(ctx, p.all); err != nil || nights[0].EndedAt.IsZero() || len(nights[0].Outcome.Forecasts) != 1 {
			t.Errorf("after its job the night is %+v (%v)", nights, err)
		}
	})
}

// nightRunner begins a night whose job the planner's runner does.
func (p *planner) nightRunner(t *testing.T) *forecast.Nightly {
	t.Helper()
	runner, err := jobs.New(p.db, jobstore.New(p.db))
	must(t, err)
	nightly := forecast.NewNightly(store.NewNights(p.db), p.forecasts, p.centre.Sites, p.centre.Queues, runner, audit.New(p.db, auditstore.New(p.db), time.Now))
	nightly.Now = func() time.Time { return time.Date(2026, 3, 9, 5, 0, 0, 0, time.UTC) }
	runner.Register(forecast.NightKind, nightly.RunJob)
	must(t, runner.Start(t.Context()))
	t.Cleanup(func() { must(t, runner.Stop(context.WithoutCancel(t.Context()))) })
	_, err = nightly.SetSchedule(t.Context(), p.all, forecast.Schedule{Active: true, Hour: 3, Days: 7, Queues: []int64{p.billing.ID}})
	must(t, err)
	must(t, nightly.Begin(t.Context(), p.all))
	return nightly
}

func TestAScheduleIsOffUntilSomebodyDecides(t *testing.T) {
	eachPlanner(t, func(t *testing.T, p *planner) {
		ctx := t.Context()
		queued := &recorder{}
		nightly := forecast.NewNightly(store.NewNights(p.db), p.forecasts, p.centre.Sites, p.centre.Queues, queued, audit.New(p.db, auditstore.New(p.db), time.Now))
		schedule, err := nightly.Schedule(ctx, p.all)
		must(t, err)
		if schedule.Active || schedule.Version != 0 {
			t.Errorf("before anybody decided: %+v", schedule)
		}
		must(t, nightly.Begin(ctx, p.all))
		if len(queued.kinds) != 0 {
			t.Errorf("a night began unasked: %v", queued.kinds)
		}
		var stale *database.StaleError
		if _, err := nightly.SetSchedule(ctx, p.all, forecast.Schedule{Version: 3, Hour: 1, Days: 7}); !errors.As(err, &stale) {
			t.Errorf("a decision based on version 3 when there is none: %v", err)
		}
		one, err := nightly.SetSchedule(ctx, p.all, forecast.Schedule{Hour: 1, Days: 7, Queues: []int64{p.billing.ID}})
		must(t, err)
		if _, err := nightly.SetSchedule(ctx, p.all, forecast.Schedule{Hour: 2, Days: 7}); !errors.As(err, &stale) || stale.Have != 1 {
			t.Errorf("a second first decision: %v", err)
		}
		two, err := nightly.SetSchedule(ctx, p.all, forecast.Schedule{Version: one.Version, Active: true, Hour: 2, Days: 7})
		if err != nil || two.Version != 2 || two.Queues != nil || !two.Takes(p.night.ID) || one.Takes(p.night.ID) {
			t.Errorf("first %+v, then %+v (%v)", one, two, err)
		}
		var invalid *workforce.InvalidError
		if _, err := nightly.SetSchedule(ctx, p.all, forecast.Schedule{Version: 2, Hour: 24, Queues: []int64{}}); !errors.As(err, &invalid) || len(invalid.Fields) != 3 {
			t.Errorf("hour 24, no day, no queue: %v; want all three named", err)
		}
		var order *forecast.OrderError
		if _, err := nightly.SetSchedule(ctx, p.all, forecast.Schedule{Version: 2, Hour: 2, Days: 7, Queues: []int64{999}}); !errors.As(err, &order) {
			t.Errorf("an unknown queue: %v", err)
		}
		elsewhere, err := auth.NewScope(auth.Grant{Tenant: 1, Actor: 7, Sites: []int64{p.london.ID}, Permissions: []auth.Permission{auth.ManageDemand}})
		must(t, err)
		var denied *auth.DeniedError
		if _, err := nightly.SetSchedule(ctx, elsewhere, forecast.Schedule{Version: 2, Hour: 2, Days: 7}); !errors.As(err, &denied) {
			t.Errorf("the planner of one site decides for all: %v", err)
		}
	})
}

func TestFilesOfUploadsThatNobodyImportsAreSweptAway(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		ctx := t.Context()
		d.ordered(t, header+"2026-03-02T09:00:00Z,30,Billing,5,4,1\n", nil) // queued, and waited for
		old := d.files(t)
		recognition, err := d.Upload(ctx, d.all, "never.csv", strings.NewReader(header+"2026-03-02T09:30:00Z,30,Billing,5,4,1\n"))
		must(t, err)
		d.now = d.now.Add(forecast.KeepUploads - time.Hour)
		_, err = d.Upload(ctx, d.all, "fresh.csv", strings.NewReader(header+"2026-03-02T10:00:00Z,30,Billing,5,4,1\n"))
		must(t, err)
		if gone, err := d.Sweep(ctx, d.all); err != nil || gone != 0 || len(d.files(t)) != 3 {
			t.Fatalf("before its time %d files went (%v), %d are there", gone, err, len(d.files(t)))
		}
		d.now = d.now.Add(2 * time.Hour)
		if gone, err := d.Sweep(ctx, d.all); err != nil || gone != 1 {
			t.Errorf("after a week %d files went (%v), want the one that nobody imports", gone, err)
		}
		left := d.files(t)
		if len(left) != 2 || !slices.Contains(left, old[0]) {
			t.Errorf("left are %v; want the fresh one and %v", left, old)
		}
		if _, err := d.Recognise(ctx, d.all, recognition.Upload.ID); err == nil {
			t.Error("the upload that was swept away can still be read")
		}
		if gone, err := d.Sweep(ctx, d.all); err != nil || gone != 0 {
			t.Errorf("swept again: %d, %v", gone, err)
		}
	})
}
