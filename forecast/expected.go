package forecast

import (
	"context"
	"math"

	"github.com/muster-wfm/muster/forecast/staffing"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce/grid"
)

// ExpectedService is what a queue's contacts should meet over all intervals.
type ExpectedService struct {
	Contacts     float64
	ServiceLevel float64 // by the goal's variant
	Abandon      float64
	ASA          float64 // seconds; +Inf where more work comes than gets done
}

// Expected is the service of a requirement's queue with so many people rostered
// instead of those that it asks for, by the formulas that staffed it. The people
// may be on a finer grid, and on some of the days only; the rest does not count.
// It is nil for work that may wait, and where no contacts come on those days.
func (s *Staffing) Expected(ctx context.Context, scope auth.Scope, requirement int64, people grid.Curve) (*ExpectedService, error) {
	r, err := s.store.Requirement(ctx, scope, requirement)
	if err != nil || r.Deferred {
		return nil, err
	}
	return r.expected(people)
}

func (r Requirement) expected(people grid.Curve) (*ExpectedService, error) {
	g, err := r.Grid()
	if err != nil {
		return nil, err
	}
	goals, err := r.Goals()
	if err != nil {
		return nil, err
	}
	there := onIntervals(people, g)
	available := 1 - r.Goal.RosteredShrinkage()
	var sum ExpectedService
	answered := 0.0
	for i, n := range r.Curves.Contacts {
		if math.IsNaN(there[i]) || !r.Curves.Open[i] || n <= 0 {
			continue
		}
		load, err := r.load(r.Curves, i, g)
		if err != nil {
			return nil, inInterval(g, i, err)
		}
		with := staffing.Perform(load, goals, there[i]*available)
		sum.Contacts += n
		sum.ServiceLevel += n * with.ServiceLevel
		sum.Abandon += n * with.PAbandon
		if got := n * (1 - with.PAbandon); got > 0 {
			answered += got
			sum.ASA += got * with.ASA
		}
	}
	if sum.Contacts == 0 {
		return nil, nil
	}
	sum.ServiceLevel /= sum.Contacts
	sum.Abandon /= sum.Contacts
	sum.ASA /= answered
	return &sum, nil
}

// onIntervals is the mean of a curve on each interval of another grid; NaN where
// the curve says nothing.
func onIntervals(people grid.Curve, g grid.Grid) []float64 {
	sum, slots := make([]float64, g.Len()), make([]float64, g.Len())
	for i, n := range people.Values {
		if at, inside := g.Index(people.Grid.Start(i)); inside {
			sum[at] += n
			slots[at]++
		}
	}
	for i := range sum {
		if at, inside := people.Grid.Index(g.Start(i)); slots[i] == 0 && inside { // finer than the curve
			sum[i], slots[i] = people.Values[at], 1
		}
		sum[i] /= slots[i]
	}
	return sum
}
