package database

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
)

// Migrations hold one folder an engine, with the same numbers in both. Numbers
// are handed out by owner: 1-9 platform, 10-19 workforce, 20-29 demand, 30-39
// scheduling. A migration that was released is never edited.
//
//go:embed migrations
var migrations embed.FS

// Migrate brings the schema up to date. It is safe to call from many processes at
// once: one works, the others wait. Running it again changes nothing.
func (db *DB) Migrate(ctx context.Context) error {
	return db.withMigrations(func(provider *goose.Provider) error {
		looks := 1
		if db.dialect == SQLite {
			looks = 5
		}
		return up(ctx, provider, looks)
	})
}

// up applies what is missing. On SQLite there is no lock, since a killed process
// would leave it behind. Each migration is one transaction: of two processes that
// start together one fails cleanly on the tables of the other, and finds them
// done when it looks again.
func up(ctx context.Context, provider *goose.Provider, looks int) (err error) {
	for range looks {
		if _, err = provider.Up(ctx); err == nil {
			return nil
		}
		if ctx.Err() != nil {
			break
		}
	}
	return fmt.Errorf("migrate: %w", err)
}

// SchemaVersion returns the number of the last migration that the database has,
// and of the last one that this program knows.
func (db *DB) SchemaVersion(ctx context.Context) (have, known int64, err error) {
	err = db.withMigrations(func(provider *goose.Provider) error {
		have, known, err = provider.GetVersions(ctx)
		return err
	})
	return have, known, err
}

func (db *DB) withMigrations(fn func(*goose.Provider) error) error {
	files, err := fs.Sub(migrations, "migrations/"+string(db.dialect))
	if err != nil {
		return err
	}
	dialect, pool := goose.DialectSQLite3, db.writer
	opts := []goose.ProviderOption{goose.WithDisableGlobalRegistry(true)}
	if db.dialect == PostgreSQL {
		config := db.pool.Config().ConnConfig.Copy()
		// Data changes in migrations concern the rows of every tenant.
		config.RuntimeParams["muster.tenant"] = "*"
		pool = stdlib.OpenDB(*config)
		defer func() { _ = pool.Close() }()
		dialect, opts = goose.DialectPostgres, append(opts, goose.WithSessionLocker(advisoryLock{}))
	}
	provider, err := goose.NewProvider(dialect, pool, files, opts...)
	if err != nil {
		return fmt.Errorf("read migrations: %w", err)
	}
	return fn(provider)
}

// migrationLock is Muster's number among the database's advisory locks.
const migrationLock = 0x6d757374

// advisoryLock makes replicas that start together wait for each other; the
// library's own lock asks only every five seconds.
type advisoryLock struct{}

// SessionLock waits until the lock is held or ctx ends.
func (advisoryLock) SessionLock(ctx context.Context, conn *sql.Conn) error {
	return poll(ctx, func(held *bool) error {
		return conn.QueryRowContext(ctx, "SELECT pg_try_advisory_lock($1)", migrationLock).Scan(held)
	})
}

// SessionUnlock gives the lock back.
func (advisoryLock) SessionUnlock(ctx context.Context, conn *sql.Conn) error {
	var released bool
	err := conn.QueryRowContext(ctx, "SELECT pg_advisory_unlock($1)", migrationLock).Scan(&released)
	if err == nil && !released {
		return errors.New("the migration lock was lost while migrating")
	}
	return err
}

// poll asks every quarter of a second instead of blocking in the server, because
// a blocked statement would hold a snapshot that index builds wait for.
func poll(ctx context.Context, try func(held *bool) error) error {
	for {
		var held bool
		if err := try(&held); err != nil || held {
			return err
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("another process migrates the database: %w", ctx.Err())
		case <-time.After(250 * time.Millisecond):
		}
	}
}

// MigrateOthers runs fn, which brings a library's own tables up to date, while
// no other replica migrates. fn may use as many connections as it likes.
func (db *DB) MigrateOthers(ctx context.Context, fn func(ctx context.Context) error) error {
	if db.dialect == SQLite {
		return fn(ctx)
	}
	conn, err := db.writer.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	lock := advisoryLock{}
	if err := lock.SessionLock(ctx, conn); err != nil {
		return err
	}
	return errors.Join(fn(ctx), lock.SessionUnlock(context.WithoutCancel(ctx), conn))
}
