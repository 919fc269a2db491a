package survival

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// Lifetime is the family of distributions of the time until people leave.
type Lifetime string

// The families. Only Exponential has a constant hazard, which real staff never
// have; Lognormal and Loglogistic rise and fall again.
const (
	Exponential Lifetime = "exponential"
	Weibull     Lifetime = "weibull"
	Lognormal   Lifetime = "lognormal"
	Loglogistic Lifetime = "loglogistic"
)

// Lifetimes are all families.
func Lifetimes() []Lifetime { return []Lifetime{Exponential, Weibull, Lognormal, Loglogistic} }

// AFTFit is log T = b₀ + xb + scale·W with W of a fixed distribution: facts stretch
// or shrink everybody's time.
type AFTFit struct {
	Lifetime Lifetime
	Names    []string // (Intercept), the columns and, but for the exponential, log(scale)
	Coef     []float64
	LogScale float64
	Variance [][]float64 // by Names
	// LogFit and LogIntercept are log-likelihoods of the times themselves, with the
	// columns and without.
	LogFit, LogIntercept float64
	mean                 []float64
}

// FitAFT fits an accelerated failure time model to spells that all begin at zero.
func FitAFT(o *Observations, x *Covariates, family Lifetime) (*AFTFit, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	if err := x.check(len(o.Stop)); err != nil {
		return nil, err
	}
	for i, t := range o.Stop {
		if t <= 0 {
			return nil, refuse("stop", i, "a time above 0", "the time is %v", t)
		}
		if o.Start != nil && o.Start[i] > 0 {
			return nil, refuse("start", i, "a spell that begins at 0", "the spell begins at %v", o.Start[i])
		}
	}
	if o.Events() == 0 {
		return nil, refuse("event", -1, "at least one event", "no event: there is nothing to learn from")
	}
	bare, err := climbAFT(o, &Covariates{}, family)
	if err != nil {
		return nil, err
	}
	fit, err := climbAFT(o, x, family)
	if err != nil {
		return nil, err
	}
	fit.LogIntercept = bare.LogFit
	return fit, nil
}

// logDensity returns log f and log S of the standard distribution at z with their
// first and second derivatives.
func (l Lifetime) logDensity(z float64, event bool) (value, slope, curve float64) {
	switch {
	case l == Lognormal && event:
		return -z*z/2 - 0.5*math.Log(2*math.Pi), -z, -1
	case l == Lognormal:
		h := hazardOfNormal(z)
		return logNormalSurvival(z), -h, -h * (h - z)
	case l == Loglogistic:
		p, logs := 1/(1+math.Exp(-z)), -softplus(z)
		if event {
			return z + 2*logs, 1 - 2*p, -2 * p * (1 - p)
		}
		return logs, -p, -p * (1 - p)
	}
	e := math.Exp(z)
	if event {
		return z - e, 1 - e, -e
	}
	return -e, -e, -e
}

// softplus is log(1+eᶻ) without overflow.
func softplus(z float64) float64 {
	if z > 0 {
		return z + math.Log1p(math.Exp(-z))
	}
	return math.Log1p(math.Exp(z))
}

// logNormalSurvival is log(1-Φ(z)), by the leading terms of its expansion far out.
func logNormalSurvival(z float64) float64 {
	if z < 30 {
		return math.Log(math.Erfc(z/math.Sqrt2) / 2)
	}
	return -z*z/2 - math.Log(z) - 0.5*math.Log(2*math.Pi) + math.Log1p(-1/(z*z))
}

// hazardOfNormal is φ(z)/(1-Φ(z)).
func hazardOfNormal(z float64) float64 {
	return math.Exp(-z*z/2 - 0.5*math.Log(2*math.Pi) - logNormalSurvival(z))
}

// quantile of the standard distribution.
func (l Lifetime) quantile(p float64) float64 {
	switch l {
	case Lognormal:
		return mathext.NormalQuantile(p)
	case Loglogistic:
		return math.Log(p / (1 - p))
	}
	return math.Log(-math.Log(1 - p))
}

// climbAFT maximises the likelihood over the coefficients and log scale by Newton's
// method with the observed information.
func climbAFT(o *Observations, x *Covariates, family Lifetime) (*AFTFit, error) {
	names := append([]string{intercept}, x.Names...)
	q := len(names)
	free := q
	if family != Exponential {
		names, free = append(names, "log(scale)"), q+1
	}
	design, scaled := standardise(x, len(o.Stop))
	start := make([]float64, free)
	start[0], start[free-1] = aftStart(o, family, free > q)
	n := &newton{names: names, penalty: make([]float64, free), sd: ones(free), limit: 200, start: start, damped: true, evaluate: func(b []float64) *likelihood {
		return aftLikelihood(o, design, q, family, b)
	}}
	gram := make([]float64, q*(q+1)/2)
	addGram(gram, design, ones(len(o.Stop)), q)
	if err := collinear(names[:q], gram, make([]float64, q)); err != nil {
		return nil, err
	}
	_, last, err := n.climb()
	if err != nil {
		return nil, err
	}
	h, err := penalised(last.information, n.penalty)
	if err != nil {
		return nil, err
	}
	coef, variance := scaled.restore(n.beta, h.inverse())
	fit := &AFTFit{Lifetime: family, Names: names, Coef: coef[:q], Variance: variance, LogFit: last.log, mean: append([]float64{1}, scaled.mean...)}
	if free > q {
		fit.LogScale = n.beta[q]
	}
	return fit, nil
}

// aftStart guesses intercept and log scale from the mean exit rate or, where the
// scale is free, the spread of log times.
func aftStart(o *Observations, family Lifetime, free bool) (level, logScale float64) {
	events, time, sum, squares, weights := 0.0, 0.0, 0.0, 0.0, 0.0
	for i, t := range o.Stop {
		w, l := o.weight(i), math.Log(t)
		time += w * t
		weights += w
		sum += w * l
		squares += w * l * l
		if o.Event[i] {
			events += w
		}
	}
	rate := math.Log(time / events)
	if !free {
		return rate, rate
	}
	spread := math.Sqrt(max(squares/weights-sum*sum/weights/weights, 1e-4))
	if family == Weibull {
		return rate, 0
	}
	return rate - 0.5, math.Log(spread)
}

// aftLikelihood is log-likelihood, score and observed information.
func aftLikelihood(o *Observations, design []float64, q int, family Lifetime, b []float64) *likelihood {
	free := len(b)
	l := &likelihood{score: make([]float64, free), information: make([]float64, free*(free+1)/2)}
	logScale := 0.0
	if free > q {
		logScale = b[q]
	}
	sigma := math.Exp(logScale)
	weights, cross := make([]float64, len(o.Stop)), make([]float64, q)
	last := 0.0
	for i, t := range o.Stop {
		row := design[i*q : (i+1)*q]
		eta := 0.0
		for j, v := range row {
			eta += v * b[j]
		}
		w, z := o.weight(i), (math.Log(t)-eta)/sigma
		value, slope, curve := family.logDensity(z, o.Event[i])
		l.log += w * value
		weights[i] = -w * curve / (sigma * sigma)
		for j, v := range row {
			l.score[j] -= w * slope * v / sigma
			cross[j] -= w * (z*curve + slope) * v / sigma
		}
		tail := -z * slope
		if o.Event[i] {
			l.log -= w * (logScale + math.Log(t))
			tail--
		}
		if free > q {
			l.score[q] += w * tail
			last -= w * (z*z*curve + z*slope)
		}
	}
	addGram(l.information, design, weights, q)
	if free > q {
		copy(l.information[q*(q+1)/2:], cross)
		l.information[len(l.information)-1] = last
	}
	return l
}

// QuantileAt returns the time by which the share p of people with these facts has
// left, with its standard error; nil stands for the mean of the data.
func (f *AFTFit) QuantileAt(facts []float64, p float64) (time, se float64) {
	x := f.mean
	if facts != nil {
		x = append([]float64{1}, facts...)
	}
	w := math.Exp(f.LogScale) * f.Lifetime.quantile(p)
	eta := w
	for j, v := range x {
		eta += v * f.Coef[j]
	}
	gradient := append([]float64(nil), x...)
	if f.Lifetime != Exponential {
		gradient = append(gradient, w)
	}
	time = math.Exp(eta)
	return time, time * math.Sqrt(bilinear(f.Variance, gradient))
}

// ProportionalForm is a Weibull fit as a hazard λ·shape·t^{shape-1}·e^{x·logHR}.
func (f *AFTFit) ProportionalForm() (shape, lambda float64, logHR []float64) {
	shape = math.Exp(-f.LogScale)
	for _, b := range f.Coef[1:] {
		logHR = append(logHR, -b*shape)
	}
	return shape, math.Exp(-f.Coef[0] * shape), logHR
}
