package coherent

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"
)

// Reconcile returns the values nearest to the given ones that add up, none below
// 0. variances are those of the values' errors; a value of variance 0 stays as it
// is, unless it is a sum. Leaves first, then sums, as in the structure.
//
// Where the nearest values have a negative leaf, it is set to 0 for good and the
// others are found anew, until none is left.
//
// It returns a *[StructureError] where the numbers do not fit the structure, or
// where sums of variance 0 contradict leaves of variance 0.
func (s Structure) Reconcile(values, variances []float64) ([]float64, error) {
	if err := s.check(values, variances); err != nil {
		return nil, err
	}
	from := append([]float64(nil), values...)
	weights := append([]float64(nil), variances...)
	for {
		out, err := s.project(from, weights)
		if err != nil {
			return nil, err
		}
		clipped := false
		for leaf := range s.leaves {
			if out[leaf] < 0 {
				from[leaf], weights[leaf], clipped = 0, 0, true
			}
		}
		if !clipped {
			s.addUp(out)
			return out, nil
		}
	}
}

func (s Structure) check(values, variances []float64) error {
	if len(values) != s.Len() || len(variances) != s.Len() {
		return &StructureError{-1, fmt.Sprintf("%d values and %d variances; %d of each were expected", len(values), len(variances), s.Len())}
	}
	for i, v := range values {
		if w := variances[i]; math.IsNaN(v) || math.IsInf(v, 0) || !(w >= 0) || math.IsInf(w, 1) {
			return &StructureError{-1, fmt.Sprintf("value %d is %g with variance %g; finite numbers, the variance not negative, were expected", i+1, v, w)}
		}
	}
	return nil
}

// project solves ŷ − WCᵀ(CWCᵀ)⁻¹Cŷ for the leaves.
func (s Structure) project(values, weights []float64) ([]float64, error) {
	out := append([]float64(nil), values...)
	if len(s.sums) == 0 {
		return out, nil
	}
	gaps, agree := s.gaps(values)
	if agree {
		return out, nil
	}
	var factor mat.Cholesky
	if !factor.Factorize(s.spread(weights)) {
		return nil, &StructureError{-1, "sums and leaves that are all certain do not add up; give one of them a variance"}
	}
	var pull mat.VecDense
	if err := factor.SolveVecTo(&pull, mat.NewVecDense(len(gaps), gaps)); err != nil {
		return nil, &StructureError{-1, "the variances differ so much that no solution is exact: " + err.Error()}
	}
	for n, sum := range s.sums {
		for _, leaf := range sum {
			out[leaf] += weights[leaf] * pull.AtVec(n)
		}
	}
	return out, nil
}

// gaps are Cŷ: by how much each sum differs from what its leaves add up to.
func (s Structure) gaps(values []float64) (gaps []float64, agree bool) {
	gaps, agree = make([]float64, len(s.sums)), true
	for n, sum := range s.sums {
		gaps[n] = values[s.leaves+n]
		for _, leaf := range sum {
			gaps[n] -= values[leaf]
		}
		agree = agree && gaps[n] == 0
	}
	return gaps, agree
}

// spread is CWCᵀ: the covariance of the gaps.
func (s Structure) spread(weights []float64) *mat.SymDense {
	out := mat.NewSymDense(len(s.sums), nil)
	member := make([]bool, s.leaves)
	for n, sum := range s.sums {
		for _, leaf := range sum {
			member[leaf] = true
		}
		for other := n; other < len(s.sums); other++ {
			shared := 0.0
			for _, leaf := range s.sums[other] {
				if member[leaf] {
					shared += weights[leaf]
				}
			}
			if other == n {
				shared += weights[s.leaves+n]
			}
			out.SetSym(n, other, shared)
		}
		for _, leaf := range sum {
			member[leaf] = false
		}
	}
	return out
}
