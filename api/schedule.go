package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/internal/auth"
)

// ForecastSchedule says whether and how queues are forecast every night.
type ForecastSchedule struct {
	Version int64 `json:"version" minimum:"0" doc:"0 until somebody has decided; send it back as If-Match."`
	ForecastScheduleFields
	ChangedAt *time.Time      `json:"changedAt,omitempty"`
	ChangedBy *int64          `json:"changedBy,omitempty"`
	Nights    []ForecastNight `json:"nights" nullable:"false" doc:"The last night of each site."`
}

// ForecastScheduleFields is what a planner decides about the nights.
type ForecastScheduleFields struct {
	Active   bool    `json:"active"`
	Hour     int     `json:"hour" minimum:"0" maximum:"23" doc:"Of each site's clock, from which its night's forecasts are due."`
	Days     int     `json:"days" minimum:"1" maximum:"400" doc:"Days to forecast, the first being the one that begins with the night."`
	QueueIDs []int64 `json:"queueIds,omitempty" minItems:"1" maxItems:"2000" nullable:"false" doc:"Absent: all."`
}

// ForecastNight is what came of one night at one site.
type ForecastNight struct {
	SiteID      int64      `json:"siteId"`
	Night       Day        `json:"night" doc:"The local day that begins with it."`
	JobID       int64      `json:"jobId"`
	StartedAt   time.Time  `json:"startedAt"`
	EndedAt     *time.Time `json:"endedAt,omitempty" doc:"Absent while it lasts, or where its job failed."`
	ForecastIDs []int64    `json:"forecastIds" nullable:"false"`
	FailedIDs   []int64    `json:"failedIds" nullable:"false" doc:"Forecasts that could not be made; each says why."`
	Unchanged   []int64    `json:"unchangedQueueIds" nullable:"false" doc:"Queues with nothing new to learn, whose last forecast reaches far enough."`
	Empty       []int64    `json:"queueIdsWithoutHistory" nullable:"false"`
}

type (
	scheduleInput struct {
		IfMatch
		Body ForecastScheduleFields
	}
	scheduleOutput struct {
		ETag string `header:"ETag" doc:"The version in quotes."`
		Body ForecastSchedule
	}
)

func (s *Server) registerSchedule(api huma.API) {
	op := func(method, id, summary string) huma.Operation {
		return huma.Operation{
			OperationID: id, Method: method, Path: "/forecast-schedule", Summary: summary, Tags: []string{"Forecasts"},
			Description: "Every night, by the clock of each site, queues are forecast anew from that day on, where there is anything new to learn.",
		}
	}
	secured(s, api, op(http.MethodGet, "get-forecast-schedule", "See how queues are forecast at night, and what came of the last one"), auth.ReadDemand, s.forecastSchedule)
	secured(s, api, op(http.MethodPut, "set-forecast-schedule", "Decide how queues are forecast at night"), auth.ManageDemand, s.setForecastSchedule)
}

func (s *Server) forecastSchedule(ctx context.Context, scope auth.Scope, _ *struct{}) (*scheduleOutput, error) {
	schedule, err := s.Nightly.Schedule(ctx, scope)
	if err != nil {
		return nil, err
	}
	return s.scheduleOf(ctx, scope, schedule)
}

func (s *Server) setForecastSchedule(ctx context.Context, scope auth.Scope, in *scheduleInput) (*scheduleOutput, error) {
	schedule, err := s.Nightly.SetSchedule(ctx, scope, forecast.Schedule{
		Version: in.version(), Active: in.Body.Active, Hour: in.Body.Hour, Days: in.Body.Days, Queues: in.Body.QueueIDs,
	})
	if err != nil {
		return nil, withCurrent(err, func() (any, error) {
			now, err := s.forecastSchedule(ctx, scope, nil)
			if err != nil {
				return nil, err
			}
			return now.Body, nil
		})
	}
	return s.scheduleOf(ctx, scope, schedule)
}

func (s *Server) scheduleOf(ctx context.Context, scope auth.Scope, schedule forecast.Schedule) (*scheduleOutput, error) {
	nights, err := s.Nightly.LastNights(ctx, scope)
	if err != nil {
		return nil, err
	}
	return &scheduleOutput{ETag: etag(schedule.Version), Body: ForecastSchedule{
		Version:                schedule.Version,
		ForecastScheduleFields: ForecastScheduleFields{Active: schedule.Active, Hour: schedule.Hour, Days: schedule.Days, QueueIDs: schedule.Queues},
		ChangedAt:              orNone(schedule.ChangedAt), ChangedBy: orNone(schedule.ChangedBy), Nights: each(nights, nightOf),
	}}, nil
}

func nightOf(n forecast.Night) ForecastNight {
	o := n.Outcome
	return ForecastNight{
		SiteID: n.SiteID, Night: Day{n.Night}, JobID: n.JobID, StartedAt: n.StartedAt, EndedAt: orNone(n.EndedAt),
		ForecastIDs: orEmpty(o.Forecasts), FailedIDs: orEmpty(o.Failed), Unchanged: orEmpty(o.Unchanged), Empty: orEmpty(o.Empty),
	}
}
