package risk

import (
	"context"

	"github.com/muster-wfm/muster/internal/auth"
)

// Store keeps months. Errors are those of internal/database.
type Store interface {
	InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error
	Months(ctx context.Context, scope auth.Scope) ([]Month, error)
	PutMonths(ctx context.Context, scope auth.Scope, months []Month) error
}
