package model

import (
	"math"
	"slices"

	"github.com/muster-wfm/muster/workforce/grid"
)

// Inspection is a history as forecasting reads it: what it takes for observed,
// what it sets aside and what it learns from instead. All are by day, from the
// history's first, and slot.
type Inspection struct {
	First   grid.Date
	Minutes int
	Open    [][]bool // whether contacts were to be expected, by the hours of the last weeks
	// Observed is what forecasts are scored against: rows as they came, and zeros
	// where a series that writes none left one out; NaN where nothing is known.
	Observed [][]float64
	// Used is what the models learn from: as observed, with the slots that were
	// flagged replaced by the day's own shape. A day that is kept out of fitting
	// as a whole holds NaN.
	Used  [][]float64
	Flags []Flag // in order of time
}

// Inspect reads a history by the rules of [Training] and finds what is out of
// the ordinary, without forecasting anything. It is what [Run] does first, so
// that both name the same days.
func Inspect(h *History, c Calendar) Inspection {
	t := newTraining(h, newAlmanac(c, h.First(), h.Days()))
	out := Inspection{First: h.First(), Minutes: h.Minutes(), Observed: t.observed(), Open: make([][]bool, h.Days())}
	for k := range out.Open {
		out.Open[k] = t.openOn(k)
	}
	t.flagOutliers()
	out.Flags = sortedFlags(t.flags)
	out.Used = matrix(h.Days(), h.Slots(), math.NaN())
	for k := range out.Used {
		if t.usable[k] {
			copy(out.Used[k], t.counts[k])
		}
	}
	return out
}

// Observed returns what forecasts are scored against, by day and slot; see
// [Inspection].
func Observed(h *History, c Calendar) [][]float64 {
	return newTraining(h, newAlmanac(c, h.First(), h.Days())).observed()
}

// openOn returns in which slots of day k contacts were to be expected. A holiday
// on which the site usually closes, but had contacts, was open after all.
func (t *Training) openOn(k int) []bool {
	if t.Closed(k) && t.history.rows(k) == 0 {
		return make([]bool, t.Slots())
	}
	return slices.Clone(t.open[t.weekday(k)])
}

// Buckets returns the spans of lead times within which errors count as alike.
func Buckets() []Bucket { return slices.Clone(buckets) }
