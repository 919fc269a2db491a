package risk

import (
	"context"
	"time"

	"github.com/muster-wfm/muster/careers/attrition"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
)

// Employments knows who came and left.
type Employments interface {
	Spells(ctx context.Context, scope auth.Scope) ([]attrition.Spell, []attrition.Fault, error)
}

// People are those who are employed today.
type People interface {
	People(ctx context.Context, scope auth.Scope) ([]workforce.Person, error)
}

// Journal writes down who did what.
type Journal interface {
	Record(ctx context.Context, scope auth.Scope, action, subject string, detail any) error
}

// Warnings is early warning.
type Warnings struct {
	store       Store
	employments Employments
	people      People
	journal     Journal
	// Now is the clock, time.Now unless a test sets it.
	Now func() time.Time
}

// New connects the service.
func New(store Store, employments Employments, people People, journal Journal) *Warnings {
	return &Warnings{store: store, employments: employments, people: people, journal: journal, Now: time.Now}
}

// KeepMonths takes in what schedules asked of people; who keeps careers may, and reads
// nothing by it.
func (w *Warnings) KeepMonths(ctx context.Context, scope auth.Scope, months []Month) error {
	if err := scope.Require(auth.ManageCareers); err != nil {
		return err
	}
	return w.store.PutMonths(ctx, scope, months)
}
