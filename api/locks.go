package api

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/internal/auth"
)

// ForecastLock is a forecast as it was promised to somebody.
type ForecastLock struct {
	ID         int64 `json:"id"`
	ForecastID int64 `json:"forecastId"`
	QueueID    int64 `json:"queueId"`
	SiteID     int64 `json:"siteId"`
	LockFields
	Zone          string    `json:"zone"`
	IntervalMin   int       `json:"intervalMin"`
	From          Day       `json:"from"`
	Days          int       `json:"days"`
	Adjustments   []int64   `json:"adjustments" nullable:"false" doc:"Those that are in the locked figures."`
	Hash          string    `json:"hash" doc:"SHA-256 of the locked figures."`
	CreatedAt     time.Time `json:"createdAt"`
	CreatedBy     int64     `json:"createdBy"`
	CreatedByName string    `json:"createdByName" doc:"Empty where Muster made it."`
}

// LockFields is what a planner says about a lock.
type LockFields struct {
	Name       string `json:"name" minLength:"1" maxLength:"200" example:"Acme, week 12" doc:"Unique among the queue's locks."`
	EmployerID *int64 `json:"employerId,omitempty" doc:"To whom the forecast is promised, such as a vendor."`
	Note       string `json:"note" maxLength:"2000"`
}

func lockOf(l forecast.Lock) ForecastLock {
	return ForecastLock{
		ID: l.ID, ForecastID: l.ForecastID, QueueID: l.QueueID, SiteID: l.SiteID,
		LockFields: LockFields{Name: l.Name, EmployerID: orNone(l.EmployerID), Note: l.Note},
		Zone:       l.Zone, IntervalMin: l.Minutes, From: Day{l.From}, Days: l.Days,
		Adjustments: each(l.Adjustments, func(a forecast.AppliedAdjustment) int64 { return a.ID }), Hash: l.Hash,
		CreatedAt: l.CreatedAt, CreatedBy: l.CreatedBy, CreatedByName: l.CreatedByName,
	}
}

type (
	lockInput struct {
		IDInput
		OnceInput
		Body LockFields
	}
	lockListInput struct {
		PageInput
		Queue    int64 `query:"queue" doc:"Only of this queue."`
		Forecast int64 `query:"forecast" doc:"Only of this forecast."`
		Employer int64 `query:"employer" doc:"Only those for this employer."`
	}
	lockOutput     struct{ Body ForecastLock }
	lockMadeOutput struct {
		Location string `header:"Location" doc:"Where the lock is."`
		Body     ForecastLock
	}
)

func (s *Server) registerLocks(api huma.API) {
	op := func(method, path, id, summary string) huma.Operation {
		return huma.Operation{
			OperationID: id, Method: method, Path: path, Summary: summary, Tags: []string{"Forecasts"},
			Description: "A lock keeps a forecast as it was promised to somebody on a day. It can be neither changed nor deleted, nor can the forecast behind it.",
		}
	}
	lock := op(http.MethodPost, "/forecasts/{id}/locks", "lock-forecast", "Lock a forecast as adjusted now")
	lock.DefaultStatus = http.StatusCreated
	secured(s, api, lock, auth.ManageDemand, s.lockForecast)
	secured(s, api, op(http.MethodGet, "/forecast-locks", "list-forecast-locks", "List locked forecasts, newest first"), auth.ReadDemand, s.listLocks)
	secured(s, api, op(http.MethodGet, "/forecast-locks/{id}", "get-forecast-lock", "Get one locked forecast"), auth.ReadDemand, s.getLock)
	secured(s, api, op(http.MethodGet, "/forecast-locks/{id}/intervals", "get-forecast-lock-intervals", "Get a locked forecast by interval"), auth.ReadDemand, s.lockIntervals)
}

func (s *Server) lockForecast(ctx context.Context, scope auth.Scope, in *lockInput) (*lockMadeOutput, error) {
	lock, err := s.Locks.Lock(ctx, scope, in.ID, forecast.LockOrder{Name: in.Body.Name, EmployerID: orZero(in.Body.EmployerID), Note: in.Body.Note})
	if err != nil {
		return nil, err
	}
	return &lockMadeOutput{Location: basePath + "/forecast-locks/" + strconv.FormatInt(lock.ID, 10), Body: lockOf(lock)}, nil
}

func (s *Server) listLocks(ctx context.Context, scope auth.Scope, in *lockListInput) (*listOutput[ForecastLock], error) {
	before, err := in.before()
	if err != nil {
		return nil, err
	}
	list, err := s.Locks.List(ctx, scope, forecast.LockQuery{
		QueueID: in.Queue, ForecastID: in.Forecast, EmployerID: in.Employer, Before: before, Limit: in.Limit,
	})
	if err != nil {
		return nil, err
	}
	return newestFirst(list, in.Limit, func(l forecast.Lock) int64 { return l.ID }, lockOf), nil
}

func (s *Server) getLock(ctx context.Context, scope auth.Scope, in *IDInput) (*lockOutput, error) {
	lock, err := s.Locks.Get(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	return &lockOutput{Body: lockOf(lock)}, nil
}

func (s *Server) lockIntervals(ctx context.Context, scope auth.Scope, in *IDInput) (*forecastIntervalsOutput, error) {
	lock, err := s.Locks.Get(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	g, err := lock.Grid()
	if err != nil {
		return nil, err
	}
	body := intervalsOf(g, lock.Curves)
	body.Adjustments = each(lock.Adjustments, func(a forecast.AppliedAdjustment) int64 { return a.ID })
	return &forecastIntervalsOutput{Body: body}, nil
}
