package database_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/database/databasetest"
)

func schemaOf(t *testing.T, db *database.DB) databasetest.Schema {
	t.Helper()
	found, err := databasetest.SchemaOf(t.Context(), db)
	if err != nil {
		t.Fatalf("read the schema: %v", err)
	}
	if len(found) < 5 {
		t.Fatalf("read the schema: found only %v", slices.Sorted(maps.Keys(found)))
	}
	return found
}

func TestBothEnginesHaveTheSameSchema(t *testing.T) {
	sqlite := schemaOf(t, databasetest.OpenSQLite(t))
	postgres := schemaOf(t, databasetest.OpenPostgres(t))
	onlyPostgres := cmpopts.IgnoreFields(databasetest.Table{}, "PartitionedBy", "Walled")
	if diff := cmp.Diff(sqlite, postgres, onlyPostgres); diff != "" {
		t.Errorf("schemas differ (-sqlite +postgres):\n%s", diff)
	}
}

// keysWithoutTenant are the unique keys that do not begin with the tenant, and why.
var keysWithoutTenant = map[string]string{
	"sessions token_hash": "a session is found by its secret before the tenant is known",
}

func TestUniqueKeysBeginWithTheTenant(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		for name, table := range schemaOf(t, db) {
			if _, scoped := table.Columns["tenant_id"]; !scoped {
				if name != "tenants" {
					t.Errorf("table %s has no tenant_id", name)
				}
				continue
			}
			for _, key := range table.Unique {
				first, _, _ := strings.Cut(strings.TrimSuffix(key, " partly"), ",")
				if first != "tenant_id" && key != "id" && keysWithoutTenant[name+" "+key] == "" {
					t.Errorf("table %s: unique key (%s) does not begin with tenant_id", name, key)
				}
			}
		}
	})
}

// Citus distributes by tenant and Timescale splits by time: on both a unique key
// must hold the column, and so it must on PostgreSQL's own partitions.
func TestFactTablesAreKeyedByTenantAndTime(t *testing.T) {
	for name, table := range schemaOf(t, databasetest.OpenPostgres(t)) {
		if table.PartitionedBy == "" {
			continue
		}
		for _, key := range table.Unique {
			columns := strings.Split(key, ",")
			if columns[0] != "tenant_id" || !slices.Contains(columns, table.PartitionedBy) {
				t.Errorf("fact table %s: unique key (%s); want tenant_id first, and %s", name, key, table.PartitionedBy)
			}
		}
	}
}

// unwalled are the tables with a tenant that row-level security does not hide.
var unwalled = map[string]string{
	"sessions": "a session is found by its secret before the tenant is known",
}

// 004-24: no client organisation reads rows of another.
func TestEveryTenantsRowsStandBehindTheWall(t *testing.T) {
	for name, table := range schemaOf(t, databasetest.OpenPostgres(t)) {
		if _, scoped := table.Columns["tenant_id"]; scoped && !table.Walled && unwalled[name] == "" {
			t.Errorf("table %s has a tenant_id but no wall: its migration lacks SELECT muster_wall('%s')", name, name)
		}
	}
}
