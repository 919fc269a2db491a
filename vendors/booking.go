package vendors

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors/contract/invoice"
	"github.com/muster-wfm/muster/vendors/contract/metric"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Booker puts what was agreed, and what came of it, into the accounts of a
// programme's days; [Bookings] is one.
type Booker interface {
	Book(ctx context.Context, scope auth.Scope, programme int64, from, to grid.Date) error
}

// booked books days where there is who books.
func booked(ctx context.Context, scope auth.Scope, accounts Booker, programme int64, from, to grid.Date) error {
	if accounts == nil {
		return nil
	}
	return accounts.Book(ctx, scope, programme, from, to)
}

// Bookings derives counts of a month from agreed commitments, the forecasts locked
// for them, and the hours that came, so that what was promised in one place is
// counted in the other. The same commitments and hours give the same counts; what
// they rest on changed, they are booked anew. Where a file tells a count of a day,
// the file holds.
type Bookings struct {
	store       CountStore
	programmes  ProgrammeBook
	hours       *Hours
	commitments CommitmentStore
	journal     Journal
	// Now is the clock, time.Now unless a test sets it.
	Now func() time.Time
}

// NewBookings connects the accounts with what was agreed.
func NewBookings(store CountStore, programmes ProgrammeBook, hours *Hours, commitments CommitmentStore, journal Journal) *Bookings {
	return &Bookings{store: store, programmes: programmes, hours: hours, commitments: commitments, journal: journal, Now: time.Now}
}

// The counts that follow from what was agreed, in groups: a file that tells one of a
// group for a day tells all of it.
var (
	lockedCounts    = []string{LockedContacts, LockedHandleS}
	committedCounts = []string{"committed_minutes", "intervals_committed"}
	deliveredCounts = []string{"delivered_minutes", "delivered_within_committed_minutes", "intervals_delivered"}
	rosteredCounts  = []string{"rostered_minutes", "absent_minutes"}
)

// Book books the months that days touch. A closed month stays: where it would change,
// the error is an [*invoice.ClosedError].
func (b *Bookings) Book(ctx context.Context, scope auth.Scope, programme int64, from, to grid.Date) error {
	all := auth.SystemScope(scope.Tenant()).WithActor(scope.Actor()) // whoever accepts hours books them, of whatever site
	p, err := b.programmes.Get(ctx, all, programme)
	if err != nil {
		return err
	}
	for m := MonthOf(from); m <= MonthOf(to); m++ {
		if err := b.month(ctx, all, p, m); err != nil {
			return fmt.Errorf("book %v of %s: %w", m, p.Code, err)
		}
	}
	return nil
}

// BookOpen books this month and the last of every programme, as far as they are open:
// rosters that were published and days that went by tell hours that no file does.
func (b *Bookings) BookOpen(ctx context.Context, scope auth.Scope, list []Programme) error {
	this := MonthOf(grid.DateOf(b.Now()))
	for _, p := range list {
		for m := this - 1; m <= this; m++ {
			var closed *invoice.ClosedError
			if err := b.month(ctx, scope, p, m); err != nil && !errors.As(err, &closed) {
				return fmt.Errorf("book %v of %s: %w", m, p.Code, err)
			}
		}
	}
	return nil
}

// month replaces what is booked of a month, if it differs.
func (b *Bookings) month(ctx context.Context, scope auth.Scope, p Programme, m Month) error {
	rows, err := b.rows(ctx, scope, p, m)
	if err != nil {
		return err
	}
	now, err := b.store.Standing(ctx, scope, p.ID, FromAgreed, m)
	hash := rowsHash(rows)
	if err != nil || now.Hash == hash || now.ID == 0 && len(rows) == 0 {
		return err
	}
	closed, err := b.store.ClosedMonths(ctx, scope, p.ID)
	if err != nil {
		return err
	}
	if slices.Contains(closed, m) {
		return &invoice.ClosedError{Period: invoice.Period{From: m.First(), To: m.Last()}, Found: "hours or commitments that change it"}
	}
	return b.store.InTx(ctx, scope, func(ctx context.Context) error {
		if now.ID != 0 {
			now.UndoneAt, now.UndoneBy = b.Now(), scope.Actor()
			if err := b.store.DropBatch(ctx, scope, now); err != nil {
				return err
			}
		}
		batch := CountBatch{ProgrammeID: p.ID, Source: FromAgreed, Name: m.String(), Rows: len(rows), First: m.First(), Last: m.Last(), Hash: hash, CreatedAt: b.Now(), CreatedBy: scope.Actor()}
		if err := b.put(ctx, scope, batch, rows); err != nil {
			return err
		}
		return b.journal.Record(ctx, scope, "counts.book", periodSubject(p.ID, m), map[string]any{"rows": len(rows), "hash": hash})
	})
}

func (b *Bookings) put(ctx context.Context, scope auth.Scope, batch CountBatch, rows []CountRow) error {
	if len(rows) == 0 {
		return nil
	}
	if err := b.store.PrepareCounts(ctx, rows[0].Start.AddDate(0, 0, -1), rows[len(rows)-1].Start.AddDate(0, 0, 1)); err != nil {
		return err
	}
	batch, err := b.store.AddBatch(ctx, scope, batch)
	if err != nil {
		return err
	}
	added, err := b.store.AppendCounts(ctx, scope, batch, rows)
	if err == nil && int(added) != len(rows) {
		err = &TakenBeforeError{len(rows), int(added)}
	}
	return err
}

// rowsHash is the SHA-256 of rows; their counts are written in the order of names.
func rowsHash(rows []CountRow) string {
	sum := sha256.New()
	for _, r := range rows {
		_, _ = fmt.Fprintf(sum, "%d %d", r.QueueID, r.Start.Unix())
		for _, name := range slices.Sorted(maps.Keys(r.Counts)) {
			_, _ = fmt.Fprintf(sum, " %s=%d", name, r.Counts[name])
		}
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// rows are the counts of a month that follow from what was agreed, queue by queue.
func (b *Bookings) rows(ctx context.Context, scope auth.Scope, p Programme, m Month) ([]CountRow, error) {
	told, err := b.told(ctx, scope, p.ID, m)
	if err != nil {
		return nil, err
	}
	var out []CountRow
	for _, q := range p.Queues {
		agreed, err := b.commitments.Commitments(ctx, scope, CommitmentQuery{ProgrammeID: p.ID, QueueID: q.QueueID, From: m.First(), To: m.Last(), States: []CommitmentState{Agreed}})
		if err != nil {
			return nil, err
		}
		board, err := b.hours.Board(ctx, scope, BoardQuery{QueueID: q.QueueID, ProgrammeID: p.ID, From: m.First(), Days: m.Days()})
		if err != nil {
			return nil, err
		}
		if len(board.Rows) == 0 {
			continue
		}
		sheet := sheet{queue: q.QueueID, grid: board.Grid, row: board.Rows[0], told: told, now: b.Now()}
		if err := sheet.lock(agreed); err != nil {
			return nil, err
		}
		out = append(out, sheet.rows()...)
	}
	return out, nil
}

// queueDay is a day of a queue.
type queueDay struct {
	queue int64
	day   grid.Date
}

// told are the counts that files tell of each day.
func (b *Bookings) told(ctx context.Context, scope auth.Scope, programme int64, m Month) (map[queueDay]metric.Counts, error) {
	sums, err := b.store.DaySums(ctx, scope, programme, m.First(), m.Last())
	out := map[queueDay]metric.Counts{}
	for _, s := range sums {
		if s.Source == FromAgreed || s.Source == FromVendor {
			continue
		}
		at := queueDay{s.QueueID, s.Day}
		if out[at] == nil {
			out[at] = metric.Counts{}
		}
		out[at].Add(s.Counts)
	}
	return out, err
}

// sheet is a queue's month on its way into counts.
type sheet struct {
	queue              int64
	grid               grid.Grid
	row                BoardRow
	told               map[queueDay]metric.Counts
	now                time.Time
	contacts, handling []float64 // locked, the programme's share
	covered            []bool    // by an agreed commitment
}

// lock lays the locked forecasts of commitments onto the month.
func (s *sheet) lock(agreed []Commitment) error {
	s.contacts, s.handling, s.covered = make([]float64, s.grid.Len()), make([]float64, s.grid.Len()), make([]bool, s.grid.Days())
	for _, c := range agreed {
		from, err := c.Grid()
		if err != nil {
			return err
		}
		lay(s.contacts, s.grid, c.Curves.Contacts, from)
		if c.Curves.AHTS != nil {
			work := make([]float64, len(c.Curves.Contacts))
			for i, contacts := range c.Curves.Contacts {
				work[i] = contacts * c.Curves.AHTS[i]
			}
			lay(s.handling, s.grid, work, from)
		}
		for k := range s.covered {
			day := s.grid.Date(k)
			s.covered[k] = s.covered[k] || !day.Before(c.From) && !day.After(c.To)
		}
	}
	return nil
}

// carried rounds a series to whole numbers whose sum is that of the series.
type carried struct{ rest float64 }

func (c *carried) whole(x float64) int64 {
	c.rest += x
	n := math.Floor(c.rest + 0.5)
	c.rest -= n
	return int64(n)
}

// minutes are the carried series of a sheet.
type minutes struct{ contacts, handling, committed, delivered, within, rostered, absent carried }

// rows are the intervals of which something is known.
func (s *sheet) rows() []CountRow {
	var out []CountRow
	var sums minutes
	for i := range s.grid.Len() {
		k := s.grid.DayOf(i)
		counts := metric.Counts{}
		if s.covered[k] {
			s.promised(counts, i, &sums)
		}
		if s.row.Source[k] != FromNothing && !s.grid.End(i).After(s.now) {
			s.came(counts, i, &sums)
		}
		if told := s.told[queueDay{s.queue, s.grid.Date(k)}]; told != nil {
			giveWay(counts, told)
		}
		if len(counts) > 0 {
			out = append(out, CountRow{QueueID: s.queue, Start: s.grid.Start(i), Day: s.grid.Date(k), Counts: counts})
		}
	}
	return out
}

// promised are the counts of a lock and of the hours agreed on it.
func (s *sheet) promised(c metric.Counts, i int, sums *minutes) {
	hours := s.row.Slots[i].Committed
	if s.contacts[i] == 0 && hours == 0 {
		return
	}
	c[LockedContacts], c[LockedHandleS] = sums.contacts.whole(s.contacts[i]), sums.handling.whole(s.handling[i])
	if c["committed_minutes"] = sums.committed.whole(60 * hours); hours > 0 {
		c["intervals_committed"] = 1
	}
}

// came are the counts of delivered hours, and of what was rostered of them.
func (s *sheet) came(c metric.Counts, i int, sums *minutes) {
	slot, rostered := s.row.Slots[i], s.row.Rostered[i]
	if slot.Delivered == 0 && slot.Committed == 0 && rostered == 0 {
		return
	}
	c["delivered_minutes"] = sums.delivered.whole(60 * slot.Delivered)
	if s.covered[s.grid.DayOf(i)] {
		c["delivered_within_committed_minutes"] = sums.within.whole(60 * min(slot.Delivered, slot.Committed))
		if slot.Committed > 0 {
			c["intervals_delivered"] = 0
			if slot.Kept {
				c["intervals_delivered"] = 1
			}
		}
	}
	if rostered > 0 {
		c["rostered_minutes"] = sums.rostered.whole(60 * rostered)
		c["absent_minutes"] = min(c["rostered_minutes"], sums.absent.whole(60*max(0, rostered-slot.Delivered)))
	}
}

// giveWay takes out of counts the groups that a file tells.
func giveWay(c, told metric.Counts) {
	for _, group := range [][]string{lockedCounts, committedCounts, deliveredCounts, rosteredCounts} {
		if !slices.ContainsFunc(group, func(name string) bool { _, given := told[name]; return given }) {
			continue
		}
		for _, name := range group {
			delete(c, name)
		}
	}
}
