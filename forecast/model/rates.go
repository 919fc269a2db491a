package model

import "math"

// rates tell how much of the back-test's errors is uncertainty of what was to be
// expected, and how much the chance of single arrivals: of a Poisson count around
// its rate (Avramidis, Deslauriers and L'Ecuyer, "Modeling daily arrivals to a
// telephone call center", Management Science 50, 2004, take counts apart in the
// same way). Both are shares of deviations.
type rates struct {
	day  float64 // of the error of a whole day
	rest float64 // of what its intervals stray beyond that
}

// rates compares the squares of errors with what Poisson counts alone would
// show, day by day and within days: √(1 − chance/shown), 0 where chance alone
// would stray as much.
func (c *Calibration) rates() rates {
	var day, rest struct{ shown, chance float64 }
	for _, d := range c.Errors {
		stray, total := d.total()
		if total <= 0 {
			continue
		}
		day.shown += stray * stray
		day.chance += 1 / total
		for j, f := range d.Forecast {
			if f > 0 && seen(d.Actual[j]) {
				alone := d.Actual[j] - f - stray*f
				rest.shown += alone * alone
				rest.chance += f * (1 - f/total)
			}
		}
	}
	share := func(shown, chance float64) float64 {
		if shown <= chance {
			return 0
		}
		return math.Sqrt(1 - chance/shown)
	}
	return rates{share(day.shown, day.chance), share(rest.shown, rest.chance)}
}

// of returns the errors of a day's rates, relative to its forecasts by slot.
func (r rates) of(d ErrorDay) []float64 {
	out := make([]float64, len(d.Forecast))
	stray, _ := d.total()
	for j, f := range d.Forecast {
		out[j] = r.day * stray
		if f > 0 && seen(d.Actual[j]) {
			out[j] += r.rest * ((d.Actual[j]-f)/f - stray)
		}
	}
	return out
}

// total is the relative error of the observed part of a day, and what was
// forecast of that part.
func (d ErrorDay) total() (stray, forecast float64) {
	for j, f := range d.Forecast {
		if f > 0 && seen(d.Actual[j]) {
			stray += d.Actual[j] - f
			forecast += f
		}
	}
	if forecast == 0 {
		return 0, 0
	}
	return stray / forecast, forecast
}
