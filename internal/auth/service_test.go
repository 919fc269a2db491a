package auth_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/muster-wfm/muster/internal/audit"
	auditstore "github.com/muster-wfm/muster/internal/audit/store"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/auth/store"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/database/databasetest"
)

const (
	phrase  = "late shifts bring quiet queues"
	another = "early shifts bring long queues"
)

var system = auth.SystemScope(1)

// desk is a service with its clock and log, for one test.
type desk struct {
	*auth.Service
	log *audit.Log
	now time.Time
	t   *testing.T
}

func each(t *testing.T, fn func(t *testing.T, d *desk)) {
	t.Helper()
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		d := &desk{t: t, now: time.Now()}
		clock := func() time.Time { return d.now }
		d.log = audit.New(db, auditstore.New(db), clock)
		var err error
		if d.Service, err = auth.New(db, store.New(db), d.log, clock); err != nil {
			t.Fatal(err)
		}
		fn(t, d)
	})
}

func (d *desk) create(email string, roles ...auth.Role) auth.User {
	d.t.Helper()
	user := auth.User{Email: email, Name: "Test User", Roles: roles, Person: 12}
	created, err := d.CreateUser(d.t.Context(), system, user, phrase)
	if err != nil {
		d.t.Fatalf("create %s: %v", email, err)
	}
	return created
}

func (d *desk) try(email, password string) (auth.SignedIn, error) {
	return d.SignIn(d.t.Context(), auth.Credentials{Tenant: 1, Email: email, Password: password, Address: "192.0.2.7", Agent: "test"})
}

func (d *desk) signIn(email, password string) auth.SignedIn {
	d.t.Helper()
	signed, err := d.try(email, password)
	if err != nil {
		d.t.Fatalf("sign in %s: %v", email, err)
	}
	return signed
}

func (d *desk) wantNoSession(token, why string) {
	d.t.Helper()
	if p, err := d.Authenticate(d.t.Context(), token); !errors.Is(err, auth.ErrNoSession) {
		d.t.Errorf("%s: got user %d, error %v; want %v", why, p.ID, err, auth.ErrNoSession)
	}
}

// actions returns what the log holds, newest first, and proves the chain.
func (d *desk) actions() []string {
	d.t.Helper()
	if _, err := d.log.Verify(d.t.Context(), system); err != nil {
		d.t.Errorf("verify the log: %v", err)
	}
	entries, err := d.log.List(d.t.Context(), system, audit.Query{})
	if err != nil {
		d.t.Fatal(err)
	}
	var actions []string
	for _, entry := range entries {
		actions = append(actions, entry.Action)
		if detail := string(entry.Detail); strings.Contains(detail, phrase) || strings.Contains(detail, "argon2") {
			d.t.Errorf("the log holds a secret: %s", detail)
		}
	}
	return actions
}

func TestSessionLivesFromSignInToSignOut(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		user := d.create("Ana@Brightline.example", auth.Planner)
		signed := d.signIn(" ana@brightline.EXAMPLE ", phrase)
		p, err := d.Authenticate(t.Context(), signed.Token)
		if err != nil || p.ID != user.ID || p.Email != "ana@brightline.example" || !p.Scope().May(auth.ManageRosters) {
			t.Fatalf("authenticate: got %+v, %v; want user %d who may manage rosters", p, err, user.ID)
		}
		if err := d.SignOut(t.Context(), signed.Token); err != nil {
			t.Fatalf("sign out: %v", err)
		}
		d.wantNoSession(signed.Token, "after signing out")
		if err := d.SignOut(t.Context(), signed.Token); err != nil {
			t.Errorf("sign out twice: %v", err)
		}
		if got := strings.Join(d.actions(), " "); got != "session.close session.open user.create" {
			t.Errorf("log: got %q, want close, open, create", got)
		}
	})
}

func TestSignInEndsTheSessionBefore(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		d.create("ana@brightline.example", auth.Planner)
		first := d.signIn("ana@brightline.example", phrase)
		second, err := d.SignIn(t.Context(), auth.Credentials{Tenant: 1, Email: "ana@brightline.example", Password: phrase, Address: "192.0.2.7", Token: first.Token})
		if err != nil {
			t.Fatal(err)
		}
		if second.Token == first.Token {
			t.Error("the second session has the first one's token")
		}
		d.wantNoSession(first.Token, "token from before signing in")
		planted, err := d.SignIn(t.Context(), auth.Credentials{Tenant: 1, Email: "ana@brightline.example", Password: phrase, Token: "planted-by-somebody"})
		if err != nil || planted.Token == "planted-by-somebody" {
			t.Errorf("a planted token: got %q, %v; want a fresh one", planted.Token, err)
		}
		d.wantNoSession("planted-by-somebody", "planted token")
	})
}

func TestRefusalsDoNotTellWhoHasAnAccount(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		d.create("ana@brightline.example", auth.Planner)
		gone := d.create("gone@brightline.example", auth.Planner)
		gone.Disabled = true
		if _, err := d.UpdateUser(t.Context(), system, gone); err != nil {
			t.Fatal(err)
		}
		for _, test := range []struct{ name, email, password string }{
			{"wrong password", "ana@brightline.example", another},
			{"unknown user", "nobody@brightline.example", phrase},
			{"disabled user", "gone@brightline.example", phrase},
			{"no address", "", phrase},
			{"hostile address", "'; DROP TABLE users; --", phrase},
		} {
			if _, err := d.try(test.email, test.password); !errors.Is(err, auth.ErrWrongCredentials) || err.Error() != auth.ErrWrongCredentials.Error() {
				t.Errorf("%s: got %v, want %v", test.name, err, auth.ErrWrongCredentials)
			}
		}
	})
}

func TestFailuresSlowDownOneAddressOnly(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		d.create("ana@brightline.example", auth.Planner)
		for range 5 {
			if _, err := d.try("ana@brightline.example", another); !errors.Is(err, auth.ErrWrongCredentials) {
				t.Fatalf("free try: got %v, want %v", err, auth.ErrWrongCredentials)
			}
		}
		var throttled *auth.ThrottledError
		if _, err := d.try("ana@brightline.example", phrase); !errors.As(err, &throttled) || throttled.RetryAfter <= 0 {
			t.Fatalf("sixth try, even with the right password: got %v, want to be told when to retry", err)
		}
		elsewhere := auth.Credentials{Tenant: 1, Email: "ana@brightline.example", Password: phrase, Address: "198.51.100.1"}
		if _, err := d.SignIn(t.Context(), elsewhere); err != nil {
			t.Errorf("the owner, from another address: got %v, want to be let in", err)
		}
		d.now = d.now.Add(throttled.RetryAfter)
		d.signIn("ana@brightline.example", phrase)
		if _, err := d.try("ana@brightline.example", another); !errors.Is(err, auth.ErrWrongCredentials) {
			t.Errorf("first failure after a success: got %v, want no throttling", err)
		}
	})
}

func TestSessionEndsWhenIdleAndWhenOld(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		d.create("ana@brightline.example", auth.Planner)
		signed := d.signIn("ana@brightline.example", phrase)
		d.now = d.now.Add(8*time.Hour - time.Minute)
		if _, err := d.Authenticate(t.Context(), signed.Token); err != nil {
			t.Errorf("within the idle time: %v", err)
		}
		d.now = d.now.Add(2 * time.Minute)
		d.wantNoSession(signed.Token, "after eight idle hours")
		if dropped, err := d.DropEndedSessions(t.Context()); err != nil || dropped != 1 {
			t.Errorf("drop ended sessions: got %d, %v; want 1", dropped, err)
		}
	})
}

func TestRightsAreThoseOfTheMoment(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		user := d.create("ana@brightline.example", auth.Planner)
		signed := d.signIn("ana@brightline.example", phrase)
		user.Roles, user.Sites = []auth.Role{auth.HR}, []int64{}
		user, err := d.UpdateUser(t.Context(), system, user)
		if err != nil || user.Version != 2 {
			t.Fatalf("update: got version %d, %v; want 2", user.Version, err)
		}
		p, err := d.Authenticate(t.Context(), signed.Token)
		if err != nil || p.Scope().May(auth.ManageRosters) || !p.Scope().May(auth.ManageWorkforce) || p.Scope().SeesSite(1) {
			t.Errorf("after the change: got %v, %v; want the rights of HR and no site", p.Permissions, err)
		}
		user.Version = 1
		var stale *database.StaleError
		if _, err := d.UpdateUser(t.Context(), system, user); !errors.As(err, &stale) || stale.Have != 2 || stale.Want != 1 {
			t.Errorf("stale edit: got %v, want both versions named", err)
		}
		user.Version, user.Disabled = 2, true
		if _, err := d.UpdateUser(t.Context(), system, user); err != nil {
			t.Fatal(err)
		}
		d.wantNoSession(signed.Token, "after being disabled")
	})
}

func TestPasswordChangeEndsTheOtherSessions(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		d.create("ana@brightline.example", auth.Planner)
		here, there := d.signIn("ana@brightline.example", phrase), d.signIn("ana@brightline.example", phrase)
		me := here.Principal.Scope()
		if err := d.ChangePassword(t.Context(), me, another, "third phrase of the day", here.Token); !errors.Is(err, auth.ErrWrongCredentials) {
			t.Errorf("wrong current password: got %v, want %v", err, auth.ErrWrongCredentials)
		}
		var fields auth.FieldErrors
		if err := d.ChangePassword(t.Context(), me, phrase, "password1234", here.Token); !errors.As(err, &fields) {
			t.Errorf("common new password: got %v, want FieldErrors", err)
		}
		if err := d.ChangePassword(t.Context(), me, phrase, another, here.Token); err != nil {
			t.Fatalf("change: %v", err)
		}
		if _, err := d.Authenticate(t.Context(), here.Token); err != nil {
			t.Errorf("the session that changed it: %v", err)
		}
		d.wantNoSession(there.Token, "another session")
		if _, err := d.try("ana@brightline.example", phrase); !errors.Is(err, auth.ErrWrongCredentials) {
			t.Errorf("old password: got %v, want %v", err, auth.ErrWrongCredentials)
		}
		d.signIn("ana@brightline.example", another)
	})
}

func TestSessionsAreListedAndEnded(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		user := d.create("ana@brightline.example", auth.Planner)
		other := d.create("bo@brightline.example", auth.Planner)
		here, there := d.signIn("ana@brightline.example", phrase), d.signIn("ana@brightline.example", phrase)
		me := here.Principal.Scope()
		sessions, err := d.Sessions(t.Context(), me, user.ID)
		if err != nil || len(sessions) != 2 || sessions[0].Agent != "test" || sessions[0].Address != "192.0.2.7" {
			t.Fatalf("own sessions: got %+v, %v; want two from 192.0.2.7", sessions, err)
		}
		if err := d.EndSession(t.Context(), me, user.ID, sessions[0].ID); err != nil {
			t.Fatal(err)
		}
		d.wantNoSession(there.Token, "ended session")
		if err := d.EndSession(t.Context(), me, user.ID, sessions[0].ID); !errors.Is(err, auth.ErrNoSession) {
			t.Errorf("ending it again: got %v, want %v", err, auth.ErrNoSession)
		}
		var denied *auth.DeniedError
		if _, err := d.Sessions(t.Context(), me, other.ID); !errors.As(err, &denied) {
			t.Errorf("somebody else's sessions: got %v, want to be denied", err)
		}
	})
}

func TestUsersAreAdministeredByThoseWhoMay(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		first := d.create("ana@brightline.example", auth.Administrator)
		second := d.create("bo@brightline.example", auth.Planner)
		var taken *auth.EmailTakenError
		if _, err := d.CreateUser(t.Context(), system, auth.User{Email: "ANA@brightline.example", Name: "Ana", Roles: []auth.Role{auth.HR}}, phrase); !errors.As(err, &taken) {
			t.Errorf("address in use: got %v, want EmailTakenError", err)
		}
		var fields auth.FieldErrors
		if _, err := d.CreateUser(t.Context(), system, auth.User{Email: "x", Roles: []auth.Role{"king"}}, "short"); !errors.As(err, &fields) || len(fields) != 4 {
			t.Errorf("everything wrong: got %v, want email, name, roles and password", err)
		}
		planner := d.signIn("bo@brightline.example", phrase).Principal.Scope()
		var denied *auth.DeniedError
		if _, err := d.ListUsers(t.Context(), planner, 0, 0); !errors.As(err, &denied) {
			t.Errorf("a planner lists users: got %v, want to be denied", err)
		}
		users, err := d.ListUsers(t.Context(), system, first.ID, 10)
		if err != nil || len(users) != 1 || users[0].ID != second.ID {
			t.Errorf("users after the first: got %+v, %v; want the second", users, err)
		}
		first.Roles = []auth.Role{auth.Planner}
		if _, err := d.UpdateUser(t.Context(), system, first); !errors.Is(err, auth.ErrLastAdministrator) {
			t.Errorf("last administrator steps down: got %v, want %v", err, auth.ErrLastAdministrator)
		}
		if got, err := d.User(t.Context(), system, first.ID); err != nil || got.Roles[0] != auth.Administrator || got.Version != 1 {
			t.Errorf("after the refusal: got %+v, %v; want nothing changed", got, err)
		}
	})
}

func TestTenantsDoNotSeeEachOther(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		err := db.InTxAcrossTenants(t.Context(), func(ctx context.Context) error {
			return db.Tx(ctx).Exec("INSERT INTO tenants (id, name, created_at) VALUES (2, 'Second', ?)", database.At(time.Now())).Error
		})
		if err != nil {
			t.Fatal(err)
		}
		rows := store.New(db)
		service, err := auth.New(db, rows, audit.New(db, auditstore.New(db), time.Now), time.Now)
		if err != nil {
			t.Fatal(err)
		}
		user, err := service.CreateUser(t.Context(), system, auth.User{Email: "ana@brightline.example", Name: "Ana", Roles: []auth.Role{auth.Planner}}, phrase)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := service.User(t.Context(), auth.SystemScope(2), user.ID); !errors.Is(err, auth.ErrNoUser) {
			t.Errorf("user of tenant 1 seen from tenant 2: got %v, want %v", err, auth.ErrNoUser)
		}
		_, err = service.SignIn(t.Context(), auth.Credentials{Tenant: 2, Email: user.Email, Password: phrase})
		if !errors.Is(err, auth.ErrWrongCredentials) {
			t.Errorf("sign in to tenant 2: got %v, want %v", err, auth.ErrWrongCredentials)
		}
	})
}
