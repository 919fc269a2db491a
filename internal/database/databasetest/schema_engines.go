package databasetest

import (
	"context"
	"os"
	"path/filepath"

	"github.com/muster-wfm/muster/internal/database"
)

// schemaOfFile reads the schema of an SQLite database from the content of its file.
func schemaOfFile(content []byte) (found Schema, err error) {
	folder, err := os.MkdirTemp("", "muster-schema-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	path := filepath.Join(folder, "schema.db")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		return nil, err
	}
	ctx := context.Background()
	db, err := database.Open(ctx, path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = db.Close() }()
	return SchemaOf(ctx, db)
}

func readSQLite(s Schema, ask asks) error {
	var columns []columnRow
	err := ask(&columns, `SELECT m.name AS table_name, c.name, c.type, c."notnull" OR c.pk > 0 AS required
		FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'`)
	if err != nil {
		return err
	}
	s.addColumns(columns)
	// The primary key of a table with an integer one has no index of its own.
	var keys []keyRow
	err = ask(&keys, `
		SELECT m.name AS table_name, i.partial, (SELECT group_concat(name) FROM (SELECT name FROM pragma_index_info(i.name) ORDER BY seqno)) AS columns
		FROM sqlite_master m JOIN pragma_index_list(m.name) i WHERE m.type = 'table' AND i."unique"
		UNION ALL
		SELECT m.name, 0, (SELECT group_concat(name) FROM (SELECT name FROM pragma_table_info(m.name) WHERE pk > 0 ORDER BY pk))
		FROM sqlite_master m WHERE m.type = 'table' AND EXISTS (SELECT 1 FROM pragma_table_info(m.name) WHERE pk > 0)`)
	if err != nil {
		return err
	}
	s.addKeys(keys)
	var references []referenceRow
	err = ask(&references, `
		SELECT m.name AS table_name, f."table" AS target, f.on_delete AS action,
			group_concat(f."from") AS columns, group_concat(f."to") AS others
		FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table' GROUP BY m.name, f.id`)
	s.addReferences(references)
	return err
}

func readPostgres(s Schema, ask asks) error {
	var columns []columnRow
	err := ask(&columns, `SELECT c.relname AS table_name, a.attname AS name, format_type(a.atttypid, NULL) AS type, a.attnotnull AS required
		FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
		WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
			AND a.attnum > 0 AND NOT a.attisdropped`)
	if err != nil {
		return err
	}
	s.addColumns(columns)
	var keys []keyRow
	err = ask(&keys, `SELECT c.relname AS table_name, i.indpred IS NOT NULL AS partial,
			(SELECT string_agg(a.attname, ',' ORDER BY k.ord) FROM unnest(i.indkey) WITH ORDINALITY k(num, ord)
			 JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.num) AS columns
		FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
		WHERE i.indisunique AND c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition`)
	if err != nil {
		return err
	}
	s.addKeys(keys)
	var references []referenceRow
	err = ask(&references, `SELECT c.relname AS table_name, t.relname AS target,
			CASE f.confdeltype WHEN 'a' THEN 'no action' WHEN 'r' THEN 'restrict' WHEN 'c' THEN 'cascade' WHEN 'n' THEN 'set null' ELSE 'set default' END AS action,
			(SELECT string_agg(a.attname, ',' ORDER BY k.ord) FROM unnest(f.conkey) WITH ORDINALITY k(num, ord)
			 JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = k.num) AS columns,
			(SELECT string_agg(a.attname, ',' ORDER BY k.ord) FROM unnest(f.confkey) WITH ORDINALITY k(num, ord)
			 JOIN pg_attribute a ON a.attrelid = f.confrelid AND a.attnum = k.num) AS others
		FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid JOIN pg_class t ON t.oid = f.confrelid
		WHERE f.contype = 'f' AND c.relnamespace = 'public'::regnamespace AND NOT c.relispartition AND f.conparentid = 0`)
	if err != nil {
		return err
	}
	s.addReferences(references)
	return s.readProtection(ask)
}

// readProtection reads what only PostgreSQL has.
func (s Schema) readProtection(ask asks) error {
	var rows []struct {
		Name, Partitioned string
		Walled            bool
	}
	err := ask(&rows, `SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity
			AND EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid) AS walled,
			coalesce((SELECT a.attname FROM pg_partitioned_table p JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = p.partattrs[0]
			 WHERE p.partrelid = c.oid), '') AS partitioned
		FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition`)
	for _, row := range rows {
		if table, known := s[row.Name]; known {
			table.Walled, table.PartitionedBy = row.Walled, row.Partitioned
			s[row.Name] = table
		}
	}
	return err
}
