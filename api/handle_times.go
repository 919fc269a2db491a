package api

import (
	"context"
	"fmt"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/internal/auth"
)

// HandleTimesOrder is what was seen of contacts handled several at once.
type HandleTimesOrder struct {
	Rows []HandleTimeRow `json:"rows" minItems:"1" maxItems:"1000" nullable:"false"`
	Most int             `json:"most" minimum:"1" maximum:"50" doc:"The most contacts that one agent has at once."`
}

// HandleTimeRow is contacts that were handled with so many at once.
type HandleTimeRow struct {
	Concurrency float64 `json:"concurrency" minimum:"1" maximum:"100" doc:"Contacts that the agent had at once, the mean over the row."`
	Contacts    float64 `json:"contacts" minimum:"0"`
	AHTS        float64 `json:"ahtS" exclusiveMinimum:"0" doc:"Their mean handle time, seconds."`
}

// HandleTimes is the handle time by concurrency that rows speak for.
type HandleTimes struct {
	AHTS     []float64 `json:"ahtS" nullable:"false" doc:"Seconds with 1, 2, … contacts at once: a line through the rows, weighted by contacts."`
	Growth   float64   `json:"growth" doc:"What one contact more adds, as a share of the handle time of one alone; held at 0 or more."`
	Spread   float64   `json:"spreadS" doc:"Standard deviation of the rows about the line, seconds."`
	Contacts float64   `json:"contacts" doc:"On which it rests."`
	CappedAt *int      `json:"cappedAt,omitempty" doc:"Number at once from which one contact more makes an agent finish fewer per hour (Tezcan and Zhang 2014): nobody is planned to have as many."`
}

type (
	handleTimesInput  struct{ Body HandleTimesOrder }
	handleTimesOutput struct{ Body HandleTimes }
)

func (s *Server) registerHandleTimes(api huma.API) {
	secured(s, api, huma.Operation{
		OperationID: "learn-handle-times", Method: http.MethodPost, Path: "/queues/handle-times", Tags: []string{"Queues"},
		Summary:     "Learn handle times by concurrency",
		Description: "Fits a line to handle times by how many contacts an agent had at once. Nothing is kept: put what is learnt into a goal as concurrencyAhtS or concurrencyGrowth.",
	}, auth.ReadDemand, s.learnHandleTimes)
}

func (s *Server) learnHandleTimes(_ context.Context, _ auth.Scope, in *handleTimesInput) (*handleTimesOutput, error) {
	rows := each(in.Body.Rows, func(r HandleTimeRow) forecast.HandledAtOnce { return forecast.HandledAtOnce(r) })
	c, err := forecast.LearnHandleTimes(rows, in.Body.Most)
	if err != nil {
		return nil, fmt.Errorf("learn handle times: %w", err)
	}
	return &handleTimesOutput{Body: HandleTimes{
		AHTS: c.AHT, Growth: c.Slowdown, Spread: c.Spread, Contacts: c.Contacts, CappedAt: orNone(c.Unproductive),
	}}, nil
}
