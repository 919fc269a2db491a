package plan

import (
	"context"
	"fmt"
	"time"

	"github.com/muster-wfm/muster/careers"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/jobs"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Store keeps orders and their runs. What is about sites or an employer outside the scope
// does not exist for its callers; a change of what stands at another version is refused
// by a *database.StaleError.
type Store interface {
	InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error
	// List returns those of a kind with their newest run, the newest first.
	List(ctx context.Context, scope auth.Scope, kind Kind) ([]Kept, error)
	Get(ctx context.Context, scope auth.Scope, kind Kind, id int64) (Kept, error)
	Add(ctx context.Context, scope auth.Scope, k Kept) (Kept, error)
	Change(ctx context.Context, scope auth.Scope, k Kept) (Kept, error)
	// Delete forgets one with all its runs.
	Delete(ctx context.Context, scope auth.Scope, kind Kind, id int64) error
	AddRun(ctx context.Context, scope auth.Scope, r Run) (Run, error)
	SetJob(ctx context.Context, scope auth.Scope, run, job int64) error
	Run(ctx context.Context, scope auth.Scope, id int64) (Run, error)
	// Runs returns those of a kept order, the newest first, at most so many.
	Runs(ctx context.Context, scope auth.Scope, kept int64, limit int) ([]Run, error)
	FinishRun(ctx context.Context, scope auth.Scope, r Run) error
}

// Queue takes jobs; a jobs.Service is one.
type Queue interface {
	Enqueue(ctx context.Context, scope auth.Scope, kind jobs.Kind, payload any, opts ...jobs.EnqueueOption) (int64, error)
}

// Books is what plans read.
type Books struct {
	Ladders     Ladders
	People      careers.Shelf[workforce.Person]
	Employments Employments
	Schedules   Schedules // nil: nobody knows when people work
	Capacities  Capacities
}

// RunKind is the job that computes a run.
const RunKind jobs.Kind = "careers.plan"

// Plans is the verbs of scenarios and hiring plans.
type Plans struct {
	Books   Books
	store   Store
	queue   Queue
	journal careers.Journal
	code    string
	// Now is the clock, time.Now unless a test sets it.
	Now func() time.Time
}

// New connects plans with what they need; code is the version of the program.
func New(store Store, books Books, queue Queue, journal careers.Journal, code string) *Plans {
	return &Plans{Books: books, store: store, queue: queue, journal: journal, code: code, Now: time.Now}
}

func (s *Plans) today() grid.Date { return grid.DateOf(s.Now().UTC()) }

// List returns those of a kind, the newest first.
func (s *Plans) List(ctx context.Context, scope auth.Scope, kind Kind) ([]Kept, error) {
	if err := scope.Require(auth.ReadCareers); err != nil {
		return nil, err
	}
	return s.store.List(ctx, scope, kind)
}

// Get returns one with its newest run.
func (s *Plans) Get(ctx context.Context, scope auth.Scope, kind Kind, id int64) (Kept, error) {
	if err := scope.Require(auth.ReadCareers); err != nil {
		return Kept{}, err
	}
	return s.store.Get(ctx, scope, kind, id)
}

// shownRuns is how many runs of an order are listed: who needs an older one knows its
// number.
const shownRuns = 50

// Runs returns the runs of one, the newest first.
func (s *Plans) Runs(ctx context.Context, scope auth.Scope, kind Kind, id int64) ([]Run, error) {
	k, err := s.Get(ctx, scope, kind, id)
	if err != nil {
		return nil, err
	}
	return s.store.Runs(ctx, scope, k.ID, shownRuns)
}

// RunOf returns a run of one.
func (s *Plans) RunOf(ctx context.Context, scope auth.Scope, kind Kind, id, run int64) (Run, error) {
	k, err := s.Get(ctx, scope, kind, id)
	if err != nil {
		return Run{}, err
	}
	r, err := s.store.Run(ctx, scope, run)
	if err == nil && r.KeptID != k.ID {
		err = database.ErrNotFound
	}
	return r, err
}

// Create keeps a new one.
func (s *Plans) Create(ctx context.Context, scope auth.Scope, k Kept) (Kept, error) {
	k.CreatedAt, k.CreatedBy = s.Now(), scope.Actor()
	return s.keep(ctx, scope, k, s.store.Add)
}

// Edit replaces one that stands at k's version.
func (s *Plans) Edit(ctx context.Context, scope auth.Scope, k Kept) (Kept, error) {
	now, err := s.store.Get(ctx, scope, k.Kind, k.ID)
	if err != nil {
		return k, err
	}
	k.CreatedAt, k.CreatedBy = now.CreatedAt, now.CreatedBy
	return s.keep(ctx, scope, k, s.store.Change)
}

func (s *Plans) keep(ctx context.Context, scope auth.Scope, k Kept, write func(context.Context, auth.Scope, Kept) (Kept, error)) (Kept, error) {
	if err := scope.Require(auth.ManageCareers); err != nil {
		return k, err
	}
	k, err := NewKept(k)
	if err != nil {
		return k, err
	}
	k.EmployerID = scope.Employer()
	if err := s.narrow(scope, &k); err != nil {
		return k, err
	}
	if err := s.fits(ctx, scope, k); err != nil {
		return k, err
	}
	k.ChangedAt, k.ChangedBy = s.Now(), scope.Actor()
	return write(ctx, scope, k)
}

// narrow wants a site of those who do not see all of them.
func (s *Plans) narrow(scope auth.Scope, k *Kept) error {
	sites, all := scope.Sites()
	if k.SiteID == 0 && !all && len(sites) == 1 {
		k.SiteID = sites[0]
	}
	c := checking("scenario")
	c.need(all && k.SiteID == 0 || k.SiteID != 0 && scope.SeesSite(k.SiteID), "siteId", k.SiteID, "a site that you plan for")
	return c.err()
}

// fits refuses an order that does not fit what the registers have.
func (s *Plans) fits(ctx context.Context, scope auth.Scope, k Kept) error {
	if o := k.Order.Scenario; o != nil {
		w, err := s.World(ctx, scope, k.SiteID, k.EmployerID, o.Ladder, o.Track)
		if err == nil {
			_, err = picture(w, o)
		}
		return err
	}
	h := k.Order.Hiring
	if h == nil || h.CapacityPlanID == 0 {
		return nil
	}
	plans, err := s.Books.Capacities.CapacityPlans(ctx, scope)
	if err != nil {
		return err
	}
	c := checking("hiring plan")
	for _, p := range plans {
		if p.ID == h.CapacityPlanID {
			found := false
			for _, g := range p.Groups {
				found = found || g == h.Group
			}
			c.need(found, "group", h.Group, "a group of the capacity plan")
			c.need(p.Currency == h.Currency, "currency", h.Currency, p.Currency+", as the capacity plan has it")
			return c.err()
		}
	}
	c.need(false, "capacityPlanId", h.CapacityPlanID, "a capacity plan that you see")
	return c.err()
}

// Delete forgets one with its runs.
func (s *Plans) Delete(ctx context.Context, scope auth.Scope, kind Kind, id int64) error {
	if err := scope.Require(auth.ManageCareers); err != nil {
		return err
	}
	return s.store.Delete(ctx, scope, kind, id)
}

// Start has one computed in a job.
func (s *Plans) Start(ctx context.Context, scope auth.Scope, kind Kind, id int64) (Run, error) {
	if err := scope.Require(auth.ManageCareers); err != nil {
		return Run{}, err
	}
	var run Run
	err := s.store.InTx(ctx, scope, func(ctx context.Context) error {
		k, err := s.store.Get(ctx, scope, kind, id)
		if err != nil {
			return err
		}
		if run, err = s.store.AddRun(ctx, scope, Run{KeptID: k.ID, KeptVersion: k.Version, Code: s.code, Order: k.Order, AskedAt: s.Now(), AskedBy: scope.Actor()}); err != nil {
			return err
		}
		if run.JobID, err = s.queue.Enqueue(ctx, scope, RunKind, ordered{kind, run.ID}, jobs.About(fmt.Sprintf("%s:%d", kind, id))); err != nil {
			return err
		}
		return s.store.SetJob(ctx, scope, run.ID, run.JobID)
	})
	return run, err
}

// ordered is the payload of a job.
type ordered struct {
	Kind Kind
	Run  int64
}

// RunJob is the handler of RunKind.
func (s *Plans) RunJob(ctx context.Context, job *jobs.Job) (any, error) {
	var o ordered
	if err := job.Payload(&o); err != nil {
		return nil, err
	}
	r, err := s.store.Run(ctx, job.Scope(), o.Run)
	if err != nil || !r.DoneAt.IsZero() { // by a worker that was lost just then
		return nil, err
	}
	// What is not told here is told by the context.
	told := func(share float64) { _ = job.Progress(jobs.Progress{Phase: "flow", Fraction: share}) }
	return nil, s.finish(ctx, job.Scope(), o.Kind, r, told)
}

// Compute runs one at once, for programs that wait.
func (s *Plans) Compute(ctx context.Context, scope auth.Scope, kind Kind, id int64) error {
	if err := scope.Require(auth.ManageCareers); err != nil {
		return err
	}
	k, err := s.store.Get(ctx, scope, kind, id)
	if err != nil {
		return err
	}
	r, err := s.store.AddRun(ctx, scope, Run{KeptID: k.ID, KeptVersion: k.Version, Code: s.code, Order: k.Order, AskedAt: s.Now(), AskedBy: scope.Actor()})
	if err != nil {
		return err
	}
	return s.finish(ctx, scope, kind, r, func(float64) {})
}

func (s *Plans) finish(ctx context.Context, scope auth.Scope, kind Kind, r Run, told func(float64)) error {
	k, err := s.store.Get(ctx, scope, kind, r.KeptID)
	if err != nil {
		return err
	}
	k.Order = r.Order // as it was when it was asked
	r.Facts = &Facts{}
	if o := k.Order.Scenario; o != nil {
		r.Facts.World, err = s.World(ctx, scope, k.SiteID, k.EmployerID, o.Ladder, o.Track)
	} else {
		r.Facts.Staff, err = s.staff(ctx, scope, k)
	}
	if err != nil {
		return err
	}
	if r.Answer, err = r.answer(told); err != nil {
		return err
	}
	if err := r.hashes(); err != nil {
		return err
	}
	r.DoneAt = s.Now()
	return s.store.FinishRun(ctx, scope, r)
}

// answer computes a run from what it keeps.
func (r *Run) answer(told func(float64)) (*Answer, error) {
	told(0)
	if r.Order.Scenario != nil {
		out, err := compute(r.Facts.World, r.Order.Scenario, told)
		return &Answer{Scenario: out}, err
	}
	out, err := classes(r.Facts.Staff, r.Order.Hiring)
	return &Answer{Hiring: out}, err
}

// Replay computes a run anew from what it kept, and says whether the same bytes come out.
func (s *Plans) Replay(ctx context.Context, scope auth.Scope, id int64) (again Run, same bool, err error) {
	if err := scope.Require(auth.ReadCareers); err != nil {
		return again, false, err
	}
	kept, err := s.store.Run(ctx, scope, id)
	if err != nil {
		return again, false, err
	}
	if kept.DoneAt.IsZero() {
		return again, false, database.ErrNotFound
	}
	again = kept
	if again.Answer, err = kept.answer(func(float64) {}); err != nil {
		return again, false, err
	}
	err = again.hashes()
	return again, again.Outcome == kept.Outcome && again.Inputs == kept.Inputs, err
}

// CapacityPlans are those whose need may be hired for.
func (s *Plans) CapacityPlans(ctx context.Context, scope auth.Scope) ([]CapacityPlan, error) {
	if err := scope.Require(auth.ReadCareers); err != nil {
		return nil, err
	}
	return s.Books.Capacities.CapacityPlans(ctx, scope)
}

// HandOver puts the classes of the newest run into the capacity plan that it was made for,
// in the place of the group's hires, if the plan still stands at the version. Who plans
// capacity may; careers need not be theirs to manage.
func (s *Plans) HandOver(ctx context.Context, scope auth.Scope, id, version int64) (capacityVersion int64, err error) {
	if err := scope.Require(auth.ManageDemand); err != nil {
		return 0, err
	}
	k, err := s.store.Get(ctx, scope, HiringKind, id)
	if err != nil {
		return 0, err
	}
	c := checking("hand-over")
	done := k.Last != nil && k.Last.Answer != nil && k.Last.Answer.Hiring != nil
	c.need(done, "run", "no result", "a hiring plan that was computed")
	if !done {
		return 0, c.err()
	}
	out, order := k.Last.Answer.Hiring, k.Last.Order.Hiring
	if c.need(out.CapacityPlan != 0, "capacityPlanId", "a need that was typed", "a hiring plan for a capacity plan"); out.CapacityPlan == 0 {
		return 0, c.err()
	}
	var hires []WeekHires
	for m, n := range out.Classes {
		if n > 0 {
			hires = append(hires, WeekHires{out.FirstInPlan[m], float64(n)})
		}
	}
	err = s.store.InTx(ctx, scope, func(ctx context.Context) error {
		if capacityVersion, err = s.Books.Capacities.TakeHires(ctx, scope, out.CapacityPlan, version, order.Group, "Hires of the hiring plan "+k.Name, hires); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "hiring-plan.hand-over", fmt.Sprintf("hiring-plan:%d", id), map[string]any{"capacityPlan": out.CapacityPlan, "version": capacityVersion, "run": k.Last.ID})
	})
	return capacityVersion, err
}
