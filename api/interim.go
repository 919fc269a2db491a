package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
)

type who struct{}

func (who) Scope() auth.Scope { return auth.Scope{} }

func principal(context.Context) who { return who{} }

func (s *Server) authenticated(auth.Permission) func(huma.Context, func(huma.Context)) {
	return func(ctx huma.Context, _ func(huma.Context)) { refuse(ctx, notSignedIn()) }
}

func waiting() *Problem {
	return newProblem(http.StatusServiceUnavailable, "unavailable", "accounts cannot be reached")
}

func (s *Server) signIn(context.Context, *credentialsInput) (*meOutput, error) {
	return nil, waiting()
}
func (s *Server) signOut(context.Context, auth.Scope, *struct{}) (*cookieOutput, error) {
	return nil, waiting()
}
func (s *Server) me(context.Context, auth.Scope, *struct{}) (*meOutput, error) {
	return nil, waiting()
}
func (s *Server) setPreferences(context.Context, auth.Scope, *preferencesInput) (*meOutput, error) {
	return nil, waiting()
}
func (s *Server) changePassword(context.Context, auth.Scope, *passwordInput) (*cookieOutput, error) {
	return nil, waiting()
}
