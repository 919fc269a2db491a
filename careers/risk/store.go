package risk

import (
	"context"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
)

// Store keeps what early warning rests on, and what it found. Errors are those of
// internal/database.
type Store interface {
	InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error
	Months(ctx context.Context, scope auth.Scope) ([]Month, error)
	PutMonths(ctx context.Context, scope auth.Scope, months []Month) error

	// Switch is how it was switched last; the zero value is off.
	Switch(ctx context.Context, scope auth.Scope) (Switch, error)
	AddSwitch(ctx context.Context, scope auth.Scope, s Switch) error
	// Model is the newest; ErrNotFound where there is none.
	Model(ctx context.Context, scope auth.Scope) (*Model, error)
	AddModel(ctx context.Context, scope auth.Scope, m *Model) error
	// Scores are those of people in sight that have not expired at an instant.
	Scores(ctx context.Context, scope auth.Scope, at time.Time) ([]Score, error)
	// PutScores replaces everybody's.
	PutScores(ctx context.Context, scope auth.Scope, scores []Score) error
	AddTalk(ctx context.Context, scope auth.Scope, t Talk) (Talk, error)
	Talks(ctx context.Context, scope auth.Scope) ([]Talk, error)
	AddViews(ctx context.Context, scope auth.Scope, views []View) error
	// Views are the newest first; of one person, or of all for 0.
	Views(ctx context.Context, scope auth.Scope, person int64, limit int) ([]View, error)
	// Forget deletes scores, talks, views and models of before a moment, but for the newest
	// model, and returns how many.
	Forget(ctx context.Context, scope auth.Scope, before time.Time) (int, error)
}

// Switch says whether early warning is on, and why.
type Switch struct {
	On     bool
	Reason string
	At     time.Time
	By     int64
}

// Talk is what came of a conversation.
type Talk struct {
	ID       int64
	PersonID int64
	Outcome  Outcome
	Note     string
	At       time.Time
	By       int64
}

// Outcome is what came of a conversation.
type Outcome string

// The outcomes.
const (
	Talked  Outcome = "talked"
	Agreed  Outcome = "agreed" // something will change
	NoNeed  Outcome = "no_need"
	Leaving Outcome = "leaving"
)

// Outcomes lists them.
func Outcomes() []Outcome { return []Outcome{Talked, Agreed, NoNeed, Leaving} }

// View is a look at somebody's score, or at the whole list (person 0).
type View struct {
	PersonID int64
	What     string
	At       time.Time
	By       int64
}
