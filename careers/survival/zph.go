package survival

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Clock is the function of time along which coefficients are suspected to drift.
type Clock string

// The clocks. ByKM uses 1-S(t-) of the whole data, which spreads events evenly.
const (
	ByKM   Clock = "km"
	ByTime Clock = "identity"
	ByRank Clock = "rank"
	ByLog  Clock = "log"
)

// Clocks are all of them.
func Clocks() []Clock { return []Clock{ByKM, ByTime, ByRank, ByLog} }

// Proportionality tests each column, and all together, for a coefficient that
// changes over time.
type Proportionality struct {
	ChiSquare, P []float64 // by column; the last is of all columns together
	Freedom      []int
}

// Proportionality runs the score test for adding x·g(t) to the model, with g
// centred on the events: the score of the added columns, against the information
// of old and new together (Grambsch and Therneau 1994, as in R's survival 3).
func (f *CoxFit) Proportionality(clock Clock) *Proportionality {
	s, p := f.sets, f.sets.p
	g := s.clock(clock)
	squared := make([]float64, len(g))
	for e, v := range g {
		squared[e] = v * v
	}
	first, mixed, second := unpack(f.at.information, p), unpack(s.weighted(f.at, f.Ties, g), p), unpack(s.weighted(f.at, f.Ties, squared), p)
	score := s.driftScore(f, g)
	test := &Proportionality{}
	add := func(columns []int) {
		u, information := make([]float64, p+len(columns)), square(p+len(columns))
		for a := range p {
			copy(information[a], first[a])
			for k, j := range columns {
				information[a][p+k], information[p+k][a] = mixed[a][j], mixed[a][j]
			}
		}
		for k, j := range columns {
			u[p+k] = score[j]
			for m, i := range columns {
				information[p+k][p+m] = second[j][i]
			}
		}
		chi := quadratic(information, u)
		test.ChiSquare = append(test.ChiSquare, chi)
		test.Freedom = append(test.Freedom, len(columns))
		test.P = append(test.P, distuv.ChiSquared{K: float64(len(columns))}.Survival(chi))
	}
	all := make([]int, p)
	for j := range all {
		all[j] = j
		add([]int{j})
	}
	add(all)
	return test
}

// driftScore is Σ g(t)·(x - x̄) over the events.
func (s *riskSets) driftScore(f *CoxFit, g []float64) []float64 {
	e := s.expect(f.at, f.Ties)
	score := make([]float64, s.p)
	for at := range s.row {
		if !s.dead[at] {
			continue
		}
		k := int(s.hi[at]) - 1
		for j := range score {
			score[j] += s.weight(at) * g[k] * (s.x[at*s.p+j] - e.mean[k*s.p+j])
		}
	}
	return score
}

// clock evaluates g at the event times, centred on the events.
func (s *riskSets) clock(clock Clock) []float64 {
	g := make([]float64, len(s.times))
	switch clock {
	case ByTime:
		copy(g, s.times)
	case ByLog:
		for e, t := range s.times {
			g[e] = math.Log(t)
		}
	case ByRank:
		ranks := midRanks(s.obs.Stop)
		for at, i := range s.row {
			if s.dead[at] {
				g[s.hi[at]-1] = ranks[i]
			}
		}
	default:
		curve := kaplanMeier(s.obs)
		for e, t := range s.times {
			g[e] = 1 - curve.At(curve.Survival, math.Nextafter(t, math.Inf(-1)), 1)
		}
	}
	mean := 0.0
	for e, v := range g {
		mean += v * float64(s.deaths[e]) / float64(s.events)
	}
	for e := range g {
		g[e] -= mean
	}
	return g
}
