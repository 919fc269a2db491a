package vendors

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"maps"
	"slices"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/contract/invoice"
	"github.com/muster-wfm/muster/vendors/contract/metric"
	"github.com/muster-wfm/muster/vendors/exchange"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Source says who counted. The vendor's own counts stand beside the owner's and
// never mix with them; they count alone only where the owner has none.
type Source string

// The sources of counts.
const (
	FromSwitch  Source = "switch"  // the owner's own switch
	FromVendor  Source = "vendor"  // as the vendor states them
	FromTickets Source = "tickets" // the help desk
	FromSurveys Source = "surveys"
	FromRecords Source = "records" // rosters, inspections, books
	FromLock    Source = "lock"    // what was locked and committed beforehand
	FromAgreed  Source = "agreed"  // booked from commitments, locks and hours; nobody delivers it
)

// Sources lists every source that somebody delivers.
func Sources() []Source {
	return []Source{FromSwitch, FromVendor, FromTickets, FromSurveys, FromRecords, FromLock}
}

// What was locked beforehand, beside the counts of the metric library.
const (
	LockedContacts = "locked_contacts"
	LockedHandleS  = "locked_handle_s" // contacts × planned handle time
)

// CountNames are all counts that can be kept, in alphabetical order: what the
// formulas of the library are made of, and what was locked.
var CountNames = func() []string {
	names := map[string]bool{LockedContacts: true, LockedHandleS: true}
	for _, m := range metric.Library() {
		for _, n := range append(m.Over.Names(), m.Under.Names()...) {
			names[n] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}()

// CountRow is what was counted in an interval, or in a whole day.
type CountRow struct {
	QueueID int64
	Start   time.Time
	Day     grid.Date // in the zone of the programme's site
	Counts  metric.Counts
}

// CountBatch is a delivery of counts.
type CountBatch struct {
	ID, ProgrammeID int64
	Source          Source
	Name            string // of the file
	Rows            int
	First, Last     grid.Date
	Hash            string // SHA-256 of the file
	CreatedAt       time.Time
	CreatedBy       int64
	UndoneAt        time.Time // zero where it counts
	UndoneBy        int64
}

// Summed is counts of a queue and a source over a day or a month.
type Summed struct {
	ProgrammeID, QueueID int64
	Source               Source
	Day                  grid.Date // of a sum by day
	Month                Month     // of a sum by month
	Counts               metric.Counts
}

// CountStore keeps counts and their sums by day and month.
type CountStore interface {
	Transactor
	// PrepareCounts makes the partitions that rows will need, before a transaction.
	PrepareCounts(ctx context.Context, from, to time.Time) error
	AddBatch(ctx context.Context, scope auth.Scope, b CountBatch) (CountBatch, error)
	Batch(ctx context.Context, scope auth.Scope, id int64) (CountBatch, error)
	// Batches lists the newest first.
	Batches(ctx context.Context, scope auth.Scope, programme, before int64, limit int) ([]CountBatch, error)
	// AppendCounts writes the rows of a batch and sums their days and months anew.
	AppendCounts(ctx context.Context, scope auth.Scope, b CountBatch, rows []CountRow) (added int64, err error)
	// DropBatch removes the rows of a batch, sums anew and marks the batch.
	DropBatch(ctx context.Context, scope auth.Scope, b CountBatch) error
	// Standing is the one batch of a source that lies in a month and was not undone,
	// as what is booked has it; ID 0 where there is none.
	Standing(ctx context.Context, scope auth.Scope, programme int64, source Source, m Month) (CountBatch, error)
	// CountedRows are the intervals of a programme on days, in order.
	CountedRows(ctx context.Context, scope auth.Scope, programme int64, from, to grid.Date) ([]SourcedRow, error)
	DaySums(ctx context.Context, scope auth.Scope, programme int64, from, to grid.Date) ([]Summed, error)
	MonthSums(ctx context.Context, scope auth.Scope, programmes []int64, from, to Month) ([]Summed, error)
	ClosedMonths(ctx context.Context, scope auth.Scope, programme int64) ([]Month, error)
}

// SourcedRow is an interval with who counted it.
type SourcedRow struct {
	CountRow
	Source Source
}

// ProgrammeBook finds programmes; [Programmes] is one.
type ProgrammeBook interface {
	Get(ctx context.Context, scope auth.Scope, id int64) (Programme, error)
}

// Counts is the verbs of counts.
type Counts struct {
	store      CountStore
	programmes ProgrammeBook
	books      Books
	journal    Journal
	// Accounts books anew what a delivery gives way to; nil: nothing.
	Accounts Booker
	// Now is the clock, time.Now unless a test sets it.
	Now func() time.Time
}

// NewCounts connects counts with what they need of others.
func NewCounts(store CountStore, programmes ProgrammeBook, books Books, journal Journal) *Counts {
	return &Counts{store: store, programmes: programmes, books: books, journal: journal, Now: time.Now}
}

// CountOrder is a file of counts to take in.
type CountOrder struct {
	ProgrammeID int64
	Source      Source
	Name        string
	DryRun      bool // only say what the file holds
}

// Taken is what a file of counts holds, and the batch that it became.
type Taken struct {
	Batch  CountBatch // ID 0 after a dry run
	Totals metric.Counts
}

// SourceError refuses counts that somebody may not deliver.
type SourceError struct {
	Found, Expected string
	Cause           problem.Rule
}

func (e *SourceError) Error() string {
	return fmt.Sprintf("source: found %s; expected %s", e.Found, e.Expected)
}

// Rule is the same for screens of every language.
func (e *SourceError) Rule() problem.Rule {
	return e.Cause
}

// Take reads a file of counts and keeps its rows, all of them or none. A vendor
// delivers its own counts only. What is wrong with the file comes back as
// [exchange.Faults].
func (s *Counts) Take(ctx context.Context, scope auth.Scope, o CountOrder, file io.Reader) (Taken, error) {
	p, err := s.programmes.Get(ctx, scope, o.ProgrammeID)
	if err != nil {
		return Taken{}, err
	}
	if !slices.Contains(Sources(), o.Source) || scope.Employer() != 0 && o.Source != FromVendor {
		return Taken{}, &SourceError{string(o.Source), fmt.Sprintf("one of %v, of a vendor only %q", Sources(), FromVendor), problem.Ruling("source_unknown", o.Source)}
	}
	site, err := s.books.Sites.Get(ctx, unnarrowed(scope), p.SiteID)
	if err != nil {
		return Taken{}, err
	}
	loc, err := time.LoadLocation(site.Zone)
	if err != nil {
		return Taken{}, fmt.Errorf("site %s: %w", site.Code, err)
	}
	queues := map[string]int64{}
	for _, q := range p.Queues {
		queue, err := s.books.Queues.Get(ctx, unnarrowed(scope), q.QueueID)
		if err != nil {
			return Taken{}, err
		}
		queues[queue.Code] = queue.ID
	}
	mark := sha256.New()
	rows, err := readCounts(io.TeeReader(file, mark), o, queues, loc)
	if err != nil {
		return Taken{}, err
	}
	if err := s.open(ctx, scope, p, rows); err != nil {
		return Taken{}, err
	}
	t := Taken{Totals: metric.Counts{}, Batch: CountBatch{
		ProgrammeID: p.ID, Source: o.Source, Name: o.Name, Rows: len(rows), Hash: hex.EncodeToString(mark.Sum(nil)), CreatedAt: s.Now(), CreatedBy: scope.Actor(),
	}}
	t.Batch.First, t.Batch.Last = rows[0].Day, rows[0].Day
	for _, r := range rows {
		t.Totals.Add(r.Counts)
		if r.Day.Before(t.Batch.First) {
			t.Batch.First = r.Day
		}
		if r.Day.After(t.Batch.Last) {
			t.Batch.Last = r.Day
		}
	}
	if o.DryRun {
		return t, nil
	}
	t.Batch, err = s.append(ctx, scope, t.Batch, rows)
	return t, err
}

// unnarrowed is a scope of the same client organisation that sees its sites and
// queues: what a programme refers to is part of the programme.
func unnarrowed(scope auth.Scope) auth.Scope { return auth.SystemScope(scope.Tenant()) }

// open refuses rows of a closed month.
func (s *Counts) open(ctx context.Context, scope auth.Scope, p Programme, rows []CountRow) error {
	closed, err := s.store.ClosedMonths(ctx, scope, p.ID)
	if err != nil {
		return err
	}
	for _, r := range rows {
		if m := MonthOf(r.Day); slices.Contains(closed, m) {
			return &invoice.ClosedError{Period: invoice.Period{From: m.First(), To: m.Last()}, Found: "late counts of " + r.Day.String()}
		}
	}
	return nil
}

// TakenBeforeError refuses intervals that another delivery has brought.
type TakenBeforeError struct{ Rows, New int }

func (e *TakenBeforeError) Error() string {
	return fmt.Sprintf("counts: found %d intervals of which %d were delivered before by the same source; expected each interval once: undo the earlier delivery first", e.Rows, e.Rows-e.New)
}

// Rule is the same for screens of every language.
func (e *TakenBeforeError) Rule() problem.Rule {
	return problem.Ruling("delivered_before", e.Rows, e.Rows-e.New)
}

func (s *Counts) append(ctx context.Context, scope auth.Scope, b CountBatch, rows []CountRow) (CountBatch, error) {
	first, last := rows[0].Start, rows[0].Start
	for _, r := range rows {
		if r.Start.Before(first) {
			first = r.Start
		}
		if r.Start.After(last) {
			last = r.Start
		}
	}
	if err := s.store.PrepareCounts(ctx, first, last.Add(time.Second)); err != nil {
		return b, err
	}
	err := s.store.InTx(ctx, scope, func(ctx context.Context) (err error) {
		if b, err = s.store.AddBatch(ctx, scope, b); err != nil {
			return err
		}
		added, err := s.store.AppendCounts(ctx, scope, b, rows)
		if err != nil {
			return err
		}
		if int(added) != len(rows) {
			return &TakenBeforeError{len(rows), int(added)}
		}
		if err := booked(ctx, scope, s.Accounts, b.ProgrammeID, b.First, b.Last); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "counts.take", batchSubject(b), map[string]any{"source": string(b.Source), "rows": b.Rows, "hash": b.Hash})
	})
	return b, err
}

func batchSubject(b CountBatch) string {
	return fmt.Sprintf("programme/%d/counts/%d", b.ProgrammeID, b.ID)
}

// Record keeps rows that did not come in a file.
func (s *Counts) Record(ctx context.Context, scope auth.Scope, b CountBatch, rows []CountRow) (CountBatch, error) {
	p, err := s.programmes.Get(ctx, scope, b.ProgrammeID)
	if err != nil || len(rows) == 0 {
		return b, err
	}
	if err := s.open(ctx, scope, p, rows); err != nil {
		return b, err
	}
	b.Rows, b.First, b.Last, b.CreatedAt, b.CreatedBy = len(rows), rows[0].Day, rows[len(rows)-1].Day, s.Now(), scope.Actor()
	return s.append(ctx, scope, b, rows)
}

// Batches lists the deliveries of a programme, the newest first.
func (s *Counts) Batches(ctx context.Context, scope auth.Scope, programme, before int64, limit int) ([]CountBatch, error) {
	if _, err := s.programmes.Get(ctx, scope, programme); err != nil {
		return nil, err
	}
	return s.store.Batches(ctx, scope, programme, before, limit)
}

// Undo takes a delivery back. A vendor takes back its own only, and nobody one of a
// closed month.
func (s *Counts) Undo(ctx context.Context, scope auth.Scope, id int64) (CountBatch, error) {
	b, err := s.store.Batch(ctx, scope, id)
	if err != nil {
		return b, err
	}
	if scope.Employer() != 0 && b.Source != FromVendor {
		return b, database.ErrNotFound
	}
	if b.Source == FromAgreed {
		return b, &SourceError{string(b.Source), "a delivery: what is booked changes with the commitments and hours that it follows from", problem.Ruling("booked_follows")}
	}
	if !b.UndoneAt.IsZero() {
		return b, nil
	}
	p, err := s.programmes.Get(ctx, scope, b.ProgrammeID)
	if err != nil {
		return b, err
	}
	if err := s.open(ctx, scope, p, []CountRow{{Day: b.First}, {Day: b.Last}}); err != nil {
		return b, err
	}
	b.UndoneAt, b.UndoneBy = s.Now(), scope.Actor()
	err = s.store.InTx(ctx, scope, func(ctx context.Context) error {
		if err := s.store.DropBatch(ctx, scope, b); err != nil {
			return err
		}
		if err := booked(ctx, scope, s.Accounts, b.ProgrammeID, b.First, b.Last); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "counts.undo", batchSubject(b), nil)
	})
	return b, err
}

// faultsOf is one fault as the error of a file.
func faultsOf(line int, column, found, expected string, want problem.Want) error {
	var f exchange.Faults
	f.Add(line, column, found, expected, want)
	return f
}
