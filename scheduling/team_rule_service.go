package scheduling

import (
	"context"
	"fmt"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// TeamRules returns a site's team rules: none at version 0 where it has not said
// any.
func (s *Service) TeamRules(ctx context.Context, scope auth.Scope, site int64) (TeamRules, error) {
	return s.store.TeamRules(ctx, scope, site)
}

// SetTeamRules writes a site's team rules if they still have the version of t.
func (s *Service) SetTeamRules(ctx context.Context, scope auth.Scope, t TeamRules) (TeamRules, error) {
	t, err := NewTeamRules(t)
	if err != nil {
		return TeamRules{}, err
	}
	err = s.store.InTx(ctx, scope, func(ctx context.Context) error {
		if t, err = s.store.SetTeamRules(ctx, scope, t); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "team.rules", fmt.Sprintf("site:%d", t.SiteID), map[string]any{"version": t.Version, "rules": len(t.Rules)})
	})
	return t, err
}

// TeamRuleReach is how many of a site's people a rule is about, and how many it
// counts.
type TeamRuleReach struct{ While, Count int }

// TeamRuleReaches counts the people of every rule today.
func (s *Service) TeamRuleReaches(ctx context.Context, scope auth.Scope, t TeamRules) ([]TeamRuleReach, error) {
	day := grid.DateOf(s.Now().UTC())
	reaches := make([]TeamRuleReach, len(t.Rules))
	if len(t.Rules) == 0 {
		return reaches, nil
	}
	snapshot, err := s.people.Planning(ctx, scope, t.SiteID, day, day, workforce.Filter{})
	if err != nil {
		return nil, err
	}
	for i, rule := range t.Rules {
		for _, person := range snapshot.People {
			if rule.While.has(person, day) {
				reaches[i].While++
			}
			if rule.Count.has(person, day) {
				reaches[i].Count++
			}
		}
	}
	return reaches, nil
}
