package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/careers/protected"
	"github.com/muster-wfm/muster/internal/auth"
)

// ProtectedFile is what a file of protected groups did, or would do. It tells of the file
// alone, and of nothing that was known before.
type ProtectedFile struct {
	DryRun     bool                     `json:"dryRun"`
	Written    bool                     `json:"written" doc:"False where a line was refused: then nothing was written."`
	Encoding   string                   `json:"encoding"`
	Ignored    []string                 `json:"ignored" nullable:"false" doc:"Columns that mean nothing here."`
	Lines      int                      `json:"lines"`
	Attributes []ProtectedFileAttribute `json:"attributes" nullable:"false" doc:"Empty where a line was refused."`
	Faults     []ProtectedFileFault     `json:"faults" nullable:"false" doc:"In the order of the lines; the first 1000."`
}

// ProtectedFileAttribute is what a file says of an attribute.
type ProtectedFileAttribute struct {
	Name    string               `json:"name"`
	Groups  []ProtectedFileGroup `json:"groups" nullable:"false"`
	Removed int                  `json:"removed" doc:"People whose group it takes away."`
}

// ProtectedFileGroup is how many people a file puts in a group.
type ProtectedFileGroup struct {
	Name   string `json:"name"`
	People int    `json:"people"`
}

// ProtectedFileFault is what is wrong at a line.
type ProtectedFileFault struct {
	Line   int    `json:"line" doc:"The header being line 1."`
	Column string `json:"column" doc:"As the header spells it."`
	Found  string `json:"found"`
	Kind   string `json:"kind" enum:"no_column,no_lines,no_person,no_attribute,too_long,again"`
}

func protectedFileOf(r protected.FileReport) ProtectedFile {
	return ProtectedFile{
		DryRun: r.DryRun, Written: r.Written, Encoding: r.Encoding, Ignored: orEmpty(r.Ignored), Lines: r.Lines,
		Attributes: each(r.Attributes, func(a protected.FileAttribute) ProtectedFileAttribute {
			groups := each(a.Groups, func(g protected.FileGroup) ProtectedFileGroup { return ProtectedFileGroup(g) })
			return ProtectedFileAttribute{a.Name, groups, a.Removed}
		}),
		Faults: each(r.Faults[:min(maxIssues, len(r.Faults))], func(f protected.FileFault) ProtectedFileFault {
			return ProtectedFileFault{f.Line, f.Column, f.Found, string(f.Kind)}
		}),
	}
}

type (
	protectedFileInput struct {
		FileBody
		DryRun bool `query:"dryRun" doc:"Only tell what would happen."`
	}
	protectedFileOutput struct{ Body ProtectedFile }
)

func (s *Server) registerProtectedFile(api huma.API) {
	file := careerOperation(http.MethodPost, "/protected-attributes/import", "import-protected-attributes", "Write groups that only audits read, from a CSV file or a workbook",
		"A line a person and attribute: code, attribute, group; an empty group takes somebody's away. A file with one wrong line changes nothing. The answer tells of the file and never of what was kept before.")
	file.RequestBody = fileContent("text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "multipart/form-data")
	secured(s, api, file, auth.ManageCareers, func(ctx context.Context, scope auth.Scope, in *protectedFileInput) (*protectedFileOutput, error) {
		content, name, err := in.open(maxPeopleFile)
		if err != nil {
			return nil, err
		}
		r, err := s.Careers.Audit.Import(ctx, scope, content, name, in.DryRun)
		if err != nil {
			return nil, err
		}
		return &protectedFileOutput{protectedFileOf(r)}, nil
	})
}
