package workforce

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/workforce/grid"
)

// HolidaySource knows the statutory days of regions. [holidays.Seed] of the
// package beneath is one.
type HolidaySource func(region string, from, to grid.Date) ([]CalendarDay, error)

// Service is the verbs of the workforce. Each kind of thing has its register;
// what is particular to people, calendars and planning are methods of the
// service itself.
type Service struct {
	books    Books
	holidays HolidaySource
	// Now is the clock, time.Now unless a test sets it.
	Now func() time.Time

	Sites       *Register[Site]
	Calendars   *Register[Calendar]
	Channels    *Register[Channel]
	Skills      *Register[Skill]
	Queues      *Register[Queue]
	Employers   *Register[Employer]
	Teams       *Register[Team]
	Agreements  *Register[Agreement]
	People      *Register[Person]
	Absences    *Register[Absence]
	Assignments *Register[Assignment]
}

// NewService returns the verbs over a store's books.
func NewService(books Books, holidays HolidaySource) *Service {
	s := &Service{books: books, holidays: holidays, Now: time.Now}
	s.Sites = register(books, books.Sites, siteNoun())
	s.Calendars = register(books, books.Calendars, noun[Calendar]{
		kind: KindCalendar, check: NewCalendar, refers: noReferences[Calendar],
		code: func(c Calendar) string { return c.Code },
	})
	s.Channels = register(books, books.Channels, noun[Channel]{
		kind: KindChannel, check: NewChannel, refers: noReferences[Channel],
		code: func(c Channel) string { return c.Code },
	})
	s.Skills = register(books, books.Skills, noun[Skill]{
		kind: KindSkill, check: NewSkill, refers: noReferences[Skill],
		code: func(s Skill) string { return s.Code },
	})
	s.Queues = register(books, books.Queues, queueNoun())
	s.Employers = register(books, books.Employers, employerNoun())
	s.Teams = register(books, books.Teams, teamNoun())
	s.Agreements = register(books, books.Agreements, noun[Agreement]{
		kind: KindAgreement, check: NewAgreement, refers: noReferences[Agreement],
		code: func(a Agreement) string { return a.Code },
	})
	s.People = register(books, books.People, personNoun())
	s.Absences = register(books, books.Absences, noun[Absence]{
		kind: KindAbsence, check: NewAbsence,
		refers: func(a Absence) []reference { return []reference{{"personId", KindPerson, a.PersonID}} },
	})
	s.Assignments = register(books, books.Assignments, noun[Assignment]{
		kind: KindAssignment, check: NewAssignment, admit: s.admitAssignment,
		refers: func(a Assignment) []reference { return []reference{{"personId", KindPerson, a.PersonID}} },
	})
	return s
}

func register[T any](store Store, book Book[T], n noun[T]) *Register[T] {
	return &Register[T]{store: store, book: book, noun: n}
}

func noReferences[T any](T) []reference { return nil }

func siteNoun() noun[Site] {
	return noun[Site]{
		kind: KindSite, check: NewSite,
		code:   func(s Site) string { return s.Code },
		refers: func(s Site) []reference { return []reference{{"calendarId", KindCalendar, s.CalendarID}} },
		admit: func(_ context.Context, scope auth.Scope, s Site) error {
			// A site that its own maker could not see would be lost to them.
			_, all := scope.Sites()
			c := checking(string(KindSite))
			c.need(all || s.ID != 0, "code", s.Code, "a new site from a user who sees all sites", problem.Wanting(problem.AllScope))
			return c.err()
		},
	}
}

func queueNoun() noun[Queue] {
	return noun[Queue]{
		kind: KindQueue, check: NewQueue,
		code: func(q Queue) string { return q.Code },
		refers: func(q Queue) []reference {
			refs := []reference{{"siteId", KindSite, q.SiteID}, {"channelId", KindChannel, q.ChannelID}, {"skillId", KindSkill, q.SkillID}}
			for i, d := range q.Divisions {
				for k, s := range d.Shares {
					refs = append(refs, reference{fmt.Sprintf("handledBy[%d].shares[%d].employerId", i, k), KindEmployer, s.EmployerID})
				}
			}
			return refs
		},
	}
}

func employerNoun() noun[Employer] {
	return noun[Employer]{
		kind: KindEmployer, check: NewEmployer, refers: noReferences[Employer],
		code: func(e Employer) string { return e.Code },
		admit: func(_ context.Context, scope auth.Scope, e Employer) error {
			c := checking(string(KindEmployer))
			c.need(scope.Employer() == 0 || e.ID != 0, "code", e.Code, "a new employer from a user who sees all employers", problem.Wanting(problem.AllScope))
			return c.err()
		},
	}
}

func teamNoun() noun[Team] {
	return noun[Team]{
		kind: KindTeam, check: NewTeam,
		code: func(t Team) string { return t.Code },
		refers: func(t Team) []reference {
			return []reference{{"siteId", KindSite, t.SiteID}, {"employerId", KindEmployer, t.EmployerID}}
		},
	}
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }

// Tenant returns the organisation that a scope belongs to.
func (s *Service) Tenant(ctx context.Context, scope auth.Scope) (Tenant, error) {
	return s.books.Tenant(ctx, scope)
}
