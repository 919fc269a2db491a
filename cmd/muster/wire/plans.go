package wire

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/muster-wfm/muster/careers/flow"
	"github.com/muster-wfm/muster/careers/plan"
	planstore "github.com/muster-wfm/muster/careers/plan/store"
	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/capacity"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/jobs"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// planLimit ends a run that does not come to an end; they take seconds.
const planLimit = time.Hour

// planCareers connects scenarios and hiring plans.
func (m *Services) planCareers() {
	m.Careers.Plans = plan.New(planstore.New(m.DB), plan.Books{
		Ladders: m.Careers.Ladders, People: m.Workforce.People, Employments: m.Employments,
		Schedules: nightWork{m.Scheduling, m.Workforce}, Capacities: capacityNeeds{m.Capacity},
	}, m.Jobs, m.Audit, Version)
	m.Capacity.Leavers = leavers{m.Careers.Plans, m.Workforce}
	m.Jobs.Register(plan.RunKind, m.Careers.Plans.RunJob, jobs.ReadableWith(auth.ReadCareers), jobs.TimeLimit(planLimit))
}

// nightWork tells careers how much of the published work is at night.
type nightWork struct {
	scheduling *scheduling.Service
	workforce  *workforce.Service
}

// nightEnds is the hour before which work is at night.
const nightEnds = 5

// Nights counts shifts with work between midnight and five; see plan.Schedules.
func (n nightWork) Nights(ctx context.Context, scope auth.Scope, site int64, from, to grid.Date) (share float64, known bool, err error) {
	sites, err := every(ctx, scope, n.workforce.Sites)
	if err != nil {
		return 0, false, err
	}
	zones := map[int64]*time.Location{}
	for _, s := range sites {
		if zones[s.ID], err = time.LoadLocation(s.Zone); err != nil {
			return 0, false, fmt.Errorf("site %d: %w", s.ID, err)
		}
	}
	people, err := n.workforce.People.Find(ctx, scope, workforce.Filter{})
	if err != nil {
		return 0, false, err
	}
	at := map[int64]*time.Location{}
	for _, p := range people {
		if site == 0 || p.SiteID == site {
			at[p.ID] = zones[p.SiteID]
		}
	}
	shifts, err := n.scheduling.Told(ctx, scope, from, to)
	if err != nil {
		return 0, false, err
	}
	nights, all := 0.0, 0.0
	for _, s := range shifts {
		zone := at[s.PersonID]
		if zone == nil {
			continue
		}
		all++
		start, end := s.Start.In(zone), s.End.In(zone)
		if start.Hour() < nightEnds || end.Day() != start.Day() && (end.Hour() > 0 || end.Minute() > 0) {
			nights++
		}
	}
	if all == 0 {
		return 0, false, nil
	}
	return nights / all, true, nil
}

// capacityNeeds tells careers what capacity plans need, and hands them hires.
type capacityNeeds struct{ plans *forecast.CapacityPlans }

// mostCapacityPlans is of how many plans one may hire for: the newest.
const mostCapacityPlans = 100

func capacityPlanOf(p forecast.CapacityPlan) plan.CapacityPlan {
	out := plan.CapacityPlan{ID: p.ID, Version: p.Version, Name: p.Name, SiteID: p.SiteID, Currency: p.Currency}
	for _, g := range p.Plan.Groups {
		out.Groups = append(out.Groups, g.Name)
	}
	return out
}

// CapacityPlans lists the newest; see plan.Capacities.
func (c capacityNeeds) CapacityPlans(ctx context.Context, scope auth.Scope) ([]plan.CapacityPlan, error) {
	list, err := c.plans.List(ctx, scope, 0, mostCapacityPlans)
	out := make([]plan.CapacityPlan, len(list))
	for i, p := range list {
		out[i] = capacityPlanOf(p)
	}
	return out, err
}

// weeksOfMonth turns weeks of employment into months.
const weeksOfMonth = 365.25 / 12 / 7

// Need is what a group lacks of own people of full output once vendors have come; see
// plan.Capacities.
func (c capacityNeeds) Need(ctx context.Context, scope auth.Scope, id int64, group string) (plan.Need, error) {
	view, err := c.plans.Weeks(ctx, scope, id, "")
	if err != nil {
		return plan.Need{}, err
	}
	i, err := groupOf(view.Plan, group)
	if err != nil {
		return plan.Need{}, err
	}
	g, result := view.Plan.Plan.Groups[i], view.Result.Groups[i]
	need := plan.Need{Plan: capacityPlanOf(view.Plan), Group: group, Monday: view.Plan.Plan.From, Lead: g.Lead}
	for w, required := range result.Required {
		need.People = append(need.People, math.Max(0, required-result.Vendor[w]))
	}
	for _, s := range g.Starting {
		need.Staff = append(need.Staff, flow.Holders{Count: s.People, Tenure: min(480, int(float64(s.Weeks)/weeksOfMonth))})
	}
	for _, h := range g.Hires {
		need.Planned = append(need.Planned, plan.WeekHires(h))
	}
	return need, nil
}

func groupOf(p forecast.CapacityPlan, name string) (int, error) {
	i := slices.IndexFunc(p.Plan.Groups, func(g capacity.Group) bool { return g.Name == name })
	if i < 0 {
		return 0, &workforce.InvalidError{What: "hiring plan", Fields: []workforce.FieldError{{Field: "group", Found: name, Expected: "a group of the capacity plan " + p.Name}}}
	}
	return i, nil
}

// TakeHires writes hires into a group; see plan.Capacities.
func (c capacityNeeds) TakeHires(ctx context.Context, scope auth.Scope, id, version int64, group, note string, hires []plan.WeekHires) (int64, error) {
	now, err := c.plans.Get(ctx, scope, id)
	if err != nil {
		return 0, err
	}
	i, err := groupOf(now, group)
	if err != nil {
		return 0, err
	}
	now.Version, now.Note = version, note
	now.Plan.Groups = slices.Clone(now.Plan.Groups)
	now.Plan.Groups[i].Hires = nil
	for _, h := range hires {
		now.Plan.Groups[i].Hires = append(now.Plan.Groups[i].Hires, capacity.Hire(h))
	}
	after, err := c.plans.Edit(ctx, scope, now)
	return after.Version, err
}
