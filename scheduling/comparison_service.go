package scheduling

import (
	"context"
	"fmt"
	"slices"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/scheduling/roster"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Compare holds two plans against each other: two rosters of one site with days
// in common, or what people were told, or an earlier plan, against what stands now.
func (s *Service) Compare(ctx context.Context, scope auth.Scope, first, second Side) (*Comparison, error) {
	var opened [2]*Opened
	var shifts [2][]Shift
	for i, side := range [2]Side{first, second} {
		var err error
		if opened[i], err = s.Open(ctx, scope, side.RosterID); err != nil {
			return nil, err
		}
		if shifts[i], err = s.edition(ctx, scope, opened[i], side, [2]string{"edition", "withEdition"}[i]); err != nil {
			return nil, err
		}
	}
	measure, err := s.measureFor(ctx, scope, opened[0], opened[1])
	if err != nil {
		return nil, err
	}
	c := measure.compare(shifts[0], shifts[1])
	a, b := opened[0].Roster, opened[1].Roster
	c.SameDays = a.From == b.From && a.Days == b.Days
	c.SameDemand = slices.Equal(slices.Sorted(slices.Values(a.Requirements)), slices.Sorted(slices.Values(b.Requirements)))
	for i, side := range [2]Side{first, second} {
		c.Sides[i].Side, c.Sides[i].Roster = side, opened[i].Roster
		c.Sides[i].Breaches = opened[i].brokenOn(shifts[i], measure.grid)
	}
	return c, s.expect(ctx, scope, measure, shifts, c)
}

// edition returns the shifts of one edition of a roster.
func (s *Service) edition(ctx context.Context, scope auth.Scope, plan *Opened, side Side, field string) ([]Shift, error) {
	edition := side.Edition
	switch {
	case edition == AsKept:
		kept, err := s.store.KeptPlan(ctx, scope, side.RosterID, side.Kept)
		return plan.known(kept.Shifts), err
	case edition == AsPlanned:
		return plan.Shifts, nil
	case edition != AsTold:
		return nil, &InvalidError{What: "comparison", Fields: []FieldError{{Field: field, Found: string(edition), Expected: "draft, published or kept", Want: problem.Wanting(problem.Choice)}}}
	case plan.Roster.PublishedVersion == 0:
		return nil, &InvalidError{What: "comparison", Fields: []FieldError{{Field: field, Found: "a roster that was never published", Expected: "draft", Want: problem.Wanting(problem.Published)}}}
	}
	return s.store.Told(ctx, scope, plan.planned(), plan.Roster.From, plan.Roster.To())
}

// measureFor makes the yardstick of two rosters: everybody of the site, on the
// days that both have.
func (s *Service) measureFor(ctx context.Context, scope auth.Scope, a, b *Opened) (*yardstick, error) {
	if a.Roster.SiteID != b.Roster.SiteID {
		return nil, &InvalidError{What: "comparison", Fields: []FieldError{{Field: "with", Found: "a roster of another site", Expected: "a roster of the same site", Want: problem.Wanting(problem.SiteThing)}}}
	}
	r := a.Roster
	r.From = later(a.Roster.From, b.Roster.From)
	last := a.Roster.To()
	if b.Roster.To().Before(last) {
		last = b.Roster.To()
	}
	if r.Days = r.From.DaysUntil(last) + 1; r.Days < 1 {
		return nil, &InvalidError{What: "comparison", Fields: []FieldError{{
			Field: "with", Found: fmt.Sprintf("%s to %s", b.Roster.From, b.Roster.To()), Expected: fmt.Sprintf("a roster with days from %s to %s", a.Roster.From, a.Roster.To()),
			Want: problem.Wanting(problem.SharedDays, a.Roster.From, a.Roster.To()),
		}}}
	}
	if r.ID = a.Roster.ID; a.Roster.ID != b.Roster.ID {
		r.ID, r.People = 0, PeopleFilter{}
	}
	r.Requirements = slices.Clone(a.Roster.Requirements)
	for _, d := range b.Problem.demands {
		if _, covered := a.Problem.group[d.QueueID]; !covered {
			r.Requirements = append(r.Requirements, d.RequirementID)
		}
	}
	plan := a
	if r.ID == 0 {
		var err error
		if plan, err = s.open(ctx, scope, r); err != nil {
			return nil, err
		}
	}
	wishes, _, err := s.wishesFor(ctx, scope, r, plan.planned())
	if err != nil {
		return nil, err
	}
	ledger, err := s.burdensBefore(ctx, scope, r)
	return newYardstick(plan.Problem, ledger.Terms, wishes), err
}

// brokenOn lists the rules that shifts of a roster break on some days.
func (o *Opened) brokenOn(shifts []Shift, g grid.Grid) []Breach {
	found := o.Problem.breaches(roster.Verify(o.Problem.Problem, o.Problem.lay(shifts)))
	return slices.DeleteFunc(found, func(b Breach) bool {
		return !slices.ContainsFunc(b.Days, func(day grid.Date) bool {
			_, inside := g.DayIndex(day)
			return inside
		})
	})
}

// expect fills in the service to expect of every queue.
func (s *Service) expect(ctx context.Context, scope auth.Scope, measure *yardstick, shifts [2][]Shift, c *Comparison) error {
	if s.Services == nil {
		return nil
	}
	for side := range c.Sides {
		for g, people := range roster.Coverage(measure.Problem.Problem, measure.plan(shifts[side]).laid) {
			curve, err := grid.CurveOf(measure.grid, people)
			if err != nil {
				return err
			}
			q := &c.Queues[g]
			if q.Sides[side].Served, err = s.Services.Expected(ctx, scope, q.RequirementID, curve); err != nil {
				return fmt.Errorf("service of queue %s: %w", q.Code, err)
			}
		}
	}
	return nil
}
