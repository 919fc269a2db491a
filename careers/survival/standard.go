package survival

import "math"

// standard is how columns were centred and scaled before a climb: a calendar year
// beside an intercept would leave nothing but rounding.
type standard struct{ mean, sd []float64 }

// standardise puts a column of ones before the columns, centred and in standard
// deviations. A constant column becomes one of zeros.
func standardise(x *Covariates, rows int) (design []float64, s *standard) {
	p := len(x.Names)
	s = &standard{mean: make([]float64, p), sd: make([]float64, p)}
	for k, v := range x.Values {
		s.mean[k%p] += v / float64(rows)
	}
	for k, v := range x.Values {
		s.sd[k%p] += (v - s.mean[k%p]) * (v - s.mean[k%p]) / float64(rows)
	}
	for j, v := range s.sd {
		if s.sd[j] = math.Sqrt(v); !(s.sd[j] > 1e-12*math.Abs(s.mean[j])) {
			s.sd[j] = 1
		}
	}
	design = make([]float64, 0, rows*(p+1))
	for i := range rows {
		design = append(design, 1)
		for j, v := range x.Values[i*p : (i+1)*p] {
			design = append(design, (v-s.mean[j])/s.sd[j])
		}
	}
	return design, s
}

// ones is the spread of so many columns of a standard design.
func ones(n int) []float64 {
	list := make([]float64, n)
	for j := range list {
		list[j] = 1
	}
	return list
}

// restore turns coefficients (intercept, columns and whatever follows) and their
// variance into those of the columns as they were.
func (s *standard) restore(beta []float64, variance [][]float64) ([]float64, [][]float64) {
	n := len(beta)
	turn := square(n)
	for j := range turn {
		turn[j][j] = 1
	}
	for j, sd := range s.sd {
		turn[j+1][j+1] = 1 / sd
		turn[0][j+1] = -s.mean[j] / sd
	}
	raw := make([]float64, n)
	for j, row := range turn {
		raw[j] = dot(row, beta)
	}
	return raw, multiply(turn, multiply(variance, transposed(turn)))
}
