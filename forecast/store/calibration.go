package store

import (
	"github.com/muster-wfm/muster/forecast/model"
	"github.com/muster-wfm/muster/workforce/grid"
)

// calibrationText is how what a run's bands rest on stands in its document.
type calibrationText struct {
	Slots, Gap   int
	Counts       bool
	Excess       []floats
	Scores, Days []floats
	Weeks        floats
	Skews        []model.Skew
	Adapted      []model.AdaptedLevel
	Errors       []errorDayText
}

type errorDayText struct {
	Date             grid.Date
	Lead             int
	Forecast, Actual floats
}

func calibrationTextOf(c *model.Calibration) *calibrationText {
	if c == nil {
		return nil
	}
	text := &calibrationText{
		Slots: c.Slots, Gap: c.Gap, Counts: c.Counts,
		Excess: rowsText(c.Excess), Scores: rowsText(c.Scores), Days: rowsText(c.Days), Weeks: c.Weeks, Skews: c.Skews, Adapted: c.Adapted,
	}
	for _, d := range c.Errors {
		text.Errors = append(text.Errors, errorDayText{d.Date, d.Lead, d.Forecast, d.Actual})
	}
	return text
}

func (t *calibrationText) toDomain() *model.Calibration {
	if t == nil {
		return nil
	}
	c := &model.Calibration{
		Slots: t.Slots, Gap: t.Gap, Counts: t.Counts,
		Excess: rowsOf(t.Excess), Scores: rowsOf(t.Scores), Days: rowsOf(t.Days), Weeks: t.Weeks, Skews: t.Skews, Adapted: t.Adapted,
	}
	for _, d := range t.Errors {
		c.Errors = append(c.Errors, model.ErrorDay{Date: d.Date, Lead: d.Lead, Forecast: d.Forecast, Actual: d.Actual})
	}
	return c
}

func rowsText(rows [][]float64) []floats {
	out := make([]floats, len(rows))
	for i, row := range rows {
		out[i] = row
	}
	return out
}

func rowsOf(rows []floats) [][]float64 {
	out := make([][]float64, len(rows))
	for i, row := range rows {
		out[i] = row
	}
	return out
}
