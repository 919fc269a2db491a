package risk

import (
	"context"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
)

// keptMonths is how long what was found about people is kept, in months.
const keptMonths = 24

// Forget deletes scores, conversations, who looked at whom, and models in whose place a
// newer one has come, once they are older than 24 months, and returns how many. It does so
// whether or not early warning is on.
func (w *Warnings) Forget(ctx context.Context, scope auth.Scope) (int, error) {
	all := auth.SystemScope(scope.Tenant()).WithActor(scope.Actor())
	return w.store.Forget(ctx, all, w.Now().UTC().AddDate(0, -keptMonths, 0))
}

// Kept counts people of whom a score is kept, with when the oldest was made; zero: none
// is. It names nobody.
func (w *Warnings) Kept(ctx context.Context, scope auth.Scope) (people int, oldest time.Time, err error) {
	scores, err := w.store.Scores(ctx, auth.SystemScope(scope.Tenant()), time.Time{})
	for _, s := range scores {
		if oldest.IsZero() || s.MadeAt.Before(oldest) {
			oldest = s.MadeAt
		}
	}
	return len(scores), oldest, err
}
