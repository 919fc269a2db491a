package api

import (
	"context"
	"fmt"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
)

// maxCalendarFile is the largest file of special days.
const maxCalendarFile = 2 << 20

// CalendarImport is what became of a file of special days.
type CalendarImport struct {
	Format  string        `json:"format" enum:"notice,csv" doc:"notice: one year's official notice as JSON."`
	DryRun  bool          `json:"dryRun" doc:"Nothing was written because nothing was to be."`
	Written bool          `json:"written" doc:"False where an entry was refused or nothing was new: then nothing was written."`
	Added   int           `json:"added"`
	Changed int           `json:"changed" doc:"Days that the calendar had otherwise."`
	Agreed  int           `json:"agreed" doc:"Days that the calendar had just so."`
	First   *Day          `json:"first,omitempty"`
	Last    *Day          `json:"last,omitempty"`
	Others  []CalendarDay `json:"others" nullable:"false" doc:"Holidays and make-up workdays between the first and the last of the file's days that it does not name. They stay; look whether a later notice has moved them."`
	Errors  []CellIssue   `json:"errors" nullable:"false" doc:"Why the file was refused, in order: by line, or by the position of the day in a notice. The first 1000."`
}

func calendarImportOf(r workforce.CalendarImport) CalendarImport {
	return CalendarImport{
		Format: r.Format, DryRun: r.DryRun, Written: r.Written, Added: r.Added, Changed: r.Changed, Agreed: r.Agreed,
		First: dayOrNone(r.First), Last: dayOrNone(r.Last), Others: each(r.Others, calendarDayOf),
		Errors: each(r.Problems[:min(maxIssues, len(r.Problems))], func(p workforce.CalendarProblem) CellIssue {
			return CellIssue{Line: p.Place, Column: p.Field, Found: p.Found, Expected: p.Expected}
		}),
	}
}

type (
	calendarImportInput struct {
		IDInput
		FileBody
		DryRun bool `query:"dryRun" doc:"Only tell what would happen."`
	}
	calendarImportOutput struct {
		ETag string `header:"ETag" doc:"Version of the calendar in quotes."`
		Body CalendarImport
	}
)

func (s *Server) registerCalendarImport(api huma.API, r resource[CalendarFields, Calendar]) {
	op := r.operation(http.MethodPost, "/calendars/{id}/import", "import-calendar-days", "Add the special days of a file")
	op.Description = "Takes the State Council's yearly notice as github.com/NateScarlet/holiday-cn publishes it ({year, days: [{name, date, isOffDay}]}), or CSV with the columns date, name, kind (off, holiday, workday, event, school_break) and optionally event_type and uplift_pct. Days that the file does not name stay; a file with one wrong entry changes nothing. At most 2 MiB."
	op.RequestBody = fileContent("application/octet-stream", "text/csv", "multipart/form-data")
	secured(s, api, op, auth.ManageWorkforce, s.importCalendarDays)
}

func (s *Server) importCalendarDays(ctx context.Context, scope auth.Scope, in *calendarImportInput) (*calendarImportOutput, error) {
	file, _, err := in.open(maxCalendarFile)
	if err != nil {
		return nil, err
	}
	report, err := s.Workforce.ImportCalendarDays(ctx, scope, in.ID, file, in.DryRun)
	if err != nil {
		return nil, err
	}
	if report.Written {
		// The file is read once, so no transaction around it could be tried again.
		detail := map[string]int{"added": report.Added, "changed": report.Changed}
		if err := s.Audit.Record(ctx, scope, "calendar.import", fmt.Sprintf("calendar/%d", in.ID), detail); err != nil {
			return nil, err
		}
	}
	return &calendarImportOutput{ETag: etag(report.Calendar.Version), Body: calendarImportOf(report)}, nil
}
