package database

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"

	"github.com/glebarez/sqlite"
	"gorm.io/gorm"
)

// SQLite readers beside the one writer; WAL lets them run while it writes.
const sqliteReaders = 8

// sqliteBatch is how many rows gorm puts in one INSERT. The cost of a bound
// parameter grows with their number: 1000 rows a statement are ten times slower
// than 20.
const sqliteBatch = 20

// memoryCount names in-memory databases apart.
var memoryCount atomic.Int64

func openSQLite(ctx context.Context, db *DB, path string) error {
	db.dialect = SQLite
	address, journal := fileAddress(path), "wal"
	if path == ":memory:" {
		// The memdb VFS, unlike shared-cache mode, keeps ordinary locking.
		address = fmt.Sprintf("file:/muster-%d?vfs=memdb", memoryCount.Add(1))
		journal = "memory"
	} else if err := reachable(path); err != nil {
		return err
	}
	var err error
	if db.writer, err = sql.Open(sqlite.DriverName, address+"&_txlock=immediate&"+pragmas(journal)); err != nil {
		return err
	}
	db.writer.SetMaxOpenConns(1)
	db.writer.SetMaxIdleConns(1) // the last connection of an in-memory database holds its data
	if err := checkJournal(ctx, db.writer, path, journal); err != nil {
		return err
	}
	if db.reader, err = sql.Open(sqlite.DriverName, address+"&"+pragmas(journal)+"&_pragma=query_only(1)"); err != nil {
		return err
	}
	db.reader.SetMaxOpenConns(sqliteReaders)
	db.reader.SetMaxIdleConns(sqliteReaders)
	if db.write, err = openGorm(db.writer); err != nil {
		return err
	}
	db.read, err = openGorm(db.reader)
	return err
}

// reachable refuses a path at which no file can be: SQLite itself would say that
// it is out of memory.
func reachable(path string) error {
	path, _, _ = strings.Cut(path, "?")
	folder := filepath.Dir(path)
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return fmt.Errorf("open SQLite database %s: there is no folder %s", path, folder)
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return fmt.Errorf("open SQLite database %s: it is a folder; a file was expected", path)
	}
	return nil
}

func openGorm(pool *sql.DB) (*gorm.DB, error) {
	handle, err := gorm.Open(sqliteDialector{sqlite.Dialector{Conn: pool}}, gormConfig(sqliteBatch))
	if err != nil {
		return nil, err
	}
	return handle, explainDuplicates(handle)
}

func fileAddress(path string) string {
	path, query, _ := strings.Cut(path, "?")
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + query
}

// pragmas are set on every connection. The driver ignores parameters that it
// does not know, which is why checkJournal looks at the result.
func pragmas(journal string) string {
	return "_pragma=busy_timeout(10000)&_pragma=journal_mode(" + journal + ")" +
		"&_pragma=synchronous(normal)&_pragma=foreign_keys(1)&_pragma=temp_store(memory)"
}

func checkJournal(ctx context.Context, pool *sql.DB, path, want string) error {
	var mode string
	var foreignKeys int
	if err := pool.QueryRowContext(ctx, "PRAGMA journal_mode").Scan(&mode); err != nil {
		return fmt.Errorf("open SQLite database %s: %w", path, err)
	}
	if err := pool.QueryRowContext(ctx, "PRAGMA foreign_keys").Scan(&foreignKeys); err != nil {
		return fmt.Errorf("open SQLite database %s: %w", path, err)
	}
	if mode != want || foreignKeys != 1 {
		return fmt.Errorf("open SQLite database %s: journal mode is %q and foreign keys %d; expected %q and 1 (network file systems cannot hold the database)",
			path, mode, foreignKeys, want)
	}
	return nil
}
