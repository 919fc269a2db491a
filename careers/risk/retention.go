package risk

import (
	"context"

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
