package database_test

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/database/databasetest"
)

var countColumns = []string{"tenant_id", "series_id", "start_at", "offered", "note"}

var replaceCounts = database.Conflict{Key: []string{"tenant_id", "series_id", "start_at"}, Update: []string{"offered", "note"}}

func createCounts(t testing.TB, db *database.DB) {
	t.Helper()
	create := `CREATE TABLE counts (tenant_id INTEGER NOT NULL, series_id INTEGER NOT NULL, start_at INTEGER NOT NULL,
		offered INTEGER NOT NULL CHECK (offered >= 0), note TEXT, PRIMARY KEY (tenant_id, series_id, start_at)) STRICT, WITHOUT ROWID`
	if db.Dialect() == database.PostgreSQL {
		create = `CREATE TABLE counts (tenant_id bigint NOT NULL, series_id bigint NOT NULL, start_at timestamptz NOT NULL,
			offered bigint NOT NULL CHECK (offered >= 0), note text, PRIMARY KEY (tenant_id, series_id, start_at))
			PARTITION BY RANGE (start_at);
			SELECT muster_wall('counts')`
	}
	ctx := t.Context()
	err := db.InTx(ctx, tenantOne, func(ctx context.Context) error { return db.Tx(ctx).Exec(create).Error })
	if err != nil {
		t.Fatal(err)
	}
	if err := db.EnsurePartitions(ctx, "counts", moment, moment.AddDate(0, 2, 0)); err != nil {
		t.Fatal(err)
	}
}

// countRow is the n-th half hour from moment on.
func countRow(n int, offered int64, note any) []any {
	return []any{int64(1), int64(7), database.AtSecond(moment.Add(time.Duration(n) * 30 * time.Minute)), offered, note}
}

func bulk(t testing.TB, db *database.DB, rows iter.Seq[[]any], conflict database.Conflict) (changed int64, err error) {
	t.Helper()
	err = db.InTx(t.Context(), tenantOne, func(ctx context.Context) (err error) {
		changed, err = db.Bulk(ctx, "counts", countColumns, rows, conflict)
		return err
	})
	return changed, err
}

// stored returns what the table holds, as text in the order of time.
func stored(t testing.TB, db *database.DB) []string {
	t.Helper()
	var rows []struct {
		StartAt database.Second
		Offered int64
		Note    *string
	}
	if err := db.ReadAs(t.Context(), tenantOne).Table("counts").Order("start_at").Find(&rows).Error; err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, row := range rows {
		note := "NULL"
		if row.Note != nil {
			note = *row.Note
		}
		lines = append(lines, fmt.Sprintf("%d:%d:%s", row.StartAt.Sub(moment.Truncate(time.Second))/(30*time.Minute), row.Offered, note))
	}
	return lines
}

func TestBulkCountsWhatItAddsAndChanges(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		createCounts(t, db)
		for _, step := range []struct {
			name     string
			rows     [][]any
			conflict database.Conflict
			changed  int64
			want     []string
		}{
			{"new rows", [][]any{countRow(0, 5, nil), countRow(1, 6, "b")}, replaceCounts, 2, []string{"0:5:NULL", "1:6:b"}},
			{"the same again", [][]any{countRow(0, 5, nil), countRow(1, 6, "b")}, replaceCounts, 0, []string{"0:5:NULL", "1:6:b"}},
			{"one changed, one new", [][]any{countRow(0, 5, nil), countRow(1, 9, "b"), countRow(2, 1, nil)}, replaceCounts, 2, []string{"0:5:NULL", "1:9:b", "2:1:NULL"}},
			{"from and to nothing", [][]any{countRow(0, 5, "a"), countRow(1, 9, nil)}, replaceCounts, 2, []string{"0:5:a", "1:9:NULL", "2:1:NULL"}},
			{"keep what is there", [][]any{countRow(0, 77, "x"), countRow(3, 3, nil)}, database.DoNothing(replaceCounts.Key...), 1, []string{"0:5:a", "1:9:NULL", "2:1:NULL", "3:3:NULL"}},
			{"nothing", nil, replaceCounts, 0, []string{"0:5:a", "1:9:NULL", "2:1:NULL", "3:3:NULL"}},
		} {
			changed, err := bulk(t, db, slices.Values(step.rows), step.conflict)
			if err != nil || changed != step.changed {
				t.Errorf("%s: got %d rows, error %v; want %d", step.name, changed, err, step.changed)
			}
			if diff := cmp.Diff(step.want, stored(t, db)); diff != "" {
				t.Errorf("%s: rows differ (-want +got):\n%s", step.name, diff)
			}
		}
	})
}

func TestBulkTakesTheLastOfRowsWithOneKey(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		createCounts(t, db)
		if _, err := bulk(t, db, slices.Values([][]any{countRow(0, 1, "first"), countRow(1, 2, nil), countRow(0, 3, "last")}), replaceCounts); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]string{"0:3:last", "1:2:NULL"}, stored(t, db)); diff != "" {
			t.Errorf("with Update (-want +got):\n%s", diff)
		}
		changed, err := bulk(t, db, slices.Values([][]any{countRow(5, 1, "first"), countRow(5, 3, "last")}), database.DoNothing(replaceCounts.Key...))
		if err != nil || changed != 1 || stored(t, db)[2] != "5:1:first" {
			t.Errorf("without Update: got %d, %v, %v; want the first kept", changed, err, stored(t, db))
		}
	})
}

func TestBulkRefusesWrongRowsWhole(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		createCounts(t, db)
		for _, test := range []struct {
			name string
			row  []any
			want string
		}{
			{"too few values", []any{int64(1)}, "row 2 has 1 values; expected 5"},
			{"a bare time", []any{int64(1), int64(7), moment, int64(1), nil}, "row 2, column start_at: a time.Time"},
			{"a rule of the schema", countRow(1, -1, nil), "breaks the rule"},
			{"no key", []any{int64(1), nil, database.AtSecond(moment), int64(1), nil}, "breaks the rule"},
		} {
			_, err := bulk(t, db, slices.Values([][]any{countRow(0, 1, nil), test.row}), replaceCounts)
			if err == nil || !strings.Contains(err.Error(), test.want) || !strings.HasPrefix(err.Error(), "write counts: ") {
				t.Errorf("%s: got %v, want %q", test.name, err, test.want)
			}
		}
		if got := stored(t, db); len(got) != 0 {
			t.Errorf("after only refusals: got %v, want nothing", got)
		}
	})
}

func TestBulkTwiceInOneTransaction(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		createCounts(t, db)
		write(t, db, func(ctx context.Context) error {
			for n := range 3 {
				if _, err := db.Bulk(ctx, "counts", countColumns, slices.Values([][]any{countRow(n, 1, nil)}), replaceCounts); err != nil {
					return err
				}
			}
			return nil
		})
		if got := stored(t, db); len(got) != 3 {
			t.Errorf("rows: got %v, want three", got)
		}
	})
}

func TestBulkNeedsAMonth(t *testing.T) {
	db := databasetest.OpenPostgres(t)
	createCounts(t, db)
	late := []any{int64(1), int64(7), database.AtSecond(moment.AddDate(3, 0, 0)), int64(1), nil}
	if _, err := bulk(t, db, slices.Values([][]any{late}), replaceCounts); err == nil || !strings.Contains(err.Error(), "no partition") {
		t.Errorf("a row beyond every partition: got %v, want to hear of the partition", err)
	}
}

// Both engines hold, after any sequence of bulk writes, what a map would.
func TestBulkAgreesWithAMap(t *testing.T) {
	for _, dialect := range []database.Dialect{database.SQLite, database.PostgreSQL} {
		t.Run(string(dialect), func(t *testing.T) {
			db := databasetest.OpenSQLite
			if dialect == database.PostgreSQL {
				db = databasetest.OpenPostgres
			}
			opened := db(t)
			createCounts(t, opened)
			model := map[int]int64{}
			rapid.Check(t, func(rt *rapid.T) {
				var rows [][]any
				for range rapid.IntRange(0, 50).Draw(rt, "rows") {
					n, offered := rapid.IntRange(0, 60).Draw(rt, "n"), rapid.Int64Range(0, 3).Draw(rt, "offered")
					rows = append(rows, countRow(n, offered, nil))
					model[n] = offered
				}
				if _, err := bulk(t, opened, slices.Values(rows), replaceCounts); err != nil {
					rt.Fatal(err)
				}
			})
			var want []string
			for n := range 61 {
				if offered, there := model[n]; there {
					want = append(want, fmt.Sprintf("%d:%d:NULL", n, offered))
				}
			}
			if diff := cmp.Diff(want, stored(t, opened)); diff != "" {
				t.Errorf("rows differ from the map (-want +got):\n%s", diff)
			}
		})
	}
}

func BenchmarkBulk(b *testing.B) {
	for _, dialect := range []database.Dialect{database.SQLite, database.PostgreSQL} {
		for _, again := range []bool{false, true} {
			b.Run(fmt.Sprintf("%s/again=%v", dialect, again), func(b *testing.B) { benchmarkBulk(b, dialect, again) })
		}
	}
}

// benchmarkBulk loads rows chunk by chunk, as an import does: new ones, or ones
// that are all there already and unchanged.
func benchmarkBulk(b *testing.B, dialect database.Dialect, again bool) {
	open := databasetest.OpenSQLite
	if dialect == database.PostgreSQL {
		open = databasetest.OpenPostgres
	}
	db := open(b)
	createCounts(b, db)
	rows := func(first, n int) iter.Seq[[]any] {
		return func(yield func([]any) bool) {
			for i := first; i < first+n; i++ {
				row := []any{int64(1), int64(i / 2000), database.AtSecond(moment.Add(time.Duration(i%2000) * 30 * time.Minute)), int64(i % 90), nil}
				if !yield(row) {
					return
				}
			}
		}
	}
	done, chunk := 0, db.ChunkRows()
	for b.Loop() {
		if _, err := bulk(b, db, rows(done, chunk), replaceCounts); err != nil {
			b.Fatal(err)
		}
		if !again {
			done += chunk
		}
	}
	b.ReportMetric(float64(b.N*chunk)/b.Elapsed().Seconds(), "rows/s")
}
