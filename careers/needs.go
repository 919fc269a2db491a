package careers

import (
	"context"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Transactor runs several steps as one; see database.DB.InTx.
type Transactor interface {
	InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error
}

// Journal records who did what; audit.Log is one.
type Journal interface {
	Record(ctx context.Context, scope auth.Scope, action, subject string, detail any) error
}

// Shelf is what careers reads and changes of the workforce; a workforce.Register is one.
type Shelf[T any] interface {
	Get(ctx context.Context, scope auth.Scope, id int64) (T, error)
	Find(ctx context.Context, scope auth.Scope, filter workforce.Filter) ([]T, error)
	Edit(ctx context.Context, scope auth.Scope, thing T) (T, error)
}

// Staff is the workforce as careers sees it.
type Staff struct {
	People   Shelf[workforce.Person]
	Absences Shelf[workforce.Absence]
}

// Account is somebody who can sign in and may sit on a board.
type Account struct {
	UserID, PersonID int64 // PersonID is 0 for those who are nobody of the workforce
	Name             string
}

// Accounts knows who can sign in and see careers.
type Accounts interface {
	BoardAccounts(ctx context.Context, scope auth.Scope) ([]Account, error)
}

// Fact is something that another part of the house has seen of a person.
type Fact struct {
	PersonID      int64
	Register      string // of package ladder
	Name          string
	Day           grid.Date
	Until         grid.Date
	Value, Weight float64
	Reference     string // names it at its source; the same again replaces it
}

// Source is where facts come from by themselves: published shifts, evaluations.
type Source interface {
	// Name is what evidence calls it: scheduling, quality.
	Name() string
	// Facts returns what was seen of everybody in the days from one to another.
	Facts(ctx context.Context, scope auth.Scope, from, to grid.Date) ([]Fact, error)
}

// Certifier knows which certificates people can get elsewhere in the house.
type Certifier interface {
	Certificates(ctx context.Context, scope auth.Scope) ([]string, error)
}

// Leaving is somebody who leaves queues on a day, and with which part of their time.
type Leaving struct {
	PersonID int64
	Share    float64 // of their hours, 0 to 1
	Skills   []int64 // that they no longer serve at all
}

// QueueEffect is what a queue loses, in hours a week.
type QueueEffect struct {
	QueueID          int64
	Code, Name       string
	RequirementID    int64   // 0: nobody has worked out what the queue needs
	Required         float64 // hours of a mean week of that requirement
	Standing, Leaves float64 // hours that its people can give, and how many of these go
	People           int     // who leave, in part or wholly
}

// Capacity says what it costs queues that people leave them.
type Capacity interface {
	Effect(ctx context.Context, scope auth.Scope, leaving []Leaving, on grid.Date) ([]QueueEffect, error)
}
