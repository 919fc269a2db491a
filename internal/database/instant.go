package database

import (
	"context"
	"database/sql/driver"
	"fmt"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// Instant is the column type of a moment: UTC, to the microsecond, the finest
// that PostgreSQL keeps. The column is timestamptz on PostgreSQL and INTEGER
// (microseconds since 1970) on SQLite, so that it sorts there. The zero Instant
// is stored as NULL; a NULL column is read as the zero Instant.
type Instant struct{ time.Time }

// Second is the column type of a moment in a fact table (intervals): UTC, whole
// seconds. The column is timestamptz on PostgreSQL and INTEGER (seconds since
// 1970) on SQLite, which keeps a row short. The zero Second is stored as NULL.
type Second struct{ time.Time }

// At makes an Instant; what is finer than a microsecond is cut off.
func At(t time.Time) Instant {
	if t.IsZero() {
		return Instant{}
	}
	return Instant{t.UTC().Truncate(time.Microsecond)}
}

// AtSecond makes a Second; fractions are cut off.
func AtSecond(t time.Time) Second {
	if t.IsZero() {
		return Second{}
	}
	return Second{t.UTC().Truncate(time.Second)}
}

// onSQLite is the value as SQLite's INTEGER.
func (i Instant) onSQLite() any {
	if i.IsZero() {
		return nil
	}
	return i.UTC().Truncate(time.Microsecond).UnixMicro()
}

func (s Second) onSQLite() any {
	if s.IsZero() {
		return nil
	}
	return s.UTC().Truncate(time.Second).Unix()
}

// Value is the form for PostgreSQL. On SQLite gorm asks GormValue instead.
func (i Instant) Value() (driver.Value, error) {
	if i.IsZero() {
		return nil, nil
	}
	return At(i.Time).Time, nil
}

// Value is the form for PostgreSQL. On SQLite gorm asks GormValue instead.
func (s Second) Value() (driver.Value, error) {
	if s.IsZero() {
		return nil, nil
	}
	return AtSecond(s.Time).Time, nil
}

// GormValue binds the value in the engine's own form.
func (i Instant) GormValue(_ context.Context, db *gorm.DB) clause.Expr {
	if db.Name() == string(SQLite) {
		return clause.Expr{SQL: "?", Vars: []any{i.onSQLite()}}
	}
	value, _ := i.Value()
	return clause.Expr{SQL: "?", Vars: []any{value}}
}

// GormValue binds the value in the engine's own form.
func (s Second) GormValue(_ context.Context, db *gorm.DB) clause.Expr {
	if db.Name() == string(SQLite) {
		return clause.Expr{SQL: "?", Vars: []any{s.onSQLite()}}
	}
	value, _ := s.Value()
	return clause.Expr{SQL: "?", Vars: []any{value}}
}

// GormDataType tells gorm that the field is a moment.
func (Instant) GormDataType() string { return "time" }

// GormDataType tells gorm that the field is a moment.
func (Second) GormDataType() string { return "time" }

// Scan reads the column on either engine.
func (i *Instant) Scan(column any) error {
	switch v := column.(type) {
	case nil:
		*i = Instant{}
	case int64:
		*i = Instant{time.UnixMicro(v).UTC()}
	case time.Time:
		*i = At(v)
	default:
		return fmt.Errorf("column holds %T; expected a moment", column)
	}
	return nil
}

// Scan reads the column on either engine.
func (s *Second) Scan(column any) error {
	switch v := column.(type) {
	case nil:
		*s = Second{}
	case int64:
		*s = Second{time.Unix(v, 0).UTC()}
	case time.Time:
		*s = AtSecond(v)
	default:
		return fmt.Errorf("column holds %T; expected a moment", column)
	}
	return nil
}
