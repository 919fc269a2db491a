package databasetest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"gorm.io/gorm/schema"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
)

// Schema is what an engine says about its tables, in words that both share.
type Schema map[string]Table

// Table is one table of a schema.
type Table struct {
	Columns map[string]Column
	// Unique keys, the primary one among them, as their columns in order joined by
	// commas. A partial key ends in " partly".
	Unique []string
	// References to other tables: "columns -> table(columns) on delete".
	References []string
	// PartitionedBy is the column by which PostgreSQL splits the table, "" elsewhere.
	PartitionedBy string
	// Walled is true where PostgreSQL's row-level security binds even the owner.
	Walled bool
}

// Column is one column of a table.
type Column struct {
	Class    string // number, float, text or bytes: as finely as both engines tell apart
	Required bool
}

// SchemaOf asks the engine for all tables but those of libraries.
func SchemaOf(ctx context.Context, db *database.DB) (Schema, error) {
	found := Schema{}
	read := readSQLite
	if db.Dialect() == database.PostgreSQL {
		read = readPostgres
	}
	err := db.InTx(ctx, auth.SystemScope(1), func(ctx context.Context) error {
		return read(found, func(into any, query string, args ...any) error {
			return db.Tx(ctx).Raw(query, args...).Scan(into).Error
		})
	})
	for name, table := range found {
		slices.Sort(table.Unique)
		slices.Sort(table.References)
		found[name] = table
	}
	return found, err
}

type asks func(into any, query string, args ...any) error

// libraries' own tables.
func foreign(table string) bool {
	return strings.HasPrefix(table, "goose_") || strings.HasPrefix(table, "river_") || strings.HasPrefix(table, "sqlite_")
}

type columnRow struct {
	Of       string `gorm:"column:table_name"`
	Name     string
	Type     string
	Required bool
}

func (s Schema) addColumns(rows []columnRow) {
	for _, row := range rows {
		if foreign(row.Of) {
			continue
		}
		table := s[row.Of]
		if table.Columns == nil {
			table.Columns = map[string]Column{}
		}
		table.Columns[row.Name] = Column{Class: classOf(row.Type), Required: row.Required}
		s[row.Of] = table
	}
}

// classOf sorts the engines' types into what SQLite's strict tables can hold.
func classOf(declared string) string {
	switch strings.ToLower(declared) {
	case "integer", "int", "bigint", "smallint", "boolean", "timestamp with time zone":
		return "number"
	case "real", "double precision":
		return "float"
	case "text", "date", "time without time zone", "jsonb":
		return "text"
	case "blob", "bytea":
		return "bytes"
	}
	return "unknown type " + declared
}

type keyRow struct {
	Of      string `gorm:"column:table_name"`
	Columns string
	Partial bool
}

func (s Schema) addKeys(rows []keyRow) {
	for _, row := range rows {
		if table, known := s[row.Of]; known {
			key := row.Columns
			if row.Partial {
				key += " partly"
			}
			if !slices.Contains(table.Unique, key) {
				table.Unique = append(table.Unique, key)
			}
			s[row.Of] = table
		}
	}
}

type referenceRow struct {
	Of      string `gorm:"column:table_name"`
	Columns string
	Target  string
	Others  string
	Action  string
}

func (s Schema) addReferences(rows []referenceRow) {
	for _, row := range rows {
		if table, known := s[row.Of]; known {
			table.References = append(table.References, fmt.Sprintf("%s -> %s(%s) %s", row.Columns, row.Target, row.Others, strings.ToLower(row.Action)))
			s[row.Of] = table
		}
	}
}

// Engines whose schema CheckRows compares with, each read once a test binary.
var engines = sync.OnceValues(func() (Schema, error) {
	path, err := sqliteTemplate()
	if err != nil {
		return nil, err
	}
	return schemaOfFile(path)
})

// CheckRows fails the test when a field of a gorm row type has no column. Stores
// call it with all of theirs; that both engines have the same columns is tested
// once, here.
func CheckRows(t *testing.T, rows ...schema.Tabler) {
	t.Helper()
	found, err := engines()
	if err != nil {
		t.Fatalf("read the schema: %v", err)
	}
	for _, row := range rows {
		parsed, err := schema.Parse(row, &sync.Map{}, schema.NamingStrategy{})
		if err != nil {
			t.Errorf("%T: %v", row, err)
			continue
		}
		for _, field := range parsed.Fields {
			if _, there := found[row.TableName()].Columns[field.DBName]; field.DBName != "" && !there {
				t.Errorf("%T: field %s wants column %s.%s, which is not in the schema", row, field.Name, row.TableName(), field.DBName)
			}
		}
	}
}
