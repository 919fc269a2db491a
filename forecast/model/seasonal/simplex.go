package seasonal

import (
	"math"
	"slices"
)

// minimise looks for the least of f from a start, by the simplex of Nelder and
// Mead (Computer Journal 7, 1965) with their coefficients. It ends when the
// corners agree to a relative tolerance, or after limit evaluations. Smoothing
// takes two to four parameters and a series many fits, so that the search must
// not cost more than the sums it asks for.
func minimise(f func(x []float64) float64, start []float64, step float64, limit int) []float64 {
	const tolerance = 1e-6
	s := newSimplex(f, start, step)
	for s.asked < limit {
		best, worst := s.corners[0].value, s.corners[len(start)].value
		if math.Abs(worst-best) <= tolerance*(math.Abs(best)+tolerance) {
			break
		}
		s.improve()
	}
	return s.corners[0].x
}

type corner struct {
	x     []float64
	value float64
}

// simplex holds one corner more than there are parameters, the best first.
type simplex struct {
	f       func(x []float64) float64
	corners []corner
	asked   int
}

func newSimplex(f func([]float64) float64, start []float64, step float64) *simplex {
	s := &simplex{f: f}
	s.corners = append(s.corners, s.at(slices.Clone(start)))
	for i := range start {
		x := slices.Clone(start)
		x[i] += step
		s.corners = append(s.corners, s.at(x))
	}
	s.sort()
	return s
}

// at evaluates f; what is no number is worse than all others.
func (s *simplex) at(x []float64) corner {
	s.asked++
	v := s.f(x)
	if math.IsNaN(v) {
		v = math.Inf(1)
	}
	return corner{x, v}
}

func (s *simplex) sort() {
	slices.SortStableFunc(s.corners, func(a, b corner) int {
		switch {
		case a.value < b.value:
			return -1
		case a.value > b.value:
			return 1
		}
		return 0
	})
}

// improve replaces the worst corner, or draws all towards the best.
func (s *simplex) improve() {
	n := len(s.corners) - 1
	worst := s.corners[n]
	centre := make([]float64, n)
	for _, c := range s.corners[:n] {
		for i, v := range c.x {
			centre[i] += v / float64(n)
		}
	}
	along := func(factor float64) corner {
		x := make([]float64, n)
		for i := range x {
			x[i] = centre[i] + factor*(worst.x[i]-centre[i])
		}
		return s.at(x)
	}
	next := along(-1)
	switch {
	case next.value < s.corners[0].value:
		if further := along(-2); further.value < next.value {
			next = further
		}
	case next.value >= s.corners[n-1].value:
		factor := .5
		if next.value < worst.value {
			factor = -.5
		}
		if next = along(factor); next.value >= worst.value {
			s.shrink()
			return
		}
	}
	s.corners[n] = next
	s.sort()
}

func (s *simplex) shrink() {
	best := s.corners[0].x
	for c := range s.corners[1:] {
		x := s.corners[c+1].x
		for i := range x {
			x[i] = best[i] + .5*(x[i]-best[i])
		}
		s.corners[c+1] = s.at(x)
	}
	s.sort()
}
