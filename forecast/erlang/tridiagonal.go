package erlang

// tridiagonal is a matrix with entries beside its diagonal only, factored once
// and solved often (Thomas's algorithm, without pivots: the matrices here are
// diagonally dominant). lower[k] stands in column k of row k+1, upper[k] in
// column k of row k-1.
type tridiagonal struct {
	lower, diagonal, upper []float64
	inverse                []float64 // of the pivots
	ratio                  []float64 // of row k+1's entry to the pivot of row k
}

func newTridiagonal(n int) tridiagonal {
	cells := make([]float64, 5*n)
	part := func(i int) []float64 { return cells[i*n : (i+1)*n : (i+1)*n] }
	return tridiagonal{part(0), part(1), part(2), part(3), part(4)}
}

func (t *tridiagonal) factor() {
	pivot := t.diagonal[0]
	t.inverse[0] = 1 / pivot
	for k := 1; k < len(t.diagonal); k++ {
		t.ratio[k-1] = t.lower[k-1] * t.inverse[k-1]
		pivot = t.diagonal[k] - t.ratio[k-1]*t.upper[k]
		t.inverse[k] = 1 / pivot
	}
}

// opposite writes (2I - M)·x for this matrix M: I + A where M is I - A.
func (t *tridiagonal) opposite(x, out []float64) {
	last := len(x) - 1
	for k := range x {
		out[k] = (2 - t.diagonal[k]) * x[k]
	}
	for k := range last {
		out[k+1] -= t.lower[k] * x[k]
		out[k] -= t.upper[k+1] * x[k+1]
	}
}

// solve writes into x the solution for the right side b, which it uses up.
func (t *tridiagonal) solve(b, x []float64) {
	n := len(b)
	for k := 1; k < n; k++ {
		b[k] -= t.ratio[k-1] * b[k-1]
	}
	x[n-1] = b[n-1] * t.inverse[n-1]
	for k := n - 2; k >= 0; k-- {
		x[k] = (b[k] - t.upper[k+1]*x[k+1]) * t.inverse[k]
	}
}
