package rank

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"github.com/muster-wfm/muster/vendors/quality"
)

// ToDecide is how many contacts each of two units needs so that, were their rates
// really these, a comparison would call one better with a probability of atLeast (such
// as 0.95) in the middle of its chances:
//
//	n = z^2 (p(1-p) + q(1-q)) / (p-q)^2,  z the atLeast quantile
//
// that is, where the expected difference is z standard errors. Equal rates are never
// told apart, +Inf. It returns a [quality.InputError] for what is no rate or no
// probability above a half.
func ToDecide(p, q, atLeast float64) (float64, error) {
	for place, rate := range map[string]float64{"p": p, "q": q} {
		if !(rate >= 0 && rate <= 1) {
			return 0, quality.Refuse(rate, "a rate from 0 to 1", "%s", place)
		}
	}
	if !(atLeast > .5 && atLeast < 1) {
		return 0, quality.Refuse(atLeast, "a probability between a half and 1", "atLeast")
	}
	z := distuv.UnitNormal.Quantile(atLeast)
	return math.Ceil(z * z * (p*(1-p) + q*(1-q)) / ((p - q) * (p - q))), nil
}
