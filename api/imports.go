package api

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/history"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/jobs"
)

// ImportOptions is what an import does beside reading.
type ImportOptions struct {
	DryRun       bool   `json:"dryRun,omitempty" doc:"Check and report, write nothing. The same upload can be imported afterwards."`
	CreateQueues bool   `json:"createQueues,omitempty" doc:"Make queues that are not known yet."`
	SiteID       int64  `json:"siteId,omitempty" minimum:"1" doc:"Where new queues are made; needed where there are several sites."`
	SkipRefused  bool   `json:"skipRefused,omitempty" doc:"Write the good rows although others are refused. Else one wrong row and nothing is written."`
	AllowClosed  bool   `json:"allowClosed,omitempty" doc:"Take contacts outside opening hours, with a flag, instead of refusing their rows."`
	Source       string `json:"source,omitempty" maxLength:"100" doc:"Keeps rows of different switches apart; a queue's history is their sum. Absent: history."`
}

// ImportOrder asks for the import of an upload.
type ImportOrder struct {
	UploadID int64 `json:"uploadId" minimum:"1"`
	ImportMapping
	ImportOptions
}

// ImportStarted names an import and the job at work on it.
type ImportStarted struct {
	ImportID int64 `json:"importId"`
	JobID    int64 `json:"jobId"`
}

// Import is one reading of an upload into the history.
type Import struct {
	ID       int64         `json:"id"`
	UploadID int64         `json:"uploadId"`
	JobID    int64         `json:"jobId,omitempty" doc:"Absent where it ran without a job, from the command line."`
	FileName string        `json:"fileName"`
	State    string        `json:"state" enum:"queued,checking,writing,done,refused,failed,cancelled,undoing,undone" doc:"refused: rows were wrong, so nothing was written."`
	Failure  string        `json:"failure,omitempty" doc:"Why it failed."`
	Read     ImportMapping `json:"read" doc:"How the file was read."`
	ImportOptions
	RowsRead      int64      `json:"rowsRead" doc:"Rows of the file."`
	RowsTaken     int64      `json:"rowsTaken" doc:"Intervals that the file gave: added, changed and unchanged ones."`
	RowsAdded     int64      `json:"rowsAdded" doc:"Intervals that were not there."`
	RowsChanged   int64      `json:"rowsChanged" doc:"Intervals that took new values."`
	RowsUnchanged int64      `json:"rowsUnchanged" doc:"Intervals that were there with the same values."`
	RowsRefused   int64      `json:"rowsRefused" doc:"Rows with something wrong."`
	RowsLeftOut   int64      `json:"rowsLeftOut" doc:"Rows of totals and of intervals still running, which are rightly left out."`
	CreatedAt     time.Time  `json:"createdAt"`
	CreatedBy     int64      `json:"createdBy"`
	FinishedAt    *time.Time `json:"finishedAt,omitempty"`
}

// ImportReport is an import with what it found.
type ImportReport struct {
	Import
	QueueIDs       []int64         `json:"queueIds" doc:"Queues of the file that exist."`
	Problems       []ImportProblem `json:"problems" doc:"What was wrong, in the order of lines; the first 1000."`
	Reconciliation Reconciliation  `json:"reconciliation"`
}

// ImportProblem says what is wrong with one place of a file.
type ImportProblem struct {
	Line     int    `json:"line" doc:"Line of the file, from 1; 0 for the file as a whole."`
	Column   string `json:"column" doc:"As the header spells it; empty for the line as a whole."`
	Found    string `json:"found"`
	Expected string `json:"expected"`
	Code     string `json:"code" doc:"Stable name of the kind of problem, such as number, time, duplicate or unknown_queue."`
}

// Reconciliation is what can be compared with the source's own report.
type Reconciliation struct {
	ByQueue []ReconciledQueue `json:"byQueue"`
	Totals  ReconciledQueue   `json:"totals" doc:"queue is empty."`
	Notes   []string          `json:"notes" doc:"What a planner should know, in words."`
}

// ReconciledQueue is what a file holds for one queue.
type ReconciledQueue struct {
	Queue          string     `json:"queue" doc:"As the file calls it."`
	From           *time.Time `json:"from,omitempty" doc:"Start of the first interval; absent where there is none."`
	To             *time.Time `json:"to,omitempty" doc:"End of the last interval."`
	Intervals      int64      `json:"intervals"`
	Offered        int64      `json:"offered"`
	Answered       int64      `json:"answered"`
	Handled        int64      `json:"handled"`
	Abandoned      int64      `json:"abandoned"`
	FlowOut        int64      `json:"flowOut"`
	Difference     int64      `json:"difference" doc:"Offered less handled, abandoned and flow-out, over the intervals compared."`
	Compared       int64      `json:"compared" doc:"Intervals that give all that the difference needs."`
	Gaps           int64      `json:"gaps" doc:"Intervals missing between the first and the last, while the queue was open."`
	OutsideOpening int64      `json:"outsideOpening" doc:"Intervals with contacts while the queue was closed."`
	Duplicates     int64      `json:"duplicates" doc:"Rows for an interval that has one already."`
	PartsAdded     int64      `json:"partsAdded" doc:"Intervals that are the sum of several rows."`
}

func importProblemOf(p history.RowError) ImportProblem {
	return ImportProblem{Line: p.Line, Column: p.Column, Found: p.Got, Expected: p.Want, Code: string(p.Code)}
}

func importOf(i forecast.Import) Import {
	m, c := i.Order.Mapping, i.Counts
	return Import{
		ID: i.ID, UploadID: i.UploadID, JobID: i.JobID, FileName: i.FileName, State: string(i.State), Failure: i.Failure,
		Read: ImportMapping{
			Format: m.Format, Mapping: columnsOf(m), TimeZone: zoneName(m), QueueID: i.Order.QueueID, IntervalMin: m.IntervalMin,
			DateOrder: string(m.DateOrder), Decimal: decimalName[m.Decimal], DurationUnit: string(m.Unit),
		},
		ImportOptions: ImportOptions{
			DryRun: i.Order.DryRun, CreateQueues: i.Order.CreateQueues, SiteID: i.Order.SiteID,
			SkipRefused: i.Order.SkipRefused, AllowClosed: i.Order.AllowClosed, Source: i.Order.Source,
		},
		RowsRead: c.Read, RowsTaken: c.Taken(), RowsAdded: c.Added, RowsChanged: c.Changed, RowsUnchanged: c.Unchanged, RowsRefused: c.Refused,
		RowsLeftOut: c.LeftOut, CreatedAt: i.CreatedAt, CreatedBy: i.CreatedBy, FinishedAt: orNone(i.FinishedAt),
	}
}

func importReportOf(i forecast.Import) ImportReport {
	loc := zoneOf(i.Order.Mapping)
	reconciled := func(q history.QueueReport) ReconciledQueue { return reconciledOf(q, loc) }
	out := ImportReport{
		Import: importOf(i), QueueIDs: []int64{}, Problems: each(i.Problems, importProblemOf),
		Reconciliation: Reconciliation{ByQueue: each(i.Report.ByQueue, reconciled), Totals: reconciled(i.Report.Totals), Notes: orEmpty(i.Report.Notes)},
	}
	for _, t := range i.Touched {
		if t.QueueID != 0 && !slices.Contains(out.QueueIDs, t.QueueID) {
			out.QueueIDs = append(out.QueueIDs, t.QueueID)
		}
	}
	return out
}

func reconciledOf(q history.QueueReport, loc *time.Location) ReconciledQueue {
	out := ReconciledQueue{
		Queue: q.Queue, Intervals: q.Intervals, Offered: q.Offered, Answered: q.Answered, Handled: q.Handled, Abandoned: q.Abandoned, FlowOut: q.FlowOut,
		Difference: q.Difference, Compared: q.Compared, Gaps: q.Gaps, OutsideOpening: q.OutsideOpening, Duplicates: q.Duplicates, PartsAdded: q.PartsAdded,
	}
	if q.Intervals > 0 {
		from, to := time.Unix(q.From, 0).In(loc), time.Unix(q.To, 0).In(loc)
		out.From, out.To = &from, &to
	}
	return out
}

type (
	importOrderInput struct {
		OnceInput
		Body ImportOrder
	}
	importStartedOutput struct{ Body ImportStarted }
	importOutput        struct{ Body ImportReport }
)

func importOperation(method, path, id, summary string) huma.Operation {
	return huma.Operation{
		OperationID: id, Method: method, Path: path, Summary: summary, Tags: []string{"History"},
		Description: "An import reads and checks a whole upload before it writes any of it. The same file twice changes nothing, and an import can be undone.",
	}
}

func (s *Server) registerImports(api huma.API) {
	order := importOperation(http.MethodPost, "/imports", "start-import", "Import an upload, or try to")
	order.DefaultStatus = http.StatusAccepted
	secured(s, api, order, auth.ManageDemand, s.startImport)
	secured(s, api, importOperation(http.MethodGet, "/imports", "list-imports", "List imports, newest first"), auth.ReadDemand, s.listImports)
	secured(s, api, importOperation(http.MethodGet, "/imports/{id}", "get-import", "Get one import with what it found"), auth.ReadDemand, s.getImport)
	problems := importOperation(http.MethodGet, "/imports/{id}/errors.csv", "export-import-errors", "Take the problems of an import away as CSV")
	problems.Responses = map[string]*huma.Response{"200": {
		Description: "file, line, column, found, expected, code.",
		Content:     map[string]*huma.MediaType{"text/csv": {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}},
	}}
	secured(s, api, problems, auth.ReadDemand, s.exportImportErrors)
	undo := importOperation(http.MethodPost, "/imports/{id}/undo", "undo-import", "Give back what was there before an import")
	undo.DefaultStatus = http.StatusAccepted
	secured(s, api, undo, auth.ManageDemand, s.undoImport)
}

func (s *Server) startImport(ctx context.Context, scope auth.Scope, in *importOrderInput) (*importStartedOutput, error) {
	order, err := s.importOrder(ctx, scope, in.Body)
	if err != nil {
		return nil, err
	}
	var started forecast.Import
	err = s.recorded(ctx, scope, "import.start", func(ctx context.Context) (string, any, error) {
		started, err = s.Imports.Start(ctx, scope, in.Body.UploadID, order)
		return fmt.Sprintf("import/%d", started.ID), map[string]any{"upload": in.Body.UploadID, "dryRun": order.DryRun}, err
	})
	return &importStartedOutput{Body: ImportStarted{ImportID: started.ID, JobID: started.JobID}}, err
}

// importOrder is the order of the domain; what cannot be read at all is refused
// here, before a job begins.
func (s *Server) importOrder(ctx context.Context, scope auth.Scope, body ImportOrder) (forecast.ImportOrder, error) {
	o := body.ImportOptions
	if o.SiteID != 0 {
		if _, err := s.Workforce.Sites.Get(ctx, scope, o.SiteID); err != nil {
			return forecast.ImportOrder{}, err
		}
	}
	seen, err := s.try(ctx, scope, body.UploadID, body.ImportMapping, forecast.ImportOrder{
		SiteID: o.SiteID, Source: o.Source, DryRun: o.DryRun, CreateQueues: o.CreateQueues, SkipRefused: o.SkipRefused, AllowClosed: o.AllowClosed,
	})
	if err == nil && len(seen.missing) > 0 {
		err = missingFields(seen.missing)
	}
	order := seen.order
	if body.TimeZone == "" {
		order.Mapping.Zone = "" // found again by the import, which also checks that all queues share it
	}
	return order, err
}

func (s *Server) listImports(ctx context.Context, scope auth.Scope, in *PageInput) (*listOutput[Import], error) {
	before, err := in.before()
	if err != nil {
		return nil, err
	}
	imports, err := s.Imports.List(ctx, scope, before, in.Limit)
	if err != nil {
		return nil, err
	}
	return newestFirst(imports, in.Limit, func(x forecast.Import) int64 { return x.ID }, func(i forecast.Import) Import { return importOf(s.neverBegun(ctx, scope, i)) }), nil
}

// neverBegun settles an import whose job ended before any worker took it: the
// import itself was never told.
func (s *Server) neverBegun(ctx context.Context, scope auth.Scope, i forecast.Import) forecast.Import {
	if i.State != forecast.ImportQueued || i.JobID == 0 {
		return i
	}
	run, err := s.Jobs.Get(ctx, scope, i.JobID)
	switch {
	case err != nil || !run.State.Ended():
	case run.State == jobs.Failed:
		i.State, i.Failure, i.FinishedAt = forecast.ImportFailed, run.Error, run.FinishedAt
	default:
		i.State, i.FinishedAt = forecast.ImportCancelled, run.FinishedAt
	}
	return i
}

func (s *Server) getImport(ctx context.Context, scope auth.Scope, in *IDInput) (*importOutput, error) {
	i, err := s.Imports.Get(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	return &importOutput{Body: importReportOf(s.neverBegun(ctx, scope, i))}, nil
}

func (s *Server) exportImportErrors(ctx context.Context, scope auth.Scope, in *IDInput) (*fileOutput, error) {
	i, err := s.Imports.Get(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := history.WriteErrors(&out, i.Problems); err != nil {
		return nil, err
	}
	name := fmt.Sprintf("import-%d-problems.csv", in.ID)
	return &fileOutput{ContentType: "text/csv; charset=utf-8", Disposition: `attachment; filename="` + name + `"`, Body: out.Bytes()}, nil
}

func (s *Server) undoImport(ctx context.Context, scope auth.Scope, in *IDInput) (*importStartedOutput, error) {
	out := &importStartedOutput{Body: ImportStarted{ImportID: in.ID}}
	err := s.recorded(ctx, scope, "import.undo", func(ctx context.Context) (subject string, detail any, err error) {
		out.Body.JobID, err = s.Imports.StartUndo(ctx, scope, in.ID)
		return fmt.Sprintf("import/%d", in.ID), nil, err
	})
	return out, err
}
