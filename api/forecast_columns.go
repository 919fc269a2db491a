package api

import (
	"context"
	"time"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/model"
	"github.com/muster-wfm/muster/forecast/model/layers"
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
	TalkS       Numbers     `json:"talkS,omitempty" doc:"Talking, of ahtS; absent where no source tells it apart."`
	HoldS       Numbers     `json:"holdS,omitempty" doc:"Holding, of ahtS."`
	WrapS       Numbers     `json:"wrapS,omitempty" doc:"Work after the contact, of ahtS."`
	Open        []bool      `json:"open" nullable:"false"`
	Bands       []BandCurve `json:"bands" nullable:"false" doc:"Around adjustedContacts, where there are any."`

	AdjustedContacts Numbers          `json:"adjustedContacts,omitempty" doc:"As the adjustments in force make it; the same as contacts where there are none. Absent in a back-test."`
	AdjustedAHTS     Numbers          `json:"adjustedAhtS,omitempty"`
	Adjustments      []int64          `json:"adjustments" nullable:"false" doc:"The adjustments that were applied."`
	IdleAdjustments  []IdleAdjustment `json:"idleAdjustments" nullable:"false" doc:"Adjustments in force that found nothing to change."`

	Actual Numbers `json:"actual,omitempty" doc:"What happened, null where nothing was observed; only in a back-test."`
}

// IdleAdjustment is an adjustment that found nothing to change in a forecast.
type IdleAdjustment struct {
	ID     int64  `json:"id"`
	Reason string `json:"reason" enum:"out_of_reach,empty,no_handle_time" doc:"empty: the range holds no contacts, and no open interval for new ones."`
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
	Adjusted float64         `json:"adjustedContacts" doc:"As the adjustments in force make it."`
	Bands    []ForecastLimit `json:"bands" nullable:"false" doc:"Around adjustedContacts."`
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
		TalkS: Numbers(c.TalkS), HoldS: Numbers(c.HoldS), WrapS: Numbers(c.WrapS),
		Bands:       each(c.Bands, func(b model.Band) BandCurve { return BandCurve{Level: b.Level, Lo: Numbers(b.Lo), Hi: Numbers(b.Hi)} }),
		Adjustments: []int64{}, IdleAdjustments: []IdleAdjustment{},
	}
}

// adjustedIntervals is a forecast with what adjustments make of it beside it.
func adjustedIntervals(g grid.Grid, c forecast.RunCurves, a forecast.Adjusted) ForecastIntervals {
	out := intervalsOf(g, a.Curves)
	out.Contacts, out.AHTS = Numbers(c.Contacts), Numbers(c.AHTS)
	out.TalkS, out.HoldS, out.WrapS = Numbers(c.TalkS), Numbers(c.HoldS), Numbers(c.WrapS)
	out.AdjustedContacts, out.AdjustedAHTS = Numbers(a.Curves.Contacts), Numbers(a.Curves.AHTS)
	out.Adjustments = each(a.Applied, func(one forecast.AppliedAdjustment) int64 { return one.ID })
	out.IdleAdjustments = each(a.Idle, func(i layers.Idle) IdleAdjustment { return IdleAdjustment{ID: i.ID, Reason: string(i.Reason)} })
	return out
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
	adjusted, err := s.Adjustments.Adjust(ctx, scope, run)
	if err != nil {
		return nil, err
	}
	return &forecastIntervalsOutput{Body: adjustedIntervals(g, run.Curves, adjusted)}, nil
}

func (s *Server) forecastDays(ctx context.Context, scope auth.Scope, in *IDInput) (*forecastTotalsOutput, error) {
	run, err := s.Forecasts.Run(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	if err := notDone(run); err != nil {
		return nil, err
	}
	adjusted, err := s.Adjustments.Adjust(ctx, scope, run)
	if err != nil {
		return nil, err
	}
	days, weeks, err := adjusted.Totals(run)
	if err != nil {
		return nil, err
	}
	return &forecastTotalsOutput{Body: ForecastTotals{Days: totalsOf(run.Report.Days, days), Weeks: totalsOf(run.Report.Weeks, weeks)}}, nil
}

// totalsOf sets totals as forecast beside the same as adjusted.
func totalsOf(plain, adjusted []model.Total) []ForecastTotal {
	out := each(adjusted, totalOf)
	for i := range out {
		out[i].Contacts = plain[i].Mean
	}
	return out
}

func totalOf(t model.Total) ForecastTotal {
	return ForecastTotal{
		First: Day{t.First}, Last: Day{t.Last}, Contacts: t.Mean, Adjusted: t.Mean,
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
