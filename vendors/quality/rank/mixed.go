package rank

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"

	"github.com/muster-wfm/muster/vendors/quality"
	"github.com/muster-wfm/muster/vendors/quality/climb"
)

// Row is a count of one unit under one kind of case:
//
//	logit P(event) = Offset + Cases . coefficients + effect of the unit
//
// Cases begins with 1 where the model has an intercept. Offset is what is known
// beforehand, such as the logit of an expected rate.
type Row struct {
	Unit   int
	Count  Count
	Cases  []float64
	Offset float64
}

// MixedSettings say how to fit. Their zero value is the recommended default.
type MixedSettings struct {
	// Nodes of the adaptive Gauss-Hermite quadrature over each unit's effect; 0 means
	// 25, 1 is the Laplace approximation.
	Nodes int
	// PriorSD is the scale of a half-normal prior on the standard deviation between
	// units, for fewer than five of them, where the data say little about it; 0.5 is
	// usual there, and 0 none.
	PriorSD float64
}

// Mixed is a fitted logistic model with normal effects of units (Pinheiro and Bates
// 1995, JCGS 4:12-35; Spiegelhalter et al. 2012, JRSS-A 175:1-47 for its use in
// comparisons).
type Mixed struct {
	Coefficients []float64
	// SD is the standard deviation of effects between units, on the logit scale.
	SD float64
	// LogLikelihood is that of the counts with the binomial coefficients, effects
	// integrated out.
	LogLikelihood float64
	// Mode, Mean and Spread describe each unit's effect given its counts: most
	// probable value, expectation and standard deviation.
	Mode, Mean, Spread []float64

	rows []Row
}

// mostSD bounds the standard deviation between units: beyond, each is all or nothing,
// and the quadrature no longer holds.
const mostSD = 10

// FitMixed fits the model by maximum likelihood. It returns a [quality.InputError]
// for no rows, rows of unequal width, a unit out of range or without rows, a row
// without trials, figures that are not finite, and cases that are not independent.
func FitMixed(units int, rows []Row, s MixedSettings) (*Mixed, error) {
	if s.Nodes == 0 {
		s.Nodes = 25
	}
	if s.Nodes < 1 || s.Nodes > 100 {
		return nil, quality.Refuse(s.Nodes, "1 to 100", "nodes")
	}
	if !(s.PriorSD >= 0) || math.IsInf(s.PriorSD, 1) {
		return nil, quality.Refuse(s.PriorSD, "a finite number of at least 0", "priorSD")
	}
	byUnit, err := group(units, rows)
	if err != nil {
		return nil, err
	}
	start, err := pooledLogistic(rows)
	if err != nil {
		return nil, err
	}
	rule := newRule(s.Nodes)
	// By the logarithm of the standard deviation, since at zero all is level.
	objective := func(x []float64) float64 {
		last := len(x) - 1
		sd, sum := min(mostSD, math.Exp(x[last])), 0.0
		for _, own := range byUnit {
			sum += rule.unit(own, x[:last], sd).logLikelihood
		}
		if s.PriorSD > 0 {
			sum -= sd * sd / (2 * s.PriorSD * s.PriorSD)
		}
		return sum
	}
	from := func(sd float64) []float64 { return append(slices.Clone(start), math.Log(sd)) }
	x := climb.Best(objective, from(.5), from(.02), from(2))
	m := &Mixed{Coefficients: x[:len(x)-1], SD: min(mostSD, math.Exp(x[len(x)-1])), rows: rows}
	for _, own := range byUnit {
		u := rule.unit(own, m.Coefficients, m.SD)
		m.LogLikelihood += u.logLikelihood
		m.Mode = append(m.Mode, m.SD*u.mode)
		m.Mean = append(m.Mean, m.SD*u.mean)
		m.Spread = append(m.Spread, m.SD*u.sd)
	}
	return m, nil
}

// Adjusted is a unit's rate at everybody's mix of cases if its effect were the given
// one, such as its Mean, or a draw.
func (m *Mixed) Adjusted(effect float64) float64 {
	events, trials := 0.0, 0.0
	for _, r := range m.rows {
		events += float64(r.Count.Trials) * logistic(r.fixed(m.Coefficients)+effect)
		trials += float64(r.Count.Trials)
	}
	return events / trials
}

func (r Row) fixed(coefficients []float64) float64 {
	sum := r.Offset
	for j, x := range r.Cases {
		sum += x * coefficients[j]
	}
	return sum
}

func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

func group(units int, rows []Row) ([][]Row, error) {
	if len(rows) == 0 {
		return nil, quality.Refuse(0, "at least one", "the number of rows")
	}
	byUnit := make([][]Row, max(0, units))
	for i, r := range rows {
		if r.Unit < 0 || r.Unit >= units {
			return nil, quality.Refuse(r.Unit, "an index of a unit", "rows[%d].unit", i)
		}
		if err := r.Count.check("rows[%d].count", i); err != nil {
			return nil, err
		}
		if len(r.Cases) != len(rows[0].Cases) {
			return nil, quality.Refuse(len(r.Cases), "as many as in the first row", "the length of rows[%d].cases", i)
		}
		if fixed := r.Offset + sumOf(r.Cases); math.IsNaN(fixed) || math.IsInf(fixed, 0) {
			return nil, quality.Refuse(fixed, "finite numbers", "the sum of rows[%d]'s cases and offset", i)
		}
		byUnit[r.Unit] = append(byUnit[r.Unit], r)
	}
	for v, own := range byUnit {
		if len(own) == 0 {
			return nil, quality.Refuse("without rows", "at least one", "unit %d", v)
		}
	}
	return byUnit, nil
}

func sumOf(list []float64) float64 {
	sum := 0.0
	for _, x := range list {
		sum += x
	}
	return sum
}

// Interval holds a unit's rate at everybody's mix with the level's probability, by the
// normal approximation of its effect. It takes the other parameters as known.
func (m *Mixed) Interval(unit int, level float64) (Interval, error) {
	if err := quality.CheckLevel(level); err != nil {
		return Interval{}, err
	}
	half := quality.Normal(level) * m.Spread[unit]
	return Interval{m.Adjusted(m.Mean[unit] - half), m.Adjusted(m.Mean[unit] + half)}, nil
}

// Below is the probability that a unit's rate at everybody's mix is below a floor.
func (m *Mixed) Below(unit int, floor float64) float64 {
	lo, hi := -40.0, 40.0 // effects; the rate rises with them
	for range 80 {
		if middle := (lo + hi) / 2; m.Adjusted(middle) < floor {
			lo = middle
		} else {
			hi = middle
		}
	}
	return distuv.UnitNormal.CDF((lo - m.Mean[unit]) / max(m.Spread[unit], 1e-12))
}
