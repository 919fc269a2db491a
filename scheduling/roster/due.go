package roster

// When the parts of a search are due.

// boundable reports whether it is time for the bound: it wants a good roster to start from,
// and prices where whole horizons are swept.
func (r *search) boundable(round int, fraction float64, swept [][]float64) bool {
	if r.model.together && r.model.sweepable() && fraction < boundBy {
		return swept != nil
	}
	return round >= boundFrom
}

// boundBy is the part of the search by which the bound of a swept horizon begins, whether
// or not it has been swept.
const boundBy = 0.5

// jointFrom and sweepFrom are the parts of the search from which people are rostered
// together: sooner where a horizon is swept, since moves of single people hardly
// get anywhere on a long one.
const (
	jointFrom = 0.2
	sweepFrom = 0.005
)

func (r *search) jointFrom() float64 {
	if r.model.sweepable() || r.model.crowded() {
		return sweepFrom
	}
	return jointFrom
}

// togetherFrom is the part from which all chains go on from the best.
func (r *search) togetherFrom() float64 {
	if r.model.together {
		return r.jointFrom()
	}
	return 0.6
}
