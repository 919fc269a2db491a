package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"gorm.io/gorm/clause"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/scheduling"
)

// teamRulesRow is a row of team_rules: all rules of one site.
type teamRulesRow struct {
	TenantID int64
	SiteID   int64
	Version  int64
	Rules    string
}

func (teamRulesRow) TableName() string { return "team_rules" }

// TeamRules returns a site's rules about who works together, none at version 0 where
// it has said none.
func (s *Store) TeamRules(ctx context.Context, scope auth.Scope, site int64) (scheduling.TeamRules, error) {
	t := scheduling.TeamRules{SiteID: site}
	var row teamRulesRow
	err := ofSites(s.db.ReadAs(ctx, scope), scope).Where("site_id = ?", site).Take(&row).Error
	if errors.Is(err, database.ErrNotFound) {
		return t, s.seesSite(ctx, scope, site)
	}
	if err != nil {
		return t, err
	}
	if err := json.Unmarshal([]byte(row.Rules), &t.Rules); err != nil {
		return t, fmt.Errorf("team rules of site %d: %w", site, err)
	}
	t.Version = row.Version
	return t, nil
}

// SetTeamRules writes the rules of a site if they still have the version of t;
// version 0 means that it has none yet.
func (s *Store) SetTeamRules(ctx context.Context, scope auth.Scope, t scheduling.TeamRules) (scheduling.TeamRules, error) {
	had := t.Version
	t.Version++
	text, err := json.Marshal(t.Rules)
	if err != nil {
		return t, err
	}
	return t, s.db.InTx(ctx, scope, func(ctx context.Context) error {
		now, err := s.TeamRules(ctx, scope, t.SiteID)
		if err != nil {
			return err
		}
		if now.Version != had {
			return &database.StaleError{What: "team rules", ID: t.SiteID, Have: now.Version, Want: had}
		}
		row := teamRulesRow{TenantID: scope.Tenant(), SiteID: t.SiteID, Version: t.Version, Rules: string(text)}
		return s.db.Tx(ctx).Clauses(clause.OnConflict{
			Columns:   []clause.Column{{Name: "tenant_id"}, {Name: "site_id"}},
			DoUpdates: clause.AssignmentColumns([]string{"version", "rules"}),
		}).Create(&row).Error
	})
}
