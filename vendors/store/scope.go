package store

import (
	"gorm.io/gorm"

	"github.com/muster-wfm/muster/internal/auth"
)

// ofProgrammes restricts a query on programmes to those that a scope sees.
func ofProgrammes(query *gorm.DB, scope auth.Scope) *gorm.DB {
	query = query.Where("programmes.tenant_id = ?", scope.Tenant())
	if employer := scope.Employer(); employer != 0 {
		query = query.Where("programmes.employer_id = ?", employer)
	}
	if sites, all := scope.Sites(); !all {
		query = query.Where("programmes.site_id IN ?", nonEmpty(sites))
	}
	return query
}

// underProgrammes restricts a query on what hangs on a programme likewise; db is a
// handle for the programmes themselves.
func underProgrammes(query, db *gorm.DB, scope auth.Scope) *gorm.DB {
	query = query.Where("tenant_id = ?", scope.Tenant())
	if _, all := scope.Sites(); all && scope.Employer() == 0 {
		return query
	}
	return query.Where("programme_id IN (?)", ofProgrammes(db.Model(&programmeRow{}).Select("programmes.id"), scope))
}

// nonEmpty keeps "IN ()" out of queries: id 0 is nobody's.
func nonEmpty(ids []int64) []int64 {
	if len(ids) == 0 {
		return []int64{0}
	}
	return ids
}
