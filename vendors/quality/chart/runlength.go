package chart

import (
	"math"

	"gonum.org/v1/gonum/integrate/quad"
	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat/distuv"

	"github.com/muster-wfm/muster/vendors/quality"
)

// nodes of the quadrature in the integral equations: results no longer move in the
// tenth digit.
const nodes = 80

// ARL is the average run length to an alarm on either side when the standardised
// means have moved by so many standard errors: 1/ARL = 1/ARL(up) + 1/ARL(down) (Kemp
// 1961, JRSS-B 23:149-153).
func (c CUSUM) ARL(shift float64) (float64, error) {
	up, err := c.OneSidedARL(shift)
	if err != nil {
		return 0, err
	}
	down, err := c.OneSidedARL(-shift)
	if err != nil {
		return 0, err
	}
	return 1 / (1/up + 1/down), nil
}

// OneSidedARL is that of the upper side alone, from the integral equation
//
//	L(s) = 1 + L(0) Phi(K-s-shift) + integral over 0..H of L(x) phi(x+K-s-shift) dx
//
// solved at Gauss-Legendre nodes. It returns a [quality.InputError] for a chart or a
// shift that cannot be.
func (c CUSUM) OneSidedARL(shift float64) (float64, error) {
	if err := c.check(); err != nil {
		return 0, err
	}
	if math.IsNaN(shift) || math.IsInf(shift, 0) {
		return 0, quality.Refuse(shift, "a finite number", "shift")
	}
	x, w := make([]float64, nodes), make([]float64, nodes)
	quad.Legendre{}.FixedLocations(x, w, 0, c.H)
	// Unknowns: L at 0, then at the nodes.
	at := append([]float64{0}, x...)
	return solveRunLength(len(at), func(i, j int) float64 {
		if j == 0 {
			return distuv.UnitNormal.CDF(c.K - at[i] - shift)
		}
		return w[j-1] * distuv.UnitNormal.Prob(x[j-1]+c.K-at[i]-shift)
	})[0], nil
}

// ARL is the average run length of the chart with its limits in their final place:
//
//	L(s) = 1 + 1/lambda integral over -c..c of L(x) phi((x-(1-lambda)s)/lambda-shift) dx
//
// with c = L sqrt(lambda/(2-lambda)), started at the target (Crowder 1987,
// Technometrics 29:401-407).
func (e EWMA) ARL(shift float64) (float64, error) {
	if err := e.check(); err != nil {
		return 0, err
	}
	if math.IsNaN(shift) || math.IsInf(shift, 0) {
		return 0, quality.Refuse(shift, "a finite number", "shift")
	}
	limit := e.L * math.Sqrt(e.Lambda/(2-e.Lambda))
	x, w := make([]float64, nodes), make([]float64, nodes)
	quad.Legendre{}.FixedLocations(x, w, -limit, limit)
	at := append([]float64{0}, x...)
	return solveRunLength(len(at), func(i, j int) float64 {
		if j == 0 {
			return 0
		}
		return w[j-1] / e.Lambda * distuv.UnitNormal.Prob((x[j-1]-(1-e.Lambda)*at[i])/e.Lambda-shift)
	})[0], nil
}

// EWMAFor is the chart with a weight whose run length in control is as asked.
func EWMAFor(lambda, arl float64) (EWMA, error) {
	if err := (EWMA{lambda, 1}).check(); err != nil {
		return EWMA{}, err
	}
	l, err := limitFor(arl, .1, 8, func(l float64) (float64, error) { return EWMA{lambda, l}.ARL(0) })
	return EWMA{lambda, l}, err
}

// CUSUMFor is the two-sided chart with a slack whose run length in control is as
// asked.
func CUSUMFor(k, arl float64) (CUSUM, error) {
	if err := (CUSUM{k, 1}).check(); err != nil {
		return CUSUM{}, err
	}
	h, err := limitFor(arl, .01, 60, func(h float64) (float64, error) { return CUSUM{k, h}.ARL(0) })
	return CUSUM{k, h}, err
}

// limitFor finds the limit at which a rising run length is as asked, by halving.
func limitFor(arl, lo, hi float64, of func(float64) (float64, error)) (float64, error) {
	least, err := of(lo)
	if err != nil {
		return 0, err
	}
	if !(arl > least) || arl > 1e7 {
		return 0, quality.Refuse(arl, "more than a chart of the least limit has, at most 1e7", "the run length")
	}
	for range 60 {
		middle := (lo + hi) / 2
		if got, err := of(middle); err != nil {
			return 0, err
		} else if got < arl {
			lo = middle
		} else {
			hi = middle
		}
	}
	return (lo + hi) / 2, nil
}

// solveRunLength solves L = 1 + Q L, where Q is how a chart goes on without an alarm.
func solveRunLength(n int, q func(i, j int) float64) []float64 {
	system, ones := mat.NewDense(n, n, nil), mat.NewVecDense(n, nil)
	for i := range n {
		ones.SetVec(i, 1)
		for j := range n {
			system.Set(i, j, -q(i, j))
		}
		system.Set(i, i, 1+system.At(i, i))
	}
	var lengths mat.VecDense
	if err := lengths.SolveVec(system, ones); err != nil {
		// Run lengths beyond 1e15 or so: the chart all but never alarms.
		return []float64{math.Inf(1)}
	}
	return lengths.RawVector().Data
}

// Budget is the run length in control that keeps false alarms of many charts to a
// number in a period: charts times points a period over alarms.
func Budget(charts, pointsAPeriod int, falseAlarms float64) (float64, error) {
	if charts < 1 {
		return 0, quality.Refuse(charts, "at least 1", "charts")
	}
	if pointsAPeriod < 1 {
		return 0, quality.Refuse(pointsAPeriod, "at least 1", "pointsAPeriod")
	}
	if !(falseAlarms > 0) || math.IsInf(falseAlarms, 1) {
		return 0, quality.Refuse(falseAlarms, "a finite number above 0", "falseAlarms")
	}
	return float64(charts) * float64(pointsAPeriod) / falseAlarms, nil
}
