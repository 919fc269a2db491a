package survival

import (
	"errors"
	"math"
	"strings"

	"gonum.org/v1/gonum/mat"
)

// root is the Cholesky root L of a symmetric matrix, packed by rows.
type root struct {
	n int
	l []float64
}

var errNotPositive = errors.New("the matrix is not positive definite")

// penalised factorises a packed lower triangle with a penalty on its diagonal.
func penalised(triangle, penalty []float64) (*root, error) {
	n := len(penalty)
	r := &root{n: n, l: append([]float64(nil), triangle...)}
	for j := range n {
		k := j * (j + 1) / 2
		r.l[k+j] += penalty[j]
		whole := r.l[k+j]
		for i := range j + 1 {
			sum := r.l[k+i]
			for m := range i {
				sum -= r.l[k+m] * r.l[i*(i+1)/2+m]
			}
			if i < j {
				r.l[k+i] = sum / r.l[i*(i+1)/2+i]
				continue
			}
			if !(sum > 1e-13*whole) || math.IsInf(sum, 0) {
				return nil, errNotPositive
			}
			r.l[k+j] = math.Sqrt(sum)
		}
	}
	return r, nil
}

// solve returns the solution of LLᵀx = b.
func (r *root) solve(b []float64) []float64 {
	x := append([]float64(nil), b...)
	for i := range x {
		k := i * (i + 1) / 2
		for m := range i {
			x[i] -= r.l[k+m] * x[m]
		}
		x[i] /= r.l[k+i]
	}
	for i := r.n - 1; i >= 0; i-- {
		for m := i + 1; m < r.n; m++ {
			x[i] -= r.l[m*(m+1)/2+i] * x[m]
		}
		x[i] /= r.l[i*(i+1)/2+i]
	}
	return x
}

func (r *root) inverse() [][]float64 {
	v := square(r.n)
	for j := range v {
		unit := make([]float64, r.n)
		unit[j] = 1
		v[j] = r.solve(unit)
	}
	for j := range v {
		for i := range j {
			mean := (v[i][j] + v[j][i]) / 2
			v[i][j], v[j][i] = mean, mean
		}
	}
	return v
}

// collinear refuses columns that are constant among those at risk or that the
// columns before them determine.
func collinear(names []string, information, penalty []float64) error {
	n := len(names)
	var kept []int
	for j := range n {
		if penalty[j] > 0 {
			continue
		}
		tail := append(append([]int(nil), kept...), j)
		sub := make([]float64, 0, len(tail)*(len(tail)+1)/2)
		for a, i := range tail {
			for _, k := range tail[:a+1] {
				sub = append(sub, information[i*(i+1)/2+k])
			}
		}
		whole := information[j*(j+1)/2+j]
		if !(whole > 0) {
			return &InputError{Field: names[j], Row: -1, Found: "the column is the same for everybody who is ever compared", Expected: "the model without it"}
		}
		r, err := penalised(sub, make([]float64, len(tail)))
		left := 0.0
		if err == nil {
			last := r.l[len(r.l)-1]
			left = last * last
		}
		if left > 1e-10*whole {
			kept = tail
			continue
		}
		return &InputError{
			Field: names[j], Row: -1,
			Found:    "the column says the same as " + strings.Join(partners(names, information, kept, j), ", ") + " together",
			Expected: "the model without it, or a ridge penalty",
		}
	}
	return nil
}

// partners lists the columns that determine column j.
func partners(names []string, information []float64, kept []int, j int) []string {
	sub := make([]float64, 0, len(kept)*(len(kept)+1)/2)
	cross := make([]float64, len(kept))
	for a, i := range kept {
		for _, k := range kept[:a+1] {
			sub = append(sub, information[i*(i+1)/2+k])
		}
		cross[a] = information[j*(j+1)/2+i]
	}
	r, err := penalised(sub, make([]float64, len(kept)))
	if err != nil {
		return names[:1]
	}
	var with []string
	for a, share := range r.solve(cross) {
		i := kept[a]
		scale := math.Sqrt(information[i*(i+1)/2+i] / information[j*(j+1)/2+j])
		if math.Abs(share)*scale > 1e-6 {
			with = append(with, names[i])
		}
	}
	return with
}

// unpack makes a full symmetric matrix of a packed lower triangle.
func unpack(triangle []float64, n int) [][]float64 {
	rows := square(n)
	for i := range n {
		for j := range i + 1 {
			rows[i][j], rows[j][i] = triangle[i*(i+1)/2+j], triangle[i*(i+1)/2+j]
		}
	}
	return rows
}

// multiply returns the product of two matrices.
func multiply(a, b [][]float64) [][]float64 {
	product := make([][]float64, len(a))
	for i := range a {
		product[i] = make([]float64, len(b[0]))
		for k, v := range a[i] {
			for j, w := range b[k] {
				product[i][j] += v * w
			}
		}
	}
	return product
}

// quadratic is vᵀM⁻¹v of a symmetric matrix, NaN where it has no inverse.
func quadratic(m [][]float64, v []float64) float64 {
	if len(v) == 0 {
		return 0
	}
	dense := mat.NewSymDense(len(v), nil)
	for i := range m {
		for j := range i + 1 {
			dense.SetSym(i, j, m[i][j])
		}
	}
	var factor mat.Cholesky
	var solved mat.VecDense
	if !factor.Factorize(dense) || factor.SolveVecTo(&solved, mat.NewVecDense(len(v), v)) != nil && math.IsInf(factor.Cond(), 1) {
		return math.NaN()
	}
	return mat.Dot(&solved, mat.NewVecDense(len(v), v))
}
