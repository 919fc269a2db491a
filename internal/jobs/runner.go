package jobs

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"os"
	"regexp"
	"sync"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
)

// Runner is what the rest of Muster sees of this package. Services need Enqueue
// alone and should say so with an interface of their own.
type Runner interface {
	// Register tells how runs of a kind are done. It must come before Start.
	Register(kind Kind, handler Handler, opts ...KindOption)
	// Enqueue queues a run, within the context's transaction when there is one,
	// and returns its id. payload is stored as JSON, at most 1 MiB.
	Enqueue(ctx context.Context, scope auth.Scope, kind Kind, payload any, opts ...EnqueueOption) (int64, error)
	// Cancel asks a run to end; one that no worker has taken ends at once. A run
	// that has already ended stays as it is.
	Cancel(ctx context.Context, scope auth.Scope, id int64) error
	// Get returns a run, or database.ErrNotFound.
	Get(ctx context.Context, scope auth.Scope, id int64) (Run, error)
	// List returns runs, newest first.
	List(ctx context.Context, scope auth.Scope, q Query) ([]Run, error)
	// Watch yields the run whenever its version is above afterVersion, at first at
	// once, and ends after the state in which the run ended, or with an error.
	Watch(ctx context.Context, scope auth.Scope, id, afterVersion int64) iter.Seq2[Run, error]
	// Start begins to work on queued runs of the registered kinds.
	Start(ctx context.Context) error
	// Stop ends the work: running handlers are told to return, and their runs go
	// back to the queue. It waits for them until ctx ends. Without Start, or a
	// second time, it does nothing.
	Stop(ctx context.Context) error
}

// Handler does a run and returns what is to be kept of it, stored as JSON, at
// most 1 MiB. It must return soon after its context ends, whose context.Cause
// says why: [ErrCancelled], [ErrStopping], [ErrTimeLimit] or [ErrLost]. A search
// that is cancelled may return its best so far without an error; the run is then
// done. A handler may run more than once for one run, after a crash or a stop.
type Handler func(ctx context.Context, job *Job) (result any, err error)

// Why a handler's context ended.
var (
	ErrCancelled = errors.New("cancelled")
	ErrStopping  = errors.New("the worker is stopping; the run goes back to the queue")
	ErrTimeLimit = errors.New("the time limit was reached")
	ErrLost      = errors.New("the run was given to another worker")
)

// Defaults of New; see the options.
const (
	defaultLease = 10 * time.Second
	defaultBeat  = 400 * time.Millisecond // cancellation takes effect within a second
	pollEvery    = 500 * time.Millisecond
	maxCrashes   = 3 // a run over which so many workers died is not tried again
	maxDocument  = 1 << 20
)

// Service is the Runner over a database.
type Service struct {
	db        *database.DB
	rows      Store
	carrier   carrier
	hub       *hub
	kinds     map[Kind]kindSettings
	chores    []Chore
	now       func() time.Time
	problemOf func(error) json.RawMessage // nil for none
	log       *slog.Logger
	name      string
	lease     time.Duration
	beat      time.Duration

	mu       sync.Mutex
	running  map[int64]*Job
	stopping bool
	end      context.CancelFunc // ends the background work; nil before Start
	work     sync.WaitGroup     // handlers
	watch    sync.WaitGroup     // the sweep and the chores
}

var _ Runner = (*Service)(nil)

// Option changes a Service.
type Option func(*Service)

// WithClock replaces time.Now, for tests of leases.
func WithClock(now func() time.Time) Option { return func(s *Service) { s.now = now } }

// WithLogger replaces slog.Default().
func WithLogger(log *slog.Logger) Option { return func(s *Service) { s.log = log } }

// WithLease sets after how long without a heartbeat a worker counts as dead (10 s).
func WithLease(d time.Duration) Option { return func(s *Service) { s.lease = d } }

// WithHeartbeat sets how often a worker renews its leases, writes progress and
// asks for cancellation (400 ms).
func WithHeartbeat(d time.Duration) Option { return func(s *Service) { s.beat = d } }

// WithName sets the name under which the worker appears in its runs (host and
// process number).
func WithName(name string) Option { return func(s *Service) { s.name = name } }

// New makes a Runner on db, whose rows it reaches through rows.
func New(db *database.DB, rows Store, opts ...Option) (*Service, error) {
	host, _ := os.Hostname()
	s := &Service{
		db: db, rows: rows, hub: newHub(), kinds: map[Kind]kindSettings{}, running: map[int64]*Job{},
		now: time.Now, log: slog.Default(), name: fmt.Sprintf("%s/%d", host, os.Getpid()),
		lease: defaultLease, beat: defaultBeat,
	}
	for _, opt := range opts {
		opt(s)
	}
	if db.Dialect() == database.PostgreSQL {
		river, err := newRiverCarrier(db, s.log)
		s.carrier = river
		return s, err
	}
	s.carrier = newPool(s.waiting, s.log)
	return s, nil
}

type kindSettings struct {
	handler     Handler
	concurrency int
	limit       time.Duration
	readable    auth.Permission
}

// KindOption changes how runs of a kind are done.
type KindOption func(*kindSettings)

// Concurrency sets how many runs of the kind one process does at once (1).
func Concurrency(n int) KindOption { return func(k *kindSettings) { k.concurrency = max(n, 1) } }

// TimeLimit sets how long a run may take (1 h).
func TimeLimit(d time.Duration) KindOption { return func(k *kindSettings) { k.limit = d } }

// ReadableWith lets holders of a permission see runs of the kind. Without it only
// the user who asked for a run, and the system, see it.
func ReadableWith(p auth.Permission) KindOption { return func(k *kindSettings) { k.readable = p } }

var kindPattern = regexp.MustCompile(`^[a-z][a-z0-9._]{0,59}$`)

// Register tells how runs of a kind are done. A wrong or repeated kind is a
// mistake of the program and panics.
func (s *Service) Register(kind Kind, handler Handler, opts ...KindOption) {
	if _, taken := s.kinds[kind]; taken || !kindPattern.MatchString(string(kind)) {
		panic(fmt.Sprintf("jobs: kind %q is registered twice or not a kind", kind))
	}
	settings := kindSettings{handler: handler, concurrency: 1, limit: time.Hour}
	for _, opt := range opts {
		opt(&settings)
	}
	s.kinds[kind] = settings
}
