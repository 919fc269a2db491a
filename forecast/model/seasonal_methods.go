package model

import (
	"fmt"

	"github.com/muster-wfm/muster/forecast/model/seasonal"
)

// SeriesMethod is a way to continue a seasonal series of any kind.
type SeriesMethod int

// The methods, each on the series' natural scale (logarithms where all values
// are above zero, roots where none is below) unless it says otherwise.
const (
	SeasonalAutoregression SeriesMethod = iota
	SeasonalAutoregressionPlain
	DailyAutoregression
	DailyAutoregressionPlain
	DoubleSmoothing
	DoubleSmoothingPlain
	SeriesDecomposed
	SeriesTheta
	DailyNaive
	WeeklyNaive
	seriesMethods // their number
)

// seriesRecipe is how a method works: on which scale, and what on it.
type seriesRecipe struct {
	name   string
	plain  bool // on the values as they are
	extend func(y []float64, day, week, places int) []float64
}

var seriesRecipes = [seriesMethods]seriesRecipe{
	SeasonalAutoregression:      {"seasonal-ar", false, seasonalAutoregression},
	SeasonalAutoregressionPlain: {"seasonal-ar plain", true, seasonalAutoregression},
	DailyAutoregression:         {"daily-ar", false, dailyAutoregression},
	DailyAutoregressionPlain:    {"daily-ar plain", true, dailyAutoregression},
	DoubleSmoothing:             {"double-smoothing", false, seasonal.DoubleSmoothing},
	DoubleSmoothingPlain:        {"double-smoothing plain", true, seasonal.DoubleSmoothing},
	SeriesDecomposed: {"mstl-ets", false, func(y []float64, day, week, places int) []float64 {
		return seasonal.Decomposed(y, []int{day, week}, places)
	}},
	SeriesTheta: {"theta", true, func(y []float64, day, _, places int) []float64 { return seasonal.Theta(y, day, places) }},
	DailyNaive:  {"naive-day", true, func(y []float64, day, _, places int) []float64 { return seasonal.Naive(y, day, places) }},
	WeeklyNaive: {"naive-week", true, func(y []float64, _, week, places int) []float64 { return seasonal.Naive(y, week, places) }},
}

func seasonalAutoregression(y []float64, day, week, places int) []float64 {
	return seasonal.Autoregression(y, seasonal.Lags(day, week), day, places)
}

func dailyAutoregression(y []float64, day, week, places int) []float64 {
	return seasonal.Autoregression(y, seasonal.DailyLags(day, week), day, places)
}

// String is the method's name in reports.
func (m SeriesMethod) String() string { return seriesRecipes[m].name }

// Series continues a queue's intervals as one long series, hour after hour.
// Such methods follow the last hours and days, which serves two or three days
// ahead and misleads beyond (Taylor 2008).
type Series struct {
	Method  SeriesMethod
	Horizon int // days ahead that are wanted
}

// Name implements [Model].
func (m Series) Name() string { return m.Method.String() }

// Family implements [Model].
func (m Series) Family() string { return familySeries }

const familySeries = "series"

// Fit implements [Model].
func (m Series) Fit(t *Training) Forecast {
	s := newStrip(t)
	return s.ahead(m.Horizon, func(places int) []float64 { return m.Method.extend(s, places) })
}

// extend forecasts the strip's next places.
func (m SeriesMethod) extend(s *strip, places int) []float64 {
	recipe := seriesRecipes[m]
	scale := seasonal.Plain
	if !recipe.plain {
		scale = seasonal.NaturalScale(s.values)
	}
	day, week := s.cycles()
	return scale.On(s.values, func(y []float64) []float64 { return recipe.extend(y, day, week, places) })
}

// SeriesPool is the weighted mean of several [Series].
type SeriesPool struct {
	Weights [seriesMethods]float64 // by method, together 1
	Horizon int
}

// Name implements [Model]. The weights stand in it as whole per cents.
func (m SeriesPool) Name() string {
	name := "series"
	for method, w := range m.Weights {
		if w > 0 {
			name += fmt.Sprintf(" %s=%.0f%%", SeriesMethod(method), 100*w)
		}
	}
	return name
}

// Family implements [Model].
func (m SeriesPool) Family() string { return familySeries }

// Fit implements [Model].
func (m SeriesPool) Fit(t *Training) Forecast {
	s := newStrip(t)
	return s.ahead(m.Horizon, func(places int) []float64 {
		out := make([]float64, places)
		for method, w := range m.Weights {
			if w == 0 {
				continue
			}
			for i, v := range SeriesMethod(method).extend(s, places) {
				out[i] += w * v
			}
		}
		return out
	})
}
