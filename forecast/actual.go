package forecast

import (
	"context"
	"math"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Actual returns what a queue saw on a grid; NaN where nothing was observed.
func (f *Forecasts) Actual(ctx context.Context, scope auth.Scope, queue int64, g grid.Grid) ([]float64, error) {
	return f.actual(ctx, scope, queue, g)
}

// actual reads what a queue saw on a grid; NaN where nothing was observed.
func (f *Forecasts) actual(ctx context.Context, scope auth.Scope, queue int64, g grid.Grid) ([]float64, error) {
	return actualOf(ctx, f.past, scope, queue, g)
}

func actualOf(ctx context.Context, past Past, scope auth.Scope, queue int64, g grid.Grid) ([]float64, error) {
	seen, err := past.Observations(ctx, scope, queue, g.Start(0), g.Start(g.Len()))
	if err != nil {
		return nil, err
	}
	actual := make([]float64, g.Len())
	for i := range actual {
		actual[i] = math.NaN()
	}
	for _, o := range seen {
		i, inside := g.Index(o.Start)
		if !inside {
			continue
		}
		if math.IsNaN(actual[i]) {
			actual[i] = 0
		}
		actual[i] += o.Contacts
	}
	return actual, nil
}
