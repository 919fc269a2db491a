package model

import "math"

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
func robustRidge(rows [][]float64, y, weights, penalty []float64, trusted []bool) (beta, errors []float64, scale float64) {
	beta = ridge(rows, y, weights, penalty)
	errors = leftOver(rows, y, beta)
	scale = spread(errors)
	lowered := make([]float64, len(weights))
	for i, r := range errors {
		lowered[i] = weights[i]
		if size := math.Abs(r); size > huberAt*scale && !trusted[i] {
			lowered[i] *= huberAt * scale / size
		}
	}
	beta = ridge(rows, y, lowered, penalty)
	errors = leftOver(rows, y, beta)
	return beta, errors, spread(errors)
}

// ridge returns (XᵀΩX + Λ)⁻¹XᵀΩy. Every penalty must be positive. Most columns
// are zero in most rows.
func ridge(rows [][]float64, y, weights, penalty []float64) []float64 {
	p := len(penalty)
	left, right := matrix(p, p, 0), make([]float64, p)
	for i, v := range penalty {
		left[i][i] = v
	}
	used := make([]int, 0, p)
	for n, row := range rows {
		used = used[:0]
		for a, x := range row {
			if x != 0 {
				used = append(used, a)
			}
		}
		for i, a := range used {
			wx := weights[n] * row[a]
			right[a] += wx * y[n]
			target := left[a]
			for _, b := range used[:i+1] {
				target[b] += wx * row[b]
			}
		}
	}
	solvePositive(left, right)
	return right
}

func leftOver(rows [][]float64, y, beta []float64) []float64 {
	errors := make([]float64, len(y))
	for n, row := range rows {
		errors[n] = y[n] - dot(row, beta)
	}
	return errors
}

func dot(a, b []float64) float64 {
	total := 0.0
	for i, v := range a {
		total += v * b[i]
	}
	return total
}

// spread is 1.4826 times the median absolute value, kept off zero.
func spread(values []float64) float64 {
	sizes := make([]float64, len(values))
	for i, v := range values {
		sizes[i] = math.Abs(v)
	}
	return max(madToDeviation*median(sizes), 1e-6)
}

// solvePositive solves ax = b for a symmetric positive definite matrix given by
// its lower triangle, in place: b becomes x, a its Cholesky factor (Golub and
// Van Loan, "Matrix Computations", section 4.2). A pivot that rounding leaves
// at nothing makes its unknown zero.
func solvePositive(a [][]float64, b []float64) {
	for i, row := range a {
		for j := range i {
			row[j] = (row[j] - dot(row[:j], a[j])) / a[j][j]
		}
		pivot := row[i] - dot(row[:i], row)
		if !(pivot > 1e-300) {
			pivot = math.MaxFloat64
		}
		row[i] = math.Sqrt(pivot)
		b[i] = (b[i] - dot(row[:i], b)) / row[i]
	}
	for i := len(b) - 1; i >= 0; i-- {
		b[i] /= a[i][i]
		for j, v := range a[i][:i] {
			b[j] -= v * b[i]
		}
	}
}
