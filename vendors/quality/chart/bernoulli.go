package chart

import (
	"math"

	"github.com/muster-wfm/muster/vendors/quality"
)

// BernoulliCUSUM watches single items, each a failure or not, for a rise of the rate
// of failures: S = max(0, S + failure - 1/M), alarm at H. M is whole, so that S moves
// on a lattice and its run length is exact.
type BernoulliCUSUM struct {
	M int     // items a failure that leave S where it is
	H float64 // in failures
}

// NewBernoulliCUSUM is the chart for a rise from one rate to another: 1/M is the
// whole-number neighbour of the slack of the likelihood ratio, r1/r2 with r1 = -ln((1
// - p1)/(1 - p0)) and r2 = ln(p1 (1-p0) / (p0 (1-p1))). It returns a
// [quality.InputError] for rates that do not rise or a limit that is none.
func NewBernoulliCUSUM(p0, p1, h float64) (BernoulliCUSUM, error) {
	if !(p0 > 0 && p0 < 1) {
		return BernoulliCUSUM{}, quality.Refuse(p0, "a rate above 0 and below 1", "p0")
	}
	if !(p1 > p0 && p1 < 1) {
		return BernoulliCUSUM{}, quality.Refuse(p1, "a rate above p0 and below 1", "p1")
	}
	if !(h > 0) || math.IsInf(h, 1) {
		return BernoulliCUSUM{}, quality.Refuse(h, "a finite number above 0", "h")
	}
	r1, r2 := -math.Log((1-p1)/(1-p0)), math.Log(p1*(1-p0)/(p0*(1-p1)))
	return BernoulliCUSUM{M: max(1, int(math.Round(r2/r1))), H: h}, nil
}

// states is the number of places of S below the limit, 0 among them.
func (c BernoulliCUSUM) states() int { return max(1, int(math.Ceil(c.H*float64(c.M)-1e-9))) }

// ARL is how many items it takes to an alarm on average at a rate of failures, by the
// chain over the lattice.
func (c BernoulliCUSUM) ARL(rate float64) (float64, error) {
	if !(rate >= 0 && rate <= 1) {
		return 0, quality.Refuse(rate, "a rate from 0 to 1", "rate")
	}
	if c.M < 1 || !(c.H > 0) || c.H*float64(c.M) > 2000 {
		return 0, quality.Refuse(c.H*float64(c.M), "above 0 and at most 2000", "M times H")
	}
	if rate == 0 {
		return math.Inf(1), nil
	}
	return bernoulliRunLength(c.states(), c.M, rate), nil
}

// bernoulliRunLength solves L(s) = 1 + (1-p) L(max(0,s-1)) + p L(s+m-1), L = 0 from
// the limit on.
func bernoulliRunLength(states, m int, p float64) float64 {
	return solveRunLength(states, func(i, j int) float64 {
		q := 0.0
		if j == max(0, i-1) {
			q += 1 - p
		}
		if j == i+m-1 {
			q += p
		}
		return q
	})[0]
}

// Run charts items from the oldest: true is a failure.
func (c BernoulliCUSUM) Run(failures []bool) (*Path, error) {
	if c.M < 1 || !(c.H > 0) {
		return nil, quality.Refuse(c.H*float64(c.M), "above 0", "M times H")
	}
	p, s := &Path{}, 0
	for _, failed := range failures {
		s--
		if failed {
			s += c.M
		}
		s = max(0, s)
		p.add(float64(s)/float64(c.M), 0, c.H, s >= c.states())
	}
	return p, nil
}
