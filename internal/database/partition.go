package database

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// maxMonths keeps a wrong date in a file from making partitions for centuries.
const maxMonths = 600

// EnsurePartitions makes sure that a table which is range-partitioned by month on
// PostgreSQL (UTC months of its time column) has a partition for every month that
// meets [from, to). Months that are there cost one look into the catalogue. On
// SQLite there are no partitions and it does nothing.
//
// Call it before the transaction that writes: within one, the lock that protects
// new partitions is held until it ends.
func (db *DB) EnsurePartitions(ctx context.Context, table string, from, to time.Time) error {
	if db.dialect == SQLite || !from.Before(to) {
		return nil
	}
	months := monthsBetween(from, to)
	if len(months) > maxMonths {
		return fmt.Errorf("partitions of %s from %s to %s: %d months; at most %d at once",
			table, from.Format(time.DateOnly), to.Format(time.DateOnly), len(months), maxMonths)
	}
	create := func(ctx context.Context) error {
		for _, month := range months {
			if err := db.ensureMonth(ctx, table, month); err != nil {
				return fmt.Errorf("partition of %s for %s: %w", table, month.Format("2006-01"), err)
			}
		}
		return nil
	}
	if ambient(ctx) != nil {
		return create(ctx)
	}
	return db.InTxAcrossTenants(ctx, create)
}

// monthsBetween returns the first moments of the UTC months that meet [from, to).
func monthsBetween(from, to time.Time) []time.Time {
	from = from.UTC()
	var months []time.Time
	for month := time.Date(from.Year(), from.Month(), 1, 0, 0, 0, 0, time.UTC); month.Before(to); month = month.AddDate(0, 1, 0) {
		months = append(months, month)
		if len(months) > maxMonths {
			break
		}
	}
	return months
}

func partitionName(table string, month time.Time) string {
	return fmt.Sprintf("%s_y%04dm%02d", table, month.Year(), int(month.Month()))
}

// ensureMonth creates the table first and attaches it then: ATTACH lets readers
// and writers of the other months go on, CREATE … PARTITION OF would not.
func (db *DB) ensureMonth(ctx context.Context, table string, month time.Time) error {
	tx, _ := PgxTx(ctx)
	name := partitionName(table, month)
	if there, err := isTable(ctx, tx, name); err != nil || there {
		return err
	}
	// Another replica may be at it; look again once it has finished.
	if _, err := tx.Exec(ctx, "SELECT pg_advisory_xact_lock(hashtext('muster partition'), hashtext($1))", table); err != nil {
		return err
	}
	if there, err := isTable(ctx, tx, name); err != nil || there {
		return err
	}
	// Asked for by its own name a partition shows nothing to anybody: it has
	// row-level security and no policy. Through its parent the parent's rules hold.
	const stamp = "2006-01-02 15:04:05+00"
	_, err := tx.Exec(ctx, fmt.Sprintf(`
		CREATE TABLE %[1]s (LIKE %[2]s INCLUDING ALL);
		ALTER TABLE %[1]s ENABLE ROW LEVEL SECURITY;
		ALTER TABLE %[1]s FORCE ROW LEVEL SECURITY;
		ALTER TABLE %[2]s ATTACH PARTITION %[1]s FOR VALUES FROM ('%[3]s') TO ('%[4]s')`,
		quote(name), quote(table), month.Format(stamp), month.AddDate(0, 1, 0).Format(stamp)))
	return err
}

// isTable looks with a fresh snapshot. to_regclass would answer from the
// session's cache, which remembers within a transaction what was not there.
func isTable(ctx context.Context, tx pgx.Tx, name string) (there bool, err error) {
	err = tx.QueryRow(ctx, "SELECT EXISTS (SELECT FROM pg_class WHERE relname = $1 AND relnamespace = current_schema()::regnamespace)", name).Scan(&there)
	return there, err
}
