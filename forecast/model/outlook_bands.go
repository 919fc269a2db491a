package model

import (
	"math"
	"slices"
)

// outlookErrors are the back-test's relative errors |Y−F|/F of weeks and of
// four weeks, by lead.
type outlookErrors struct {
	weeks, months []leadError
}

type leadError struct {
	weeks float64 // lead of the middle, in weeks
	size  float64
}

// add scores a course against what came after its window's origin. Days of
// which nothing is known count on neither side.
func (e *outlookErrors) add(t *Training, w outlookWindow, c course) {
	e.weeks = append(e.weeks, periodErrors(t, w, c, 7)...)
	e.months = append(e.months, periodErrors(t, w, c, outlookStep)...)
}

func periodErrors(t *Training, w outlookWindow, c course, length int) []leadError {
	var list []leadError
	origin := w.training.Days()
	for from := 0; from+length <= w.horizon; from += length {
		forecast, actual, n := 0.0, 0.0, 0
		for k := origin + from; k < origin+from+length; k++ {
			if t.usable[k] && !w.training.Closed(k) {
				forecast += c.at(k)
				actual += t.total[k]
				n++
			}
		}
		if n >= length/2 && forecast > 0 {
			list = append(list, leadError{(float64(from) + float64(length)/2) / 7, math.Abs(actual-forecast) / forecast})
		}
	}
	return list
}

// loss is the mean error of a week, those beyond 1 counting as 1.
func (e outlookErrors) loss() float64 {
	total := 0.0
	for _, w := range e.weeks {
		total += min(w.size, 1)
	}
	return total / float64(max(1, len(e.weeks)))
}

// outlookBands are the bands of weeks and of months.
type outlookBands struct {
	weeks, months leadBands
	tested        int // weeks
}

// leadBands are errors by span of leads, each span with its middle.
type leadBands struct {
	middles []float64   // weeks
	scores  [][]float64 // sorted
	tested  float64     // weeks
}

// outlookSpans cut the lead: up to a month, a quarter, half a year, a year, and
// beyond. Their ends in weeks.
var outlookSpans = []float64{4, 13, 26, 52, math.Inf(1)}

func newOutlookBands(e outlookErrors) outlookBands {
	b := outlookBands{weeks: newLeadBands(e.weeks), months: newLeadBands(e.months)}
	b.tested = int(math.Ceil(b.weeks.tested))
	return b
}

func newLeadBands(list []leadError) leadBands {
	var b leadBands
	begin := 0.0
	for _, end := range outlookSpans {
		var scores, leads []float64
		for _, e := range list {
			if e.weeks > begin && e.weeks <= end {
				scores, leads = append(scores, e.size), append(leads, e.weeks)
			}
		}
		if len(scores) > 0 {
			slices.Sort(scores)
			b.middles, b.scores = append(b.middles, mean(leads)), append(b.scores, scores)
			b.tested = max(b.tested, slices.Max(leads))
		}
		begin = end
	}
	return b
}

// width is the relative half width of a band at a lead. It is the conformal
// quantile of the span's errors, drawn in a line from one span's middle to the
// next, and never narrower than for a nearer lead. Beyond what could be tested
// it grows with the root of the lead, as a level does that wanders; so it does
// from a quarter of a year on, from an assumed error, where nothing could.
func (b leadBands) width(weeks, level float64) float64 {
	const quarter = 13
	if len(b.middles) == 0 {
		return fallbackDeviation * normalQuantile(level) * math.Sqrt(max(1, weeks/quarter))
	}
	before, width := 0.0, 0.0
	for i, middle := range b.middles {
		q := max(width, quantile(b.scores[i], level))
		switch {
		case i == 0 && weeks <= middle:
			return q
		case weeks <= middle:
			return width + (q-width)*(weeks-before)/(middle-before)
		}
		before, width = middle, q
	}
	return width * math.Sqrt(max(1, weeks/max(b.tested, 1)))
}
