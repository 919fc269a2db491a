package vendors

import (
	"context"
	"math"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors/quality/severity"
)

// AdjustedScore is an evaluation's score as the middle of all graders would have given
// it, by the newest calibration that knows who graded.
type AdjustedScore struct {
	Points, Lo, Hi  float64 // Lo to Hi: 95 % interval, of 0 to 100
	Severity, Error float64 // points by which the grader grades lower, and its standard error
	// Noise is the standard deviation of a single grade around what contact and grader
	// explain; 0 where the calibration could not tell it.
	Noise       float64
	State       severity.State
	Calibration int64
	At          time.Time // of the calibration
}

// roundsLookedAt is how many calibrations back a grader may have taken part in.
const roundsLookedAt = 26

// confident is the quantile of a two-sided 95 % interval.
const confident = 1.959963984540054

// Adjusted returns the adjusted scores of evaluations in their order; nil where no
// calibration knows the grader. How severe the owner's graders are is the owner's to
// know: others get none.
func (s *Calibrations) Adjusted(ctx context.Context, scope auth.Scope, list []Judged) ([]*AdjustedScore, error) {
	out := make([]*AdjustedScore, len(list))
	if scope.Employer() != 0 || scope.Person() != 0 || len(list) == 0 {
		return out, nil
	}
	rounds, err := s.store.Calibrations(ctx, scope, roundsLookedAt)
	if err != nil {
		return nil, err
	}
	for i, j := range list {
		out[i] = adjusted(j, rounds)
	}
	return out, nil
}

// adjusted adds to a score the severity of its grader, within 0 and 100. The interval
// has the standard error of the severity and, where the round tells it, what a single
// grade strays: the variance that neither contacts nor graders explain.
func adjusted(j Judged, rounds []Calibration) *AdjustedScore {
	for _, r := range rounds {
		for _, g := range r.Graders {
			if g.GraderID != j.GraderID {
				continue
			}
			a := AdjustedScore{Severity: g.Severity, Error: g.Error, State: g.State, Calibration: r.ID, At: r.At}
			if r.Design != nil {
				a.Noise = math.Sqrt(max(0, r.Design.Rest))
			}
			within := func(x float64) float64 { return min(100, max(0, x)) }
			fair, half := j.Points+g.Severity, confident*math.Hypot(a.Error, a.Noise)
			a.Points, a.Lo, a.Hi = within(fair), within(fair-half), within(fair+half)
			return &a
		}
	}
	return nil
}
