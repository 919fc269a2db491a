package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/careers/attrition"
	"github.com/muster-wfm/muster/internal/auth"
)

// EmploymentEvent is what happened to somebody's employment.
type EmploymentEvent struct {
	Versioned
	EmploymentEventFields
	ImportID   int64     `json:"importId,omitempty" doc:"The file it came with; absent: typed."`
	RecordedAt time.Time `json:"recordedAt"`
	RecordedBy int64     `json:"recordedBy"`
}

// EmploymentEventFields is what somebody says of an event.
type EmploymentEventFields struct {
	Kind       string `json:"kind" enum:"hired,left,moved,leave"`
	Day        Day    `json:"day" doc:"Of an exit the last day of employment."`
	LastDay    *Day   `json:"lastDay,omitempty" doc:"Of a leave; absent: not known yet."`
	SiteID     int64  `json:"siteId,omitempty" minimum:"0" doc:"Absent: as the person has it."`
	EmployerID int64  `json:"employerId,omitempty" minimum:"0"`
	Team       string `json:"team,omitempty" maxLength:"120"`
	Agreement  string `json:"agreement,omitempty" maxLength:"120"`
	Language   string `json:"language,omitempty" maxLength:"120"`
	Source     string `json:"source,omitempty" maxLength:"120" doc:"Channel of a hire."`
	CostMinor  int64  `json:"costMinor,omitempty" minimum:"0" doc:"Of a hire."`
	ExitKind   string `json:"exitKind,omitempty" enum:"voluntary,dismissal,end_of_contract,internal_move"`
	Reason     string `json:"reason,omitempty" enum:"pay,shifts,workload,career,manager,commute,family,study,health,other_job,performance,conduct,contract,other"`
	Note       string `json:"note,omitempty" maxLength:"1000"`
}

func (f EmploymentEventFields) toDomain(id, version int64) attrition.Event {
	return attrition.Event{
		ID: id, Version: version, Kind: attrition.Kind(f.Kind), Day: f.Day.Date, LastDay: dateOrNone(f.LastDay), SiteID: f.SiteID, EmployerID: f.EmployerID,
		Team: f.Team, Agreement: f.Agreement, Language: f.Language, Source: f.Source, CostMinor: f.CostMinor,
		ExitKind: attrition.ExitKind(f.ExitKind), Reason: f.Reason, Note: f.Note,
	}
}

func employmentEventOf(e attrition.Event) EmploymentEvent {
	return EmploymentEvent{
		Versioned: Versioned{e.ID, e.Version}, ImportID: e.ImportID, RecordedAt: e.RecordedAt, RecordedBy: e.RecordedBy,
		EmploymentEventFields: EmploymentEventFields{
			Kind: string(e.Kind), Day: Day{e.Day}, LastDay: dayOrNone(e.LastDay), SiteID: e.SiteID, EmployerID: e.EmployerID, Team: e.Team,
			Agreement: e.Agreement, Language: e.Language, Source: e.Source, CostMinor: e.CostMinor, ExitKind: string(e.ExitKind), Reason: e.Reason, Note: e.Note,
		},
	}
}

// EmploymentImport is what became of a file of events.
type EmploymentImport struct {
	DryRun   bool        `json:"dryRun"`
	Written  bool        `json:"written" doc:"False where a line was refused: then nothing was written."`
	ImportID int64       `json:"importId,omitempty"`
	Encoding string      `json:"encoding"`
	Ignored  []string    `json:"ignored" nullable:"false" doc:"Columns that mean nothing here."`
	Lines    int         `json:"lines"`
	Events   int         `json:"events" doc:"That the file tells of."`
	Added    int         `json:"added" doc:"Of them new."`
	Errors   []CellIssue `json:"errors" nullable:"false" doc:"The first 1000."`
}

// EmploymentFile is a file that was taken in.
type EmploymentFile struct {
	ID        int64      `json:"id"`
	FileName  string     `json:"fileName"`
	Events    int        `json:"events"`
	CreatedAt time.Time  `json:"createdAt"`
	CreatedBy int64      `json:"createdBy"`
	UndoneAt  *time.Time `json:"undoneAt,omitempty"`
}

func employmentFileOf(i attrition.Import) EmploymentFile {
	return EmploymentFile{i.ID, i.FileName, i.Events, i.CreatedAt, i.CreatedBy, orNone(i.UndoneAt)}
}

type (
	newEmploymentEventInput struct {
		OnceInput
		IDInput
		Body EmploymentEventFields
	}
	employmentEventOutput struct{ Body EmploymentEvent }
	employmentImportInput struct {
		FileBody
		DryRun bool `query:"dryRun" doc:"Only tell what would happen."`
	}
	employmentImportOutput struct{ Body EmploymentImport }
	employmentFileOutput   struct{ Body EmploymentFile }
)

func (s *Server) registerEmployments(api huma.API) {
	op := func(method, path, id, summary string) huma.Operation {
		return huma.Operation{
			OperationID: id, Method: method, Path: path, Summary: summary, Tags: []string{"Employments"},
			Description: "Who was hired, moved, went on leave and left, with reason, channel and cost: what the statistics of attrition rest on.",
		}
	}
	secured(s, api, op(http.MethodGet, "/people/{id}/employment-events", "list-employment-events", "List what happened to somebody's employment"), auth.ReadCareers,
		func(ctx context.Context, scope auth.Scope, in *IDInput) (*listOutput[EmploymentEvent], error) {
			events, err := s.Employments.OfPerson(ctx, scope, in.ID)
			return pageOf(each(events, employmentEventOf), ""), err
		})
	record := op(http.MethodPost, "/people/{id}/employment-events", "record-employment-event", "Record an event of somebody")
	record.DefaultStatus = http.StatusCreated
	secured(s, api, record, auth.ManageCareers, func(ctx context.Context, scope auth.Scope, in *newEmploymentEventInput) (*employmentEventOutput, error) {
		e, err := s.Employments.Record(ctx, scope, in.ID, in.Body.toDomain(0, 0))
		return &employmentEventOutput{employmentEventOf(e)}, err
	})
	secured(s, api, op(http.MethodPut, "/employment-events/{id}", "replace-employment-event", "Change an event"), auth.ManageCareers,
		func(ctx context.Context, scope auth.Scope, in *editInput[EmploymentEventFields]) (*employmentEventOutput, error) {
			e, err := s.Employments.Change(ctx, scope, in.Body.toDomain(in.ID, in.version()))
			return &employmentEventOutput{employmentEventOf(e)}, err
		})
	remove := op(http.MethodDelete, "/employment-events/{id}", "delete-employment-event", "Take an event away that was recorded by mistake")
	remove.DefaultStatus = http.StatusNoContent
	secured(s, api, remove, auth.ManageCareers, func(ctx context.Context, scope auth.Scope, in *IDInput) (*struct{}, error) {
		return &struct{}{}, s.Employments.Remove(ctx, scope, in.ID)
	})
	s.registerEmploymentFiles(api, op)
}

func (s *Server) registerEmploymentFiles(api huma.API, op func(method, path, id, summary string) huma.Operation) {
	file := op(http.MethodPost, "/employments/import", "import-employments", "Import events from a CSV file or a workbook of an HR system")
	file.Description = "Either one line an employment (code, hired_on, left_on, exit_kind, reason, source, cost) or one line an event (code, event, date); site, employer, team, agreement and language as they were. " +
		"The names that HR systems give the columns are known too, in English and Chinese. A file with one wrong line changes nothing, and the same file twice changes nothing either."
	file.RequestBody = fileContent("text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "multipart/form-data")
	secured(s, api, file, auth.ManageCareers, func(ctx context.Context, scope auth.Scope, in *employmentImportInput) (*employmentImportOutput, error) {
		content, name, err := in.open(maxPeopleFile)
		if err != nil {
			return nil, err
		}
		r, err := s.Employments.Import(ctx, scope, content, name, in.DryRun)
		if err != nil {
			return nil, err
		}
		return &employmentImportOutput{EmploymentImport{
			DryRun: r.DryRun, Written: r.Written, ImportID: r.ImportID, Encoding: r.Encoding, Ignored: orEmpty(r.Ignored), Lines: r.Lines, Events: r.Events, Added: r.Added,
			Errors: each(r.Problems[:min(maxIssues, len(r.Problems))], cellIssueOf),
		}}, nil
	})
	secured(s, api, op(http.MethodGet, "/employment-imports", "list-employment-imports", "List the files that were taken in, newest first"), auth.ManageCareers,
		func(ctx context.Context, scope auth.Scope, _ *struct{}) (*listOutput[EmploymentFile], error) {
			list, err := s.Employments.Imports(ctx, scope)
			return pageOf(each(list, employmentFileOf), ""), err
		})
	secured(s, api, op(http.MethodDelete, "/employment-imports/{id}", "undo-employment-import", "Take the events of a file away again"), auth.ManageCareers,
		func(ctx context.Context, scope auth.Scope, in *IDInput) (*employmentFileOutput, error) {
			undone, err := s.Employments.Undo(ctx, scope, in.ID)
			return &employmentFileOutput{employmentFileOf(undone)}, err
		})
}
