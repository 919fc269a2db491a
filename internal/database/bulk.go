package database

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"
)

// Conflict says what happens to a row whose key is already in the table.
type Conflict struct {
	Key    []string // columns of the unique key
	Update []string // columns that take the new value; none: the old row stays
}

// DoNothing keeps rows that are already there.
func DoNothing(key ...string) Conflict { return Conflict{Key: key} }

// Bulk writes many rows within the context's transaction, by COPY on PostgreSQL
// and by prepared statements of several rows on SQLite, and returns how many
// were added or really changed: a row that equals the stored one counts as
// neither, so writing the same rows twice returns 0 the second time. Of two rows
// with one key the last stays with Update, the first without.
//
// A row holds one value a column: integers, floats, strings, []byte, bool, nil,
// [Instant] or [Second]; a bare time.Time is refused, since it does not say
// which of the two the column is. Table and column names are the program's own,
// never a user's. On PostgreSQL the months of a partitioned table must exist,
// see [DB.EnsurePartitions].
func (db *DB) Bulk(ctx context.Context, table string, columns []string, rows iter.Seq[[]any], conflict Conflict) (int64, error) {
	tx := ambient(ctx)
	if tx == nil {
		return 0, ErrNoTransaction
	}
	if len(columns) == 0 || len(conflict.Key) == 0 {
		return 0, errors.New("bulk write: columns and a conflict key are needed")
	}
	load := loadSQLite
	if db.dialect == PostgreSQL {
		load = loadPostgres
	}
	changed, err := load(ctx, tx, bulk{table, columns, conflict}, rows)
	if err != nil {
		return 0, fmt.Errorf("write %s: %w", table, translate(err))
	}
	return changed, nil
}

type bulk struct {
	table    string
	columns  []string
	conflict Conflict
}

// onConflict is the clause both engines share. Its WHERE leaves equal rows
// alone: they are not counted, and PostgreSQL writes no dead copies of them.
func (b bulk) onConflict() string {
	key := " ON CONFLICT (" + quoteAll(b.conflict.Key) + ")"
	if len(b.conflict.Update) == 0 {
		return key + " DO NOTHING"
	}
	var set, differs []string
	for _, column := range b.conflict.Update {
		name := quote(column)
		set = append(set, name+" = excluded."+name)
		differs = append(differs, quote(b.table)+"."+name+" IS DISTINCT FROM excluded."+name)
	}
	return key + " DO UPDATE SET " + strings.Join(set, ", ") + " WHERE " + strings.Join(differs, " OR ")
}

// check refuses rows of the wrong width and moments of unknown kind.
func (b bulk) check(number int, row []any) error {
	if len(row) != len(b.columns) {
		return fmt.Errorf("row %d has %d values; expected %d (%s)", number, len(row), len(b.columns), strings.Join(b.columns, ", "))
	}
	if at := slices.IndexFunc(row, isBareTime); at >= 0 {
		return fmt.Errorf("row %d, column %s: a time.Time; expected a database.Instant or database.Second", number, b.columns[at])
	}
	return nil
}

func isBareTime(value any) bool {
	_, bare := value.(time.Time)
	return bare
}

func quote(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

func quoteAll(names []string) string {
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = quote(name)
	}
	return strings.Join(quoted, ", ")
}
