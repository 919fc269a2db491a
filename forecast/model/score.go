package model

import "math"

// Score is how far forecasts were from what came. All are ratios but RMSE.
type Score struct {
	WAPE    float64 // Σ|forecast − actual| / Σ actual, by interval
	DayWAPE float64 // the same on whole days
	Bias    float64 // Σ(forecast − actual) / Σ actual
	MASE    float64 // mean |error| over that of last week's value in the training
	RMSE    float64 // root of the mean squared error, in contacts
	N       int     // intervals scored
}

// tally gathers errors until they are scored.
type tally struct {
	abs, err, square, actual float64
	dayAbs, dayActual        float64
	n                        int
}

// addDay takes in one day: forecast and actual by slot, NaN where unknown.
func (t *tally) addDay(forecast, actual []float64) {
	dayError, dayActual, known := 0.0, 0.0, false
	for j, y := range actual {
		if !seen(y) {
			continue
		}
		e := forecast[j] - y
		t.abs += math.Abs(e)
		t.err += e
		t.square += e * e
		t.actual += y
		t.n++
		dayError += e
		dayActual += y
		known = true
	}
	if known {
		t.dayAbs += math.Abs(dayError)
		t.dayActual += dayActual
	}
}

func (t *tally) merge(o tally) {
	t.abs += o.abs
	t.err += o.err
	t.square += o.square
	t.actual += o.actual
	t.dayAbs += o.dayAbs
	t.dayActual += o.dayActual
	t.n += o.n
}

// score works the figures out; scale is the denominator of MASE in contacts.
// Ratios to nothing are NaN.
func (t *tally) score(scale float64) Score {
	return Score{
		WAPE: t.abs / t.actual, DayWAPE: t.dayAbs / t.dayActual, Bias: t.err / t.actual,
		MASE: t.abs / float64(t.n) / scale, RMSE: math.Sqrt(t.square / float64(t.n)), N: t.n,
	}
}

// weeklyNaiveError is the mean absolute difference between an interval and the
// same one a week before: the scale of MASE for weekly data (Hyndman and
// Koehler, International Journal of Forecasting 22, 2006).
func weeklyNaiveError(actual [][]float64) float64 {
	total, n := 0.0, 0
	for k := 7; k < len(actual); k++ {
		for j, y := range actual[k] {
			if before := actual[k-7][j]; seen(y) && seen(before) {
				total += math.Abs(y - before)
				n++
			}
		}
	}
	return total / float64(n)
}

// Bucket is a span of lead times over which errors are alike. The first day
// after the origin has lead 1.
type Bucket struct {
	From, To int // days, both included; To 0 means without end
}

// buckets cut the lead time (recipe of the back-test; bands are calibrated per bucket).
var buckets = []Bucket{{1, 2}, {3, 7}, {8, 14}, {15, 42}, {43, 0}}

// nearestBucket returns the bucket of a lead, or the nearest that satisfies ok,
// the earlier of two equally near; false when none does. A bucket may lack
// errors, where every window begins on days that are closed or is short.
func nearestBucket(lead int, ok func(bucket int) bool) (int, bool) {
	own := bucketOf(lead)
	for distance := range buckets {
		for _, b := range []int{own - distance, own + distance} {
			if b >= 0 && b < len(buckets) && ok(b) {
				return b, true
			}
		}
	}
	return 0, false
}

// bucketOf returns the bucket of a lead in days.
func bucketOf(lead int) int {
	for b, bucket := range buckets {
		if bucket.To == 0 || lead <= bucket.To {
			return b
		}
	}
	return len(buckets) - 1
}
