package careers

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"

	"github.com/muster-wfm/muster/careers/ladder"
	"github.com/muster-wfm/muster/careers/ladder/format"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce/grid"
)

// LadderState is how far a version of a ladder is.
type LadderState string

// The states.
const (
	Draft     LadderState = "draft"
	Published LadderState = "published" // in force; one a ladder
	Replaced  LadderState = "replaced"  // by a later version
)

// KeptLadder is a version of a ladder. Published, it never changes.
type KeptLadder struct {
	ID, Version int64
	State       LadderState
	Ladder      *ladder.Ladder // its Version is the number of this version
	Hash        string         // SHA-256 of its document
	PublishedAt time.Time
	PublishedBy int64
	CreatedAt   time.Time
	CreatedBy   int64
}

// Document writes a ladder as a document, and its hash.
func Document(l *ladder.Ladder) (text, hash string, err error) {
	var out bytes.Buffer
	if err := format.Write(&out, l); err != nil {
		return "", "", err
	}
	sum := sha256.Sum256(out.Bytes())
	return out.String(), hex.EncodeToString(sum[:]), nil
}

// Spell is a time on a rung.
type Spell struct {
	ID, PersonID int64
	Ladder, Rung string
	From, To     grid.Date // To is the first day after it; zero: it lasts
	Reason       string
	RecordedAt   time.Time
	RecordedBy   int64
}

// on reports whether a spell holds on a day.
func (s Spell) on(day grid.Date) bool {
	return !day.Before(s.From) && (s.To.IsZero() || day.Before(s.To))
}

// LadderStore keeps ladders and who stands where. What concerns people is narrowed to
// those whom the scope sees; [LadderStore.Holders] counts everybody.
type LadderStore interface {
	Transactor
	AddLadder(ctx context.Context, scope auth.Scope, k KeptLadder) (KeptLadder, error)
	Ladder(ctx context.Context, scope auth.Scope, id int64) (KeptLadder, error)
	// Ladders returns every version, the newest first.
	Ladders(ctx context.Context, scope auth.Scope) ([]KeptLadder, error)
	// UpdateLadder writes a version that still is at k's version.
	UpdateLadder(ctx context.Context, scope auth.Scope, k KeptLadder) (KeptLadder, error)
	DeleteDraft(ctx context.Context, scope auth.Scope, id int64) error
	// HoldPlaces keeps others from deciding about the places of a ladder until the
	// transaction ends.
	HoldPlaces(ctx context.Context, scope auth.Scope, code string) error
	// Holders counts who stands on each rung of a ladder on a day, of the whole centre.
	Holders(ctx context.Context, scope auth.Scope, code string, on grid.Date) (map[string]int, error)
	// Promised counts those whom a round has promoted to each rung of a ladder and who are
	// not on it yet.
	Promised(ctx context.Context, scope auth.Scope, code string) (map[string]int, error)
	// Spells are those of the people, in order of person and day; nil is everybody.
	Spells(ctx context.Context, scope auth.Scope, people []int64) ([]Spell, error)
	AddSpells(ctx context.Context, scope auth.Scope, spells []Spell) error
	// EndSpell ends a spell on a day.
	EndSpell(ctx context.Context, scope auth.Scope, id int64, to grid.Date) error
}

func subject(kind string, id int64) string { return fmt.Sprintf("%s:%d", kind, id) }
