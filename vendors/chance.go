package vendors

import (
	"math"
	"math/rand/v2"

	"github.com/govalues/decimal"
	"gonum.org/v1/gonum/stat/distuv"

	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/vendors/contract/metric"
	"github.com/muster-wfm/muster/vendors/quality/rank"
)

// certainty is the share of a figure's interval.
const certainty = 0.95

// spread is the interval of a value; false where no chance is in it, or not enough
// was delivered to know (a mean without its squares).
func spread(m metric.Metric, v metric.Value, c metric.Counts) (low, high float64, ok bool) {
	if !v.Known() {
		return 0, 0, false
	}
	switch m.Method {
	case metric.Binomial:
		if v.Over < 0 || v.Over > v.Under {
			return 0, 0, false
		}
		i, err := rank.Wilson(rank.Count{Events: int(v.Over), Trials: int(v.Under)}, certainty)
		return i.Lo * float64(v.Scale), i.Hi * float64(v.Scale), err == nil
	case metric.Poisson:
		n, unit := float64(v.Over), float64(v.Scale)/float64(v.Under)
		tail := (1 - certainty) / 2
		if n > 0 { // the exact interval (Garwood 1936), by quantiles of Gamma
			low = distuv.Gamma{Alpha: n, Beta: 1}.Quantile(tail)
		}
		return low * unit, distuv.Gamma{Alpha: n + 1, Beta: 1}.Quantile(1-tail) * unit, true
	case metric.Net:
		x, se := v.Float(), netError(v, c)
		return math.Max(-1, x-1.959964*se), math.Min(1, x+1.959964*se), true
	}
	return 0, 0, false
}

// netError is the standard error of a net score: Var = [p₊ + p₋ − (p₊ − p₋)²]/n.
func netError(v metric.Value, c metric.Counts) float64 {
	n, x := float64(v.Under), v.Float()
	both := float64(c["promoters"]+c["detractors"]) / n
	return math.Sqrt(math.Max(0, both-x*x) / n)
}

// bounds is the exact interval by which a small sample is judged.
func bounds(m metric.Metric, v metric.Value) *contract.Bounds {
	if m.Kind != metric.Sample || m.Method != metric.Binomial || !v.Known() || v.Over < 0 || v.Over > v.Under {
		return nil
	}
	i, err := rank.ClopperPearson(rank.Count{Events: int(v.Over), Trials: int(v.Under)}, certainty)
	if err != nil {
		return nil
	}
	low, errLow := decimal.NewFromFloat64(i.Lo)
	high, errHigh := decimal.NewFromFloat64(i.Hi)
	if errLow != nil || errHigh != nil {
		return nil
	}
	return &contract.Bounds{Low: low, High: high}
}

// drawn is a value as it could have come out, from the posterior of its counts with
// Jeffreys' prior; what is counted in full without chance comes out as it is.
func drawn(m metric.Metric, v metric.Value, c metric.Counts, chance *rand.Rand) float64 {
	if !v.Known() {
		return math.NaN()
	}
	switch {
	case m.Method == metric.Binomial && v.Over >= 0 && v.Over <= v.Under:
		return float64(v.Scale) * distuv.Beta{Alpha: float64(v.Over) + 0.5, Beta: float64(v.Under-v.Over) + 0.5, Src: chance}.Rand()
	case m.Method == metric.Poisson:
		return float64(v.Scale) / float64(v.Under) * distuv.Gamma{Alpha: float64(v.Over) + 0.5, Beta: 1, Src: chance}.Rand()
	case m.Method == metric.Net:
		return v.Float() + netError(v, c)*chance.NormFloat64()
	}
	return v.Float()
}
