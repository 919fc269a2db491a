package forecast

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/muster-wfm/muster/forecast/simulate"
	"github.com/muster-wfm/muster/forecast/simulate/format"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/jobs"
	"github.com/muster-wfm/muster/internal/problem"
)

// SimulateKind is the kind of job that plays a simulation.
const SimulateKind jobs.Kind = "simulation.run"

// simulationJob is what a job of SimulateKind is given.
type simulationJob struct{ Simulation int64 }

// SimulationPlayed is what such a job leaves.
type SimulationPlayed struct {
	SimulationID int64 `json:"simulationId"`
	Events       int64 `json:"events"`
}

// Order queues the playing of requirements. It returns an *OrderError where they
// cannot be played together.
func (s *Simulations) Order(ctx context.Context, scope auth.Scope, order SimulationOrder) (Simulation, error) {
	scenario, site, err := s.fromRequirements(ctx, scope, &order)
	if err != nil {
		return Simulation{}, err
	}
	order.SiteID = site
	return s.add(ctx, scope, order, *scenario)
}

// OrderScenario queues the playing of a scenario that can be played.
func (s *Simulations) OrderScenario(ctx context.Context, scope auth.Scope, order SimulationOrder, scenario simulate.Scenario) (Simulation, error) {
	if err := scenario.Check(); err != nil {
		return Simulation{}, err
	}
	order.Requirements, order.RosterID = nil, 0
	return s.add(ctx, scope, order, scenario)
}

// add keeps a simulation and queues its job, in one transaction.
func (s *Simulations) add(ctx context.Context, scope auth.Scope, order SimulationOrder, scenario simulate.Scenario) (added Simulation, err error) {
	if err := order.settle(&scenario); err != nil {
		return Simulation{}, err
	}
	simulation := Simulation{
		SiteID: order.SiteID, State: SimulationQueued, Order: order, Code: s.code, CreatedAt: s.Now(), CreatedBy: scope.Actor(), Scenario: scenario,
	}
	if simulation.InputHash, err = simulation.hash(); err != nil {
		return Simulation{}, err
	}
	err = s.store.InTx(ctx, scope, func(ctx context.Context) error {
		if added, err = s.store.AddSimulation(ctx, scope, simulation); err != nil {
			return err
		}
		added.JobID, err = s.queue.Enqueue(ctx, scope, SimulateKind, simulationJob{added.ID}, jobs.About(fmt.Sprintf("simulation:%d", added.ID)))
		if err != nil {
			return err
		}
		return s.store.SetSimulationJob(ctx, scope, added.ID, added.JobID)
	})
	return added, err
}

const longestSimulationName = 200

// usualStep is how many seconds lie between two samples where nobody says.
const usualStep = 300

// settle puts the usual in the place of what is not said, and refuses what
// cannot be played.
func (o *SimulationOrder) settle(s *simulate.Scenario) error {
	if o.Name = strings.TrimSpace(o.Name); o.Name != "" && !isLine(o.Name, 1, longestSimulationName) {
		return &OrderError{"name", fmt.Sprintf("%.40q", o.Name), fmt.Sprintf("at most %d printable characters", longestSimulationName)}
	}
	if o.Replications == 0 {
		o.Replications = UsualReplications
	}
	if o.Step == 0 {
		o.Step = min(usualStep, s.Interval)
	}
	var problems problem.List
	if errors.As(o.options().Check(s), &problems) {
		field := map[string]string{"step_s": "stepS"}[problems[0].Field]
		if field == "" {
			field = problems[0].Field
		}
		return &OrderError{field, problems[0].Found, problems[0].Expected}
	}
	contacts := 0.0
	for _, q := range s.Queues {
		for _, n := range q.Contacts {
			contacts += n
		}
	}
	if contacts*float64(o.Replications) > MaxSimulatedContacts {
		return &OrderError{"replications", fmt.Sprint(o.Replications), fmt.Sprintf("at most %.0f with %.0f contacts each", MaxSimulatedContacts/contacts, contacts)}
	}
	return nil
}

func (o *SimulationOrder) options() simulate.Options {
	return simulate.Options{Replications: o.Replications, Seed: o.Seed, Step: o.Step}
}

// hash identifies what is played, and how.
func (s *Simulation) hash() (string, error) {
	var text bytes.Buffer
	if err := format.WriteScenario(&text, &s.Scenario); err != nil {
		return "", err
	}
	if err := json.NewEncoder(&text).Encode([]any{s.Order.Replications, s.Order.Seed, s.Order.Step, s.Code}); err != nil {
		return "", err
	}
	sum := sha256.Sum256(text.Bytes())
	return hex.EncodeToString(sum[:]), nil
}

// RunJob is the handler of SimulateKind.
func (s *Simulations) RunJob(ctx context.Context, job *jobs.Job) (any, error) {
	var order simulationJob
	if err := job.Payload(&order); err != nil {
		return nil, err
	}
	found, err := s.store.Simulation(ctx, job.Scope(), order.Simulation)
	if err != nil {
		return nil, err
	}
	if found.State == SimulationDone { // by a worker that was lost just then
		return SimulationPlayed{found.ID, found.Report.Events}, nil
	}
	options := found.Order.options()
	options.Workers = s.Workers
	options.Done = func(n int) {
		// Whoever wants it to end says so through the context.
		_ = job.Progress(jobs.Progress{Phase: "simulate", Fraction: float64(n) / float64(options.Replications)})
	}
	if found.Report, err = simulate.Run(ctx, found.Scenario, options); err != nil {
		return nil, err
	}
	found.State = SimulationDone
	if err := s.store.FinishSimulation(ctx, job.Scope(), found); err != nil {
		return nil, err
	}
	return SimulationPlayed{found.ID, found.Report.Events}, nil
}
