package forecast

import (
	"context"

	"github.com/muster-wfm/muster/internal/auth"
)

// restoreSeconds is how much of a series one transaction of an undo covers.
const restoreSeconds = 28 * 86400

// Undo takes back what an import wrote: intervals it added go, intervals it
// changed get their former values. An import of whose intervals a later one has
// changed some is refused with an *UndoError that names the later one.
//
// Undoing works through the series in small transactions. Interrupted, it goes
// on when it is asked for again.
func (im *Imports) Undo(ctx context.Context, scope auth.Scope, id int64, report importReporter) (Import, error) {
	work := &importWork{Imports: im, scope: scope, report: report}
	if report == nil {
		work.report = func(ImportProgress) error { return nil }
	}
	if undone, err := im.undoable(ctx, scope, id); err != nil {
		return undone, err
	}
	if err := work.claim(ctx, id, ImportUndoing); err != nil {
		return work.Import, err
	}
	if err := work.takeBack(ctx); err != nil {
		return work.Import, err
	}
	return work.end(ctx, ImportUndone)
}

// undoable returns an import that can be undone, or an *UndoError.
func (im *Imports) undoable(ctx context.Context, scope auth.Scope, id int64) (Import, error) {
	done, err := im.imports.Import(ctx, scope, id)
	if err != nil {
		return done, err
	}
	if done.State != ImportDone && done.State != ImportUndoing || done.Order.DryRun {
		return done, &UndoError{Import: id, State: done.State}
	}
	by, err := im.intervals.ReplacedBy(ctx, scope, id)
	if err == nil && by != 0 {
		err = &UndoError{Import: id, State: done.State, By: by}
	}
	return done, err
}

// takeBack removes what the import wrote, or restores what it replaced.
func (w *importWork) takeBack(ctx context.Context) error {
	for i, t := range w.Touched {
		if t.SeriesID == 0 {
			continue
		}
		for from := t.From; from < t.To; from += restoreSeconds {
			to := min(t.To, from+restoreSeconds)
			err := w.intervals.InTx(ctx, w.scope, func(ctx context.Context) error {
				return w.intervals.Restore(ctx, w.scope, w.ID, t.SeriesID, from, to)
			})
			if err != nil {
				return err
			}
		}
		if err := w.tell(ctx, "undoing", float64(i+1)/float64(len(w.Touched))); err != nil {
			return err
		}
	}
	return nil
}
