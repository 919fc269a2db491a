package model

import (
	"cmp"
	"math"
	"slices"

	"github.com/muster-wfm/muster/forecast/model/intraday"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Today corrects day k of a forecast while it is under way, see [intraday.Make].
// forecast and actual are the day's intervals on the grid; actual is NaN where
// nothing came yet. What it learns from are the back-test's days, their errors
// transplanted onto this one: a day that was two deviations above its forecast at
// nine teaches what two deviations above this forecast at nine lead to.
//
// A forecast without a calibration knows no past day and is left alone.
func (c *Calibration) Today(g grid.Grid, k int, forecast, actual, levels []float64) (intraday.Update, error) {
	var past []intraday.Day
	if c != nil && c.Slots == 1440/g.Minutes() {
		past = c.transplanted(c.Gap+k+1, slotsOf(g, k), forecast)
	}
	u, err := intraday.Make(past, intraday.Day{Forecast: forecast, Actual: actual}, levels)
	if err != nil || c == nil || !c.Counts {
		return u, err
	}
	for i := u.Cut; i < len(forecast); i++ {
		for b := range u.Bands {
			if band := &u.Bands[b]; u.Deviation[i] > 0 && u.Mean[i] < lowCount {
				band.Lo[i], band.Hi[i] = negativeBinomialBand(u.Mean[i], u.Deviation[i]*u.Deviation[i], band.Level)
			}
		}
	}
	return u, nil
}

// slotsOf returns the wall-clock slot of each interval of day k.
func slotsOf(g grid.Grid, k int) []int {
	from, to := g.Day(k)
	slots := make([]int, to-from)
	for i := range slots {
		slots[i] = g.WallMinute(from+i) / g.Minutes()
	}
	return slots
}

// transplanted returns the back-test's days, oldest first, as their errors in
// deviations would have made them of this forecast. Of a date that was forecast
// from several origins, the one with the lead nearest to this one's counts.
func (c *Calibration) transplanted(lead int, slots []int, forecast []float64) []intraday.Day {
	nearest := map[grid.Date]ErrorDay{}
	for _, d := range c.Errors {
		other, known := nearest[d.Date]
		if !known || distance(d.Lead, lead) < distance(other.Lead, lead) {
			nearest[d.Date] = d
		}
	}
	chosen := make([]ErrorDay, 0, len(nearest))
	for _, d := range nearest {
		chosen = append(chosen, d)
	}
	slices.SortFunc(chosen, func(a, b ErrorDay) int { return a.Date.Compare(b.Date) })
	days := make([]intraday.Day, len(chosen))
	for n, d := range chosen {
		days[n] = intraday.Day{Forecast: forecast, Actual: make([]float64, len(forecast))}
		for i, slot := range slots {
			days[n].Actual[i] = math.NaN()
			if f := d.Forecast[slot]; f > 0 && seen(d.Actual[slot]) {
				e := (d.Actual[slot] - f) / c.Deviation(d.Lead, slot, f)
				days[n].Actual[i] = max(0, forecast[i]+e*c.Deviation(lead, slot, forecast[i]))
			}
		}
	}
	return days
}

func distance(a, b int) int { return max(a-b, b-a) }

// Persistence is how much of a day's error the next open day keeps: the
// correlation of the back-test's whole-day log errors between one day and the
// next that the same origin forecast.
func (c *Calibration) Persistence() float64 {
	if c == nil {
		return 0
	}
	byOrigin := map[grid.Date][]ErrorDay{}
	var works [7]bool
	for _, d := range c.Errors {
		origin := d.Date.AddDays(-d.Lead)
		byOrigin[origin] = append(byOrigin[origin], d)
		works[d.Date.Weekday()] = true
	}
	var stretches [][]float64
	for _, days := range byOrigin {
		slices.SortFunc(days, func(a, b ErrorDay) int { return cmp.Compare(a.Lead, b.Lead) })
		for from := 0; from < len(days); {
			to := from + 1
			for to < len(days) && follows(days[to-1].Date, days[to].Date, works) {
				to++
			}
			stretches = append(stretches, logErrors(days[from:to]))
			from = to
		}
	}
	slices.SortFunc(stretches, slices.Compare[[]float64]) // sums must not depend on the order of a map
	return intraday.Persistence(stretches)
}

// follows reports whether no weekday that ever works lies between two days.
func follows(day, next grid.Date, works [7]bool) bool {
	for d := day.AddDays(1); d.Before(next); d = d.AddDays(1) {
		if works[d.Weekday()] || day.DaysUntil(d) >= 7 {
			return false
		}
	}
	return true
}

// logErrors are the logs of what came over what was forecast, of whole days.
func logErrors(days []ErrorDay) []float64 {
	out := make([]float64, len(days))
	for n, d := range days {
		forecast, actual := 0.0, 0.0
		for j, f := range d.Forecast {
			if f > 0 && seen(d.Actual[j]) {
				forecast += f
				actual += d.Actual[j]
			}
		}
		out[n] = math.Log((actual + .25) / (forecast + .25))
	}
	return out
}
