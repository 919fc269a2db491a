package model

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/muster-wfm/muster/workforce/grid"
)

// ColdStart is what is known of a queue that has no history of its own: how much
// is expected of it, and when it is open. The shape comes from a template, another
// queue that is believed to be like it.
type ColdStart struct {
	DailyContacts float64 // of an ordinary open day, on average over a week's days
	HandleSeconds float64 // 0: the template's
	Minutes       int     // length of the queue's intervals
	// Open tells, for intervals of the queue's own length from the first day
	// forecast on, whether it is open; days beyond the last are open as it is.
	Open func(g grid.Grid) []bool
}

// guessed is the relative standard error assumed of a volume that is an estimate
// and not a forecast.
const guessed = 0.2

// coldDays is how many days at least are forecast of the template to learn what an
// ordinary day of it holds: four weeks have every weekday and few holidays.
const coldDays = 28

// RunCold forecasts a queue without history: the template's forecast, in of the
// template's history and for the queue's own days, zone and calendar, cut to the
// queue's hours and scaled to its volume. Bands are the template's, widened by what
// is not known of the volume. The candidates and scores are the template's, as a
// note says.
//
// It returns what [Run] returns, of the template.
func RunCold(ctx context.Context, in Input, start ColdStart) (*Result, error) {
	wanted := in.Days
	in.Days = max(in.Days, coldDays)
	template, err := Run(ctx, in)
	if err != nil {
		return nil, fmt.Errorf("template: %w", err)
	}
	shape, err := start.cut(template)
	if err != nil {
		return nil, err
	}
	usual := usualDay(shape)
	if usual == 0 {
		return nil, &HorizonError{From: in.From, Days: wanted, Why: "the template expects nothing while the queue is open; choose another template"}
	}
	return start.result(template, shape, start.DailyContacts/usual, wanted)
}

// cut returns the template's forecast in the queue's intervals, nothing outside of
// its hours.
func (s ColdStart) cut(template *Result) (grid.Curve, error) {
	curve, err := grid.CurveOf(template.Grid, slices.Clone(template.Mean))
	if err != nil {
		return curve, err
	}
	if curve, err = curve.SplitCounts(s.Minutes); err != nil {
		return curve, fmt.Errorf("template: %w", err)
	}
	for i, open := range s.Open(curve.Grid) {
		if !open {
			curve.Values[i] = 0
		}
	}
	return curve, nil
}

// usualDay is the mean of the first four weeks' open days, without the tenth at
// either end: holidays and the days beside them are no measure.
func usualDay(shape grid.Curve) float64 {
	var days []float64
	for k := range min(coldDays, shape.Grid.Days()) {
		if total := sum(shape.Day(k)); total > 0 {
			days = append(days, total)
		}
	}
	slices.Sort(days)
	tenth := len(days) / 10
	days = days[tenth : len(days)-tenth]
	if len(days) == 0 {
		return 0
	}
	return mean(days)
}

func (s ColdStart) result(template *Result, shape grid.Curve, factor float64, days int) (*Result, error) {
	g, err := grid.New(shape.Grid.Location(), s.Minutes, shape.Grid.First(), days)
	if err != nil {
		return nil, err
	}
	out := *template
	out.Grid, out.Mean, out.Open = g, make([]float64, g.Len()), s.Open(g)
	for i := range out.Mean {
		out.Mean[i] = factor * shape.Values[i]
	}
	if out.HandleSeconds, err = s.handleSeconds(template, g); err != nil {
		return nil, err
	}
	out.Calibration = template.Calibration.guessed(1440/s.Minutes, factor)
	out.Flags, out.Drivers, out.Effects, out.HandleParts, out.Doubt = nil, nil, nil, nil, nil // of the template
	out.Notes = append([]Note{note(NoteColdStart, "contacts", strconv.FormatFloat(s.DailyContacts, 'f', -1, 64))}, template.Notes...)
	return out.Around(out.Mean), nil
}

func (s ColdStart) handleSeconds(template *Result, g grid.Grid) ([]float64, error) {
	if s.HandleSeconds > 0 {
		return slices.Repeat([]float64{s.HandleSeconds}, g.Len()), nil
	}
	if template.HandleSeconds == nil {
		return nil, nil
	}
	curve, err := grid.CurveOf(template.Grid, template.HandleSeconds)
	if err != nil {
		return nil, err
	}
	if curve, err = curve.Resample(s.Minutes); err != nil {
		return nil, fmt.Errorf("template: %w", err)
	}
	return curve.Values[:g.Len()], nil
}

// guessed returns the calibration of a forecast scaled by a factor whose volume is
// an estimate: relative errors beyond a count's own noise grow by the estimate's.
// Where intervals are cut otherwise than the template's, the excess of the slots
// that cover the same time holds; the days of errors, which are by slot, are left
// out then.
func (c *Calibration) guessed(slots int, factor float64) *Calibration {
	out := *c
	out.Slots, out.Counts = slots, true
	out.Excess = matrix(len(c.Excess), slots, 0)
	for b, excess := range c.Excess {
		for j := range slots {
			out.Excess[b][j] = excess[j*c.Slots/slots] + guessed*guessed
		}
	}
	out.Days = make([][]float64, len(c.Days))
	for b, scores := range c.Days {
		out.Days[b] = widened(scores)
	}
	out.Weeks = widened(c.Weeks)
	out.Errors = nil
	if slots != c.Slots {
		return &out
	}
	for _, day := range c.Errors {
		out.Errors = append(out.Errors, ErrorDay{Date: day.Date, Lead: day.Lead, Forecast: scaled(day.Forecast, factor), Actual: scaled(day.Actual, factor)})
	}
	return &out
}

// widened adds the guess to scores that are relative errors, rank by rank.
func widened(scores []float64) []float64 {
	out := make([]float64, len(scores))
	for i, s := range scores {
		out[i] = math.Hypot(s, guessed*normalQuantile(float64(i+1)/float64(len(scores)+1)))
	}
	return out
}

func scaled(values []float64, factor float64) []float64 {
	out := make([]float64, len(values))
	for i, v := range values {
		out[i] = factor * v
	}
	return out
}
