package database

import (
	"errors"
	"fmt"
	"reflect"
	"strings"

	gosqlite "github.com/glebarez/go-sqlite"
	"github.com/glebarez/sqlite"
	"github.com/jackc/pgx/v5/pgconn"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

// The dialectors differ from the libraries' only in how they name errors.
type (
	sqliteDialector   struct{ sqlite.Dialector }
	postgresDialector struct{ *postgres.Dialector }
)

// Translate is called by gorm with every error.
func (sqliteDialector) Translate(err error) error { return translate(err) }

// Translate is called by gorm with every error.
func (postgresDialector) Translate(err error) error { return translate(err) }

// translate turns an engine's error into this package's types.
func translate(err error) error {
	if err == nil || isTyped(err) {
		return err
	}
	var fromSQLite *gosqlite.Error
	var fromPostgres *pgconn.PgError
	switch {
	case errors.Is(err, gorm.ErrRecordNotFound):
		return ErrNotFound
	case errors.As(err, &fromSQLite):
		return translateSQLite(fromSQLite, err)
	case errors.As(err, &fromPostgres):
		return translatePostgres(fromPostgres, err)
	}
	return err
}

func isTyped(err error) bool {
	var (
		duplicate  *DuplicateError
		referenced *ReferencedError
		constraint *ConstraintError
	)
	return errors.As(err, &duplicate) || errors.As(err, &referenced) || errors.As(err, &constraint)
}

// SQLite's extended result codes, https://www.sqlite.org/rescode.html.
const (
	sqliteConstraintCheck      = 275
	sqliteConstraintForeignKey = 787
	sqliteConstraintNotNull    = 1299
	sqliteConstraintPrimaryKey = 1555
	sqliteConstraintUnique     = 2067
	sqliteConstraintRowID      = 2579
)

func translateSQLite(e *gosqlite.Error, err error) error {
	switch e.Code() {
	case sqliteConstraintUnique, sqliteConstraintPrimaryKey, sqliteConstraintRowID:
		return duplicateSQLite(e.Error())
	case sqliteConstraintForeignKey:
		return &ReferencedError{}
	case sqliteConstraintCheck, sqliteConstraintNotNull:
		return &ConstraintError{Constraint: sqliteSubject(e.Error())}
	}
	return err
}

// sqliteSubject cuts the subject out of "constraint failed: UNIQUE constraint
// failed: queues.tenant_id, queues.code (2067)".
func sqliteSubject(message string) string {
	subject := message[strings.LastIndex(message, "failed: ")+len("failed: "):]
	subject, _, _ = strings.Cut(subject, " (")
	return subject
}

func duplicateSQLite(message string) error {
	duplicate := &DuplicateError{}
	var fields []string
	for column := range strings.SplitSeq(sqliteSubject(message), ", ") {
		table, field, qualified := strings.Cut(column, ".")
		if !qualified { // "index 'name'": a key over expressions
			return &DuplicateError{Field: column}
		}
		duplicate.What = table
		fields = append(fields, field)
	}
	duplicate.Field = joinFields(fields)
	return duplicate
}

func translatePostgres(e *pgconn.PgError, err error) error {
	switch e.Code {
	case "23505":
		return duplicatePostgres(e)
	case "23503":
		return &ReferencedError{What: e.TableName, Constraint: e.ConstraintName}
	case "23514", "23502":
		if e.ConstraintName == "" && e.ColumnName == "" {
			return fmt.Errorf("%s: %w", e.TableName, err) // no partition for the row, see EnsurePartitions
		}
		return &ConstraintError{What: e.TableName, Constraint: e.ConstraintName + e.ColumnName}
	}
	return err
}

// duplicatePostgres reads "Key (tenant_id, code)=(1, sales) already exists.".
func duplicatePostgres(e *pgconn.PgError) error {
	names, rest, found := strings.Cut(strings.TrimPrefix(e.Detail, "Key ("), ")=(")
	if !found {
		return &DuplicateError{What: e.TableName, Field: e.ConstraintName}
	}
	fields := strings.Split(names, ", ")
	values := strings.SplitN(rest[:max(0, strings.LastIndex(rest, ")"))], ", ", len(fields))
	if len(values) == len(fields) && fields[0] == "tenant_id" {
		values = values[1:]
	}
	return &DuplicateError{What: e.TableName, Field: joinFields(fields), Value: strings.Join(values, ", ")}
}

// joinFields names a key as its owner knows it: without the tenant.
func joinFields(fields []string) string {
	if len(fields) > 1 && fields[0] == "tenant_id" {
		fields = fields[1:]
	}
	return strings.Join(fields, ", ")
}

// metAnother reports whether PostgreSQL broke the transaction off because of
// another one, so that the same work may succeed when done again.
func metAnother(err error) bool {
	var e *pgconn.PgError
	return errors.As(err, &e) && (e.Code == "40001" || e.Code == "40P01")
}

// explainDuplicates adds to a DuplicateError the value that SQLite does not
// tell, from the row that was being written.
func explainDuplicates(handle *gorm.DB) error {
	explain := func(db *gorm.DB) {
		var duplicate *DuplicateError
		if !errors.As(db.Error, &duplicate) || duplicate.Value != "" || db.Statement.Schema == nil {
			return
		}
		row := reflect.Indirect(db.Statement.ReflectValue)
		if row.Kind() != reflect.Struct {
			return
		}
		var values []string
		for name := range strings.SplitSeq(duplicate.Field, ", ") {
			if field := db.Statement.Schema.LookUpField(name); field != nil {
				value, _ := field.ValueOf(db.Statement.Context, row)
				values = append(values, fmt.Sprint(value))
			}
		}
		duplicate.Value = strings.Join(values, ", ")
	}
	return errors.Join(
		handle.Callback().Create().After("gorm:create").Register("muster:explain", explain),
		handle.Callback().Update().After("gorm:update").Register("muster:explain", explain))
}
