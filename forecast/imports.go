package forecast

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"github.com/muster-wfm/muster/forecast/history"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/jobs"
	"github.com/muster-wfm/muster/workforce"
)

// Imports is the verbs of bringing history in: upload, preview, dry run, import,
// undo.
type Imports struct {
	imports   ImportStore
	intervals IntervalStore
	workforce *workforce.Service
	jobs      Enqueuer
	dir       string
	// Now is the clock, time.Now unless a test sets it.
	Now func() time.Time
}

// NewImports connects importing with its stores. dir is the data directory, in
// which uploads and half-done work lie; queue may be nil where imports run
// without jobs.
func NewImports(imports ImportStore, intervals IntervalStore, centre *workforce.Service, queue Enqueuer, dir string) *Imports {
	return &Imports{imports: imports, intervals: intervals, workforce: centre, jobs: queue, dir: dir, Now: time.Now}
}

// ImportKind is the kind of job that runs imports.
const ImportKind jobs.Kind = "import.intervals"

// importJob is what a job of ImportKind is given.
type importJob struct{ Import int64 }

// Record notes an import of an upload without running it; see [Imports.Run].
func (im *Imports) Record(ctx context.Context, scope auth.Scope, upload int64, order ImportOrder) (Import, error) {
	u, err := im.imports.Upload(ctx, scope, upload)
	if err != nil {
		return Import{}, err
	}
	if u.StoredName == "" {
		return Import{}, &GoneError{upload}
	}
	order.Sites, order.AllSites = scope.Sites()
	return im.imports.AddImport(ctx, scope, Import{
		UploadID: upload, FileName: u.FileName, State: ImportQueued, Order: order, CreatedAt: im.Now(), CreatedBy: scope.Actor(),
	})
}

// Start records an import and queues the job that runs it.
func (im *Imports) Start(ctx context.Context, scope auth.Scope, upload int64, order ImportOrder) (Import, error) {
	var started Import
	err := im.intervals.InTx(ctx, scope, func(ctx context.Context) error {
		ordered, err := im.Record(ctx, scope, upload, order)
		if err != nil {
			return err
		}
		ordered.JobID, err = im.jobs.Enqueue(ctx, scope, ImportKind, importJob{ordered.ID}, jobs.About(fmt.Sprintf("import:%d", ordered.ID)))
		if err != nil {
			return err
		}
		started, err = im.imports.SaveImport(ctx, scope, ordered)
		return err
	})
	return started, err
}

// Get returns an import with its problems and report.
func (im *Imports) Get(ctx context.Context, scope auth.Scope, id int64) (Import, error) {
	return im.imports.Import(ctx, scope, id)
}

// List returns imports, the newest first, without problems and reports.
func (im *Imports) List(ctx context.Context, scope auth.Scope, before int64, limit int) ([]Import, error) {
	return im.imports.Imports(ctx, scope, before, limit)
}

// ImportProgress is how far an import has come.
type ImportProgress struct {
	Phase    string  // waiting, reading, comparing, writing
	Rows     int64   // rows read, or written when writing
	Bytes    int64   // bytes read of the file
	Fraction float64 // of the whole, 0..1
}

// Report is called often while an import runs; an error from it ends the
// import.
type importReporter func(ImportProgress) error

// importDone is what the job of an import leaves.
type importDone struct {
	Import    int64       `json:"import"`
	State     ImportState `json:"state"`
	Added     int64       `json:"added"`
	Changed   int64       `json:"changed"`
	Unchanged int64       `json:"unchanged"`
	Refused   int64       `json:"refused"`
}

// RunJob is the handler of ImportKind.
func (im *Imports) RunJob(ctx context.Context, job *jobs.Job) (any, error) {
	var order importJob
	if err := job.Payload(&order); err != nil {
		return nil, err
	}
	done, err := im.Run(ctx, job.Scope(), order.Import, func(p ImportProgress) error {
		return job.Progress(jobs.Progress{Phase: p.Phase, Fraction: p.Fraction, Message: fmt.Sprintf("%d rows", p.Rows)})
	})
	if err != nil {
		return nil, err
	}
	c := done.Counts
	return importDone{done.ID, done.State, c.Added, c.Changed, c.Unchanged, c.Refused}, nil
}

// Run does an import: it reads and checks the whole file first, compares it with
// the history, and only then writes. What has ended already is returned as it
// is; what a crash interrupted goes on where it stood. An import that fails or
// is cancelled while writing is taken back.
//
// Wrong rows are no error of Run: the import is then refused and lists them. An
// error is returned where the work itself could not be done.
func (im *Imports) Run(ctx context.Context, scope auth.Scope, id int64, report importReporter) (Import, error) {
	work := &importWork{Imports: im, scope: scope, report: report}
	if report == nil {
		work.report = func(ImportProgress) error { return nil }
	}
	err := work.claim(ctx, id, ImportChecking)
	if err != nil || work.ended() || work.State == ImportUndoing {
		return work.Import, err
	}
	err = work.run(ctx)
	if err == nil || givenBack(ctx) {
		return work.Import, err
	}
	return work.fail(context.WithoutCancel(ctx), err)
}

// givenBack reports whether the work goes on elsewhere or later, so that what
// was written must stay.
func givenBack(ctx context.Context) bool {
	cause := context.Cause(ctx)
	return errors.Is(cause, jobs.ErrStopping) || errors.Is(cause, jobs.ErrLost)
}

// importWork is one import being run.
type importWork struct {
	*Imports
	Import
	scope   auth.Scope
	report  importReporter
	book    *queueBook
	source  openedUpload
	total   int64 // bytes of the file
	minutes int   // longest interval of the file
	guessed bool  // the zone was not given but taken from the sites
}

// lease is how long an import counts as alive without a sign of life.
const lease = 2 * time.Minute

// waitForOther is how long to wait before looking again whether another import
// is still at work.
const waitForOther = 500 * time.Millisecond

// claim makes the import the one that is at work, waiting for another to end.
func (w *importWork) claim(ctx context.Context, id int64, state ImportState) error {
	for {
		free, err := w.tryClaim(ctx, id, state)
		var taken *database.DuplicateError
		if err == nil && free || err != nil && !errors.As(err, &taken) {
			return err
		}
		if err := w.report(ImportProgress{Phase: "waiting"}); err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-time.After(waitForOther):
		}
	}
}

func (w *importWork) tryClaim(ctx context.Context, id int64, state ImportState) (free bool, err error) {
	if w.Import, err = w.imports.Import(ctx, w.scope, id); err != nil || w.ended() && state == ImportChecking {
		return true, err
	}
	other, busy, err := w.imports.AtWork(ctx, w.scope)
	if err != nil {
		return false, err
	}
	if busy && other.ID != id {
		if other.AliveUntil.After(w.Now()) {
			return false, nil
		}
		if err := w.bury(ctx, other); err != nil {
			return false, err
		}
	}
	if w.State == ImportWriting && state == ImportChecking || w.State == ImportUndoing {
		w.AliveUntil = w.Now().Add(lease) // interrupted: go on
		return true, w.imports.MarkWritten(ctx, w.scope, w.ID, w.Written, w.AliveUntil)
	}
	w.State, w.AliveUntil = state, w.Now().Add(lease)
	w.Import, err = w.imports.SaveImport(ctx, w.scope, w.Import)
	return err == nil, err
}

// bury takes back an import whose process died.
func (w *importWork) bury(ctx context.Context, dead Import) error {
	grave := &importWork{Imports: w.Imports, Import: dead, scope: w.scope, report: w.report}
	_, err := grave.fail(ctx, errors.New("the process that ran it ended; what it had written was taken back"))
	if grave.ended() {
		return nil
	}
	return err
}

// ended reports whether nothing is left to do.
func (i *Import) ended() bool {
	switch i.State {
	case ImportQueued, ImportChecking, ImportWriting, ImportUndoing:
		return false
	}
	return true
}

// run checks and writes, or goes on writing where the checked rows still lie in
// the data directory.
func (w *importWork) run(ctx context.Context) error {
	if w.State == ImportWriting {
		if w.hasSpool() && w.hasSeries() {
			return w.write(ctx)
		}
		if err := w.takeBack(ctx); err != nil { // another machine checked it
			return err
		}
		w.State, w.Written, w.Touched = ImportChecking, 0, nil
	}
	if err := w.check(ctx); err != nil {
		return err
	}
	if w.State != ImportWriting {
		return nil // refused, or a dry run
	}
	return w.write(ctx)
}

// fail ends an import that cannot go on. What it wrote is taken back; where even
// that fails, it stays at work for the next import to bury.
func (w *importWork) fail(ctx context.Context, cause error) (Import, error) {
	var bad *history.RowError
	if errors.As(cause, &bad) {
		w.addProblem(bad)
		return w.end(ctx, ImportRefused)
	}
	undoing := w.State == ImportUndoing
	if w.State == ImportWriting || undoing {
		if err := w.takeBack(ctx); err != nil {
			return w.Import, errors.Join(cause, fmt.Errorf("take back import %d: %w", w.ID, err))
		}
	}
	if undoing {
		return w.end(ctx, ImportUndone)
	}
	w.Failure = cause.Error()
	state := ImportFailed
	if errors.Is(cause, context.Canceled) || errors.Is(cause, jobs.ErrCancelled) {
		state = ImportCancelled
	}
	done, err := w.end(ctx, state)
	return done, errors.Join(cause, err)
}

// end saves the final state and clears up.
func (w *importWork) end(ctx context.Context, state ImportState) (Import, error) {
	w.State, w.FinishedAt, w.AliveUntil = state, w.Now(), time.Time{}
	saved, err := w.imports.SaveImport(ctx, w.scope, w.Import)
	if err != nil {
		return w.Import, err
	}
	w.Import = saved
	w.dropSpool()
	return saved, nil
}

// spoolPath is where the checked rows of an import wait to be written.
func (w *importWork) spoolPath() string {
	return filepath.Join(w.dir, "checked", fmt.Sprintf("import-%d-%d.rows", w.scope.Tenant(), w.ID))
}
