package store

import (
	"context"
	"encoding/json"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/workforce/grid"
)

// base is what every store of careers has.
type base struct{ db *database.DB }

// InTx runs fn in one transaction; see database.DB.InTx.
func (s base) InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, scope, fn)
}

// own is a query on the tenant's rows.
func (s base) own(ctx context.Context, scope auth.Scope) *gorm.DB {
	return s.db.ReadAs(ctx, scope).Where("tenant_id = ?", scope.Tenant())
}

// seen narrows a query to rows of people whom the scope sees.
func seen(query *gorm.DB, scope auth.Scope) *gorm.DB {
	if person := scope.Person(); person != 0 {
		query = query.Where("person_id = ?", person)
	}
	if employer := scope.Employer(); employer != 0 {
		query = query.Where("person_id IN (SELECT id FROM people WHERE tenant_id = ? AND employer_id = ?)", scope.Tenant(), employer)
	}
	if sites, all := scope.Sites(); !all && scope.Person() == 0 {
		query = query.Where("person_id IN (SELECT id FROM people WHERE tenant_id = ? AND site_id IN ?)", scope.Tenant(), nonEmpty(sites))
	}
	return query
}

// of narrows to some people; nil is everybody.
func of(query *gorm.DB, people []int64) *gorm.DB {
	if people == nil {
		return query
	}
	return query.Where("person_id IN ?", nonEmpty(people))
}

// nonEmpty keeps "IN ()" out of queries: id 0 is nobody's.
func nonEmpty(ids []int64) []int64 {
	if len(ids) == 0 {
		return []int64{0}
	}
	return ids
}

// locked holds the rows read until the transaction ends. SQLite has one writer.
func locked(query *gorm.DB) *gorm.DB {
	return query.Clauses(clause.Locking{Strength: clause.LockingStrengthUpdate})
}

// toDomain converts rows, one by one.
func toDomain[R, T any](rows []R, convert func(R) (T, error)) ([]T, error) {
	out := make([]T, len(rows))
	for i, row := range rows {
		var err error
		if out[i], err = convert(row); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// listed reads the rows of a query.
func listed[R, T any](query *gorm.DB, convert func(R) (T, error)) ([]T, error) {
	var rows []R
	if err := query.Find(&rows).Error; err != nil {
		return nil, err
	}
	return toDomain(rows, convert)
}

// one reads the row of a query.
func one[R, T any](query *gorm.DB, convert func(R) (T, error)) (T, error) {
	var row R
	if err := query.Take(&row).Error; err != nil {
		var none T
		return none, err
	}
	return convert(row)
}

// text writes a value as JSON.
func text(v any) (string, error) {
	out, err := json.Marshal(v)
	return string(out), err
}

// parsed reads what text wrote.
func parsed(what string, id int64, from string, into any) error {
	if err := json.Unmarshal([]byte(from), into); err != nil {
		return fmt.Errorf("%s %d: %w", what, id, err)
	}
	return nil
}

// day reads a day; "" is none.
func day(s string) grid.Date {
	d, err := grid.ParseDate(s)
	if err != nil {
		return grid.Date{} // the schema keeps anything but days out
	}
	return d
}

// orNull writes a day, none as NULL.
func orNull(d grid.Date) *string {
	if d.IsZero() {
		return nil
	}
	s := d.String()
	return &s
}

func dayOrNone(s *string) grid.Date {
	if s == nil {
		return grid.Date{}
	}
	return day(*s)
}
