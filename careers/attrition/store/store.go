// Package store keeps employments, scenarios and posts to fill in the database.
package store

import (
	"context"

	"gorm.io/gorm"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Store implements the stores of package attrition.
type Store struct{ db *database.DB }

// New returns a store over a migrated database.
func New(db *database.DB) *Store { return &Store{db: db} }

// InTx runs fn in one transaction; see database.DB.InTx.
func (s *Store) InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, scope, fn)
}

// own is a query on the tenant's rows.
func (s *Store) own(ctx context.Context, scope auth.Scope) *gorm.DB {
	return s.db.ReadAs(ctx, scope).Where("tenant_id = ?", scope.Tenant())
}

// ofSites narrows a query to rows of sites that the scope sees.
func ofSites(query *gorm.DB, scope auth.Scope) *gorm.DB {
	if sites, all := scope.Sites(); !all {
		return query.Where("site_id IN ?", nonEmpty(sites))
	}
	return query
}

// seen narrows a query to events that the scope sees: nobody's own, for one person.
func seen(query *gorm.DB, scope auth.Scope) *gorm.DB {
	if employer := scope.Employer(); employer != 0 {
		query = query.Where("employer_id = ?", employer)
	}
	if scope.Person() != 0 {
		return query.Where("1 = 0")
	}
	return ofSites(query, scope)
}

func nonEmpty(ids []int64) []int64 {
	if len(ids) == 0 {
		return []int64{0}
	}
	return ids
}

func orNull(d grid.Date) *string {
	if d.IsZero() {
		return nil
	}
	text := d.String()
	return &text
}

func dayOf(text *string) (grid.Date, error) {
	if text == nil {
		return grid.Date{}, nil
	}
	return grid.ParseDate(*text)
}

func listed[R, T any](query *gorm.DB, convert func(R) (T, error)) ([]T, error) {
	var rows []R
	if err := query.Find(&rows).Error; err != nil {
		return nil, err
	}
	out := make([]T, len(rows))
	for i, row := range rows {
		var err error
		if out[i], err = convert(row); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func one[R, T any](query *gorm.DB, convert func(R) (T, error)) (T, error) {
	var row R
	if err := query.Take(&row).Error; err != nil {
		var none T
		return none, err
	}
	return convert(row)
}
