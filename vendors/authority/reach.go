package authority

import (
	"fmt"
	"math"
)

// Reach is whether authority lies where contacts need it (001-19, 001-20).
type Reach struct {
	Needing   int     // contacts that needed authority
	Escalated int     // of them, to a higher one
	First     float64 // share solved at the first authority
	Delay     float64 // hours that escalation added, in all
	Cost      float64 // of the delay, at a cost an hour
}

// ReachOf computes the reach; false where no contact needed authority. hours are
// the delays of the contacts that were escalated.
func ReachOf(needing int, hours []float64, cost float64) (Reach, bool) {
	r := Reach{Needing: needing, Escalated: len(hours)}
	if needing <= 0 || len(hours) > needing {
		return r, false
	}
	r.First = 1 - float64(len(hours))/float64(needing)
	for _, h := range hours {
		r.Delay += h
	}
	r.Cost = r.Delay * cost
	return r, true
}

// Case is a contact near a limit: what it asked for, less the limit, and whether it
// ended well (or how much it cost, or when: any figure).
type Case struct {
	Distance float64 // at or below 0: within the limit
	Outcome  float64
}

// Effect is what a limit does to contacts that lie at it.
type Effect struct {
	Within, Beyond float64 // outcomes at the limit, from either side
	Effect         float64 // within less beyond: what raising the limit past a case would give it
	Error          float64 // standard error
	N              int     // contacts within the bandwidth
}

// FewError says that there are too few cases near a limit.
type FewError struct{ Within, Beyond int }

func (e *FewError) Error() string {
	return fmt.Sprintf("effect of a limit: %d cases within and %d beyond; expected at least %d of either that differ", e.Within, e.Beyond, fewest)
}

const fewest = 3

// EffectOf compares contacts just within a limit with those just beyond, by a line
// on either side, weighted by a triangle of the given bandwidth: a regression
// discontinuity (G. Imbens and T. Lemieux, Journal of Econometrics 142, 2008). It is
// about cases at the limit, not about much larger ones, and it misleads where
// people ask for amounts just below a limit that they know. The error is a
// [*FewError].
func EffectOf(cases []Case, bandwidth float64) (Effect, error) {
	var within, beyond side
	for _, c := range cases {
		w := 1 - math.Abs(c.Distance)/bandwidth
		switch {
		case !(w > 0):
		case c.Distance <= 0:
			within.add(c, w)
		default:
			beyond.add(c, w)
		}
	}
	a, va, ok := within.atLimit()
	b, vb, ok2 := beyond.atLimit()
	if !ok || !ok2 {
		return Effect{}, &FewError{len(within.cases), len(beyond.cases)}
	}
	return Effect{Within: a, Beyond: b, Effect: a - b, Error: math.Sqrt(va + vb), N: len(within.cases) + len(beyond.cases)}, nil
}

// side is the cases on one side of a limit, with the sums of a weighted line.
type side struct {
	cases           []Case
	weights         []float64
	w, x, y, xx, xy float64
}

func (s *side) add(c Case, w float64) {
	s.cases, s.weights = append(s.cases, c), append(s.weights, w)
	s.w += w
	s.x += w * c.Distance
	s.y += w * c.Outcome
	s.xx += w * c.Distance * c.Distance
	s.xy += w * c.Distance * c.Outcome
}

// atLimit is the line's height at distance 0, with its variance (robust to unequal
// spread, HC1).
func (s *side) atLimit() (height, variance float64, ok bool) {
	det := s.w*s.xx - s.x*s.x
	n := float64(len(s.cases))
	if len(s.cases) < fewest || !(det > 1e-12*s.w*s.xx) {
		return 0, 0, false
	}
	height = (s.xx*s.y - s.x*s.xy) / det
	slope := (s.w*s.xy - s.x*s.y) / det
	for i, c := range s.cases {
		lever := s.weights[i] * (s.xx - s.x*c.Distance) / det
		rest := c.Outcome - height - slope*c.Distance
		variance += lever * lever * rest * rest
	}
	return height, variance * n / (n - 2), true
}
