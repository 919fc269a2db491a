package model

import "math"

// seriesReach is the longest horizon, in days, at which methods that follow the
// last hours compete.
const seriesReach = 3

// Weights fall with the fourth power of the loss: a method twice as far off
// speaks a sixteenth as loud. Equal weights suffer from the worst method and
// the winner alone from chance (Pawlikowski and Chorowska, International Journal
// of Forecasting 36, 2020, weigh the members of a pool so). Weights under a
// hundredth are not worth a fit.
const (
	weightPower = 4
	leastWeight = .01
)

// series lets the methods for seasonal series compete one by one, and stands
// their weighted mean for the family.
func (s *search) series(horizon int) error {
	if horizon > seriesReach || len(s.backtest.windows) == 0 {
		return nil
	}
	members := make([]*trial, seriesMethods)
	for method := range seriesMethods {
		c, err := s.try(Series{Method: method, Horizon: horizon})
		if err != nil {
			return err
		}
		members[method] = c
	}
	pool := SeriesPool{Horizon: horizon}
	if !s.backtest.weigh(members, pool.Weights[:]) {
		return nil
	}
	c := &trial{model: pool, forecasts: s.backtest.weighted(members, pool.Weights[:]), settled: true}
	c.total = s.backtest.tally(c.forecasts)
	s.trials = append(s.trials, c)
	return nil
}

// weigh sets the weights of trials by their loss, together 1; it reports
// whether there is a loss to go by.
func (b *backtest) weigh(members []*trial, weights []float64) bool {
	best := b.loss(b.best(members))
	if math.IsInf(best, 1) {
		return false
	}
	const nothing = 1e-12 // a method without any error is not infinitely better
	for i, c := range members {
		weights[i] = math.Pow(max(best, nothing)/max(b.loss(c), nothing), weightPower)
	}
	total := sum(weights)
	kept := 0.0
	for i := range weights {
		if weights[i] < leastWeight*total {
			weights[i] = 0
		}
		kept += weights[i]
	}
	for i := range weights {
		weights[i] /= kept
	}
	return true
}

// weighted joins the trials' forecasts.
func (b *backtest) weighted(members []*trial, weights []float64) [][][]float64 {
	out := make([][][]float64, len(b.windows))
	for n := range out {
		out[n] = matrix(b.horizon, len(b.actual[0]), 0)
		for i, c := range members {
			if weights[i] == 0 {
				continue
			}
			for lead, day := range c.forecasts[n] {
				for j, v := range day {
					out[n][lead][j] += weights[i] * v
				}
			}
		}
	}
	return out
}

// decomposed lets the daily decomposition compete with the shape of day that
// the level x profile search settled on. Where contacts are rare its weekday
// curves would follow chance.
func (s *search) decomposed(horizon int) error {
	if s.backtest.few {
		return nil
	}
	for _, c := range s.trials {
		if m, ok := c.model.(LevelProfile); ok && c.settled {
			_, err := s.try(DailyDecomposed{ProfileHalfLife: m.ProfileHalfLife, Kappa: m.Kappa, Horizon: horizon})
			return err
		}
	}
	return nil
}
