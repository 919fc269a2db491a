package wire

import (
	"context"

	"github.com/muster-wfm/muster/careers/attrition"
	attritionstore "github.com/muster-wfm/muster/careers/attrition/store"
	"github.com/muster-wfm/muster/careers/protected"
	protectedstore "github.com/muster-wfm/muster/careers/protected/store"
	"github.com/muster-wfm/muster/careers/risk"
	riskstore "github.com/muster-wfm/muster/careers/risk/store"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// leaving connects what is about those who leave.
func (m *Services) leaving() {
	store, centre := attritionstore.New(m.DB), places{m.Workforce}
	m.Employments = attrition.NewEmployments(store, centre, m.Audit)
	m.Attrition = attrition.NewExplorer(m.Employments, store)
	m.Warnings = risk.New(riskstore.New(m.DB), m.Employments, centre, m.Audit)
	m.Warnings.Schedules = schedules{m.Scheduling, m.Workforce}
	c := &m.Careers
	c.Audit = protected.New(protectedstore.New(m.DB), protected.Books{
		Rounds: c.Rounds, Elections: c.Elections, Ladders: c.Ladders, Readiness: c.Readiness, Employments: m.Employments, People: m.Workforce.People, Journal: m.Audit,
	})
}

// places tells careers what workforce knows.
type places struct{ workforce *workforce.Service }

// Sites are all that the scope sees; see attrition.Places.
func (p places) Sites(ctx context.Context, scope auth.Scope) ([]workforce.Site, error) {
	return every(ctx, scope, p.workforce.Sites)
}

// Employers are all that the scope sees; see attrition.Places.
func (p places) Employers(ctx context.Context, scope auth.Scope) ([]workforce.Employer, error) {
	return every(ctx, scope, p.workforce.Employers)
}

// Person is one that the scope sees; see attrition.Places.
func (p places) Person(ctx context.Context, scope auth.Scope, id int64) (workforce.Person, error) {
	return p.workforce.People.Get(ctx, scope, id)
}

// People are those who are employed today; see attrition.Places.
func (p places) People(ctx context.Context, scope auth.Scope) ([]workforce.Person, error) {
	today := grid.DateOf(p.workforce.Now().UTC())
	return p.workforce.People.Find(ctx, scope, workforce.Filter{From: today, To: today})
}

// every is all things of a register that the scope sees.
func every[T any](ctx context.Context, scope auth.Scope, r *workforce.Register[T]) ([]T, error) {
	return r.Find(ctx, scope, workforce.Filter{})
}
