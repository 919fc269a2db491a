package forecast

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/muster-wfm/muster/forecast/history"
)

// fileQueue is one queue of the file being checked.
type fileQueue struct {
	name      history.QueueName
	firstLine int
	rows      int64
	from, to  int64 // extent of its rows, seconds since 1970 UTC
	intervalS int32
}

// reportEvery is how many rows pass between two reports of progress.
const reportEvery = 1 << 13

// check reads the file, refuses what is wrong, compares the rest with the
// history, and leaves the rows to be written in the spool. Afterwards the state
// is writing, or the import has ended.
func (w *importWork) check(ctx context.Context) error {
	w.Counts, w.Problems, w.Report = ImportCounts{}, nil, history.Report{}
	if err := w.prepareOrder(ctx); err != nil {
		return err
	}
	upload, source, err := w.openUpload(ctx, w.scope, w.UploadID)
	if err != nil {
		return err
	}
	defer source.close()
	w.source, w.total = source, max(1, upload.Bytes)
	dir, err := os.MkdirTemp(w.dir, "sorting-*")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	sorter := history.NewSorter(dir)
	defer func() { _ = sorter.Close() }()
	queues, err := w.read(ctx, sorter)
	if err != nil {
		return err
	}
	for _, q := range queues {
		w.minutes = max(w.minutes, int(q.intervalS)/60)
	}
	if err := w.compare(ctx, sorter, queues); err != nil {
		return err
	}
	return w.decide(ctx)
}

// prepareOrder fills in what the order leaves open, and reads the whole file once
// where its beginning does not tell whether the day or the month comes first.
func (w *importWork) prepareOrder(ctx context.Context) error {
	_, source, err := w.openUpload(ctx, w.scope, w.UploadID)
	if err != nil {
		return err
	}
	defer source.close()
	m := &w.Order.Mapping
	if len(m.Columns) == 0 { // nobody chose a mapping: take the one proposed
		*m = source.Recognised.Mapping.With(*m)
	}
	w.guessed = m.Zone == ""
	if err := w.complete(ctx, w.scope, &w.Order, source.Recognised); err != nil {
		return err
	}
	if w.book, err = openQueueBook(ctx, w.workforce, w.scope, w.Order); err != nil {
		return err
	}
	if m.DateOrder == history.OrderOpen {
		m.DateOrder = source.Recognised.Mapping.DateOrder
	}
	if m.DateOrder == history.OrderOpen && source.DatesAreOpen(*m) {
		m.DateOrder, err = source.DecideDateOrder(*m)
	}
	return err
}

// read is the first pass: every row of the file goes into the sorter, or into
// the list of problems.
func (w *importWork) read(ctx context.Context, sorter *history.Sorter) ([]fileQueue, error) {
	var queues []fileQueue
	lastLine := 0 // a row may have several problems
	for row, err := range w.source.Rows(w.Order.Mapping) {
		var bad *history.RowError
		switch {
		case errors.As(err, &bad) && (bad.EndsFile() || bad.Line <= w.source.Recognised.HeaderLine):
			return nil, bad // the mapping or the file as a whole, not a row
		case errors.As(err, &bad):
			if bad.Line != lastLine {
				w.Counts.Read++
				lastLine = bad.Line
				w.refuseRow(bad)
			} else {
				w.addProblem(bad)
			}
		case err != nil:
			return nil, err
		default:
			w.Counts.Read++
			queues = noteQueue(queues, row, w.source.Queues())
			if err := sorter.Add(row); err != nil {
				return nil, err
			}
		}
		if w.Counts.Read%reportEvery == 0 {
			if err := w.tell(ctx, "reading", 0.45*float64(w.source.BytesRead())/float64(w.total)); err != nil {
				return nil, err
			}
		}
	}
	return queues, nil
}

func noteQueue(queues []fileQueue, row *history.Row, names []history.QueueName) []fileQueue {
	for len(queues) < len(names) {
		queues = append(queues, fileQueue{name: names[len(queues)]})
	}
	q := &queues[row.Queue]
	if q.rows == 0 {
		q.firstLine, q.from, q.to, q.intervalS = row.Line, row.Start, row.End(), row.IntervalS
	}
	q.rows++
	q.from, q.to = min(q.from, row.Start), max(q.to, row.End())
	q.intervalS = max(q.intervalS, row.IntervalS)
	return queues
}

// refuseRow counts a row that is not taken, and keeps the reason.
func (w *importWork) refuseRow(problem *history.RowError) {
	if problem.Note() {
		w.Counts.LeftOut++
		return
	}
	w.Counts.Refused++
	w.addProblem(problem)
}

func (w *importWork) addProblem(problem *history.RowError) {
	if len(w.Problems) < MaxProblems && !problem.Note() {
		p := *problem
		p.File = w.FileName
		w.Problems = append(w.Problems, p)
	}
}

// tell reports progress and shows that the import is alive.
func (w *importWork) tell(ctx context.Context, phase string, fraction float64) error {
	if err := ctx.Err(); err != nil {
		return context.Cause(ctx)
	}
	if now := w.Now(); w.AliveUntil.Sub(now) < lease/2 {
		w.AliveUntil = now.Add(lease)
		if err := w.imports.MarkWritten(ctx, w.scope, w.ID, w.Written, w.AliveUntil); err != nil {
			return err
		}
	}
	rows := w.Counts.Read
	if phase == "writing" {
		rows = w.Written
	}
	read := int64(0)
	if w.source.Source != nil {
		read = w.source.BytesRead()
	}
	return w.report(ImportProgress{Phase: phase, Rows: rows, Bytes: read, Fraction: min(1, fraction)})
}

// decide ends the checking: nothing wrong, or told to write regardless, the
// import goes on to write; else it ends.
func (w *importWork) decide(ctx context.Context) error {
	if w.Counts.Refused > 0 && !w.Order.SkipRefused {
		_, err := w.end(ctx, ImportRefused)
		return err
	}
	if w.Order.DryRun {
		_, err := w.end(ctx, ImportDone)
		return err
	}
	w.State, w.AliveUntil = ImportWriting, w.Now().Add(lease)
	saved, err := w.imports.SaveImport(ctx, w.scope, w.Import)
	if err != nil {
		return err
	}
	w.Import = saved
	return nil
}

// hasSpool reports whether the checked rows lie on this machine.
func (w *importWork) hasSpool() bool {
	_, err := os.Stat(w.spoolPath())
	return err == nil
}

func (w *importWork) dropSpool() { _ = os.Remove(w.spoolPath()) }

// newSpool begins the file of checked rows under another name, so that a
// half-written one is never taken for whole.
func (w *importWork) newSpool() (*os.File, error) {
	if err := os.MkdirAll(filepath.Dir(w.spoolPath()), 0o700); err != nil {
		return nil, err
	}
	file, err := os.Create(w.spoolPath() + ".part")
	if err != nil {
		return nil, fmt.Errorf("keep checked rows: %w", err)
	}
	return file, nil
}
