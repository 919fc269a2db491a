package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/peoplefile"
)

// maxPeopleFile is the largest file of people.
const maxPeopleFile = peoplefile.MaxBytes

// PeopleImport is what became of a file of people.
type PeopleImport struct {
	DryRun    bool        `json:"dryRun" doc:"Nothing was written because nothing was to be."`
	Written   bool        `json:"written" doc:"False where a row was refused: then nothing was written."`
	Encoding  string      `json:"encoding" doc:"As recognised."`
	Ignored   []string    `json:"ignored" doc:"Columns of the file that mean nothing here."`
	Taken     int         `json:"taken" doc:"Rows that are right."`
	Created   int         `json:"created"`
	Updated   int         `json:"updated"`
	Unchanged int         `json:"unchanged"`
	Refused   int         `json:"refused" doc:"Rows with an error. One is enough for the whole file to change nothing."`
	Errors    []CellIssue `json:"errors" doc:"Why rows were refused, in the order of the lines; the first 1000."`
	Warnings  []CellIssue `json:"warnings" doc:"What is taken as it stands but will be missed later, such as a person without an agreement; the first 1000."`
}

// CellIssue says what is wrong with one cell of a file.
type CellIssue struct {
	Line     int    `json:"line" doc:"Line of the file, the header being line 1; 0 for the file as a whole."`
	Column   string `json:"column" doc:"As the header spells it; empty for the line as a whole."`
	Found    string `json:"found"`
	Expected string `json:"expected"`
}

func cellIssueOf(p peoplefile.Problem) CellIssue {
	return CellIssue{Line: p.Line, Column: p.Column, Found: p.Found, Expected: p.Expected}
}

// maxIssues keeps the answer to a wrong file readable.
const maxIssues = 1000

func peopleImportOf(r workforce.ImportReport) PeopleImport {
	return PeopleImport{
		DryRun: r.DryRun, Written: r.Written, Encoding: r.Encoding, Ignored: orEmpty(r.Ignored),
		Taken: r.Taken(), Created: r.Created, Updated: r.Updated, Unchanged: r.Unchanged, Refused: r.Refused,
		Errors:   each(r.Problems[:min(maxIssues, len(r.Problems))], cellIssueOf),
		Warnings: each(r.Warnings[:min(maxIssues, len(r.Warnings))], cellIssueOf),
	}
}

type peopleImportInput struct {
	FileBody
	DryRun   bool   `query:"dryRun" doc:"Only tell what would happen."`
	Site     string `query:"site" maxLength:"64" doc:"Code of the site where the file names none."`
	Employer string `query:"employer" maxLength:"64" doc:"Code of the employer where the file names none."`
	From     Day    `query:"from" doc:"First day on which changed agreements and skills of known people hold; absent: today."`
}

type peopleImportOutput struct{ Body PeopleImport }

func (s *Server) registerPeopleImport(api huma.API) {
	op := huma.Operation{
		OperationID: "import-people", Method: http.MethodPost, Path: "/people/import", Tags: []string{"People"},
		Summary: "Import people from a CSV file",
		Description: "Columns: code, name, email, site, employer, team, agreement, skills (codes with an optional :level, separated by |), hired_on, left_on; " +
			"the names that HR systems give them are known too. People are found by code. A file with one wrong row changes nothing, and the same file twice changes nothing either. At most 64 MiB and 100,000 rows.",
		RequestBody: fileContent("text/csv", "multipart/form-data"),
	}
	secured(s, api, op, auth.ManageWorkforce, s.importPeople)
}

func (s *Server) importPeople(ctx context.Context, scope auth.Scope, in *peopleImportInput) (*peopleImportOutput, error) {
	file, _, err := in.open(maxPeopleFile)
	if err != nil {
		return nil, err
	}
	report, err := s.Workforce.ImportPeople(ctx, scope, file, workforce.ImportOptions{
		DryRun: in.DryRun, SiteCode: in.Site, EmployerCode: in.Employer, From: in.From.Date,
	})
	if err != nil {
		return nil, err
	}
	if report.Written {
		// A transaction cannot be opened before the file is here and be tried again
		// after: the file is read once. The entry follows the change it speaks of.
		detail := map[string]int{"created": report.Created, "updated": report.Updated}
		if err := s.Audit.Record(ctx, scope, "people.import", "", detail); err != nil {
			return nil, err
		}
	}
	return &peopleImportOutput{Body: peopleImportOf(report)}, nil
}
