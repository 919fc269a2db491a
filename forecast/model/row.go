package model

// row is a day's regressors: the columns that are not zero, in ascending order,
// and their values. Of some forty columns a day fills four or five.
type row struct {
	columns []int
	values  []float64
}

// with returns the row with a value in a column after its last; a zero takes no
// room.
func (x row) with(column int, value float64) row {
	if value == 0 {
		return x
	}
	return row{append(x.columns, column), append(x.values, value)}
}

// clone returns a row of its own with room for more columns.
func (x row) clone(more int) row {
	n := len(x.columns)
	return row{append(make([]int, 0, n+more), x.columns...), append(make([]float64, 0, n+more), x.values...)}
}

// dot is the sum of the row's values, each times its column's of beta.
func (x row) dot(beta []float64) float64 {
	total := 0.0
	for n, a := range x.columns {
		total += x.values[n] * beta[a]
	}
	return total
}

// at is the value of a column.
func (x row) at(column int) float64 {
	for n, a := range x.columns {
		if a == column {
			return x.values[n]
		}
	}
	return 0
}

// moved returns the row with its columns at other places, counted from 1; those
// without a place are left out.
func (x row) moved(places []int) row {
	var out row
	for n, a := range x.columns {
		if to := places[a]; to > 0 {
			out = out.with(to-1, x.values[n])
		}
	}
	return out
}

// normal holds the normal equations of a ridge regression, (XᵀΩX + Λ)β = XᵀΩy:
// the lower triangle of the left side, and the right.
type normal struct {
	left  [][]float64
	right []float64
}

// newNormal begins with the penalties Λ, which must be positive.
func newNormal(penalty []float64) normal {
	n := normal{triangle(len(penalty)), make([]float64, len(penalty))}
	for a, v := range penalty {
		n.left[a][a] = v
	}
	return n
}

// add takes in an observation.
func (n normal) add(x row, y, weight float64) {
	n.addLeft(x, weight)
	n.addRight(x, weight*y)
}

// addLeft adds weight·xxᵀ to the left side.
func (n normal) addLeft(x row, weight float64) {
	for i, a := range x.columns {
		wx, target := weight*x.values[i], n.left[a]
		for j, b := range x.columns[:i+1] {
			target[b] += wx * x.values[j]
		}
	}
}

// addRight adds wy·x to the right side.
func (n normal) addRight(x row, wy float64) {
	for i, a := range x.columns {
		n.right[a] += wy * x.values[i]
	}
}

// clone returns equations that can be changed and solved apart.
func (n normal) clone() normal {
	c := normal{triangle(len(n.right)), make([]float64, len(n.right))}
	c.set(n)
	return c
}

// set takes over what other equations hold.
func (n normal) set(other normal) {
	for a, target := range n.left {
		copy(target, other.left[a])
	}
	copy(n.right, other.right)
}

// triangle returns the lower triangle of a square matrix of zeros.
func triangle(size int) [][]float64 {
	cells, out := make([]float64, size*(size+1)/2), make([][]float64, size)
	for a := range out {
		out[a], cells = cells[:a+1:a+1], cells[a+1:]
	}
	return out
}
