package seasonal

import (
	"slices"

	"gonum.org/v1/gonum/mat"
)

// Lags returns the past values that a seasonal autoregression looks at: the
// last few, those of half a day ago, and those about the same place one, two,
// three and six days and a week ago, as the product of a short, a daily and a
// weekly autoregression would (Box and Jenkins 1970, chapter 9) with every
// coefficient free. Lags that would coincide are kept once.
func Lags(day, week int) []int {
	lags := []int{1, 2, 3, 4, 5, 6, day / 2, day - 1, day, day + 1, day + 2, 2*day - 1, 2 * day, 2*day + 1, 3 * day, 6 * day, week - 1, week, week + 1}
	return tidy(lags)
}

// DailyLags looks at the same place of the day on each day of the last week.
// It knows nothing of the last hours, and carries no error on from one step of
// a day to the next.
func DailyLags(day, week int) []int {
	var lags []int
	for lag := day; lag <= week; lag += day {
		lags = append(lags, lag)
	}
	return tidy(lags)
}

// tidy sorts lags and drops what is not in the past, and doubles.
func tidy(lags []int) []int {
	slices.Sort(lags)
	lags = slices.Compact(lags)
	return slices.DeleteFunc(lags, func(lag int) bool { return lag < 1 })
}

// lagRidge is the penalty of a coefficient, as a share of the values' own sum
// of squares: just enough that neighbouring lags of a smooth series share what
// they cannot tell apart.
const lagRidge = 1e-5

// Autoregression regresses each value on earlier ones at the given lags, by
// least squares with a light ridge, and forecasts by putting its own forecasts
// in where the past ends. It stays within half the range of the past beyond
// its extremes, so that a root outside the unit circle cannot run away. A
// series shorter than one and a half times the longest lag repeats its last
// cycle of period values.
func Autoregression(y []float64, lags []int, period, horizon int) []float64 {
	longest := 0
	for _, lag := range lags {
		longest = max(longest, lag)
	}
	if len(lags) == 0 || 2*len(y) < 3*longest || len(y)-longest < 2*len(lags) {
		return Naive(y, period, horizon)
	}
	centre := mean(y)
	path := make([]float64, len(y), len(y)+horizon)
	for i, v := range y {
		path[i] = v - centre
	}
	weights := regressOnLags(path, lags, longest)
	lo, hi := slices.Min(path), slices.Max(path)
	slack := (hi - lo) / 2
	for range horizon {
		next := 0.0
		for i, lag := range lags {
			next += weights[i] * path[len(path)-lag]
		}
		path = append(path, min(max(next, lo-slack), hi+slack))
	}
	out := path[len(y):]
	for h := range out {
		out[h] += centre
	}
	return out
}

// regressOnLags solves the normal equations; a constant series has no weights
// but zero.
func regressOnLags(y []float64, lags []int, longest int) []float64 {
	p := len(lags)
	gram, cross, square := make([]float64, p*p), make([]float64, p), 0.0
	row := make([]float64, p)
	for t := longest; t < len(y); t++ {
		for i, lag := range lags {
			row[i] = y[t-lag]
		}
		for i, x := range row {
			for j, other := range row[:i+1] {
				gram[i*p+j] += x * other
			}
			cross[i] += x * y[t]
		}
		square += y[t] * y[t]
	}
	for i := range p {
		gram[i*p+i] += lagRidge * square
		for j := range i {
			gram[j*p+i] = gram[i*p+j]
		}
	}
	weights := make([]float64, p)
	var factor mat.Cholesky
	if square > 0 && factor.Factorize(mat.NewSymDense(p, gram)) {
		// An ill-conditioned solution is still the best to be had; the ridge
		// keeps it finite.
		_ = factor.SolveVecTo(mat.NewVecDense(p, weights), mat.NewVecDense(p, cross))
	}
	return weights
}
