package api

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"
)

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
	Theme       string   `json:"theme" enum:"light,dark,auto"`
}

// Credentials are what a user signs in with.
type Credentials struct {
	Email    string `json:"email" minLength:"3" maxLength:"254"`
	Password string `json:"password" minLength:"1" maxLength:"1024" writeOnly:"true" doc:"Checked exactly as typed."`
}

// Preferences are how a user likes the pages.
type Preferences struct {
	Locale string `json:"locale" enum:"en,zh"`
	Theme  string `json:"theme" enum:"light,dark,auto"`
}

// PasswordChange replaces the caller's own password.
type PasswordChange struct {
	Current string `json:"current" minLength:"1" maxLength:"1024" writeOnly:"true"`
	Next    string `json:"next" minLength:"12" maxLength:"128" writeOnly:"true" doc:"12 to 128 characters, none of the common ones; every character counts as typed."`
}

type credentialsInput struct{ Body Credentials }
type preferencesInput struct{ Body Preferences }
type passwordInput struct{ Body PasswordChange }

type meOutput struct {
	SetCookie string `header:"Set-Cookie"`
	Body      Me
}

type cookieOutput struct {
	SetCookie string `header:"Set-Cookie"`
}

func (s *Server) registerSession(api huma.API) {
	tags := []string{"Session"}
	signIn := huma.Operation{OperationID: "sign-in", Method: http.MethodPost, Path: "/session", Tags: tags, Summary: "Sign in"}
	signOut := huma.Operation{OperationID: "sign-out", Method: http.MethodDelete, Path: "/session", Tags: tags, Summary: "Sign out", DefaultStatus: http.StatusNoContent}
	me := huma.Operation{OperationID: "get-session", Method: http.MethodGet, Path: "/session", Tags: tags, Summary: "Who am I"}
	prefs := huma.Operation{OperationID: "set-preferences", Method: http.MethodPut, Path: "/session/preferences", Tags: tags, Summary: "Choose language and theme"}
	password := huma.Operation{OperationID: "change-password", Method: http.MethodPut, Path: "/session/password", Tags: tags, Summary: "Change the own password; every other session ends", DefaultStatus: http.StatusNoContent}
	open(s, api, signIn, s.signIn)
	secured(s, api, signOut, anyone, s.signOut)
	secured(s, api, me, anyone, s.me)
	secured(s, api, prefs, anyone, s.setPreferences)
	secured(s, api, password, anyone, s.changePassword)
}
