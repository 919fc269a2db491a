package database

import (
	"context"
	"errors"
	"iter"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// staging is the temporary table that COPY fills; COPY itself knows neither
// conflicts nor row-level security.
const staging = "muster_bulk"

func loadPostgres(ctx context.Context, tx *ambientWriter, b bulk, rows iter.Seq[[]any]) (int64, error) {
	create := "CREATE TEMP TABLE " + staging + " ON COMMIT DROP AS SELECT " + quoteAll(b.columns) +
		" FROM " + quote(b.table) + " WITH NO DATA"
	if _, err := tx.pgx.Exec(ctx, create); err != nil {
		return 0, err
	}
	source := &copySource{bulk: b}
	source.next, source.stop = iter.Pull(rows)
	defer source.stop()
	if _, err := tx.pgx.CopyFrom(ctx, pgx.Identifier{staging}, b.columns, source); err != nil {
		return 0, err
	}
	changed, err := b.merge(ctx, tx.pgx)
	if err != nil {
		return 0, err
	}
	_, err = tx.pgx.Exec(ctx, "DROP TABLE "+staging)
	return changed, err
}

// merge moves the staged rows into their table. Two staged rows of one key make
// PostgreSQL refuse the statement (21000); only then the costlier form runs,
// which keeps the last of them.
func (b bulk) merge(ctx context.Context, tx pgx.Tx) (changed int64, err error) {
	into := "INSERT INTO " + quote(b.table) + " (" + quoteAll(b.columns) + ") "
	plain := into + "SELECT " + quoteAll(b.columns) + " FROM " + staging + b.onConflict()
	lastOfKey := into + "SELECT DISTINCT ON (" + quoteAll(b.conflict.Key) + ") " + quoteAll(b.columns) +
		" FROM " + staging + " ORDER BY " + quoteAll(b.conflict.Key) + ", ctid DESC" + b.onConflict()
	err = pgx.BeginFunc(ctx, tx, func(savepoint pgx.Tx) error {
		tag, err := savepoint.Exec(ctx, plain)
		changed = tag.RowsAffected()
		return err
	})
	var refused *pgconn.PgError
	if errors.As(err, &refused) && refused.Code == "21000" {
		tag, err := tx.Exec(ctx, lastOfKey)
		return tag.RowsAffected(), err
	}
	return changed, err
}

// copySource feeds an iterator to pgx.
type copySource struct {
	bulk   bulk
	next   func() ([]any, bool)
	stop   func()
	row    []any
	number int
	err    error
}

func (s *copySource) Next() bool {
	row, more := s.next()
	if !more {
		return false
	}
	s.number++
	s.err = s.bulk.check(s.number, row)
	s.row = row
	return s.err == nil
}

func (s *copySource) Values() ([]any, error) { return s.row, nil }

func (s *copySource) Err() error { return s.err }
