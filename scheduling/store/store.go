package store

import (
	"context"

	"gorm.io/gorm"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/scheduling"
)

// Store implements scheduling.Store.
type Store struct{ db *database.DB }

var _ scheduling.Store = (*Store)(nil)

// New returns a store over a migrated database.
func New(db *database.DB) *Store { return &Store{db: db} }

// InTx runs fn in one transaction; see database.DB.InTx.
func (s *Store) InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, scope, fn)
}

// ofSites restricts a query on rosters to those whose site the scope sees.
func ofSites(query *gorm.DB, scope auth.Scope) *gorm.DB {
	query = query.Where("tenant_id = ?", scope.Tenant())
	if sites, all := scope.Sites(); !all {
		return query.Where("site_id IN ?", nonEmpty(sites))
	}
	return query
}

// ofPeople restricts a query on shifts to the people whom the scope sees.
func ofPeople(query *gorm.DB, scope auth.Scope) *gorm.DB {
	query = query.Where("tenant_id = ?", scope.Tenant())
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

// nonEmpty keeps "IN ()" out of queries: id 0 is nobody's.
func nonEmpty(ids []int64) []int64 {
	if len(ids) == 0 {
		return []int64{0}
	}
	return ids
}

// ofPeopleTable restricts a query on people themselves to those the scope sees.
func ofPeopleTable(query *gorm.DB, scope auth.Scope) *gorm.DB {
	query = query.Where("tenant_id = ?", scope.Tenant())
	if person := scope.Person(); person != 0 {
		query = query.Where("id = ?", person)
	}
	if employer := scope.Employer(); employer != 0 {
		query = query.Where("employer_id = ?", employer)
	}
	if sites, all := scope.Sites(); !all && scope.Person() == 0 {
		query = query.Where("site_id IN ?", nonEmpty(sites))
	}
	return query
}
