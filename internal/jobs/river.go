package jobs

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"
	"github.com/riverqueue/river/rivertype"

	"github.com/muster-wfm/muster/internal/database"
)

// Migrate brings the queue's own tables up to date, on PostgreSQL; on SQLite
// there are none. Call it after [database.DB.Migrate].
func Migrate(ctx context.Context, db *database.DB) error {
	if db.Dialect() != database.PostgreSQL {
		return nil
	}
	migrator, err := rivermigrate.New(riverpgxv5.New(db.Pool()), &rivermigrate.Config{Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		return fmt.Errorf("migrate the job queue: %w", err)
	}
	err = db.MigrateOthers(ctx, func(ctx context.Context) error {
		_, err := migrator.Migrate(ctx, rivermigrate.DirectionUp, nil)
		return err
	})
	if err != nil {
		return fmt.Errorf("migrate the job queue: %w", err)
	}
	return nil
}

// delivery is what River carries: which run waits. River's own retries, time
// limits and rescue are not used; the run table does these faster.
type delivery struct {
	Tenant int64 `json:"tenant"`
	Run    int64 `json:"run"`
	Of     Kind  `json:"of"`
}

func (delivery) Kind() string { return "muster_run" }

// riverCarrier is the carrier between processes.
type riverCarrier struct {
	db     *database.DB
	log    *slog.Logger
	sender *river.Client[pgx.Tx] // also used by processes that do not work
	worker *river.Client[pgx.Tx]
}

func newRiverCarrier(db *database.DB, log *slog.Logger) (*riverCarrier, error) {
	sender, err := river.NewClient(riverpgxv5.New(db.Pool()), &river.Config{Logger: quiet(log)})
	if err != nil {
		return nil, fmt.Errorf("open the job queue: %w", err)
	}
	return &riverCarrier{db: db, log: log, sender: sender}, nil
}

// quiet keeps River's notes of normal work out of the log.
func quiet(log *slog.Logger) *slog.Logger { return slog.New(warnings{log.Handler()}) }

type warnings struct{ slog.Handler }

func (w warnings) Enabled(ctx context.Context, level slog.Level) bool {
	return level >= slog.LevelWarn && w.Handler.Enabled(ctx, level)
}

func (c *riverCarrier) offer(ctx context.Context, ref Ref) (int64, error) {
	tx, inside := database.PgxTx(ctx)
	if !inside {
		return 0, database.ErrNoTransaction
	}
	sent, err := c.sender.InsertTx(ctx, tx, delivery{ref.Tenant, ref.ID, ref.Kind},
		&river.InsertOpts{Queue: queueOf(ref.Kind), MaxAttempts: 1})
	if err != nil {
		return 0, err
	}
	return sent.Job.ID, nil
}

// queueOf names a kind's queue: each has its own, so that many imports do not
// keep a roster from starting.
func queueOf(kind Kind) string { return strings.ReplaceAll(string(kind), ".", "-") }

func (c *riverCarrier) lost(ctx context.Context, ticket int64) (bool, error) {
	tx, inside := database.PgxTx(ctx)
	if !inside {
		return false, database.ErrNoTransaction
	}
	job, err := c.sender.JobGetTx(ctx, tx, ticket)
	if errors.Is(err, rivertype.ErrNotFound) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	waits := job.State == rivertype.JobStateAvailable || job.State == rivertype.JobStateScheduled ||
		job.State == rivertype.JobStateRetryable || job.State == rivertype.JobStatePending
	return !waits, nil
}

func (c *riverCarrier) start(ctx context.Context, slots map[Kind]int, perform func(context.Context, Ref) error) error {
	if len(slots) == 0 {
		return nil
	}
	queues := map[string]river.QueueConfig{}
	for kind, n := range slots {
		queues[queueOf(kind)] = river.QueueConfig{MaxWorkers: n}
	}
	workers := river.NewWorkers()
	if err := river.AddWorkerSafely(workers, &courier{perform: perform}); err != nil {
		return err
	}
	client, err := river.NewClient(riverpgxv5.New(c.db.Pool()), &river.Config{
		Logger: quiet(c.log), Queues: queues, Workers: workers,
		JobTimeout: -1, MaxAttempts: 1,
		FetchCooldown: 20 * time.Millisecond, FetchPollInterval: pollEvery,
	})
	if err != nil {
		return err
	}
	c.worker = client
	return client.Start(ctx)
}

func (c *riverCarrier) stop(ctx context.Context) error {
	if c.worker == nil {
		return nil
	}
	return c.worker.Stop(ctx)
}

// courier hands River's deliveries to perform.
type courier struct {
	river.WorkerDefaults[delivery]
	perform func(context.Context, Ref) error
}

// Work does one delivery. While the worker stops, the delivery stays in the queue.
func (c *courier) Work(ctx context.Context, job *river.Job[delivery]) error {
	err := c.perform(ctx, Ref{job.Args.Tenant, job.Args.Run, job.Args.Of})
	if errors.Is(err, errStopped) {
		return river.JobSnooze(0)
	}
	return err
}
