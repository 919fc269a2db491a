// Package databasetest runs one store test on every engine: a fresh, migrated
// SQLite file, and a fresh database of a private PostgreSQL server that lives in
// a temporary folder for as long as the test binary does.
package databasetest

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/jobs"
)

// Each runs fn as the sub-tests "sqlite" and "postgres", each on a database of
// its own with the whole schema and tenant 1. Where PostgreSQL's programs are
// not installed its sub-test is skipped, but fails under CI=true.
func Each(t *testing.T, fn func(t *testing.T, db *database.DB)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { fn(t, OpenSQLite(t)) })
	t.Run("postgres", func(t *testing.T) { fn(t, OpenPostgres(t)) })
}

// OpenSQLite gives a test a migrated SQLite database of its own.
func OpenSQLite(t testing.TB) *database.DB {
	t.Helper()
	path := filepath.Join(t.TempDir(), "muster.db")
	schema, err := sqliteTemplate()
	if err != nil {
		t.Fatalf("migrate the SQLite template: %v", err)
	}
	if err := os.WriteFile(path, schema, 0o600); err != nil {
		t.Fatal(err)
	}
	return open(t, "sqlite:"+path)
}

// OpenPostgres gives a test a migrated PostgreSQL database of its own.
func OpenPostgres(t testing.TB) *database.DB {
	t.Helper()
	return open(t, PostgresURL(t))
}

// sqliteTemplate is the content of a migrated database file, made once a binary:
// copying it takes a fraction of the time of migrating.
var sqliteTemplate = sync.OnceValues(func() ([]byte, error) {
	folder, err := os.MkdirTemp("", "muster-schema-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	path := filepath.Join(folder, "template.db")
	if err := migrate("sqlite:" + path); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

// migrate opens, migrates and closes; closing folds SQLite's log into its file.
func migrate(url string) error {
	ctx := context.Background()
	db, err := database.Open(ctx, url)
	if err != nil {
		return err
	}
	return errors.Join(db.Migrate(ctx), jobs.Migrate(ctx, db), db.Close())
}

func open(t testing.TB, url string) *database.DB {
	t.Helper()
	db, err := database.Open(t.Context(), url)
	if err != nil {
		t.Fatalf("open %s: %v", url, err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Errorf("close the database: %v", err)
		}
	})
	return db
}
