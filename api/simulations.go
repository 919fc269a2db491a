package api

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/simulate/format"
	"github.com/muster-wfm/muster/internal/auth"
)

// Simulation is a scenario played contact by contact, or about to be.
type Simulation struct {
	ID             int64     `json:"id"`
	Name           string    `json:"name" doc:"May be empty."`
	State          string    `json:"state" enum:"queued,done,failed,cancelled" doc:"How far it has come while it is queued, the job tells."`
	Failure        string    `json:"failure,omitempty"`
	JobID          int64     `json:"jobId" doc:"The job that plays it: progress, and how to cancel."`
	SiteID         int64     `json:"siteId,omitempty" doc:"Absent: a scenario of no site."`
	RequirementIDs []int64   `json:"requirementIds" nullable:"false" doc:"Empty: it came as a scenario."`
	RosterID       int64     `json:"rosterId,omitempty" doc:"The roster whose people are there; absent: the required agents."`
	Presence       float64   `json:"presence,omitempty" doc:"Share of those on shift who are there; absent: what the goals' shrinkage leaves."`
	From           *Day      `json:"from,omitempty" doc:"First day of the requirements that is played."`
	Days           int       `json:"days,omitempty"`
	Pooling        string    `json:"pooling,omitempty" enum:"separate,by_skill"`
	Volume         float64   `json:"volume,omitempty" doc:"Contacts over those of the requirement."`
	HandleCV       float64   `json:"handleCv" doc:"Deviation of handle times over their mean; 0: exponential, as in the formulas."`
	Replications   int       `json:"replications"`
	Seed           int64     `json:"seed"`
	StepS          float64   `json:"stepS" doc:"Seconds between two samples of the course."`
	InputHash      string    `json:"inputHash"`
	CodeVersion    string    `json:"codeVersion"`
	CreatedAt      time.Time `json:"createdAt"`
	CreatedBy      int64     `json:"createdBy"`
}

func simulationOf(s forecast.Simulation) Simulation {
	return Simulation{
		ID: s.ID, Name: s.Order.Name, State: string(s.State), Failure: s.Failure, JobID: s.JobID, SiteID: s.SiteID,
		RequirementIDs: orEmpty(s.Order.Requirements), RosterID: s.Order.RosterID, Presence: s.Order.Presence, From: dayOrNone(s.Order.From), Days: s.Order.Days, Pooling: string(s.Order.Pooling),
		Volume: s.Order.Volume, HandleCV: s.Order.HandleCV, Replications: s.Order.Replications, Seed: int64(s.Order.Seed), StepS: s.Order.Step,
		InputHash: s.InputHash, CodeVersion: s.Code, CreatedAt: s.CreatedAt, CreatedBy: s.CreatedBy,
	}
}

// SimulationOrder asks for the playing of requirements, of a roster or of a scenario.
type SimulationOrder struct {
	Name           string          `json:"name,omitempty" maxLength:"200"`
	RequirementIDs []int64         `json:"requirementIds,omitempty" maxItems:"200" nullable:"false" doc:"Requirements of one site, one a queue; not beside rosterId or scenario."`
	RosterID       int64           `json:"rosterId,omitempty" minimum:"0" doc:"A roster whose people are played: on their shifts and breaks, each for the queue of the shift first, then for the others that they can serve."`
	Presence       float64         `json:"presence,omitempty" minimum:"0" maximum:"1" doc:"Share of those on shift who are there; absent or 0: what the goals' shrinkage leaves."`
	From           *Day            `json:"from,omitempty" doc:"First day to play; absent: the first of the first requirement."`
	Days           int             `json:"days,omitempty" minimum:"0" maximum:"31" doc:"Absent or 0: one."`
	Pooling        string          `json:"pooling,omitempty" enum:"separate,by_skill" doc:"separate, the usual: each queue has its agents to itself. by_skill: queues that need the same skill share theirs."`
	Volume         float64         `json:"volume,omitempty" minimum:"0" maximum:"10" doc:"What if 1.1 times the contacts came? Absent or 0: 1."`
	HandleCV       float64         `json:"handleCv,omitempty" minimum:"0" maximum:"10" doc:"Deviation of handle times over their mean, lognormal; absent or 0: exponential."`
	Scenario       json.RawMessage `json:"scenario,omitempty" doc:"A document of the form muster-scenario/1, see docs/simulation.md; not beside requirementIds or rosterId."`
	SiteID         int64           `json:"siteId,omitempty" minimum:"0" doc:"Site of the scenario; absent: everybody who may see demand sees it."`
	Replications   int             `json:"replications,omitempty" minimum:"0" maximum:"10000" doc:"How often it is played; absent or 0: 100."`
	Seed           int64           `json:"seed,omitempty" minimum:"0" doc:"Decides what is left to chance; the same seed gives two scenarios the same contacts."`
	StepS          float64         `json:"stepS,omitempty" minimum:"0" doc:"Seconds between two samples of the course; absent or 0: five minutes, at most an interval."`
}

type (
	simulationListInput struct {
		PageInput
		Requirement int64 `query:"requirement" doc:"Only those that play this requirement."`
	}
	simulationOrderInput struct {
		OnceInput
		Body SimulationOrder
	}
	simulationOutput         struct{ Body Simulation }
	simulationScenarioOutput struct {
		Body json.RawMessage
	}
)

func (s *Server) registerSimulations(api huma.API) {
	op := func(method, path, id, summary string) huma.Operation {
		return huma.Operation{
			OperationID: id, Method: method, Path: path, Summary: summary, Tags: []string{"Simulations"},
			Description: "A simulation plays a day contact by contact, many times over: what service each queue gets when agents are shared. Once done it never changes.",
		}
	}
	order := op(http.MethodPost, "/simulations", "order-simulation", "Simulate requirements, a roster or a scenario")
	order.DefaultStatus = http.StatusAccepted
	order.MaxBodyBytes = 16 << 20 // a scenario of many queues and agents
	secured(s, api, order, auth.ManageDemand, s.orderSimulation)
	secured(s, api, op(http.MethodGet, "/simulations", "list-simulations", "List simulations, newest first"), auth.ReadDemand, s.listSimulations)
	secured(s, api, op(http.MethodGet, "/simulations/{id}", "get-simulation", "Get one simulation with its report"), auth.ReadDemand, s.getSimulation)
	remove := op(http.MethodDelete, "/simulations/{id}", "delete-simulation", "Forget a simulation")
	secured(s, api, remove, auth.ManageDemand, s.deleteSimulation)
	secured(s, api, op(http.MethodGet, "/simulations/{id}/intervals", "get-simulation-intervals", "Get a simulation by interval"), auth.ReadDemand, s.simulationIntervals)
	secured(s, api, op(http.MethodGet, "/simulations/{id}/course", "get-simulation-course", "See queues and agents as time goes by"), auth.ReadDemand, s.simulationCourse)
	secured(s, api, op(http.MethodGet, "/simulations/{id}/scenario", "get-simulation-scenario", "Get the scenario that was played, to change it and play it again"), auth.ReadDemand, s.simulationScenario)
}

func (s *Server) orderSimulation(ctx context.Context, scope auth.Scope, in *simulationOrderInput) (*simulationOutput, error) {
	b := in.Body
	order := forecast.SimulationOrder{
		Name: b.Name, Requirements: b.RequirementIDs, RosterID: b.RosterID, Presence: b.Presence, From: dateOrNone(b.From), Days: b.Days, Pooling: forecast.Pooling(b.Pooling), Volume: b.Volume,
		HandleCV: b.HandleCV, Replications: b.Replications, Seed: uint64(b.Seed), Step: b.StepS,
	}
	if b.RosterID != 0 && len(b.RequirementIDs) > 0 {
		return nil, &forecast.OrderError{Field: "rosterId", Found: "a roster beside requirementIds", Expected: "one of the two"}
	}
	if len(b.Scenario) == 0 {
		ordered, err := s.Simulations.Order(ctx, scope, order)
		return &simulationOutput{Body: simulationOf(ordered)}, err
	}
	if len(b.RequirementIDs) > 0 || b.RosterID != 0 {
		return nil, &forecast.OrderError{Field: "scenario", Found: "a scenario beside requirementIds or rosterId", Expected: "one of the three"}
	}
	scenario, err := format.ReadScenario(bytes.NewReader(b.Scenario))
	if err != nil {
		return nil, err
	}
	ordered, err := s.Simulations.OrderScenario(ctx, scope, forecast.SimulationOrder{
		Name: b.Name, SiteID: b.SiteID, Replications: b.Replications, Seed: uint64(b.Seed), Step: b.StepS,
	}, *scenario)
	return &simulationOutput{Body: simulationOf(ordered)}, err
}

func (s *Server) listSimulations(ctx context.Context, scope auth.Scope, in *simulationListInput) (*listOutput[Simulation], error) {
	before, err := in.before()
	if err != nil {
		return nil, err
	}
	list, err := s.Simulations.Simulations(ctx, scope, forecast.SimulationQuery{Requirement: in.Requirement, Before: before, Limit: in.Limit})
	if err != nil {
		return nil, err
	}
	return newestFirst(list, in.Limit, func(x forecast.Simulation) int64 { return x.ID }, simulationOf), nil
}

func (s *Server) deleteSimulation(ctx context.Context, scope auth.Scope, in *IDInput) (*struct{}, error) {
	return nil, s.Simulations.Delete(ctx, scope, in.ID)
}

func (s *Server) simulationScenario(ctx context.Context, scope auth.Scope, in *IDInput) (*simulationScenarioOutput, error) {
	found, err := s.Simulations.Simulation(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	var text bytes.Buffer
	err = format.WriteScenario(&text, &found.Scenario)
	return &simulationScenarioOutput{Body: text.Bytes()}, err
}
