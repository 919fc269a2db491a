package api_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/muster-wfm/muster/api"
)

func TestAPanicIsOneLogLineAndAProblem(t *testing.T) {
	var log bytes.Buffer
	c := newCentre(t)
	deps := c.Deps()
	deps.Logger = slog.New(slog.NewJSONHandler(&log, nil))
	deps.Workforce = nil // a mistake of the program
	request := httptest.NewRequest(http.MethodGet, "/api/v1/sites?cursor=secret-search", nil)
	request.AddCookie(&http.Cookie{Name: "muster", Value: c.tokens["planner"]})
	recorder := httptest.NewRecorder()
	api.New(deps).ServeHTTP(recorder, request)
	var problem struct{ Code, Detail, RequestID string }
	if err := json.Unmarshal(recorder.Body.Bytes(), &problem); err != nil {
		t.Fatal(err)
	}
	if recorder.Code != http.StatusInternalServerError || problem.Code != "internal" || strings.Contains(problem.Detail, "nil pointer") {
		t.Errorf("got %d %+v, want an internal problem that tells nothing", recorder.Code, problem)
	}
	if id := recorder.Header().Get("X-Request-Id"); id == "" || problem.RequestID != id || !strings.Contains(log.String(), id) {
		t.Errorf("request %q: the problem says %q and the log is\n%s", id, problem.RequestID, log.String())
	}
	if got := strings.Count(log.String(), "handler panicked"); got != 1 || !strings.Contains(log.String(), "nil pointer") {
		t.Errorf("%d lines tell of the panic, want one with its cause:\n%s", got, log.String())
	}
	if strings.Contains(log.String(), "secret-search") || strings.Contains(log.String(), c.tokens["planner"]) {
		t.Errorf("the log holds what was searched for, or the session:\n%s", log.String())
	}
}

func TestLargeTextIsCompressedForThoseWhoTakeIt(t *testing.T) {
	long := strings.Repeat("the same words again ", 500)
	handler := api.New(api.Deps{Logger: quiet(), Web: fstest.MapFS{
		"index.html": {Data: []byte("short")}, "long.svg": {Data: []byte(long)}, "long.png": {Data: []byte(long)},
	}})
	cases := []struct {
		name, path, accept string
		compressed         bool
	}{
		{"text of some size", "/long.svg", "gzip, deflate", true},
		{"not for others", "/long.svg", "identity", false},
		{"not where it is refused", "/long.svg", "gzip;q=0", false},
		{"what fits into one packet gains nothing", "/", "gzip", false},
		{"a picture is small already", "/long.png", "gzip", false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			response := get(t, handler, c.path, "Accept-Encoding", c.accept)
			if got := response.Header.Get("Content-Encoding") == "gzip"; got != c.compressed {
				t.Fatalf("GET %s with %q: compressed %v, want %v", c.path, c.accept, got, c.compressed)
			}
			if !strings.Contains(response.Header.Get("Vary"), "Accept-Encoding") {
				t.Errorf("Vary is %q, want Accept-Encoding in it", response.Header.Get("Vary"))
			}
			if !c.compressed {
				return
			}
			unzipped, err := gzip.NewReader(response.Body)
			if err != nil {
				t.Fatal(err)
			}
			if text, err := io.ReadAll(unzipped); err != nil || string(text) != long {
				t.Errorf("unzipped to %d bytes (%v), want the %d of the file", len(text), err, len(long))
			}
		})
	}
}

func TestOnlyATrustedProxyNamesTheCaller(t *testing.T) {
	c := newCentre(t)
	deps := c.Deps()
	deps.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}
	handler := api.New(deps)
	for from, want := range map[string]string{"10.1.2.3:4444": "203.0.113.9", "192.0.2.7:4444": "192.0.2.7"} {
		request := httptest.NewRequest(http.MethodPost, "/api/v1/session", strings.NewReader(`{"email":"hr@example.com","password":"`+password+`"}`))
		request.RemoteAddr = from
		request.Header.Set("X-Forwarded-For", "203.0.113.9")
		recorder := httptest.NewRecorder()
		handler.ServeHTTP(recorder, request)
		if recorder.Code != http.StatusOK {
			t.Fatalf("sign in: %d %s", recorder.Code, recorder.Body)
		}
		if body := c.play(t, Scenario{As: "hr", URL: "/sessions", Status: 200}); !strings.Contains(body, want) {
			t.Errorf("from %s: the sessions %s lack the address %s", from, body, want)
		}
	}
}

func TestASessionOfAnotherKindOfConnectionIsNone(t *testing.T) {
	c := newCentre(t)
	request := httptest.NewRequest(http.MethodGet, "/api/v1/session", nil)
	request.AddCookie(&http.Cookie{Name: "__Host-muster", Value: c.tokens["planner"]})
	recorder := httptest.NewRecorder()
	c.handler.ServeHTTP(recorder, request)
	if recorder.Code != http.StatusUnauthorized {
		t.Errorf("the cookie of TLS over plain HTTP: %d, want 401", recorder.Code)
	}
}
