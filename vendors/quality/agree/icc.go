package agree

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"github.com/muster-wfm/muster/vendors/quality"
)

// Correlation is an intraclass correlation with its interval.
type Correlation struct{ Value, Lo, Hi float64 }

// Correlations are the six forms for scores of contacts (rows) by graders (columns).
type Correlations struct {
	// OneWay is where each contact has graders of its own; Single is of one grade,
	// Mean of the mean of all.
	OneWaySingle, OneWayMean Correlation
	// Consistency ignores that some graders are more severe throughout: ICC(C,1) and
	// ICC(C,k).
	ConsistencySingle, ConsistencyMean Correlation
	// Agreement counts it: ICC(A,1) and ICC(A,k).
	AgreementSingle, AgreementMean Correlation
}

// ICC works the intraclass correlations out from scores[contact][grader] without gaps.
// Intervals are McGraw and Wong's; those of AgreementMean follow from AgreementSingle's
// by the Spearman-Brown formula, as the point does. It returns a [quality.InputError]
// for fewer than two contacts or graders, gaps, scores that do not vary, and a level
// that is none.
func ICC(scores [][]float64, level float64) (*Correlations, error) {
	if err := quality.CheckLevel(level); err != nil {
		return nil, err
	}
	s, err := squares(scores)
	if err != nil {
		return nil, err
	}
	n, k := s.contacts, s.graders
	tail := 1 - (1-level)/2
	c := &Correlations{}
	c.OneWaySingle, c.OneWayMean = byF(s.between, s.within, k, n-1, n*(k-1), tail)
	c.ConsistencySingle, c.ConsistencyMean = byF(s.between, s.residual, k, n-1, (n-1)*(k-1), tail)
	c.AgreementSingle = s.agreement(tail)
	c.AgreementMean = c.AgreementSingle.stepUp(k)
	return c, nil
}

// meanSquares of a two-way table.
type meanSquares struct{ contacts, graders, between, within, severity, residual float64 }

func squares(scores [][]float64) (meanSquares, error) {
	s := meanSquares{contacts: float64(len(scores))}
	if len(scores) < 2 {
		return s, quality.Refuse(len(scores), "at least two", "the number of contacts")
	}
	s.graders = float64(len(scores[0]))
	if s.graders < 2 {
		return s, quality.Refuse(s.graders, "at least two", "the number of graders")
	}
	columns, total := make([]float64, len(scores[0])), 0.0
	for i, row := range scores {
		if len(row) != len(columns) {
			return s, quality.Refuse(len(row), "one score for each grader", "the length of scores[%d]", i)
		}
		for g, x := range row {
			if math.IsNaN(x) || math.IsInf(x, 0) {
				return s, quality.Refuse(x, "a finite number", "scores[%d][%d]", i, g)
			}
			columns[g] += x / s.contacts
			total += x / (s.contacts * s.graders)
		}
	}
	for _, m := range columns {
		s.severity += s.contacts * (m - total) * (m - total)
	}
	for _, row := range scores {
		mean := 0.0
		for _, x := range row {
			mean += x / s.graders
		}
		s.between += s.graders * (mean - total) * (mean - total)
		for _, x := range row {
			s.within += (x - mean) * (x - mean)
		}
	}
	s.residual = (s.within - s.severity) / ((s.contacts - 1) * (s.graders - 1))
	s.between /= s.contacts - 1
	s.within /= s.contacts * (s.graders - 1)
	s.severity /= s.graders - 1
	if s.between == 0 && s.within == 0 {
		return s, quality.Refuse("the same throughout", "scores that vary", "every score")
	}
	return s, nil
}

// byF is the pair of forms that rest on one F ratio.
func byF(between, error, k, df1, df2, tail float64) (single, mean Correlation) {
	at := func(f float64) Correlation { return Correlation{Value: (f - 1) / (f + k - 1)} }
	f := between / error
	single = at(f)
	if error == 0 {
		single = Correlation{1, 1, 1}
		return single, single
	}
	single.Lo = at(f / quantileF(tail, df1, df2)).Value
	single.Hi = at(f * quantileF(tail, df2, df1)).Value
	return single, single.stepUp(k)
}

func quantileF(p, df1, df2 float64) float64 { return distuv.F{D1: df1, D2: df2}.Quantile(p) }

// stepUp is the correlation of means of k grades (Spearman 1910, Brown 1910).
func (c Correlation) stepUp(k float64) Correlation {
	up := func(r float64) float64 { return k * r / (1 + (k-1)*r) }
	return Correlation{up(c.Value), up(c.Lo), up(c.Hi)}
}

// agreement is ICC(A,1), with Satterthwaite's degrees of freedom in its interval, which
// is not a number where there are none.
func (s meanSquares) agreement(tail float64) Correlation {
	n, k := s.contacts, s.graders
	r := (s.between - s.residual) / (s.between + (k-1)*s.residual + k/n*(s.severity-s.residual))
	if r >= 1 {
		return Correlation{1, 1, 1}
	}
	a := k * r / (n * (1 - r)) * s.severity
	b := (1 + k*r*(n-1)/(n*(1-r))) * s.residual
	v := (a + b) * (a + b) / (a*a/(k-1) + b*b/((n-1)*(k-1)))
	if !(v > 1e-6) { // below zero the two parts may cancel: there are no degrees of freedom
		return Correlation{r, math.NaN(), math.NaN()}
	}
	lo, hi := quantileF(tail, n-1, v), quantileF(tail, v, n-1)
	rest := k*s.severity + (k*n-k-n)*s.residual
	return Correlation{
		r,
		n * (s.between - lo*s.residual) / (lo*rest + n*s.between),
		n * (hi*s.between - s.residual) / (rest + n*hi*s.between),
	}
}
