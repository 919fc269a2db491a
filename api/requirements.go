package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
)

// Requirement is how many people a forecast takes under a goal.
type Requirement struct {
	ID          int64       `json:"id"`
	ForecastID  int64       `json:"forecastId"`
	QueueID     int64       `json:"queueId"`
	QueueCode   string      `json:"queueCode"`
	QueueName   string      `json:"queueName"`
	SiteID      int64       `json:"siteId"`
	Zone        string      `json:"zone"`
	IntervalMin int         `json:"intervalMin"`
	From        Day         `json:"from"`
	Days        int         `json:"days"`
	Goal        ServiceGoal `json:"goal" doc:"The goal as it was."`
	Concurrency float64     `json:"concurrency" doc:"Contacts that one agent handles at once."`
	Deferred    bool        `json:"deferred" doc:"Work that may wait: planned by when it is due instead of staffed as a queue, but where the promise is shorter than five handle times."`
	Backlog     []OpenWork  `json:"backlog,omitempty" nullable:"false" doc:"Of work that may wait: what was open when the first day began."`
	Beside      []int64     `json:"beside,omitempty" nullable:"false" doc:"Requirements whose agents are the live load that deferred work leaves room for."`
	HandleTimes []float64   `json:"handleTimesS,omitempty" nullable:"false" doc:"Handle time in seconds of a contact whose agent has 1, 2, … at once, where the goal gives a list."`
	CappedAt    *int        `json:"cappedAt,omitempty" doc:"Number of contacts at once from which one more makes an agent finish fewer of them per hour: nobody is planned to have as many."`
	Adjustments []int64     `json:"adjustments" nullable:"false" doc:"The adjustments through which the forecast was seen."`
	OutdatedBy  []int64     `json:"outdatedBy,omitempty" nullable:"false" doc:"Adjustments made, changed or taken off since: staffing the forecast again would start from other numbers."`
	InputHash   string      `json:"inputHash"`
	CreatedAt   time.Time   `json:"createdAt"`
	CreatedBy   int64       `json:"createdBy"`
}

// RequirementIntervals is a requirement by interval, a column a figure.
type RequirementIntervals struct {
	IntervalMin  int         `json:"intervalMin"`
	Zone         string      `json:"zone"`
	Start        []time.Time `json:"start" nullable:"false"`
	Open         []bool      `json:"open" nullable:"false"`
	Contacts     Numbers     `json:"contacts"`
	AHTS         Numbers     `json:"ahtS"`
	Fractional   Numbers     `json:"fractional" doc:"People needed, before rounding."`
	Agents       Numbers     `json:"agents" doc:"Whole people needed at work."`
	Scheduled    Numbers     `json:"scheduled" doc:"People to roster, with shrinkage, before rounding; without planned leave where the goal tells it apart."`
	ServiceLevel Numbers     `json:"serviceLevel,omitempty" doc:"With that many agents; absent for deferred work."`
	Paid         Numbers     `json:"paid,omitempty" doc:"People on the payroll, those on planned leave included, before rounding; where the goal has shrinkage by category."`
	Stationary   Numbers     `json:"stationary,omitempty" doc:"By course: whole people by the formula, each interval by itself."`
	Added        Numbers     `json:"added,omitempty" doc:"By course: people beyond what the load that is really there asks for."`
	QueueAfter   Numbers     `json:"queueAfter,omitempty" doc:"By course: contacts waiting when the interval ends."`
	Occupancy    Numbers     `json:"occupancy"`
	ASAS         Numbers     `json:"asaS,omitempty" doc:"Average speed of answer in seconds."`
	Abandon      Numbers     `json:"abandon,omitempty" doc:"Share that gives up."`
	Binding      []string    `json:"binding" nullable:"false" doc:"The goal that decides, or closed."`

	CertainContacts Numbers `json:"certainContacts,omitempty" doc:"Where the goal holds with a certainty: the contacts that people are required for."`
	PointFractional Numbers `json:"pointFractional,omitempty" doc:"And what the forecast itself requires."`
	PointAgents     Numbers `json:"pointAgents,omitempty"`
	PointScheduled  Numbers `json:"pointScheduled,omitempty"`
}

// RequirementOrder asks for the requirement of a forecast.
type RequirementOrder struct {
	ForecastID int64        `json:"forecastId" minimum:"1"`
	Goal       *ServiceGoal `json:"goal,omitempty" doc:"Instead of the queue's own goal."`
	Backlog    []OpenWork   `json:"backlog,omitempty" maxItems:"200" doc:"Of a queue whose work may wait: what is open when the first day begins; absent: nothing."`
	Beside     []int64      `json:"beside,omitempty" maxItems:"50" doc:"Of a queue whose work may wait: requirements of the same site and days whose agents are the live load of the same people. The deferred work is put where they leave room."`
}

// OpenWork is open contacts of one age.
type OpenWork struct {
	Contacts float64 `json:"contacts" exclusiveMinimum:"0"`
	AgeS     float64 `json:"ageS" minimum:"0" doc:"Seconds since they came, by the clock of the promise: in business hours where it runs only in those."`
}

func (w OpenWork) toDomain() forecast.OpenContacts { return forecast.OpenContacts(w) }

func openWorkOf(c forecast.OpenContacts) OpenWork { return OpenWork(c) }

type (
	requirementListInput struct {
		PageInput
		Queue    int64 `query:"queue" doc:"Only of this queue."`
		Forecast int64 `query:"forecast" doc:"Only of this forecast."`
	}
	requirementOrderInput struct {
		OnceInput
		Body RequirementOrder
	}
	requirementOutput          struct{ Body Requirement }
	requirementIntervalsOutput struct{ Body RequirementIntervals }
)

func requirementOf(r forecast.Requirement) Requirement {
	out := Requirement{
		ID: r.ID, ForecastID: r.ForecastID, QueueID: r.QueueID, QueueCode: r.QueueCode, QueueName: r.QueueName, SiteID: r.SiteID,
		Zone: r.Zone, IntervalMin: r.Minutes, From: Day{r.From}, Days: r.Days, Goal: goalOf(r.Goal), Concurrency: r.Concurrency,
		Deferred: r.Deferred, Adjustments: each(r.Adjustments, func(a forecast.AppliedAdjustment) int64 { return a.ID }), InputHash: r.InputHash, CreatedAt: r.CreatedAt, CreatedBy: r.CreatedBy,
		Backlog: each(r.Backlog, openWorkOf), Beside: r.Beside, CappedAt: orNone(r.Unproductive()),
	}
	if given := r.Goal.Concurrency.AHTS; len(given) > 0 {
		out.HandleTimes = r.HandleTimes(given[0])
	}
	return out
}

func (s *Server) registerRequirements(api huma.API) {
	op := func(method, path, id, summary string) huma.Operation {
		return huma.Operation{
			OperationID: id, Method: method, Path: path, Summary: summary, Tags: []string{"Requirements"},
			Description: "A requirement is how many people a forecast takes under a goal, with the reason for every interval.",
		}
	}
	make := op(http.MethodPost, "/requirements", "make-requirement", "Staff a forecast")
	make.DefaultStatus = http.StatusCreated
	secured(s, api, make, auth.ManageDemand, s.makeRequirement)
	secured(s, api, op(http.MethodGet, "/requirements", "list-requirements", "List requirements, newest first"), auth.ReadDemand, s.listRequirements)
	secured(s, api, op(http.MethodGet, "/requirements/{id}", "get-requirement", "Get one requirement"), auth.ReadDemand, s.getRequirement)
	secured(s, api, op(http.MethodGet, "/requirements/{id}/intervals", "get-requirement-intervals", "Get a requirement by interval"), auth.ReadDemand, s.requirementIntervals)
	secured(s, api, op(http.MethodGet, "/requirements/{id}/cells/{index}", "explain-requirement-cell", "Say why an interval takes the people it takes"), auth.ReadDemand, s.explainCell)
}

func (s *Server) makeRequirement(ctx context.Context, scope auth.Scope, in *requirementOrderInput) (*requirementOutput, error) {
	var goal *workforce.ServiceGoal
	if in.Body.Goal != nil {
		wanted := in.Body.Goal.toDomain()
		goal = &wanted
	}
	r, err := s.Staffing.Require(ctx, scope, forecast.RequireOrder{
		ForecastID: in.Body.ForecastID, Goal: goal, Backlog: each(in.Body.Backlog, OpenWork.toDomain), Beside: in.Body.Beside,
	})
	if err != nil {
		return nil, err
	}
	return &requirementOutput{Body: requirementOf(r)}, nil
}

func (s *Server) listRequirements(ctx context.Context, scope auth.Scope, in *requirementListInput) (*listOutput[Requirement], error) {
	before, err := in.before()
	if err != nil {
		return nil, err
	}
	list, err := s.Staffing.Requirements(ctx, scope, in.Queue, in.Forecast, before, in.Limit)
	if err != nil {
		return nil, err
	}
	outdated, err := s.Staffing.OutdatedAll(ctx, scope, list)
	if err != nil {
		return nil, err
	}
	return newestFirst(list, in.Limit, func(x forecast.Requirement) int64 { return x.ID }, func(x forecast.Requirement) Requirement {
		body := requirementOf(x)
		body.OutdatedBy = outdated[x.ID]
		return body
	}), nil
}

func (s *Server) getRequirement(ctx context.Context, scope auth.Scope, in *IDInput) (*requirementOutput, error) {
	r, err := s.Staffing.Requirement(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	body := requirementOf(r)
	if body.OutdatedBy, err = s.Staffing.Outdated(ctx, scope, r); err != nil {
		return nil, err
	}
	return &requirementOutput{Body: body}, nil
}

func (s *Server) requirementIntervals(ctx context.Context, scope auth.Scope, in *IDInput) (*requirementIntervalsOutput, error) {
	r, err := s.Staffing.Requirement(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	g, err := r.Grid()
	if err != nil {
		return nil, err
	}
	c := r.Curves
	body := RequirementIntervals{
		IntervalMin: g.Minutes(), Zone: r.Zone, Start: starts(g), Open: orEmpty(c.Open), Contacts: c.Contacts, AHTS: c.AHTS,
		Fractional: c.Fractional, Agents: c.Agents, Scheduled: c.Scheduled, Occupancy: c.Occupancy, Binding: orEmpty(c.Binding),
	}
	body.Paid = c.Paid
	if course := c.Course; course != nil {
		body.Stationary, body.Added, body.QueueAfter = course.Stationary, course.Added, course.QueueAfter
	}
	if c.ServiceLevelIsDefined {
		body.ServiceLevel, body.ASAS, body.Abandon = c.ServiceLevel, c.ASAS, c.Abandon
	}
	body.CertainContacts, body.PointFractional, body.PointAgents, body.PointScheduled = c.CertainContacts, c.PointFractional, c.PointAgents, c.PointScheduled
	return &requirementIntervalsOutput{Body: body}, nil
}
