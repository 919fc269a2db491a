package rank

import (
	"math"

	"gonum.org/v1/gonum/mathext"

	"github.com/muster-wfm/muster/vendors/quality"
	"github.com/muster-wfm/muster/vendors/quality/climb"
)

// Beta is a beta distribution of a rate.
type Beta struct{ A, B float64 }

// After is the distribution of the rate once a count has been seen.
func (d Beta) After(c Count) Beta {
	return Beta{d.A + float64(c.Events), d.B + float64(c.Trials-c.Events)}
}

// Mean is the expected rate: for a unit's posterior the shrunken rate.
func (d Beta) Mean() float64 { return d.A / (d.A + d.B) }

// Below is the probability that the rate is below a value.
func (d Beta) Below(rate float64) float64 {
	return mathext.RegIncBeta(d.A, d.B, min(1, max(0, rate)))
}

// Interval is the central interval that holds the rate with a probability.
func (d Beta) Interval(level float64) Interval {
	return Interval{betaQuantile(d.A, d.B, (1-level)/2), betaQuantile(d.A, d.B, (1+level)/2)}
}

// A+B is kept between least, where each unit is all or nothing, and most, where units
// are all but the same: the likelihood of counts that vary as much as they can, or no
// more than chance allows, has no maximum but rises for ever.
const least, most = 1e-3, 1e6

// Fit is a distribution of rates over units.
type Fit struct {
	Beta
	// LogLikelihood is that of the counts, natural logarithm, with the binomial
	// coefficients.
	LogLikelihood float64
	// Same is whether the counts vary no more than chance alone would have them:
	// every unit is then shrunk to the pooled rate.
	Same bool
}

// FitBeta finds the beta distribution of rates over units under which their counts
// are most probable (marginal maximum likelihood; beta-binomial empirical Bayes, see
// Efron and Morris 1975, JASA 70:311-319, and Gelman et al., "Bayesian Data
// Analysis", 3rd ed., 5.3). It returns a [quality.InputError] for fewer than two
// units, a unit without trials, and when no trial or every trial was an event, where
// no such distribution is most probable: use Beta{0.5, 0.5} there.
func FitBeta(counts []Count) (Fit, error) {
	if len(counts) < 2 {
		return Fit{}, quality.Refuse(len(counts), "at least two", "the number of units")
	}
	total := Count{}
	for i, c := range counts {
		if err := c.check("counts[%d]", i); err != nil {
			return Fit{}, err
		}
		total.Events += c.Events
		total.Trials += c.Trials
	}
	if total.Events == 0 || total.Events == total.Trials {
		return Fit{}, quality.Refuse(total.Events, "some but not all of the trials", "the number of events of all units")
	}
	at := func(x []float64) Beta {
		mean, size := 1/(1+math.Exp(-x[0])), min(most, max(least, math.Exp(x[1])))
		return Beta{mean * size, (1 - mean) * size}
	}
	likelihood := func(x []float64) float64 { return at(x).logLikelihood(counts) }
	pooled := total.Rate()
	best := []float64{math.Log(pooled / (1 - pooled)), math.Log(least)}
	for size := best[1]; size < math.Log(most); size++ { // it may have two tops
		if x := []float64{best[0], size}; likelihood(x) > likelihood(best) {
			best = x
		}
	}
	x := climb.Maximum(likelihood, best)
	fit := Fit{Beta: at(x), LogLikelihood: likelihood(x)}
	same := Beta{pooled * most, (1 - pooled) * most}
	if l := same.logLikelihood(counts); l >= fit.LogLikelihood-1e-6 {
		return Fit{Beta: same, LogLikelihood: l, Same: true}, nil
	}
	return fit, nil
}

// logLikelihood is the logarithm of the probability of the counts.
func (d Beta) logLikelihood(counts []Count) float64 {
	sum := 0.0
	whole := logBeta(d.A, d.B)
	for _, c := range counts {
		y, n := float64(c.Events), float64(c.Trials)
		sum += logChoose(n, y) + logBeta(d.A+y, d.B+n-y) - whole
	}
	return sum
}

func logBeta(a, b float64) float64 { return mathext.Lbeta(a, b) }

func logChoose(n, k float64) float64 { return -math.Log(n+1) - mathext.Lbeta(n-k+1, k+1) }
