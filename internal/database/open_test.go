package database_test

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/database/databasetest"
)

func open(t *testing.T, url string) *database.DB {
	t.Helper()
	db, err := database.Open(t.Context(), url)
	if err != nil {
		t.Fatalf("open %s: %v", url, err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func TestOpenUnderstandsAddresses(t *testing.T) {
	folder := t.TempDir()
	for _, url := range []string{
		"sqlite::memory:", "sqlite:" + filepath.Join(folder, "a.db"), filepath.Join(folder, "b.db"),
		filepath.Join(folder, "with blank, 100%? & more#.db"), filepath.Join(folder, "名簿.db"),
	} {
		db := open(t, url)
		if db.Dialect() != database.SQLite || db.Pool() != nil {
			t.Errorf("%s: got %s, want SQLite", url, db.Dialect())
		}
		if err := db.Migrate(t.Context()); err != nil {
			t.Errorf("%s: %v", url, err)
		}
	}
	postgres := databasetest.EmptyPostgresURL(t)
	for _, url := range []string{postgres, strings.Replace(postgres, "postgres://", "postgresql://", 1)} {
		if db := open(t, url); db.Dialect() != database.PostgreSQL || db.Pool() == nil {
			t.Errorf("%s: got %s, want PostgreSQL", url, db.Dialect())
		}
	}
}

func TestOpenNamesWhatIsWrong(t *testing.T) {
	folder := t.TempDir()
	text := filepath.Join(folder, "notes.txt")
	if err := os.WriteFile(text, []byte(strings.Repeat("this is not a database\n", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ name, url, want string }{
		{"empty", "", "address is empty"},
		{"no path", "sqlite:", "address is empty"},
		{"folder missing", filepath.Join(folder, "none", "x.db"), "there is no folder " + filepath.Join(folder, "none")},
		{"a folder", folder, "it is a folder; a file was expected"},
		{"not a database", text, "notes.txt"},
		{"malformed", "postgres://user:hunter2@host:port/x", "database address"},
		{"nobody there", "postgres://user:hunter2@127.0.0.1:1/x?connect_timeout=5", "open PostgreSQL database"},
	} {
		db, err := database.Open(t.Context(), test.url)
		if err == nil {
			_ = db.Close()
		}
		if err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s: got %v, want %q and no password", test.name, err, test.want)
		}
	}
}

func TestInMemoryDatabasesAreApart(t *testing.T) {
	first, second := open(t, "sqlite::memory:"), open(t, "sqlite::memory:")
	for _, db := range []*database.DB{first, second} {
		if err := db.Migrate(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	write(t, first, func(ctx context.Context) error { return addTenant(ctx, first, "only here") })
	if here, there := tenantNames(t, first), tenantNames(t, second); len(here) != 2 || len(there) != 1 {
		t.Errorf("tenants: got %q and %q, want the new one in the first alone", here, there)
	}
}

func TestReadPoolDoesNotWriteOnSQLite(t *testing.T) {
	db := databasetest.OpenSQLite(t)
	err := db.ReadAs(t.Context(), tenantOne).Exec("DELETE FROM tenants").Error
	if err == nil || !strings.Contains(err.Error(), "readonly") {
		t.Errorf("delete by the read pool: got %v, want it refused", err)
	}
}

func TestMigratingAgainChangesNothing(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		have, known, err := db.SchemaVersion(t.Context())
		if err != nil || have != known || have == 0 {
			t.Fatalf("schema version: got %d of %d, %v; want the last", have, known, err)
		}
		write(t, db, func(ctx context.Context) error { return addTenant(ctx, db, "kept") })
		if err := db.Migrate(t.Context()); err != nil {
			t.Fatalf("second time: %v", err)
		}
		if got := tenantNames(t, db); len(got) != 2 {
			t.Errorf("tenants after migrating again: got %q", got)
		}
	})
}

func TestReplicasMigrateTogether(t *testing.T) {
	for name, url := range map[string]string{
		"sqlite": filepath.Join(t.TempDir(), "shared.db"), "postgres": databasetest.EmptyPostgresURL(t),
	} {
		var replicas sync.WaitGroup
		for range 3 {
			db := open(t, url)
			replicas.Go(func() {
				if err := db.Migrate(t.Context()); err != nil {
					t.Errorf("%s: %v", name, err)
				}
			})
		}
		replicas.Wait()
		if got := tenantNames(t, open(t, url)); !slices.Equal(got, []string{"Main"}) {
			t.Errorf("%s: tenants: got %q, want Main once", name, got)
		}
	}
}

func TestBothEnginesHaveTheSameMigrations(t *testing.T) {
	names := func(engine string) (found []string) {
		entries, err := fs.ReadDir(os.DirFS("migrations"), engine)
		if err != nil {
			t.Fatal(err)
		}
		for _, entry := range entries {
			found = append(found, entry.Name())
		}
		return found
	}
	if sqlite, postgres := names("sqlite"), names("postgres"); !slices.Equal(sqlite, postgres) {
		t.Errorf("migrations: SQLite has %v, PostgreSQL has %v", sqlite, postgres)
	}
}

func TestPartitionsAreMadeOnce(t *testing.T) {
	db := databasetest.OpenPostgres(t)
	createCounts(t, db) // March to May 2027
	var together sync.WaitGroup
	for range 4 {
		together.Go(func() {
			if err := db.EnsurePartitions(t.Context(), "counts", moment, moment.AddDate(1, 0, 0)); err != nil {
				t.Errorf("ensure: %v", err)
			}
		})
	}
	together.Wait()
	var names []string
	err := db.ReadAs(t.Context(), tenantOne).Raw("SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'counts'::regclass ORDER BY 1").Scan(&names).Error
	if err != nil || len(names) != 13 || names[0] != "counts_y2027m03" || names[12] != "counts_y2028m03" {
		t.Errorf("partitions: got %v, %v; want the 13 months from March 2027", names, err)
	}
	if err := db.EnsurePartitions(t.Context(), "counts", moment, moment.AddDate(90, 0, 0)); err == nil {
		t.Error("partitions for ninety years: got nil, want an error")
	}
}

func TestPartitionAskedForByItsOwnNameShowsNothing(t *testing.T) {
	db := databasetest.OpenPostgres(t)
	createCounts(t, db)
	if _, err := bulk(t, db, slices.Values([][]any{countRow(0, 5, nil)}), replaceCounts); err != nil {
		t.Fatal(err)
	}
	var direct, whole int64
	read := db.ReadAs(t.Context(), tenantOne)
	if err := read.Table("counts_y2027m03").Count(&direct).Error; err != nil {
		t.Fatal(err)
	}
	if err := read.Table("counts").Count(&whole).Error; err != nil {
		t.Fatal(err)
	}
	if direct != 0 || whole != 1 {
		t.Errorf("rows: got %d by the partition, %d by the table; want 0, 1", direct, whole)
	}
}
