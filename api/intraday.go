package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/model/intraday"
	"github.com/muster-wfm/muster/internal/auth"
)

// IntradayUpdate is a day under way: what was forecast before it began, what came
// so far, and what is expected now; a column a figure.
type IntradayUpdate struct {
	QueueID     int64          `json:"queueId"`
	ForecastID  int64          `json:"forecastId" doc:"The newest forecast that covers the day."`
	Date        Day            `json:"date"`
	At          time.Time      `json:"at" doc:"What came after this instant is not used."`
	Zone        string         `json:"zone"`
	IntervalMin int            `json:"intervalMin"`
	Start       []time.Time    `json:"start" nullable:"false"`
	Open        []bool         `json:"open" nullable:"false"`
	Forecast    Numbers        `json:"forecast" doc:"As it was made."`
	Adjusted    Numbers        `json:"adjusted" doc:"With the planners' adjustments; this is what is updated."`
	Actual      Numbers        `json:"actual" doc:"Null where nothing came yet."`
	Updated     Numbers        `json:"updated" doc:"What came, and what is expected of the intervals to come."`
	Lo80        Numbers        `json:"lo80,omitempty" doc:"Absent where too few past days are known to learn from."`
	Hi80        Numbers        `json:"hi80,omitempty"`
	Lo95        Numbers        `json:"lo95,omitempty"`
	Hi95        Numbers        `json:"hi95,omitempty"`
	Cut         int            `json:"cut" doc:"The first interval that is still to come."`
	Method      string         `json:"method" enum:"none,ratio,linear,mean" doc:"How the rest was updated: shrunk ratio, best linear prediction, or the mean of both. Never the plain ratio."`
	WhyNot      string         `json:"whyNot,omitempty" enum:"nothing_yet,too_early,day_over,few_past_days,no_gain" doc:"Why the forecast was left as it was; absent where it was updated."`
	Factor      float64        `json:"factor" doc:"What the rest of the day was multiplied by, on the whole."`
	SoFar       IntradayPart   `json:"soFar"`
	RestOfDay   IntradayPart   `json:"restOfDay"`
	Following   []CarriedDay   `json:"following" nullable:"false" doc:"Later days of the same forecast, with their share of today's error."`
	Persistence float64        `json:"persistence" doc:"Share of a day's error that the next open day keeps, 0..1."`
	Trials      []UpdateMethod `json:"trials" nullable:"false" doc:"How each method would have done at this time of past days that it had not learned from."`
}

// IntradayPart is a part of the day as a whole.
type IntradayPart struct {
	Forecast float64         `json:"forecast" doc:"Adjustments included."`
	Updated  float64         `json:"updated" doc:"What came, or what is expected now."`
	Bands    []ForecastLimit `json:"bands" nullable:"false"`
}

// CarriedDay is a later day with its share of today's error.
type CarriedDay struct {
	Date     Day     `json:"date"`
	Forecast float64 `json:"forecast"`
	Updated  float64 `json:"updated"`
	Factor   float64 `json:"factor"`
}

// UpdateMethod is how a method to update did on past days.
type UpdateMethod struct {
	Method string   `json:"method" enum:"none,ratio,linear,mean"`
	WAPE   *float64 `json:"wape,omitempty" doc:"Of the rest of the day by interval, 0..1."`
	Days   int      `json:"days"`
}

type (
	intradayInput struct {
		IDInput
		At time.Time `query:"at" doc:"As of this instant; absent: now."`
	}
	intradayOutput struct{ Body IntradayUpdate }
)

func (s *Server) registerIntraday(api huma.API) {
	secured(s, api, huma.Operation{
		OperationID: "get-intraday", Method: http.MethodGet, Path: "/queues/{id}/intraday", Tags: []string{"Forecasts"},
		Summary:     "Get the day under way, forecast anew from what came so far",
		Description: "The rest of the day is corrected as far as past days say that it helps, and left alone where they say that it does not.",
	}, auth.ReadDemand, s.intraday)
}

func (s *Server) intraday(ctx context.Context, scope auth.Scope, in *intradayInput) (*intradayOutput, error) {
	day, err := s.Live.Intraday(ctx, scope, in.ID, in.At)
	if err != nil {
		return nil, err
	}
	return &intradayOutput{Body: intradayOf(day)}, nil
}

func intradayOf(d forecast.Intraday) IntradayUpdate {
	u := d.Update
	out := IntradayUpdate{
		QueueID: d.Run.QueueID, ForecastID: d.Run.ID, Date: Day{d.Grid.First()}, At: d.At.In(d.Grid.Location()),
		Zone: d.Grid.Location().String(), IntervalMin: d.Grid.Minutes(), Start: starts(d.Grid), Open: orEmpty(d.Open),
		Forecast: d.Forecast, Adjusted: d.Adjusted, Actual: d.Actual, Updated: u.Mean,
		Cut: u.Cut, Method: string(u.Method), WhyNot: string(u.Hold), Factor: u.Factor(), Persistence: d.Persistence,
	}
	for i, came := range u.Mean[:u.Cut] {
		out.SoFar.Forecast += d.Adjusted[i]
		out.SoFar.Updated += came
	}
	out.SoFar.Bands = []ForecastLimit{}
	out.RestOfDay = IntradayPart{Forecast: u.Before, Updated: u.Rest}
	out.RestOfDay.Bands = each(u.Bands, func(b intraday.Band) ForecastLimit { return ForecastLimit{Level: b.Level, Lo: b.RestLo, Hi: b.RestHi} })
	for _, b := range u.Bands {
		switch b.Level {
		case .80:
			out.Lo80, out.Hi80 = b.Lo, b.Hi
		case .95:
			out.Lo95, out.Hi95 = b.Lo, b.Hi
		}
	}
	out.Following = each(d.Following, func(c forecast.CarriedDay) CarriedDay {
		return CarriedDay{Date: Day{c.Date}, Forecast: c.Forecast, Updated: c.Updated, Factor: c.Factor}
	})
	out.Trials = each(u.Trials, func(t intraday.Trial) UpdateMethod {
		return UpdateMethod{Method: string(t.Method), WAPE: figure(t.WAPE), Days: t.Days}
	})
	return out
}
