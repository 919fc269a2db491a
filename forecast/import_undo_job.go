package forecast

import (
	"context"
	"fmt"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/jobs"
)

// UndoKind is the kind of job that undoes imports. Taking back a year of many
// queues takes longer than a request should, and may have to wait for another
// import to end.
const UndoKind jobs.Kind = "import.undo"

// StartUndo queues the job that undoes an import. What cannot be undone is
// refused at once with an *UndoError; asked twice, the same job is returned.
func (im *Imports) StartUndo(ctx context.Context, scope auth.Scope, id int64) (job int64, err error) {
	if _, err := im.undoable(ctx, scope, id); err != nil {
		return 0, err
	}
	about := fmt.Sprintf("import:%d", id)
	return im.jobs.Enqueue(ctx, scope, UndoKind, importJob{id}, jobs.About(about), jobs.Once(about))
}

// RunUndoJob is the handler of UndoKind.
func (im *Imports) RunUndoJob(ctx context.Context, job *jobs.Job) (any, error) {
	var order importJob
	if err := job.Payload(&order); err != nil {
		return nil, err
	}
	undone, err := im.Undo(ctx, job.Scope(), order.Import, func(p ImportProgress) error {
		return job.Progress(jobs.Progress{Phase: p.Phase, Fraction: p.Fraction})
	})
	if err != nil {
		return nil, err
	}
	c := undone.Counts
	return importDone{undone.ID, undone.State, c.Added, c.Changed, c.Unchanged, c.Refused}, nil
}
