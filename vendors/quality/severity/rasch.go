package severity

import (
	"math"

	"gonum.org/v1/gonum/mat"

	"github.com/muster-wfm/muster/vendors/quality"
)

// Rasch is a fitted many-facet Rasch model with a rating scale:
//
//	ln(P(x = k) / P(x = k-1)) = Agent + Leniency of the grader + Easiness of the item + Threshold k
//
// in logits. Agents, graders and items each add up to zero.
type Rasch struct {
	Agent, Leniency, Easiness []float64
	// Threshold k (from 1) is at index k-1; minus Linacre's tau k plus the agents' mean.
	Threshold []float64
	// Errors are standard errors.
	AgentError, LeniencyError, EasinessError []float64
	LogLikelihood                            float64
	// Extreme are agents, graders and items with nothing but lowest or nothing but
	// highest grades: they have no finite measure (NaN) and their ratings do not count.
	Extreme struct{ Agents, Graders, Items []int }
	// Fit is each grader's, agent's and item's.
	GraderFit, AgentFit, ItemFit []MeanSquare
}

// Severity of a grader is minus the leniency.
func (r *Rasch) Severity(grader int) float64 { return -r.Leniency[grader] }

// MeanSquare is how ratings fit: 1 is as the model has it; above 1.5 they are more
// erratic, below 0.5 more alike than that, and worth a look (Linacre 2002, Rasch Meas
// Trans 16:878). Infit weighs ratings by their information, Outfit does not.
type MeanSquare struct{ Infit, Outfit float64 }

// Misfit reports whether the infit calls for a look.
func (m MeanSquare) Misfit() bool { return m.Infit < .5 || m.Infit > 1.5 }

// FitRasch fits the model to whole grades from 0 by joint maximum likelihood. It
// returns a [quality.InputError] for grades that are not whole or not from 0, a
// grade between that nobody gave, and facets that cannot be told apart (such as
// graders who each grade an item of their own); a [DisconnectedError] where graders
// cannot be compared; and ErrNoneLeft where everybody is extreme.
func FitRasch(d Design) (*Rasch, error) {
	if err := d.Check(); err != nil {
		return nil, err
	}
	for i, r := range d.Ratings {
		if r.Score < 0 || r.Score != math.Trunc(r.Score) || r.Score > 100 {
			return nil, quality.Refuse(r.Score, "a whole grade from 0 to 100", "ratings[%d].score", i)
		}
	}
	f, err := newFacets(d)
	if err != nil {
		return nil, err
	}
	if err := f.climb(); err != nil {
		return nil, err
	}
	return f.describe(d)
}

// climb goes to the maximum by Newton's steps, halved while they do not climb.
func (f *facets) climb() error {
	const steps = 100
	value := f.logLikelihood(f.at)
	for range steps {
		step, err := f.step()
		if err != nil {
			return err
		}
		largest := 0.0
		for _, x := range step {
			largest = max(largest, math.Abs(x))
		}
		if largest < 1e-9 {
			return nil
		}
		// Far from the top the curvature may promise too much.
		scale := min(1, 2/largest)
		next := make([]float64, len(step))
		for ; scale > 1e-9; scale /= 2 {
			for j := range next {
				next[j] = f.at[j] + scale*step[j]
			}
			if v := f.logLikelihood(next); v >= value {
				f.at, value = next, v
				break
			}
		}
		if scale <= 1e-9 {
			return nil // nothing rises any more but rounding
		}
	}
	return nil
}

// step is Newton's under the constraints that agents, graders and items add up to
// zero.
func (f *facets) step() ([]float64, error) {
	gradient, information := f.derivatives()
	right := mat.NewDense(len(gradient)+len(f.sums), 1, nil)
	for i, g := range gradient {
		right.Set(i, 0, g)
	}
	solution, err := f.solve(information, right)
	if err != nil {
		return nil, err
	}
	return mat.Col(nil, 0, solution)[:len(gradient)], nil
}

// covariance of the parameters under the constraints.
func (f *facets) covariance() (*mat.Dense, error) {
	_, information := f.derivatives()
	n := len(f.at)
	right := mat.NewDense(n+len(f.sums), n, nil)
	for i := range n {
		right.Set(i, i, 1)
	}
	return f.solve(information, right)
}

// solve solves the system
//
//	( information  constraints )
//	( constraints'           0 )
func (f *facets) solve(information *mat.SymDense, right *mat.Dense) (*mat.Dense, error) {
	n, c := len(f.at), len(f.sums)
	system := mat.NewDense(n+c, n+c, nil)
	for i := range n {
		for j := range n {
			system.Set(i, j, information.At(i, j))
		}
	}
	for k, sum := range f.sums {
		for i := sum[0]; i < sum[1]; i++ {
			system.Set(i, n+k, 1)
			system.Set(n+k, i, 1)
		}
	}
	var solution mat.Dense
	if err := solution.Solve(system, right); err != nil {
		return nil, quality.Refuse("such that agents, graders and items cannot be told apart", "graders who share items and agents", "the design")
	}
	return &solution, nil
}
