package accuracy

import (
	"math"

	"github.com/muster-wfm/muster/workforce/grid"
)

// DayError is what was said of a whole day and what came.
type DayError struct {
	Date             grid.Date
	Forecast, Actual float64
	// Deviation is how far, in contacts, such a day's total usually strays from
	// its forecast at that lead time: one standard deviation of the back-test.
	Deviation float64
}

// Side says which way a queue drifts.
type Side string

// The sides.
const (
	Steady   Side = ""
	TooLow   Side = "too_low"  // more comes than is forecast
	TooHigh  Side = "too_high" // less comes than is forecast
	boundary      = 3.0        // no single day counts for more than so many deviations
)

// Drift is a queue's watch over its own errors.
type Drift struct {
	Side      Side
	Since     grid.Date // first day of the excursion; zero where steady
	Statistic float64   // the larger of the two sums, in deviations
	Limit     float64   // from which on it is an alarm
	Days      int       // of the excursion, or all where steady
	Bias      float64   // Σ(F−A)/ΣA over these days
	WAPE      float64   // Σ|F−A|/ΣA of whole days over these
	UsualWAPE float64   // what the back-test's deviations lead one to expect of them
}

// reference is the allowance of the sums: errors of half a deviation a day are
// not worth an alarm.
const reference = 0.5

// UsualAutocorrelation is the correlation of a day's error with that of the day
// before: .37, measured on a bank's calls. Errors go together, so that sums wander
// further without any drift, and their limit must be wider.
const UsualAutocorrelation = 0.37

// limits are those at which Gaussian errors without drift, of the given
// correlation with the day before, raise a false alarm once in 1,000 days on
// average, either side counted. Simulated; a test simulates them again.
var limits = []struct{ correlation, limit float64 }{
	{0, 5.7}, {.1, 6.6}, {.2, 7.7}, {.3, 9.1}, {.37, 10.2}, {.4, 10.8}, {.5, 13}, {.6, 16.3}, {.7, 21.1},
}

// DriftLimit returns the limit for [Watch] at which a queue whose forecasts are
// as good as the back-test says has one false alarm in about 1,000 days, given
// the correlation of its errors from day to day, 0 to .7.
func DriftLimit(correlation float64) float64 {
	for i := 1; i < len(limits); i++ {
		if a, b := limits[i-1], limits[i]; correlation <= b.correlation {
			share := max(0, correlation-a.correlation) / (b.correlation - a.correlation)
			return a.limit + share*(b.limit-a.limit)
		}
	}
	return limits[len(limits)-1].limit
}

// usualAbsolute is E|Z| of a standard normal variable, √(2/π).
var usualAbsolute = math.Sqrt(2 / math.Pi)

// Watch adds the standardised errors of consecutive days up on either side, less
// an allowance: S⁺ ← max(0, S⁺ + z − ½), S⁻ ← max(0, S⁻ − z − ½) with
// z = (A − F)/deviation cut at ±3 (Page 1954), so that one wild day is no drift.
// A sum above limit is an alarm, which stands until the sum falls below half the
// limit; sums are held at the limit and two more, so that it ends some two weeks
// after the forecasts are right again. Days of which the deviation or a total is not
// known, or is nothing, are passed over.
func Watch(days []DayError, limit float64) Drift {
	var up, down excursion
	all := span{}
	for _, d := range days {
		if !(d.Deviation > 0) || !known(d.Actual) || !known(d.Forecast) {
			continue
		}
		z := max(-boundary, min(boundary, (d.Actual-d.Forecast)/d.Deviation))
		all.add(d)
		up.step(z, limit, d)
		down.step(-z, limit, d)
	}
	switch {
	case up.alarm && up.sum >= down.sum:
		return up.drift(TooLow, limit)
	case down.alarm:
		return down.drift(TooHigh, limit)
	case up.alarm:
		return up.drift(TooLow, limit)
	}
	steady := all.figures()
	steady.Statistic, steady.Limit = max(up.sum, down.sum), limit
	return steady
}

// excursion is a sum's way since it last was zero.
type excursion struct {
	sum   float64
	alarm bool
	since grid.Date
	span
}

// overshoot is how far above the limit a sum is held.
const overshoot = 2

func (e *excursion) step(z, limit float64, d DayError) {
	before := e.sum
	e.sum = min(max(0, e.sum+z-reference), limit+overshoot)
	if e.sum == 0 {
		*e = excursion{}
		return
	}
	if before == 0 {
		e.since = d.Date
	}
	e.add(d)
	e.alarm = e.sum > limit || e.alarm && e.sum > limit/2
}

func (e *excursion) drift(side Side, limit float64) Drift {
	d := e.figures()
	d.Side, d.Since, d.Statistic, d.Limit = side, e.since, e.sum, limit
	return d
}

// span sums the days of an excursion up.
type span struct {
	days                             int
	forecast, actual, abs, deviation float64
}

func (s *span) add(d DayError) {
	s.days++
	s.forecast += d.Forecast
	s.actual += d.Actual
	s.abs += math.Abs(d.Forecast - d.Actual)
	s.deviation += d.Deviation
}

func (s *span) figures() Drift {
	return Drift{
		Days: s.days, Bias: ratio(s.forecast-s.actual, s.actual), WAPE: ratio(s.abs, s.actual),
		UsualWAPE: ratio(usualAbsolute*s.deviation, s.actual),
	}
}
