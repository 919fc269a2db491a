package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors"
)

// CountBatch is a delivery of counts.
type CountBatch struct {
	ID          int64      `json:"id" doc:"0 after a dry run."`
	ProgrammeID int64      `json:"programmeId"`
	Source      string     `json:"source" enum:"switch,vendor,tickets,surveys,records,lock,agreed" doc:"agreed: booked from commitments, locks and hours."`
	Name        string     `json:"name"`
	Rows        int        `json:"rows"`
	From        Day        `json:"from"`
	To          Day        `json:"to"`
	Hash        string     `json:"hash"`
	CreatedAt   time.Time  `json:"createdAt"`
	UndoneAt    *time.Time `json:"undoneAt,omitempty" doc:"Absent where it counts."`
}

// TakenCounts is what a file of counts holds.
type TakenCounts struct {
	CountBatch
	Totals map[string]int64 `json:"totals"`
}

// TakenEvidence says how many events were new.
type TakenEvidence struct {
	Events int64 `json:"events"`
}

func batchOf(b vendors.CountBatch) CountBatch {
	out := CountBatch{
		ID: b.ID, ProgrammeID: b.ProgrammeID, Source: string(b.Source), Name: b.Name, Rows: b.Rows, From: Day{b.First}, To: Day{b.Last}, Hash: b.Hash, CreatedAt: b.CreatedAt,
	}
	if !b.UndoneAt.IsZero() {
		out.UndoneAt = &b.UndoneAt
	}
	return out
}

type (
	countsInput struct {
		FileBody
		IDInput
		Source   string `query:"source" enum:"switch,vendor,tickets,surveys,records,lock" default:"vendor" doc:"Who counted. A vendor delivers its own counts only; tickets is Zendesk's ticket export."`
		DryRun   bool   `query:"dryRun" doc:"Only say what the file holds."`
		FileName string `header:"X-File-Name" maxLength:"2000" doc:"What its owner calls the file, in UTF-8 with percent encoding."`
	}
	countsOutput struct{ Body TakenCounts }
	batchOutput  struct{ Body CountBatch }
	batchesInput struct {
		IDInput
		PageInput
	}
	evidenceInput struct {
		FileBody
		IDInput
		FileName string `header:"X-File-Name" maxLength:"2000"`
	}
	evidenceOutput struct{ Body TakenEvidence }
)

func (s *Server) registerCounts(api huma.API) {
	take := owedOperation(http.MethodPost, "/programmes/{id}/counts", "send-counts", "Send counts: CSV or XLSX with start, queue and counts by their names")
	take.RequestBody = fileContent("text/csv", "application/octet-stream", xlsxType, "multipart/form-data")
	secured(s, api, take, auth.ReadVendors, s.takeCounts)
	secured(s, api, owedOperation(http.MethodGet, "/programmes/{id}/counts", "list-count-batches", "Deliveries of counts, the newest first"), auth.ReadVendors, s.listBatches)
	secured(s, api, owedOperation(http.MethodPost, "/count-batches/{id}/undo", "undo-counts", "Take a delivery of counts back"), auth.ReadVendors, s.undoCounts)
	evidence := owedOperation(http.MethodPost, "/programmes/{id}/evidence", "send-evidence", "Send single events: CSV with ref, rate, begins, ends, agent, customer, talk_s, wrap_s, faults")
	evidence.RequestBody = fileContent("text/csv", "application/octet-stream", xlsxType, "multipart/form-data")
	secured(s, api, evidence, auth.ManageVendors, s.takeEvidence)
}

func (s *Server) takeCounts(ctx context.Context, scope auth.Scope, in *countsInput) (*countsOutput, error) {
	if err := partyTo(scope); err != nil {
		return nil, err
	}
	file, name, err := in.open(vendors.MostFileBytes)
	if err != nil {
		return nil, err
	}
	taken, err := s.Counts.Take(ctx, scope, vendors.CountOrder{ProgrammeID: in.ID, Source: vendors.Source(in.Source), Name: decodedName(name), DryRun: in.DryRun}, file)
	if err != nil {
		return nil, err
	}
	return &countsOutput{Body: TakenCounts{batchOf(taken.Batch), taken.Totals}}, nil
}

func (s *Server) listBatches(ctx context.Context, scope auth.Scope, in *batchesInput) (*listOutput[CountBatch], error) {
	before, err := in.before()
	if err != nil {
		return nil, err
	}
	list, err := s.Counts.Batches(ctx, scope, in.ID, before, in.Limit)
	if err != nil {
		return nil, err
	}
	return newestFirst(list, in.Limit, func(b vendors.CountBatch) int64 { return b.ID }, batchOf), nil
}

func (s *Server) undoCounts(ctx context.Context, scope auth.Scope, in *IDInput) (*batchOutput, error) {
	if err := partyTo(scope); err != nil {
		return nil, err
	}
	b, err := s.Counts.Undo(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	return &batchOutput{Body: batchOf(b)}, nil
}

func (s *Server) takeEvidence(ctx context.Context, scope auth.Scope, in *evidenceInput) (*evidenceOutput, error) {
	p, err := s.Programmes.Get(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	site, err := s.Workforce.Sites.Get(ctx, scope, p.SiteID)
	if err != nil {
		return nil, err
	}
	loc, err := time.LoadLocation(site.Zone)
	if err != nil {
		return nil, err
	}
	file, _, err := in.open(vendors.MostFileBytes)
	if err != nil {
		return nil, err
	}
	events, err := vendors.ReadEvents(file, loc)
	if err != nil {
		return nil, err
	}
	n, err := s.Statements.TakeEvents(ctx, scope, in.ID, events)
	if err != nil {
		return nil, err
	}
	return &evidenceOutput{Body: TakenEvidence{n}}, nil
}
