package model

import (
	"math"
	"slices"
)

// huberAt is the multiple of the robust spread beyond which a day's weight falls.
const huberAt = 2.5

// madToDeviation turns a median absolute deviation into a normal deviation.
const madToDeviation = 1.4826

// robustRidge regresses y on rows with weights and a penalty per column, lowers
// the weight of what stands out in one Huber step, and regresses again. It
// returns the coefficients, what they leave over, and its robust spread.
//
// Rows that are trusted keep their weight: the few days of a named event stand
// out because the penalty holds their column down, not because they are wrong.
func robustRidge(rows []row, y, weights, penalty []float64, trusted []bool) (beta, errors []float64, scale float64) {
	return newRobust(rows, weights, penalty, trusted).fit(y)
}

// robust is a [robustRidge] of several y on the same rows.
type robust struct {
	rows     []row
	weights  []float64
	trusted  []bool
	equation normal
	factor   [][]float64 // Cholesky factor of its left side
	again    normal      // room for the second regression
	sizes    []float64   // and for the errors' spread
}

func newRobust(rows []row, weights, penalty []float64, trusted []bool) *robust {
	r := &robust{rows: rows, weights: weights, trusted: trusted, equation: newNormal(penalty), sizes: make([]float64, len(rows))}
	for n, x := range rows {
		r.equation.addLeft(x, weights[n])
	}
	r.again, r.factor = r.equation.clone(), r.equation.clone().left
	factorise(r.factor)
	return r
}

func (r *robust) fit(y []float64) (beta, errors []float64, scale float64) {
	r.again.set(r.equation)
	for n, x := range r.rows {
		r.again.addRight(x, r.weights[n]*y[n])
	}
	beta, errors = slices.Clone(r.again.right), make([]float64, len(y))
	substitute(r.factor, beta)
	leaveOver(errors, r.rows, y, beta)
	scale = r.spread(errors)
	// Few weights fall, so that the equations are mended, not made anew.
	for n, left := range errors {
		if size := math.Abs(left); size > huberAt*scale && !r.trusted[n] {
			r.again.add(r.rows[n], y[n], r.weights[n]*(huberAt*scale/size-1))
		}
	}
	solvePositive(r.again.left, r.again.right)
	copy(beta, r.again.right)
	leaveOver(errors, r.rows, y, beta)
	return beta, errors, r.spread(errors)
}

func (r *robust) spread(errors []float64) float64 {
	for n, v := range errors {
		r.sizes[n] = math.Abs(v)
	}
	return spreadOf(r.sizes)
}

// ridge returns (XᵀΩX + Λ)⁻¹XᵀΩy. Every penalty must be positive.
func ridge(rows []row, y, weights, penalty []float64) []float64 {
	n := newNormal(penalty)
	for i, x := range rows {
		n.add(x, y[i], weights[i])
	}
	solvePositive(n.left, n.right)
	return n.right
}

func leftOver(rows []row, y, beta []float64) []float64 {
	errors := make([]float64, len(y))
	leaveOver(errors, rows, y, beta)
	return errors
}

// leaveOver writes y − Xβ into errors.
func leaveOver(errors []float64, rows []row, y, beta []float64) {
	for n, x := range rows {
		errors[n] = y[n] - x.dot(beta)
	}
}

// dot is Σab over the length of a. Four sums run beside each other, because each
// addition waits for the one before it.
func dot(a, b []float64) float64 {
	b = b[:len(a)]
	var s0, s1, s2, s3 float64
	for len(a) >= 4 && len(b) >= 4 {
		s0 += a[0] * b[0]
		s1 += a[1] * b[1]
		s2 += a[2] * b[2]
		s3 += a[3] * b[3]
		a, b = a[4:], b[4:]
	}
	for i, v := range a {
		s0 += v * b[i]
	}
	return s0 + s1 + (s2 + s3)
}

// spread is 1.4826 times the median absolute value, kept off zero.
func spread(values []float64) float64 {
	sizes := make([]float64, len(values))
	for i, v := range values {
		sizes[i] = math.Abs(v)
	}
	return spreadOf(sizes)
}

// spreadOf is the spread of values whose sizes are given. It reorders them.
func spreadOf(sizes []float64) float64 { return max(madToDeviation*median(sizes), 1e-6) }

// solvePositive solves ax = b for a symmetric positive definite matrix given by
// its lower triangle, in place: b becomes x, a its Cholesky factor.
func solvePositive(a [][]float64, b []float64) {
	factorise(a)
	substitute(a, b)
}

// factorise replaces the lower triangle of a symmetric positive definite matrix
// by its Cholesky factor (Golub and Van Loan, "Matrix Computations", section
// 4.2). A pivot that rounding leaves at nothing makes its unknown zero.
func factorise(a [][]float64) {
	for i, row := range a {
		for j := range i {
			row[j] = (row[j] - dot(row[:j], a[j])) / a[j][j]
		}
		pivot := row[i] - dot(row[:i], row)
		if !(pivot > 1e-300) {
			pivot = math.MaxFloat64
		}
		row[i] = math.Sqrt(pivot)
	}
}

// substitute solves LLᵀx = b in place, L being what factorise left.
func substitute(a [][]float64, b []float64) {
	for i, row := range a {
		b[i] = (b[i] - dot(row[:i], b)) / row[i]
	}
	for i := len(b) - 1; i >= 0; i-- {
		b[i] /= a[i][i]
		for j, v := range a[i][:i] {
			b[j] -= v * b[i]
		}
	}
}
