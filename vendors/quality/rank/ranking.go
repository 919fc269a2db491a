package rank

import (
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"

	"github.com/muster-wfm/muster/vendors/quality"
)

// Standing is where a unit stands among the others; rank 1 is the best.
type Standing struct {
	Expected float64 // rank
	// Lo and Hi hold the rank with the level's probability.
	Lo, Hi int
	// Best and Worst are the chances to be first and last.
	Best, Worst float64
}

// Ranking is how units stand to one another.
type Ranking struct {
	Standings []Standing
	// Better is the chance that one unit (row) is better than another (column),
	// units x units, a half on the diagonal.
	Better []float64
}

// Clear reports whether one unit is better than another with a probability of at
// least what is asked, such as 0.95; between units where neither is, there is no
// clear difference.
func (r *Ranking) Clear(unit, other int, atLeast float64) bool {
	return r.Better[unit*len(r.Standings)+other] >= atLeast
}

// FromDraws ranks units by joint draws of what is compared: draws[d][v] is unit v in
// draw d. Low is whether low values are good. Equal values share their ranks and the
// chance to be best. It returns a [quality.InputError] without draws or units, and
// for a level that is none.
func FromDraws(draws [][]float64, low bool, level float64) (*Ranking, error) {
	if len(draws) == 0 || len(draws[0]) == 0 {
		return nil, quality.Refuse("empty", "at least one draw of at least one unit", "draws")
	}
	if err := quality.CheckLevel(level); err != nil {
		return nil, err
	}
	units := len(draws[0])
	r := &Ranking{Standings: make([]Standing, units), Better: make([]float64, units*units)}
	at := make([][]int, units) // how often each rank, from 0
	for v := range at {
		at[v] = make([]int, units)
	}
	order := make([]int, units)
	for d, draw := range draws {
		if len(draw) != units {
			return nil, quality.Refuse(len(draw), "one value for each unit", "the length of draws[%d]", d)
		}
		for v := range order {
			order[v] = v
		}
		slices.SortFunc(order, func(a, b int) int { return compareValues(draw[a], draw[b], low) })
		r.take(draw, order, at)
	}
	share := 1 / float64(len(draws))
	for v := range r.Standings {
		s := &r.Standings[v]
		s.Expected *= share
		s.Best *= share
		s.Worst *= share
		s.Lo, s.Hi = rankInterval(at[v], level)
	}
	for i := range r.Better {
		r.Better[i] *= share
	}
	return r, nil
}

func compareValues(a, b float64, low bool) int {
	switch {
	case a == b:
		return 0
	case (a < b) == low:
		return -1
	default:
		return 1
	}
}

// take counts one draw, whose units are in order from the best.
func (r *Ranking) take(draw []float64, order []int, at [][]int) {
	units := len(order)
	for from := 0; from < units; {
		to := from + 1
		for to < units && draw[order[to]] == draw[order[from]] {
			to++
		}
		tied := float64(to - from)
		for i, v := range order[from:to] {
			s := &r.Standings[v]
			s.Expected += float64(from+to+1) / 2
			if from == 0 {
				s.Best += 1 / tied
			}
			if to == units {
				s.Worst += 1 / tied
			}
			at[v][from+i]++
			for _, w := range order[from:to] {
				r.Better[v*units+w] += .5
			}
			for _, w := range order[to:] {
				r.Better[v*units+w]++
			}
		}
		from = to
	}
}

// rankInterval cuts as much off either side as the level allows.
func rankInterval(at []int, level float64) (lo, hi int) {
	draws := 0
	for _, n := range at {
		draws += n
	}
	spare := (1 - level) / 2 * float64(draws)
	below, above := 0, 0
	for lo = 0; float64(below+at[lo]) <= spare; lo++ {
		below += at[lo]
	}
	for hi = len(at) - 1; float64(above+at[hi]) <= spare; hi-- {
		above += at[hi]
	}
	return lo + 1, hi + 1
}

// DrawBetas draws from the distributions of several units' rates, one row a draw.
func DrawBetas(units []Beta, draws int, source rand.Source) [][]float64 {
	return drawn(len(units), draws, func(v int) float64 {
		return distuv.Beta{Alpha: units[v].A, Beta: units[v].B, Src: source}.Rand()
	})
}

// DrawNormals draws from normal distributions of several units' effects.
func DrawNormals(mean, sd []float64, draws int, source rand.Source) [][]float64 {
	random := rand.New(source)
	return drawn(len(mean), draws, func(v int) float64 { return mean[v] + sd[v]*random.NormFloat64() })
}

func drawn(units, draws int, draw func(int) float64) [][]float64 {
	all, cells := make([][]float64, draws), make([]float64, draws*units)
	for d := range all {
		all[d] = cells[d*units : (d+1)*units]
		for v := range all[d] {
			all[d][v] = draw(v)
		}
	}
	return all
}
