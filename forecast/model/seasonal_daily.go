package model

import (
	"fmt"
	"math"
	"slices"

	"github.com/muster-wfm/muster/forecast/model/seasonal"
)

// DailyDecomposed splits the daily totals into a weekly season, a yearly one
// where the history holds two, and the rest, which exponential smoothing
// carries on; a profile shares each day out over its slots. It knows no
// calendar, and so stands by where the calendar is wrong or absent.
//
// It is MSTL with the level modelled by day: on the intervals themselves the
// last evening's level is carried over hundreds of steps, which made errors of
// 14 % where this makes 5 % (measured on two weeks of half-hourly calls).
type DailyDecomposed struct {
	ProfileHalfLife float64 // days at which a day's shape counts half
	Kappa           float64 // days' worth of the common shape in each weekday's
	Horizon         int     // days ahead that the level must serve
}

// Name implements [Model].
func (m DailyDecomposed) Name() string {
	return fmt.Sprintf("mstl-daily shape=%g kappa=%g", m.ProfileHalfLife, m.Kappa)
}

// Family implements [Model].
func (m DailyDecomposed) Family() string { return "mstl" }

// steadyAlpha is the most that yesterday may move a level that must serve for
// more than seriesReach days.
const steadyAlpha = .3

// Fit implements [Model].
func (m DailyDecomposed) Fit(t *Training) Forecast {
	f := dailyForecast{
		daysAhead: daysAhead{training: t, days: make([][]float64, max(7, m.Horizon))},
		profile:   t.profileOf(profileSettings{halfLife: m.ProfileHalfLife, kappa: m.Kappa}),
	}
	y, perWeek := f.readTotals()
	options := seasonal.SmoothingOptions{}
	if m.Horizon > seriesReach {
		options.MaxAlpha = steadyAlpha
	}
	periods := []int{perWeek, int(math.Round(365.25 / 7 * float64(perWeek)))}
	d := seasonal.MSTL(y, periods, false)
	level := seasonal.FitSmoothing(d.Adjusted(), options).Ahead(len(f.days))
	season := d.Ahead(periods, len(f.days))
	place := 0
	for ahead := range f.days {
		if f.takesPart(t.Days() + ahead) {
			f.days[ahead] = []float64{max(0, math.Exp(level[place]+season[place])-f.offset)}
			place++
		}
	}
	return f
}

// dailyForecast is a fitted [DailyDecomposed]: totals ahead and their shape.
type dailyForecast struct {
	daysAhead
	profile *profile
	offset  float64 // added before the logarithm, for days without contacts
}

// readTotals returns the logarithms of the daily totals of the weekdays that
// are open, and how many a week has. Days that nothing is to be learned from
// hold the same weekday's value before them, or that of the mean day.
func (f *dailyForecast) readTotals() (y []float64, perWeek int) {
	t := f.training
	for w := range t.open {
		if slices.Contains(t.open[w], true) {
			perWeek++
		}
	}
	total, n := 0.0, 0
	for k := range t.Days() {
		if t.normal[k] {
			total += t.total[k]
			n++
			f.offset = max(f.offset, indicator(t.total[k] == 0))
		}
	}
	usual := math.Log(max(total/float64(max(1, n))+f.offset, 1e-9))
	for k := range t.Days() {
		switch {
		case !f.takesPart(k):
		case t.normal[k]:
			y = append(y, math.Log(t.total[k]+f.offset))
		case len(y) >= perWeek:
			y = append(y, y[len(y)-perWeek])
		default:
			y = append(y, usual)
		}
	}
	return y, perWeek
}

// takesPart reports whether the weekday of day k, by the calendar's own count,
// is open.
func (f *dailyForecast) takesPart(k int) bool {
	return f.training.isOpen(f.training.almanac.day(k).date.Weekday())
}

// Day implements [Forecast].
func (f dailyForecast) Day(k int) []float64 {
	out := make([]float64, f.training.Slots())
	total := f.at(k)
	if f.training.Closed(k) || total == nil {
		return out
	}
	for j, share := range f.profile.at(k) {
		out[j] = total[0] * share
	}
	return out
}
