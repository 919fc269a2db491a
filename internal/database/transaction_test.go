package database_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/database/databasetest"
)

var (
	tenantOne = auth.SystemScope(1)
	tenantTwo = auth.SystemScope(2)
	errBoom   = errors.New("boom")
)

// addTenant writes one row of the only table that needs no other.
func addTenant(ctx context.Context, db *database.DB, name string) error {
	return db.Tx(ctx).Exec("INSERT INTO tenants (name, created_at) VALUES (?, ?)", name, database.At(moment)).Error
}

func tenantNames(t *testing.T, db *database.DB) []string {
	t.Helper()
	var names []string
	if err := db.ReadAs(t.Context(), tenantOne).Table("tenants").Order("id").Pluck("name", &names).Error; err != nil {
		t.Fatalf("read the tenants: %v", err)
	}
	return names
}

func TestTransactionKeepsOrDropsEverything(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		err := db.InTx(t.Context(), tenantOne, func(ctx context.Context) error { return addTenant(ctx, db, "kept") })
		if err != nil {
			t.Fatalf("commit: %v", err)
		}
		err = db.InTx(t.Context(), tenantOne, func(ctx context.Context) error {
			return errors.Join(addTenant(ctx, db, "dropped"), errBoom)
		})
		if !errors.Is(err, errBoom) {
			t.Errorf("failing transaction: got %v, want %v", err, errBoom)
		}
		if got := tenantNames(t, db); !slices.Equal(got, []string{"Main", "kept"}) {
			t.Errorf("tenants: got %q, want Main and kept", got)
		}
	})
}

func TestPanicRollsBack(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		func() {
			defer func() { _ = recover() }()
			_ = db.InTx(t.Context(), tenantOne, func(ctx context.Context) error {
				if err := addTenant(ctx, db, "dropped"); err != nil {
					t.Error(err)
				}
				panic("boom")
			})
		}()
		if got := tenantNames(t, db); len(got) != 1 {
			t.Errorf("tenants: got %q, want Main alone", got)
		}
	})
}

func TestNestedTransactionJoins(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		nested := func(outer, inner error) error {
			return db.InTx(t.Context(), tenantOne, func(ctx context.Context) error {
				if err := addTenant(ctx, db, "outer"); err != nil {
					return err
				}
				_ = db.InTx(ctx, tenantOne, func(ctx context.Context) error {
					return errors.Join(addTenant(ctx, db, "inner"), inner)
				})
				return outer
			})
		}
		if err := nested(nil, errBoom); !errors.Is(err, errBoom) {
			t.Errorf("inner failure swallowed: got %v, want the whole to fail with %v", err, errBoom)
		}
		if err := nested(errBoom, nil); !errors.Is(err, errBoom) {
			t.Errorf("outer failure: got %v, want %v", err, errBoom)
		}
		if got := tenantNames(t, db); len(got) != 1 {
			t.Errorf("after two failures: got %q, want Main alone", got)
		}
		if err := nested(nil, nil); err != nil {
			t.Fatal(err)
		}
		if got := tenantNames(t, db); !slices.Equal(got, []string{"Main", "outer", "inner"}) {
			t.Errorf("tenants: got %q, want Main, outer, inner", got)
		}
	})
}

func TestAnotherTenantMayNotJoin(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		nothing := func(context.Context) error { return nil }
		err := db.InTx(t.Context(), tenantOne, func(ctx context.Context) error { return db.InTx(ctx, tenantTwo, nothing) })
		if err == nil || !strings.Contains(err.Error(), `tenant "1"`) || !strings.Contains(err.Error(), `tenant "2"`) {
			t.Errorf("tenant 2 joins tenant 1: got %v, want both tenants named", err)
		}
		err = db.InTxAcrossTenants(t.Context(), func(ctx context.Context) error { return db.InTx(ctx, tenantTwo, nothing) })
		if err != nil {
			t.Errorf("tenant 2 joins the platform's own work: got %v, want nil", err)
		}
	})
}

func TestUseWithoutTransactionOrScopeIsRefused(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		ctx := t.Context()
		scoped := database.WithScope(ctx, tenantOne)
		var n int64
		for _, test := range []struct {
			name string
			err  error
			want error
		}{
			{"write outside InTx", addTenant(ctx, db, "x"), database.ErrNoTransaction},
			{"write with a scope only", addTenant(scoped, db, "x"), database.ErrNoTransaction},
			{"read without a scope", db.Read(ctx).Table("tenants").Count(&n).Error, database.ErrNoScope},
			{"raw read without a scope", db.Read(ctx).Raw("SELECT 1").Scan(&n).Error, database.ErrNoScope},
			{"read with a scope", db.Read(scoped).Table("tenants").Count(&n).Error, nil},
			{"read of the platform", db.Read(database.AcrossTenants(ctx)).Table("tenants").Count(&n).Error, nil},
		} {
			if !errors.Is(test.err, test.want) || test.want == nil && test.err != nil {
				t.Errorf("%s: got %v, want %v", test.name, test.err, test.want)
			}
		}
		if _, err := db.Bulk(ctx, "tenants", []string{"id"}, slices.Values([][]any{}), database.DoNothing("id")); !errors.Is(err, database.ErrNoTransaction) {
			t.Errorf("bulk outside InTx: got %v, want %v", err, database.ErrNoTransaction)
		}
		if got := tenantNames(t, db); len(got) != 1 {
			t.Errorf("tenants: got %q, want Main alone", got)
		}
	})
}

func TestReadInsideATransactionSeesIt(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		var inside, outside int64
		err := db.InTx(t.Context(), tenantOne, func(ctx context.Context) error {
			return errors.Join(
				addTenant(ctx, db, "new"),
				db.Read(ctx).Table("tenants").Count(&inside).Error,
				db.ReadAs(t.Context(), tenantOne).Table("tenants").Count(&outside).Error)
		})
		if err != nil || inside != 2 || outside != 1 {
			t.Errorf("tenants seen: got %d inside, %d outside, error %v; want 2, 1", inside, outside, err)
		}
	})
}

func TestAfterCommitRunsOnlyWhenCommitted(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		for _, outcome := range []error{nil, errBoom} {
			var ran, early bool
			_ = db.InTx(t.Context(), tenantOne, func(ctx context.Context) error {
				database.AfterCommit(ctx, func() { ran = true })
				early = ran
				return outcome
			})
			if early || ran != (outcome == nil) {
				t.Errorf("transaction ending in %v: call ran %v, before the commit %v", outcome, ran, early)
			}
		}
		var atOnce bool
		if database.AfterCommit(t.Context(), func() { atOnce = true }); !atOnce {
			t.Error("outside a transaction the call did not run at once")
		}
	})
}

func TestTransactionsThatMeetAreTriedAgain(t *testing.T) {
	db := databasetest.OpenPostgres(t)
	for _, code := range []string{"40001", "40P01"} {
		runs, hooks := 0, 0
		err := db.InTx(t.Context(), tenantOne, func(ctx context.Context) error {
			runs++
			database.AfterCommit(ctx, func() { hooks++ })
			if runs < 3 {
				return errors.Join(addTenant(ctx, db, "twice"), &pgconn.PgError{Code: code})
			}
			return addTenant(ctx, db, "once "+code)
		})
		if err != nil || runs != 3 || hooks != 1 {
			t.Errorf("%s twice: got %d runs, %d calls after commit, error %v; want 3, 1, nil", code, runs, hooks, err)
		}
		runs = 0
		err = db.InTx(t.Context(), tenantOne, func(context.Context) error { runs++; return &pgconn.PgError{Code: code} })
		if err == nil || runs != 4 {
			t.Errorf("%s for ever: got %d runs, error %v; want 4 and the error", code, runs, err)
		}
	}
	if got := tenantNames(t, db); !slices.Equal(got, []string{"Main", "once 40001", "once 40P01"}) {
		t.Errorf("tenants: got %q, want each written once", got)
	}
}

func TestOtherErrorsAreNotTriedAgain(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		runs := 0
		_ = db.InTx(t.Context(), tenantOne, func(context.Context) error { runs++; return errBoom })
		if runs != 1 {
			t.Errorf("runs: got %d, want 1", runs)
		}
	})
}

func TestCancelledWorkIsNotCommitted(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		ctx, cancel := context.WithCancel(t.Context())
		err := db.InTx(ctx, tenantOne, func(ctx context.Context) error {
			err := addTenant(ctx, db, "dropped")
			cancel()
			return err
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled before the commit: got %v, want %v", err, context.Canceled)
		}
		if got := tenantNames(t, db); len(got) != 1 {
			t.Errorf("tenants: got %q, want Main alone", got)
		}
	})
}

// What is tried after the caller gave up is told so, and the connection stays the
// transaction's own until that is rolled back.
func TestAStatementAfterTheCallerGaveUpSaysSo(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		for range 20 {
			ctx, giveUp := context.WithCancel(t.Context())
			var told error
			err := db.InTx(ctx, tenantOne, func(ctx context.Context) error {
				if err := addTenant(ctx, db, "dropped"); err != nil {
					return err
				}
				giveUp()
				told = addTenant(ctx, db, "late")
				return told
			})
			if !errors.Is(told, context.Canceled) || !errors.Is(err, context.Canceled) {
				t.Fatalf("after giving up: got %v and of the transaction %v, want %v", told, err, context.Canceled)
			}
		}
		if got := tenantNames(t, db); len(got) != 1 {
			t.Errorf("tenants: got %q, want Main alone", got)
		}
	})
}

func TestManyWritersTakeTurns(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		const writers = 20
		failed := make(chan error, writers)
		for range writers {
			go func() {
				failed <- db.InTx(ctx, tenantOne, func(ctx context.Context) error {
					return db.Tx(ctx).Exec("UPDATE tenants SET name = name || 'x' WHERE id = 1").Error
				})
			}()
		}
		for range writers {
			if err := <-failed; err != nil {
				t.Errorf("writer: %v", err)
			}
		}
		if got := tenantNames(t, db)[0]; got != "Main"+strings.Repeat("x", writers) {
			t.Errorf("name after %d appends: got %q", writers, got)
		}
	})
}
