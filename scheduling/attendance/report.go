package attendance

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Date is a local day.
type Date = grid.Date

// Period is days, both included; zero days are today and four weeks up to it.
type Period struct{ From, To Date }

// UsualDays is how many days a period has where nobody says; MaxDays is the most.
const (
	UsualDays = 28
	MaxDays   = 92
)

// Report is what came of the published shifts of a site.
type Report struct {
	Period
	Terms  Terms
	People []PersonSum // in order of code; those who had shifts
	Teams  []TeamSum   // in order of name
	Total  Sum
}

// PersonSum is one person's part.
type PersonSum struct {
	PersonID, TeamID     int64
	Code, Name, TeamName string
	Sum
}

// TeamSum is one team's part.
type TeamSum struct {
	TeamID int64 // 0: those of no team
	Name   string
	Sum
}

// Own is what came of one person's shifts.
type Own struct {
	Period
	PersonID   int64
	Code, Name string
	Zone       string
	Terms      Terms
	Sum        Sum
	Days       []Day // in order
}

// Report sets beside each other what people of a site were told and did. Shifts that
// have not ended yet are left out. The filter narrows by team and person.
func (s *Service) Report(ctx context.Context, scope auth.Scope, site int64, p Period, filter workforce.Filter) (Report, error) {
	a, err := s.accounts(ctx, scope, site, p, filter)
	if err != nil {
		return Report{}, err
	}
	out := Report{Period: a.Period, Terms: a.terms}
	teams := map[int64]*TeamSum{}
	for _, person := range a.people {
		days := a.days[person.ID]
		if len(days) == 0 {
			continue
		}
		sum := PersonSum{PersonID: person.ID, TeamID: person.TeamID, Code: person.Code, Name: person.Name, TeamName: a.teams[person.TeamID].Name}
		team := teams[person.TeamID]
		if team == nil {
			team = &TeamSum{TeamID: person.TeamID, Name: sum.TeamName}
			teams[person.TeamID] = team
		}
		for _, d := range days {
			sum.add(d)
			team.add(d)
			out.Total.add(d)
		}
		out.People = append(out.People, sum)
	}
	for _, team := range teams {
		out.Teams = append(out.Teams, *team)
	}
	slices.SortFunc(out.Teams, func(a, b TeamSum) int { return compareNames(a.Name, b.Name, a.TeamID, b.TeamID) })
	return out, nil
}

// Person is what came of the shifts of somebody whom the scope sees.
func (s *Service) Person(ctx context.Context, scope auth.Scope, id int64, p Period) (Own, error) {
	person, err := s.books.People.Get(ctx, scope, id)
	if err != nil {
		return Own{}, err
	}
	return s.own(ctx, scope, person, p)
}

// Mine is what came of the caller's own shifts.
func (s *Service) Mine(ctx context.Context, scope auth.Scope, p Period) (Own, error) {
	if scope.Person() == 0 {
		return Own{}, database.ErrNotFound
	}
	// An agent's scope does not reach the site's people; their own shifts are theirs.
	system := auth.SystemScope(scope.Tenant())
	person, err := s.books.People.Get(ctx, system, scope.Person())
	if err != nil {
		return Own{}, err
	}
	return s.own(ctx, system, person, p)
}

func (s *Service) own(ctx context.Context, scope auth.Scope, person workforce.Person, p Period) (Own, error) {
	a, err := s.accounts(ctx, scope, person.SiteID, p, workforce.Filter{PersonIDs: []int64{person.ID}})
	if err != nil {
		return Own{}, err
	}
	out := Own{Period: a.Period, PersonID: person.ID, Code: person.Code, Name: person.Name, Zone: a.zone, Terms: a.terms, Days: a.days[person.ID]}
	for _, d := range out.Days {
		out.Sum.add(d)
	}
	return out, nil
}

// Days are the accounts of everybody at every site that are known, by site, person and
// day.
func (s *Service) Days(ctx context.Context, scope auth.Scope, from, to Date) ([]Day, error) {
	sites, err := s.books.Sites.Find(ctx, scope, workforce.Filter{})
	if err != nil {
		return nil, err
	}
	var out []Day
	for _, site := range sites {
		for begin := from; !begin.After(to); begin = begin.AddDays(MaxDays) {
			p := Period{begin, begin.AddDays(MaxDays - 1)}
			if p.To.After(to) {
				p.To = to
			}
			a, err := s.accounts(ctx, scope, site.ID, p, workforce.Filter{})
			if err != nil {
				return nil, fmt.Errorf("site %s: %w", site.Code, err)
			}
			for _, person := range a.people {
				for _, d := range a.days[person.ID] {
					if d.Account.Known {
						out = append(out, d)
					}
				}
			}
		}
	}
	return out, nil
}

// accounted is a site's period with everybody's days.
type accounted struct {
	Period
	zone   string
	terms  Terms
	people []workforce.PlanningPerson
	teams  map[int64]workforce.Team
	days   map[int64][]Day // by person
}

func (s *Service) accounts(ctx context.Context, scope auth.Scope, site int64, p Period, filter workforce.Filter) (accounted, error) {
	terms, err := s.Terms(ctx, scope, site)
	if err != nil {
		return accounted{}, err
	}
	loc, err := s.clock(ctx, scope, site)
	if err != nil {
		return accounted{}, err
	}
	if p, err = s.period(p, loc); err != nil {
		return accounted{}, err
	}
	snapshot, err := s.books.Workforce.Planning(ctx, scope, site, p.From, p.To, filter)
	if err != nil {
		return accounted{}, err
	}
	a := accounted{Period: p, zone: snapshot.Site.Zone, terms: terms, people: snapshot.People, teams: snapshot.Teams, days: map[int64][]Day{}}
	ids := make([]int64, len(a.people))
	for i, person := range a.people {
		ids[i] = person.ID
	}
	// The shifts of the days before and after part with those of the period what was
	// recorded between them.
	shifts, err := s.store.Told(ctx, scope, ids, p.From.AddDays(-1), p.To.AddDays(1))
	if err != nil {
		return accounted{}, err
	}
	spells, err := s.store.Attendance(ctx, scope, ids, p.From.Start(loc).Add(-reach), p.To.AddDays(2).Start(loc).Add(reach))
	if err != nil {
		return accounted{}, err
	}
	// The period may end within a week of which more is recorded: where somebody's records
	// end is asked of all of them.
	last, err := s.store.AttendanceEnds(ctx, scope, ids)
	if err != nil {
		return accounted{}, err
	}
	told, done := byPerson(shifts, func(x scheduling.Shift) int64 { return x.PersonID }), byPerson(spells, func(x Spell) int64 { return x.PersonID })
	now := s.Now()
	for _, person := range a.people {
		away := func(day Date) bool { _, yes := person.AbsentOn(day); return yes }
		for _, d := range daysOf(told[person.ID], done[person.ID], last[person.ID], away, terms.Terms) {
			if !d.Day.Before(p.From) && !d.Day.After(p.To) && !d.End.After(now) {
				a.days[person.ID] = append(a.days[person.ID], d)
			}
		}
	}
	return a, nil
}

func byPerson[T any](list []T, person func(T) int64) map[int64][]T {
	out := map[int64][]T{}
	for _, x := range list {
		out[person(x)] = append(out[person(x)], x)
	}
	return out
}

// clock is that of a site.
func (s *Service) clock(ctx context.Context, scope auth.Scope, site int64) (*time.Location, error) {
	sites, err := s.books.Sites.Find(ctx, scope, workforce.Filter{IDs: []int64{site}})
	if err != nil {
		return nil, err
	}
	if len(sites) == 0 {
		return nil, database.ErrNotFound
	}
	return time.LoadLocation(sites[0].Zone)
}

// period fills in what was not said, and refuses what is too long.
func (s *Service) period(p Period, loc *time.Location) (Period, error) {
	if p.To.IsZero() {
		p.To = grid.DateOf(s.Now().In(loc))
	}
	if p.From.IsZero() {
		p.From = p.To.AddDays(1 - UsualDays)
	}
	if first := p.To.AddDays(1 - MaxDays); p.From.Before(first) || p.From.After(p.To) {
		return p, &scheduling.InvalidError{What: "adherence", Fields: []scheduling.FieldError{{
			Field: "from", Found: p.From.String(), Expected: fmt.Sprintf("a day from %s to %s", first, p.To), Want: problem.Wanting(problem.DayWithin, first, p.To),
		}}}
	}
	return p, nil
}

// compareNames puts what has no name last.
func compareNames(a, b string, idA, idB int64) int {
	switch {
	case a == "" && b != "":
		return 1
	case b == "" && a != "":
		return -1
	case a != b && a < b:
		return -1
	case a != b:
		return 1
	}
	return int(idA - idB)
}
