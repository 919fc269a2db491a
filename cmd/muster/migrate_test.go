package main

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/database/databasetest"
)

func TestMigrateTwiceIsFine(t *testing.T) {
	for _, url := range []string{"sqlite:" + filepath.Join(t.TempDir(), "muster.db"), databasetest.EmptyPostgresURL(t)} {
		for n := range 2 {
			if err := (&migrateCommand{DB: url}).Run(t.Context()); err != nil {
				t.Fatalf("migrate %s, time %d: %v", url, n+1, err)
			}
		}
		db, err := database.Open(t.Context(), url)
		if err != nil {
			t.Fatal(err)
		}
		have, known, err := db.SchemaVersion(t.Context())
		if closed := db.Close(); closed != nil || err != nil || have != known {
			t.Errorf("%s: got version %d of %d, %v, %v", db.Dialect(), have, known, err, closed)
		}
	}
}

func TestMigrateSaysWhereItFailed(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "none", "muster.db")
	err := (&migrateCommand{DB: missing}).Run(context.Background())
	if err == nil || !strings.Contains(err.Error(), missing) {
		t.Errorf("migrate in a folder that is not there: got %v, want the path named", err)
	}
}
