package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/internal/auth"
)

// CellOfWorkThatWaits says what became of work that may wait in an interval.
type CellOfWorkThatWaits struct {
	WorkArrived float64   `json:"workArrived" doc:"People it would take to do the interval's own work at once."`
	WorkDone    float64   `json:"workDone" doc:"People planned in the interval."`
	ResponseS   float64   `json:"responseS"`
	Arrived     *float64  `json:"arrived,omitempty" doc:"Contacts that came, of the mean handle time as all counts here; absent where so short a promise is staffed as a queue."`
	Done        float64   `json:"done,omitempty" doc:"Contacts done in the interval."`
	Due         float64   `json:"due,omitempty" doc:"Contacts whose promise ends with the interval."`
	InTime      float64   `json:"inTime,omitempty" doc:"Of these, done by then."`
	Kept        *float64  `json:"kept,omitempty" doc:"Share of all that is due in the whole plan that is done in time."`
	Live        *float64  `json:"live,omitempty" doc:"People on the live work beside."`
	AgesS       []float64 `json:"agesS,omitempty" nullable:"false" doc:"Bounds of the ages below, in seconds by the clock of the promise."`
	Waiting     []float64 `json:"waiting,omitempty" nullable:"false" doc:"Contacts open when the interval ends: one number for each bound with what is younger, one with all that is older."`
}

func cellOfWorkThatWaits(d *forecast.DeferredCell, i int) *CellOfWorkThatWaits {
	out := &CellOfWorkThatWaits{WorkArrived: d.WorkArrived, WorkDone: d.WorkDone, ResponseS: d.ResponseS}
	c := d.Course
	if c == nil {
		return out
	}
	out.Arrived, out.Done, out.Due, out.InTime, out.Kept, out.AgesS = &c.Arrived[i], c.Done[i], c.Due[i], c.InTime[i], figure(c.Kept), c.AgesS
	for _, list := range c.Waiting {
		out.Waiting = append(out.Waiting, list[i])
	}
	if c.Live != nil {
		out.Live = &c.Live[i]
	}
	return out
}

// RequirementBacklog is work that may wait followed through a requirement's days.
type RequirementBacklog struct {
	AgesS   []float64  `json:"agesS" nullable:"false" doc:"Bounds of the ages in seconds, by the clock of the promise: half of the response time, all of it, as much again."`
	Arrived Numbers    `json:"arrived" doc:"Contacts that came, of the mean handle time as all counts here."`
	Done    Numbers    `json:"done"`
	Due     Numbers    `json:"due" doc:"Whose promise ends with the interval."`
	InTime  Numbers    `json:"inTime" doc:"Of due, what was done by then."`
	Waiting []Numbers  `json:"waiting" nullable:"false" doc:"Open when the interval ends: a list for each bound with what is younger, one with all that is older."`
	Live    Numbers    `json:"live,omitempty" doc:"People on the live work beside."`
	Kept    *float64   `json:"kept,omitempty" doc:"Share of all that is due that is done in time; absent where nothing is due."`
	Left    []OpenWork `json:"left" nullable:"false" doc:"What could not be done by the end, by age: the backlog of the requirement that follows."`
}

type requirementBacklogOutput struct{ Body RequirementBacklog }

func (s *Server) registerRequirementBacklog(api huma.API) {
	secured(s, api, huma.Operation{
		OperationID: "get-requirement-backlog", Method: http.MethodGet, Path: "/requirements/{id}/backlog", Tags: []string{"Requirements"},
		Summary:     "Follow work that may wait through a requirement's days",
		Description: "With the people required, what is due earliest first: what comes, what is done, what is due and kept, and what waits, by age.",
	}, auth.ReadDemand, s.requirementBacklog)
}

func (s *Server) requirementBacklog(ctx context.Context, scope auth.Scope, in *IDInput) (*requirementBacklogOutput, error) {
	_, c, err := s.Staffing.Backlog(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	return &requirementBacklogOutput{Body: RequirementBacklog{
		AgesS: c.AgesS, Arrived: c.Arrived, Done: c.Done, Due: c.Due, InTime: c.InTime, Live: c.Live, Kept: figure(c.Kept),
		Waiting: each(c.Waiting, func(list []float64) Numbers { return list }), Left: orEmpty(each(c.Left, openWorkOf)),
	}}, nil
}
