package api

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
)

// mainTenant is the client organisation of an installation. An address does not
// yet tell tenants apart.
const mainTenant = 1

// Me is the signed-in user.
type Me struct {
	UserID      int64    `json:"userId"`
	Name        string   `json:"name"`
	Email       string   `json:"email" format:"email"`
	Roles       []string `json:"roles" enum:"planner,supervisor,hr,vendor_manager,vendor_coordinator,agent,administrator"`
	Permissions []string `json:"permissions" doc:"What the roles together allow."`
	SiteIDs     []int64  `json:"siteIds" nullable:"true" doc:"Sites that the user sees; null where every site is."`
	EmployerID  *int64   `json:"employerId,omitempty" doc:"The only employer whose people the user sees."`
	PersonID    *int64   `json:"personId,omitempty" doc:"The person that the user is."`
	Locale      string   `json:"locale" enum:"en,zh" doc:"Language of the pages."`
	Theme       string   `json:"theme" enum:"auto,light,dark"`
}

func meOf(p auth.Principal) Me {
	return Me{
		UserID: p.ID, Name: p.Name, Email: p.Email,
		Roles: each(p.Roles, text), Permissions: each(p.Permissions, text), SiteIDs: p.Sites,
		EmployerID: orNone(p.Employer), PersonID: orNone(p.Person), Locale: p.Locale, Theme: p.Theme,
	}
}

func text[T ~string](v T) string { return string(v) }

// Credentials are what a user signs in with.
type Credentials struct {
	Email    string `json:"email" minLength:"3" maxLength:"254"`
	Password string `json:"password" minLength:"1" maxLength:"1024" writeOnly:"true" doc:"Checked exactly as typed."`
}

// Preferences are how a user likes the pages.
type Preferences struct {
	Locale string `json:"locale" enum:"en,zh"`
	Theme  string `json:"theme" enum:"auto,light,dark"`
}

// PasswordChange replaces the caller's own password.
type PasswordChange struct {
	Current string `json:"current" minLength:"1" maxLength:"1024" writeOnly:"true"`
	Next    string `json:"next" maxLength:"1024" writeOnly:"true" doc:"12 to 128 characters, none of the common ones; every character counts as typed."`
}

type signInInput struct {
	Caller
	Body Credentials
}

type preferencesInput struct{ Body Preferences }

type passwordInput struct {
	Caller
	Body PasswordChange
}

type meOutput struct{ Body Me }

type signInOutput struct {
	SetCookie string `header:"Set-Cookie" doc:"The session's secret."`
	Body      Me
}

type signOutOutput struct {
	SetCookie string `header:"Set-Cookie" doc:"Takes the secret back."`
}

func (s *Server) registerSession(api huma.API) {
	op := func(method, path, id, summary string) huma.Operation {
		return huma.Operation{OperationID: id, Method: method, Path: path, Tags: []string{"Session"}, Summary: summary}
	}
	open(s, api, op(http.MethodPost, "/session", "sign-in", "Sign in"), s.signIn)
	signOut := op(http.MethodDelete, "/session", "sign-out", "Sign out")
	signOut.DefaultStatus = http.StatusNoContent
	open(s, api, signOut, s.signOut)
	secured(s, api, op(http.MethodGet, "/session", "get-session", "Who am I"), anyone, s.me)
	secured(s, api, op(http.MethodPut, "/session/preferences", "set-preferences", "Choose language and theme"), anyone, s.setPreferences)
	password := op(http.MethodPut, "/session/password", "change-password", "Change the own password; every other session ends")
	password.DefaultStatus = http.StatusNoContent
	secured(s, api, password, anyone, s.changePassword)
}

func (s *Server) signIn(ctx context.Context, in *signInInput) (*signInOutput, error) {
	signed, err := s.Auth.SignIn(ctx, auth.Credentials{
		Tenant: mainTenant, Email: in.Body.Email, Password: in.Body.Password,
		Address: in.address, Agent: in.request.UserAgent(), Token: s.token(in.request),
	})
	if err != nil {
		return nil, err
	}
	return &signInOutput{SetCookie: s.sessionCookie(in.request, signed.Token), Body: meOf(signed.Principal)}, nil
}

// signOut is open to all: who has no session is signed out already.
func (s *Server) signOut(ctx context.Context, in *struct{ Caller }) (*signOutOutput, error) {
	if err := s.Auth.SignOut(ctx, s.token(in.request)); err != nil {
		return nil, err
	}
	return &signOutOutput{SetCookie: s.sessionCookie(in.request, "")}, nil
}

func (s *Server) me(ctx context.Context, _ auth.Scope, _ *struct{}) (*meOutput, error) {
	return &meOutput{Body: meOf(principal(ctx))}, nil
}

func (s *Server) setPreferences(ctx context.Context, scope auth.Scope, in *preferencesInput) (*meOutput, error) {
	changed, err := s.Auth.SetPreferences(ctx, scope, in.Body.Locale, in.Body.Theme)
	if err != nil {
		return nil, err
	}
	return &meOutput{Body: meOf(changed)}, nil
}

// changePassword reports a wrong current password as a wrong field: the caller
// is signed in, and 401 would say otherwise.
func (s *Server) changePassword(ctx context.Context, scope auth.Scope, in *passwordInput) (*struct{}, error) {
	err := s.Auth.ChangePassword(ctx, scope, in.Body.Current, in.Body.Next, s.token(in.request))
	var wrong auth.FieldErrors
	switch {
	case errors.Is(err, auth.ErrWrongCredentials):
		p := newProblem(http.StatusUnprocessableEntity, "invalid", "the current password is wrong")
		p.Errors = []FieldProblem{{Location: "body.current", Message: "is not the current password", Expected: "the current password"}}
		return nil, p
	case errors.As(err, &wrong):
		p := newProblem(http.StatusUnprocessableEntity, "invalid", "the new password is too easily guessed")
		p.Errors = each(wrong, func(e *auth.FieldError) FieldProblem {
			return FieldProblem{Location: "body.next", Message: "expected " + e.Want, Expected: e.Want}
		})
		return nil, p
	}
	return &struct{}{}, err
}

// Session is one place where a user is signed in.
type Session struct {
	ID        int64     `json:"id"`
	Address   string    `json:"address" doc:"Network address from which it was opened."`
	Agent     string    `json:"agent" doc:"The browser, as it calls itself."`
	CreatedAt time.Time `json:"createdAt"`
	ExpiresAt time.Time `json:"expiresAt" doc:"Unless it is used before."`
}
