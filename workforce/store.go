package workforce

import (
	"context"
	"fmt"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Kind names what a thing is, in messages and in references.
type Kind string

// The kinds of thing that are kept.
const (
	KindSite       Kind = "site"
	KindCalendar   Kind = "calendar"
	KindChannel    Kind = "channel"
	KindSkill      Kind = "skill"
	KindQueue      Kind = "queue"
	KindEmployer   Kind = "employer"
	KindTeam       Kind = "team"
	KindAgreement  Kind = "agreement"
	KindPerson     Kind = "person"
	KindAbsence    Kind = "absence"
	KindAssignment Kind = "assignment"
)

// Filter narrows a search. A field that is empty or zero does not narrow;
// fields that a kind does not have are ignored.
type Filter struct {
	IDs         []int64
	Codes       []string
	SiteIDs     []int64
	EmployerIDs []int64
	TeamIDs     []int64
	SkillIDs    []int64 // people who have held one of them in From..To, or ever; queues that need one
	PersonIDs   []int64
	Text        string    // part of a code, name or e-mail, whatever its case
	From, To    grid.Date // absences, assignments, employments that touch these days
	AfterCode   string    // only codes that sort behind it
	Limit       int       // at most so many; 0: all
}

// Book keeps all things of one kind. What a scope does not see does not exist
// for it: it is neither found, nor changed, nor removed.
//
// Errors of all methods are those of internal/database: ErrNotFound,
// *StaleError with both versions, *DuplicateError for a code that is taken.
type Book[T any] interface {
	// Get returns one thing.
	Get(ctx context.Context, scope auth.Scope, id int64) (T, error)
	// Find returns things in the order of their codes, byte by byte; absences
	// and assignments in the order of person and day. More than 500 ids or
	// codes are asked for in parts, each part in order.
	Find(ctx context.Context, scope auth.Scope, filter Filter) ([]T, error)
	// Add keeps new things and returns them with their ids, at version 1.
	Add(ctx context.Context, scope auth.Scope, things []T) ([]T, error)
	// Change replaces a thing that stands at the version given in it, and
	// returns it at its next version.
	Change(ctx context.Context, scope auth.Scope, thing T) (T, error)
	// Remove forgets a thing.
	Remove(ctx context.Context, scope auth.Scope, id int64) error
}

// Store keeps the workforce. Writes happen within InTx; a nested InTx joins
// the outer one.
type Store interface {
	InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error
	// HoldPerson keeps others from changing the times of a person until the
	// transaction ends.
	HoldPerson(ctx context.Context, scope auth.Scope, id int64) error
	// Tenant returns the organisation the scope belongs to.
	Tenant(ctx context.Context, scope auth.Scope) (Tenant, error)
	// Known returns those of the ids that exist for the scope.
	Known(ctx context.Context, scope auth.Scope, kind Kind, ids []int64) (map[int64]bool, error)
	// Referrers returns some of the things that refer to one, and how many
	// there are in all.
	Referrers(ctx context.Context, scope auth.Scope, kind Kind, id int64) ([]Referrer, int, error)
	// CalendarDays returns a calendar's days in a range, in order.
	CalendarDays(ctx context.Context, scope auth.Scope, calendar int64, from, to grid.Date) ([]CalendarDay, error)
	// SetCalendarDays makes the days of a range exactly those given. The
	// calendar must stand at its version and returns at the next.
	SetCalendarDays(ctx context.Context, scope auth.Scope, calendar Calendar, from, to grid.Date, days []CalendarDay) (Calendar, error)
}

// Books are the store's books, one a kind.
type Books struct {
	Store
	Sites       Book[Site]
	Calendars   Book[Calendar]
	Channels    Book[Channel]
	Skills      Book[Skill]
	Queues      Book[Queue]
	Employers   Book[Employer]
	Teams       Book[Team]
	Agreements  Book[Agreement]
	People      Book[Person]
	Absences    Book[Absence]
	Assignments Book[Assignment]
}

// Referrer is a thing that refers to another.
type Referrer struct {
	Kind       Kind
	ID         int64
	Code, Name string
}

func (r Referrer) String() string { return fmt.Sprintf("%s %s (%s)", r.Kind, r.Code, r.Name) }
