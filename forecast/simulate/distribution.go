package simulate

import (
	"math"
)

// variate draws values with mean 1; times are their multiples.
type variate struct {
	shape Shape
	mean  float64 // of the distribution, seconds
	a, b  float64 // lognormal: mean and deviation of the logarithm; gamma: shape; hyperexponential: share and rate
	table []float64
}

func newVariate(d Distribution) variate {
	v := variate{shape: d.Shape, mean: d.Mean}
	square := d.CV * d.CV
	switch d.Shape {
	case Lognormal:
		variance := math.Log1p(square)
		v.a, v.b = -variance/2, math.Sqrt(variance)
	case Gamma:
		v.a = 1 / square
	case Hyperexponential:
		v.a = (1 + math.Sqrt((square-1)/(square+1))) / 2
	case Empirical:
		v.table, v.mean = d.Quantiles, tableMean(d.Quantiles)
	}
	return v
}

// tableMean is the mean of a table read with straight lines between its values.
func tableMean(table []float64) float64 {
	total := 0.0
	for i := 1; i < len(table); i++ {
		total += (table[i-1] + table[i]) / 2
	}
	return total / float64(len(table)-1)
}

// unit draws one value with mean 1.
func (v *variate) unit(r *dice) float64 {
	switch v.shape {
	case Exponential:
		return r.exponential()
	case Lognormal:
		return math.Exp(v.a + v.b*r.NormFloat64())
	case Gamma:
		return unitGamma(r, v.a)
	case Hyperexponential:
		// Balanced means: each phase carries half of the mean.
		if r.Float64() < v.a {
			return r.exponential() / (2 * v.a)
		}
		return r.exponential() / (2 * (1 - v.a))
	case Empirical:
		at := r.Float64() * float64(len(v.table)-1)
		i := int(at)
		return (v.table[i] + (at-float64(i))*(v.table[i+1]-v.table[i])) / v.mean
	default:
		return 1
	}
}

// unitGamma draws a gamma variable of mean 1 and the given shape (Marsaglia and
// Tsang, "A simple method for generating gamma variables", ACM Transactions on
// Mathematical Software 26, 2000).
func unitGamma(r *dice, shape float64) float64 {
	boost := 1.0
	own := shape
	if shape < 1 {
		boost = math.Pow(1-r.Float64(), 1/shape)
		own++
	}
	d := own - 1.0/3
	c := 1 / math.Sqrt(9*d)
	for {
		x := r.NormFloat64()
		v := 1 + c*x
		if v <= 0 {
			continue
		}
		v = v * v * v
		if math.Log(1-r.Float64()) < x*x/2+d-d*v+d*math.Log(v) {
			return boost * d * v / shape
		}
	}
}
