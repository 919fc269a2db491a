package model

// Skew says how a band of some level leans: by what its half-width is multiplied
// below and above the forecast.
type Skew struct {
	Level        float64
	Below, Above float64
}

// skewLevels are the levels whose bands' lean is learned; in between it is a
// straight line from one to the next.
var skewLevels = [...]float64{.5, .6, .7, .8, .85, .9, .95, .98}

// How far a band may lean: a tail of one fortieth is known from few days. One of
// them must not draw it, and of so many days' lean half is taken for chance.
const (
	mostSkew = 1.25
	skewDays = 30
)

// skews learns from the signed scores of all lead times together how bands lean:
// each end by its own quantile (conformal prediction by signed errors; Linusson,
// Johansson and Löfström, PAKDD 2014), in proportion to the one that holds both,
// and the nearer to even the fewer days show it. Days that fall short of what was
// expected and days that exceed it are seldom alike. One window may be left out.
func (s *scores) skews(without int) []Skew {
	both := s.sizes.statistics(without)
	if len(both) == 0 {
		return nil
	}
	below, above := s.below.statistics(without), s.above.statistics(without)
	days := s.effectiveDays(without)
	trust := days / (days + skewDays)
	skews := make([]Skew, len(skewLevels))
	for i, level := range skewLevels {
		whole, oneSided := quantile(both, level), (1+level)/2
		skews[i] = Skew{level, leaning(quantile(below, oneSided), whole, trust), leaning(quantile(above, oneSided), whole, trust)}
	}
	return skews
}

// leaning is one end's share of the symmetric half-width, as far as it is to be
// trusted, within its bounds.
func leaning(end, whole, trust float64) float64 {
	if !(whole > 0) {
		return 1
	}
	return min(max(1+trust*(end/whole-1), 1/mostSkew), mostSkew)
}

// effectiveDays is of how many days of equal weight the scores are worth.
func (s *scores) effectiveDays(without int) float64 {
	whole, squares := 0.0, 0.0
	for b, list := range s.days {
		if b > 0 && len(list) > 0 && len(s.days[b-1]) > 0 && &list[0] == &s.days[b-1][0] {
			continue // one list for a group of lead times
		}
		for _, day := range list {
			if day.window != without {
				whole += day.weight
				squares += day.weight * day.weight
			}
		}
	}
	return whole * whole / squares
}

// skewAt is how a band of a level leans; not at all where nothing was learned.
func (c *Calibration) skewAt(level float64) Skew {
	n := len(c.Skews)
	switch {
	case n == 0:
		return Skew{level, 1, 1}
	case level <= c.Skews[0].Level:
		return c.Skews[0]
	}
	for i := 1; i < n; i++ {
		from, to := c.Skews[i-1], c.Skews[i]
		if level <= to.Level {
			share := (level - from.Level) / (to.Level - from.Level)
			return Skew{level, from.Below + share*(to.Below-from.Below), from.Above + share*(to.Above-from.Above)}
		}
	}
	return c.Skews[n-1]
}
