package wire

import (
	"context"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/workforce/grid"
)

// services tells scheduling what service people give, as the forecast domain
// knows it.
type services struct{ staffing *forecast.Staffing }

// Expected returns what formulas expect; see scheduling.Services.
func (s services) Expected(ctx context.Context, scope auth.Scope, requirement int64, people grid.Curve) (*scheduling.Served, error) {
	expected, err := s.staffing.Expected(ctx, scope, requirement, people)
	if err != nil || expected == nil {
		return nil, err
	}
	return (*scheduling.Served)(expected), nil
}
