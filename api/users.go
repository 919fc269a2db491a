package api

import (
	"context"
	"net/http"
	"strconv"

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
	Name       string   `json:"name" maxLength:"200"`
	Roles      []string `json:"roles" enum:"planner,supervisor,hr,vendor_manager,vendor_coordinator,agent,administrator"`
	SiteIDs    []int64  `json:"siteIds" nullable:"true" maxItems:"1000" doc:"Sites that the user sees; null where every site is."`
	EmployerID *int64   `json:"employerId,omitempty" doc:"Required of vendor coordinators."`
	PersonID   *int64   `json:"personId,omitempty" doc:"Required of agents."`
	Disabled   bool     `json:"disabled" doc:"May not sign in; open sessions end at once."`
}

// NewUser is a user to create.
type NewUser struct {
	UserFields
	Email    string `json:"email" maxLength:"254"`
	Password string `json:"password" maxLength:"1024" writeOnly:"true" doc:"12 to 128 characters, none of the common ones."`
}

// NewPassword replaces the password of another user.
type NewPassword struct {
	Password string `json:"password" maxLength:"1024" writeOnly:"true" doc:"12 to 128 characters, none of the common ones."`
}

type newUserInput struct {
	OnceInput
	Body NewUser
}

// Resolve adds the domain's judgement to that of the framework.
func (in *newUserInput) Resolve(huma.Context) []error { return judged(in.Body) }

// withoutSecrets leaves the password out: not even a hash of it is kept with the
// answer.
func (in *newUserInput) withoutSecrets() any {
	told := in.Body
	told.Password = ""
	return told
}

type newPasswordInput struct {
	IDInput
	Body NewPassword
}

func (f UserFields) toDomain(id, version int64) auth.User {
	return auth.User{
		ID: id, Version: version, Name: f.Name, Roles: each(f.Roles, func(r string) auth.Role { return auth.Role(r) }),
		Sites: f.SiteIDs, Employer: orZero(f.EmployerID), Person: orZero(f.PersonID), Disabled: f.Disabled,
	}
}

func userOf(u auth.User) User {
	return User{
		Versioned: Versioned{ID: u.ID, Version: u.Version}, Email: u.Email,
		UserFields: UserFields{
			Name: u.Name, Roles: each(u.Roles, text), SiteIDs: u.Sites,
			EmployerID: orNone(u.Employer), PersonID: orNone(u.Person), Disabled: u.Disabled,
		},
	}
}

func (s *Server) registerUsers(api huma.API) {
	r := resource[UserFields, User]{
		one: "user", many: "users", tag: "Users", read: auth.ManageUsers, manage: auth.ManageUsers,
		about: "Users are people who may sign in, with their roles and what they may see. They are disabled and never deleted: the log names them.",
		list:  s.listUsers,
	}
	r.get = func(ctx context.Context, scope auth.Scope, id int64) (User, error) {
		user, err := s.Auth.User(ctx, scope, id)
		return userOf(user), err
	}
	r.edit = func(ctx context.Context, scope auth.Scope, id, version int64, f UserFields) (User, error) {
		user, err := s.Auth.UpdateUser(ctx, scope, f.toDomain(id, version))
		return userOf(user), err
	}
	crud(s, api, r)
	creation := r.operation(http.MethodPost, "/users", "create-user", "Create one user")
	creation.DefaultStatus = http.StatusCreated
	secured(s, api, creation, auth.ManageUsers, s.createUser)
	reset := r.operation(http.MethodPut, "/users/{id}/password", "reset-password", "Give a user a new password; all their sessions end")
	reset.DefaultStatus = http.StatusNoContent
	secured(s, api, reset, auth.ManageUsers, s.resetPassword)
}

func (s *Server) listUsers(ctx context.Context, scope auth.Scope, in PageInput) ([]User, string, error) {
	after := int64(0)
	if in.Cursor != "" {
		var err error
		if after, err = in.before(); err != nil {
			return nil, "", err
		}
	}
	users, err := s.Auth.ListUsers(ctx, scope, after, in.Limit)
	if err != nil {
		return nil, "", err
	}
	next := ""
	if len(users) == in.Limit {
		next = strconv.FormatInt(users[len(users)-1].ID, 10)
	}
	return each(users, userOf), next, nil
}

func (s *Server) createUser(ctx context.Context, scope auth.Scope, in *newUserInput) (*entityOutput[User], error) {
	user := in.Body.toDomain(0, 0)
	user.Email = in.Body.Email
	made, err := s.Auth.CreateUser(ctx, scope, user, in.Body.Password)
	return created[User]("/users")(userOf(made), err)
}

func (s *Server) resetPassword(ctx context.Context, scope auth.Scope, in *newPasswordInput) (*struct{}, error) {
	return &struct{}{}, s.Auth.ResetPassword(ctx, scope, in.ID, in.Body.Password)
}
