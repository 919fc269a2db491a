package forecast

import (
	"context"

	"github.com/muster-wfm/muster/forecast/history"
	"github.com/muster-wfm/muster/internal/auth"
)

// Complete fills in what an order leaves open, as an import would: the name of
// the constant queue, and the zone of times without offset where the sites
// decide it.
func (im *Imports) Complete(ctx context.Context, scope auth.Scope, order ImportOrder, recognised history.Recognised) (ImportOrder, error) {
	err := im.complete(ctx, scope, &order, recognised)
	return order, err
}
