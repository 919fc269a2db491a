package survival

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// CoxSettings say how a proportional hazards model is fitted. The zero value fits
// Efron's likelihood without a penalty.
type CoxSettings struct {
	Ties Ties // "": Efron
	// Ridge is θ in loglik - θ/2·Σb². Standardised counts b in standard deviations
	// of its column, which a penalty needs unless all columns have one unit.
	Ridge        float64
	Standardised bool
	// MaxIterations is 40 where it is 0.
	MaxIterations int

	start []float64 // where the climb begins; nil: zero
}

// CoxFit is a fitted proportional hazards model.
type CoxFit struct {
	Names []string
	Coef  []float64
	// Variance is the inverse of the (penalised) information at Coef.
	Variance [][]float64
	// Sandwich is H⁻¹IH⁻¹ of a penalised fit, with I the information of the data
	// alone (Gray, JASA 87, 1992); of a fit without a penalty it is Variance.
	Sandwich        [][]float64
	LogNull, LogFit float64
	Rows, Events    int
	Iterations      int
	Penalty         []float64 // of each column, in its own unit
	Ties            Ties

	sets *riskSets
	at   *likelihood
}

// FitCox fits a Cox model by Newton's method on the partial likelihood. It refuses
// fewer than two events, columns that others determine and likelihoods that grow
// without end, by name.
func FitCox(o *Observations, x *Covariates, settings CoxSettings) (*CoxFit, error) {
	sets, err := newRiskSets(o, x)
	if err != nil {
		return nil, err
	}
	return sets.fit(x.Names, settings)
}

func (s *riskSets) fit(names []string, settings CoxSettings) (*CoxFit, error) {
	if settings.Ties == "" {
		settings.Ties = Efron
	}
	f := &CoxFit{Names: names, Rows: s.n, Events: s.events, Ties: settings.Ties, sets: s, Penalty: make([]float64, s.p)}
	for j := range f.Penalty {
		f.Penalty[j] = settings.Ridge
		if settings.Standardised {
			f.Penalty[j] *= s.sd[j] * s.sd[j]
		}
	}
	switch {
	case s.events == 0:
		return nil, refuse("event", -1, "at least two events; show averages until then", "no event: there is nothing to learn from")
	case s.events == 1 && settings.Ridge == 0:
		return nil, refuse("event", -1, "at least two events, or a ridge penalty", "one event: it cannot tell columns from chance")
	}
	n := &newton{names: names, penalty: f.Penalty, sd: s.sd, limit: settings.MaxIterations, start: settings.start, evaluate: func(b []float64) *likelihood {
		return s.evaluate(b, settings.Ties, true)
	}}
	null, last, err := n.climb()
	if err != nil {
		return nil, err
	}
	f.Coef, f.Iterations, f.at = n.beta, n.iterations, last
	f.LogNull, f.LogFit = null, last.log
	if settings.start != nil {
		f.LogNull = s.evaluate(make([]float64, s.p), settings.Ties, false).log
	}
	return f, f.invert()
}

// invert fills in the variances.
func (f *CoxFit) invert() error {
	h, err := penalised(f.at.information, f.Penalty)
	if err != nil {
		return err
	}
	f.Variance = h.inverse()
	f.Sandwich = f.Variance
	for _, penalty := range f.Penalty {
		if penalty > 0 {
			f.Sandwich = multiply(f.Variance, multiply(unpack(f.at.information, f.sets.p), f.Variance))
			break
		}
	}
	return nil
}

// StdErr is the root of the variance's diagonal.
func (f *CoxFit) StdErr() []float64 { return rootDiagonal(f.Variance) }

func rootDiagonal(v [][]float64) []float64 {
	se := make([]float64, len(v))
	for j := range se {
		se[j] = math.Sqrt(v[j][j])
	}
	return se
}

// LikelihoodRatio is twice the growth of the log-likelihood over no covariates.
func (f *CoxFit) LikelihoodRatio() float64 { return 2 * (f.LogFit - f.LogNull) }

// Wald is bᵀV⁻¹b.
func (f *CoxFit) Wald() float64 { return quadratic(f.Variance, f.Coef) }

// ScoreTest is UᵀI⁻¹U where all coefficients are zero.
func (f *CoxFit) ScoreTest() float64 {
	null := f.sets.evaluate(make([]float64, f.sets.p), f.Ties, true)
	return quadratic(unpack(null.information, f.sets.p), null.score)
}

// PValue is the probability of a larger χ² with as many degrees of freedom as
// there are columns.
func (f *CoxFit) PValue(chi float64) float64 {
	return distuv.ChiSquared{K: float64(len(f.Coef))}.Survival(chi)
}

// Linear returns the log hazard ratio of each set of facts against facts of zero.
func (f *CoxFit) Linear(x *Covariates) []float64 {
	eta := make([]float64, len(x.Values)/len(f.Coef))
	for i := range eta {
		for j, v := range x.Row(i) {
			eta[i] += f.Coef[j] * v
		}
	}
	return eta
}
