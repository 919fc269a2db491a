package survival

import "math"

// GLMVariance is the variance as R's glm prints it: of the weights that led to the
// last step of reweighted least squares, not of those at the coefficients. The two
// part in the seventh digit, which matters to nobody but those who compare tools.
// Penalties play no part.
func GLMVariance(y []bool, x *Covariates, link Link) ([][]float64, error) {
	q, n := len(x.Names)+1, len(y)
	rows := &Observations{Event: y}
	if err := x.check(n); err != nil {
		return nil, err
	}
	design, scaled := standardise(x, n)
	eta := make([]float64, n)
	for i, event := range y {
		eta[i] = link.of((indicator(event) + 0.5) / 2)
	}
	before := math.Inf(1)
	for range 100 {
		h, b, err := rows.leastSquares(design, q, link, eta)
		if err != nil {
			return nil, err
		}
		deviance := carefulSum{}
		for i, event := range y {
			eta[i] = 0
			for j, v := range design[i*q : (i+1)*q] {
				eta[i] += v * b[j]
			}
			value, _, _ := link.term(eta[i], event, false)
			deviance.add(-2 * value)
		}
		if now := deviance.total(); math.Abs(now-before) < 2e-15*(math.Abs(now)+0.1) {
			_, variance := scaled.restore(b, h.inverse())
			return variance, nil
		}
		before = deviance.total()
	}
	return nil, refuse("event", -1, "columns that do not separate the outcomes", "the likelihood grows without end")
}

// leastSquares solves one step of reweighted least squares.
func (o *Observations) leastSquares(design []float64, q int, link Link, eta []float64) (*root, []float64, error) {
	weights, right := make([]float64, len(eta)), make([]float64, q)
	for i, event := range o.Event {
		_, slope, curve := link.term(eta[i], event, true)
		weights[i] = curve
		for j, v := range design[i*q : (i+1)*q] {
			right[j] += v * (eta[i]*curve + slope)
		}
	}
	gram := make([]float64, q*(q+1)/2)
	addGram(gram, design, weights, q)
	h, err := penalised(gram, make([]float64, q))
	if err != nil {
		return nil, nil, err
	}
	return h, h.solve(right), nil
}

// carefulSum adds with Neumaier's correction: the change of the deviance that ends
// the iteration is far below the rounding of a plain sum.
type carefulSum struct{ sum, lost float64 }

func (s *carefulSum) add(v float64) {
	t := s.sum + v
	if math.Abs(s.sum) >= math.Abs(v) {
		s.lost += (s.sum - t) + v
	} else {
		s.lost += (v - t) + s.sum
	}
	s.sum = t
}

func (s *carefulSum) total() float64 { return s.sum + s.lost }
