package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/scheduling"
)

// RosterCheck is what playing a roster contact by contact said.
type RosterCheck struct {
	Checked  bool              `json:"checked" doc:"false: the roster was built without being played."`
	Outdated bool              `json:"outdated" doc:"The roster was changed since."`
	Rounds   []CheckRound      `json:"rounds" nullable:"false" doc:"Of searching and playing, the first without a correction."`
	Chosen   int               `json:"chosen" doc:"The round whose roster stands, from 0."`
	Queues   []CheckedQueueRow `json:"queues" nullable:"false"`
}

// CheckRound is one turn of searching and playing.
type CheckRound struct {
	Missed int     `json:"missed" doc:"Queues that missed a goal by more than chance explains."`
	Worst  float64 `json:"worst" doc:"By how much a service level was missed at most."`
}

// CheckedQueueRow is a queue's service against its goal.
type CheckedQueueRow struct {
	QueueID       int64    `json:"queueId"`
	Code          string   `json:"code"`
	Name          string   `json:"name"`
	Goal          float64  `json:"goal" doc:"Service level that was promised; 0: none."`
	Formula       *float64 `json:"formula,omitempty" doc:"Service level that formulas expect of the queue's own people alone."`
	Level         float64  `json:"level" doc:"Simulated service level."`
	LevelSE       float64  `json:"levelSe" doc:"Its standard error."`
	Abandon       float64  `json:"abandon"`
	ASAS          float64  `json:"asaS"`
	Missed        bool     `json:"missed" doc:"A goal was missed by more than chance explains."`
	OwnHours      float64  `json:"ownHours" doc:"Person-hours of those on shift for the queue."`
	StaffedHours  float64  `json:"staffedHours" doc:"Person-hours that work for it, everybody's part counted once."`
	RequiredHours float64  `json:"requiredHours" doc:"Person-hours that its goals take as work is shared."`
}

type rosterCheckOutput struct{ Body RosterCheck }

func (s *Server) registerRosterChecks(api huma.API) {
	secured(s, api, rosterOperation(http.MethodGet, "/rosters/{id}/check", "get-roster-check",
		"See what playing the built roster said"), auth.ReadRosters, s.rosterCheck)
}

func (s *Server) rosterCheck(ctx context.Context, scope auth.Scope, in *IDInput) (*rosterCheckOutput, error) {
	r, err := s.Scheduling.Roster(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	found, err := s.Scheduling.Checked(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	body := RosterCheck{Rounds: []CheckRound{}, Queues: []CheckedQueueRow{}}
	if found != nil {
		body = RosterCheck{
			Checked: true, Outdated: found.Version != r.Version, Chosen: found.Chosen,
			Rounds: each(found.Rounds, func(c scheduling.CorrectionRound) CheckRound { return CheckRound{c.Missed, c.Worst} }),
			Queues: each(found.Queues, checkedQueueOf),
		}
	}
	return &rosterCheckOutput{Body: body}, nil
}

func checkedQueueOf(q scheduling.CheckedQueue) CheckedQueueRow {
	return CheckedQueueRow{
		QueueID: q.QueueID, Code: q.Code, Name: q.Name, Goal: q.Goal, Formula: q.Formula, Level: q.Level, LevelSE: q.LevelSE,
		Abandon: q.Abandon, ASAS: q.ASA, Missed: q.Missed, OwnHours: q.OwnHours, StaffedHours: q.StaffedHours, RequiredHours: q.RequiredHours,
	}
}
