package audit_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/internal/audit"
	"github.com/muster-wfm/muster/internal/audit/store"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/database/databasetest"
)

var (
	planner = auth.SystemScope(1).WithActor(7)
	moment  = time.Date(2027, 3, 28, 1, 2, 3, 456_789_000, time.UTC)
)

func newLog(db *database.DB) *audit.Log {
	return audit.New(db, store.New(db), func() time.Time { return moment })
}

func record(t *testing.T, log *audit.Log, actions ...string) {
	t.Helper()
	for i, action := range actions {
		if err := log.Record(t.Context(), planner, action, "roster/12", map[string]int{"version": i}); err != nil {
			t.Fatalf("record %s: %v", action, err)
		}
	}
}

func TestEntriesAreKeptInOrderAndVerify(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		log := newLog(db)
		if n, err := log.Verify(t.Context(), planner); n != 0 || err != nil {
			t.Errorf("empty log: got %d, %v; want 0 that hold", n, err)
		}
		record(t, log, "roster.create", "roster.publish", "roster.create")
		entries, err := log.List(t.Context(), planner, audit.Query{Action: "roster.create", Limit: 1, Before: 3})
		if err != nil || len(entries) != 1 {
			t.Fatalf("list: got %d entries, %v; want 1", len(entries), err)
		}
		entries[0].Hash = audit.Hash{}
		want := audit.Entry{Tenant: 1, Seq: 1, At: moment, Actor: 7, Action: "roster.create", Subject: "roster/12", Detail: []byte(`{"version":0}`)}
		if diff := cmp.Diff(want, entries[0]); diff != "" {
			t.Errorf("entry (-want +got):\n%s", diff)
		}
		if n, err := log.Verify(t.Context(), planner); n != 3 || err != nil {
			t.Errorf("verify: got %d, %v; want 3 that hold", n, err)
		}
	})
}

func TestEntriesAreFoundByWhoAndWhen(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		now := moment
		log := audit.New(db, store.New(db), func() time.Time { return now })
		for day, actor := range []int64{7, 8, 7} {
			now = moment.AddDate(0, 0, day)
			if err := log.Record(t.Context(), auth.SystemScope(1).WithActor(actor), "roster.publish", "roster/12", nil); err != nil {
				t.Fatal(err)
			}
		}
		next := moment.AddDate(0, 0, 1)
		for _, asked := range []struct {
			name string
			q    audit.Query
			want []int64
		}{
			{"by one account", audit.Query{Actor: 7}, []int64{3, 1}},
			{"from an instant on, which counts", audit.Query{From: next}, []int64{3, 2}},
			{"before an instant, which does not", audit.Query{Until: next}, []int64{1}},
			{"all at once", audit.Query{Actor: 7, From: next, Until: now}, nil},
		} {
			entries, err := log.List(t.Context(), planner, asked.q)
			if err != nil {
				t.Fatal(err)
			}
			var got []int64
			for _, e := range entries {
				got = append(got, e.Seq)
			}
			if diff := cmp.Diff(asked.want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", asked.name, diff)
			}
		}
	})
}

func TestEntryGoesWithItsTransaction(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		log, boom := newLog(db), errors.New("boom")
		err := db.InTx(t.Context(), planner, func(ctx context.Context) error {
			if err := log.Record(ctx, planner, "roster.publish", "roster/12", nil); err != nil {
				return err
			}
			return boom
		})
		if !errors.Is(err, boom) {
			t.Fatal(err)
		}
		record(t, log, "roster.create")
		entries, err := log.List(t.Context(), planner, audit.Query{})
		if err != nil || len(entries) != 1 || entries[0].Seq != 1 {
			t.Errorf("after one rolled back and one kept: got %+v, %v; want entry 1 alone", entries, err)
		}
	})
}

func TestDatabaseRefusesToChangeTheLog(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		log := newLog(db)
		record(t, log, "roster.create", "roster.publish")
		statements := []string{
			"UPDATE audit_entries SET actor = 8", "DELETE FROM audit_entries", "DELETE FROM audit_entries WHERE seq = 2", "DELETE FROM audit_heads",
		}
		if db.Dialect() == database.PostgreSQL {
			statements = append(statements, "TRUNCATE audit_entries", "TRUNCATE audit_heads")
		}
		for _, statement := range statements {
			err := db.InTx(t.Context(), planner, func(ctx context.Context) error { return db.Tx(ctx).Exec(statement).Error })
			if err == nil || !strings.Contains(err.Error(), "append-only") {
				t.Errorf("%s: got %v, want a refusal", statement, err)
			}
		}
		if n, err := log.Verify(t.Context(), planner); n != 2 || err != nil {
			t.Errorf("verify afterwards: got %d, %v; want 2 that hold", n, err)
		}
	})
}

// Somebody with the rights of the database's owner can take the triggers away;
// the chain tells afterwards.
func TestChainShowsWhatWasTamperedWith(t *testing.T) {
	for _, test := range []struct {
		name, statement string
		seq             int64
	}{
		{"another actor", "UPDATE audit_entries SET actor = 8 WHERE seq = 2", 2},
		{"another time", "UPDATE audit_entries SET at = at + 1000000 WHERE seq = 2", 2},
		{"another detail", "UPDATE audit_entries SET detail = '{}' WHERE seq = 3", 3},
		{"text moved between fields", "UPDATE audit_entries SET action = 'roster.createroster', subject = '/12' WHERE seq = 1", 1},
		{"first entry gone", "DELETE FROM audit_entries WHERE seq = 1", 1},
		{"middle entry gone", "DELETE FROM audit_entries WHERE seq = 2", 2},
		{"last entry gone", "DELETE FROM audit_entries WHERE seq = 3", 3},
		{"hash forged", "UPDATE audit_entries SET hash = zeroblob(32) WHERE seq = 3", 3},
	} {
		t.Run(test.name, func(t *testing.T) {
			db := databasetest.OpenSQLite(t)
			log := newLog(db)
			record(t, log, "roster.create", "roster.change", "roster.publish")
			err := db.InTx(t.Context(), planner, func(ctx context.Context) error {
				for _, statement := range []string{"DROP TRIGGER audit_entries_no_update", "DROP TRIGGER audit_entries_no_delete", test.statement} {
					if err := db.Tx(ctx).Exec(statement).Error; err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			var broken *audit.BrokenChainError
			n, err := log.Verify(t.Context(), planner)
			if !errors.As(err, &broken) || broken.Seq != test.seq {
				t.Errorf("verify: got %d, %v; want the chain to break at %d", n, err, test.seq)
			}
		})
	}
}

func TestWritersAtOnceMakeOneChain(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		log := newLog(db)
		const writers = 12
		failed := make(chan error, writers)
		for i := range writers {
			go func() {
				failed <- log.Record(t.Context(), planner, "roster.change", fmt.Sprintf("roster/%d", i), nil)
			}()
		}
		for range writers {
			if err := <-failed; err != nil {
				t.Errorf("record: %v", err)
			}
		}
		if n, err := log.Verify(t.Context(), planner); n != writers || err != nil {
			t.Errorf("verify: got %d, %v; want %d that hold", n, err, writers)
		}
	})
}

func TestTenantsHaveLogsOfTheirOwn(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		log, second := newLog(db), auth.SystemScope(2)
		err := db.InTxAcrossTenants(t.Context(), func(ctx context.Context) error {
			return db.Tx(ctx).Exec("INSERT INTO tenants (id, name, created_at) VALUES (2, 'Second', ?)", database.At(moment)).Error
		})
		if err != nil {
			t.Fatal(err)
		}
		record(t, log, "roster.create", "roster.publish")
		if err := log.Record(t.Context(), second, "roster.create", "roster/99", nil); err != nil {
			t.Fatal(err)
		}
		entries, err := log.List(t.Context(), second, audit.Query{})
		if err != nil || len(entries) != 1 || entries[0].Seq != 1 || entries[0].Subject != "roster/99" {
			t.Errorf("second tenant's log: got %+v, %v; want its own entry 1", entries, err)
		}
		if n, err := log.Verify(t.Context(), second); n != 1 || err != nil {
			t.Errorf("verify: got %d, %v; want 1", n, err)
		}
	})
}

func TestLogIsForThoseWhoMayReadIt(t *testing.T) {
	db := databasetest.OpenSQLite(t)
	log := newLog(db)
	scope, err := auth.NewScope(auth.Grant{Tenant: 1, Actor: 7, Permissions: auth.Permissions(auth.Planner)})
	if err != nil {
		t.Fatal(err)
	}
	if err := log.Record(t.Context(), scope, "roster.publish", "roster/12", nil); err != nil {
		t.Errorf("a planner's act is recorded: %v", err)
	}
	var denied *auth.DeniedError
	if _, err := log.List(t.Context(), scope, audit.Query{}); !errors.As(err, &denied) {
		t.Errorf("a planner reads the log: got %v, want to be denied", err)
	}
	if _, err := log.Verify(t.Context(), scope); !errors.As(err, &denied) {
		t.Errorf("a planner verifies the log: got %v, want to be denied", err)
	}
}

func TestEntriesThatCannotBeAreRefused(t *testing.T) {
	log := newLog(databasetest.OpenSQLite(t))
	for _, test := range []struct {
		name, action string
		detail       any
	}{
		{"no action", "", nil},
		{"detail that is not JSON", "x", func() {}},
		{"detail without end", "x", strings.Repeat("x", 65<<10)},
	} {
		if err := log.Record(t.Context(), planner, test.action, "", test.detail); err == nil {
			t.Errorf("%s: got nil, want an error", test.name)
		}
	}
}
