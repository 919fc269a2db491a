package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/scheduling/rules"
)

// RosterExceptionFields is a limit that is looser for one person than agreed.
type RosterExceptionFields struct {
	PersonID int64  `json:"personId" minimum:"1"`
	Rule     string `json:"rule" maxLength:"100" doc:"A rule of the person's agreement with a limit, or availability."`
	Subject  string `json:"subject,omitempty" maxLength:"64" doc:"The class of shifts that the limit is about."`
	From     int    `json:"from" doc:"The limit as agreed, in the rule's own unit; of availability: the minute of the day from which the person may work."`
	Limit    int    `json:"limit" doc:"The limit that holds instead; of availability: the minute of the day until which the person may work."`
	Day      *Day   `json:"day,omitempty" doc:"Of availability alone."`
}

// RosterException is an exception that was granted.
type RosterException struct {
	ID int64 `json:"id"`
	RosterExceptionFields
	Reason    string    `json:"reason"`
	At        time.Time `json:"at"`
	ActorID   int64     `json:"actorId"`
	ActorName string    `json:"actorName,omitempty" doc:"Who granted it; absent where nobody who is still known did."`
}

// RosterExceptionsOrder grants exceptions and makes the moves that they allow.
type RosterExceptionsOrder struct {
	Exceptions []RosterExceptionFields `json:"exceptions" minItems:"1" maxItems:"200" nullable:"false"`
	Reason     string                  `json:"reason,omitempty" maxLength:"500" doc:"Why, for whoever reads it later."`
	Moves      []Move                  `json:"moves,omitempty" maxItems:"2000" nullable:"false"`
	Force      bool                    `json:"force,omitempty" doc:"Make the moves although they break further rules."`
}

func exceptionFieldsOf(e scheduling.Exception) RosterExceptionFields {
	return RosterExceptionFields{PersonID: e.PersonID, Rule: string(e.Rule), Subject: e.Subject, From: e.From, Limit: e.Limit, Day: dayOrNone(e.Day)}
}

func exceptionOf(e scheduling.Exception) RosterException {
	return RosterException{ID: e.ID, RosterExceptionFields: exceptionFieldsOf(e), Reason: e.Reason, At: e.At, ActorID: e.ActorID, ActorName: e.ActorName}
}

func (f RosterExceptionFields) toDomain(reason string) scheduling.Exception {
	return scheduling.Exception{
		PersonID: f.PersonID, Rule: rules.Rule(f.Rule), Subject: f.Subject, From: f.From, Limit: f.Limit, Day: dateOrNone(f.Day), Reason: reason,
	}
}

type (
	exceptionsOutput struct{ Body PageOf[RosterException] }
	exceptInput      struct {
		IDInput
		IfMatch
		Body RosterExceptionsOrder
	}
	unexceptInput struct {
		IDInput
		IfMatch
		Exception int64 `path:"exception" minimum:"1" doc:"Which exception."`
	}
)

func (s *Server) registerRosterExceptions(api huma.API) {
	op := func(method, path, id, summary string) huma.Operation {
		o := rosterOperation(method, path, id, summary)
		o.Description = "An exception lets one person's limit be looser than agreed, in one roster. Whoever grants one has to be allowed to change agreements (workforce:manage) as well."
		return o
	}
	secured(s, api, op(http.MethodGet, "/rosters/{id}/exceptions", "list-roster-exceptions", "List what was granted beyond agreements"), auth.ReadRosters, s.listExceptions)
	secured(s, api, op(http.MethodPost, "/rosters/{id}/exceptions", "grant-roster-exceptions",
		"Grant exceptions and make the moves that they allow, all or none"), auth.ManageRosters, s.grantExceptions)
	secured(s, api, op(http.MethodDelete, "/rosters/{id}/exceptions/{exception}", "take-back-roster-exception", "Take an exception back"), auth.ManageRosters, s.takeBackException)
}

func (s *Server) listExceptions(ctx context.Context, scope auth.Scope, in *IDInput) (*exceptionsOutput, error) {
	list, err := s.Scheduling.Exceptions(ctx, scope, in.ID)
	return &exceptionsOutput{Body: PageOf[RosterException]{Items: each(list, exceptionOf)}}, err
}

func (s *Server) grantExceptions(ctx context.Context, scope auth.Scope, in *exceptInput) (*movesOutput, error) {
	r, err := s.Scheduling.Roster(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	moves, err := movesToDomain(r, in.Body.Moves)
	if err != nil {
		return nil, err
	}
	granted := each(in.Body.Exceptions, func(f RosterExceptionFields) scheduling.Exception { return f.toDomain(in.Body.Reason) })
	done, err := s.Scheduling.Except(ctx, scope, in.ID, in.version(), granted, moves, in.Body.Force)
	if err != nil {
		return nil, err
	}
	return movesMade(done)
}

func (s *Server) takeBackException(ctx context.Context, scope auth.Scope, in *unexceptInput) (*entityOutput[Roster], error) {
	r, err := s.Scheduling.TakeBackException(ctx, scope, in.ID, in.version(), in.Exception)
	if err != nil {
		return nil, err
	}
	return rosterAnswer(r), nil
}
