package forecast

import (
	"context"
	"fmt"
	"time"

	"github.com/muster-wfm/muster/forecast/history"
	"github.com/muster-wfm/muster/internal/auth"
)

// Upload is a file as it came.
type Upload struct {
	ID         int64
	FileName   string // as its owner calls it; never a path of this machine
	StoredName string // name in the data directory; "" once it is no longer kept
	Bytes      int64
	SHA256     string
	CreatedAt  time.Time
	CreatedBy  int64
}

// ImportState is where an import is in its life.
type ImportState string

// The states. An import that is checking, writing or undoing is at work; of one
// tenant only one is at a time.
const (
	ImportQueued    ImportState = "queued"
	ImportChecking  ImportState = "checking"
	ImportWriting   ImportState = "writing"
	ImportDone      ImportState = "done"
	ImportRefused   ImportState = "refused" // rows were wrong, so nothing was written
	ImportFailed    ImportState = "failed"
	ImportCancelled ImportState = "cancelled"
	ImportUndoing   ImportState = "undoing"
	ImportUndone    ImportState = "undone"
)

// ImportOrder is what an import was asked to do.
type ImportOrder struct {
	Mapping      history.Mapping
	QueueID      int64  // the queue of every row, for a file without a queue column
	SiteID       int64  // where new queues are made; 0 where there is only one site
	Source       string // "" is DefaultSource
	DryRun       bool   // check and report, write nothing
	CreateQueues bool   // make queues that are not known yet
	SkipRefused  bool   // write the good rows although others are refused
	AllowClosed  bool   // take contacts outside opening hours, with a flag
	AllSites     bool   // whose queues may be written, as the one who asked may see them
	Sites        []int64
}

// ImportCounts is how many rows met which end.
type ImportCounts struct {
	Read      int64 // rows of the file
	Added     int64 // intervals that were not there
	Changed   int64 // intervals that took new values
	Unchanged int64 // intervals that were there with the same values
	Refused   int64 // rows with something wrong
	LeftOut   int64 // rows of totals and of intervals still running
}

// Taken returns how many intervals the file gave, whether or not they were new.
func (c ImportCounts) Taken() int64 { return c.Added + c.Changed + c.Unchanged }

// MaxProblems is how many problems of an import are kept one by one.
const MaxProblems = 1000

// Import is one reading of an upload into the history.
type Import struct {
	ID, Version int64
	UploadID    int64
	FileName    string
	JobID       int64 // 0 where it runs without a job
	State       ImportState
	Order       ImportOrder
	Counts      ImportCounts
	Problems    []history.RowError // the first MaxProblems, in the order of lines where they have one
	Report      history.Report
	Failure     string // why it failed
	Touched     []TouchedSeries
	Written     int64 // rows written so far, the mark from which writing goes on
	AliveUntil  time.Time
	CreatedAt   time.Time
	CreatedBy   int64
	FinishedAt  time.Time
}

// TouchedSeries is what an import writes to one series.
type TouchedSeries struct {
	SeriesID int64
	QueueID  int64
	From, To int64 // seconds since 1970 UTC, half open
}

// ImportStore keeps uploads and imports. Who may not see all sites sees only
// what he brought in himself.
type ImportStore interface {
	AddUpload(ctx context.Context, scope auth.Scope, u Upload) (Upload, error)
	Upload(ctx context.Context, scope auth.Scope, id int64) (Upload, error)
	ForgetFile(ctx context.Context, scope auth.Scope, id int64) error
	// IdleUploads returns uploads from before a moment whose file is still kept
	// and that no import waits for or works on, the oldest first.
	IdleUploads(ctx context.Context, scope auth.Scope, before time.Time, limit int) ([]Upload, error)
	AddImport(ctx context.Context, scope auth.Scope, i Import) (Import, error)
	Import(ctx context.Context, scope auth.Scope, id int64) (Import, error)
	// Imports returns the newest first without problems and reports; before 0 is
	// the first page.
	Imports(ctx context.Context, scope auth.Scope, before int64, limit int) ([]Import, error)
	// SaveImport writes an import that stands at its version, and returns it at
	// the next. Two imports at work are refused with a *database.DuplicateError.
	SaveImport(ctx context.Context, scope auth.Scope, i Import) (Import, error)
	// MarkWritten notes how far the writing has come, without a new version.
	MarkWritten(ctx context.Context, scope auth.Scope, id, written int64, aliveUntil time.Time) error
	// AtWork returns the import that is at work, if any.
	AtWork(ctx context.Context, scope auth.Scope) (Import, bool, error)
}

// UndoError says why an import cannot be undone.
type UndoError struct {
	Import int64
	State  ImportState
	By     int64 // a later import that changed some of its intervals, 0 for none
}

func (e *UndoError) Error() string {
	if e.By != 0 {
		return fmt.Sprintf("import %d cannot be undone: import %d changed some of its intervals later; undo that one first", e.Import, e.By)
	}
	return fmt.Sprintf("import %d cannot be undone: it is %s; expected one that is done and was no dry run", e.Import, e.State)
}

// GoneError says that the file of an upload is no longer kept.
type GoneError struct{ Upload int64 }

func (e *GoneError) Error() string {
	return fmt.Sprintf("the file of upload %d is no longer kept; upload it again", e.Upload)
}
