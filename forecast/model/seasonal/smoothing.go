package seasonal

import "math"

// Smoothing is exponential smoothing without a season: ETS(A,N,N), ETS(A,A,N)
// or ETS(A,Ad,N) in the notation of Hyndman, Koehler, Ord and Snyder,
// "Forecasting with Exponential Smoothing" (2008):
//
//	e[t] = y[t] − (ℓ[t−1] + φ·b[t−1])
//	ℓ[t] = ℓ[t−1] + φ·b[t−1] + α·e[t]
//	b[t] = φ·b[t−1] + β·e[t]
//	forecast(h) = ℓ[n] + (φ + φ² + … + φʰ)·b[n]
type Smoothing struct {
	Alpha, Beta, Phi float64 // φ is 0 where there is no trend, 1 where it is not damped
	Level, Trend     float64 // after the last value
	Squares          float64 // Σe² one step ahead
	Criterion        float64 // AICc; least is best
}

// Trend says which form a smoothing has.
type Trend int

// The forms.
const (
	NoTrend Trend = iota
	DampedTrend
	LinearTrend
)

// SmoothingOptions bound a fit. The zero value bounds it as usual.
type SmoothingOptions struct {
	// MaxAlpha is the most that the last value may count; 0 means 0.9999. A cap
	// keeps a level that must serve many steps from chasing the last one.
	MaxAlpha float64
	// Linear lets a trend without damping compete.
	Linear bool
}

// Bounds of the parameters, those of Hyndman and Khandakar, Journal of
// Statistical Software 27 (2008), section 2.2.
const (
	leastRate = 1e-4
	mostRate  = 1 - 1e-4
	leastPhi  = .80
	mostPhi   = .98
)

// FitSmoothing fits the forms with and without a trend and returns the one with
// the least AICc. A series of fewer than 4 values has its mean for a level, an
// empty one zero.
func FitSmoothing(y []float64, o SmoothingOptions) Smoothing {
	best := fitForm(y, NoTrend, o)
	if len(y) < fewestForTrend {
		return best
	}
	forms := []Trend{DampedTrend}
	if o.Linear {
		forms = append(forms, LinearTrend)
	}
	for _, form := range forms {
		if s := fitForm(y, form, o); s.Criterion < best.Criterion {
			best = s
		}
	}
	return best
}

// How many values a form needs at least, and how many the start is taken from.
const (
	fewestForSmoothing = 4
	fewestForTrend     = 10
	startValues        = 10
)

// fitForm minimises the sum of squared errors one step ahead over the rates and
// the starting values, each rate on a logit scale between its bounds.
func fitForm(y []float64, form Trend, o SmoothingOptions) Smoothing {
	if len(y) < fewestForSmoothing {
		return Smoothing{Level: mean(y), Criterion: math.Inf(1)}
	}
	top := mostRate
	if o.MaxAlpha > 0 {
		top = min(top, o.MaxAlpha)
	}
	level, slope := startLine(y[:min(len(y), startValues)], form)
	unit := math.Max(deviation(y), 1e-12)
	decode := func(x []float64) Smoothing {
		s := Smoothing{Alpha: between(x[0], leastRate, top), Level: level + x[1]*unit}
		if form == NoTrend {
			return s
		}
		s.Beta = between(x[2], leastRate, s.Alpha)
		s.Trend = slope + x[3]*unit
		s.Phi = 1
		if form == DampedTrend {
			s.Phi = between(x[4], leastPhi, mostPhi)
		}
		return s
	}
	start := [...][]float64{NoTrend: {0, 0}, DampedTrend: {0, 0, -2, 0, 2}, LinearTrend: {0, 0, -2, 0}}[form]
	x := minimise(func(x []float64) float64 {
		s := decode(x)
		s.pass(y)
		return math.Log(s.Squares + 1e-300)
	}, start, .5, 80*len(start))
	s := decode(x)
	s.pass(y)
	s.Criterion = criterion(s.Squares, len(y), len(start)+1)
	return s
}

// startLine is a level before the first values and their slope, by least squares.
func startLine(y []float64, form Trend) (level, slope float64) {
	if form == NoTrend {
		return mean(y), 0
	}
	n := float64(len(y))
	xy, xx := 0.0, 0.0
	for i, v := range y {
		x := float64(i) - (n-1)/2
		xy += x * v
		xx += x * x
	}
	slope = xy / xx
	return mean(y) - slope*(n+1)/2, slope
}

// between maps any number to one between two bounds.
func between(x, low, high float64) float64 { return low + (high-low)/(1+math.Exp(-x)) }

// pass runs the recursion over y from the level and trend that s holds.
func (s *Smoothing) pass(y []float64) {
	level, trend, squares := s.Level, s.Trend, 0.0
	for _, v := range y {
		step := s.Phi * trend
		e := v - level - step
		level += step + s.Alpha*e
		trend = step + s.Beta*e
		squares += e * e
	}
	s.Level, s.Trend, s.Squares = level, trend, squares
}

// criterion is the AICc of n errors with k parameters, up to a constant.
func criterion(squares float64, n, k int) float64 {
	spare := float64(n - k - 1)
	if spare <= 0 {
		return math.Inf(1)
	}
	return float64(n)*math.Log(squares/float64(n)+1e-300) + 2*float64(k) + 2*float64(k*(k+1))/spare
}

// Ahead returns the next values to expect.
func (s Smoothing) Ahead(horizon int) []float64 {
	out := make([]float64, horizon)
	step, gain := 1.0, 0.0
	for h := range out {
		step *= s.Phi
		gain += step
		out[h] = s.Level + gain*s.Trend
	}
	return out
}

func mean(y []float64) float64 {
	if len(y) == 0 {
		return 0
	}
	total := 0.0
	for _, v := range y {
		total += v
	}
	return total / float64(len(y))
}

// deviation is the root mean squared distance from the mean.
func deviation(y []float64) float64 {
	m, total := mean(y), 0.0
	for _, v := range y {
		total += (v - m) * (v - m)
	}
	return math.Sqrt(total / float64(max(1, len(y))))
}
