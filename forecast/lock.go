package forecast

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Lock is a forecast as it was promised to somebody on a day: adjusted curves
// that never change, whatever becomes of adjustments and later runs. Neither it
// nor the run behind it can be deleted.
type Lock struct {
	ID            int64
	ForecastID    int64
	QueueID       int64
	SiteID        int64
	EmployerID    int64  // to whom it was promised, a vendor most often; 0 for nobody in particular
	Name          string // unique among the queue's locks
	Note          string
	Zone          string
	Minutes       int
	From          grid.Date
	Days          int
	Adjustments   []AppliedAdjustment // those that are in the curves
	Hash          string              // of the curves, to show that they are what was promised
	CreatedAt     time.Time
	CreatedBy     int64
	CreatedByName string
	Curves        RunCurves
}

// Grid returns the lock's intervals.
func (l Lock) Grid() (grid.Grid, error) { return gridOf(l.Zone, l.Minutes, l.From, l.Days) }

// LockOrder asks for a lock.
type LockOrder struct {
	Name       string
	EmployerID int64 // 0 for none
	Note       string
}

const longestNote = 2000

// check returns o trimmed, or a *workforce.InvalidError that names every bad field.
func (o LockOrder) check() (LockOrder, error) {
	o.Name, o.Note = strings.TrimSpace(o.Name), strings.TrimSpace(o.Note)
	refused := &workforce.InvalidError{What: "lock"}
	if !isLine(o.Name, 1, 200) {
		refused.Fields = append(refused.Fields, workforce.FieldError{Field: "name", Found: fmt.Sprintf("%d characters", utf8.RuneCountInString(o.Name)), Expected: "1 to 200 printable characters"})
	}
	if n := utf8.RuneCountInString(o.Note); n > longestNote || !plain(o.Note) {
		refused.Fields = append(refused.Fields, workforce.FieldError{Field: "note", Found: fmt.Sprintf("%d characters", n), Expected: fmt.Sprintf("at most %d printable characters", longestNote)})
	}
	if len(refused.Fields) > 0 {
		return o, refused
	}
	return o, nil
}

// LockQuery says which locks to list; 0 is any.
type LockQuery struct {
	QueueID    int64
	ForecastID int64
	EmployerID int64 // for whom they were locked
	Before     int64 // only smaller ids; 0 for the first page
	Limit      int
}

// LockStore keeps locks. Those of queues at sites outside the scope do not exist
// for its callers. There is no verb to change or remove one.
type LockStore interface {
	InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error
	// AddLock refuses a name that another lock of the queue has with a
	// *LockNameError.
	AddLock(ctx context.Context, scope auth.Scope, l Lock) (Lock, error)
	Lock(ctx context.Context, scope auth.Scope, id int64) (Lock, error)
	// Locks returns the newest first without their curves.
	Locks(ctx context.Context, scope auth.Scope, q LockQuery) ([]Lock, error)
}

// LockNameError says that a queue has another lock of a name.
type LockNameError struct{ Name string }

func (e *LockNameError) Error() string {
	return fmt.Sprintf("the queue has a lock named %q already; expected another name", e.Name)
}

// RunInUseError says why a run stays: what rests on it.
type RunInUseError struct {
	ForecastID   int64
	Locks        []string // names
	Requirements int
}

func (e *RunInUseError) Error() string {
	var by []string
	if len(e.Locks) > 0 {
		by = append(by, "it is locked as "+strings.Join(e.Locks, ", "))
	}
	if e.Requirements > 0 {
		by = append(by, fmt.Sprintf("%d requirements rest on it", e.Requirements))
	}
	return fmt.Sprintf("forecast %d cannot be deleted: %s", e.ForecastID, strings.Join(by, ", and "))
}

// EmployerBook finds employers; workforce.Service has one.
type EmployerBook interface {
	Get(ctx context.Context, scope auth.Scope, id int64) (workforce.Employer, error)
}

// Locks is the verbs of locking forecasts.
type Locks struct {
	store     LockStore
	runs      RunStore
	adjuster  Adjuster
	employers EmployerBook
	journal   Journal
	// Now is the clock, time.Now unless a test sets it.
	Now func() time.Time
}

// NewLocks connects locking with what it needs of others.
func NewLocks(store LockStore, runs RunStore, adjuster Adjuster, employers EmployerBook, journal Journal) *Locks {
	return &Locks{store: store, runs: runs, adjuster: adjuster, employers: employers, journal: journal, Now: time.Now}
}

// Lock freezes a run as adjusted now.
func (s *Locks) Lock(ctx context.Context, scope auth.Scope, forecast int64, order LockOrder) (Lock, error) {
	order, err := order.check()
	if err != nil {
		return Lock{}, err
	}
	var kept Lock
	err = s.store.InTx(ctx, scope, func(ctx context.Context) error {
		made, err := s.frozen(ctx, scope, forecast, order)
		if err != nil {
			return err
		}
		if kept, err = s.store.AddLock(ctx, scope, made); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "forecast.lock", "forecast/"+strconv.FormatInt(forecast, 10), map[string]any{
			"lock": kept.ID, "name": kept.Name, "employer": kept.EmployerID, "hash": kept.Hash,
		})
	})
	return kept, err
}

// frozen is the lock to be.
func (s *Locks) frozen(ctx context.Context, scope auth.Scope, forecast int64, order LockOrder) (Lock, error) {
	run, err := s.runs.Run(ctx, scope, forecast)
	if err != nil {
		return Lock{}, err
	}
	if run.State != RunDone {
		return Lock{}, &RunStateError{ForecastID: forecast, State: run.State}
	}
	if order.EmployerID != 0 {
		if _, err := s.employers.Get(ctx, scope, order.EmployerID); err != nil {
			return Lock{}, fmt.Errorf("employer %d: %w", order.EmployerID, err)
		}
	}
	adjusted, err := s.adjuster.Adjust(ctx, scope, run)
	if err != nil {
		return Lock{}, err
	}
	curves := adjusted.Curves
	curves.Calibration = nil // what a refit needs stays with the run
	return Lock{
		ForecastID: run.ID, QueueID: run.QueueID, SiteID: run.SiteID, EmployerID: order.EmployerID, Name: order.Name, Note: order.Note,
		Zone: run.Zone, Minutes: run.Minutes, From: run.Order.From, Days: run.Order.Days, Adjustments: adjusted.Applied,
		Hash: digest(bits(curves)), CreatedAt: s.Now(), CreatedBy: scope.Actor(), Curves: curves,
	}, nil
}

// Get returns one lock with its curves.
func (s *Locks) Get(ctx context.Context, scope auth.Scope, id int64) (Lock, error) {
	return s.store.Lock(ctx, scope, id)
}

// List lists locks without their curves, the newest first.
func (s *Locks) List(ctx context.Context, scope auth.Scope, q LockQuery) ([]Lock, error) {
	return s.store.Locks(ctx, scope, q)
}
