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

// merge moves the staged rows into their table by the cheapest statement that
// PostgreSQL accepts. Rows that are all new, as in most imports, need no conflict
// clause, which doubles the cost of each; when one of them is there already the
// plain statement fails at it (23505), and at once for a file imported again. Two
// staged rows of one key make the second statement fail (21000); only the third,
// which sorts, keeps the last of them.
func (b bulk) merge(ctx context.Context, tx pgx.Tx) (int64, error) {
	into := "INSERT INTO " + quote(b.table) + " (" + quoteAll(b.columns) + ") "
	plain := into + "SELECT " + quoteAll(b.columns) + " FROM " + staging
	lastOfKey := into + "SELECT DISTINCT ON (" + quoteAll(b.conflict.Key) + ") " + quoteAll(b.columns) +
		" FROM " + staging + " ORDER BY " + quoteAll(b.conflict.Key) + ", ctid DESC" + b.onConflict()
	changed, refused, err := attempt(ctx, tx, plain)
	if refused == "23505" {
		changed, refused, err = attempt(ctx, tx, plain+b.onConflict())
	}
	if refused == "21000" {
		changed, _, err = attempt(ctx, tx, lastOfKey)
	}
	return changed, err
}

// attempt runs a statement after whose failure the transaction can go on, and
// returns the code with which the server refused it.
func attempt(ctx context.Context, tx pgx.Tx, statement string) (changed int64, refused string, err error) {
	err = pgx.BeginFunc(ctx, tx, func(savepoint pgx.Tx) error {
		tag, err := savepoint.Exec(ctx, statement)
		changed = tag.RowsAffected()
		return err
	})
	if answer := (*pgconn.PgError)(nil); errors.As(err, &answer) {
		return 0, answer.Code, err
	}
	return changed, "", err
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
