package survival

// Robust are standard errors that do not lean on the model being right, nor on
// rows of one cluster (a person, a team) being independent of each other.
type Robust struct {
	Variance  [][]float64
	Wald      float64 // bᵀV⁻¹b with the robust variance
	ScoreTest float64 // the score test with clusters' variance, at zero
}

// StdErr is the root of the variance's diagonal.
func (r *Robust) StdErr() []float64 { return rootDiagonal(r.Variance) }

// Robust computes Lin and Wei's sandwich (JASA 84, 1989): the sum over clusters of
// what each moves the coefficients by, squared. cluster numbers the cluster of each
// row from 0; nil takes each row as its own.
func (f *CoxFit) Robust(cluster []int) *Robust {
	s := f.sets
	moves := s.influence(s.scoreResiduals(f.at, f.Ties), f.Variance)
	r := &Robust{Variance: crossProduct(gather(moves, cluster), s.p)}
	r.Wald = quadratic(r.Variance, f.Coef)
	null := s.evaluate(make([]float64, s.p), f.Ties, true)
	score := s.scoreResiduals(null, f.Ties)
	total := make([]float64, s.p)
	for i, u := range score {
		for j := range u {
			u[j] *= s.obs.weight(i)
			total[j] += u[j]
		}
	}
	r.ScoreTest = quadratic(crossProduct(gather(score, cluster), s.p), total)
	return r
}

// gather sums rows over clusters.
func gather(rows [][]float64, cluster []int) [][]float64 {
	if cluster == nil {
		return rows
	}
	var sums [][]float64
	for i, row := range rows {
		for len(sums) <= cluster[i] {
			sums = append(sums, make([]float64, len(row)))
		}
		for j, v := range row {
			sums[cluster[i]][j] += v
		}
	}
	return sums
}

// crossProduct is the sum of the rows' outer products.
func crossProduct(rows [][]float64, p int) [][]float64 {
	triangle := make([]float64, p*(p+1)/2)
	for _, row := range rows {
		k := 0
		for a, v := range row {
			for _, w := range row[:a+1] {
				triangle[k] += v * w
				k++
			}
		}
	}
	return unpack(triangle, p)
}
