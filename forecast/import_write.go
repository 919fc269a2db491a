package forecast

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"time"

	"github.com/muster-wfm/muster/forecast/history"
)

// write is the last pass: the spooled rows go into the history, a batch a
// transaction, each with the mark of how far it has come.
func (w *importWork) write(ctx context.Context) error {
	if err := w.makeSeries(ctx); err != nil {
		return err
	}
	for _, t := range w.Touched {
		if t.SeriesID == 0 {
			continue
		}
		if err := w.intervals.Prepare(ctx, time.Unix(t.From, 0), time.Unix(t.To, 0)); err != nil {
			return err
		}
	}
	file, err := os.Open(w.spoolPath())
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }()
	in := bufio.NewReaderSize(file, 1<<16)
	spool := &spoolReader{r: in, rows: history.NewRowReader(in), touched: w.Touched, importID: w.ID}
	if err := spool.skip(w.Written); err != nil {
		return err
	}
	size := w.intervals.BatchRows()
	for {
		batch, err := spool.batch(size)
		if err != nil {
			return err
		}
		if len(batch.rows) == 0 {
			break
		}
		if err := w.writeBatch(ctx, batch); err != nil {
			return err
		}
		if err := w.tell(ctx, "writing", 0.55+0.45*float64(w.Written)/float64(max(1, w.Counts.Added+w.Counts.Changed))); err != nil {
			return err
		}
	}
	if _, err := w.end(ctx, ImportDone); err != nil {
		return err
	}
	w.forgetFile(ctx)
	return nil
}

// hasSeries reports whether all series exist that the import writes to.
func (w *importWork) hasSeries() bool {
	return !slices.ContainsFunc(w.Touched, func(t TouchedSeries) bool { return t.SeriesID == 0 && t.To > t.From })
}

// makeSeries makes the queues and series that do not exist yet, and keeps which
// they are, so that an undo finds them.
func (w *importWork) makeSeries(ctx context.Context) error {
	if w.hasSeries() {
		return nil
	}
	return w.intervals.InTx(ctx, w.scope, func(ctx context.Context) error {
		for i := range w.Touched {
			t := &w.Touched[i]
			if t.SeriesID != 0 || t.To <= t.From {
				continue
			}
			if t.QueueID == 0 {
				queue, err := w.book.create(ctx, w.source.Queues()[i], w.intervalMinutes())
				if err != nil {
					return err
				}
				t.QueueID = queue.ID
			}
			series, err := w.intervals.AddSeries(ctx, w.scope, t.QueueID, w.sourceName())
			if err != nil {
				return err
			}
			t.SeriesID = series.ID
		}
		saved, err := w.imports.SaveImport(ctx, w.scope, w.Import)
		w.Import = saved
		return err
	})
}

// intervalMinutes is the interval length of queues that the import makes.
func (w *importWork) intervalMinutes() int {
	if w.minutes > 0 {
		return w.minutes
	}
	return 30
}

func (w *importWork) writeBatch(ctx context.Context, b spoolBatch) error {
	written := w.Written + int64(len(b.rows))
	alive := w.Now().Add(lease)
	err := w.intervals.InTx(ctx, w.scope, func(ctx context.Context) error {
		if len(b.former) > 0 {
			if err := w.intervals.KeepReplaced(ctx, w.scope, w.ID, b.former); err != nil {
				return err
			}
		}
		if err := w.intervals.Append(ctx, w.scope, b.rows); err != nil {
			return err
		}
		return w.imports.MarkWritten(ctx, w.scope, w.ID, written, alive)
	})
	if err == nil {
		w.Written, w.AliveUntil = written, alive
	}
	return err
}

// forgetFile removes an upload that has been imported. That it fails is no
// reason to say that the import did.
func (w *importWork) forgetFile(ctx context.Context) { _ = w.Forget(ctx, w.scope, w.UploadID) }

// spoolBatch is rows to be written, and the former values of those that change.
type spoolBatch struct{ rows, former []Interval }

// spoolReader reads the spool as intervals.
type spoolReader struct {
	r        *bufio.Reader
	rows     *history.RowReader
	touched  []TouchedSeries
	importID int64
	full     spoolBatch
	read     int64
}

func (s *spoolReader) skip(rows int64) error {
	for s.read < rows {
		if _, err := s.batch(int(min(rows-s.read, 1<<12))); err != nil {
			return err
		}
	}
	return nil
}

// batch returns up to size rows, which are valid until the next call; none at
// the end.
func (s *spoolReader) batch(size int) (spoolBatch, error) {
	s.full.rows, s.full.former = s.full.rows[:0], s.full.former[:0]
	for len(s.full.rows) < size {
		var row history.Row
		err := s.rows.Read(&row)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return s.full, fmt.Errorf("checked rows: %w", err)
		}
		s.full.rows = append(s.full.rows, s.interval(&row, s.importID))
		s.read++
		if row.Part != partChanged {
			continue
		}
		if err := s.rows.Read(&row); err != nil {
			return s.full, fmt.Errorf("checked rows: %w", err)
		}
		by, err := binary.ReadUvarint(s.r)
		if err != nil {
			return s.full, fmt.Errorf("checked rows: %w", err)
		}
		s.full.former = append(s.full.former, s.interval(&row, int64(by)))
	}
	return s.full, nil
}

func (s *spoolReader) interval(row *history.Row, importID int64) Interval {
	return Interval{
		SeriesID: s.touched[row.Queue].SeriesID, Start: row.Start, IntervalS: row.IntervalS, ImportID: importID,
		Attribution: row.Attribution, Flags: row.Flags, Figures: row.Figures,
	}
}
