package forecast

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"time"

	"github.com/muster-wfm/muster/forecast/history"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// compare is the second pass, over the sorted rows, queue by queue: it refuses
// rows that meet another of the file or of the history, adds up parts, and
// writes to the spool what would change the history.
func (w *importWork) compare(ctx context.Context, sorter *history.Sorter, queues []fileQueue) error {
	file, err := w.newSpool()
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }()
	out := bufio.NewWriterSize(file, 1<<16)
	c := &comparison{importWork: w, spool: spoolWriter{w: out}, queues: queues, current: -1}
	c.spool.rows = history.NewRowWriter(out)
	w.Touched = make([]TouchedSeries, len(queues))
	defer c.stopStored()
	seen := 0
	for row, err := range sorter.Sorted() {
		if err != nil {
			return err
		}
		if seen++; seen%reportEvery == 0 {
			if err := w.tell(ctx, "comparing", 0.45+0.1*float64(seen)/float64(sorter.Len())); err != nil {
				return err
			}
		}
		if err := c.take(ctx, row); err != nil {
			return err
		}
	}
	if err := c.flush(); err != nil {
		return err
	}
	w.Report = c.reconciler.Report()
	if err := out.Flush(); err != nil {
		return err
	}
	slices.SortStableFunc(w.Problems, func(a, b history.RowError) int { return a.Line - b.Line })
	return os.Rename(file.Name(), w.spoolPath())
}

// comparison is the state of the second pass.
type comparison struct {
	*importWork
	queues     []fileQueue
	spool      spoolWriter
	reconciler history.Reconciler

	current int32 // the queue being compared, index into queues
	known   bool  // it exists or will be made
	open    func(start int64, seconds int32) bool
	loc     *time.Location
	row     history.Row // the interval being put together
	parts   []part      // rows that it consists of; none: no interval yet
	past    stored
}

// part is one row of an interval.
type part struct {
	id   int32
	line int
}

// stored walks along the intervals of one series.
type stored struct {
	next func() (*Interval, error, bool)
	stop func()
	row  Interval
	more bool
}

// take handles the next row in order.
func (c *comparison) take(ctx context.Context, row *history.Row) error {
	if row.Queue != c.current {
		if err := c.flush(); err != nil {
			return err
		}
		if err := c.begin(ctx, row.Queue); err != nil {
			return err
		}
	}
	if !c.known {
		c.Counts.Refused++
		return nil
	}
	if len(c.parts) > 0 && row.Start < c.row.End() {
		return c.meets(row)
	}
	if err := c.flush(); err != nil {
		return err
	}
	c.row = *row
	c.parts = append(c.parts[:0], part{row.Part, row.Line})
	return nil
}

// meets handles a row whose interval the file already has: another part adds
// up, the same one is a duplicate.
func (c *comparison) meets(row *history.Row) error {
	sameInterval := row.Start == c.row.Start && row.IntervalS == c.row.IntervalS
	twin := slices.IndexFunc(c.parts, func(p part) bool { return p.id == row.Part })
	if sameInterval && twin < 0 {
		c.row.Figures = c.row.Figures.Add(row.Figures)
		c.row.Flags |= row.Flags | history.PartsAdded
		c.parts = append(c.parts, part{row.Part, row.Line})
		return nil
	}
	line := c.parts[max(0, twin)].line
	c.reconciler.Duplicate()
	c.refuse(row, history.Duplicate, fmt.Sprintf("%s of queue %s is on line %d already", c.at(row.Start), c.queues[c.current].name, line), "one row for each interval")
	return nil
}

func (c *comparison) at(start int64) string {
	return time.Unix(start, 0).In(c.loc).Format("2006-01-02 15:04 -07:00")
}

func (c *comparison) refuse(row *history.Row, code history.Code, got, want string) {
	c.refuseRow(&history.RowError{Line: row.Line, Column: c.startColumn(), Code: code, Got: got, Want: want})
}

// startColumn returns the name of the column that says when an interval is.
func (w *importWork) startColumn() string {
	for _, field := range []history.Field{history.IntervalStartUTC, history.IntervalStart, history.DateOnly, history.IntervalEnd} {
		for column, mapped := range w.Order.Mapping.Columns {
			if mapped == field {
				return column
			}
		}
	}
	return ""
}

// begin turns to the next queue of the file.
func (c *comparison) begin(ctx context.Context, index int32) error {
	c.stopStored()
	c.current, c.loc, c.open = index, time.UTC, nil
	if loc, err := time.LoadLocation(c.Order.Mapping.Zone); err == nil {
		c.loc = loc // of a queue that does not exist yet, times are shown as the file has them
	}
	fq := c.queues[index]
	queue, found := c.book.find(fq.name)
	c.known = found || c.Order.CreateQueues
	if !c.known {
		c.addProblem(&history.RowError{Line: fq.firstLine, Column: c.columnOf(history.Queue), Code: history.UnknownQueue,
			Got: fmt.Sprintf("queue %q is not known (%d rows)", fq.name, fq.rows), Want: c.book.expected()})
		return nil
	}
	c.Touched[index] = TouchedSeries{QueueID: queue.ID, From: fq.from, To: fq.to}
	if found {
		if err := c.beginKnown(ctx, queue, fq); err != nil {
			return err
		}
	} else if err := c.book.canCreate(fq.name, fq.firstLine, c.columnOf(history.Queue), c.columnOf(history.Channel)); err != nil {
		return err
	}
	c.reconciler.NextQueue(fq.name.String(), c.open)
	return nil
}

// columnOf returns the name of the column mapped to a field, "" for none.
func (w *importWork) columnOf(field history.Field) string {
	for column, mapped := range w.Order.Mapping.Columns {
		if mapped == field {
			return column
		}
	}
	return ""
}

// beginKnown looks up the opening hours and the history of a queue that exists.
func (c *comparison) beginKnown(ctx context.Context, queue workforce.Queue, fq fileQueue) error {
	setup, err := c.workforce.QueueSetup(ctx, c.scope, queue.ID)
	if err != nil {
		return err
	}
	c.loc = setup.Site.Location()
	if zone := c.Order.Mapping.Zone; c.guessed && c.source.LocalTimes() && setup.Site.Zone != zone {
		return &history.RowError{Line: fq.firstLine, Column: c.startColumn(), Code: history.BadTime,
			Got: fmt.Sprintf("times without offset, which were taken for %s as at other queues of the file, but queue %s is in %s", zone, fq.name, setup.Site.Zone), Want: "the time zone of the file to be stated"}
	}
	if c.open, err = openAt(setup, fq.from, fq.to); err != nil {
		return err
	}
	all, err := c.intervals.SeriesOf(ctx, c.scope, queue.ID)
	if err != nil {
		return err
	}
	for _, s := range all {
		if s.Source == c.sourceName() {
			c.Touched[c.current].SeriesID = s.ID
			c.past.next, c.past.stop = iter.Pull2(c.intervals.Stored(ctx, c.scope, s.ID, fq.from-3600, fq.to))
			return c.past.advance()
		}
	}
	return nil
}

func (w *importWork) sourceName() string {
	if w.Order.Source == "" {
		return DefaultSource
	}
	return w.Order.Source
}

// openAt returns whether a queue is open at an instant between two others; nil
// where it always is.
func openAt(setup workforce.QueueSetup, from, to int64) (func(int64, int32) bool, error) {
	loc := setup.Site.Location()
	first := grid.DateOf(time.Unix(from, 0).In(loc))
	days := first.DaysUntil(grid.DateOf(time.Unix(to, 0).In(loc))) + 1
	if days > grid.MaxDays {
		return nil, &history.RowError{Code: history.BadTime, Got: fmt.Sprintf("queue %s reaches from %s over %d days", setup.Queue.Code, first, days), Want: fmt.Sprintf("at most %d days in one file", grid.MaxDays)}
	}
	g, err := grid.New(loc, setup.Queue.IntervalMin, first, days)
	if err != nil {
		return nil, err
	}
	open := setup.Open(g)
	if !slices.Contains(open, false) {
		return nil, nil
	}
	return func(start int64, _ int32) bool {
		i, inside := g.Index(time.Unix(start, 0))
		return inside && open[i]
	}, nil
}

// flush finishes the interval being put together: checks it against opening
// hours and history, and spools it where it changes something.
func (c *comparison) flush() error {
	if len(c.parts) == 0 {
		return nil
	}
	c.parts = c.parts[:0]
	row := &c.row
	row.Part = partAdded
	if c.open != nil && row.Figures.OrZero(history.Offered) > 0 && !c.open(row.Start, row.IntervalS) {
		if !c.Order.AllowClosed {
			c.refuse(row, history.ClosedInterval, fmt.Sprintf("%d contacts at %s, when queue %s is closed", row.Figures[history.Offered], c.at(row.Start), c.queues[c.current].name),
				"contacts within the queue's opening hours, or contacts outside them to be allowed")
			return nil
		}
		row.Flags |= history.OutsideOpening
	}
	for c.past.more && c.past.row.End() <= row.Start {
		if err := c.past.advance(); err != nil {
			return err
		}
	}
	if !c.past.more || c.past.row.Start >= row.End() {
		c.Counts.Added++
		c.reconciler.Add(row)
		return c.spool.added(row)
	}
	if c.past.row.Start != row.Start || c.past.row.IntervalS != row.IntervalS {
		c.refuse(row, history.Duplicate, fmt.Sprintf("%s has a length of %d minutes here and the history has %d minutes from %s", c.at(row.Start), row.IntervalS/60, c.past.row.IntervalS/60, c.at(c.past.row.Start)),
			"the length that the history has, or undoing the import that wrote it")
		return nil
	}
	c.reconciler.Add(row)
	return c.overwrite(row)
}

// overwrite handles an interval that the history has: figures which the file
// does not give stay.
func (c *comparison) overwrite(row *history.Row) error {
	before := c.past.row
	row.Figures = before.Figures.Merge(row.Figures)
	if row.Attribution == history.AttributionUnknown {
		row.Attribution = before.Attribution
	}
	if row.Figures == before.Figures && row.Attribution == before.Attribution {
		c.Counts.Unchanged++
		return nil
	}
	c.Counts.Changed++
	return c.spool.changed(row, &before)
}

func (s *stored) advance() error {
	row, err, more := s.next()
	s.more = more && err == nil
	if s.more {
		s.row = *row
	}
	return err
}

func (c *comparison) stopStored() {
	if c.past.stop != nil {
		c.past.stop()
	}
	c.past = stored{}
}

// What a row of the spool is, kept in its Part: an interval that is new, or one
// that changes and is followed by its former values.
const (
	partAdded   = 0
	partChanged = 1
)

// spoolWriter writes the rows that an import is going to write.
type spoolWriter struct {
	w    io.Writer
	rows *history.RowWriter
	buf  []byte
}

func (s *spoolWriter) added(row *history.Row) error { return s.rows.Write(row) }

func (s *spoolWriter) changed(row *history.Row, before *Interval) error {
	row.Part = partChanged
	former := history.Row{Queue: row.Queue, Start: before.Start, IntervalS: before.IntervalS, Attribution: before.Attribution, Flags: before.Flags, Figures: before.Figures}
	if err := errors.Join(s.rows.Write(row), s.rows.Write(&former)); err != nil {
		return err
	}
	s.buf = binary.AppendUvarint(s.buf[:0], uint64(before.ImportID))
	_, err := s.w.Write(s.buf)
	return err
}
