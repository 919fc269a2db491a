package database_test

import (
	"context"
	"testing"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/database/databasetest"
)

// twoTenants returns a PostgreSQL database in which tenants 1 and 2 have a user each.
func twoTenants(t *testing.T) *database.DB {
	t.Helper()
	db := databasetest.OpenPostgres(t)
	err := db.InTxAcrossTenants(t.Context(), func(ctx context.Context) error {
		if err := db.Tx(ctx).Exec("INSERT INTO tenants (id, name, created_at) VALUES (2, 'Second', now())").Error; err != nil {
			return err
		}
		return db.Tx(ctx).Exec(`INSERT INTO users (tenant_id, version, email, name, password_hash, roles, locale, theme, disabled, created_at)
			SELECT id, 1, 'ana@brightline.example', 'Ana', '', 'planner', 'en', 'auto', false, now() FROM tenants`).Error
	})
	if err != nil {
		t.Fatal(err)
	}
	return db
}

// The queries here forget the tenant on purpose: the server must not.
func TestWallHidesOtherTenantsFromCarelessQueries(t *testing.T) {
	db := twoTenants(t)
	count := func(ctx context.Context) (n int64) {
		t.Helper()
		if err := db.Read(ctx).Table("users").Count(&n).Error; err != nil {
			t.Fatal(err)
		}
		return n
	}
	tenants := func(ctx context.Context) (ids []int64) {
		t.Helper()
		if err := db.Read(ctx).Table("users").Order("tenant_id").Pluck("tenant_id", &ids).Error; err != nil {
			t.Fatal(err)
		}
		return ids
	}
	// In turns, on connections that served another tenant before.
	for range 3 {
		for _, tenant := range []int64{1, 2} {
			if got := tenants(database.WithScope(t.Context(), auth.SystemScope(tenant))); len(got) != 1 || got[0] != tenant {
				t.Errorf("read of tenant %d: got users of tenants %v", tenant, got)
			}
		}
		if got := count(database.WithScope(t.Context(), auth.Scope{})); got != 0 {
			t.Errorf("read of nobody: got %d users, want none", got)
		}
		if got := count(database.AcrossTenants(t.Context())); got != 2 {
			t.Errorf("read across tenants: got %d users, want 2", got)
		}
	}
	err := db.InTx(t.Context(), tenantTwo, func(ctx context.Context) error {
		if got := tenants(ctx); len(got) != 1 || got[0] != 2 {
			t.Errorf("read within a transaction of tenant 2: got users of tenants %v", got)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestWallStopsCarelessWrites(t *testing.T) {
	db := twoTenants(t)
	for _, test := range []struct {
		name, statement string
		refused         bool
		changed         int64
	}{
		{"update without a WHERE", "UPDATE users SET name = 'stolen'", false, 1},
		{"delete of the other's row", "DELETE FROM users WHERE tenant_id = 1", false, 0},
		{"insert for the other", `INSERT INTO users (tenant_id, version, email, name, password_hash, roles, locale, theme, disabled, created_at)
			VALUES (1, 1, 'eve@brightline.example', 'Eve', '', 'planner', 'en', 'auto', false, now())`, true, 0},
		{"moving a row to the other", "UPDATE users SET tenant_id = 1", true, 0},
	} {
		err := db.InTx(t.Context(), tenantTwo, func(ctx context.Context) error {
			result := db.Tx(ctx).Exec(test.statement)
			if result.RowsAffected != test.changed {
				t.Errorf("%s: changed %d rows, want %d", test.name, result.RowsAffected, test.changed)
			}
			return result.Error
		})
		if (err != nil) != test.refused {
			t.Errorf("%s: got %v, want refused %v", test.name, err, test.refused)
		}
	}
	var names []string
	if err := db.ReadAs(t.Context(), tenantOne).Table("users").Pluck("name", &names).Error; err != nil || len(names) != 1 || names[0] != "Ana" {
		t.Errorf("tenant 1 afterwards: got %q, %v; want Ana untouched", names, err)
	}
}

func TestPooledConnectionsSeeNothingByThemselves(t *testing.T) {
	db := twoTenants(t)
	var n int64
	// As a library would, which was lent the pool and knows no scope.
	if err := db.Pool().QueryRow(t.Context(), "SELECT count(*) FROM users").Scan(&n); err != nil || n != 0 {
		t.Errorf("users seen without a scope: got %d, %v; want none", n, err)
	}
}
