package model

import "github.com/muster-wfm/muster/workforce/grid"

// Around returns the forecast moved to other means, one for each interval: bands
// and totals are made anew around them, with the doubt of days that were never seen;
// everything else stays. Without a calibration there are no bands.
func (r *Result) Around(mean []float64) *Result {
	moved := *r
	moved.Mean = mean
	levels := make([]float64, len(r.Bands))
	for i, b := range r.Bands {
		levels[i] = b.Level
	}
	moved.Bands = r.Calibration.bands(r.Grid, mean, levels)
	moved.Days, moved.Weeks = r.Calibration.totals(r.Grid, mean, levels)
	moved.widen()
	return &moved
}

// bands are those of every interval of a grid, whose first day is the first that
// the calibration is for.
func (c *Calibration) bands(g grid.Grid, mean, levels []float64) []Band {
	if c == nil {
		return nil
	}
	out := make([]Band, len(levels))
	for b, level := range levels {
		out[b] = Band{Level: level, Lo: make([]float64, g.Len()), Hi: make([]float64, g.Len())}
	}
	for day := range g.Days() {
		from, _ := g.Day(day)
		for j, slot := range slotsOf(g, day) {
			for b, level := range levels {
				lo, hi := c.Interval(c.Gap+day+1, slot, mean[from+j], level)
				if b > 0 && level > levels[b-1] { // a wider band holds the narrower one
					lo, hi = min(lo, out[b-1].Lo[from+j]), max(hi, out[b-1].Hi[from+j])
				}
				out[b].Lo[from+j], out[b].Hi[from+j] = lo, hi
			}
		}
	}
	return out
}

// totals are those of every day of a grid, and of each seven from the first.
func (c *Calibration) totals(g grid.Grid, mean, levels []float64) (days, weeks []Total) {
	for day := range g.Days() {
		from, to := g.Day(day)
		total := Total{First: g.Date(day), Last: g.Date(day), Mean: sum(mean[from:to])}
		if day%7 == 0 {
			weeks = append(weeks, Total{First: total.First})
		}
		week := &weeks[len(weeks)-1]
		week.Last, week.Mean = total.Last, week.Mean+total.Mean
		if c != nil {
			for _, level := range levels {
				lo, hi := c.Day(c.Gap+day+1, total.Mean, level)
				total.Bands = append(total.Bands, TotalBand{level, lo, hi})
			}
		}
		days = append(days, total)
	}
	for w := range weeks {
		if c == nil {
			break
		}
		for _, level := range levels {
			lo, hi := c.Week(weeks[w].Mean, level)
			weeks[w].Bands = append(weeks[w].Bands, TotalBand{level, lo, hi})
		}
	}
	return days, weeks
}
