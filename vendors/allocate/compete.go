package allocate

import (
	"fmt"
	"math/rand/v2"

	"gonum.org/v1/gonum/stat/distuv"
)

// Steps are by how much a share may move.
type Steps struct{ Up, Down float64 }

// Earned is the published rule of competition: a vendor's share may rise by a step
// only where it is surely better than another, and fall only where another is
// surely better. better[v][w] is P(v better than w); sure is usually 0.90, a step
// 0.05 a quarter.
func Earned(better [][]float64, step, sure float64) []Steps {
	out := make([]Steps, len(better))
	for v := range better {
		for w := range better {
			if v == w {
				continue
			}
			if better[v][w] >= sure {
				out[v].Up = step
			}
			if better[w][v] >= sure {
				out[v].Down = step
			}
		}
	}
	return out
}

// Posterior is what is known of a vendor's quality: Beta(Good, Bad).
type Posterior struct{ Good, Bad float64 }

// PosteriorError refuses posteriors that cannot be drawn from.
type PosteriorError struct{ Found, Expected string }

func (e *PosteriorError) Error() string {
	return fmt.Sprintf("posteriors: found %s; expected %s", e.Found, e.Expected)
}

// Thompson divides a skill by chance in proportion to what is known: the mean over
// draws from the posteriors of what [Fill] gives for each, within the same limits.
// Uncertain vendors get more than they would by their mean, so that they are
// learnt about (W. R. Thompson, Biometrika 25, 1933). With a minimum share everybody
// is observed anyway, and filling by the mean is as good; hence an option. The same
// source gives the same division. The error is a [*PosteriorError] or that of
// [Fill].
func Thompson(p *Problem, skill int, known []Posterior, draws int, chance *rand.Rand) ([]float64, error) {
	if err := p.Check(); err != nil {
		return nil, err
	}
	s := &p.Skills[skill]
	if len(known) != len(s.Offers) || draws < 1 {
		return nil, &PosteriorError{fmt.Sprintf("%d posteriors and %d draws", len(known), draws), fmt.Sprintf("%d, one an offer, and at least one draw", len(s.Offers))}
	}
	for _, k := range known {
		if !(k.Good > 0 && k.Bad > 0) {
			return nil, &PosteriorError{fmt.Sprintf("Beta(%v, %v)", k.Good, k.Bad), "two numbers above 0"}
		}
	}
	unbound := *s
	unbound.Floor = 0
	bounds := p.bounds(s, 1)
	if err := p.possible(&unbound, bounds); err != nil {
		return nil, err
	}
	mean := make([]float64, len(s.Offers))
	quality := make([]float64, len(s.Offers))
	for range draws {
		for i, k := range known {
			quality[i] = distuv.Beta{Alpha: k.Good, Beta: k.Bad, Src: chance}.Rand()
		}
		parts := s.parts(bounds)
		x := fill(parts, s.Volume, func(t part) float64 { return t.cost + p.Failure*(1-quality[t.offer]) })
		for i, contacts := range s.gather(parts, x) {
			mean[i] += contacts / float64(draws)
		}
	}
	return mean, nil
}
