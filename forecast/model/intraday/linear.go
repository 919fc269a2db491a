package intraday

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// linear is the best linear prediction of the rest's root errors: ê = C_ra
// C_aa⁻¹ e_a, with the covariance C of past days' errors shrunk towards its
// diagonal. The update is (√f + ê)².
type linear struct {
	cut
	weights *mat.Dense // rest by seen: C_ra C_aa⁻¹
}

// shrinkages are the weights of the diagonal. No single one is right, and picking
// one by its errors on few days is noisy: the prediction is the mean over all.
var shrinkages = []float64{.15, .3, .5, .7, .85}

// secondMoments is ΣeeᵀI/n of past days' root errors over the slots seen and to
// come, in that order. It is taken about zero and not about the mean, so that a
// forecast that was always too low is corrected too.
func secondMoments(c cut, past []Day) *mat.SymDense {
	slots := append(append([]int(nil), c.seen...), c.rest...)
	moments := mat.NewSymDense(len(slots), nil)
	for _, d := range past {
		errors, _ := d.rootErrors(slots)
		moments.SymRankOne(moments, 1/float64(len(past)), mat.NewVecDense(len(slots), errors))
	}
	return moments
}

// fitLinear solves for the weights. ok is false where the past shows no
// variation from which they could be had.
func fitLinear(c cut, past []Day) (l linear, ok bool) {
	moments := secondMoments(c, past)
	l = linear{c, mat.NewDense(len(c.rest), len(c.seen), nil)}
	for _, shrinkage := range shrinkages {
		solved, ok := solve(moments, len(c.seen), shrinkage)
		if !ok {
			return l, false
		}
		l.weights.Add(l.weights, solved.T())
	}
	l.weights.Scale(1/float64(len(shrinkages)), l.weights)
	return l, true
}

// solve returns C_aa⁻¹ C_ar for the covariance with its off-diagonal shrunk. The
// first slots of the moments are those seen.
func solve(moments *mat.SymDense, seen int, shrinkage float64) (solved *mat.Dense, ok bool) {
	rest := moments.SymmetricDim() - seen
	within := mat.NewSymDense(seen, nil)
	between := mat.NewDense(seen, rest, nil)
	for i := range seen {
		within.SetSym(i, i, moments.At(i, i))
		for k := i + 1; k < seen; k++ {
			within.SetSym(i, k, (1-shrinkage)*moments.At(i, k))
		}
		for k := range rest {
			between.Set(i, k, (1-shrinkage)*moments.At(i, seen+k))
		}
	}
	var factor mat.Cholesky
	if !factor.Factorize(within) {
		return nil, false
	}
	solved = new(mat.Dense)
	return solved, factor.SolveTo(solved, between) == nil
}

func (l linear) update(today Day) []float64 {
	errors, _ := today.rootErrors(l.seen)
	var expected mat.VecDense
	expected.MulVec(l.weights, mat.NewVecDense(len(errors), errors))
	out := make([]float64, len(l.rest))
	for i, j := range l.rest {
		root := max(0, math.Sqrt(today.Forecast[j])+expected.AtVec(i))
		out[i] = capped(root*root, today.Forecast[j])
	}
	return out
}
