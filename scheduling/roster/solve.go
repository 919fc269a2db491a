package roster

import (
	"context"
	"errors"
)

// Solve searches for the cheapest legal roster until the settings' limits, a
// proven optimum or the end of ctx, whichever comes first; in each case it
// returns the best roster so far. It calls progress, which may be nil, from one
// goroutine at a time at every improvement and at least once a round.
//
// It returns [*Invalid] for a problem that contradicts itself and [*Infeasible]
// when a person has no legal roster.
func Solve(ctx context.Context, p *Problem, s Settings, progress func(Incumbent)) (Result, error) {
	return Result{}, errors.New("not built")
}
