package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/internal/auth"
)

// ForecastComparison sets two forecasts of a queue side by side.
type ForecastComparison struct {
	A           ComparedForecast `json:"a" doc:"The forecast in the path."`
	B           ComparedForecast `json:"b" doc:"The forecast or lock it is compared with."`
	IntervalMin int              `json:"intervalMin" doc:"The longer of both."`
	Zone        string           `json:"zone"`
	Start       []time.Time      `json:"start" nullable:"false" doc:"Intervals of the days that both reach."`
	Actual      Numbers          `json:"actual" doc:"What has come, null where nothing was observed."`
	Days        []ComparedTotal  `json:"days" nullable:"false"`
	Weeks       []ComparedTotal  `json:"weeks" nullable:"false" doc:"Seven days from the first, the last perhaps shorter."`
}

// ComparedForecast is one side: a forecast as adjusted now, or a lock.
type ComparedForecast struct {
	ForecastID int64         `json:"forecastId"`
	LockID     *int64        `json:"lockId,omitempty"`
	Name       string        `json:"name,omitempty" doc:"Of the lock."`
	Contacts   Numbers       `json:"contacts"`
	Score      ForecastScore `json:"score" doc:"Against what has come so far; without MASE."`
}

// ComparedTotal is one or several days of both.
type ComparedTotal struct {
	First      Day      `json:"first"`
	Last       Day      `json:"last"`
	A          float64  `json:"a"`
	B          float64  `json:"b"`
	Difference float64  `json:"difference" doc:"b less a."`
	Actual     *float64 `json:"actual,omitempty" doc:"What has come so far."`
	SoFarA     *float64 `json:"soFarA,omitempty" doc:"What a expected in the intervals that were observed."`
	SoFarB     *float64 `json:"soFarB,omitempty"`
}

// ForecastRepeated says whether a forecast still comes out as it did.
type ForecastRepeated struct {
	Identical   bool     `json:"identical" doc:"Every number is the same, to the last bit."`
	Explained   bool     `json:"explained" doc:"It is identical, or input or program changed."`
	Changed     []string `json:"changed" nullable:"false" doc:"Parts of the input that changed since: order, interval, calendar, history 2026-03 and so on; input where the forecast is too old to tell."`
	CodeVersion string   `json:"codeVersion" doc:"Of the program that computed now."`
	MadeBy      string   `json:"madeBy" doc:"Version of the program that made the forecast."`
	Largest     float64  `json:"largestDifference" doc:"Of one interval's contacts."`
	Total       float64  `json:"totalDifference" doc:"Of all contacts together; positive: more come out now."`
}

type (
	comparisonInput struct {
		IDInput
		With int64 `query:"with" minimum:"0" doc:"Another forecast of the queue."`
		Lock int64 `query:"lock" minimum:"0" doc:"A lock of the queue, instead."`
	}
	comparisonOutput struct{ Body ForecastComparison }
	repeatedOutput   struct{ Body ForecastRepeated }
)

func (s *Server) registerComparison(api huma.API) {
	secured(s, api, huma.Operation{
		OperationID: "compare-forecast", Method: http.MethodGet, Path: "/forecasts/{id}/comparison", Tags: []string{"Forecasts"},
		Summary:     "Compare a forecast with another one, or with a lock, and with what came",
		Description: "Forecasts are compared as adjusted now, a lock as it was locked.",
	}, auth.ReadDemand, s.compareForecast)
	secured(s, api, huma.Operation{
		OperationID: "repeat-forecast", Method: http.MethodPost, Path: "/forecasts/{id}/repeat", Tags: []string{"Forecasts"},
		Summary:     "Compute a forecast again and say whether the same comes out",
		Description: "Nothing is kept. Where it does not come out the same, the answer names what changed since.",
	}, auth.ReadDemand, s.repeatForecast)
}

func (s *Server) compareForecast(ctx context.Context, scope auth.Scope, in *comparisonInput) (*comparisonOutput, error) {
	if (in.With == 0) == (in.Lock == 0) {
		if _, err := s.Forecasts.Run(ctx, scope, in.ID); err != nil {
			return nil, err // who may not see the forecast learns nothing else
		}
		return nil, requestProblem(http.StatusUnprocessableEntity, "validation failed", []error{&fault{FieldProblem{
			Location: "query.with", Message: "either with or lock is needed", Expected: "the id of a forecast in with, or of a lock in lock",
		}}})
	}
	c, err := s.Locks.Compare(ctx, scope, in.ID, in.With, in.Lock, s.Forecasts)
	if err != nil {
		return nil, err
	}
	return &comparisonOutput{Body: ForecastComparison{
		A: comparedOf(c.A), B: comparedOf(c.B), IntervalMin: c.Grid.Minutes(), Zone: c.Grid.Location().String(), Start: starts(c.Grid),
		Actual: Numbers(c.Actual), Days: each(c.Days, comparedTotalOf), Weeks: each(c.Weeks, comparedTotalOf),
	}}, nil
}

func comparedOf(c forecast.Compared) ComparedForecast {
	return ComparedForecast{ForecastID: c.ForecastID, LockID: orNone(c.LockID), Name: c.Name, Contacts: Numbers(c.Contacts), Score: scoreOf(c.Score)}
}

func comparedTotalOf(t forecast.ComparedTotal) ComparedTotal {
	out := ComparedTotal{First: Day{t.First}, Last: Day{t.Last}, A: t.A, B: t.B, Difference: t.B - t.A}
	if t.Observed > 0 {
		out.Actual, out.SoFarA, out.SoFarB = &t.Actual, &t.SoFarA, &t.SoFarB
	}
	return out
}

func (s *Server) repeatForecast(ctx context.Context, scope auth.Scope, in *IDInput) (*repeatedOutput, error) {
	r, err := s.Forecasts.Reproduce(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	return &repeatedOutput{Body: ForecastRepeated{
		Identical: r.Identical, Explained: r.Explained(), Changed: orEmpty(r.Changed), CodeVersion: r.Code, MadeBy: r.Run.Code,
		Largest: r.Largest, Total: r.Total,
	}}, nil
}
