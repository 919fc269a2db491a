package scheduling

import (
	"context"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Transactor runs several steps as one; see database.DB.InTx.
type Transactor interface {
	InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error
}

// RosterStore keeps rosters. A roster outside the scope's sites does not exist
// for its callers.
type RosterStore interface {
	CreateRoster(ctx context.Context, scope auth.Scope, r Roster) (Roster, error)
	Roster(ctx context.Context, scope auth.Scope, id int64) (Roster, error)
	// Rosters returns the newest first, at most limit of them, older than the
	// roster before (0: from the newest on).
	Rosters(ctx context.Context, scope auth.Scope, before int64, limit int) ([]Roster, error)
	// UpdateRoster writes the roster if it still has the version of r, and
	// returns it with the next version.
	UpdateRoster(ctx context.Context, scope auth.Scope, r Roster) (Roster, error)
	// DeleteRoster forgets a draft that was never published.
	DeleteRoster(ctx context.Context, scope auth.Scope, id, version int64) error
}

// ShiftStore keeps the shifts of drafts and the moves that changed them.
type ShiftStore interface {
	// Shifts returns the visible shifts in order of person and day.
	Shifts(ctx context.Context, scope auth.Scope, roster int64) ([]Shift, error)
	ReplaceShifts(ctx context.Context, scope auth.Scope, roster int64, shifts []Shift) error
	// Touch writes the shifts that now stand at the places of the changes, and
	// the changes themselves.
	Touch(ctx context.Context, scope auth.Scope, roster int64, sheet *Sheet, changes []Change) error
	ChangesSince(ctx context.Context, scope auth.Scope, roster, version int64) ([]Change, error)
}

// PublicationStore keeps what agents were told.
type PublicationStore interface {
	// Told returns the published shifts of the people in the days from one to
	// another, in order of person and day; nil means everybody visible.
	Told(ctx context.Context, scope auth.Scope, people []int64, from, to grid.Date) ([]Shift, error)
	// Publish replaces what the people were told about the roster's days.
	Publish(ctx context.Context, scope auth.Scope, r Roster, p Publication, people []int64) error
}

// FeedStore keeps the hashes of calendar addresses.
type FeedStore interface {
	SetFeed(ctx context.Context, scope auth.Scope, person int64, tokenHash string) error
	// FeedPerson finds whose calendar an address is, across all tenants.
	FeedPerson(ctx context.Context, tokenHash string) (tenant, person int64, err error)
}

// FairnessStore keeps what sites call a burden, and corrections of burdens.
type FairnessStore interface {
	// FairnessTerms is database.ErrNotFound for a site without terms of its own.
	FairnessTerms(ctx context.Context, scope auth.Scope, site int64) (FairnessTerms, error)
	SetFairnessTerms(ctx context.Context, scope auth.Scope, t FairnessTerms) (FairnessTerms, error)
	AddCorrection(ctx context.Context, scope auth.Scope, c Correction) (Correction, error)
	Corrections(ctx context.Context, scope auth.Scope, site int64, from, to grid.Date) ([]Correction, error)
}

// TeamRuleStore keeps who has to work together at a site.
type TeamRuleStore interface {
	// TeamRules is version 0 for a site without any, and database.ErrNotFound for one
	// that the scope does not see.
	TeamRules(ctx context.Context, scope auth.Scope, site int64) (TeamRules, error)
	SetTeamRules(ctx context.Context, scope auth.Scope, t TeamRules) (TeamRules, error)
}

// CheckStore keeps what playing rosters said, at most one a roster.
type CheckStore interface {
	// SetCheck puts a check in the place of what was kept; nil forgets it.
	SetCheck(ctx context.Context, scope auth.Scope, roster int64, c *Check) error
	// Check is nil for a roster that was not played.
	Check(ctx context.Context, scope auth.Scope, roster int64) (*Check, error)
}

// WishStore keeps what agents wish.
type WishStore interface {
	// Wishes returns the people's wishes, in order of person and day.
	Wishes(ctx context.Context, scope auth.Scope, people []int64, from, to grid.Date) ([]Wish, error)
	// PutWish keeps a wish in the place of an open one of the same day.
	PutWish(ctx context.Context, scope auth.Scope, w Wish) (Wish, error)
	DeleteWish(ctx context.Context, scope auth.Scope, id int64) error
	DecideWishes(ctx context.Context, scope auth.Scope, wishes []Wish) error
}

// Store is everything that scheduling keeps.
type Store interface {
	Transactor
	RosterStore
	ShiftStore
	PublicationStore
	FeedStore
	FairnessStore
	TeamRuleStore
	CheckStore
	ExceptionStore
	KeptPlanStore
	CheckpointStore
	WishStore
	DesignStore
	BidStore
}
