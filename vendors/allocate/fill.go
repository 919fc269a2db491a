package allocate

import (
	"math"
	"slices"
)

// Fill divides one skill by filling the offers of least cost first, each up to its
// limits: the exact optimum where neither quality floor nor hours bind, and the way
// in which every draw of [Thompson] is divided. It returns contacts by offer. The
// error is a [problem.List] or an [*InfeasibleError].
func Fill(p *Problem, skill int) ([]float64, error) {
	if err := p.Check(); err != nil {
		return nil, err
	}
	s := &p.Skills[skill]
	unbound := *s
	unbound.Floor = 0
	bounds := p.bounds(s, 1)
	if err := p.possible(&unbound, bounds); err != nil {
		return nil, err
	}
	parts := s.parts(bounds)
	return s.gather(parts, fill(parts, s.Volume, func(t part) float64 { return t.cost + p.Failure*(1-t.quality) })), nil
}

// fill gives every part its least, and the rest by price, the cheapest first and
// equals in their order.
func fill(parts []part, volume float64, price func(part) float64) []float64 {
	x, order := make([]float64, len(parts)), make([]int, len(parts))
	prices := make([]float64, len(parts))
	for k, t := range parts {
		x[k], order[k], prices[k] = t.low, k, price(t)
		volume -= t.low
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case prices[a] < prices[b]:
			return -1
		case prices[a] > prices[b]:
			return 1
		}
		return 0
	})
	for _, k := range order {
		more := math.Max(0, math.Min(volume, parts[k].high-parts[k].low))
		x[k] += more
		volume -= more
	}
	return x
}

// gather adds the parts of each offer.
func (s *Skill) gather(parts []part, x []float64) []float64 {
	out := make([]float64, len(s.Offers))
	for k, t := range parts {
		out[t.offer] += x[k]
	}
	return out
}
