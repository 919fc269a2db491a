package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
)

// PeopleImport is what became of a file of people.
type PeopleImport struct {
	Taken     int         `json:"taken" doc:"Rows that are right."`
	Created   int         `json:"created"`
	Updated   int         `json:"updated"`
	Unchanged int         `json:"unchanged"`
	Refused   int         `json:"refused" doc:"Rows with an error. One is enough for the whole file to change nothing."`
	DryRun    bool        `json:"dryRun" doc:"Nothing was written because nothing was to be."`
	Errors    []CellIssue `json:"errors"`
	Warnings  []CellIssue `json:"warnings" doc:"What is taken as it stands but will be missed later, such as a person without an agreement."`
}

// CellIssue says what is wrong with one cell of a file.
type CellIssue struct {
	Line     int    `json:"line" doc:"Line of the file, the header being line 1."`
	Column   string `json:"column"`
	Found    string `json:"found"`
	Expected string `json:"expected"`
}

type peopleImportInput struct {
	DryRun bool `query:"dryRun" doc:"Only tell what would happen."`
}

type peopleImportOutput struct{ Body PeopleImport }

func (s *Server) registerPeopleImport(api huma.API) {
	op := huma.Operation{
		OperationID: "import-people", Method: http.MethodPost, Path: "/people/import", Tags: []string{"People"},
		Summary: "Import people from a CSV file",
		Description: "Columns: code, name, email, site, employer, team, agreement, skills (codes with an optional :level, separated by |), hired_on, left_on. " +
			"People are found by code; a file with one wrong row changes nothing.",
		RequestBody: &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{
			"text/csv": {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}},
		}},
	}
	secured(s, api, op, auth.ManageWorkforce, s.importPeople)
}

func (s *Server) importPeople(context.Context, auth.Scope, *peopleImportInput) (*peopleImportOutput, error) {
	return nil, waiting()
}
