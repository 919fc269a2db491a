package forecast

import (
	"context"
	"fmt"
	"time"

	"github.com/muster-wfm/muster/forecast/netstaffing"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/jobs"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// NetMode is what is asked of a centre whose people have several skills.
type NetMode string

// The questions.
const (
	NetPicture  NetMode = "net"      // how many people does each queue really have, and need?
	NetPlan     NetMode = "plan"     // what is the smallest number of people of each group?
	NetTraining NetMode = "training" // what would training change?
)

// NetOrder asks for net staffing over the days of requirements of one site.
type NetOrder struct {
	Mode         NetMode
	Requirements []int64 // one a queue, of the same interval length
	// From and Days are the stretch to look at, which every requirement covers; zero:
	// from the first day of the first requirement, to its last.
	From grid.Date
	Days int
	// RosterID says who is there when; 0: everybody at the site is spread over the
	// week as it requires, each for WeeklyHours.
	RosterID    int64
	WeeklyHours float64 // that a person is there for contacts; 0: 30
	// Instant leaves out the simulation: the formulas alone.
	Instant      bool
	Replications int // 0: 10
	Rounds       int // of simulation and correction, of a plan; 0: 6
	Seed         uint64
	Trainings    []NetTrainingOrder
	// WithinPeople plans with no more people of a group at once than there are.
	WithinPeople bool
}

// NetTrainingOrder teaches some people of a group one more queue.
type NetTrainingOrder struct {
	Group   string // name of a group, as net staffing calls it
	QueueID int64
	People  float64
	Level   int     // of choice; 0: after all that they do now
	Handle  float64 // their handle time over the queue's own; 0: 1
}

// NetStaffing is one answer. Done, it never changes.
type NetStaffing struct {
	ID        int64
	SiteID    int64
	JobID     int64
	State     RunState
	Failure   string
	Order     NetOrder
	Zone      string
	Minutes   int
	From      grid.Date
	Days      int
	InputHash string // "" until it is done
	Code      string
	CreatedAt time.Time
	CreatedBy int64
	Result    *NetResult // nil until it is done
}

// Grid returns the intervals.
func (n NetStaffing) Grid() (grid.Grid, error) { return gridOf(n.Zone, n.Minutes, n.From, n.Days) }

// NetResult is what came out, by the mode that was asked for.
type NetResult struct {
	Queues []NetQueue // in the order of the pictures
	Groups []NetGroup
	// Picture is how the people there are do; of a training, how they do after it,
	// by the formulas.
	Picture    *netstaffing.Picture
	Plan       *netstaffing.Plan
	Difference *netstaffing.Difference
	Skills     []netstaffing.SkillValue // most worth first
}

// NetQueue is a queue of the answer.
type NetQueue struct {
	QueueID, RequirementID int64
	Code, Name             string
	Goal                   workforce.ServiceGoal // as it was
}

// NetGroup is people of the site who can do the same.
type NetGroup struct {
	Name   string
	People float64
	Skills []NetSkill
}

// NetSkill is a queue that a group can handle.
type NetSkill struct {
	QueueID int64
	Level   int // of choice, the first being 1
}

// NetStaffingStore keeps answers; see [RunStore] for scope.
type NetStaffingStore interface {
	InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error
	AddNetStaffing(ctx context.Context, scope auth.Scope, n NetStaffing) (NetStaffing, error)
	SetNetStaffingJob(ctx context.Context, scope auth.Scope, id, job int64) error
	NetStaffing(ctx context.Context, scope auth.Scope, id int64) (NetStaffing, error)
	// NetStaffings returns the newest first without results; before 0 is the first page.
	NetStaffings(ctx context.Context, scope auth.Scope, before int64, limit int) ([]NetStaffing, error)
	// FinishNetStaffing writes the result of one that is still queued.
	FinishNetStaffing(ctx context.Context, scope auth.Scope, n NetStaffing) error
	DeleteNetStaffing(ctx context.Context, scope auth.Scope, id int64) error
}

// Presences knows who is at work when.
type Presences interface {
	// Presence returns by person the share of each interval in which a roster has
	// them at work and not in a pause.
	Presence(ctx context.Context, scope auth.Scope, roster int64, g grid.Grid) (map[int64][]float64, error)
}

// NetStaffings is the verbs of net staffing.
type NetStaffings struct {
	store        NetStaffingStore
	requirements RequirementStore
	people       PeopleBook
	presences    Presences
	queue        JobQueue
	code         string
	// Workers is how many parts are computed at once; 0: one.
	Workers int
	// Now is the clock, time.Now unless a test sets it.
	Now func() time.Time
}

// NewNetStaffings connects net staffing with what it needs of others.
func NewNetStaffings(store NetStaffingStore, requirements RequirementStore, people PeopleBook, presences Presences, queue JobQueue, code string) *NetStaffings {
	return &NetStaffings{store: store, requirements: requirements, people: people, presences: presences, queue: queue, code: code, Now: time.Now}
}

// NetKind is the kind of job that answers.
const NetKind jobs.Kind = "netstaffing.run"

// netJob is what a job of NetKind is given.
type netJob struct{ NetStaffing int64 }

// NetAnswered is what such a job leaves.
type NetAnswered struct {
	NetStaffingID int64 `json:"netStaffingId"`
}

const (
	mostNetQueues       = 500
	mostNetReplications = 200
	mostNetRounds       = 20
	usualWeeklyHours    = 30
)

func (o *NetOrder) settle() error {
	switch {
	case o.Mode != NetPicture && o.Mode != NetPlan && o.Mode != NetTraining:
		return &OrderError{"mode", string(o.Mode), "net, plan or training"}
	case len(o.Requirements) == 0 || len(o.Requirements) > mostNetQueues:
		return &OrderError{"requirementIds", fmt.Sprintf("%d requirements", len(o.Requirements)), fmt.Sprintf("1 to %d", mostNetQueues)}
	case o.Mode == NetTraining && len(o.Trainings) == 0:
		return &OrderError{"trainings", "none", "at least one training"}
	case o.Mode == NetTraining && o.Instant:
		return &OrderError{"instant", "true", "false for trainings, whose worth only simulation shows"}
	case o.Mode != NetTraining && len(o.Trainings) > 0:
		return &OrderError{"trainings", fmt.Sprintf("%d trainings", len(o.Trainings)), "none, but for mode training"}
	case o.Mode != NetPlan && o.WithinPeople:
		return &OrderError{"withinPeople", "true", "false, but for mode plan"}
	case o.Replications < 0 || o.Replications > mostNetReplications:
		return &OrderError{"replications", fmt.Sprint(o.Replications), fmt.Sprintf("1 to %d", mostNetReplications)}
	case o.Rounds < 0 || o.Rounds > mostNetRounds:
		return &OrderError{"rounds", fmt.Sprint(o.Rounds), fmt.Sprintf("1 to %d", mostNetRounds)}
	case o.Days < 0 || o.Days > MaxNetDays:
		return &OrderError{"days", fmt.Sprint(o.Days), fmt.Sprintf("1 to %d days", MaxNetDays)}
	case !(o.WeeklyHours >= 0 && o.WeeklyHours <= 168):
		return &OrderError{"weeklyHours", fmt.Sprint(o.WeeklyHours), "0 to 168 hours"}
	}
	if o.Replications == 0 {
		o.Replications = 10
	}
	if o.WeeklyHours == 0 {
		o.WeeklyHours = usualWeeklyHours
	}
	return nil
}

// Order queues an answer. It returns an *OrderError for what cannot be asked.
func (s *NetStaffings) Order(ctx context.Context, scope auth.Scope, order NetOrder) (added NetStaffing, err error) {
	if err := order.settle(); err != nil {
		return NetStaffing{}, err
	}
	all, err := s.staffed(ctx, scope, &order)
	if err != nil {
		return NetStaffing{}, err
	}
	first := all[0]
	made := NetStaffing{
		SiteID: first.SiteID, State: RunQueued, Order: order, Zone: first.Zone, Minutes: first.Minutes, From: first.From, Days: first.Days,
		Code: s.code, CreatedAt: s.Now(), CreatedBy: scope.Actor(),
	}
	// What cannot be staffed is better refused now than by a job that fails.
	if _, err := s.asked(ctx, scope, made, all); err != nil {
		return NetStaffing{}, err
	}
	err = s.store.InTx(ctx, scope, func(ctx context.Context) error {
		if added, err = s.store.AddNetStaffing(ctx, scope, made); err != nil {
			return err
		}
		added.JobID, err = s.queue.Enqueue(ctx, scope, NetKind, netJob{added.ID}, jobs.About(fmt.Sprintf("net_staffing:%d", added.ID)))
		if err != nil {
			return err
		}
		return s.store.SetNetStaffingJob(ctx, scope, added.ID, added.JobID)
	})
	return added, err
}

// staffed returns the requirements on the days of the order, which it settles, if
// they can be looked at together.
func (s *NetStaffings) staffed(ctx context.Context, scope auth.Scope, o *NetOrder) ([]Requirement, error) {
	var out []Requirement
	queues := map[int64]bool{}
	for i, id := range o.Requirements {
		field := fmt.Sprintf("requirementIds[%d]", i)
		r, err := s.requirements.Requirement(ctx, scope, id)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", field, err)
		}
		if r.Deferred {
			return nil, &OrderError{field, r.QueueCode + ", whose work may wait", "queues in which contacts wait for an agent"}
		}
		if queues[r.QueueID] {
			return nil, &OrderError{field, r.QueueCode + " twice", "one requirement a queue"}
		}
		queues[r.QueueID] = true
		if i == 0 {
			o.settleDays(r)
		}
		if r, err = r.during(o.From, o.Days, field); err != nil {
			return nil, err
		}
		if i > 0 && !r.besides(out[0]) {
			return nil, &OrderError{field, r.span(), "the site, days and interval of the first: " + out[0].span()}
		}
		out = append(out, r)
	}
	return out, nil
}

func (r Requirement) besides(o Requirement) bool {
	return r.SiteID == o.SiteID && r.Zone == o.Zone && r.Minutes == o.Minutes && r.From == o.From && r.Days == o.Days
}

func (r Requirement) span() string {
	return fmt.Sprintf("site %d, %d days from %s by %d minutes", r.SiteID, r.Days, r.From, r.Minutes)
}

// Get returns one answer with its result.
func (s *NetStaffings) Get(ctx context.Context, scope auth.Scope, id int64) (NetStaffing, error) {
	found, err := s.store.NetStaffing(ctx, scope, id)
	if err != nil {
		return found, err
	}
	return s.settled(ctx, scope, found)
}

// List returns answers without results, the newest first.
func (s *NetStaffings) List(ctx context.Context, scope auth.Scope, before int64, limit int) ([]NetStaffing, error) {
	list, err := s.store.NetStaffings(ctx, scope, before, limit)
	for i := range list {
		if err == nil {
			list[i], err = s.settled(ctx, scope, list[i])
		}
	}
	return list, err
}

// Delete forgets an answer.
func (s *NetStaffings) Delete(ctx context.Context, scope auth.Scope, id int64) error {
	return s.store.DeleteNetStaffing(ctx, scope, id)
}

// settled says how an order without a result ended, if its job did.
func (s *NetStaffings) settled(ctx context.Context, scope auth.Scope, n NetStaffing) (NetStaffing, error) {
	if n.State != RunQueued || n.JobID == 0 {
		return n, nil
	}
	job, err := s.queue.Get(ctx, scope, n.JobID)
	if err != nil {
		return n, fmt.Errorf("net staffing %d: %w", n.ID, err)
	}
	switch job.State {
	case jobs.Cancelled:
		n.State, n.Failure = RunFailed, "cancelled"
	case jobs.Failed:
		n.State, n.Failure = RunFailed, job.Error
	}
	return n, nil
}

// NetStateError says that an order has nothing to show yet, or ever.
type NetStateError struct {
	ID    int64
	State RunState
}

func (e *NetStateError) Error() string {
	return fmt.Sprintf("net staffing %d is %s; its figures come when it is done", e.ID, e.State)
}

// UnstaffableError says why the queues of an order cannot be staffed together, by
// the fields of their [netstaffing.Centre].
type UnstaffableError struct{ Problems problem.List }

func (e *UnstaffableError) Error() string { return e.Problems.Error() }

// Done returns the error of an order that has no result.
func (n NetStaffing) Done() error {
	if n.Result == nil {
		return &NetStateError{ID: n.ID, State: n.State}
	}
	return nil
}
