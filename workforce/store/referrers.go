package store

import (
	"context"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
)

// referral is one way in which a thing refers to another: rows of kind whose
// condition holds for the other's id.
type referral struct {
	kind workforce.Kind
	// where holds two parameters when spell is set (tenant, id), else one (id).
	where string
	spell bool
}

// referrals lists who may refer to each kind within the workforce. What other
// domains keep about a thing is guarded by their foreign keys.
var referrals = map[workforce.Kind][]referral{
	workforce.KindCalendar: {{workforce.KindSite, "calendar_id = ?", false}},
	workforce.KindSite: {
		{workforce.KindQueue, "site_id = ?", false},
		{workforce.KindTeam, "site_id = ?", false},
		{workforce.KindPerson, "site_id = ?", false},
	},
	workforce.KindChannel: {{workforce.KindQueue, "channel_id = ?", false}},
	workforce.KindSkill: {
		{workforce.KindQueue, "skill_id = ?", false},
		{workforce.KindPerson, "id IN (SELECT person_id FROM person_skills WHERE tenant_id = ? AND skill_id = ?)", true},
	},
	workforce.KindEmployer: {
		{workforce.KindTeam, "employer_id = ?", false},
		{workforce.KindPerson, "employer_id = ?", false},
		{workforce.KindQueue, "id IN (SELECT queue_id FROM queue_shares WHERE tenant_id = ? AND employer_id = ?)", true},
	},
	workforce.KindTeam: {{workforce.KindPerson, "team_id = ?", false}},
	workforce.KindAgreement: {
		{workforce.KindPerson, "id IN (SELECT person_id FROM person_agreements WHERE tenant_id = ? AND agreement_id = ?)", true},
	},
}

// named is how many referrers of each kind are named.
const named = 5

// Referrers returns some of the things that refer to one, as far as the scope
// sees them, and how many there are in all.
func (s *Store) Referrers(ctx context.Context, scope auth.Scope, kind workforce.Kind, id int64) ([]workforce.Referrer, int, error) {
	var all []workforce.Referrer
	total := 0
	for _, r := range referrals[kind] {
		found, count, err := s.referrers(ctx, scope, r, id)
		if err != nil {
			return nil, 0, err
		}
		all, total = append(all, found...), total+count
	}
	return all, total, nil
}

func (s *Store) referrers(ctx context.Context, scope auth.Scope, r referral, id int64) ([]workforce.Referrer, int, error) {
	parameters := []any{id}
	if r.spell {
		parameters = []any{scope.Tenant(), id}
	}
	table := tables[r.kind]
	every := s.db.ReadAs(ctx, scope).Table(table.name).Where("tenant_id = ?", scope.Tenant()).Where(r.where, parameters...)
	var count int64
	if err := every.Count(&count).Error; err != nil || count == 0 {
		return nil, 0, err
	}
	var rows []struct {
		ID         int64
		Code, Name string
	}
	seen := s.db.ReadAs(ctx, scope).Table(table.name).Where("tenant_id = ?", scope.Tenant()).Where(r.where, parameters...)
	if err := table.see(seen, scope).Select("id", "code", "name").Order("code").Limit(named).Find(&rows).Error; err != nil {
		return nil, 0, err
	}
	found := make([]workforce.Referrer, len(rows))
	for i, row := range rows {
		found[i] = workforce.Referrer{Kind: r.kind, ID: row.ID, Code: row.Code, Name: row.Name}
	}
	return found, int(count), nil
}
