package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
)

// User is somebody who may sign in.
type User struct {
	Versioned
	UserFields
	Email string `json:"email" format:"email" doc:"What the user signs in with."`
}

// UserFields is what an administrator decides about a user.
type UserFields struct {
	Name       string   `json:"name" minLength:"1" maxLength:"200"`
	Roles      []string `json:"roles" minItems:"1" uniqueItems:"true" enum:"planner,supervisor,hr,vendor_manager,vendor_coordinator,agent,administrator"`
	SiteIDs    []int64  `json:"siteIds" nullable:"true" doc:"Sites that the user sees; null where every site is."`
	EmployerID *int64   `json:"employerId,omitempty" minimum:"1" doc:"Required of vendor coordinators."`
	PersonID   *int64   `json:"personId,omitempty" minimum:"1" doc:"Required of agents."`
	Disabled   bool     `json:"disabled" doc:"May not sign in; open sessions end at once."`
}

// NewUser is a user to create.
type NewUser struct {
	UserFields
	Email    string `json:"email" format:"email" maxLength:"254"`
	Password string `json:"password" minLength:"12" maxLength:"128" writeOnly:"true" doc:"12 to 128 characters, none of the common ones."`
}

func (s *Server) registerUsers(api huma.API) {
	r := resource[UserFields, User]{
		one: "user", many: "users", tag: "Users", read: auth.ManageUsers, manage: auth.ManageUsers,
		about: "Users are people who may sign in, with their roles and what they may see.",
	}
	r.list = func(context.Context, auth.Scope, PageInput) ([]User, string, error) { return nil, "", waiting() }
	crud(s, api, r)
	creation := r.operation(http.MethodPost, "/users", "create-user", "Create one user")
	creation.DefaultStatus = http.StatusCreated
	secured(s, api, creation, auth.ManageUsers, s.createUser)
}

func (s *Server) createUser(context.Context, auth.Scope, *createInput[NewUser]) (*entityOutput[User], error) {
	return nil, waiting()
}
