package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/netstaffing"
	"github.com/muster-wfm/muster/internal/auth"
)

// NetStaffing is an answer about queues that share people, or the order of one.
type NetStaffing struct {
	ID          int64            `json:"id"`
	SiteID      int64            `json:"siteId"`
	JobID       int64            `json:"jobId" doc:"That answers."`
	State       string           `json:"state" enum:"queued,done,failed"`
	Failure     string           `json:"failure,omitempty"`
	Order       NetStaffingOrder `json:"order"`
	From        Day              `json:"from"`
	Days        int              `json:"days"`
	Zone        string           `json:"zone"`
	IntervalMin int              `json:"intervalMin"`
	InputHash   string           `json:"inputHash,omitempty"`
	CodeVersion string           `json:"codeVersion"`
	CreatedAt   time.Time        `json:"createdAt"`
	CreatedBy   int64            `json:"createdBy"`
}

// NetStaffingOrder asks about queues of one site that share people.
type NetStaffingOrder struct {
	Mode           string        `json:"mode" enum:"net,plan,training" doc:"net: how many people each queue has and needs, and what another skill is worth. plan: the fewest people of each group. training: what training changes."`
	RequirementIDs []int64       `json:"requirementIds" minItems:"1" maxItems:"500" nullable:"false" doc:"One a queue, of the same interval, each covering the days asked for. Work that may wait for hours has no place here."`
	From           *Day          `json:"from,omitempty" doc:"First day; absent: the first of the first requirement."`
	Days           int           `json:"days,omitempty" minimum:"0" maximum:"62" doc:"Absent or 0: to the end of the first requirement."`
	RosterID       int64         `json:"rosterId,omitempty" minimum:"0" doc:"Who is there when; absent: the people of the site spread over the week as it requires."`
	WeeklyHours    float64       `json:"weeklyHours,omitempty" minimum:"0" maximum:"168" doc:"Without a roster: for which each is there for contacts. Absent: 30."`
	Instant        bool          `json:"instant,omitempty" doc:"The formulas alone, without simulation."`
	Replications   int           `json:"replications,omitempty" minimum:"0" maximum:"200" doc:"Absent: 10."`
	Rounds         int           `json:"rounds,omitempty" minimum:"0" maximum:"20" doc:"Of simulation and correction, of mode plan. Absent: 6."`
	Seed           uint64        `json:"seed,omitempty" doc:"The same seed meets the same contacts."`
	WithinPeople   bool          `json:"withinPeople,omitempty" doc:"Of mode plan: with no more people of a group at once than there are."`
	Trainings      []NetTraining `json:"trainings,omitempty" maxItems:"50" nullable:"false" doc:"Of mode training."`
}

// NetTraining teaches some people of a group one more queue.
type NetTraining struct {
	Group   string  `json:"group" maxLength:"2000" doc:"Name of a group, as net staffing calls it."`
	QueueID int64   `json:"queueId"`
	People  float64 `json:"people" exclusiveMinimum:"0"`
	Level   int     `json:"level,omitempty" minimum:"0" doc:"Of choice, the first being 1; absent: after all that they do now."`
	Handle  float64 `json:"handle,omitempty" minimum:"0" doc:"Their handle time over the queue's own; absent: 1."`
}

func (o NetStaffingOrder) toDomain() forecast.NetOrder {
	return forecast.NetOrder{
		Mode: forecast.NetMode(o.Mode), Requirements: o.RequirementIDs, From: dateOrNone(o.From), Days: o.Days, Rounds: o.Rounds, RosterID: o.RosterID, WeeklyHours: o.WeeklyHours, Instant: o.Instant,
		Replications: o.Replications, Seed: o.Seed, WithinPeople: o.WithinPeople,
		Trainings: each(o.Trainings, func(t NetTraining) forecast.NetTrainingOrder { return forecast.NetTrainingOrder(t) }),
	}
}

func netStaffingOf(n forecast.NetStaffing) NetStaffing {
	o := n.Order
	return NetStaffing{
		ID: n.ID, SiteID: n.SiteID, JobID: n.JobID, State: string(n.State), Failure: n.Failure, From: Day{n.From}, Days: n.Days, Zone: n.Zone, IntervalMin: n.Minutes,
		InputHash: n.InputHash, CodeVersion: n.Code, CreatedAt: n.CreatedAt, CreatedBy: n.CreatedBy,
		Order: NetStaffingOrder{
			Mode: string(o.Mode), RequirementIDs: orEmpty(o.Requirements), From: dayOrNone(o.From), Days: o.Days, Rounds: o.Rounds, RosterID: o.RosterID, WeeklyHours: o.WeeklyHours, Instant: o.Instant,
			Replications: o.Replications, Seed: o.Seed, WithinPeople: o.WithinPeople, Trainings: each(o.Trainings, func(t forecast.NetTrainingOrder) NetTraining { return NetTraining(t) }),
		},
	}
}

// Estimated is a figure with the standard error of its simulation.
type Estimated struct {
	Value *float64 `json:"value,omitempty" doc:"Absent: there is none."`
	SE    *float64 `json:"se,omitempty" doc:"Absent: not simulated, or once only."`
}

func estimatedOf(e netstaffing.Estimate) Estimated { return Estimated{figure(e.Value), figure(e.SE)} }

// NetService is what contacts meet over all intervals.
type NetService struct {
	Offered      float64   `json:"offered"`
	ServiceLevel Estimated `json:"serviceLevel" doc:"By the goal's variant and threshold."`
	Abandon      Estimated `json:"abandon"`
	ASAS         Estimated `json:"asaS"`
}

func netServiceOf(s netstaffing.Service) NetService {
	return NetService{Offered: s.Offered, ServiceLevel: estimatedOf(s.ServiceLevel), Abandon: estimatedOf(s.Abandon), ASAS: estimatedOf(s.ASA)}
}

type (
	netOrderInput struct {
		OnceInput
		Body NetStaffingOrder
	}
	netStaffingOutput  struct{ Body NetStaffing }
	netReportOutput    struct{ Body NetStaffingReport }
	netIntervalsOutput struct{ Body NetStaffingIntervals }
)

func (s *Server) registerNetStaffings(api huma.API) {
	op := func(method, path, id, summary string) huma.Operation {
		return huma.Operation{
			OperationID: id, Method: method, Path: path, Summary: summary, Tags: []string{"Net staffing"},
			Description: "Net staffing is how many people each queue really has when people have several skills. Nobody counts fully for two queues. Done, an answer never changes.",
		}
	}
	order := op(http.MethodPost, "/net-staffing", "order-net-staffing", "Ask about queues that share people")
	order.DefaultStatus = http.StatusAccepted
	secured(s, api, order, auth.ManageDemand, s.orderNetStaffing)
	secured(s, api, op(http.MethodGet, "/net-staffing", "list-net-staffing", "List answers, newest first"), auth.ReadDemand, s.listNetStaffing)
	secured(s, api, op(http.MethodGet, "/net-staffing/{id}", "get-net-staffing", "Get one answer"), auth.ReadDemand, s.getNetStaffing)
	secured(s, api, op(http.MethodGet, "/net-staffing/{id}/intervals", "get-net-staffing-intervals", "Get an answer by interval"), auth.ReadDemand, s.netStaffingIntervals)
	remove := op(http.MethodDelete, "/net-staffing/{id}", "delete-net-staffing", "Forget an answer")
	secured(s, api, remove, auth.ManageDemand, s.deleteNetStaffing)
}

func (s *Server) orderNetStaffing(ctx context.Context, scope auth.Scope, in *netOrderInput) (*netStaffingOutput, error) {
	n, err := s.NetStaffing.Order(ctx, scope, in.Body.toDomain())
	if err != nil {
		return nil, err
	}
	return &netStaffingOutput{Body: netStaffingOf(n)}, nil
}

func (s *Server) listNetStaffing(ctx context.Context, scope auth.Scope, in *PageInput) (*listOutput[NetStaffing], error) {
	before, err := in.before()
	if err != nil {
		return nil, err
	}
	list, err := s.NetStaffing.List(ctx, scope, before, in.Limit)
	if err != nil {
		return nil, err
	}
	return newestFirst(list, in.Limit, func(n forecast.NetStaffing) int64 { return n.ID }, netStaffingOf), nil
}

func (s *Server) getNetStaffing(ctx context.Context, scope auth.Scope, in *IDInput) (*netReportOutput, error) {
	n, err := s.NetStaffing.Get(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	return &netReportOutput{Body: netReportOf(n)}, nil
}

func (s *Server) netStaffingIntervals(ctx context.Context, scope auth.Scope, in *IDInput) (*netIntervalsOutput, error) {
	n, err := s.NetStaffing.Get(ctx, scope, in.ID)
	if err == nil {
		err = n.Done()
	}
	if err != nil {
		return nil, err
	}
	out, err := netIntervalsOf(n)
	return &netIntervalsOutput{Body: out}, err
}

func (s *Server) deleteNetStaffing(ctx context.Context, scope auth.Scope, in *IDInput) (*struct{}, error) {
	return nil, s.recordedRemoval(ctx, scope, "net-staffing", in.ID, func(ctx context.Context) error { return s.NetStaffing.Delete(ctx, scope, in.ID) })
}
