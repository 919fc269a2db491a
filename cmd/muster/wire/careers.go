package wire

import (
	"context"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"time"

	"github.com/muster-wfm/muster/careers"
	careerstore "github.com/muster-wfm/muster/careers/store"
	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/jobs"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// readinessLimit ends the judging of everybody, which takes seconds.
const readinessLimit = time.Hour

// connectCareers connects ladders, evidence, elections and rounds.
func (m *Services) connectCareers() {
	db := m.DB
	staff := careers.Staff{People: m.Workforce.People, Absences: m.Workforce.Absences}
	evidence, rounds := careerstore.NewEvidence(db), careerstore.NewRounds(db)
	c := &m.Careers
	c.Ladders = careers.NewLadders(careerstore.NewLadders(db), staff, m.Audit)
	c.Evidence = careers.NewEvidence(evidence, staff, m.Audit)
	c.Readiness = careers.NewReadiness(careerstore.NewReadiness(db), c.Ladders, evidence, rounds, m.Jobs)
	c.Readiness.Evidence = c.Evidence
	c.Elections = careers.NewElections(careerstore.NewElections(db), evidence, staff, m.Audit)
	c.Rounds = careers.NewRounds(rounds, c.Ladders, c.Readiness, evidence, boardAccounts{m.Auth}, m.Audit)
	c.Rounds.Capacity = queueCapacity{m.Workforce, m.Staffing}
	m.Jobs.Register(careers.ReadinessKind, c.Readiness.RunJob, jobs.ReadableWith(auth.ReadCareers), jobs.TimeLimit(readinessLimit))
	m.Jobs.Recur(jobs.Chore{Name: "careers.effect", Every: 10 * time.Minute, Do: m.applyPromotions})
	m.retention = careers.NewRetention(careerstore.NewRetention(db), m.Audit)
	m.Jobs.Recur(jobs.Chore{Name: "careers.forget", Every: 24 * time.Hour, Do: m.forgetDecisions})
	m.Jobs.Recur(jobs.Chore{Name: "careers.readiness", Every: 24 * time.Hour, Do: func(ctx context.Context, scope auth.Scope) error {
		standing, err := c.Ladders.InForce(ctx, scope)
		if err != nil || len(standing) == 0 {
			return err // nobody to judge
		}
		_, err = c.Readiness.Order(ctx, scope)
		return err
	}})
}

// applyPromotions puts promotions into effect whose day has come.
func (m *Services) applyPromotions(ctx context.Context, scope auth.Scope) error {
	n, err := m.Careers.Rounds.ApplyDue(ctx, scope)
	if n > 0 {
		m.Log.InfoContext(ctx, "promotions came into effect", slog.Int("people", n))
	}
	return err
}

// forgetDecisions deletes rounds and elections that have been kept for their time.
func (m *Services) forgetDecisions(ctx context.Context, scope auth.Scope) error {
	gone, err := m.retention.Forget(ctx, scope)
	if gone.Any() {
		m.Log.InfoContext(ctx, "deleted decisions that have been kept for six years", slog.Int("rounds", gone.Rounds), slog.Int("elections", gone.Elections))
	}
	return err
}

// boardAccounts tells careers who may sit on a board.
type boardAccounts struct{ users *auth.Service }

// BoardAccounts returns everybody who may sign in and see careers.
func (b boardAccounts) BoardAccounts(ctx context.Context, scope auth.Scope) ([]careers.Account, error) {
	const page = 500
	var out []careers.Account
	for after := int64(0); ; {
		users, err := b.users.ListUsers(ctx, scope, after, page)
		if err != nil {
			return nil, err
		}
		for _, u := range users {
			after = u.ID
			for _, p := range auth.Permissions(u.Roles...) {
				if p == auth.ReadCareers && !u.Disabled {
					out = append(out, careers.Account{UserID: u.ID, PersonID: u.Person, Name: u.Name})
				}
			}
		}
		if len(users) < page {
			return out, nil
		}
	}
}

// queueCapacity tells careers what people leaving queues costs these.
type queueCapacity struct {
	workforce *workforce.Service
	staffing  requirements
}

// requirements are what queues need; forecast.Staffing has them.
type requirements interface {
	Requirements(ctx context.Context, scope auth.Scope, queue, forecasted, before int64, limit int) ([]forecast.Requirement, error)
	Requirement(ctx context.Context, scope auth.Scope, id int64) (forecast.Requirement, error)
}

// Effect compares, queue by queue, the hours a week that its people can give and that
// leave with those that the newest requirement asks for. Somebody who serves several
// queues gives each the same part of their time.
func (q queueCapacity) Effect(ctx context.Context, scope auth.Scope, leaving []careers.Leaving, on grid.Date) ([]careers.QueueEffect, error) {
	gone := map[int64]careers.Leaving{}
	sites := map[int64]bool{}
	for _, l := range leaving {
		gone[l.PersonID] = l
		person, err := q.workforce.People.Get(ctx, scope, l.PersonID)
		if err != nil {
			return nil, err
		}
		sites[person.SiteID] = true
	}
	var out []careers.QueueEffect
	for _, site := range slices.Sorted(maps.Keys(sites)) {
		list, err := q.site(ctx, scope, site, gone, on)
		if err != nil {
			return nil, fmt.Errorf("capacity of site %d: %w", site, err)
		}
		out = append(out, list...)
	}
	return out, nil
}

func (q queueCapacity) site(ctx context.Context, scope auth.Scope, site int64, gone map[int64]careers.Leaving, on grid.Date) ([]careers.QueueEffect, error) {
	queues, err := q.workforce.Queues.Find(ctx, scope, workforce.Filter{SiteIDs: []int64{site}})
	if err != nil {
		return nil, err
	}
	snapshot, err := q.workforce.Planning(ctx, scope, site, on, on, workforce.Filter{})
	if err != nil {
		return nil, err
	}
	effects := map[int64]*careers.QueueEffect{}
	for _, queue := range queues {
		effects[queue.ID] = &careers.QueueEffect{QueueID: queue.ID, Code: queue.Code, Name: queue.Name}
	}
	for _, person := range snapshot.People {
		terms, bound := snapshot.TermsOn(person, on)
		if !bound {
			continue
		}
		hours := float64(terms.Rules.WeeklyMaxMin) / 60
		serves := servedBy(person.Person, queues, on)
		leaves, isLeaving := gone[person.ID]
		after := stillServed(serves, leaves.Skills)
		for _, queue := range serves {
			e := effects[queue.ID]
			e.Standing += hours / float64(len(serves))
			if !isLeaving {
				continue
			}
			left := 0.0
			if after[queue.ID] {
				left = hours * (1 - leaves.Share) / float64(len(after))
			}
			if lost := hours/float64(len(serves)) - left; lost > 1e-9 || lost < -1e-9 {
				e.Leaves += lost
				e.People++
			}
		}
	}
	var out []careers.QueueEffect
	for _, queue := range queues {
		e := effects[queue.ID]
		if e.People == 0 {
			continue
		}
		if e.RequirementID, e.Required, err = q.required(ctx, scope, queue.ID); err != nil {
			return nil, err
		}
		out = append(out, *e)
	}
	return out, nil
}

// servedBy are the queues whose skill a person holds on a day, and those that ask for none.
func servedBy(person workforce.Person, queues []workforce.Queue, on grid.Date) []workforce.Queue {
	held := map[int64]bool{}
	for _, s := range person.SkillsOn(on) {
		held[s.SkillID] = true
	}
	var out []workforce.Queue
	for _, queue := range queues {
		if queue.SkillID == 0 || held[queue.SkillID] {
			out = append(out, queue)
		}
	}
	return out
}

// stillServed are the queues that stay without some skills.
func stillServed(serves []workforce.Queue, dropped []int64) map[int64]bool {
	after := map[int64]bool{}
	for _, queue := range serves {
		after[queue.ID] = true
		for _, skill := range dropped {
			if queue.SkillID == skill {
				delete(after, queue.ID)
			}
		}
	}
	return after
}

// required is what the newest requirement of a queue asks for in a mean week, in hours of
// people to roster.
func (q queueCapacity) required(ctx context.Context, scope auth.Scope, queue int64) (id int64, hours float64, err error) {
	list, err := q.staffing.Requirements(ctx, scope, queue, 0, 0, 1)
	if err != nil || len(list) == 0 {
		return 0, 0, err
	}
	r, err := q.staffing.Requirement(ctx, scope, list[0].ID)
	if err != nil || r.Days == 0 {
		return 0, 0, err
	}
	for _, people := range r.Curves.Scheduled {
		hours += people * float64(r.Minutes) / 60
	}
	return r.ID, hours * 7 / float64(r.Days), nil
}
