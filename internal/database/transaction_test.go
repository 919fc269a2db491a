package database_test

import (
	"context"
	"errors"
	"testing"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/database/databasetest"
)

var tenantOne = auth.SystemScope(1)

// addTenant writes one row of the only table that needs no other.
func addTenant(ctx context.Context, db *database.DB, name string) error {
	return db.Tx(ctx).Exec("INSERT INTO tenants (name, created_at) VALUES (?, ?)", name, database.At(epoch)).Error
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
		boom := errors.New("boom")
		err = db.InTx(t.Context(), tenantOne, func(ctx context.Context) error {
			return errors.Join(addTenant(ctx, db, "dropped"), boom)
		})
		if !errors.Is(err, boom) {
			t.Errorf("failing transaction: got %v, want %v", err, boom)
		}
		if got := tenantNames(t, db); len(got) != 2 || got[1] != "kept" {
			t.Errorf("tenants: got %q, want Main and kept", got)
		}
	})
}
