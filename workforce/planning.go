package workforce

import (
	"context"
	"fmt"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/workforce/grid"
)

// PlanningSnapshot is everything about people that planning a site's days
// needs.
type PlanningSnapshot struct {
	Site       Site
	From, To   grid.Date // both included
	Days       []CalendarDay
	Agreements map[int64]Agreement // those that the people are under
	Skills     map[int64]Skill     // those that the people hold
	Teams      map[int64]Team      // those that the people are in
	People     []PlanningPerson    // ordered by code
}

// PlanningPerson is a person employed on some of the snapshot's days.
type PlanningPerson struct {
	Person
	Absences    []Absence    // of any status, that touch the days
	Assignments []Assignment // that start on the days or on the day before
}

// AbsentOn returns the approved absence that takes the person away on a day.
func (p PlanningPerson) AbsentOn(day grid.Date) (Absence, bool) {
	for _, a := range p.Absences {
		if a.Status == Approved && a.Covers(day) {
			return a, true
		}
	}
	return Absence{}, false
}

// TermsOn returns the terms that bind a person on a day. It is false on days
// outside their employment and where no agreement or terms are in effect.
func (s PlanningSnapshot) TermsOn(p PlanningPerson, day grid.Date) (Terms, bool) {
	agreement, found := s.Agreements[p.AgreementOn(day)]
	if !found || !p.EmployedOn(day) {
		return Terms{}, false
	}
	return agreement.TermsOn(day)
}

// WithoutAgreement returns the people who are employed on some day of the
// snapshot without terms that bind them: no roster can plan them then.
func (s PlanningSnapshot) WithoutAgreement() []PlanningPerson {
	var loose []PlanningPerson
	for _, p := range s.People {
		for day := s.From; !day.After(s.To); day = day.AddDays(1) {
			if _, bound := s.TermsOn(p, day); !bound && p.EmployedOn(day) {
				loose = append(loose, p)
				break
			}
		}
	}
	return loose
}

// Planning reads the snapshot of a site's people from one day to another, both
// included. The filter narrows by employer, team, skill and person.
func (s *Service) Planning(ctx context.Context, scope auth.Scope, siteID int64, from, to grid.Date, filter Filter) (PlanningSnapshot, error) {
	snapshot := PlanningSnapshot{From: from, To: to}
	if days := from.DaysUntil(to) + 1; days < 1 || days > grid.MaxDays {
		return snapshot, &InvalidError{What: "planning", Fields: []FieldError{{Field: "to", Found: to.String(), Expected: fmt.Sprintf("a day from %s on, at most %d days", from, grid.MaxDays), Want: problem.Wanting(problem.DayWithin, from, from.AddDays(grid.MaxDays-1))}}}
	}
	var err error
	if snapshot.Site, err = s.books.Sites.Get(ctx, scope, siteID); err != nil {
		return snapshot, err
	}
	if snapshot.Days, err = s.siteDays(ctx, scope, snapshot.Site, from, to); err != nil {
		return snapshot, err
	}
	filter.SiteIDs, filter.From, filter.To = []int64{siteID}, from, to
	people, err := s.books.People.Find(ctx, scope, filter)
	if err != nil {
		return snapshot, err
	}
	if snapshot.People, err = s.withTimes(ctx, scope, siteID, people, from, to); err != nil {
		return snapshot, err
	}
	return snapshot, s.resolve(ctx, scope, &snapshot)
}

func (s *Service) siteDays(ctx context.Context, scope auth.Scope, site Site, from, to grid.Date) ([]CalendarDay, error) {
	if site.CalendarID == 0 {
		return nil, nil
	}
	return s.books.CalendarDays(ctx, scope, site.CalendarID, from, to)
}

// withTimes adds to people what takes or ties their time. It asks by site and
// not by person: a list of thousands of ids is more than a query can carry.
func (s *Service) withTimes(ctx context.Context, scope auth.Scope, siteID int64, people []Person, from, to grid.Date) ([]PlanningPerson, error) {
	planned := make([]PlanningPerson, len(people))
	place := make(map[int64]*PlanningPerson, len(people))
	for i, p := range people {
		planned[i] = PlanningPerson{Person: p}
		place[p.ID] = &planned[i]
	}
	absences, err := s.books.Absences.Find(ctx, scope, Filter{SiteIDs: []int64{siteID}, From: from, To: to})
	if err != nil {
		return nil, err
	}
	for _, a := range absences {
		if p := place[a.PersonID]; p != nil {
			p.Absences = append(p.Absences, a)
		}
	}
	assignments, err := s.books.Assignments.Find(ctx, scope, Filter{SiteIDs: []int64{siteID}, From: from.AddDays(-1), To: to})
	if err != nil {
		return nil, err
	}
	for _, a := range assignments {
		if p := place[a.PersonID]; p != nil {
			p.Assignments = append(p.Assignments, a)
		}
	}
	return planned, nil
}

// resolve loads the agreements, skills and teams that the snapshot's people name.
func (s *Service) resolve(ctx context.Context, scope auth.Scope, snapshot *PlanningSnapshot) error {
	snapshot.Agreements, snapshot.Skills, snapshot.Teams = make(map[int64]Agreement), make(map[int64]Skill), make(map[int64]Team)
	for _, p := range snapshot.People {
		for _, spell := range p.Agreements {
			snapshot.Agreements[spell.AgreementID] = Agreement{}
		}
		for _, spell := range p.Skills {
			snapshot.Skills[spell.SkillID] = Skill{}
		}
		snapshot.Teams[p.TeamID] = Team{}
	}
	delete(snapshot.Agreements, 0)
	delete(snapshot.Teams, 0)
	if ids := sortedKeys(snapshot.Agreements); len(ids) > 0 {
		agreements, err := s.books.Agreements.Find(ctx, scope, Filter{IDs: ids})
		if err != nil {
			return err
		}
		for _, a := range agreements {
			snapshot.Agreements[a.ID] = a
		}
	}
	if ids := sortedKeys(snapshot.Teams); len(ids) > 0 {
		teams, err := s.books.Teams.Find(ctx, scope, Filter{IDs: ids})
		if err != nil {
			return err
		}
		for _, team := range teams {
			snapshot.Teams[team.ID] = team
		}
	}
	if ids := sortedKeys(snapshot.Skills); len(ids) > 0 {
		skills, err := s.books.Skills.Find(ctx, scope, Filter{IDs: ids})
		if err != nil {
			return err
		}
		for _, skill := range skills {
			snapshot.Skills[skill.ID] = skill
		}
	}
	return nil
}

// QueueSetup is everything about a queue that forecasting and staffing need.
type QueueSetup struct {
	Queue   Queue
	Site    Site
	Channel Channel
	Days    []CalendarDay // all of the site's calendar, in order
}

// Open tells for every interval of a grid whether the queue is served in any
// part of it.
func (q QueueSetup) Open(g grid.Grid) []bool { return q.Queue.Open(g, q.Days) }

// QueueSetup reads a queue with its site, channel and special days.
func (s *Service) QueueSetup(ctx context.Context, scope auth.Scope, queueID int64) (QueueSetup, error) {
	var setup QueueSetup
	var err error
	if setup.Queue, err = s.books.Queues.Get(ctx, scope, queueID); err != nil {
		return setup, err
	}
	if setup.Site, err = s.books.Sites.Get(ctx, scope, setup.Queue.SiteID); err != nil {
		return setup, err
	}
	if setup.Channel, err = s.books.Channels.Get(ctx, scope, setup.Queue.ChannelID); err != nil {
		return setup, err
	}
	setup.Days, err = s.siteDays(ctx, scope, setup.Site, grid.MustDate("1900-01-01"), grid.MustDate("9999-12-31"))
	return setup, err
}
