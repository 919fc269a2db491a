package auth

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/alexedwards/scs/v2/memstore"
)

// How long a session lasts.
const (
	idleTimeout = 8 * time.Hour      // without a request
	maxLifetime = 7 * 24 * time.Hour // at most, however busy
)

// Service signs users in and administers them.
type Service struct {
	tx       Transactor
	rows     Store
	log      Recorder
	now      func() time.Time
	hasher   *hasher
	sessions *scs.SessionManager
	// Narrow bars agents who may not work at present; nil bars nobody.
	Narrow Narrowing
}

// New makes a Service. now is time.Now but in tests.
func New(tx Transactor, rows Store, log Recorder, now func() time.Time) (*Service, error) {
	hasher, err := newHasher()
	if err != nil {
		return nil, fmt.Errorf("auth: %w", err)
	}
	sessions := scs.New()
	if unused, ok := sessions.Store.(*memstore.MemStore); ok {
		unused.StopCleanup()
	}
	sessions.Store = rows.SessionData(now)
	sessions.Lifetime, sessions.IdleTimeout = maxLifetime, idleTimeout
	sessions.HashTokenInStore = true
	return &Service{tx: tx, rows: rows, log: log, now: now, hasher: hasher, sessions: sessions}, nil
}

// Errors of signing in. Unknown user, wrong password and disabled user are one,
// so that nobody can find out who has an account.
var (
	ErrWrongCredentials = errors.New("the address or the password is wrong")
	ErrNoSession        = errors.New("the session has ended; sign in again")
)

// Credentials are what a user signs in with.
type Credentials struct {
	Tenant   int64
	Email    string
	Password string
	Address  string // the network address the request came from
	Agent    string // the browser, as it calls itself
	Token    string // of the session before, "" for none; it ends
}

// SignedIn is a new session.
type SignedIn struct {
	Token     string // the secret for the cookie; only its hash is stored
	Expires   time.Time
	Principal Principal
}

// SignIn opens a session: ErrWrongCredentials or *ThrottledError when not.
func (s *Service) SignIn(ctx context.Context, c Credentials) (SignedIn, error) {
	system := SystemScope(c.Tenant)
	email := User{Email: c.Email}.normal().Email
	if err := s.reserve(ctx, system, email, c.Address); err != nil {
		return SignedIn{}, err
	}
	user, hash, err := s.rows.UserByEmail(ctx, system, email)
	if err != nil && !errors.Is(err, ErrNoUser) {
		return SignedIn{}, err
	}
	match, renew, err := s.hasher.matches(ctx, c.Password, hash)
	if err != nil {
		return SignedIn{}, fmt.Errorf("check the password: %w", err)
	}
	if !match || user.Disabled {
		err := s.log.Record(ctx, system.WithActor(user.ID), "session.refuse", "", map[string]string{"address": c.Address})
		return SignedIn{}, errors.Join(ErrWrongCredentials, err)
	}
	if renew {
		if hash, err = s.hasher.hash(ctx, c.Password); err != nil {
			return SignedIn{}, err
		}
	}
	return s.open(ctx, user, c, email, hash, renew)
}

// open stores the session of a user who showed the right password.
func (s *Service) open(ctx context.Context, user User, c Credentials, email, hash string, renew bool) (signed SignedIn, err error) {
	if signed.Principal, err = newPrincipal(user); err != nil {
		return SignedIn{}, err
	}
	scope := signed.Principal.Scope()
	err = s.tx.InTx(ctx, scope, func(ctx context.Context) error {
		if err := s.success(ctx, scope, email, c.Address); err != nil {
			return err
		}
		if renew {
			if err := s.rows.SetPassword(ctx, scope, user.ID, hash); err != nil {
				return err
			}
		}
		owner := SessionOwner{Tenant: user.Tenant, User: user.ID, Address: c.Address, Agent: c.Agent}
		signed.Token, signed.Expires, err = s.newSession(ctx, owner, c.Token)
		if err != nil {
			return err
		}
		return s.log.Record(ctx, scope, "session.open", "", map[string]string{"address": c.Address})
	})
	return signed, err
}

// SignOut ends the session with a token. An unknown token is not an error.
func (s *Service) SignOut(ctx context.Context, token string) error {
	if token == "" {
		return nil
	}
	ctx, err := s.sessions.Load(ctx, token)
	if err != nil || s.sessions.GetInt64(ctx, keyUser) == 0 {
		return err
	}
	scope := SystemScope(s.sessions.GetInt64(ctx, keyTenant)).WithActor(s.sessions.GetInt64(ctx, keyUser))
	return s.tx.InTx(ctx, scope, func(ctx context.Context) error {
		if err := s.sessions.Destroy(ctx); err != nil {
			return err
		}
		return s.log.Record(ctx, scope, "session.close", "", nil)
	})
}

// Authenticate returns who a token belongs to, with the rights of this moment, or
// ErrNoSession. The session's idle time begins anew.
func (s *Service) Authenticate(ctx context.Context, token string) (Principal, error) {
	if token == "" {
		return Principal{}, ErrNoSession
	}
	held, err := s.sessions.Load(ctx, token)
	if err != nil {
		return Principal{}, err
	}
	tenant, id := s.sessions.GetInt64(held, keyTenant), s.sessions.GetInt64(held, keyUser)
	if id == 0 {
		return Principal{}, ErrNoSession
	}
	user, err := s.rows.User(ctx, SystemScope(tenant), id)
	if errors.Is(err, ErrNoUser) || err == nil && user.Disabled {
		return Principal{}, ErrNoSession
	}
	if err != nil {
		return Principal{}, err
	}
	if _, _, err := s.sessions.Commit(held); err != nil {
		return Principal{}, err
	}
	who, err := newPrincipal(user)
	if err != nil {
		return Principal{}, err
	}
	return s.narrowed(ctx, user, who)
}
