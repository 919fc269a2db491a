package api

import (
	"context"
	"errors"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
)

func (s *Server) registerSessions(api huma.API) {
	list := huma.Operation{
		OperationID: "list-sessions", Method: http.MethodGet, Path: "/sessions", Tags: []string{"Session"},
		Summary: "List where the caller is signed in",
	}
	secured(s, api, list, anyone, s.listSessions)
	end := huma.Operation{
		OperationID: "end-session", Method: http.MethodDelete, Path: "/sessions/{id}", Tags: []string{"Session"},
		Summary: "End one of the caller's own sessions", DefaultStatus: http.StatusNoContent,
	}
	secured(s, api, end, anyone, s.endSession)
}

func (s *Server) listSessions(ctx context.Context, scope auth.Scope, _ *struct{}) (*listOutput[Session], error) {
	sessions, err := s.Auth.Sessions(ctx, scope, scope.Actor())
	if err != nil {
		return nil, err
	}
	return pageOf(each(sessions, func(v auth.Session) Session {
		return Session{ID: v.ID, Address: v.Address, Agent: v.Agent, CreatedAt: v.Created, ExpiresAt: v.Expires}
	}), ""), nil
}

func (s *Server) endSession(ctx context.Context, scope auth.Scope, in *IDInput) (*struct{}, error) {
	err := s.Auth.EndSession(ctx, scope, scope.Actor(), in.ID)
	if errors.Is(err, auth.ErrNoSession) {
		return nil, newProblem(http.StatusNotFound, "not_found", "there is no such session, or it has ended")
	}
	return &struct{}{}, err
}
