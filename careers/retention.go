package careers

import (
	"context"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce/grid"
)

// KeptMonths is how long decisions are kept, in months after they took effect: six years,
// the time within which claims about them can be brought in most places.
const KeptMonths = 72

// Forgotten is how much was deleted because its time is over.
type Forgotten struct {
	Rounds, Elections, Snapshots int
}

// Any reports whether something was deleted.
func (f Forgotten) Any() bool { return f != Forgotten{} }

// RetentionStore deletes decisions.
type RetentionStore interface {
	// ForgetBefore deletes closed rounds that took effect before a day, with all that
	// belongs to them, elections counted for months before it, and what decisions rested
	// on where no application that is still there does.
	ForgetBefore(ctx context.Context, scope auth.Scope, day grid.Date) (Forgotten, error)
}

// Retention deletes decisions when their time is over.
type Retention struct {
	store   RetentionStore
	journal Journal
	// Now is the clock, time.Now unless a test sets it.
	Now func() time.Time
}

// NewRetention connects retention with what it needs of others.
func NewRetention(store RetentionStore, journal Journal) *Retention {
	return &Retention{store: store, journal: journal, Now: time.Now}
}

// Forget deletes rounds and elections that are older than [KeptMonths]. A round that is
// not closed, or has an appeal that nobody answered, stays. Where people stand and have
// stood is no decision but their history, and stays too. The journal says how many went,
// and of whom nothing.
func (s *Retention) Forget(ctx context.Context, scope auth.Scope) (Forgotten, error) {
	day := grid.DateOf(s.Now().UTC().AddDate(0, -KeptMonths, 0))
	all := auth.SystemScope(scope.Tenant()).WithActor(scope.Actor())
	gone, err := s.store.ForgetBefore(ctx, all, day)
	if err != nil || !gone.Any() {
		return gone, err
	}
	return gone, s.journal.Record(ctx, all, "careers.forget", "careers", struct {
		Before string
		Forgotten
	}{day.String(), gone})
}
