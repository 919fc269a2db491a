package accuracy

import (
	"fmt"
	"math"

	"github.com/muster-wfm/muster/workforce/grid"
)

// Day is what was said of one local day of one queue, and what came. The curves
// have one value for each interval of Minutes.
type Day struct {
	Queue int64
	Run   int64
	Date  grid.Date
	Lead  int // days from the run's origin on, its first day being 1

	// Rehearsed says that the run was computed after the day, as if before it:
	// it saw no contacts of the day, but perhaps a calendar that was mended since.
	Rehearsed bool

	Minutes  []int     // wall-clock minute at which each interval begins
	Actual   []float64 // contacts that came; NaN where nothing was observed
	Forecast []float64 // contacts that the run expected
	// Naive repeats the last week known at the run's origin; NaN or nil where it
	// says nothing.
	Naive []float64
	// Adjusted is the forecast with the adjustments that stood before the day;
	// nil where there were none.
	Adjusted []float64
	Bands    []Band
	// Scale is the denominator of MASE and MSIS in contacts; not positive or NaN
	// where there is none.
	Scale float64
}

// Band is an interval forecast of each interval.
type Band struct {
	Level  float64 // probability that it holds what comes, between 0 and 1
	Lo, Hi []float64
}

// ShapeError says that a day's curves do not belong together.
type ShapeError struct {
	Date      grid.Date
	Curve     string
	Got, Want int
}

func (e *ShapeError) Error() string {
	return fmt.Sprintf("%s: %s has %d values; expected %d, one for each interval", e.Date, e.Curve, e.Got, e.Want)
}

// Check returns a *[ShapeError] where a curve is longer or shorter than the day.
func (d *Day) Check() error {
	want := len(d.Minutes)
	curves := []struct {
		name     string
		values   []float64
		optional bool
	}{
		{"actual", d.Actual, false}, {"forecast", d.Forecast, false}, {"naive", d.Naive, true}, {"adjusted", d.Adjusted, true},
	}
	for _, c := range curves {
		if len(c.values) != want && (!c.optional || c.values != nil) {
			return &ShapeError{d.Date, c.name, len(c.values), want}
		}
	}
	for _, b := range d.Bands {
		if len(b.Lo) != want || len(b.Hi) != want {
			return &ShapeError{d.Date, fmt.Sprintf("band of %g", b.Level), min(len(b.Lo), len(b.Hi)), want}
		}
	}
	return nil
}

// adjusted is what the planner made of interval i.
func (d *Day) adjusted(i int) float64 {
	if d.Adjusted == nil {
		return d.Forecast[i]
	}
	return d.Adjusted[i]
}

// naive is what the last known week says of interval i.
func (d *Day) naive(i int) float64 {
	if d.Naive == nil {
		return math.NaN()
	}
	return d.Naive[i]
}

// scored reports whether interval i can be held against anything.
func (d *Day) scored(i int) bool { return known(d.Actual[i]) && known(d.Forecast[i]) }

func known(v float64) bool { return !math.IsNaN(v) }
