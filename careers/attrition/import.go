package attrition

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce/grid"
	"github.com/muster-wfm/muster/workforce/peoplefile"
)

// Import is a file of events that was taken in.
type Import struct {
	ID        int64
	FileName  string
	Events    int
	CreatedAt time.Time
	CreatedBy int64
	UndoneAt  time.Time // zero: it stands
	UndoneBy  int64
}

// ImportReport is what a file did, or in a dry run would do.
type ImportReport struct {
	DryRun   bool
	Written  bool
	ImportID int64
	Encoding string
	Ignored  []string // columns that mean nothing here
	Lines    int
	Events   int // that the file tells of
	Added    int // of them new
	Problems []peoplefile.Problem
}

// Import reads a file of an HR system. It is all or nothing: one line that cannot be, and
// nothing is written.
func (s *Employments) Import(ctx context.Context, scope auth.Scope, r io.Reader, fileName string, dryRun bool) (ImportReport, error) {
	if err := scope.Require(auth.ManageCareers); err != nil {
		return ImportReport{}, err
	}
	sheet, err := peoplefile.ReadSheet(r)
	if err != nil {
		return ImportReport{DryRun: dryRun}, err
	}
	read, err := s.reading(ctx, scope, sheet)
	if err != nil {
		return ImportReport{DryRun: dryRun}, err
	}
	report := ImportReport{DryRun: dryRun, Encoding: sheet.Encoding, Ignored: read.ignored, Lines: len(sheet.Lines)}
	for _, line := range sheet.Lines {
		read.line(line)
	}
	report.Events = len(read.events)
	err = s.store.InTx(ctx, scope, func(ctx context.Context) error {
		standing, err := s.store.Events(ctx, auth.SystemScope(scope.Tenant()), "")
		if err != nil {
			return err
		}
		fresh := read.fresh(standing)
		report.Added = len(fresh)
		_, faults := Spells(append(standing, fresh...), s.today())
		report.Problems = append(slices.Clone(read.problems), read.misfits(faults)...) // a transaction may be tried again
		slices.SortStableFunc(report.Problems, func(a, b peoplefile.Problem) int { return cmp.Compare(a.Line, b.Line) })
		if len(report.Problems) > 0 || dryRun || len(fresh) == 0 {
			return nil
		}
		made, err := s.store.AddImport(ctx, scope, Import{FileName: fileName, Events: len(fresh), CreatedAt: s.Now(), CreatedBy: scope.Actor()})
		if err != nil {
			return err
		}
		for i := range fresh {
			fresh[i].ImportID, fresh[i].RecordedAt, fresh[i].RecordedBy = made.ID, made.CreatedAt, made.CreatedBy
		}
		if _, err := s.store.AddEvents(ctx, scope, fresh); err != nil {
			return err
		}
		report.Written, report.ImportID = true, made.ID
		return s.journal.Record(ctx, scope, "employment.import", fmt.Sprintf("employment-import:%d", made.ID), map[string]any{"file": fileName, "events": len(fresh)})
	})
	return report, err
}

// Imports are the files taken in, newest first.
func (s *Employments) Imports(ctx context.Context, scope auth.Scope) ([]Import, error) {
	if err := scope.Require(auth.ManageCareers); err != nil {
		return nil, err
	}
	return s.store.Imports(ctx, scope)
}

// Undo takes the events of an import away again.
func (s *Employments) Undo(ctx context.Context, scope auth.Scope, id int64) (Import, error) {
	if err := scope.Require(auth.ManageCareers); err != nil {
		return Import{}, err
	}
	var undone Import
	err := s.store.InTx(ctx, scope, func(ctx context.Context) (err error) {
		if undone, err = s.store.UndoImport(ctx, scope, id, s.Now()); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "employment.import.undo", fmt.Sprintf("employment-import:%d", id), map[string]any{"events": undone.Events})
	})
	return undone, err
}

// reading turns lines into events.
type reading struct {
	columns          map[column]int
	header           []string
	ignored          []string
	workbook         bool
	sites, employers map[string]int64
	events           []Event
	lines            []int // of the events
	problems         []peoplefile.Problem
}

func (s *Employments) reading(ctx context.Context, scope auth.Scope, sheet *peoplefile.Sheet) (*reading, error) {
	r := &reading{columns: map[column]int{}, header: sheet.Header, workbook: sheet.Encoding == "XLSX", sites: map[string]int64{}, employers: map[string]int64{}}
	for i, heading := range sheet.Header {
		c, known := columnOf(heading)
		if _, twice := r.columns[c]; !known || twice {
			r.ignored = append(r.ignored, heading)
			continue
		}
		r.columns[c] = i
	}
	_, code := r.columns[colCode]
	_, event := r.columns[colEvent]
	_, day := r.columns[colDay]
	_, hired := r.columns[colHired]
	if !code || !hired && (!event || !day) {
		return nil, &peoplefile.UnreadableError{Problems: []peoplefile.Problem{{
			Line: 1, Found: "the columns " + strings.Join(sheet.Header, ", "), Expected: "code and hired_on (one line an employment), or code, event and date (one line an event)",
		}}}
	}
	sites, err := s.places.Sites(ctx, scope)
	if err != nil {
		return nil, err
	}
	employers, err := s.places.Employers(ctx, scope)
	if err != nil {
		return nil, err
	}
	for _, site := range sites {
		r.sites[plain(site.Code)], r.sites[plain(site.Name)] = site.ID, site.ID
	}
	for _, e := range employers {
		r.employers[plain(e.Code)], r.employers[plain(e.Name)] = e.ID, e.ID
	}
	if len(sites) == 1 {
		r.sites[""] = sites[0].ID
	}
	if len(employers) == 1 {
		r.employers[""] = employers[0].ID
	}
	return r, nil
}

// cell is what a line has in a column, "" where the file has none.
func (r *reading) cell(line peoplefile.Line, c column) string {
	at, has := r.columns[c]
	if !has {
		return ""
	}
	return line.Cells[at]
}

func (r *reading) wrong(line peoplefile.Line, c column, expected string) {
	found, name := strconv.Quote(r.cell(line, c)), string(c)
	if at, has := r.columns[c]; has {
		name = r.header[at]
	}
	if r.cell(line, c) == "" {
		found = "nothing"
	}
	r.problems = append(r.problems, peoplefile.Problem{Line: line.Number, Column: name, Found: found, Expected: expected})
}

// line reads one line: an event, or an employment with its exit.
func (r *reading) line(line peoplefile.Line) {
	before := len(r.problems)
	base := Event{
		Code: r.cell(line, colCode), Team: r.cell(line, colTeam), Agreement: r.cell(line, colAgreement), Language: r.cell(line, colLanguage),
		Source: r.cell(line, colSource), Note: r.cell(line, colNote), CostMinor: r.cost(line),
		SiteID: r.place(line, colSite, r.sites), EmployerID: r.place(line, colEmployer, r.employers),
	}
	var events []Event
	if _, single := r.columns[colEvent]; single {
		events = r.single(line, base)
	} else {
		events = r.employment(line, base)
	}
	if len(r.problems) > before {
		return
	}
	for _, e := range events {
		e, err := NewEvent(e)
		if err != nil {
			r.problems = append(r.problems, peoplefile.Problem{Line: line.Number, Found: err.Error(), Expected: "an event that can be"})
			return
		}
		r.events, r.lines = append(r.events, e), append(r.lines, line.Number)
	}
}

func (r *reading) single(line peoplefile.Line, e Event) []Event {
	kind, known := wordOf(r.cell(line, colEvent), kindWords)
	if !known {
		r.wrong(line, colEvent, "hired, left, moved or leave")
	}
	e.Kind, e.Day = kind, r.day(line, colDay, true)
	if kind == Leave {
		e.LastDay = r.day(line, colLastDay, false)
	}
	if kind == Left {
		r.exit(line, &e)
	}
	return []Event{e}
}

func (r *reading) employment(line peoplefile.Line, e Event) []Event {
	hired, left := e, e
	hired.Kind, hired.Day, hired.Note = Hired, r.day(line, colHired, true), ""
	left.Kind, left.Day, left.Source, left.CostMinor = Left, r.day(line, colLeft, false), "", 0
	if left.Day.IsZero() {
		return []Event{hired}
	}
	if left.Day.Before(hired.Day) {
		r.wrong(line, colLeft, "no day before "+hired.Day.String()+", the first")
	}
	r.exit(line, &left)
	return []Event{hired, left}
}

// exit reads how and why somebody left; a file without the column tells of exits that
// were wished.
func (r *reading) exit(line peoplefile.Line, e *Event) {
	e.ExitKind = Voluntary
	if text := r.cell(line, colExit); text != "" {
		kind, known := wordOf(text, exitWords)
		if !known {
			r.wrong(line, colExit, "voluntary, dismissal, end of contract or internal move")
		}
		e.ExitKind = kind
	}
	reason, words := reasonOf(r.cell(line, colReason))
	e.Reason = reason
	if words != "" {
		e.Note = strings.TrimSpace(words + " " + e.Note)
	}
}

func (r *reading) day(line peoplefile.Line, c column, needed bool) grid.Date {
	text := r.cell(line, c)
	if text == "" && !needed {
		return grid.Date{}
	}
	day, ok := dayOf(text, r.workbook)
	if !ok {
		r.wrong(line, c, "a day such as 2026-03-31")
	}
	return day
}

func (r *reading) place(line peoplefile.Line, c column, known map[string]int64) int64 {
	id, found := known[plain(r.cell(line, c))]
	if !found {
		r.wrong(line, c, "the code or name of a "+string(c)+" that the centre has")
	}
	return id
}

// cost is in the currency's main unit.
func (r *reading) cost(line peoplefile.Line) int64 {
	text := strings.ReplaceAll(r.cell(line, colCost), ",", "")
	if text == "" {
		return 0
	}
	amount, err := strconv.ParseFloat(text, 64)
	if err != nil || !(amount >= 0 && amount < 1e9) {
		r.wrong(line, colCost, "an amount of 0 or more")
		return 0
	}
	return int64(math.Round(amount * 100))
}

type eventKey struct {
	code string
	kind Kind
	day  grid.Date
}

// fresh are the events that are not known yet, each once.
func (r *reading) fresh(standing []Event) []Event {
	known := map[eventKey]bool{}
	for _, e := range standing {
		known[eventKey{e.Code, e.Kind, e.Day}] = true
	}
	var out []Event
	for _, e := range r.events {
		key := eventKey{e.Code, e.Kind, e.Day}
		if !known[key] {
			known[key], out = true, append(out, e)
		}
	}
	return out
}

// misfits says at which lines events do not fit together, those that stand included.
func (r *reading) misfits(faults []Fault) []peoplefile.Problem {
	var out []peoplefile.Problem
	for _, f := range faults {
		at := slices.IndexFunc(r.events, func(e Event) bool { return e.Code == f.Event.Code && e.Kind == f.Event.Kind && e.Day == f.Event.Day })
		if at >= 0 { // else it stood before the file
			out = append(out, peoplefile.Problem{Line: r.lines[at], Found: f.Event.Code + ": " + f.Found, Expected: f.Expected})
		}
	}
	return out
}
