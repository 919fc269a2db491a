package survival

import "math"

// Residuals of a Cox fit, by row of the data. Rows that were never at risk at an
// event time have residuals of zero.
type Residuals struct {
	Martingale []float64   // events less expected events
	Deviance   []float64   // the same on a scale on which rows compare
	Score      [][]float64 // each row's part of the score
	DFBeta     [][]float64 // what each row moves the coefficients by, weights included
}

// Residuals computes the residuals of all rows in one walk and one pass.
func (f *CoxFit) Residuals() *Residuals {
	s := f.sets
	r := &Residuals{
		Martingale: make([]float64, s.n), Deviance: make([]float64, s.n),
		Score: s.scoreResiduals(f.at, f.Ties),
	}
	for at, i := range s.row {
		expected := f.at.risk[at] * s.met(at, f.at.cumulative, f.at.own)
		r.Martingale[i] = indicator(s.dead[at]) - expected
	}
	for i, m := range r.Martingale {
		d := indicator(s.obs.Event[i])
		inner := m
		if d > 0 {
			inner += math.Log(1 - m)
		}
		r.Deviance[i] = math.Copysign(math.Sqrt(max(0, -2*inner)), m)
	}
	r.DFBeta = s.influence(r.Score, f.Variance)
	return r
}

func indicator(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// scoreResiduals are x_i - x̄ at an event of the row's own, less ∫(x_i - x̄)dΛ_i
// over the time at risk, from prefix sums over event times: O(n·p) in all. A tied
// death meets only the steps before its own (Therneau and Grambsch, 4.3).
func (s *riskSets) scoreResiduals(l *likelihood, ties Ties) [][]float64 {
	p := s.p
	e := s.expect(l, ties)
	sums := make([]float64, len(e.whole)+p)
	for k, v := range e.whole {
		sums[k+p] = sums[k] + v
	}
	residuals, flat := make([][]float64, s.n), make([]float64, s.n*p)
	for i := range residuals {
		residuals[i] = flat[i*p : (i+1)*p]
	}
	for at, i := range s.row {
		hazard, risk := s.met(at, l.cumulative, l.own), l.risk[at]
		x := s.x[at*p : at*p+p]
		from, to, row := sums[int(s.lo[at])*p:], sums[int(s.hi[at])*p:], residuals[i]
		for j, v := range x {
			row[j] = -risk * (v*hazard - (to[j] - from[j]))
		}
		if !s.dead[at] {
			continue
		}
		own := (int(s.hi[at]) - 1) * p
		for j, v := range x {
			row[j] += v - e.mean[own+j] - risk*e.own[own+j]
		}
	}
	return residuals
}

// influence multiplies weighted score residuals by the variance.
func (s *riskSets) influence(score, variance [][]float64) [][]float64 {
	moves := make([][]float64, len(score))
	for i, u := range score {
		moves[i] = make([]float64, s.p)
		w := s.obs.weight(i)
		for k, v := range u {
			if v == 0 {
				continue
			}
			for j, c := range variance[k] {
				moves[i][j] += w * v * c
			}
		}
	}
	return moves
}

// Schoenfeld residuals: for each event, by stratum and time, the facts of the one
// who left less the mean of those at risk; and the same scaled to the size of a
// coefficient that changes over time.
func (f *CoxFit) Schoenfeld() (rows []int, raw, scaled [][]float64) {
	s, p := f.sets, f.sets.p
	e := s.expect(f.at, f.Ties)
	byEvent := make([][]int, len(s.times))
	for at := range s.row {
		if s.dead[at] {
			k := s.hi[at] - 1
			byEvent[k] = append(byEvent[k], at)
		}
	}
	for k, list := range byEvent {
		for _, at := range list {
			residual := make([]float64, p)
			for j := range residual {
				residual[j] = s.x[at*p+j] - e.mean[k*p+j]
			}
			rows, raw = append(rows, int(s.row[at])), append(raw, residual)
		}
	}
	scaled = multiply(raw, f.Variance)
	for _, row := range scaled {
		for j := range row {
			row[j] = row[j]*float64(s.events) + f.Coef[j]
		}
	}
	return rows, raw, scaled
}
