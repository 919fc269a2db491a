package workforce

import (
	"cmp"
	"context"
	"io"
	"slices"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce/grid"
	"github.com/muster-wfm/muster/workforce/peoplefile"
)

// ImportOptions say how a people file is to be read.
type ImportOptions struct {
	// DryRun finds out what would happen and writes nothing.
	DryRun bool
	// SiteCode and EmployerCode place people where the file has no column, or
	// an empty cell, for them.
	SiteCode, EmployerCode string
	// From is the day from which changed agreements and skills hold for people
	// who are already known. Zero: today in the person's site. New people
	// have them from the beginning.
	From grid.Date
}

// ImportReport is what a people file did, or in a dry run would do.
type ImportReport struct {
	DryRun    bool
	Written   bool     // false where a row was refused: then nothing was written
	Encoding  string   // as recognised
	Ignored   []string // columns of the file that mean nothing here
	Created   int
	Updated   int
	Unchanged int
	Refused   int // lines
	// Problems are the reasons of refused lines, in the order of the lines.
	// Column is the header's own spelling.
	Problems []peoplefile.Problem
	// Warnings concern lines that were taken.
	Warnings []peoplefile.Problem
}

// Taken returns how many lines are fine.
func (r ImportReport) Taken() int { return r.Created + r.Updated + r.Unchanged }

// ImportPeople reads a people file and creates or changes one person a line,
// found by code. It is all or nothing: one refused line, and nothing is
// written. The same file twice changes nothing the second time. A column that
// the file does not have leaves what is known; an empty cell clears it.
//
// A file that cannot be read at all is a *peoplefile.UnreadableError.
func (s *Service) ImportPeople(ctx context.Context, scope auth.Scope, r io.Reader, options ImportOptions) (ImportReport, error) {
	if err := scope.Require(auth.ManageWorkforce); err != nil {
		return ImportReport{}, err
	}
	file, err := peoplefile.Read(r)
	if err != nil {
		return ImportReport{DryRun: options.DryRun}, err
	}
	if options.DryRun {
		plan, err := s.planImport(ctx, scope, file, options)
		return plan.report, err
	}
	var plan importPlan
	err = s.books.InTx(ctx, scope, func(ctx context.Context) error {
		if plan, err = s.planImport(ctx, scope, file, options); err != nil || plan.report.Refused > 0 {
			return err
		}
		return s.carryOut(ctx, scope, &plan)
	})
	return plan.report, err
}

// importPlan is what a file asks to do.
type importPlan struct {
	report  ImportReport
	created []Person
	changed []Person
}

func (s *Service) carryOut(ctx context.Context, scope auth.Scope, plan *importPlan) error {
	if _, err := s.books.People.Add(ctx, scope, plan.created); err != nil {
		return err
	}
	for _, p := range plan.changed {
		if _, err := s.books.People.Change(ctx, scope, p); err != nil {
			return err
		}
	}
	plan.report.Written = true
	return nil
}

func (s *Service) planImport(ctx context.Context, scope auth.Scope, file *peoplefile.File, options ImportOptions) (importPlan, error) {
	plan := importPlan{report: ImportReport{DryRun: options.DryRun, Encoding: file.Encoding, Ignored: file.Ignored}}
	directory, err := s.readDirectory(ctx, scope, options)
	if err != nil {
		return plan, err
	}
	known, err := s.peopleByCode(ctx, scope, file)
	if err != nil {
		return plan, err
	}
	seen := make(map[string]int, len(file.Rows))
	plan.report.Problems = file.Problems
	plan.report.Refused = len(file.Problems)
	for _, row := range file.Rows {
		reading := rowReading{file: file, row: row, directory: directory, from: options.From, now: s.Now()}
		reading.firstLine(seen)
		before, exists := known[row.Cell(peoplefile.Code)]
		person := reading.person(before)
		plan.report.Problems = append(plan.report.Problems, reading.problems...)
		plan.report.Warnings = append(plan.report.Warnings, reading.warnings...)
		switch {
		case len(reading.problems) > 0:
			plan.report.Refused++
		case !exists:
			plan.created = append(plan.created, person)
		case person.same(before):
			plan.report.Unchanged++
		default:
			plan.changed = append(plan.changed, person)
		}
	}
	plan.report.Created, plan.report.Updated = len(plan.created), len(plan.changed)
	slices.SortStableFunc(plan.report.Problems, func(a, b peoplefile.Problem) int { return cmp.Compare(a.Line, b.Line) })
	return plan, nil
}

func (s *Service) peopleByCode(ctx context.Context, scope auth.Scope, file *peoplefile.File) (map[string]Person, error) {
	known := make(map[string]Person)
	codes := make([]string, 0, len(file.Rows))
	for _, row := range file.Rows {
		if code := row.Cell(peoplefile.Code); code != "" {
			codes = append(codes, code)
		}
	}
	if len(codes) == 0 {
		return known, nil
	}
	people, err := s.books.People.Find(ctx, scope, Filter{Codes: codes})
	for _, p := range people {
		known[p.Code] = p
	}
	return known, err
}

// same reports whether two states of a person say the same.
func (p Person) same(o Person) bool {
	return p.Code == o.Code && p.Name == o.Name && p.Email == o.Email && p.SiteID == o.SiteID &&
		p.EmployerID == o.EmployerID && p.TeamID == o.TeamID && p.HiredOn == o.HiredOn && p.LeftOn == o.LeftOn &&
		slices.Equal(p.Agreements, o.Agreements) && slices.Equal(p.Skills, o.Skills) &&
		slices.Equal(p.Availability, o.Availability)
}
