package database

import (
	"context"
	"database/sql"
	"iter"
	"strings"
)

// loadSQLite writes sqliteBatch rows a statement. The statement is prepared once;
// a last, shorter one takes what remains.
func loadSQLite(ctx context.Context, tx *ambientWriter, b bulk, rows iter.Seq[[]any]) (changed int64, err error) {
	full, err := tx.sql.PrepareContext(ctx, b.insertSQLite(sqliteBatch))
	if err != nil {
		return 0, err
	}
	defer func() { _ = full.Close() }()
	values := make([]any, 0, sqliteBatch*len(b.columns))
	number := 0
	for row := range rows {
		number++
		if err := b.check(number, row); err != nil {
			return 0, err
		}
		for _, value := range row {
			values = append(values, forSQLite(value))
		}
		if len(values) < cap(values) {
			continue
		}
		if err := count(&changed)(full.ExecContext(ctx, values...)); err != nil {
			return 0, err
		}
		values = values[:0]
	}
	if len(values) == 0 {
		return changed, nil
	}
	rest := b.insertSQLite(len(values) / len(b.columns))
	return changed, count(&changed)(tx.sql.ExecContext(ctx, rest, values...))
}

func (b bulk) insertSQLite(rows int) string {
	places := "(" + strings.TrimSuffix(strings.Repeat("?,", len(b.columns)), ",") + ")"
	return "INSERT INTO " + quote(b.table) + " (" + quoteAll(b.columns) + ") VALUES " +
		strings.TrimSuffix(strings.Repeat(places+",", rows), ",") + b.onConflict()
}

func count(sum *int64) func(sql.Result, error) error {
	return func(result sql.Result, err error) error {
		if err != nil {
			return err
		}
		n, err := result.RowsAffected()
		*sum += n
		return err
	}
}

func forSQLite(value any) any {
	switch v := value.(type) {
	case Instant:
		return v.onSQLite()
	case Second:
		return v.onSQLite()
	}
	return value
}
