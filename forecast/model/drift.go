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

// loss is the mean squared miss of the slow level at a rate, no miss counting
// for more than 3 spreads. It is the inner loop of every fit: Σ(e−ℓ)² over the
// days ahead comes from running sums, and only errors that may be cut off are
// looked at one by one.
func (s *slowSearch) loss(rate float64) float64 {
	level, loss, n, farthest := 0.0, 0.0, 0, 0.0
	pull := huberAt * s.scale
	for i, r := range s.errors {
		level += rate * clip(r-level, pull)
		s.levels[i] = level
		farthest = max(farthest, math.Abs(level))
		if ahead := s.ends[i] - (i + 1); ahead > 0 {
			sum, squares := s.sums[s.ends[i]]-s.sums[i+1], s.squares[s.ends[i]]-s.squares[i+1]
			loss += squares - 2*level*sum + float64(ahead)*level*level
			n += ahead
		}
	}
	return (loss - s.cutOff(farthest)) / float64(max(1, n))
}

// cutOff is by how much misses of more than 3 spreads exceed that, squared, when
// no level is farther from zero than given.
func (s *slowSearch) cutOff(farthest float64) float64 {
	limit, excess := 3*s.scale, 0.0
	for at, r := range s.errors {
		if math.Abs(r)+farthest <= limit {
			continue
		}
		for i := at - 1; i >= 0 && s.ends[i] > at; i-- {
			if e := r - s.levels[i]; e > limit || e < -limit {
				excess += e*e - limit*limit
			}
		}
	}
	return excess
}

// slowSearch is what the rates of a slow level have in common.
type slowSearch struct {
	errors        []float64
	scale         float64
	ends          []int     // for each error the first beyond its horizon
	sums, squares []float64 // of the errors before each place
	levels        []float64 // after each error, at the rate tried last
}

func newSlowSearch(days []int, errors []float64, scale float64, horizon int) *slowSearch {
	n := len(errors)
	s := &slowSearch{errors: errors, scale: scale, ends: make([]int, n), sums: make([]float64, n+1), squares: make([]float64, n+1), levels: make([]float64, n)}
	end := 0
	for i, r := range errors {
		s.sums[i+1], s.squares[i+1] = s.sums[i]+r, s.squares[i]+r*r
		for end < n && days[end] <= days[i]+horizon {
			end++
		}
		s.ends[i] = end
	}
	return s
}
