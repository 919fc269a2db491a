package intraday

import (
	"fmt"
	"math"
)

// Day is one day by slot: what was expected and what came. NaN in Actual is a
// slot that is still to come or was not observed; a forecast of 0 is a closed
// slot, of which nothing is learned.
type Day struct{ Forecast, Actual []float64 }

// ShapeError says that days do not have the same slots, or hold a number that
// cannot be.
type ShapeError struct {
	Day  int // position among the past days; -1 is today
	Slot int // -1: the whole day
	Why  string
}

func (e *ShapeError) Error() string {
	day := "today"
	if e.Day >= 0 {
		day = fmt.Sprintf("past day %d", e.Day+1)
	}
	if e.Slot < 0 {
		return fmt.Sprintf("intraday update: %s: %s", day, e.Why)
	}
	return fmt.Sprintf("intraday update: %s, slot %d: %s", day, e.Slot, e.Why)
}

func (d Day) check(position, slots int) error {
	if len(d.Forecast) != slots || len(d.Actual) != slots {
		why := fmt.Sprintf("%d forecasts and %d actual values; expected %d of each", len(d.Forecast), len(d.Actual), slots)
		return &ShapeError{Day: position, Slot: -1, Why: why}
	}
	for j, f := range d.Forecast {
		if y := d.Actual[j]; !(f >= 0) || math.IsInf(f, 1) || y < 0 || math.IsInf(y, 1) {
			return &ShapeError{Day: position, Slot: j, Why: fmt.Sprintf("forecast %g, actual %g; expected finite numbers of 0 or more", f, y)}
		}
	}
	return nil
}

// speaks reports whether a slot tells how wrong the forecast was.
func (d Day) speaks(slot int) bool { return d.Forecast[slot] > 0 && !math.IsNaN(d.Actual[slot]) }

// rootError is the error of a slot on the root scale, √(N+¼) − √f, where a
// count's noise has variance ¼ whatever its mean (Brown et al., JASA 100, 2005,
// section 3.1).
func (d Day) rootError(slot int) float64 {
	return math.Sqrt(d.Actual[slot]+.25) - math.Sqrt(d.Forecast[slot])
}

// rootErrors are the root errors of the given slots; one that does not speak
// takes the mean of the others. ok is false when too few speak.
func (d Day) rootErrors(slots []int) (errors []float64, ok bool) {
	errors = make([]float64, len(slots))
	total, n := 0.0, 0
	for i, j := range slots {
		if d.speaks(j) {
			errors[i] = d.rootError(j)
			total += errors[i]
			n++
		}
	}
	for i, j := range slots {
		if n > 0 && !d.speaks(j) {
			errors[i] = total / float64(n)
		}
	}
	return errors, float64(n) >= enoughSlots*float64(len(slots)) && n > 0
}

// enoughSlots is the share of a past day's slots that must speak for it to count.
const enoughSlots = 0.7

// sums adds up forecast and actual of the slots that speak.
func (d Day) sums(slots []int) (forecast, actual float64) {
	for _, j := range slots {
		if d.speaks(j) {
			forecast += d.Forecast[j]
			actual += d.Actual[j]
		}
	}
	return forecast, actual
}

// logError is the log of actual over forecast in the slots that speak, with a
// quarter of a contact on either side so that none at all has a logarithm.
func (d Day) logError(slots []int) float64 {
	forecast, actual := d.sums(slots)
	return math.Log((actual + .25) / (forecast + .25))
}
