package climb

import (
	"math"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
)

// Best climbs from several points, since a likelihood of variances may have a top at
// zero and another off it, and returns the highest top.
func Best(f func([]float64) float64, starts ...[]float64) []float64 {
	best := Maximum(f, starts[0])
	for _, start := range starts[1:] {
		if top := Maximum(f, start); f(top) > f(best) {
			best = top
		}
	}
	return best
}

// Maximum climbs from a point to a maximum of a smooth function of a few variables:
// Newton steps with derivatives by central differences, halved while they do not
// climb, along the gradient where the function is not concave, and never far at once.
// The function may be -Inf where a point cannot be, but not at the start.
func Maximum(f func([]float64) float64, start []float64) []float64 {
	x := append([]float64(nil), start...)
	value := f(x)
	for range 200 {
		gradient, hessian := derivatives(f, x, value)
		step := newtonStep(gradient, hessian)
		if length := floats.Norm(step, math.Inf(1)); length > 1 {
			floats.Scale(1/length, step)
		}
		next, climbed := climb(f, x, step, value)
		if climbed == value {
			break
		}
		gain := climbed - value
		x, value = next, climbed
		if gain < 1e-12*(1+math.Abs(value)) {
			break
		}
	}
	return x
}

func climb(f func([]float64) float64, x, step []float64, value float64) ([]float64, float64) {
	for scale := 1.0; scale > 1e-10; scale /= 2 {
		next := make([]float64, len(x))
		for i := range x {
			next[i] = x[i] + scale*step[i]
		}
		if v := f(next); v > value {
			return next, v
		}
	}
	return x, value
}

func derivatives(f func([]float64) float64, x []float64, value float64) ([]float64, *mat.SymDense) {
	n := len(x)
	gradient, hessian := make([]float64, n), mat.NewSymDense(n, nil)
	width := make([]float64, n)
	at := func(i int, di float64, j int, dj float64) float64 {
		y := append([]float64(nil), x...)
		y[i] += di
		y[j] += dj
		return f(y)
	}
	for i := range x {
		width[i] = 2e-4 * max(1, math.Abs(x[i]))
		up, down := at(i, width[i], i, 0), at(i, -width[i], i, 0)
		gradient[i] = (up - down) / (2 * width[i])
		hessian.SetSym(i, i, (up-2*value+down)/(width[i]*width[i]))
	}
	for i := range x {
		for j := range i {
			h, k := width[i], width[j]
			mixed := at(i, h, j, k) - at(i, h, j, -k) - at(i, -h, j, k) + at(i, -h, j, -k)
			hessian.SetSym(i, j, mixed/(4*h*k))
		}
	}
	return gradient, hessian
}

// newtonStep solves -H step = g; where -H is not positive definite its diagonal is
// raised until it is, which turns the step towards the gradient.
func newtonStep(gradient []float64, hessian *mat.SymDense) []float64 {
	n := len(gradient)
	scale := 0.0
	for i := range n {
		scale = max(scale, math.Abs(hessian.At(i, i)))
	}
	if scale == 0 || math.IsNaN(scale) || math.IsInf(scale, 0) {
		scale = 1
	}
	step := mat.NewVecDense(n, nil)
	for ridge := 0.0; ridge < 1e6; ridge = max(1e-6, ridge*10) {
		curvature := mat.NewSymDense(n, nil)
		for i := range n {
			for j := i; j < n; j++ {
				curvature.SetSym(i, j, -hessian.At(i, j))
			}
			curvature.SetSym(i, i, curvature.At(i, i)+ridge*scale)
		}
		var root mat.Cholesky
		if root.Factorize(curvature) && root.SolveVecTo(step, mat.NewVecDense(n, gradient)) == nil {
			return step.RawVector().Data
		}
	}
	return gradient
}
