package wire

import (
	"context"

	"github.com/muster-wfm/muster/careers/impact"
	impactstore "github.com/muster-wfm/muster/careers/impact/store"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce/grid"
)

// assess connects the impact assessment with what careers keeps.
func (m *Services) assess() {
	m.Careers.Impact = impact.New(impactstore.New(m.DB), impact.Books{
		Warning: m.warningStands, Grouped: m.Careers.Audit.Grouped, Employed: m.employed, Log: m.Audit,
	})
	m.Careers.Impact.Program = Version
}

// warningStands tells how early warning stands, and nothing about anybody.
func (m *Services) warningStands(ctx context.Context, scope auth.Scope) (w impact.Warning, held impact.Holding, err error) {
	state, err := m.Warnings.State(ctx, scope)
	if err != nil {
		return w, held, err
	}
	w = impact.Warning{On: state.Switch.On, Reason: state.Switch.Reason, Since: state.Switch.At, Learnt: state.Model != nil, Shown: state.Model != nil && state.Model.Shown}
	people, oldest, err := m.Warnings.Kept(ctx, scope)
	if held.People = people; !oldest.IsZero() {
		held.Oldest = grid.DateOf(oldest.UTC())
	}
	return w, held, err
}

// employed counts people whose employment is kept.
func (m *Services) employed(ctx context.Context, scope auth.Scope) (held impact.Holding, err error) {
	spells, _, err := m.Employments.Spells(ctx, scope)
	people := map[string]bool{}
	for _, s := range spells {
		people[s.Code] = true
		if held.Oldest.IsZero() || s.Hired.Before(held.Oldest) {
			held.Oldest = s.Hired
		}
	}
	held.People = len(people)
	return held, err
}
