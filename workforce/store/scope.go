package store

import (
	"gorm.io/gorm"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
)

// see narrows a query on a table to the rows that a scope may see. The tenant
// is the caller's to narrow by.
type see func(query *gorm.DB, scope auth.Scope) *gorm.DB

// table is where a kind of thing is kept, and who sees its rows.
type table struct {
	name string
	see  see
}

var tables = map[workforce.Kind]table{
	workforce.KindSite:       {"sites", seeSites},
	workforce.KindCalendar:   {"calendars", seeAll},
	workforce.KindChannel:    {"channels", seeAll},
	workforce.KindSkill:      {"skills", seeAll},
	workforce.KindQueue:      {"queues", bySite},
	workforce.KindEmployer:   {"employers", seeEmployers},
	workforce.KindTeam:       {"teams", bySiteAndEmployer},
	workforce.KindAgreement:  {"agreements", seeAll},
	workforce.KindPerson:     {"people", seePeople},
	workforce.KindAbsence:    {"absences", seeTimes},
	workforce.KindAssignment: {"assignments", seeTimes},
}

// seeAll is for what the whole tenant shares.
func seeAll(query *gorm.DB, _ auth.Scope) *gorm.DB { return query }

func seeSites(query *gorm.DB, scope auth.Scope) *gorm.DB {
	if sites, all := scope.Sites(); !all {
		query = query.Where("id IN ?", sites)
	}
	return query
}

func seeEmployers(query *gorm.DB, scope auth.Scope) *gorm.DB {
	if employer := scope.Employer(); employer != 0 {
		query = query.Where("id = ?", employer)
	}
	return query
}

func bySite(query *gorm.DB, scope auth.Scope) *gorm.DB {
	if sites, all := scope.Sites(); !all {
		query = query.Where("site_id IN ?", sites)
	}
	return query
}

func bySiteAndEmployer(query *gorm.DB, scope auth.Scope) *gorm.DB {
	if employer := scope.Employer(); employer != 0 {
		query = query.Where("employer_id = ?", employer)
	}
	return bySite(query, scope)
}

// seePeople shows an agent themselves, a coordinator their employer's people,
// and everyone no more than their sites.
func seePeople(query *gorm.DB, scope auth.Scope) *gorm.DB {
	if person := scope.Person(); person != 0 {
		query = query.Where("id = ?", person)
	}
	return bySiteAndEmployer(query, scope)
}

// seeTimes shows the absences and assignments of people who are seen.
func seeTimes(query *gorm.DB, scope auth.Scope) *gorm.DB {
	_, all := scope.Sites()
	if all && scope.Employer() == 0 && scope.Person() == 0 {
		return query
	}
	return query.Where("person_id IN (?)", peopleOf(query, scope))
}

// peopleOf is the sub-query of the ids of all people a scope sees.
func peopleOf(query *gorm.DB, scope auth.Scope) *gorm.DB {
	fresh := query.Session(&gorm.Session{NewDB: true})
	return seePeople(fresh.Table("people").Select("id").Where("tenant_id = ?", scope.Tenant()), scope)
}
