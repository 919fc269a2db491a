package model

import (
	"context"
	"slices"
)

// The stages of a history's life: what it is long enough for.
const (
	daysForLevel    = 3 * 7 // level x profile at all
	daysForMonth    = 8 * 7 // effects of the place in the month, and factors
	daysForYearly   = 55 * 7
	daysForWaves    = 548 // three Fourier pairs, 1.5 years
	daysForAllWaves = 913 // six, 2.5 years
)

// reference is what no combination may lose to: the median of the last six
// weeks, the best of the simple methods.
var reference = Averages{Weeks: 6, Median: true}

// averagesFamily lists the seasonal averages for a history of so many days.
func averagesFamily(days int) []Model {
	if days < daysForLevel {
		return []Model{Averages{Weeks: 6, Median: true}, Averages{Weeks: max(1, days/7), Shrink: 10}}
	}
	var list []Model
	for _, middle := range []bool{true, false} {
		for _, weeks := range []int{6, 4, 8} {
			list = append(list, Averages{Weeks: weeks, Median: middle})
		}
	}
	return list
}

// naives lists the seasonal naive models for a history of so many days.
func naives(days int) []Model {
	if days < 7 {
		return nil
	}
	return []Model{SeasonalNaive{Days: 7}, SeasonalNaive{Days: 1}}
}

// search tries level x profile settings one group after another: half-lives of
// the level, then of the shape and its shrinkage, then what more the calendar
// and the year can tell. Each group starts from the best so far; a setting must
// win by a margin to displace the one before it, so that chance does not pick.
type search struct {
	ctx      context.Context
	backtest *backtest
	trials   []*trial
}

// decisive is the factor by which a setting must beat the one before it.
const decisive = 0.99

// try lets a model compete, once.
func (s *search) try(m Model) (*trial, error) {
	if i := slices.IndexFunc(s.trials, func(c *trial) bool { return c.model == m }); i >= 0 {
		return s.trials[i], nil
	}
	c, err := s.backtest.try(s.ctx, m)
	if err == nil {
		s.trials = append(s.trials, c)
	}
	return c, err
}

// improve tries variations of the best and returns the better.
func (s *search) improve(best *trial, variations []LevelProfile) (*trial, error) {
	start := best.model
	for _, v := range variations {
		if Model(v) == start {
			continue
		}
		c, err := s.try(v)
		if err != nil {
			return nil, err
		}
		if s.backtest.loss(c) < decisive*s.backtest.loss(best) || best.model != start && s.backtest.loss(c) < s.backtest.loss(best) {
			best = c
		}
	}
	return best, nil
}

// levelProfiles searches both families for a history of so many days. The shape
// is settled once, on a level that forgets quickly.
func (s *search) levelProfiles(days int, unbiased bool, horizon int) error {
	base := LevelProfile{HalfLife: quickLife, ProfileHalfLife: 25, Kappa: 2, Month: days >= daysForMonth, Unbiased: unbiased, Horizon: horizon}
	quick, err := s.settle(base, days, quickLives, shapes, reaches)
	if err != nil {
		return err
	}
	steady := quick.model.(LevelProfile)
	steady.HalfLife, steady.Month = 80, base.Month
	_, err = s.settle(steady, days, steadyLives, reaches)
	return err
}

// settle tries a setting and improves it group by group.
func (s *search) settle(base LevelProfile, days int, groups ...func(LevelProfile, int) []LevelProfile) (*trial, error) {
	best, err := s.try(base)
	if err != nil {
		return nil, err
	}
	for _, group := range groups {
		if best, err = s.improve(best, group(best.model.(LevelProfile), days)); err != nil {
			return nil, err
		}
	}
	best.settled = true
	return best, nil
}

func quickLives(from LevelProfile, _ int) []LevelProfile {
	from.HalfLife = quickLife / 2
	return []LevelProfile{from}
}

func steadyLives(from LevelProfile, days int) []LevelProfile {
	from.HalfLife = 0
	list := []LevelProfile{from}
	if days >= daysForYearly {
		from.HalfLife, from.Yearly = 400, 1
		list = append(list, from)
	}
	return list
}

func shapes(from LevelProfile, _ int) (list []LevelProfile) {
	for _, life := range []float64{15, 25, 50} {
		for _, kappa := range []float64{.5, 2, 4, 10} {
			from.ProfileHalfLife, from.Kappa = life, kappa
			list = append(list, from)
		}
	}
	from.ProfileHalfLife, from.Kappa, from.Pool = 25, 2, true
	list = append(list, from)
	from.ProfileHalfLife = 50
	return append(list, from)
}

func reaches(from LevelProfile, days int) (list []LevelProfile) {
	plain := from
	plain.Month = false
	list = append(list, plain)
	if from.Family() == (LevelProfile{}).Family() {
		list = append(list, yearlyWaves(from, days)...)
	}
	if days >= daysForYearly {
		from.Trend = true
		list = append(list, from)
	}
	return list
}

// yearlyWaves lists as many Fourier pairs as the history can show.
func yearlyWaves(from LevelProfile, days int) (list []LevelProfile) {
	waves := 0
	switch {
	case days >= daysForAllWaves:
		waves = 6
	case days >= daysForWaves:
		waves = 3
	case days >= daysForYearly:
		waves = 1
	}
	for k := range waves {
		from.HalfLife, from.Yearly = 400, k+1
		list = append(list, from)
	}
	return list
}

// factors lists the low-rank models for a history of so many days.
func factors(days int) (list []Model) {
	for rank := 2; rank <= 4; rank++ {
		list = append(list, Factors{Rank: rank, HalfLife: 80, Month: days >= daysForMonth})
	}
	return list
}

// logLinears lists the regressions for a history of so many days.
func logLinears(days, horizon int) []Model {
	list := []Model{
		LogLinear{HalfLife: 80, Month: true, Horizon: horizon},
		LogLinear{Month: true, Horizon: horizon},
	}
	if days >= daysForYearly {
		list = append(list, LogLinear{HalfLife: 400, Month: true, Yearly: 2, Horizon: horizon})
	}
	return list
}
