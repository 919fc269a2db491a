package forecast

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/muster-wfm/muster/forecast/erlang"
	"github.com/muster-wfm/muster/forecast/staffing"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Requirement is how many people a forecast takes under a goal. Like the run it
// rests on, it never changes.
type Requirement struct {
	ID          int64
	ForecastID  int64
	QueueID     int64
	SiteID      int64
	SkillID     int64
	QueueCode   string
	QueueName   string
	Zone        string
	Minutes     int
	From        grid.Date
	Days        int
	Goal        workforce.ServiceGoal // as it was
	Concurrency float64               // contacts that one agent handles at once
	Deferred    bool                  // work that may wait for hours, spread over its response time
	// DeferredMethod is by which rule such work was spread, [DeferredByDeadline]
	// since it is by deadlines; 0 of requirements made before.
	DeferredMethod int
	Backlog        []OpenContacts // of deferred work, open when the first day begins
	Beside         []int64        // requirements of the live contacts that the same people handle
	// Adjustments are those through which the forecast was seen.
	Adjustments []AppliedAdjustment
	InputHash   string
	CreatedAt   time.Time
	CreatedBy   int64
	Curves      RequirementCurves
}

// RequirementCurves are a requirement's numbers by interval.
type RequirementCurves struct {
	Contacts, AHTS        []float64
	Fractional, Agents    []float64
	Scheduled             []float64 // people to roster, shrinkage included, fractional; without planned absence where categories tell it
	ServiceLevel          []float64 // with Agents, by the goal's variant
	Occupancy, ASAS       []float64
	Abandon               []float64
	Binding               []string // name of the goal that decides; "closed" where the queue is
	Open                  []bool
	Live                  []float64 // agents of the requirements beside deferred work; nil without
	ServiceLevelIsDefined bool      // false for deferred work, which has no queue

	Course *CourseCurves // set where the queue was followed through the day
	Paid   []float64     // people on the payroll, fractional; set where shrinkage is known by category

	// Where the goal is to hold with a certainty, the people above are those of
	// CertainContacts, and these are the forecast's own; nil elsewhere.
	CertainContacts, PointFractional, PointAgents, PointScheduled []float64
}

// Grid returns the requirement's intervals.
func (r Requirement) Grid() (grid.Grid, error) { return gridOf(r.Zone, r.Minutes, r.From, r.Days) }

// RequirementStore keeps requirements; see [RunStore] for scope.
type RequirementStore interface {
	AddRequirement(ctx context.Context, scope auth.Scope, r Requirement) (Requirement, error)
	Requirement(ctx context.Context, scope auth.Scope, id int64) (Requirement, error)
	// Requirements returns the newest first without their curves; queue and
	// forecast 0 are any, before 0 the first page.
	Requirements(ctx context.Context, scope auth.Scope, queue, forecast, before int64, limit int) ([]Requirement, error)
}

// Staffing is the verbs of staffing.
type Staffing struct {
	store    RequirementStore
	runs     RunStore
	queues   QueueSetups
	adjuster Adjuster
	// Now is the clock, time.Now unless a test sets it.
	Now func() time.Time
}

// NewStaffing connects staffing with what it needs of others.
func NewStaffing(store RequirementStore, runs RunStore, queues QueueSetups, adjuster Adjuster) *Staffing {
	return &Staffing{store: store, runs: runs, queues: queues, adjuster: adjuster, Now: time.Now}
}

// RunStateError says that a forecast cannot be staffed yet, or ever.
type RunStateError struct {
	ForecastID int64
	State      RunState
}

func (e *RunStateError) Error() string {
	return fmt.Sprintf("forecast %d is %s; a requirement needs a forecast that is done", e.ForecastID, e.State)
}

// HandleTimeError says that nobody knows how long contacts take.
type HandleTimeError struct{ QueueCode string }

func (e *HandleTimeError) Error() string {
	return fmt.Sprintf("queue %s has no handle time, neither in its history nor in its goal; expected ahtS in the goal", e.QueueCode)
}

// RequireOrder says which forecast to staff, and how.
type RequireOrder struct {
	ForecastID int64
	Goal       *workforce.ServiceGoal // nil: the queue's own on the first day of the forecast

	// Of queues whose work may wait:
	Backlog []OpenContacts // what is open when the first day begins
	Beside  []int64        // requirements whose agents are the live load of the same people, to be left room for
}

// Require staffs a forecast as adjusted now.
func (s *Staffing) Require(ctx context.Context, scope auth.Scope, order RequireOrder) (Requirement, error) {
	run, err := s.runs.Run(ctx, scope, order.ForecastID)
	if err != nil {
		return Requirement{}, err
	}
	if run.State != RunDone {
		return Requirement{}, &RunStateError{ForecastID: run.ID, State: run.State}
	}
	setup, err := s.queues.QueueSetup(ctx, scope, run.QueueID)
	if err != nil {
		return Requirement{}, err
	}
	r := Requirement{
		ForecastID: run.ID, QueueID: run.QueueID, SiteID: run.SiteID, SkillID: setup.Queue.SkillID,
		QueueCode: setup.Queue.Code, QueueName: setup.Queue.Name, Zone: run.Zone, Minutes: run.Minutes,
		From: run.Order.From, Days: run.Order.Days, Concurrency: max(1, float64(setup.Channel.Concurrency)),
		Deferred: setup.Channel.Deferred(), CreatedAt: s.Now(), CreatedBy: scope.Actor(),
	}
	if r.Goal, err = goalFor(setup, run, order.Goal); err != nil {
		return Requirement{}, err
	}
	if err := errors.Join(r.refuseMethod(), r.refuseCertainty(), r.refuseCosts()); err != nil {
		return Requirement{}, err
	}
	if err := r.settleConcurrency(setup.Channel); err != nil {
		return Requirement{}, err
	}
	g, err := run.Grid()
	if err != nil {
		return Requirement{}, err
	}
	if err := s.settleDeferred(ctx, scope, &r, g, order); err != nil {
		return Requirement{}, err
	}
	adjusted, err := s.adjuster.Adjust(ctx, scope, r.expecting(run, g))
	if err != nil {
		return Requirement{}, err
	}
	r.Adjustments = adjusted.Applied
	if r.Curves, err = r.compute(ctx, g, adjusted.Curves, setup.Open(g)); err != nil {
		return Requirement{}, err
	}
	if r.Goal.Certainty > 0 {
		if r.Curves, err = r.certain(ctx, run, g, r.Curves); err != nil {
			return Requirement{}, err
		}
	}
	r.addHeads(&r.Curves)
	r.InputHash = r.hash(run)
	return s.store.AddRequirement(ctx, scope, r)
}

// expecting returns a run with the handle time of the goal, where it has one: of
// one contact alone where it has several.
func (r Requirement) expecting(run Run, g grid.Grid) Run {
	aht := r.Goal.AHTS
	if times := r.Goal.Concurrency.AHTS; len(times) > 0 {
		aht = times[0]
	}
	if aht > 0 {
		run.Curves.AHTS = slices.Repeat([]float64{aht}, g.Len())
	}
	return run
}

func goalFor(setup workforce.QueueSetup, run Run, given *workforce.ServiceGoal) (workforce.ServiceGoal, error) {
	goal, found := setup.Queue.GoalOn(run.Order.From)
	if given != nil {
		goal, found = *given, true
	}
	if !found {
		return goal, &OrderError{"goal", "none", "a service goal of the queue, or one with the request"}
	}
	if goal.SLVariant == "" {
		goal.SLVariant = workforce.SLExclShort
	}
	if err := workforce.CheckGoal(goal); err != nil {
		return goal, err
	}
	if goal.AHTS == 0 && len(goal.Concurrency.AHTS) == 0 && run.Curves.AHTS == nil {
		return goal, &HandleTimeError{QueueCode: setup.Queue.Code}
	}
	return goal, nil
}

// Goals returns the goal as the staffing core takes it.
func (r Requirement) Goals() (staffing.Goals, error) {
	variant, err := erlang.ParseVariant(string(r.Goal.SLVariant))
	if err != nil {
		return staffing.Goals{}, err
	}
	in, out, _ := r.Goal.Lost()
	return staffing.Goals{
		ServiceLevel: r.Goal.SLTarget, Threshold: r.Goal.ThresholdS, Variant: variant, MaxASA: r.Goal.ASATargetS,
		MaxOccupancy: r.Goal.MaxOccupancy, MaxAbandonment: r.Goal.MaxAbandon, MinAgents: r.Goal.MinAgents,
		Shrinkage: staffing.Shrinkage{InOffice: in, OutOfOffice: out},
	}, nil
}

// Requirement returns one requirement with its curves.
func (s *Staffing) Requirement(ctx context.Context, scope auth.Scope, id int64) (Requirement, error) {
	return s.store.Requirement(ctx, scope, id)
}

// Requirements lists requirements without their curves, the newest first.
func (s *Staffing) Requirements(ctx context.Context, scope auth.Scope, queue, forecast, before int64, limit int) ([]Requirement, error) {
	return s.store.Requirements(ctx, scope, queue, forecast, before, limit)
}
