package api

import (
	"context"
	"time"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/model"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce/grid"
)

// ForecastIntervals is a forecast by interval, a column a figure.
type ForecastIntervals struct {
	IntervalMin int         `json:"intervalMin"`
	Zone        string      `json:"zone"`
	Start       []time.Time `json:"start" nullable:"false"`
	Contacts    Numbers     `json:"contacts"`
	AHTS        Numbers     `json:"ahtS,omitempty" doc:"Seconds a contact; absent where history knows no handle time."`
	Open        []bool      `json:"open" nullable:"false"`
	Bands       []BandCurve `json:"bands" nullable:"false"`
	Actual      Numbers     `json:"actual,omitempty" doc:"What happened, null where nothing was observed; only in a back-test."`
}

// BandCurve is a band by interval.
type BandCurve struct {
	Level float64 `json:"level"`
	Lo    Numbers `json:"lo"`
	Hi    Numbers `json:"hi"`
}

// ForecastTotals is a forecast by day and by week; totals have their own bands,
// since the errors of a day's intervals go together.
type ForecastTotals struct {
	Days  []ForecastTotal `json:"days" nullable:"false"`
	Weeks []ForecastTotal `json:"weeks" nullable:"false"`
}

// ForecastTotal is the forecast of one or several days together.
type ForecastTotal struct {
	First    Day             `json:"first"`
	Last     Day             `json:"last"`
	Contacts float64         `json:"contacts"`
	Bands    []ForecastLimit `json:"bands" nullable:"false"`
}

// ForecastLimit is the band of a total.
type ForecastLimit struct {
	Level float64 `json:"level"`
	Lo    float64 `json:"lo"`
	Hi    float64 `json:"hi"`
}

type (
	forecastIntervalsOutput struct{ Body ForecastIntervals }
	forecastTotalsOutput    struct{ Body ForecastTotals }
	backtestInput           struct {
		IDInput
		Origin Day `query:"origin" required:"true" doc:"First day, as if it were still to come."`
	}
)

func intervalsOf(g grid.Grid, c forecast.RunCurves) ForecastIntervals {
	return ForecastIntervals{
		IntervalMin: g.Minutes(), Zone: g.Location().String(), Start: starts(g), Contacts: Numbers(c.Contacts), AHTS: Numbers(c.AHTS), Open: orEmpty(c.Open),
		Bands: each(c.Bands, func(b model.Band) BandCurve { return BandCurve{Level: b.Level, Lo: Numbers(b.Lo), Hi: Numbers(b.Hi)} }),
	}
}

// notDone says that a forecast has no figures yet, or never will.
func notDone(run forecast.Run) error {
	if run.State == forecast.RunDone {
		return nil
	}
	return &forecast.RunStateError{ForecastID: run.ID, State: run.State}
}

func (s *Server) forecastIntervals(ctx context.Context, scope auth.Scope, in *IDInput) (*forecastIntervalsOutput, error) {
	run, err := s.Forecasts.Run(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	if err := notDone(run); err != nil {
		return nil, err
	}
	g, err := run.Grid()
	if err != nil {
		return nil, err
	}
	return &forecastIntervalsOutput{Body: intervalsOf(g, run.Curves)}, nil
}

func (s *Server) forecastDays(ctx context.Context, scope auth.Scope, in *IDInput) (*forecastTotalsOutput, error) {
	run, err := s.Forecasts.Run(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	if err := notDone(run); err != nil {
		return nil, err
	}
	return &forecastTotalsOutput{Body: ForecastTotals{Days: each(run.Report.Days, totalOf), Weeks: each(run.Report.Weeks, totalOf)}}, nil
}

func totalOf(t model.Total) ForecastTotal {
	return ForecastTotal{
		First: Day{t.First}, Last: Day{t.Last}, Contacts: t.Mean,
		Bands: each(t.Bands, func(b model.TotalBand) ForecastLimit { return ForecastLimit{Level: b.Level, Lo: b.Lo, Hi: b.Hi} }),
	}
}

func (s *Server) forecastBacktest(ctx context.Context, scope auth.Scope, in *backtestInput) (*forecastIntervalsOutput, error) {
	seen, err := s.Forecasts.Rehearse(ctx, scope, in.ID, in.Origin.Date)
	if err != nil {
		return nil, err
	}
	body := intervalsOf(seen.Grid, seen.Curves)
	body.Actual = Numbers(seen.Actual)
	return &forecastIntervalsOutput{Body: body}, nil
}
