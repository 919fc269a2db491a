package survival

import "math"

// Link ties the probability of an event in a period to the linear predictor.
type Link string

// LogitLink has odds, CLogLog hazards: its coefficients are those of a
// proportional hazards model watched in periods (Prentice and Gloeckler 1978).
const (
	LogitLink Link = "logit"
	CLogLog   Link = "cloglog"
)

// BinarySettings say how a regression of yes and no is fitted; the zero value is a
// plain logistic regression.
type BinarySettings struct {
	Link Link // "": LogitLink
	// Ridge is λ in loglik - λ/2·Σb²; the intercept is never penalised, nor the
	// columns named in Free, such as the terms of tenure.
	Ridge        float64
	Standardised bool // b in standard deviations of its column
	Free         []string
	Weights      []float64

	start []float64 // where the climb begins; nil: the mean rate
}

// BinaryFit is a regression of events in person-periods, or of any yes and no.
type BinaryFit struct {
	Names    []string // (Intercept) and the columns
	Coef     []float64
	Variance [][]float64 // inverse of the expected, penalised information
	Link     Link
	LogFit   float64
	// Slope is the largest derivative of the penalised log-likelihood left at
	// Coef, with columns in standard deviations.
	Slope float64

	climbed []float64 // coefficients of the columns in standard deviations
}

// FitBinary fits by Newton's method. It refuses separation and columns that others
// determine, by name.
func FitBinary(y []bool, x *Covariates, settings BinarySettings) (*BinaryFit, error) {
	if settings.Link == "" {
		settings.Link = LogitLink
	}
	rows := &Observations{Stop: make([]float64, len(y)), Event: y, Weights: settings.Weights}
	if err := rows.check(); err != nil {
		return nil, err
	}
	if err := x.check(len(y)); err != nil {
		return nil, err
	}
	if events := rows.Events(); events == 0 || events == len(y) {
		return nil, refuse("event", -1, "some rows with an event and some without", "%d events in %d rows", events, len(y))
	}
	q := len(x.Names) + 1
	design, scaled := standardise(x, len(y))
	fit := &BinaryFit{Names: append([]string{intercept}, x.Names...), Link: settings.Link}
	penalty := settings.penalties(x.Names, scaled.sd)
	start := make([]float64, q)
	start[0] = settings.Link.of(float64(rows.Events()) / float64(len(y)))
	if settings.start != nil {
		start = settings.start
	}
	n := &newton{names: fit.Names, penalty: penalty, sd: ones(q), start: start, evaluate: func(b []float64) *likelihood {
		return binaryLikelihood(rows, design, settings.Link, b, false)
	}}
	_, last, err := n.climb()
	if err != nil {
		return nil, err
	}
	fit.LogFit = last.log
	for j, u := range last.score {
		fit.Slope = max(fit.Slope, math.Abs(u-penalty[j]*n.beta[j]))
	}
	expected := binaryLikelihood(rows, design, settings.Link, n.beta, true)
	h, err := penalised(expected.information, penalty)
	if err != nil {
		return nil, err
	}
	fit.Coef, fit.Variance = scaled.restore(n.beta, h.inverse())
	fit.climbed = n.beta
	return fit, nil
}

func (s *BinarySettings) weight(i int) float64 {
	if s.Weights == nil {
		return 1
	}
	return s.Weights[i]
}

// penalties are those of the intercept and each column in standard deviations.
func (s *BinarySettings) penalties(names []string, sd []float64) []float64 {
	penalty := make([]float64, len(names)+1)
	for j := range names {
		penalty[j+1] = s.Ridge
		if !s.Standardised {
			penalty[j+1] /= sd[j] * sd[j]
		}
	}
	for _, free := range s.Free {
		for j, name := range names {
			if name == free {
				penalty[j+1] = 0
			}
		}
	}
	return penalty
}

// of is the linear predictor of a probability.
func (l Link) of(p float64) float64 {
	if l == CLogLog {
		return math.Log(-math.Log1p(-p))
	}
	return math.Log(p / (1 - p))
}

// probability is the inverse of the link.
func (l Link) probability(eta float64) float64 {
	if l == CLogLog {
		return -math.Expm1(-math.Exp(eta))
	}
	return 1 / (1 + math.Exp(-eta))
}

// term returns log-likelihood, its first derivative by the linear predictor, and
// the negative of its second, observed or expected.
func (l Link) term(eta float64, event, expected bool) (value, slope, curve float64) {
	p := l.probability(eta)
	if l != CLogLog {
		if event {
			return -softplus(-eta), 1 - p, p * (1 - p)
		}
		return -softplus(eta), -p, p * (1 - p)
	}
	h := math.Exp(eta)
	// dp/dη = h(1-p); with r = h(1-p)/p the score of an event is r
	r := h * math.Exp(-h) / p
	if expected {
		curve = r * h
	}
	if event {
		value, slope = math.Log(p), r
		if !expected {
			curve = r * (r + h - 1)
		}
		return value, slope, curve
	}
	if !expected {
		curve = h
	}
	return -h, -h, curve
}

func binaryLikelihood(rows *Observations, design []float64, link Link, b []float64, expected bool) *likelihood {
	q := len(b)
	l := &likelihood{score: make([]float64, q), information: make([]float64, q*(q+1)/2)}
	weights := make([]float64, len(rows.Event))
	for i, event := range rows.Event {
		row := design[i*q : (i+1)*q]
		eta := 0.0
		for j, v := range row {
			eta += v * b[j]
		}
		w := rows.weight(i)
		value, slope, curve := link.term(eta, event, expected)
		l.log += w * value
		weights[i] = w * curve
		for j, v := range row {
			l.score[j] += w * slope * v
		}
	}
	addGram(l.information, design, weights, q)
	return l
}

// Deviance is -2 log-likelihood.
func (f *BinaryFit) Deviance() float64 { return -2 * f.LogFit }

// Predict returns the probability of an event for each row of facts.
func (f *BinaryFit) Predict(x *Covariates) []float64 {
	p := len(f.Coef) - 1
	probabilities := make([]float64, len(x.Values)/max(p, 1))
	for i := range probabilities {
		eta := f.Coef[0]
		for j, v := range x.Values[i*p : (i+1)*p] {
			eta += v * f.Coef[j+1]
		}
		probabilities[i] = f.Link.probability(eta)
	}
	return probabilities
}

// WithinPeriods is the probability of an event in some of several periods whose
// hazards are given: 1-∏(1-h).
func WithinPeriods(hazards []float64) float64 {
	stay := 0.0
	for _, h := range hazards {
		stay += math.Log1p(-h)
	}
	return -math.Expm1(stay)
}
