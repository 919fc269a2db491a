package rank

import (
	"math"

	"gonum.org/v1/gonum/integrate/quad"
	"gonum.org/v1/gonum/mat"

	"github.com/muster-wfm/muster/vendors/quality"
)

// rule is a Gauss-Hermite rule: the integral of f(x) exp(-x*x) is the sum of weight
// times f at the nodes.
type rule struct{ node, weight []float64 }

func newRule(nodes int) rule {
	r := rule{make([]float64, nodes), make([]float64, nodes)}
	if nodes == 1 {
		r.weight[0] = math.Sqrt(math.Pi)
		return r
	}
	quad.Hermite{}.FixedLocations(r.node, r.weight, math.Inf(-1), math.Inf(1))
	return r
}

// unitFit is what a unit's rows say of its standardised effect u ~ N(0, 1).
type unitFit struct{ logLikelihood, mode, mean, sd float64 }

// unit integrates u out around its most probable value on the scale of the curvature
// there (adaptive quadrature; Pinheiro and Bates 1995).
func (g rule) unit(rows []Row, coefficients []float64, sd float64) unitFit {
	fixed, constant := make([]float64, len(rows)), -math.Log(2*math.Pi)/2
	for i, r := range rows {
		fixed[i] = r.fixed(coefficients)
		constant += logChoose(float64(r.Count.Trials), float64(r.Count.Events))
	}
	mode, curvature := modeOf(rows, fixed, sd)
	scale := math.Sqrt(2 / curvature)
	top := logDensity(rows, fixed, sd, mode)
	mass, first, second := 0.0, 0.0, 0.0
	for i, x := range g.node {
		u := mode + scale*x
		w := g.weight[i] * math.Exp(logDensity(rows, fixed, sd, u)-top+x*x)
		mass += w
		first += w * (u - mode)
		second += w * (u - mode) * (u - mode)
	}
	first /= mass
	fit := unitFit{constant + top + math.Log(scale*mass), mode, mode + first, math.Sqrt(max(0, second/mass-first*first))}
	if len(g.node) == 1 {
		fit.sd = 1 / math.Sqrt(curvature)
	}
	return fit
}

// logDensity is that of the counts and u, without constants.
func logDensity(rows []Row, fixed []float64, sd, u float64) float64 {
	sum := -u * u / 2
	for i, r := range rows {
		eta := fixed[i] + sd*u
		sum += float64(r.Count.Events)*eta - float64(r.Count.Trials)*softplus(eta)
	}
	return sum
}

// softplus is ln(1 + exp(x)).
func softplus(x float64) float64 { return max(x, 0) + math.Log1p(math.Exp(-math.Abs(x))) }

// modeOf climbs to the most probable u; the density is log-concave, so Newton steps
// that are halved while they do not climb arrive.
func modeOf(rows []Row, fixed []float64, sd float64) (mode, curvature float64) {
	value := logDensity(rows, fixed, sd, 0)
	for range 100 {
		slope := -mode
		curvature = 1
		for i, r := range rows {
			p, n := logistic(fixed[i]+sd*mode), float64(r.Count.Trials)
			slope += sd * (float64(r.Count.Events) - n*p)
			curvature += sd * sd * n * p * (1 - p)
		}
		step := slope / curvature
		next := logDensity(rows, fixed, sd, mode+step)
		for math.Abs(step) > 1e-13 && next < value {
			step /= 2
			next = logDensity(rows, fixed, sd, mode+step)
		}
		mode, value = mode+step, next
		if math.Abs(step) <= 1e-11 {
			break
		}
	}
	return mode, curvature
}

// pooledLogistic fits the coefficients as though units did not differ, by
// iteratively reweighted least squares, half an event and half a non-event spread
// over all trials keeping them finite.
func pooledLogistic(rows []Row) ([]float64, error) {
	k := len(rows[0].Cases)
	x := make([]float64, k)
	trials := 0.0
	for _, r := range rows {
		trials += float64(r.Count.Trials)
	}
	if k == 0 {
		return x, nil
	}
	for range 50 {
		information, score := mat.NewSymDense(k, nil), mat.NewVecDense(k, nil)
		for _, r := range rows {
			n := float64(r.Count.Trials)
			y := (float64(r.Count.Events) + .5*n/trials) * n / (n + n/trials)
			p := logistic(r.fixed(x))
			for a := range k {
				score.SetVec(a, score.AtVec(a)+r.Cases[a]*(y-n*p))
				for b := a; b < k; b++ {
					information.SetSym(a, b, information.At(a, b)+r.Cases[a]*r.Cases[b]*n*p*(1-p))
				}
			}
		}
		var root mat.Cholesky
		step := mat.NewVecDense(k, nil)
		if !root.Factorize(information) || root.Cond() > 1e12 || root.SolveVecTo(step, score) != nil {
			return nil, quality.Refuse("columns of which one follows from the others", "independent columns", "the cases of all rows")
		}
		largest := 0.0
		for a := range k {
			x[a] += step.AtVec(a)
			largest = max(largest, math.Abs(step.AtVec(a)))
		}
		if largest < 1e-8 {
			break
		}
	}
	return x, nil
}
