package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/scheduling"
)

// BreaksOrder says whose lunches and breaks to place anew.
type BreaksOrder struct {
	From      Day        `json:"from" doc:"First day of the shifts."`
	To        Day        `json:"to" doc:"Last day, included."`
	QueueIDs  []int64    `json:"queueIds,omitempty" maxItems:"200" nullable:"false" doc:"Only shifts that cover these queues; absent: all."`
	PersonIDs []int64    `json:"personIds,omitempty" maxItems:"10000" nullable:"false" doc:"Only these people; absent: all."`
	Now       *time.Time `json:"now,omitempty" doc:"What began before this instant stays; absent: the present."`
	Seed      uint64     `json:"seed,omitempty" doc:"Decides every random choice."`
	// LeastGainMin is a pointer because nothing at all is a wish too.
	LeastGainMin *float64 `json:"leastGainMin,omitempty" minimum:"0" maximum:"1440" doc:"Minutes of one missing person that moving somebody's breaks has to save at least; absent: 5. 0: any gain moves them."`
}

// BreaksProposal is breaks placed anew. Nothing has changed yet: the moves do it
// when they are made.
type BreaksProposal struct {
	Version    int64       `json:"version" doc:"Of the roster that the moves are for."`
	Moves      []Move      `json:"moves" nullable:"false"`
	People     int         `json:"people" doc:"Whose breaks move."`
	CostDelta  RosterCost  `json:"costDelta" doc:"Change of the objective; negative is better."`
	ShortDelta float64     `json:"shortHoursDelta" doc:"Change of the person-hours missing; negative is better."`
	Stuck      []ShiftSpot `json:"stuck" nullable:"false" doc:"Shifts whose remaining breaks have no place that their template allows."`
	Excess     []TeamPause `json:"excess" nullable:"false" doc:"Where more of a team are on break than its limit."`
	Full       []TeamPause `json:"full" nullable:"false" doc:"Where as many are on break as the limit allows."`
	// Unavoidable is what [scheduling.PauseProposal] proves.
	Unavoidable bool `json:"unavoidable" doc:"Proven: no arrangement exceeds the limits less."`
}

// ShiftSpot is one person's day.
type ShiftSpot struct {
	PersonID int64 `json:"personId"`
	Day      Day   `json:"day"`
}

// TeamPause is a time in which a team has people on lunch or break.
type TeamPause struct {
	TeamID   int64     `json:"teamId"`
	TeamName string    `json:"teamName"`
	From     time.Time `json:"from"`
	To       time.Time `json:"to"`
	People   int       `json:"people"`
	Allowed  int       `json:"allowed"`
}

type (
	breaksInput struct {
		IDInput
		Body BreaksOrder
	}
	breaksOutput     struct{ Body BreaksProposal }
	teamPausesOutput struct{ Body PageOf[TeamPause] }
)

func (s *Server) registerRosterBreaks(api huma.API) {
	op := rosterOperation(http.MethodPost, "/rosters/{id}/breaks", "propose-breaks", "Place lunches and breaks anew, without changing anything")
	secured(s, api, op, auth.ManageRosters, s.proposeBreaks)
	secured(s, api, rosterOperation(http.MethodGet, "/rosters/{id}/breaks/excess", "list-break-excess",
		"See where more people of a team are on lunch or break than its limit"), auth.ReadRosters, s.listPauseExcess)
}

func (s *Server) listPauseExcess(ctx context.Context, scope auth.Scope, in *IDInput) (*teamPausesOutput, error) {
	w, err := s.repairWriter(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	list, err := s.Scheduling.PauseExcess(ctx, scope, in.ID)
	return &teamPausesOutput{Body: PageOf[TeamPause]{Items: each(list, w.teamPause)}}, err
}

func (w repairWriter) teamPause(p scheduling.TeamPause) TeamPause {
	return TeamPause{p.TeamID, p.TeamName, p.From.In(w.location), p.To.In(w.location), p.People, p.Allowed}
}

func (s *Server) proposeBreaks(ctx context.Context, scope auth.Scope, in *breaksInput) (*breaksOutput, error) {
	w, err := s.repairWriter(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	least := float64(scheduling.UsualLeastGain)
	if in.Body.LeastGainMin != nil {
		least = *in.Body.LeastGainMin
	}
	found, err := s.Scheduling.ProposePauses(ctx, scope, in.ID, scheduling.PauseOrder{
		From: in.Body.From.Date, To: in.Body.To.Date, QueueIDs: in.Body.QueueIDs, PersonIDs: in.Body.PersonIDs,
		Now: orZero(in.Body.Now), Seed: in.Body.Seed, LeastGainMin: least,
	})
	if err != nil {
		return nil, err
	}
	moves, err := movesOf(w.r, found.Moves)
	return &breaksOutput{Body: BreaksProposal{
		Version: found.Version, Moves: moves, People: found.People, CostDelta: costOf(found.Effect), ShortDelta: found.Short,
		Stuck:  each(found.Stuck, func(s scheduling.Shift) ShiftSpot { return ShiftSpot{s.PersonID, Day{s.Day}} }),
		Excess: each(found.Excess, w.teamPause), Full: each(found.Full, w.teamPause), Unavoidable: found.Unavoidable,
	}}, err
}
