package model

import "math"

// slowRates are the smoothing rates that compete for the slow level.
var slowRates = []float64{0, .02, .05, .1, .2, .3}

// follow smooths the errors that a regression left on days, in order, into a
// slow level ℓ that is to be added to every day ahead: exponential smoothing, an
// error pulling by no more than huberAt spreads. The rate is the one whose level
// would have missed least, 1 to horizon days ahead, no miss counting for more
// than 3 spreads; the lowest of equals. It returns the level at the end and as
// it stood before each day.
func follow(days []int, errors []float64, scale float64, horizon int) (slow float64, before []float64) {
	best, rate := math.Inf(1), 0.0
	search := newSlowSearch(days, errors, scale, horizon)
	for _, candidate := range slowRates {
		if loss := search.loss(candidate); loss < best*(1-1e-9) {
			best, rate = loss, candidate
		}
	}
	before = make([]float64, len(errors))
	for i, r := range errors {
		before[i] = slow
		slow += rate * clip(r-slow, huberAt*scale)
	}
	return slow, before
}

func clip(v, limit float64) float64 { return min(max(v, -limit), limit) }

// slowSearch is what the rates of a slow level have in common.
type slowSearch struct {
	days    []int
	errors  []float64
	horizon int
	pull    float64 // the most that an error pulls
	limit   float64 // the most that a miss counts for
	large   []int   // errors of more than half of that
}

func newSlowSearch(days []int, errors []float64, scale float64, horizon int) *slowSearch {
	s := &slowSearch{days: days, errors: errors, horizon: horizon, pull: huberAt * scale, limit: 3 * scale}
	for i, r := range errors {
		if math.Abs(r) > s.limit/2 {
			s.large = append(s.large, i)
		}
	}
	return s
}

// loss is the mean squared miss of the slow level at a rate. It is the inner loop
// of every fit: the sums over the days ahead, Σ(e−ℓ)² = Σe² − 2ℓΣe + nℓ², slide
// along, and only errors that may miss by more than counts are looked at.
func (s *slowSearch) loss(rate float64) float64 {
	errors := s.errors
	level, loss, n := 0.0, 0.0, 0
	end, sum, squares := 0, 0.0, 0.0 // of the errors within the horizon
	large := s.large
	for i, r := range errors {
		level += rate * clip(r-level, s.pull)
		for last := s.days[i] + s.horizon; end < len(errors) && s.days[end] <= last; end++ {
			sum += errors[end]
			squares += errors[end] * errors[end]
		}
		sum -= r
		squares -= r * r
		ahead := end - i - 1
		loss += squares - 2*level*sum + float64(ahead)*level*level
		n += ahead
		for len(large) > 0 && large[0] <= i {
			large = large[1:]
		}
		loss -= s.cutOff(i, end, level, large)
	}
	return loss / float64(max(1, n))
}

// cutOff is by how much the squared misses of a level after error i, up to end,
// exceed what they may count for; large are the large errors from there on.
func (s *slowSearch) cutOff(i, end int, level float64, large []int) float64 {
	excess := 0.0
	add := func(at int) {
		if e := s.errors[at] - level; e > s.limit || e < -s.limit {
			excess += e*e - s.limit*s.limit
		}
	}
	if math.Abs(level) > s.limit/2 {
		for at := i + 1; at < end; at++ {
			add(at)
		}
		return excess
	}
	for _, at := range large {
		if at >= end {
			break
		}
		add(at)
	}
	return excess
}
