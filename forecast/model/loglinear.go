package model

import (
	"fmt"
	"math"
	"strings"
)

// LogLinear is a quasi-Poisson regression of the counts themselves: the
// logarithm of what is expected of day d in slot j is
//
//	a[j] + s[w(d)](u[j]) + x[d]p + x[d]q·(u[j] − ½)
//
// a free course over the slots; a smooth deviation of each weekday from it, of
// [harmonics] Fourier pairs and a straight line; and the calendar's columns x as
// in [LevelProfile], each of which moves the level of a day and tilts its shape.
// u runs from 0 to 1 over the hours that are ever open. This is dynamic harmonic
// regression (Hyndman and Athanasopoulos, "Forecasting: Principles and
// Practice", section 10.5) with one pattern a weekday and without the errors'
// autoregression, which only speaks for the first day.
//
// and a slow level on top, as in [LevelProfile], follows what the days left over.
//
// Counts vary by μ + μ²/θ (McCullagh and Nelder, "Generalized Linear Models",
// 1989, chapter 9, for quasi-likelihood), θ being found from their moments. It
// estimates means, not medians.
type LogLinear struct {
	HalfLife float64 // days at which a day counts half; 0: all alike
	Month    bool    // effects of the place in the month
	Yearly   int     // Fourier pairs in the day of the year
	Horizon  int     // days ahead that the slow level must serve
}

// Name implements [Model].
func (m LogLinear) Name() string {
	half := "inf"
	if m.HalfLife > 0 {
		half = fmt.Sprintf("%g", m.HalfLife)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "loglinear hl=%s", half)
	if m.Yearly > 0 {
		fmt.Fprintf(&b, " yearly=%d", m.Yearly)
	}
	if !m.Month {
		b.WriteString(" no-month")
	}
	return b.String()
}

// Family implements [Model].
func (m LogLinear) Family() string { return "loglinear" }

// Fit implements [Model].
func (m LogLinear) Fit(t *Training) Forecast {
	return logLinearForecast{t.regressionOf(m)}
}

type logLinearForecast struct{ *regression }

// Day implements [Forecast].
func (f logLinearForecast) Day(k int) []float64 {
	t := f.training
	out := make([]float64, t.Slots())
	if len(f.days) == 0 || t.Closed(k) {
		return out
	}
	w := t.weekday(k)
	level, slope := f.dayTerms(f.design.row(k))
	for j, open := range t.open[w] {
		if open {
			out[j] = math.Exp(f.course[j] + f.deviation[w][j] + level + f.slow + slope*f.place[j])
		}
	}
	return out
}
