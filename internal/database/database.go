package database

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"
)

// Dialect names an engine.
type Dialect string

// The engines.
const (
	SQLite     Dialect = "sqlite"
	PostgreSQL Dialect = "postgres"
)

// DB is an open database. It is safe for concurrent use.
type DB struct {
	dialect Dialect
	write   *gorm.DB
	read    *gorm.DB // the same as write on PostgreSQL
	writer  *sql.DB
	reader  *sql.DB
	pool    *pgxpool.Pool // nil on SQLite
	log     *slog.Logger
}

// Option changes how a database is opened.
type Option func(*DB)

// WithLogger sends the package's few warnings to log. Default: slog.Default().
func WithLogger(log *slog.Logger) Option {
	return func(db *DB) { db.log = log }
}

// Open opens a database:
//
//	postgres://user@host/name     PostgreSQL, also postgresql://
//	sqlite:PATH or PATH           an SQLite file, created when absent
//	sqlite::memory:               private to this handle, gone after Close
//
// It connects, so that a wrong address shows here, but changes no schema: call
// [DB.Migrate] before use.
func Open(ctx context.Context, url string, opts ...Option) (*DB, error) {
	db := &DB{log: slog.Default()}
	for _, opt := range opts {
		opt(db)
	}
	open, address := openSQLite, strings.TrimPrefix(url, "sqlite:")
	if strings.HasPrefix(url, "postgres://") || strings.HasPrefix(url, "postgresql://") {
		open, address = openPostgres, url
	}
	if address == "" {
		return nil, errors.New("database address is empty; expected postgres://…, sqlite:PATH or a path")
	}
	if err := open(ctx, db, address); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// Close waits for running queries and releases every connection.
func (db *DB) Close() error {
	var errs []error
	for _, pool := range []*sql.DB{db.reader, db.writer} {
		if pool != nil {
			errs = append(errs, pool.Close())
		}
	}
	if db.pool != nil {
		db.pool.Close()
	}
	return errors.Join(errs...)
}

// Dialect tells which engine the database runs on.
func (db *DB) Dialect() Dialect { return db.dialect }

// Pool is PostgreSQL's connection pool, nil on SQLite. Only the job runner uses
// it, to hand the queue library its own connections.
func (db *DB) Pool() *pgxpool.Pool { return db.pool }

// ChunkRows is how many rows one transaction of a long import should write:
// on SQLite few, because its single writer makes everyone else wait meanwhile
// (50,000 rows hold an interactive write up for half a second), on PostgreSQL
// many, because every COPY has a fixed cost.
func (db *DB) ChunkRows() int {
	if db.dialect == SQLite {
		return 2_000
	}
	return 50_000
}

// gormConfig is shared by both engines. Writes are never wrapped in a hidden
// transaction of their own, since all of them happen inside InTx.
func gormConfig(batch int) *gorm.Config {
	return &gorm.Config{
		SkipDefaultTransaction: true,
		TranslateError:         true,
		CreateBatchSize:        batch,
		Logger:                 logger.Discard, // errors are returned, not printed
		NowFunc:                func() time.Time { return time.Now().UTC() },
	}
}
