package wire

import (
	"context"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/vendors"
	vendorstore "github.com/muster-wfm/muster/vendors/store"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// agree connects what is agreed with vendors.
func (m *Services) agree(runs forecast.RunStore) {
	programmes, commitments := vendorstore.NewProgrammes(m.DB), vendorstore.NewCommitments(m.DB)
	books := vendors.Books{Employers: m.Workforce.Employers, Teams: m.Workforce.Teams, Sites: m.Workforce.Sites, Queues: m.Workforce.Queues}
	queues := queueSites{m.Workforce}
	m.Programmes = vendors.NewProgrammes(programmes, books, m.Audit)
	m.Commitments = vendors.NewCommitments(commitments, programmes, locked{m.Locks, m.Staffing}, m.Audit)
	m.Hours = vendors.NewHours(vendorstore.NewHours(m.DB), programmes, commitments, queues, m.Audit)
	m.Hours.Presence = published{m.Scheduling, m.Workforce}
	m.Allocations = vendors.NewAllocations(vendorstore.NewAllocations(m.DB), m.Programmes, queues, volumes{runs}, m.Audit)
}

// queueSites finds queues with their sites for vendors.
type queueSites struct{ workforce *workforce.Service }

// QueueSite returns a queue and where it is; see vendors.QueueSites.
func (q queueSites) QueueSite(ctx context.Context, scope auth.Scope, id int64) (workforce.Queue, workforce.Site, error) {
	queue, err := q.workforce.Queues.Get(ctx, scope, id)
	if err != nil {
		return queue, workforce.Site{}, err
	}
	site, err := q.workforce.Sites.Get(ctx, scope, queue.SiteID)
	return queue, site, err
}

// locked hands locked forecasts to vendors, with what they need of agents.
type locked struct {
	locks    *forecast.Locks
	staffing *forecast.Staffing
}

// Locked returns a locked forecast; see vendors.ForecastLocks.
func (l locked) Locked(ctx context.Context, scope auth.Scope, id int64) (vendors.LockedForecast, error) {
	lock, err := l.locks.Get(ctx, scope, id)
	if err != nil {
		return vendors.LockedForecast{}, err
	}
	out := vendors.LockedForecast{
		QueueID: lock.QueueID, EmployerID: lock.EmployerID, Zone: lock.Zone, Minutes: lock.Minutes, From: lock.From, Days: lock.Days,
		Contacts: lock.Curves.Contacts, AHTS: lock.Curves.AHTS,
	}
	newest, err := l.staffing.Requirements(ctx, scope, lock.QueueID, lock.ForecastID, 0, 1)
	if err != nil || len(newest) == 0 {
		return out, err
	}
	requirement, err := l.staffing.Requirement(ctx, scope, newest[0].ID)
	if err == nil && len(requirement.Curves.Fractional) == len(out.Contacts) {
		out.Agents = requirement.Curves.Fractional
	}
	return out, err
}

// volumes tells vendors what queues are expected to get.
type volumes struct{ runs forecast.RunStore }

// newestRuns is how far back a forecast of a period is looked for.
const newestRuns = 30

// Expected sums the newest forecast that covers most of a period, and brings what it
// covers up to the whole of it; see vendors.Volumes.
func (v volumes) Expected(ctx context.Context, scope auth.Scope, queue int64, from, to grid.Date) (contacts, ahtS float64, known bool, err error) {
	list, err := v.runs.Runs(ctx, scope, queue, 0, newestRuns)
	if err != nil {
		return 0, 0, false, err
	}
	best, most := int64(0), 0
	for _, run := range list {
		if run.State == forecast.RunDone {
			if days := overlap(run, from, to); days > most || best == 0 {
				best, most = run.ID, days
			}
		}
	}
	if best == 0 {
		return 0, 0, false, nil
	}
	run, err := v.runs.Run(ctx, scope, best)
	if err != nil {
		return 0, 0, false, err
	}
	contacts, ahtS, err = expected(run, from, to, most)
	return contacts, ahtS, err == nil, err
}

// overlap is how many days of a period a run covers.
func overlap(run forecast.Run, from, to grid.Date) int {
	first, last := run.Order.From, run.Order.From.AddDays(run.Order.Days-1)
	if first.Before(from) {
		first = from
	}
	if last.After(to) {
		last = to
	}
	return max(0, first.DaysUntil(last)+1)
}

// expected is what a run says of a period, of which it covers some days; where it
// covers none, its mean day stands for each.
func expected(run forecast.Run, from, to grid.Date, covered int) (contacts, ahtS float64, err error) {
	g, err := run.Grid()
	if err != nil {
		return 0, 0, err
	}
	seconds, days := 0.0, float64(covered)
	if covered == 0 {
		days = float64(g.Days())
	}
	for i, c := range run.Curves.Contacts {
		if day := g.Date(g.DayOf(i)); covered > 0 && (day.Before(from) || day.After(to)) {
			continue
		}
		contacts += c
		if run.Curves.AHTS != nil {
			seconds += c * run.Curves.AHTS[i]
		}
	}
	if contacts > 0 {
		ahtS = seconds / contacts
	}
	return contacts / days * float64(from.DaysUntil(to)+1), ahtS, nil
}

// published tells vendors what hours people of an employer have on published rosters.
type published struct {
	scheduling *scheduling.Service
	workforce  *workforce.Service
}

// Present returns agent hours by interval; see vendors.Presence. Hours of a shift
// belong to the queue that the shift is for.
func (p published) Present(ctx context.Context, scope auth.Scope, employer, queue int64, g grid.Grid) ([]float64, bool, error) {
	shifts, err := p.scheduling.Told(ctx, scope, g.First(), g.Date(g.Days()-1))
	if err != nil || len(shifts) == 0 {
		return nil, false, err
	}
	people, err := p.workforce.People.Find(ctx, scope, workforce.Filter{EmployerIDs: []int64{employer}})
	if err != nil {
		return nil, false, err
	}
	theirs := map[int64]bool{}
	for _, person := range people {
		theirs[person.ID] = true
	}
	var of []scheduling.Shift
	for _, shift := range shifts {
		if theirs[shift.PersonID] && shift.QueueID == queue {
			of = append(of, shift)
		}
	}
	hours := make([]float64, g.Len())
	for _, share := range presence(of, g) {
		for i, at := range share {
			hours[i] += at * g.End(i).Sub(g.Start(i)).Hours()
		}
	}
	return hours, len(of) > 0, nil
}
