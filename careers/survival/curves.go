package survival

import "math"

// Baseline is the cumulative hazard of somebody whose facts are all zero, at every
// distinct stop of each stratum.
type Baseline struct {
	Stratum []int
	Time    []float64
	Hazard  []float64
}

// CoxCurve is what a fit says of one set of facts in one stratum: the cumulative
// hazard with its standard error, which is also that of log S.
type CoxCurve struct {
	Stratum          int
	Time, Hazard, SE []float64
}

// Survival is exp(-hazard).
func (c *CoxCurve) Survival() []float64 { return FromHazard(c.Hazard) }

// At returns the survival probability at a time.
func (c *CoxCurve) At(t float64) float64 {
	if k := countUpTo(c.Time, t); k > 0 {
		return math.Exp(-c.Hazard[k-1])
	}
	return 1
}

// Baseline returns the cumulative baseline hazard that belongs to the fit: with
// Efron's ties its steps are Efron's.
func (f *CoxFit) Baseline() *Baseline {
	b := &Baseline{}
	for _, c := range f.Curves(make([]float64, len(f.Coef))) {
		for k, t := range c.Time {
			b.Stratum, b.Time, b.Hazard = append(b.Stratum, c.Stratum), append(b.Time, t), append(b.Hazard, c.Hazard[k])
		}
	}
	return b
}

// Curves returns the curve of one set of facts in each stratum. The variance of the
// cumulative hazard is e^{2zβ}(Σ f²/m + qᵀVq) with q = zΛ - ∫x̄dΛ (Tsiatis, Annals of
// Statistics 9, 1981): the spread of the steps, and that of the coefficients.
func (f *CoxFit) Curves(facts []float64) []*CoxCurve {
	s, p := f.sets, f.sets.p
	e := s.expect(f.at, f.Ties)
	z, eta := make([]float64, p), -f.at.shift
	for j, v := range facts {
		z[j] = v - s.mean[j]
		eta += z[j] * f.Coef[j]
	}
	ratio := math.Exp(eta)
	var curves []*CoxCurve
	for stratum, stops := range s.stops() {
		c := &CoxCurve{Stratum: stratum, Time: stops}
		event, hazard, steps := int(s.base[stratum]), 0.0, 0.0
		drift := make([]float64, p)
		for _, t := range stops {
			for ; event < int(s.base[stratum+1]) && s.times[event] <= t; event++ {
				hazard += f.at.hazard[event]
				steps += e.variance[event]
				for j := range drift {
					drift[j] += z[j]*f.at.hazard[event] - e.whole[event*p+j]
				}
			}
			c.Hazard = append(c.Hazard, hazard*ratio)
			c.SE = append(c.SE, ratio*math.Sqrt(steps+bilinear(f.Variance, drift)))
		}
		curves = append(curves, c)
	}
	return curves
}

// stops lists the distinct stops of each stratum.
func (s *riskSets) stops() [][]float64 {
	var lists [][]float64
	for _, rows := range byStratum(s.obs, ascending(s.obs.Stop)) {
		var times []float64
		for _, i := range rows {
			if t := s.obs.Stop[i]; len(times) == 0 || times[len(times)-1] != t {
				times = append(times, t)
			}
		}
		lists = append(lists, times)
	}
	return lists
}

// bilinear is vᵀMv.
func bilinear(m [][]float64, v []float64) float64 {
	sum := 0.0
	for i, row := range m {
		for j, w := range row {
			sum += v[i] * w * v[j]
		}
	}
	return sum
}

// SurvivalAt returns the probability to be still there at a time, for each row of
// facts, in a stratum. It is what Curves gives without the errors, at once for many.
func (f *CoxFit) SurvivalAt(x *Covariates, stratum int, t float64) []float64 {
	s := f.sets
	hazard := 0.0
	for e := s.base[stratum]; e < s.base[stratum+1] && s.times[e] <= t; e++ {
		hazard += f.at.hazard[e]
	}
	centre := dot(f.Coef, s.mean) + f.at.shift
	survival := make([]float64, len(x.Values)/len(f.Coef))
	for i := range survival {
		survival[i] = math.Exp(-hazard * math.Exp(dot(f.Coef, x.Row(i))-centre))
	}
	return survival
}
