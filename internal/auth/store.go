package auth

import (
	"context"
	"errors"
	"time"

	"github.com/alexedwards/scs/v2"
)

// ErrNoUser is returned for a user who does not exist in the scope.
var ErrNoUser = errors.New("there is no such user")

// EmailTakenError says that another user signs in with the address.
type EmailTakenError struct{ Email string }

func (e *EmailTakenError) Error() string {
	return "another user already signs in with " + e.Email
}

// Store keeps users, sessions and failed sign-ins. Changes need a transaction in
// ctx. Reads take the scope, and see its tenant only.
type Store interface {
	AddUser(ctx context.Context, user User, hash string) (id int64, err error)
	// User returns a user, or ErrNoUser.
	User(ctx context.Context, scope Scope, id int64) (User, error)
	// UserByEmail returns a user and the password's hash, or ErrNoUser.
	UserByEmail(ctx context.Context, scope Scope, email string) (user User, hash string, err error)
	// Users returns users by id, after one, at most limit.
	Users(ctx context.Context, scope Scope, after int64, limit int) ([]User, error)
	// SetUser changes a user whose version is still user.Version, and returns the
	// new version; else the error of a stale edit.
	SetUser(ctx context.Context, user User) (version int64, err error)
	SetPassword(ctx context.Context, scope Scope, id int64, hash string) error
	PasswordHash(ctx context.Context, scope Scope, id int64) (string, error)

	// Sessions of a user, newest first, that have not ended.
	Sessions(ctx context.Context, scope Scope, user int64, now time.Time) ([]Session, error)
	// EndSessions ends a user's sessions but one; 0 spares none.
	EndSessions(ctx context.Context, scope Scope, user, spare int64) error
	// EndSession ends one session of a user, or returns ErrNoSession.
	EndSession(ctx context.Context, scope Scope, user, id int64) error
	// SessionID returns the number of the session with a token's hash.
	SessionID(ctx context.Context, scope Scope, tokenHash string) (int64, error)
	DropEndedSessions(ctx context.Context, now time.Time) (int64, error)
	// SessionData is what the session library keeps in. Clock decides what ended.
	SessionData(now func() time.Time) scs.CtxStore

	// Failure locks and returns what is known of failed tries.
	Failure(ctx context.Context, tenant int64, tried string) (Failure, error)
	SetFailure(ctx context.Context, tenant int64, tried string, f Failure) error
	ForgetFailure(ctx context.Context, tenant int64, tried string) error
}

// Transactor runs work in a transaction of the database.
type Transactor interface {
	InTx(ctx context.Context, scope Scope, fn func(ctx context.Context) error) error
}

// Recorder writes the log of who did what.
type Recorder interface {
	Record(ctx context.Context, scope Scope, action, subject string, detail any) error
}
