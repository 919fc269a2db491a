package survival

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Interval names the scale on which a survival curve's confidence interval is
// symmetric.
type Interval string

// The scales. LogLog keeps to the range from 0 to 1 and does best in small groups.
const (
	Plain  Interval = "plain"
	Log    Interval = "log"
	LogLog Interval = "log-log"
	Logit  Interval = "logit"
	Arcsin Interval = "arcsin"
)

// Intervals are all scales, in the order in which they are shown.
func Intervals() []Interval { return []Interval{Plain, Log, LogLog, Logit, Arcsin} }

// z95 is the 97.5 % quantile of the normal distribution.
var z95 = distuv.UnitNormal.Quantile(0.975)

// Bounds returns the 95 % interval of a survival probability whose logarithm has
// standard error se. NaN stands where the scale has no interval: at 0 for all but
// the plain one with se known, at 1 for log-log, logit and arcsin.
func (i Interval) Bounds(survival, se float64) (lower, upper float64) {
	s, nan := survival, math.NaN()
	if s == 0 && i != Plain {
		return nan, nan
	}
	switch i {
	case Plain:
		half := z95 * se * s
		return max(s-half, 0), min(s+half, 1)
	case Log:
		return s * math.Exp(-z95*se), min(s*math.Exp(z95*se), 1)
	case LogLog:
		if s == 1 {
			return nan, nan
		}
		at, half := math.Log(-math.Log(s)), z95*se/math.Log(s)
		return math.Exp(-math.Exp(at - half)), math.Exp(-math.Exp(at + half))
	case Logit:
		if s == 1 {
			return nan, nan
		}
		at, half := math.Log(s/(1-s)), z95*se*(1+s/(1-s))
		return 1 - 1/(1+math.Exp(at-half)), 1 - 1/(1+math.Exp(at+half))
	default:
		if s == 1 {
			return nan, nan
		}
		at, half := math.Asin(math.Sqrt(s)), 0.5*z95*se*math.Sqrt(s/(1-s))
		low, high := math.Sin(max(0, at-half)), math.Sin(min(math.Pi/2, at+half))
		return low * low, high * high
	}
}

// Bounds returns the pointwise 95 % interval of the survival curve.
func (c *Curve) Bounds(i Interval) (lower, upper []float64) {
	lower, upper = make([]float64, len(c.Time)), make([]float64, len(c.Time))
	for k, s := range c.Survival {
		lower[k], upper[k] = i.Bounds(s, c.SELog[k])
	}
	return lower, upper
}
