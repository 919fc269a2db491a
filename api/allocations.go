package api

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/allocate"
)

// Allocation is a division of a period's volume between programmes.
type Allocation struct {
	Versioned
	State      string           `json:"state" enum:"draft,approved"`
	Input      AllocationInput  `json:"input"`
	InputsHash string           `json:"inputsHash" doc:"SHA-256 of the input."`
	Result     AllocationResult `json:"result"`
	CreatedAt  time.Time        `json:"createdAt"`
	CreatedBy  int64            `json:"createdBy"`
	ApprovedAt *time.Time       `json:"approvedAt,omitempty"`
	ApprovedBy *int64           `json:"approvedBy,omitempty"`
}

// AllocationInput is what a division rests on.
type AllocationInput struct {
	Name     string            `json:"name" maxLength:"200"`
	Note     string            `json:"note" maxLength:"4000"`
	From     Day               `json:"from"`
	To       Day               `json:"to"`
	Method   string            `json:"method" enum:"cheapest,thompson" doc:"cheapest: least cost within all limits; thompson: by chance in proportion to what is known."`
	Seed     int64             `json:"seed" minimum:"0"`
	Currency string            `json:"currency" maxLength:"3"`
	Failure  float64           `json:"failure" minimum:"0" doc:"What a failed contact costs, in major units."`
	Band     float64           `json:"band" minimum:"0" maximum:"1" doc:"Around locks."`
	Backup   bool              `json:"backup" doc:"The others can take over all of any one's contacts."`
	MostHHI  float64           `json:"mostHHI" minimum:"0" maximum:"1" doc:"Largest concentration, the sum of squared shares; 0: any."`
	Queues   []AllocationQueue `json:"queues" nullable:"false" minItems:"1" maxItems:"50"`
}

// AllocationQueue is the volume of a queue.
type AllocationQueue struct {
	QueueID      int64             `json:"queueId" minimum:"1"`
	Name         string            `json:"name" maxLength:"200"`
	Volume       float64           `json:"volume" minimum:"0" doc:"Contacts."`
	VolumeSource string            `json:"volumeSource" maxLength:"64" doc:"forecast, assumed, or typed."`
	Floor        float64           `json:"floor" minimum:"0" maximum:"1" doc:"Least mean quality."`
	Offers       []AllocationOffer `json:"offers" nullable:"false" maxItems:"50"`
}

// AllocationOffer is a programme for a queue.
type AllocationOffer struct {
	ProgrammeID   int64    `json:"programmeId" minimum:"1"`
	Name          string   `json:"name" maxLength:"200"`
	Cost          float64  `json:"cost" minimum:"0" doc:"A contact, in major units."`
	CostSource    string   `json:"costSource" maxLength:"64" doc:"rate_card, assumed, or typed."`
	Good          float64  `json:"good" doc:"Quality is known as Beta(good, bad)."`
	Bad           float64  `json:"bad"`
	QualitySource string   `json:"qualitySource" maxLength:"200"`
	MinShare      float64  `json:"minShare" minimum:"0" maximum:"1"`
	MaxShare      float64  `json:"maxShare" minimum:"0" maximum:"1"`
	Capacity      float64  `json:"capacity" minimum:"0" doc:"Contacts."`
	Lock          *float64 `json:"lock,omitempty" minimum:"0" doc:"Contacts that were agreed."`
	Previous      *float64 `json:"previous,omitempty" minimum:"0" maximum:"1" doc:"Share of the period before."`
	StepUp        float64  `json:"stepUp" minimum:"0" maximum:"1" doc:"By which the share may rise from it."`
	StepDown      float64  `json:"stepDown" minimum:"0" maximum:"1"`
	Surge         float64  `json:"surge" minimum:"0" doc:"Contacts that it could take over."`
}

// AllocationResult is how volume is divided.
type AllocationResult struct {
	Cost       float64              `json:"cost"`
	Queues     []AllocatedQueue     `json:"queues" nullable:"false"`
	Infeasible *AllocationObstacles `json:"infeasible,omitempty" doc:"Limits that cannot be kept together, where nothing could be divided."`
}

// AllocationObstacles are limits that cannot be kept together.
type AllocationObstacles struct {
	Short  float64              `json:"short" doc:"By how much, in the unit of the first limit."`
	Limits []AllocationObstacle `json:"limits" nullable:"false"`
}

// AllocationObstacle is one of them.
type AllocationObstacle struct {
	Limit string  `json:"limit"`
	Name  string  `json:"name" doc:"Of the programme; empty: the queue's own."`
	Queue string  `json:"queue"`
	Value float64 `json:"value"`
}

// AllocatedQueue is a queue divided.
type AllocatedQueue struct {
	QueueID    int64              `json:"queueId"`
	Cost       float64            `json:"cost"`
	Quality    float64            `json:"quality"`
	Cautious   float64            `json:"cautious" doc:"Quality as it was counted: low where somebody gets more."`
	FloorPrice float64            `json:"floorPrice" doc:"What one more good contact would cost."`
	NextPrice  float64            `json:"nextPrice" doc:"What one more contact costs."`
	Tight      bool               `json:"tight" doc:"No more contact could be placed."`
	HHI        float64            `json:"hhi"`
	Backup     float64            `json:"backup" doc:"Contacts that the others could take over from the largest."`
	Safe       bool               `json:"safe" doc:"That is all of them."`
	Largest    int64              `json:"largest" doc:"Programme with most contacts."`
	Portions   []AllocatedPortion `json:"portions" nullable:"false"`
}

// AllocatedPortion is what a programme gets.
type AllocatedPortion struct {
	ProgrammeID int64   `json:"programmeId"`
	Contacts    float64 `json:"contacts"`
	Share       float64 `json:"share"`
	Low         float64 `json:"low" doc:"Contacts by the limits."`
	High        float64 `json:"high"`
	Binding     string  `json:"binding,omitempty" doc:"The limit on which it stands."`
	Price       float64 `json:"price" doc:"What one contact more of room there would save."`
}

func (in AllocationInput) toDomain() vendors.AllocationInput {
	return vendors.AllocationInput{
		Name: in.Name, Note: in.Note, From: in.From.Date, To: in.To.Date, Method: vendors.Method(in.Method), Seed: uint64(in.Seed), Currency: in.Currency,
		Failure: in.Failure, Band: in.Band, Backup: in.Backup, MostHHI: in.MostHHI,
		Queues: each(in.Queues, func(q AllocationQueue) vendors.AllocationQueue {
			return vendors.AllocationQueue{
				QueueID: q.QueueID, Name: q.Name, Volume: q.Volume, VolumeSource: q.VolumeSource, Floor: q.Floor,
				Offers: each(q.Offers, func(o AllocationOffer) vendors.AllocationOffer { return vendors.AllocationOffer(o) }),
			}
		}),
	}
}

func allocationInputOf(in vendors.AllocationInput) AllocationInput {
	return AllocationInput{
		Name: in.Name, Note: in.Note, From: Day{in.From}, To: Day{in.To}, Method: string(in.Method), Seed: int64(in.Seed), Currency: in.Currency,
		Failure: in.Failure, Band: in.Band, Backup: in.Backup, MostHHI: in.MostHHI,
		Queues: each(in.Queues, func(q vendors.AllocationQueue) AllocationQueue {
			return AllocationQueue{
				QueueID: q.QueueID, Name: q.Name, Volume: q.Volume, VolumeSource: q.VolumeSource, Floor: q.Floor,
				Offers: each(q.Offers, func(o vendors.AllocationOffer) AllocationOffer { return AllocationOffer(o) }),
			}
		}),
	}
}

func allocationResultOf(in vendors.AllocationInput, r vendors.AllocationResult) AllocationResult {
	out := AllocationResult{Cost: r.Cost, Queues: []AllocatedQueue{}}
	for i, q := range r.Queues {
		out.Queues = append(out.Queues, allocatedQueueOf(in.Queues[i].Offers, q))
	}
	if f := r.Infeasible; f != nil {
		out.Infeasible = &AllocationObstacles{f.Short, each(f.Culprits, func(c allocate.Culprit) AllocationObstacle {
			return AllocationObstacle{string(c.Limit), c.Vendor, c.Skill, c.Value}
		})}
	}
	return out
}

func allocatedQueueOf(offers []vendors.AllocationOffer, q vendors.AllocationShare) AllocatedQueue {
	out := AllocatedQueue{
		QueueID: q.QueueID, Cost: q.Cost, Quality: q.Quality, Cautious: q.Sure, FloorPrice: q.Floor, NextPrice: q.Next, Tight: q.Tight, HHI: q.HHI,
		Backup: q.Backup, Safe: q.Safe, Largest: offers[q.Largest].ProgrammeID, Portions: []AllocatedPortion{},
	}
	for i, p := range q.Offers {
		out.Portions = append(out.Portions, AllocatedPortion{offers[i].ProgrammeID, p.Contacts, p.Share, p.Low, p.High, string(p.Binding), p.Price})
	}
	return out
}

func allocationOf(a vendors.Allocation) Allocation {
	return Allocation{
		Versioned: Versioned{a.ID, a.Version}, State: string(a.State), Input: allocationInputOf(a.Input), InputsHash: a.InputsHash,
		Result: allocationResultOf(a.Input, a.Result), CreatedAt: a.CreatedAt, CreatedBy: a.CreatedBy, ApprovedAt: orNone(a.ApprovedAt), ApprovedBy: orNone(a.ApprovedBy),
	}
}

type (
	allocationFillInput struct {
		From   Day     `query:"from" required:"true"`
		To     Day     `query:"to" required:"true"`
		Queues []int64 `query:"queue" required:"true" minItems:"1" maxItems:"50" doc:"Which queues."`
	}
	allocationBody struct{ Body AllocationInput }
	allocationSave struct {
		OnceInput
		Body AllocationInput
	}
	allocationApproval struct {
		IDInput
		IfMatch
	}
)

func (s *Server) registerAllocations(api huma.API) {
	op := func(method, path, id, summary string) huma.Operation {
		return huma.Operation{
			OperationID: id, Method: method, Path: path, Summary: summary, Tags: []string{"Allocations"},
			Description: "An allocation divides a period's volume between programmes within shares, locks, quality and concentration. Somebody else than its author approves it; then its shares are those of the programmes. Nobody who speaks for a vendor meets one.",
		}
	}
	secured(s, api, op(http.MethodGet, "/allocation-inputs", "fill-allocation", "Fill an input from contracts, forecasts and quality"), auth.ManageVendors, s.fillAllocation)
	secured(s, api, op(http.MethodPost, "/allocation-solutions", "solve-allocation", "Divide volume and keep nothing"), auth.ManageVendors, s.solveAllocation)
	save := op(http.MethodPost, "/allocations", "create-allocation", "Divide volume and keep it")
	save.DefaultStatus = http.StatusCreated
	secured(s, api, save, auth.ManageVendors, s.saveAllocation)
	secured(s, api, op(http.MethodGet, "/allocations", "list-allocations", "List allocations, newest first"), auth.ReadVendors, s.listAllocations)
	secured(s, api, op(http.MethodGet, "/allocations/{id}", "get-allocation", "Get one allocation"), auth.ReadVendors, s.getAllocation)
	secured(s, api, op(http.MethodPost, "/allocations/{id}/approval", "approve-allocation", "Approve an allocation of somebody else"), auth.ManageVendors, s.approveAllocation)
}

func (s *Server) fillAllocation(ctx context.Context, scope auth.Scope, in *allocationFillInput) (*allocationBody, error) {
	filled, err := s.Allocations.Fill(ctx, scope, in.From.Date, in.To.Date, in.Queues)
	if err != nil {
		return nil, err
	}
	return &allocationBody{allocationInputOf(filled)}, nil
}

func (s *Server) solveAllocation(ctx context.Context, scope auth.Scope, in *allocationBody) (*struct{ Body AllocationResult }, error) {
	input := in.Body.toDomain()
	result, err := s.Allocations.Solve(ctx, scope, input)
	if err != nil {
		return nil, err
	}
	return &struct{ Body AllocationResult }{allocationResultOf(input, result)}, nil
}

func allocationAnswer(a vendors.Allocation, err error) (*entityOutput[Allocation], error) {
	if err != nil {
		return nil, err
	}
	return &entityOutput[Allocation]{ETag: etag(a.Version), Location: fmt.Sprintf("%s/allocations/%d", basePath, a.ID), Body: allocationOf(a)}, nil
}

func (s *Server) saveAllocation(ctx context.Context, scope auth.Scope, in *allocationSave) (*entityOutput[Allocation], error) {
	return allocationAnswer(s.Allocations.Save(ctx, scope, in.Body.toDomain()))
}

func (s *Server) listAllocations(ctx context.Context, scope auth.Scope, in *PageInput) (*listOutput[Allocation], error) {
	before, err := in.before()
	if err != nil {
		return nil, err
	}
	list, err := s.Allocations.List(ctx, scope, before, in.Limit)
	if err != nil {
		return nil, err
	}
	return newestFirst(list, in.Limit, func(a vendors.Allocation) int64 { return a.ID }, allocationOf), nil
}

func (s *Server) getAllocation(ctx context.Context, scope auth.Scope, in *IDInput) (*entityOutput[Allocation], error) {
	return allocationAnswer(s.Allocations.Get(ctx, scope, in.ID))
}

func (s *Server) approveAllocation(ctx context.Context, scope auth.Scope, in *allocationApproval) (*entityOutput[Allocation], error) {
	return allocationAnswer(s.Allocations.Approve(ctx, scope, in.ID, in.version()))
}
