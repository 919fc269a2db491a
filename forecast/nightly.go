package forecast

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/jobs"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// SiteList and QueueList find what is forecast at night; workforce.Service has
// both.
type (
	SiteList interface {
		Find(ctx context.Context, scope auth.Scope, filter workforce.Filter) ([]workforce.Site, error)
	}
	QueueList interface {
		Find(ctx context.Context, scope auth.Scope, filter workforce.Filter) ([]workforce.Queue, error)
	}
)

// Nightly is the verbs of forecasting by night.
type Nightly struct {
	store     NightStore
	forecasts *Forecasts
	sites     SiteList
	queues    QueueList
	jobs      Enqueuer
	journal   Journal
	// Now is the clock, time.Now unless a test sets it.
	Now func() time.Time
}

// NewNightly connects forecasting by night with what it needs of others.
func NewNightly(store NightStore, forecasts *Forecasts, sites SiteList, queues QueueList, queue Enqueuer, journal Journal) *Nightly {
	return &Nightly{store: store, forecasts: forecasts, sites: sites, queues: queues, jobs: queue, journal: journal, Now: time.Now}
}

// NightKind is the kind of job that makes one site's forecasts of one night.
const NightKind jobs.Kind = "forecast.night"

// nightJob is what a job of NightKind is given.
type nightJob struct {
	Site  int64
	Night string
}

// Schedule returns the tenant's schedule, at version 0 where nobody has decided.
func (s *Nightly) Schedule(ctx context.Context, scope auth.Scope) (Schedule, error) {
	schedule, decided, err := s.store.Schedule(ctx, scope)
	if err == nil && !decided {
		return undecided(), nil
	}
	return schedule, err
}

// SetSchedule changes the schedule that stands at a version. It is the whole
// tenant's: who sees only some sites is refused by an *auth.DeniedError.
func (s *Nightly) SetSchedule(ctx context.Context, scope auth.Scope, schedule Schedule) (Schedule, error) {
	if _, all := scope.Sites(); !all {
		return Schedule{}, &auth.DeniedError{Needs: auth.ManageDemand + " at every site"}
	}
	if err := schedule.check(); err != nil {
		return Schedule{}, err
	}
	schedule.ChangedAt, schedule.ChangedBy = s.Now(), scope.Actor()
	var kept Schedule
	err := s.store.InTx(ctx, scope, func(ctx context.Context) error {
		known, err := s.queues.Find(ctx, scope, workforce.Filter{IDs: schedule.Queues})
		if err != nil {
			return err
		}
		if schedule.Queues != nil {
			if err := allKnown(schedule.Queues, known); err != nil {
				return err
			}
		}
		if kept, err = s.store.SetSchedule(ctx, scope, schedule); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "forecast-schedule.update", "forecast-schedule", map[string]any{
			"version": kept.Version, "active": kept.Active, "hour": kept.Hour, "days": kept.Days, "queues": kept.Queues,
		})
	})
	return kept, err
}

// allKnown refuses ids of queues that are not among those found.
func allKnown(ids []int64, found []workforce.Queue) error {
	known := make(map[int64]bool, len(found))
	for _, q := range found {
		known[q.ID] = true
	}
	for _, id := range ids {
		if !known[id] {
			return &OrderError{"queueIds", fmt.Sprintf("queue %d", id), "queues that exist"}
		}
	}
	return nil
}

// LastNights returns the last night of each site that the scope sees.
func (s *Nightly) LastNights(ctx context.Context, scope auth.Scope) ([]Night, error) {
	return s.store.LastNights(ctx, scope)
}

// Begin begins the night at every site whose clock has reached the schedule's
// hour and whose night has not begun: one job a site. A night that was missed,
// since no process ran, is made up on the same day. Called again, or by another
// process, it does nothing more.
func (s *Nightly) Begin(ctx context.Context, scope auth.Scope) error {
	schedule, err := s.Schedule(ctx, scope)
	if err != nil || !schedule.Active {
		return err
	}
	sites, err := s.sites.Find(ctx, scope, workforce.Filter{})
	if err != nil {
		return err
	}
	var errs []error
	for _, site := range sites {
		local := s.Now().In(site.Location())
		if local.Hour() >= schedule.Hour {
			errs = append(errs, s.begin(ctx, scope, schedule, site.ID, grid.DateOf(local)))
		}
	}
	return errors.Join(errs...)
}

func (s *Nightly) begin(ctx context.Context, scope auth.Scope, schedule Schedule, site int64, day grid.Date) error {
	queues, err := s.queuesAt(ctx, scope, schedule, site)
	if err != nil || len(queues) == 0 {
		return err
	}
	return s.store.InTx(ctx, scope, func(ctx context.Context) error {
		night := Night{SiteID: site, Night: day, StartedAt: s.Now()}
		fresh, err := s.store.BeginNight(ctx, scope, night)
		if err != nil || !fresh {
			return err
		}
		night.JobID, err = s.jobs.Enqueue(ctx, scope, NightKind, nightJob{site, day.String()}, jobs.About(fmt.Sprintf("site:%d", site)))
		if err != nil {
			return err
		}
		return s.store.SaveNight(ctx, scope, night)
	})
}

func (s *Nightly) queuesAt(ctx context.Context, scope auth.Scope, schedule Schedule, site int64) ([]int64, error) {
	found, err := s.queues.Find(ctx, scope, workforce.Filter{SiteIDs: []int64{site}})
	var ids []int64
	for _, q := range found {
		if schedule.Takes(q.ID) {
			ids = append(ids, q.ID)
		}
	}
	return ids, err
}

// RunJob is the handler of NightKind. It may be called again after a crash: what
// was made is not made again.
func (s *Nightly) RunJob(ctx context.Context, job *jobs.Job) (any, error) {
	var order nightJob
	if err := job.Payload(&order); err != nil {
		return nil, err
	}
	day, err := grid.ParseDate(order.Night)
	if err != nil {
		return nil, err
	}
	night, err := s.store.Night(ctx, job.Scope(), order.Site, day)
	if err != nil {
		return nil, err
	}
	report := func(share float64) error { return job.Progress(jobs.Progress{Phase: "forecast", Fraction: share}) }
	if night, err = s.Run(ctx, job.Scope(), night, report); err != nil {
		return nil, err
	}
	return night.Outcome, s.store.InTx(ctx, job.Scope(), func(ctx context.Context) error {
		if err := job.Guard(ctx); err != nil {
			return err
		}
		return s.store.SaveNight(ctx, job.Scope(), night)
	})
}

// Run makes one night's forecasts and returns the night with its outcome.
// progress is told the share that is done, and may end the work.
func (s *Nightly) Run(ctx context.Context, scope auth.Scope, night Night, progress func(share float64) error) (Night, error) {
	schedule, err := s.Schedule(ctx, scope)
	if err != nil {
		return night, err
	}
	queues, err := s.queuesAt(ctx, scope, schedule, night.SiteID)
	if err != nil {
		return night, err
	}
	night.Outcome = NightOutcome{Forecasts: []int64{}, Failed: []int64{}, Unchanged: []int64{}, Empty: []int64{}}
	for i, queue := range queues {
		if err := progress(float64(i) / float64(len(queues))); err != nil {
			return night, err
		}
		if err := s.one(ctx, scope, schedule, queue, &night); err != nil {
			return night, fmt.Errorf("queue %d: %w", queue, err)
		}
	}
	night.EndedAt = s.Now()
	return night, nil
}

// one forecasts a queue where that is worth its while.
func (s *Nightly) one(ctx context.Context, scope auth.Scope, schedule Schedule, queue int64, night *Night) error {
	order := RunOrder{QueueID: queue, From: night.Night, Days: schedule.Days}
	last, err := s.forecasts.lastFor(ctx, scope, queue, order.From)
	if err != nil {
		return err
	}
	tonight := last.CreatedBy == 0 && last.Order.From == order.From && !last.CreatedAt.Before(night.StartedAt)
	if !tonight {
		news, err := s.forecasts.news(ctx, scope, order, last)
		switch {
		case errors.Is(err, ErrNoHistory):
			night.Outcome.Empty = append(night.Outcome.Empty, queue)
			return nil
		case err != nil:
			return err
		case !news:
			night.Outcome.Unchanged = append(night.Outcome.Unchanged, queue)
			return nil
		}
		if last, err = s.forecasts.add(ctx, scope, queue, order); err != nil {
			return err
		}
	}
	if last, err = s.forecasts.compute(ctx, scope, last.ID, nil); err != nil {
		return err
	}
	if last.State == RunFailed {
		night.Outcome.Failed = append(night.Outcome.Failed, last.ID)
	} else {
		night.Outcome.Forecasts = append(night.Outcome.Forecasts, last.ID)
	}
	return nil
}

// recentRuns is how many of a queue's runs are looked through for the last one
// that says what was known.
const recentRuns = 20

// lastFor returns the newest run of a queue that was asked for what lies ahead
// of a day or of an earlier one, with all that was known; one that is still
// queued only where the night itself made it. The zero Run is none.
func (f *Forecasts) lastFor(ctx context.Context, scope auth.Scope, queue int64, day grid.Date) (Run, error) {
	runs, err := f.store.Runs(ctx, scope, queue, 0, recentRuns)
	if err != nil {
		return Run{}, err
	}
	for _, run := range runs {
		whole := run.Order.AsOf.IsZero() && !run.Order.From.After(day)
		if whole && (run.State == RunDone || run.CreatedBy == 0 && run.Order.From == day) {
			return run, nil
		}
	}
	return Run{}, nil
}

// news reports whether forecasting a queue now is worth its while: history,
// calendar or drivers differ from what the last run learnt from, or that run
// reaches less than half of the days ahead.
func (f *Forecasts) news(ctx context.Context, scope auth.Scope, order RunOrder, last Run) (bool, error) {
	setup, err := f.queues.QueueSetup(ctx, scope, order.QueueID)
	if err != nil {
		return false, err
	}
	in, err := f.input(ctx, scope, setup, order)
	if err != nil {
		return false, err
	}
	wanted, reached := order.From.AddDays(order.Days/2), last.Order.From.AddDays(last.Order.Days)
	if last.ID == 0 || reached.Before(wanted) {
		return true, nil
	}
	now, err := f.asLookedAt(ctx, scope, in.parts, last.Order)
	if err != nil {
		return false, err
	}
	return learntAnew(without(last.Report.Inputs, queuePart), now), nil
}

// asLookedAt returns the parts of an input with those of its drivers over the days
// that an earlier order looked at. The days that drivers are looked at move with the
// order, and are no news by that. Neither is what other queues saw, of which the
// earlier run may have been told: the night forecasts each queue from its own.
func (f *Forecasts) asLookedAt(ctx context.Context, scope auth.Scope, parts []InputPart, earlier RunOrder) ([]InputPart, error) {
	if f.Drivers == nil {
		return parts, nil
	}
	first, _, last := earlier.window()
	drivers, err := f.Drivers.SeriesOf(ctx, scope, earlier.QueueID, first, last)
	return slices.Concat(without(parts, driverPart), driverParts(drivers)), err
}
