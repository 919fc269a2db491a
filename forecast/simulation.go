package forecast

import (
	"context"
	"fmt"
	"time"

	"github.com/muster-wfm/muster/forecast/simulate"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/jobs"
	"github.com/muster-wfm/muster/workforce/grid"
)

// SimulationState is where a simulation is in its life.
type SimulationState string

// The states of a simulation. Only the first and the second are stored; what
// ended without a report is known from its job.
const (
	SimulationQueued    SimulationState = "queued"
	SimulationDone      SimulationState = "done"
	SimulationFailed    SimulationState = "failed"
	SimulationCancelled SimulationState = "cancelled"
)

// Simulation is a scenario that is played contact by contact. Done, it never
// changes, and the same scenario, seed and replications give the same report.
type Simulation struct {
	ID        int64
	SiteID    int64 // 0: a scenario of no site, seen by everybody who may see demand
	JobID     int64
	State     SimulationState
	Failure   string // why it failed
	Order     SimulationOrder
	InputHash string // of the scenario and how it is played
	Code      string // version of the program that played it
	CreatedAt time.Time
	CreatedBy int64
	Scenario  simulate.Scenario
	Report    *simulate.Report // nil until it is done
}

// Pooling says who handles what where a scenario is made of requirements.
type Pooling string

// The ways to pool.
const (
	Separate Pooling = "separate" // each queue has its required agents to itself
	BySkill  Pooling = "by_skill" // queues that need the same skill share theirs
)

// SimulationOrder is what is to be played: requirements with the agents that
// they ask for, a roster with the people on shift, or a scenario.
type SimulationOrder struct {
	Name         string
	Requirements []int64 // of a roster: those that it covers
	RosterID     int64
	Presence     float64   // share of those on shift who are there; 0: what the goals' shrinkage leaves
	From         grid.Date // first day; zero: the first of the first requirement
	Days         int       // 0: one
	Pooling      Pooling   // "": Separate
	Volume       float64   // contacts over those of the requirement; 0: 1
	HandleCV     float64   // coefficient of variation of handle times; 0: exponential, as in the formulas

	SiteID       int64 // of a scenario that came as a document
	Replications int   // 0: UsualReplications
	Seed         uint64
	Step         float64 // seconds between samples of the course; 0: five minutes, at most one interval
}

// UsualReplications is how often a scenario is played where nobody says.
const UsualReplications = 100

// MaxSimulatedContacts bounds what one simulation may take: contacts of all
// replications together, some minutes of work.
const MaxSimulatedContacts = 500_000_000

// SimulationQuery asks for a page of simulations.
type SimulationQuery struct {
	Requirement int64 // only those that rest on it; 0: any
	Before      int64 // only older ones; 0: the first page
	Limit       int
}

// SimulationStore keeps simulations; see [RunStore] for scope.
type SimulationStore interface {
	InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error
	AddSimulation(ctx context.Context, scope auth.Scope, s Simulation) (Simulation, error)
	// SetSimulationJob says which job plays a simulation.
	SetSimulationJob(ctx context.Context, scope auth.Scope, id, job int64) error
	Simulation(ctx context.Context, scope auth.Scope, id int64) (Simulation, error)
	// Simulations returns the newest first, without scenarios and reports.
	Simulations(ctx context.Context, scope auth.Scope, q SimulationQuery) ([]Simulation, error)
	// FinishSimulation writes the report of a simulation that is still queued.
	FinishSimulation(ctx context.Context, scope auth.Scope, s Simulation) error
	DeleteSimulation(ctx context.Context, scope auth.Scope, id int64) error
}

// JobQueue queues long work and knows how it goes; jobs.Service is one.
type JobQueue interface {
	Enqueuer
	Get(ctx context.Context, scope auth.Scope, id int64) (jobs.Run, error)
}

// Simulations is the verbs of simulating.
type Simulations struct {
	store        SimulationStore
	requirements RequirementStore
	queue        JobQueue
	code         string
	// Rosters finds who works when; nil: only requirements and scenarios are played.
	Rosters Rosters
	// Workers is how many replications are played at once; 0: one.
	Workers int
	// Now is the clock, time.Now unless a test sets it.
	Now func() time.Time
}

// NewSimulations connects simulating with what it needs of others. code is the
// program's version, kept with every simulation.
func NewSimulations(store SimulationStore, requirements RequirementStore, queue JobQueue, code string) *Simulations {
	return &Simulations{store: store, requirements: requirements, queue: queue, code: code, Now: time.Now}
}

// Simulation returns one simulation with its scenario and its report.
func (s *Simulations) Simulation(ctx context.Context, scope auth.Scope, id int64) (Simulation, error) {
	found, err := s.store.Simulation(ctx, scope, id)
	if err != nil {
		return found, err
	}
	return s.settled(ctx, scope, found)
}

// Simulations lists simulations without scenarios and reports, the newest first.
func (s *Simulations) Simulations(ctx context.Context, scope auth.Scope, q SimulationQuery) ([]Simulation, error) {
	list, err := s.store.Simulations(ctx, scope, q)
	if err != nil {
		return nil, err
	}
	for i := range list {
		if list[i], err = s.settled(ctx, scope, list[i]); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// settled says how a simulation without a report ended, if its job did.
func (s *Simulations) settled(ctx context.Context, scope auth.Scope, found Simulation) (Simulation, error) {
	if found.State != SimulationQueued || found.JobID == 0 {
		return found, nil
	}
	job, err := s.queue.Get(ctx, scope, found.JobID)
	if err != nil {
		return found, fmt.Errorf("simulation %d: %w", found.ID, err)
	}
	switch job.State {
	case jobs.Cancelled:
		found.State = SimulationCancelled
	case jobs.Failed:
		found.State, found.Failure = SimulationFailed, job.Error
	}
	return found, nil
}

// Delete forgets a simulation. Its job, if it still runs, ends without a trace.
func (s *Simulations) Delete(ctx context.Context, scope auth.Scope, id int64) error {
	return s.store.DeleteSimulation(ctx, scope, id)
}

// SimulationStateError says that a simulation has nothing to show.
type SimulationStateError struct {
	ID    int64
	State SimulationState
}

func (e *SimulationStateError) Error() string {
	return fmt.Sprintf("simulation %d is %s; its figures come when it is done", e.ID, e.State)
}

// Done returns the error of a simulation that has no report.
func (s Simulation) Done() error {
	if s.Report == nil {
		return &SimulationStateError{ID: s.ID, State: s.State}
	}
	return nil
}
