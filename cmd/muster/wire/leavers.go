package wire

import (
	"context"
	"slices"

	"github.com/muster-wfm/muster/careers/plan"
	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// leavers tells capacity plans how likely people leave, as careers learnt it.
type leavers struct {
	plans     *plan.Plans
	workforce *workforce.Service
}

// Leaving is learnt of those who served the queues, else of the site, else of the centre:
// the nearest of whom enough is known; see forecast.Leavers. It is of everybody there,
// whoever asks, so that a plan has the same figures for all.
func (l leavers) Leaving(ctx context.Context, scope auth.Scope, site int64, queues []int64, from grid.Date) (forecast.Learnt, error) {
	all := auth.SystemScope(scope.Tenant())
	skills, err := l.skillsOf(ctx, all, queues)
	if err != nil {
		return forecast.Learnt{}, err
	}
	for _, of := range []struct {
		who    forecast.LearntOf
		site   int64
		skills []int64
	}{{forecast.LearntOfQueues, site, skills}, {forecast.LearntOfSite, site, nil}, {forecast.LearntOfCentre, 0, nil}} {
		if of.who == forecast.LearntOfQueues && len(skills) == 0 {
			continue
		}
		learnt, err := l.plans.Leaving(ctx, all, of.site, of.skills)
		if err != nil {
			return forecast.Learnt{}, err
		}
		if learnt != nil {
			return forecast.Learnt{Hazard: weekly{learnt, from}, Of: of.who, Exits: learnt.Exits}, nil
		}
	}
	return forecast.Learnt{}, nil
}

func (l leavers) skillsOf(ctx context.Context, scope auth.Scope, queues []int64) (skills []int64, err error) {
	if len(queues) == 0 {
		return nil, nil
	}
	all, err := every(ctx, scope, l.workforce.Queues)
	for _, q := range all {
		if !slices.Contains(queues, q.ID) {
			continue
		}
		if q.SkillID == 0 {
			return nil, err // anyone serves it
		}
		skills = append(skills, q.SkillID)
	}
	return skills, err
}

// weekly is what was learnt, in the weeks of a plan.
type weekly struct {
	learnt *plan.Leaving
	from   grid.Date
}

// Leaving is the chance to leave in a week of the plan; see capacity.Hazard.
func (w weekly) Leaving(week, tenure int) float64 {
	return w.learnt.Week(w.from.AddDays(7*week), tenure)
}
