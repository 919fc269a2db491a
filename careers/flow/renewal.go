package flow

import "fmt"

// Renewal is a ladder whose rungs have fixed sizes, so that people rise only into
// places that leavers make free: the vacancy at the top is filled from below, which
// makes one there, down to the entrance.
type Renewal struct {
	Vacancies     []float64 // a month, by rung: leavers of it and of all rungs above
	PromotedInto  []float64 // a month; 0 for the first rung, which is hired into
	PromotionRate []float64 // chance a month to be promoted out of a rung
	Hires         float64   // a month, into the first rung
	MonthsIn      []float64 // expected months in a rung, however one leaves it
	Reach         []float64 // chance of an entrant ever to be in a rung
}

// Renew works out the [Renewal] of rungs of given sizes, the lowest first, whose
// people leave by the chance of their rung a month: v_j = w_j·m_j + g_j + v_{j+1},
// in which growth are new places a month, nil for none.
func Renew(sizes, wastage, growth []float64) (*Renewal, error) {
	k := len(sizes)
	if err := checkRenewal(sizes, wastage, growth); err != nil {
		return nil, err
	}
	r := &Renewal{
		Vacancies: make([]float64, k), PromotedInto: make([]float64, k), PromotionRate: make([]float64, k),
		MonthsIn: make([]float64, k), Reach: make([]float64, k),
	}
	above := 0.0
	for j := k - 1; j >= 0; j-- {
		r.PromotionRate[j] = above / sizes[j]
		r.Vacancies[j] = wastage[j]*sizes[j] + above
		if growth != nil {
			r.Vacancies[j] += growth[j]
		}
		above = r.Vacancies[j]
		r.MonthsIn[j] = sizes[j] / r.Vacancies[j]
	}
	r.Hires = above
	for j := range k {
		r.Reach[j] = r.Vacancies[j] / r.Hires
		if j > 0 {
			r.PromotedInto[j] = r.Vacancies[j]
		}
	}
	return r, nil
}

func checkRenewal(sizes, wastage, growth []float64) error {
	if len(sizes) == 0 {
		return wrong("sizes", "no rung", "the people of each rung")
	}
	if err := sized("wastage", len(wastage), len(sizes)); err != nil {
		return err
	}
	if growth != nil {
		if err := sized("growth", len(growth), len(sizes)); err != nil {
			return err
		}
	}
	for j := range sizes {
		if !(sizes[j] > 0) {
			return wrong(fmt.Sprintf("sizes, rung %d", j+1), sizes[j], "more than 0 people")
		}
		if err := within(fmt.Sprintf("wastage, rung %d", j+1), wastage[j], 0, 1); err != nil {
			return err
		}
	}
	if last := len(sizes) - 1; !(wastage[last] > 0) {
		return wrong("wastage, last rung", wastage[last], "a chance above 0: where nobody leaves the top nothing ever comes free")
	}
	return nil
}
