package sample

import (
	"math"

	"github.com/muster-wfm/muster/vendors/quality"
)

// Size is how many to draw at random for a rate to be known to within a half width
// with a level of confidence: n = z^2 p (1-p) / d^2, in a population of N contacts n /
// (1 + (n-1)/N), rounded up. Population 0 is one without end. It returns a
// [quality.InputError] for figures that cannot be.
func Size(rate, halfWidth, level float64, population int) (int, error) {
	if !(rate >= 0 && rate <= 1) {
		return 0, quality.Refuse(rate, "a rate from 0 to 1", "rate")
	}
	if !(halfWidth > 0 && halfWidth < 1) {
		return 0, quality.Refuse(halfWidth, "above 0 and below 1", "halfWidth")
	}
	if err := quality.CheckLevel(level); err != nil {
		return 0, err
	}
	if population < 0 {
		return 0, quality.Refuse(population, "at least 0", "population")
	}
	z := quality.Normal(level)
	n := z * z * rate * (1 - rate) / (halfWidth * halfWidth)
	if population > 0 {
		n = min(float64(population), n/(1+(n-1)/float64(population)))
	}
	if n > math.MaxInt32 {
		return 0, quality.Refuse(halfWidth, "a precision that two thousand million contacts can give", "halfWidth")
	}
	return max(1, int(math.Ceil(n-1e-9))), nil
}

// Stratum is a part of the contacts.
type Stratum struct {
	Size int     // contacts
	Rate float64 // expected there, from the last period or a guess
}

// Plan is how many to draw from each stratum.
type Plan struct {
	Draw []int
	// HalfWidth is the precision of the overall rate that this gives if the rates are
	// as expected, with the level asked for; ByStratum that of each stratum's own.
	HalfWidth float64
	ByStratum []float64
}

// Floor is the usual least number from a stratum.
const Floor = 20

// Allocate shares a number of contacts to look at among strata by Neyman's rule, n_h
// in proportion to N_h sqrt(p_h (1-p_h)), with a floor for each and no more than there
// are: what one stratum cannot take goes to the others. A rate of 0 or 1 counts as
// half an event in the floor, since no guess is that sure. It returns a
// [quality.InputError] for strata that cannot be, and a total that the floors exceed.
func Allocate(strata []Stratum, total, floor int, level float64) (*Plan, error) {
	if err := quality.CheckLevel(level); err != nil {
		return nil, err
	}
	if floor < 1 {
		return nil, quality.Refuse(floor, "at least 1", "floor")
	}
	least, all := 0, 0
	for i, s := range strata {
		if s.Size < 1 {
			return nil, quality.Refuse(s.Size, "at least one contact", "strata[%d].size", i)
		}
		if !(s.Rate >= 0 && s.Rate <= 1) {
			return nil, quality.Refuse(s.Rate, "a rate from 0 to 1", "strata[%d].rate", i)
		}
		least += min(floor, s.Size)
		all += s.Size
	}
	if len(strata) == 0 {
		return nil, quality.Refuse(0, "at least one", "the number of strata")
	}
	if total < least {
		return nil, quality.Refuse(total, "at least the floors of all strata together", "total")
	}
	p := &Plan{Draw: share(strata, min(total, all), floor)}
	p.precision(strata, all, floor, quality.Normal(level))
	return p, nil
}

// spread is a stratum's standard deviation of one contact.
func (s Stratum) spread(floor int) float64 {
	edge := 1 / float64(2*floor)
	p := min(1-edge, max(edge, s.Rate))
	return math.Sqrt(p * (1 - p))
}

// share settles strata at their floor or size until the rest lie between, then rounds
// by largest remainders.
func share(strata []Stratum, total, floor int) []int {
	draw := make([]int, len(strata))
	settled := make([]bool, len(strata))
	for {
		left, weight := total, 0.0
		for i, s := range strata {
			if settled[i] {
				left -= draw[i]
			} else {
				weight += float64(s.Size) * s.spread(floor)
			}
		}
		// Settle on the side that lacks more, as water-filling does: settling both at
		// once could leave the rest too much or too little.
		over, under := 0.0, 0.0
		want := make([]float64, len(strata))
		for i, s := range strata {
			if settled[i] {
				continue
			}
			want[i] = float64(left) * float64(s.Size) * s.spread(floor) / weight
			over += max(0, want[i]-float64(s.Size))
			under += max(0, float64(min(floor, s.Size))-want[i])
		}
		if over == 0 && under == 0 {
			round(want, settled, draw, left)
			return draw
		}
		for i, s := range strata {
			switch lowest := min(floor, s.Size); {
			case settled[i]:
			case under >= over && want[i] <= float64(lowest):
				draw[i], settled[i] = lowest, true
			case under < over && want[i] >= float64(s.Size):
				draw[i], settled[i] = s.Size, true
			}
		}
	}
}

func round(want []float64, settled []bool, draw []int, left int) {
	for i, w := range want {
		if !settled[i] {
			draw[i] = int(w)
			left -= draw[i]
		}
	}
	for ; left > 0; left-- {
		most := -1
		for i, w := range want {
			if !settled[i] && (most < 0 || w-float64(draw[i]) > want[most]-float64(draw[most])) {
				most = i
			}
		}
		if most < 0 {
			return
		}
		draw[most]++
	}
}

// precision is z times the standard error of the stratified rate, with the finite
// population of each stratum.
func (p *Plan) precision(strata []Stratum, all, floor int, z float64) {
	variance := 0.0
	for i, s := range strata {
		n, size := float64(p.Draw[i]), float64(s.Size)
		of := s.spread(floor) * s.spread(floor) / n * (size - n) / max(1, size-1)
		p.ByStratum = append(p.ByStratum, z*math.Sqrt(of))
		variance += size / float64(all) * size / float64(all) * of
	}
	p.HalfWidth = z * math.Sqrt(variance)
}
