package api_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/muster-wfm/muster/api"
	"github.com/muster-wfm/muster/cmd/muster/wire"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/database/databasetest"
)

// quiet drops log lines, of which tests of refusals would print many.
func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }

// Scenario is one request and what its answer must, and must not, hold. Every
// answer is held against the description as well.
type Scenario struct {
	Name   string
	As     string // whose session: a role, "planner@london", or "" for nobody
	Method string // GET where empty
	URL    string // below /api/v1
	Body   string
	Header map[string]string

	Status  int
	Want    []string // parts of the body
	NotWant []string
	WantTop map[string]string // headers
}

// centre is a small contact centre behind the API: its services, its handler,
// and the sessions of one user a role.
type centre struct {
	*wire.Services
	handler http.Handler
	tokens  map[string]string
	seeded  seeded
}

// password is that of every user of the test centre.
const password = "violet tractor on the moon"

// newCentre gives a test a centre of its own, on SQLite.
func newCentre(t *testing.T) *centre {
	t.Helper()
	made, err := template()
	if err != nil {
		t.Fatalf("make the centre: %v", err)
	}
	path := filepath.Join(t.TempDir(), "muster.db")
	if err := os.WriteFile(path, made.file, 0o600); err != nil {
		t.Fatal(err)
	}
	services, err := openServices(t.Context(), "sqlite:"+path, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = services.DB.Close() })
	return &centre{Services: services, handler: api.New(services.Deps()), tokens: made.tokens, seeded: made.seeded}
}

// template is a seeded database as a file, made once: hashing passwords is slow
// by design.
var template = sync.OnceValues(func() (made struct {
	file   []byte
	tokens map[string]string
	seeded seeded
}, err error) {
	folder, err := os.MkdirTemp("", "muster-api-")
	if err != nil {
		return made, err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	path := filepath.Join(folder, "muster.db")
	ctx := context.Background()
	services, err := openServices(ctx, "sqlite:"+path, folder)
	if err != nil {
		return made, err
	}
	if err = services.Prepare(ctx); err == nil {
		made.seeded, made.tokens, err = seed(ctx, services)
	}
	if closing := services.DB.Close(); err == nil {
		err = closing
	}
	if err == nil {
		made.file, err = os.ReadFile(path)
	}
	return made, err
})

func openServices(ctx context.Context, url, data string) (*wire.Services, error) {
	db, err := database.Open(ctx, url, database.WithLogger(quiet()))
	if err != nil {
		return nil, err
	}
	return wire.New(db, data, quiet())
}

// eachCentre runs a test on a centre on either engine. Hashing passwords is slow
// by design, so the one on PostgreSQL has only the users that are named.
func eachCentre(t *testing.T, fn func(t *testing.T, c *centre), users ...string) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { fn(t, newCentre(t)) })
	t.Run("postgres", func(t *testing.T) {
		services, err := wire.New(databasetest.OpenPostgres(t), t.TempDir(), quiet())
		if err != nil {
			t.Fatal(err)
		}
		seeded, tokens, err := seed(t.Context(), services, users...)
		if err != nil {
			t.Fatalf("seed the centre: %v", err)
		}
		fn(t, &centre{Services: services, handler: api.New(services.Deps()), tokens: tokens, seeded: seeded})
	})
}

// signIn opens a session for every user and returns the secrets by name.
func signIn(ctx context.Context, s *wire.Services, users map[string]auth.User) (map[string]string, error) {
	tokens := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(users)) { // ids must not depend on chance
		user := users[name]
		user.Email, user.Name = strings.ReplaceAll(name, "@", ".")+"@example.com", name
		if _, err := s.Auth.CreateUser(ctx, auth.SystemScope(wire.MainTenant), user, password); err != nil {
			return nil, fmt.Errorf("user %s: %w", name, err)
		}
		signed, err := s.Auth.SignIn(ctx, auth.Credentials{Tenant: wire.MainTenant, Email: user.Email, Password: password, Address: "192.0.2.1"})
		if err != nil {
			return nil, fmt.Errorf("sign in %s: %w", name, err)
		}
		tokens[name] = signed.Token
	}
	return tokens, nil
}

// run plays scenarios one after another on the same centre.
func (c *centre) run(t *testing.T, scenarios []Scenario) {
	t.Helper()
	for _, s := range scenarios {
		t.Run(s.Name, func(t *testing.T) { c.play(t, s) })
	}
}

// play sends one request and checks the answer. It returns the answer's body.
func (c *centre) play(t *testing.T, s Scenario) string {
	t.Helper()
	response, body := c.send(t, s)
	if response.StatusCode != s.Status {
		t.Errorf("%s %s as %q: status %d, want %d\nbody: %s", s.Method, s.URL, s.As, response.StatusCode, s.Status, body)
	}
	for _, part := range s.Want {
		if !strings.Contains(body, part) {
			t.Errorf("%s %s: the answer lacks %s\nbody: %s", s.Method, s.URL, part, body)
		}
	}
	for _, part := range s.NotWant {
		if strings.Contains(body, part) {
			t.Errorf("%s %s: the answer holds %s, which it must not\nbody: %s", s.Method, s.URL, part, body)
		}
	}
	for name, want := range s.WantTop {
		if got := response.Header.Get(name); !strings.Contains(got, want) {
			t.Errorf("%s %s: header %s is %q, want it to hold %q", s.Method, s.URL, name, got, want)
		}
	}
	return body
}

// send sends one request and holds the answer against the description.
func (c *centre) send(t *testing.T, s Scenario) (*http.Response, string) {
	t.Helper()
	if s.Method == "" {
		s.Method = http.MethodGet
	}
	request := httptest.NewRequestWithContext(t.Context(), s.Method, "/api/v1"+s.URL, strings.NewReader(s.Body))
	if s.Body != "" {
		request.Header.Set("Content-Type", "application/json")
	}
	for name, value := range s.Header {
		request.Header.Set(name, value)
	}
	if s.As != "" {
		token, known := c.tokens[s.As]
		if !known {
			t.Fatalf("nobody called %q works in the test centre", s.As)
		}
		request.AddCookie(&http.Cookie{Name: "muster", Value: token})
	}
	recorder := httptest.NewRecorder()
	c.handler.ServeHTTP(recorder, request)
	response := recorder.Result()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	checkAgainstDescription(t, request, response, body)
	return response, string(body)
}

// decoded reads a JSON answer.
func decoded[T any](t *testing.T, body string) T {
	t.Helper()
	var v T
	if err := json.Unmarshal([]byte(body), &v); err != nil {
		t.Fatalf("%v in %s", err, body)
	}
	return v
}

// systemScope sees all of the test centre's own organisation.
func systemScope() auth.Scope { return auth.SystemScope(wire.MainTenant) }
