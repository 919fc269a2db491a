package protected

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/muster-wfm/muster/careers"
	"github.com/muster-wfm/muster/careers/attrition"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
)

// Store keeps attributes. It has no verb that returns those of a person to anybody but
// an audit.
type Store interface {
	InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error
	// Put replaces an attribute of people; "" takes it away.
	Put(ctx context.Context, scope auth.Scope, attribute string, values map[int64]string) error
	// Groups tells which group each person is in, of the whole centre.
	Groups(ctx context.Context, scope auth.Scope, attribute string) (map[int64]string, error)
	// Attributes are the names of those kept.
	Attributes(ctx context.Context, scope auth.Scope) ([]string, error)
}

// Rounds tells what became of those who applied in rounds; careers.Rounds does.
type Rounds interface {
	Report(ctx context.Context, scope auth.Scope, id int64) (careers.RoundReport, error)
	Rounds(ctx context.Context, scope auth.Scope, before int64, limit int) ([]careers.KeptRound, error)
}

// Elections tells who stood and who was elected; careers.Elections does.
type Elections interface {
	Elections(ctx context.Context, scope auth.Scope, before int64, limit int) ([]careers.KeptElection, error)
	Election(ctx context.Context, scope auth.Scope, id int64) (careers.ElectionReport, error)
}

// Ladders tells who stands where; careers.Ladders does.
type Ladders interface {
	Ladders(ctx context.Context, scope auth.Scope) ([]careers.KeptLadder, error)
	Climbs(ctx context.Context, scope auth.Scope) ([]careers.Spell, error)
}

// Readiness tells what people lack, and what a decision rested on; careers.Readiness does.
type Readiness interface {
	Kept(ctx context.Context, scope auth.Scope) ([]careers.Judged, error)
	Replay(ctx context.Context, scope auth.Scope, inputs string) (careers.Snapshot, error)
}

// Employments tells who was hired and left; attrition.Employments does.
type Employments interface {
	Spells(ctx context.Context, scope auth.Scope) ([]attrition.Spell, []attrition.Fault, error)
}

// People finds who has which personnel number.
type People interface {
	Find(ctx context.Context, scope auth.Scope, filter workforce.Filter) ([]workforce.Person, error)
}

// Books are what an audit reads.
type Books struct {
	Rounds      Rounds
	Elections   Elections
	Ladders     Ladders
	Readiness   Readiness
	Employments Employments
	People      People
	Journal     careers.Journal
}

// Audit compares how groups fare.
type Audit struct {
	store Store
	books Books
	// Now is the clock, time.Now unless a test sets it.
	Now func() time.Time
}

// New connects an audit with what it reads.
func New(store Store, books Books) *Audit { return &Audit{store: store, books: books, Now: time.Now} }

// Most people whose attribute is written at once.
const most = 5000

// Put keeps an attribute of people. Who looks it up later finds groups, and nobody.
func (a *Audit) Put(ctx context.Context, scope auth.Scope, attribute string, values map[int64]string) error {
	attribute = strings.TrimSpace(attribute)
	var bad []workforce.FieldError
	if attribute == "" || len(attribute) > 60 {
		bad = append(bad, workforce.FieldError{Field: "attribute", Found: fmt.Sprintf("%q", attribute), Expected: "1 to 60 characters"})
	}
	if len(values) == 0 || len(values) > most {
		bad = append(bad, workforce.FieldError{Field: "values", Found: fmt.Sprintf("%d people", len(values)), Expected: fmt.Sprintf("1 to %d people", most)})
	}
	if len(bad) > 0 {
		return &workforce.InvalidError{What: "protected attribute", Fields: bad}
	}
	return a.store.InTx(ctx, scope, func(ctx context.Context) error {
		if err := a.store.Put(ctx, scope, attribute, values); err != nil {
			return err
		}
		return a.books.Journal.Record(ctx, scope, "protected.put", "protected:0", map[string]any{"attribute": attribute, "people": len(values)})
	})
}

// Grouped counts people of whom some attribute is known. It says nothing about anybody.
func (a *Audit) Grouped(ctx context.Context, scope auth.Scope) (int, error) {
	attributes, err := a.store.Attributes(ctx, scope)
	if err != nil {
		return 0, err
	}
	known := map[int64]bool{}
	for _, attribute := range attributes {
		groups, err := a.store.Groups(ctx, scope, attribute)
		if err != nil {
			return 0, err
		}
		for person := range groups {
			known[person] = true
		}
	}
	return len(known), nil
}
