package auth

import (
	"context"
	"errors"
	"slices"
	"strconv"
)

func subject(user int64) string { return "user/" + strconv.FormatInt(user, 10) }

// ErrLastAdministrator refuses a change after which nobody could administer users.
var ErrLastAdministrator = errors.New("this is the last administrator who may sign in; name another one first")

// CreateUser adds a user with a first password. It needs ManageUsers. Wrong fields
// are all told at once (FieldErrors); *EmailTakenError when the address is in use.
func (s *Service) CreateUser(ctx context.Context, scope Scope, user User, password string) (User, error) {
	if err := scope.Require(ManageUsers); err != nil {
		return User{}, err
	}
	user = user.normal()
	user.Tenant, user.Version, user.Created = scope.Tenant(), 1, s.now()
	if err := errors.Join(user.check(), checkPassword(password, user)); err != nil {
		return User{}, flatten(err)
	}
	hash, err := s.hasher.hash(ctx, password)
	if err != nil {
		return User{}, err
	}
	err = s.tx.InTx(ctx, scope, func(ctx context.Context) error {
		if user.ID, err = s.rows.AddUser(ctx, user, hash); err != nil {
			return err
		}
		return s.log.Record(ctx, scope, "user.create", subject(user.ID), described(user))
	})
	return user, err
}

// flatten makes one list of the wrong fields in joined errors.
func flatten(err error) error {
	var all FieldErrors
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return err
	}
	for _, part := range joined.Unwrap() {
		var fields FieldErrors
		if !errors.As(part, &fields) {
			return err
		}
		all = append(all, fields...)
	}
	return all
}

// described is what the log keeps of a user.
func described(user User) any {
	return map[string]any{
		"email": user.Email, "name": user.Name, "roles": user.Roles, "sites": user.Sites,
		"employer": user.Employer, "person": user.Person, "disabled": user.Disabled,
	}
}

// User returns one user: oneself, or with ManageUsers anyone.
func (s *Service) User(ctx context.Context, scope Scope, id int64) (User, error) {
	if err := scope.requireSelfOr(id, ManageUsers); err != nil {
		return User{}, err
	}
	return s.rows.User(ctx, scope, id)
}

// ListUsers returns users in the order of their ids, after one (0 from the first),
// at most limit (0 means 50, at most 500). It needs ManageUsers.
func (s *Service) ListUsers(ctx context.Context, scope Scope, after int64, limit int) ([]User, error) {
	if err := scope.Require(ManageUsers); err != nil {
		return nil, err
	}
	if limit <= 0 {
		limit = 50
	}
	return s.rows.Users(ctx, scope, after, min(limit, 500))
}

// UpdateUser changes name, roles, sites, employer, person and disabled of the user
// user.ID as of user.Version; address, preferences and password stay. Sessions of a
// user who is disabled end. It needs ManageUsers; a stale version is refused.
func (s *Service) UpdateUser(ctx context.Context, scope Scope, user User) (User, error) {
	if err := scope.Require(ManageUsers); err != nil {
		return User{}, err
	}
	err := s.tx.InTx(ctx, scope, func(ctx context.Context) error {
		before, err := s.rows.User(ctx, scope, user.ID)
		if err != nil {
			return err
		}
		user.Tenant, user.Email, user.Created = before.Tenant, before.Email, before.Created
		user.Locale, user.Theme = before.Locale, before.Theme
		user = user.normal()
		if err := user.check(); err != nil {
			return err
		}
		if user.Version, err = s.rows.SetUser(ctx, user); err != nil {
			return err
		}
		err = s.log.Record(ctx, scope, "user.update", subject(user.ID), map[string]any{"before": described(before), "after": described(user)})
		if err != nil {
			return err
		}
		// After the log, on which changes wait for each other: two administrators
		// who disable one another at once must not both succeed.
		return s.settle(ctx, scope, before, user)
	})
	return user, err
}

// settle does what follows from a change of rights.
func (s *Service) settle(ctx context.Context, scope Scope, before, after User) error {
	if after.Disabled {
		if err := s.rows.EndSessions(ctx, scope, after.ID, 0); err != nil {
			return err
		}
	}
	if administers(before) && !administers(after) {
		return s.keepAdministrator(ctx, scope)
	}
	return nil
}

func administers(user User) bool { return user.holds(Administrator) && !user.Disabled }

// keepAdministrator looks for one who is left.
func (s *Service) keepAdministrator(ctx context.Context, scope Scope) error {
	const page = 500
	for after := int64(0); ; {
		users, err := s.rows.Users(ctx, scope, after, page)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(users, administers) {
			return nil
		}
		if len(users) < page {
			return ErrLastAdministrator
		}
		after = users[len(users)-1].ID
	}
}

// SetPreferences changes the caller's own language and theme.
func (s *Service) SetPreferences(ctx context.Context, scope Scope, locale, theme string) (Principal, error) {
	var user User
	err := s.tx.InTx(ctx, scope, func(ctx context.Context) (err error) {
		if user, err = s.rows.User(ctx, scope, scope.Actor()); err != nil {
			return err
		}
		user.Locale, user.Theme = locale, theme
		if err := user.check(); err != nil {
			return err
		}
		user.Version, err = s.rows.SetUser(ctx, user)
		return err
	})
	if err != nil {
		return Principal{}, err
	}
	return newPrincipal(user)
}

// ChangePassword replaces the caller's own password, who shows the current one,
// and ends all sessions but the one with token. A wrong current password is
// ErrWrongCredentials, and tries are counted like sign-ins from the account.
func (s *Service) ChangePassword(ctx context.Context, scope Scope, current, next, token string) error {
	user, err := s.rows.User(ctx, scope, scope.Actor())
	if err != nil {
		return err
	}
	if err := s.reserve(ctx, scope, user.Email, "own session"); err != nil {
		return err
	}
	hash, err := s.rows.PasswordHash(ctx, scope, user.ID)
	if err != nil {
		return err
	}
	match, _, err := s.hasher.matches(ctx, current, hash)
	if err != nil {
		return err
	}
	if !match {
		return ErrWrongCredentials
	}
	return s.setPassword(ctx, scope, user, next, token, "user.password.change")
}

// ResetPassword gives another user a new password and ends all their sessions. It
// needs ManageUsers.
func (s *Service) ResetPassword(ctx context.Context, scope Scope, id int64, next string) error {
	if err := scope.Require(ManageUsers); err != nil {
		return err
	}
	user, err := s.rows.User(ctx, scope, id)
	if err != nil {
		return err
	}
	return s.setPassword(ctx, scope, user, next, "", "user.password.reset")
}

func (s *Service) setPassword(ctx context.Context, scope Scope, user User, next, spareToken, action string) error {
	if err := checkPassword(next, user); err != nil {
		return err
	}
	hash, err := s.hasher.hash(ctx, next)
	if err != nil {
		return err
	}
	return s.tx.InTx(ctx, scope, func(ctx context.Context) error {
		if err := s.rows.SetPassword(ctx, scope, user.ID, hash); err != nil {
			return err
		}
		var spare int64
		if spareToken != "" {
			if spare, err = s.rows.SessionID(ctx, scope, hashOfToken(spareToken)); err != nil {
				return err
			}
			if err := s.success(ctx, scope, user.Email, "own session"); err != nil {
				return err
			}
		}
		if err := s.rows.EndSessions(ctx, scope, user.ID, spare); err != nil {
			return err
		}
		return s.log.Record(ctx, scope, action, subject(user.ID), nil)
	})
}
