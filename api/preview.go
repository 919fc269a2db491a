package api

import (
	"context"
	"errors"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/model"
	"github.com/muster-wfm/muster/internal/auth"
)

// Supposition is what a planner supposes of the days of a forecast.
type Supposition struct {
	Drivers []SupposedDriver `json:"drivers,omitempty" maxItems:"100" nullable:"false"`
	Events  []SupposedEvent  `json:"events,omitempty" maxItems:"400" nullable:"false"`
}

// SupposedDriver changes the planned values of a driver.
type SupposedDriver struct {
	Code   string        `json:"code" maxLength:"64"`
	Scale  *float64      `json:"scale,omitempty" minimum:"0" maximum:"100" doc:"Multiplies every planned value; absent: 1."`
	Values []DriverValue `json:"values,omitempty" maxItems:"400" nullable:"false" doc:"Replace those of their days, after scaling."`
}

// SupposedEvent adds a day of an event, or says otherwise what is expected of it.
type SupposedEvent struct {
	Date      Day      `json:"date"`
	Type      string   `json:"type" maxLength:"64" doc:"As in calendars."`
	UpliftPct *float64 `json:"upliftPct,omitempty" minimum:"-100" maximum:"1000" doc:"Expected change of contacts in percent; absent: as learned."`
}

// ForecastPreview is a forecast under a supposition, by interval, day and week.
// Nothing of it is kept.
type ForecastPreview struct {
	ForecastIntervals
	Days    []ForecastTotal  `json:"days" nullable:"false"`
	Weeks   []ForecastTotal  `json:"weeks" nullable:"false"`
	Effects []ForecastEffect `json:"effects" nullable:"false"`
	Idle    []string         `json:"idle" nullable:"false" doc:"Drivers of the supposition that change nothing, because the back-test found no use in them."`
	Changed bool             `json:"changed" doc:"History, calendar or drivers are no longer what the forecast was made from, so that a difference may come from there too."`
}

func (p Supposition) toDomain() forecast.Supposition {
	return forecast.Supposition{
		Drivers: each(p.Drivers, func(d SupposedDriver) forecast.SupposedDriver {
			return forecast.SupposedDriver{Code: d.Code, Scale: d.Scale, Values: each(d.Values, DriverValue.toDomain)}
		}),
		Events: each(p.Events, func(e SupposedEvent) forecast.SupposedEvent {
			return forecast.SupposedEvent{Date: e.Date.Date, Type: e.Type, UpliftPct: e.UpliftPct}
		}),
	}
}

type (
	forecastPreviewInput struct {
		IDInput
		Body Supposition
	}
	forecastPreviewOutput struct{ Body ForecastPreview }
)

func (s *Server) registerPreview(api huma.API) {
	op := huma.Operation{
		OperationID: "preview-forecast", Method: http.MethodPost, Path: "/forecasts/{id}/preview", Tags: []string{"Drivers"},
		Summary:     "See what a forecast would be with other drivers and events",
		Description: "The forecast's own combination of models is fitted anew under the supposition, without a back-test. Nothing is kept.",
	}
	secured(s, api, op, auth.ReadDemand, s.previewForecast)
}

func (s *Server) previewForecast(ctx context.Context, scope auth.Scope, in *forecastPreviewInput) (*forecastPreviewOutput, error) {
	seen, err := s.Forecasts.Preview(ctx, scope, in.ID, in.Body.toDomain())
	if err != nil {
		return nil, err
	}
	r := seen.Result
	curves := forecast.RunCurves{Contacts: r.Mean, AHTS: r.HandleSeconds, Open: r.Open, Bands: r.Bands}
	return &forecastPreviewOutput{Body: ForecastPreview{
		ForecastIntervals: intervalsOf(r.Grid, curves), Days: each(r.Days, totalOf), Weeks: each(r.Weeks, totalOf),
		Effects: each(r.Effects, func(e model.Effect) ForecastEffect {
			return forecastEffectOf(e, func(code string) string { return code }, nil)
		}),
		Idle: orEmpty(seen.Idle), Changed: seen.Changed,
	}}, nil
}

// previewProblem translates what a preview refuses.
func previewProblem(err error) *Problem {
	var plan *model.PlanError
	if errors.Is(err, forecast.ErrNoPlan) || errors.Is(err, forecast.ErrTemplatePlan) || errors.As(err, &plan) {
		return newProblem(http.StatusConflict, "no_plan", err.Error())
	}
	return nil
}
