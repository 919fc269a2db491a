package api

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/model/layers"
	"github.com/muster-wfm/muster/internal/auth"
)

// Adjustment is one planner's change to the forecasts of one queue.
type Adjustment struct {
	Versioned
	QueueID int64 `json:"queueId"`
	AdjustmentFields
	Withdrawn     bool      `json:"withdrawn" doc:"Taken off for good; it stays on record."`
	CreatedAt     time.Time `json:"createdAt"`
	CreatedBy     int64     `json:"createdBy"`
	CreatedByName string    `json:"createdByName" doc:"Empty where Muster made it."`
	ChangedAt     time.Time `json:"changedAt"`
	ChangedBy     int64     `json:"changedBy"`
	ChangedByName string    `json:"changedByName"`
}

// AdjustmentFields is what a planner decides about an adjustment.
type AdjustmentFields struct {
	Measure   string    `json:"measure" enum:"contacts,handle_time"`
	Operation string    `json:"operation" enum:"multiply,add,set" doc:"add and set of contacts give the total over the range, shared by the forecast's shape; of handle time, seconds a contact."`
	Value     float64   `json:"value" doc:"A factor, contacts in the whole range, or seconds a contact."`
	From      time.Time `json:"from" doc:"A whole minute; need not begin an interval."`
	To        time.Time `json:"to" doc:"The instant after the range, at most 400 days later."`
	Type      string    `json:"type" enum:"campaign,incident,holiday,correction,other" doc:"Adjustments are scored by type afterwards."`
	Reason    string    `json:"reason" minLength:"1" maxLength:"500"`
	Active    bool      `json:"active" doc:"Switched on. Layers lie in the order in which they were made, whether or not they were off meanwhile."`
}

// NewAdjustments lays one change over the forecasts of several queues.
type NewAdjustments struct {
	QueueIDs []int64 `json:"queueIds" minItems:"1" maxItems:"500" nullable:"false" doc:"One adjustment is made for each, all or none."`
	AdjustmentFields
}

// AdjustmentsMade lists the new adjustments, in the order of the queues.
type AdjustmentsMade struct {
	Items []Adjustment `json:"items" nullable:"false"`
}

func (f AdjustmentFields) toDomain() forecast.Change {
	return forecast.Change{
		Measure: layers.Measure(f.Measure), Operation: layers.Operation(f.Operation), Value: f.Value, From: f.From, To: f.To,
		Type: forecast.AdjustmentType(f.Type), Reason: f.Reason, Active: f.Active,
	}
}

func (f AdjustmentFields) check() error {
	_, err := forecast.NewChange(f.toDomain())
	return err
}

func adjustmentOf(a forecast.Adjustment) Adjustment {
	return Adjustment{
		Versioned: Versioned{ID: a.ID, Version: a.Version}, QueueID: a.QueueID,
		AdjustmentFields: AdjustmentFields{
			Measure: string(a.Measure), Operation: string(a.Operation), Value: a.Value, From: a.From, To: a.To,
			Type: string(a.Type), Reason: a.Reason, Active: a.Active,
		},
		Withdrawn: a.Withdrawn, CreatedAt: a.CreatedAt, CreatedBy: a.CreatedBy, CreatedByName: a.CreatedByName,
		ChangedAt: a.ChangedAt, ChangedBy: a.ChangedBy, ChangedByName: a.ChangedByName,
	}
}

type (
	adjustmentListInput struct {
		PageInput
		Queue []int64   `query:"queue" doc:"Only of these queues."`
		From  time.Time `query:"from" doc:"Only those that end after this instant."`
		To    time.Time `query:"to" doc:"Only those that begin before this instant."`
	}
	adjustmentCreateInput struct {
		OnceInput
		Body NewAdjustments
	}
	adjustmentsMadeOutput  struct{ Body AdjustmentsMade }
	adjustmentStatesOutput struct{ Body AdjustmentHistory }
)

// AdjustmentHistory is every state that an adjustment was in, the first first.
type AdjustmentHistory struct {
	Items []Adjustment `json:"items" nullable:"false"`
}

// Resolve adds the domain's judgement to that of the framework.
func (in *adjustmentCreateInput) Resolve(huma.Context) []error {
	return judged(in.Body.AdjustmentFields)
}

// registerAdjustments adds the operations on adjustments. Of those that all
// things have, only the list and the creation differ: one change goes to several
// queues.
func (s *Server) registerAdjustments(api huma.API) {
	r := resource[AdjustmentFields, Adjustment]{
		one: "adjustment", many: "adjustments", tag: "Forecasts", read: auth.ReadDemand, manage: auth.ManageDemand,
		about: "An adjustment is a planner's change that lies over every forecast of a queue in a range of time, with author and reason.",
		get: func(ctx context.Context, scope auth.Scope, id int64) (Adjustment, error) {
			a, err := s.Adjustments.Get(ctx, scope, id)
			return adjustmentOf(a), err
		},
		edit: func(ctx context.Context, scope auth.Scope, id, version int64, f AdjustmentFields) (Adjustment, error) {
			a, err := s.Adjustments.Edit(ctx, scope, id, version, f.toDomain())
			return adjustmentOf(a), err
		},
	}
	crud(s, api, r)
	secured(s, api, r.operation(http.MethodGet, "/adjustments", "list-adjustments", "List adjustments, newest first"), r.read, s.listAdjustments)
	make := r.operation(http.MethodPost, "/adjustments", "create-adjustments", "Adjust the forecasts of queues")
	make.DefaultStatus = http.StatusCreated
	secured(s, api, make, r.manage, s.createAdjustments)
	withdraw := r.operation(http.MethodDelete, "/adjustments/{id}", "withdraw-adjustment", "Take an adjustment off for good; it stays on record")
	withdraw.DefaultStatus = http.StatusNoContent
	secured(s, api, withdraw, r.manage, s.withdrawAdjustment)
	states := r.operation(http.MethodGet, "/adjustments/{id}/history", "get-adjustment-history", "List every state of an adjustment")
	secured(s, api, states, r.read, s.adjustmentHistory)
}

func (s *Server) listAdjustments(ctx context.Context, scope auth.Scope, in *adjustmentListInput) (*listOutput[Adjustment], error) {
	before, err := in.before()
	if err != nil {
		return nil, err
	}
	list, err := s.Adjustments.List(ctx, scope, forecast.AdjustmentQuery{Queues: in.Queue, From: in.From, To: in.To, Before: before, Limit: in.Limit})
	if err != nil {
		return nil, err
	}
	return newestFirst(list, in.Limit, func(a forecast.Adjustment) int64 { return a.ID }, adjustmentOf), nil
}

func (s *Server) createAdjustments(ctx context.Context, scope auth.Scope, in *adjustmentCreateInput) (*adjustmentsMadeOutput, error) {
	made, err := s.Adjustments.Make(ctx, scope, in.Body.QueueIDs, in.Body.toDomain())
	if err != nil {
		return nil, err
	}
	return &adjustmentsMadeOutput{Body: AdjustmentsMade{Items: each(made, adjustmentOf)}}, nil
}

func (s *Server) withdrawAdjustment(ctx context.Context, scope auth.Scope, in *IDInput) (*struct{}, error) {
	return &struct{}{}, s.Adjustments.Withdraw(ctx, scope, in.ID)
}

func (s *Server) adjustmentHistory(ctx context.Context, scope auth.Scope, in *IDInput) (*adjustmentStatesOutput, error) {
	states, err := s.Adjustments.States(ctx, scope, in.ID)
	if err != nil {
		return nil, fmt.Errorf("history of adjustment %d: %w", in.ID, err)
	}
	return &adjustmentStatesOutput{Body: AdjustmentHistory{Items: each(states, adjustmentOf)}}, nil
}
