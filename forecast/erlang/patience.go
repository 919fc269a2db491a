package erlang

import (
	"cmp"
	"fmt"
	"math"

	"gonum.org/v1/gonum/mathext"
)

// Patience is how long contacts wait before they give up, as a distribution.
// The zero value is endless patience. Whatever concerns waiting follows from
// three functions of it: the share that is still there after t seconds, the
// share that has gone, and the mean time spent waiting within the first t
// seconds, E min(patience, t).
type Patience struct {
	parts []patiencePart // shares add up to 1; none at all is endless
}

type patiencePart struct {
	share float64
	law   patienceLaw
}

// patienceLaw is one kind of distribution.
type patienceLaw interface {
	// at returns the share still there just after t, the share gone, and the mean
	// of the patience cut off at t.
	at(t float64) (stay, gone, within float64)
	mean() float64
	// times returns the law with every patience multiplied.
	times(factor float64) patienceLaw
	// kink is where the share still there jumps, in seconds; 0 where it does not.
	kink() float64
	// problem says what is wrong with the law's own numbers, "" where nothing is.
	problem() string
}

// ExponentialPatience gives up at the same rate however long it has waited. The
// mean is in seconds; 0 means that nobody waits, +Inf that nobody gives up.
func ExponentialPatience(mean float64) Patience { return patienceOf(exponentialLaw{mean}) }

// FixedPatience is the same for everybody: a queue that sends contacts away
// after so many seconds.
func FixedPatience(seconds float64) Patience { return patienceOf(fixedLaw{seconds}) }

// WeibullPatience has the rate of giving up rise with the wait for a shape
// above 1, and fall for one below.
func WeibullPatience(mean, shape float64) Patience {
	return patienceOf(weibullLaw{mean / math.Gamma(1+1/shape), shape})
}

// LogNormalPatience is given by its mean in seconds and its coefficient of
// variation. Measured patience is often of this kind (Brown et al., "Statistical
// analysis of a telephone call center", JASA 100, 2005).
func LogNormalPatience(mean, variation float64) Patience {
	sigma := math.Sqrt(math.Log1p(variation * variation))
	return patienceOf(logNormalLaw{math.Log(mean) - sigma*sigma/2, sigma})
}

// Shapes of patience where none is given.
const (
	usualWeibull   = 2 // the longer they wait the sooner they go
	usualLogNormal = 1
)

// PatienceOf returns the patience of a kind by its name: exponential (also ""),
// fixed, weibull or lognormal, of a mean in seconds. Shape 0 is the usual one, 2
// for weibull and 1 for lognormal; the other kinds have none. It is false for a
// kind that is not known.
func PatienceOf(kind string, mean, shape float64) (Patience, bool) {
	switch kind {
	case "", "exponential":
		return ExponentialPatience(mean), true
	case "fixed":
		return FixedPatience(mean), true
	case "weibull":
		return WeibullPatience(mean, cmp.Or(shape, usualWeibull)), true
	case "lognormal":
		return LogNormalPatience(mean, cmp.Or(shape, usualLogNormal)), true
	}
	return Patience{}, false
}

// MixedPatience has a share of contacts behave by each of several laws: some
// hang up at once, some are patient. A mixture of exponentials is the
// hyperexponential distribution. Shares are scaled to add up to 1.
func MixedPatience(shares []float64, kinds []Patience) (Patience, error) {
	if len(shares) != len(kinds) || len(shares) == 0 {
		return Patience{}, &InputError{"patience shares", float64(len(shares)), fmt.Sprintf("one for each of the %d kinds, at least one", len(kinds))}
	}
	total := 0.0
	for _, share := range shares {
		if !(share >= 0) || math.IsInf(share, 1) {
			return Patience{}, &InputError{"patience share", share, "a share of at least 0"}
		}
		total += share
	}
	if total == 0 {
		return Patience{}, &InputError{"patience shares in all", 0, "more than 0"}
	}
	var mixed Patience
	for i, kind := range kinds {
		for _, part := range kind.orEndless() {
			if share := shares[i] / total * part.share; share > 0 {
				mixed.parts = append(mixed.parts, patiencePart{share, part.law})
			}
		}
	}
	return mixed, nil
}

func patienceOf(law patienceLaw) Patience { return Patience{[]patiencePart{{1, law}}} }

func (p Patience) orEndless() []patiencePart {
	if len(p.parts) == 0 {
		return []patiencePart{{1, exponentialLaw{math.Inf(1)}}}
	}
	return p.parts
}

// Mean returns the mean patience in seconds, +Inf where some never give up.
func (p Patience) Mean() float64 {
	mean := 0.0
	for _, part := range p.orEndless() {
		mean += part.share * part.law.mean()
	}
	return mean
}

// WithMean returns the same kind of patience with another mean. Patience that
// is endless or none has no scale and becomes exponential.
func (p Patience) WithMean(mean float64) Patience {
	was := p.Mean()
	if len(p.parts) == 0 || math.IsInf(was, 1) || was == 0 || math.IsInf(mean, 1) || mean == 0 {
		return ExponentialPatience(mean)
	}
	scaled := Patience{make([]patiencePart, len(p.parts))}
	for i, part := range p.parts {
		scaled.parts[i] = patiencePart{part.share, part.law.times(mean / was)}
	}
	return scaled
}

// Endless reports whether nobody ever gives up.
func (p Patience) Endless() bool { return p.endlessShare() == 1 }

// endlessShare is the share of contacts that never give up.
func (p Patience) endlessShare() float64 {
	share := 0.0
	for _, part := range p.orEndless() {
		if math.IsInf(part.law.mean(), 1) {
			share += part.share
		}
	}
	return min(share, 1)
}

// exponential returns the mean where the patience is exponential and nothing else.
func (p Patience) exponential() (float64, bool) {
	if len(p.parts) != 1 {
		return 0, false
	}
	law, is := p.parts[0].law.(exponentialLaw)
	return law.seconds, is
}

// at mixes the laws' functions; see [patienceLaw].
func (p Patience) at(t float64) (stay, gone, within float64) {
	if len(p.parts) == 0 {
		return 1, 0, t
	}
	for _, part := range p.parts {
		s, g, w := part.law.at(t)
		stay += part.share * s
		gone += part.share * g
		within += part.share * w
	}
	return stay, gone, within
}

func (p Patience) check() error {
	for _, part := range p.parts {
		if want := part.law.problem(); want != "" {
			return &InputError{"patience", part.law.mean(), want}
		}
	}
	return nil
}

const wantedPatience = "seconds of at least 0, or +Inf where nobody gives up"

type exponentialLaw struct{ seconds float64 }

func (l exponentialLaw) at(t float64) (stay, gone, within float64) {
	switch {
	case l.seconds == 0:
		return 0, 1, 0
	case math.IsInf(l.seconds, 1):
		return 1, 0, t
	}
	gone = -math.Expm1(-t / l.seconds)
	return math.Exp(-t / l.seconds), gone, l.seconds * gone
}

func (l exponentialLaw) mean() float64                    { return l.seconds }
func (l exponentialLaw) times(factor float64) patienceLaw { return exponentialLaw{l.seconds * factor} }
func (l exponentialLaw) kink() float64                    { return 0 }

func (l exponentialLaw) problem() string {
	if !(l.seconds >= 0) {
		return wantedPatience
	}
	return ""
}

type fixedLaw struct{ seconds float64 }

func (l fixedLaw) at(t float64) (stay, gone, within float64) {
	if t < l.seconds {
		return 1, 0, t
	}
	return 0, 1, l.seconds
}

func (l fixedLaw) mean() float64                    { return l.seconds }
func (l fixedLaw) times(factor float64) patienceLaw { return fixedLaw{l.seconds * factor} }
func (l fixedLaw) kink() float64                    { return l.seconds }

func (l fixedLaw) problem() string {
	if !(l.seconds >= 0) {
		return wantedPatience
	}
	return ""
}

type weibullLaw struct{ scale, shape float64 }

func (l weibullLaw) at(t float64) (stay, gone, within float64) {
	hazard := math.Pow(t/l.scale, l.shape)
	return math.Exp(-hazard), -math.Expm1(-hazard), l.mean() * mathext.GammaIncReg(1/l.shape, hazard)
}

func (l weibullLaw) mean() float64                    { return l.scale * math.Gamma(1+1/l.shape) }
func (l weibullLaw) times(factor float64) patienceLaw { return weibullLaw{l.scale * factor, l.shape} }
func (l weibullLaw) kink() float64                    { return 0 }

func (l weibullLaw) problem() string {
	if !(l.scale > 0 && l.shape >= 0.1 && l.shape <= 100) || math.IsInf(l.scale, 1) {
		return "a mean above 0 s and a shape from 0.1 to 100"
	}
	return ""
}

// logNormalLaw holds the mean and deviation of the logarithm.
type logNormalLaw struct{ mu, sigma float64 }

func (l logNormalLaw) at(t float64) (stay, gone, within float64) {
	z := (math.Log(t) - l.mu) / (l.sigma * math.Sqrt2)
	stay, gone = math.Erfc(z)/2, math.Erfc(-z)/2
	return stay, gone, l.mean()*math.Erfc(l.sigma/math.Sqrt2-z)/2 + t*stay
}

func (l logNormalLaw) mean() float64 { return math.Exp(l.mu + l.sigma*l.sigma/2) }

func (l logNormalLaw) times(factor float64) patienceLaw {
	return logNormalLaw{l.mu + math.Log(factor), l.sigma}
}

func (l logNormalLaw) kink() float64 { return 0 }

func (l logNormalLaw) problem() string {
	if !(l.sigma > 0 && l.sigma <= 3) || math.IsNaN(l.mu) || math.IsInf(l.mu, 0) {
		return "a mean above 0 s and a coefficient of variation above 0, at most 90"
	}
	return ""
}
