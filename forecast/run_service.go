package forecast

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/muster-wfm/muster/forecast/model"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/jobs"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// RunStore keeps forecast runs. Runs of queues at sites outside the scope do
// not exist for its callers.
type RunStore interface {
	InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error
	AddRun(ctx context.Context, scope auth.Scope, r Run) (Run, error)
	Run(ctx context.Context, scope auth.Scope, id int64) (Run, error)
	// Runs returns the newest first without their curves; queue 0 is any queue,
	// before 0 the first page.
	Runs(ctx context.Context, scope auth.Scope, queue, before int64, limit int) ([]Run, error)
	// FinishRun writes the outcome of a run that is still queued.
	FinishRun(ctx context.Context, scope auth.Scope, r Run) error
	DeleteRun(ctx context.Context, scope auth.Scope, id int64) error
}

// Past finds a queue's history from one day to before another, in the queue's
// own zone.
type Past interface {
	Observations(ctx context.Context, scope auth.Scope, queue int64, from, until time.Time) ([]model.Observation, error)
}

// QueueSetups finds a queue with its site, channel and special days;
// workforce.Service is one.
type QueueSetups interface {
	QueueSetup(ctx context.Context, scope auth.Scope, queueID int64) (workforce.QueueSetup, error)
}

// Enqueuer queues long work; jobs.Runner is one.
type Enqueuer interface {
	Enqueue(ctx context.Context, scope auth.Scope, kind jobs.Kind, payload any, opts ...jobs.EnqueueOption) (int64, error)
}

// Forecasts is the verbs of forecasting.
type Forecasts struct {
	store  RunStore
	past   Past
	queues QueueSetups
	jobs   Enqueuer
	code   string
	// Drivers finds what moves a queue from outside; nil: nothing does.
	Drivers DriverSource
	ready   keptRuns
	// Workers is how many queues of one order are computed at once; 0 is one.
	Workers int
	// Now is the clock, time.Now unless a test sets it.
	Now func() time.Time
}

// NewForecasts connects forecasting with what it needs of others. code is the
// program's version, kept with every run.
func NewForecasts(store RunStore, past Past, queues QueueSetups, queue Enqueuer, code string) *Forecasts {
	return &Forecasts{store: store, past: past, queues: queues, jobs: queue, code: code, Now: time.Now}
}

// RunKind is the kind of job that computes forecast runs.
const RunKind jobs.Kind = "forecast.run"

// runJob is what a job of RunKind is given.
type runJob struct{ Runs []int64 }

// RunsMade is what such a job leaves.
type RunsMade struct {
	Forecasts []int64 `json:"forecasts"`
	Failed    []int64 `json:"failed"`
}

// MaxQueuesAtOnce bounds the runs of one order.
const MaxQueuesAtOnce = 500

// Order queues one run for each queue and returns them with the job that will
// compute them.
func (f *Forecasts) Order(ctx context.Context, scope auth.Scope, queues []int64, order RunOrder) (runs []Run, job int64, err error) {
	if len(queues) == 0 || len(queues) > MaxQueuesAtOnce {
		return nil, 0, &OrderError{"queueIds", fmt.Sprintf("%d queues", len(queues)), fmt.Sprintf("1 to %d queues", MaxQueuesAtOnce)}
	}
	if err := order.check(); err != nil {
		return nil, 0, err
	}
	if order.Together != nil {
		order.Together = slices.Compact(slices.Sorted(slices.Values(queues)))
	}
	err = f.store.InTx(ctx, scope, func(ctx context.Context) error {
		runs = nil // the transaction may be tried again
		var ids []int64
		for _, queue := range queues {
			run, err := f.add(ctx, scope, queue, order)
			if err != nil {
				return err
			}
			runs, ids = append(runs, run), append(ids, run.ID)
		}
		job, err = f.jobs.Enqueue(ctx, scope, RunKind, runJob{ids}, jobs.About(fmt.Sprintf("forecast:%d", ids[0])))
		return err
	})
	return runs, job, err
}

func (f *Forecasts) add(ctx context.Context, scope auth.Scope, queue int64, order RunOrder) (Run, error) {
	setup, err := f.queues.QueueSetup(ctx, scope, queue)
	if err != nil {
		return Run{}, err
	}
	order.QueueID = queue
	if err := f.admitColdStart(ctx, scope, order); err != nil {
		return Run{}, err
	}
	return f.store.AddRun(ctx, scope, Run{
		QueueID: queue, SiteID: setup.Site.ID, State: RunQueued, Order: order, Zone: setup.Site.Zone,
		Minutes: setup.Queue.IntervalMin, Code: f.code, CreatedAt: f.Now(), CreatedBy: scope.Actor(),
	})
}

// OrderError refuses an order: which field, what was found, what was expected.
type OrderError struct{ Field, Found, Expected string }

func (e *OrderError) Error() string {
	return fmt.Sprintf("%s: found %s; expected %s", e.Field, e.Found, e.Expected)
}

const maxRunDays = 400

func (o RunOrder) check() error {
	if o.From.IsZero() {
		return &OrderError{"from", "no day", "the first day to forecast, as YYYY-MM-DD"}
	}
	if o.Days < 1 || o.Days > maxRunDays {
		return &OrderError{"days", fmt.Sprint(o.Days), fmt.Sprintf("1 to %d days", maxRunDays)}
	}
	if !o.AsOf.IsZero() && o.AsOf.After(o.From) {
		return &OrderError{"asOf", o.AsOf.String(), "a day not after " + o.From.String()}
	}
	for _, level := range o.Levels {
		if level <= 0 || level >= 1 {
			return &OrderError{"levels", fmt.Sprint(level), "a level between 0 and 1, such as 0.8"}
		}
	}
	return o.ColdStart.check()
}

// RunJob is the handler of RunKind. A queue without usable history fails its
// own run and no other.
func (f *Forecasts) RunJob(ctx context.Context, job *jobs.Job) (any, error) {
	var order runJob
	if err := job.Payload(&order); err != nil {
		return nil, err
	}
	runs, err := f.computeAll(ctx, job, order.Runs)
	if err != nil {
		return nil, err
	}
	made := RunsMade{Forecasts: []int64{}, Failed: []int64{}}
	for _, run := range runs {
		if run.State == RunFailed {
			made.Failed = append(made.Failed, run.ID)
		} else {
			made.Forecasts = append(made.Forecasts, run.ID)
		}
	}
	return made, nil
}

// computeAll computes the runs of one order, some at once: what one of them finds
// does not depend on the others, but for those that are to agree.
func (f *Forecasts) computeAll(ctx context.Context, job *jobs.Job, ids []int64) ([]Run, error) {
	var together agreements
	var finished atomic.Int64
	runs := make([]Run, len(ids))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(max(1, f.Workers))
	for i, id := range ids {
		group.Go(func() error {
			if err := ctx.Err(); err != nil { // another one failed
				return err
			}
			err := job.Progress(jobs.Progress{Phase: "forecast", Fraction: float64(finished.Load()) / float64(len(ids))})
			if err != nil {
				return err
			}
			runs[i], err = f.compute(ctx, job.Scope(), id, &together)
			finished.Add(1)
			return err
		})
	}
	return runs, group.Wait()
}

// compute does one run, unless it is already done.
func (f *Forecasts) compute(ctx context.Context, scope auth.Scope, id int64, together *agreements) (Run, error) {
	run, err := f.store.Run(ctx, scope, id)
	if err != nil || run.State != RunQueued {
		return run, err
	}
	if run.Order.Adapted, err = f.adapted(ctx, scope, run.Order); err != nil {
		return Run{}, err
	}
	result, in, err := f.forecast(ctx, scope, run.Order, together)
	switch {
	case err != nil && hopeless(err):
		run.State, run.Failure = RunFailed, err.Error()
		run.Report.Notes = []model.Note{failureNote(err)}
	case err != nil:
		return Run{}, err
	default:
		run.State, run.InputHash = RunDone, in.hash
		run.Report, run.Curves = reportOf(result), curvesOf(result)
		run.Report.Inputs = in.parts
		later, err := f.ignoredLater(ctx, scope, run.Order, result.Grid.Location())
		if err != nil {
			return Run{}, err
		}
		run.Report.Notes = append(slices.Clone(run.Report.Notes), later...)
	}
	return run, f.store.FinishRun(ctx, scope, run)
}

// ErrNoHistory says that a queue has nothing to learn from.
var ErrNoHistory = errors.New("the queue has no history before the first day to forecast; import some")

// alone forecasts one queue from what is known of it alone, without keeping anything.
func (f *Forecasts) alone(ctx context.Context, scope auth.Scope, order RunOrder) (*model.Result, runInput, error) {
	setup, err := f.queues.QueueSetup(ctx, scope, order.QueueID)
	if err != nil {
		return nil, runInput{}, err
	}
	in, err := f.input(ctx, scope, setup, order)
	if order.ColdStart != nil && tooShort(in.History, err) {
		return f.cold(ctx, scope, setup, order)
	}
	if err != nil {
		return nil, runInput{}, err
	}
	result, err := model.Run(ctx, in.Input)
	if err == nil && order.ColdStart != nil {
		result.Notes = append(result.Notes, model.Note{Code: model.NoteColdStartUnused, Args: map[string]string{"days": strconv.Itoa(in.History.Days())}})
	}
	return result, in, err
}

func reportOf(r *model.Result) Report {
	return Report{
		Combination: r.Combination, Candidates: r.Candidates, ByLead: r.ByLead, Origins: r.Origins, Coverage: r.Coverage,
		Reference: r.Reference, Flags: r.Flags, Notes: r.Notes, Quality: r.Quality, Days: r.Days, Weeks: r.Weeks, Plan: r.Plan,
		Drivers: r.Drivers, Effects: r.Effects,
	}
}

func curvesOf(r *model.Result) RunCurves {
	c := RunCurves{Contacts: r.Mean, AHTS: r.HandleSeconds, Open: r.Open, Bands: r.Bands, Calibration: r.Calibration}
	if p := r.HandleParts; p != nil {
		c.TalkS, c.HoldS, c.WrapS = p.Talk, p.Hold, p.Wrap
	}
	return c
}

// Run returns one run with its curves.
func (f *Forecasts) Run(ctx context.Context, scope auth.Scope, id int64) (Run, error) {
	return f.store.Run(ctx, scope, id)
}

// Runs lists runs without their curves, the newest first.
func (f *Forecasts) Runs(ctx context.Context, scope auth.Scope, queue, before int64, limit int) ([]Run, error) {
	return f.store.Runs(ctx, scope, queue, before, limit)
}

// Delete forgets a run that nothing was built on; else it returns a
// *RunInUseError.
func (f *Forecasts) Delete(ctx context.Context, scope auth.Scope, id int64) error {
	return f.store.DeleteRun(ctx, scope, id)
}

// Rehearsal is what the chosen method would have said on an earlier day, with
// what happened: the back-test as a picture.
type Rehearsal struct {
	Grid   grid.Grid
	Curves RunCurves
	Actual []float64 // NaN where nothing was observed
}

// Rehearse forecasts a run's queue as if it were the given day, by the same
// method, and sets the outcome beside it.
func (f *Forecasts) Rehearse(ctx context.Context, scope auth.Scope, id int64, origin grid.Date) (Rehearsal, error) {
	run, err := f.store.Run(ctx, scope, id)
	if err != nil {
		return Rehearsal{}, err
	}
	order := run.Order
	order.From, order.AsOf, order.Together, order.Adapted = origin, grid.Date{}, nil, nil
	result, _, err := f.forecast(ctx, scope, order, nil)
	if err != nil {
		return Rehearsal{}, err
	}
	g := result.Grid
	actual, err := f.actual(ctx, scope, run.QueueID, g)
	return Rehearsal{Grid: g, Curves: curvesOf(result), Actual: actual}, err
}
