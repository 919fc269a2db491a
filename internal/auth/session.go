package auth

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"time"
)

// Session is one place where a user is signed in.
type Session struct {
	ID      int64
	Address string
	Agent   string
	Created time.Time
	Expires time.Time
}

// What a session's data holds.
const (
	keyTenant = "tenant"
	keyUser   = "user"
)

// SessionOwner says whose a new session is; it reaches the store by context,
// because the session library knows nothing of users.
type SessionOwner struct {
	Tenant, User   int64
	Address, Agent string
}

type ownerContext struct{}

// OwnerOf returns the owner of the session being stored, if it is new.
func OwnerOf(ctx context.Context) (SessionOwner, bool) {
	owner, ok := ctx.Value(ownerContext{}).(SessionOwner)
	return owner, ok
}

// newSession ends the session before, if there was one, and opens another under a
// new token, so that a token planted in a browser is worth nothing.
func (s *Service) newSession(ctx context.Context, owner SessionOwner, before string) (token string, expires time.Time, err error) {
	owner.Address, owner.Agent = cut(owner.Address, 64), cut(owner.Agent, 256)
	if ctx, err = s.sessions.Load(context.WithValue(ctx, ownerContext{}, owner), before); err != nil {
		return "", time.Time{}, err
	}
	if err := s.sessions.RenewToken(ctx); err != nil {
		return "", time.Time{}, err
	}
	s.sessions.Put(ctx, keyTenant, owner.Tenant)
	s.sessions.Put(ctx, keyUser, owner.User)
	return s.sessions.Commit(ctx)
}

func cut(text string, n int) string {
	if letters := []rune(text); len(letters) > n {
		return string(letters[:n])
	}
	return text
}

// hashOfToken is how the session library names a token in the store.
func hashOfToken(token string) string {
	sum := sha256.Sum256([]byte(token))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

// Sessions lists where a user is signed in: one's own, or with ManageUsers anyone's.
func (s *Service) Sessions(ctx context.Context, scope Scope, user int64) ([]Session, error) {
	if err := scope.requireSelfOr(user, ManageUsers); err != nil {
		return nil, err
	}
	return s.rows.Sessions(ctx, scope, user, s.now())
}

// EndSession ends one of a user's sessions.
func (s *Service) EndSession(ctx context.Context, scope Scope, user, id int64) error {
	if err := scope.requireSelfOr(user, ManageUsers); err != nil {
		return err
	}
	return s.tx.InTx(ctx, scope, func(ctx context.Context) error {
		if err := s.rows.EndSession(ctx, scope, user, id); err != nil {
			return err
		}
		return s.log.Record(ctx, scope, "session.end", subject(user), nil)
	})
}

// DropEndedSessions removes what is left of sessions that ended; for a job now
// and then.
func (s *Service) DropEndedSessions(ctx context.Context) (int64, error) {
	return s.rows.DropEndedSessions(ctx, s.now())
}

func (s Scope) requireSelfOr(user int64, p Permission) error {
	if s.actor != 0 && s.actor == user {
		return nil
	}
	return s.Require(p)
}
