package api

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/once"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
	"github.com/muster-wfm/muster/workforce/peoplefile"
)

func TestEveryErrorOfTheDomainsHasItsProblem(t *testing.T) {
	cases := []struct {
		name   string
		err    error
		status int
		code   string
		fields []FieldProblem
	}{
		{"absent or hidden", database.ErrNotFound, 404, "not_found", nil},
		{"changed meanwhile", &database.StaleError{What: "site", ID: 3, Have: 5, Want: 4}, 412, "stale", nil},
		{"taken", &database.DuplicateError{What: "sites", Field: "code", Value: "LON"}, 409, "duplicate",
			[]FieldProblem{{Location: "body.code", Message: "is already taken", Found: "LON", Expected: "a value that nothing else has"}}},
		{"still referred to", &workforce.ReferredError{What: workforce.KindSite, ID: 3, By: []workforce.Referrer{{Kind: workforce.KindTeam, ID: 1, Code: "A", Name: "Team A"}}, Count: 1}, 409, "in_use",
			[]FieldProblem{{Location: "path.id", Message: "is referred to by team A (Team A)", Found: "team A (Team A)", Expected: "nothing that refers to it"}}},
		{"a reference that would break", &database.ReferencedError{What: "teams", Constraint: "teams_site"}, 409, "in_use", nil},
		{"what cannot be", &workforce.InvalidError{What: "site", Fields: []workforce.FieldError{{Field: "zone", Found: `"X"`, Expected: "a zone"}}}, 422, "invalid",
			[]FieldProblem{{Location: "body.zone", Message: `found "X"; expected a zone`, Found: `"X"`, Expected: "a zone"}}},
		{"a lacking permission", &auth.DeniedError{Needs: auth.ManageUsers}, 403, "not_allowed", nil},
		{"too many tries", &auth.ThrottledError{RetryAfter: 1500 * time.Millisecond}, 429, "too_many_attempts", nil},
		{"an address that is taken", &auth.EmailTakenError{Email: "a@example.com"}, 409, "duplicate",
			[]FieldProblem{{Location: "body.email", Message: "is already taken", Found: "a@example.com", Expected: "an address that nobody else signs in with"}}},
		{"a user who cannot be", auth.FieldErrors{{Field: "person", Want: "a person"}, {Field: "password", Found: "hunter2", Want: "12 characters"}}, 422, "invalid",
			[]FieldProblem{{Location: "body.personId", Message: "expected a person", Expected: "a person"}, {Location: "body.password", Message: "expected 12 characters", Expected: "12 characters"}}},
		{"wrong credentials", fmt.Errorf("sign in: %w", auth.ErrWrongCredentials), 401, "wrong_credentials", nil},
		{"no session", auth.ErrNoSession, 401, "not_signed_in", nil},
		{"no user", auth.ErrNoUser, 404, "not_found", nil},
		{"the last administrator", auth.ErrLastAdministrator, 409, "last_administrator", nil},
		{"a key for two requests", &once.MisusedKeyError{}, 422, "key_misused", nil},
		{"a file that is no table", &peoplefile.UnreadableError{Problems: []peoplefile.Problem{{Line: 1, Column: "x", Found: "y", Expected: "z"}}}, 422, "unreadable",
			[]FieldProblem{{Location: "file:1:x", Message: "line 1, column x: found y; expected z", Found: "y", Expected: "z"}}},
		{"a body too large", fmt.Errorf("read: %w", &http.MaxBytesError{Limit: 10}), 413, "too_large", nil},
		{"a body that breaks off", fmt.Errorf("read: %w", io.ErrUnexpectedEOF), 400, "malformed", nil},
		{"a body that does not come", timeout{}, 408, "too_slow", nil},
		{"a caller who left", context.Canceled, 499, "aborted", nil},
		{"a problem already", newProblem(418, "teapot", "short and stout"), 418, "teapot", nil},
	}
	s := &Server{Deps: Deps{Logger: slog.New(slog.DiscardHandler)}}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := s.problemOf(t.Context(), c.err)
			if got.Status != c.status || got.Code != c.code || got.Type != "/api/docs#problem-"+c.code {
				t.Errorf("%v: got %d %s (%s), want %d %s", c.err, got.Status, got.Code, got.Type, c.status, c.code)
			}
			if diff := cmp.Diff(c.fields, got.Errors); diff != "" {
				t.Errorf("fields (-want +got):\n%s", diff)
			}
		})
	}
}

type timeout struct{}

func (timeout) Error() string { return "i/o timeout" }
func (timeout) Timeout() bool { return true }

func TestAnUnknownErrorIsForTheLogAlone(t *testing.T) {
	var log bytes.Buffer
	s := &Server{Deps: Deps{Logger: slog.New(slog.NewJSONHandler(&log, nil))}}
	ctx := context.WithValue(t.Context(), requestIDKey{}, "R7")
	got := s.problemOf(ctx, errors.New("pq: relation secrets does not exist"))
	if got.Status != http.StatusInternalServerError || got.RequestID != "R7" || strings.Contains(got.Detail, "pq") {
		t.Errorf("got %+v, want an internal problem of request R7 that tells nothing", got)
	}
	if !strings.Contains(log.String(), "pq: relation") || !strings.Contains(log.String(), "R7") {
		t.Errorf("the log lacks the error or the request: %s", log.String())
	}
}

func TestAStaleEditShowsWhatStands(t *testing.T) {
	stale := fmt.Errorf("edit: %w", &database.StaleError{What: "site", ID: 3, Have: 5, Want: 4})
	current := func() (any, error) { return "as it stands", nil }
	var p *Problem
	if err := withCurrent(stale, current); !errors.As(err, &p) || p.Current != "as it stands" || *p.Have != 5 || *p.Want != 4 {
		t.Errorf("got %+v, want versions 5 and 4 and what stands", p)
	}
	gone := func() (any, error) { return nil, database.ErrNotFound }
	if err := withCurrent(stale, gone); !errors.As(err, &p) || p.Current != nil {
		t.Errorf("got %+v, want a stale problem without what stands", p)
	}
	other := errors.New("another")
	if err := withCurrent(other, current); !errors.Is(err, other) {
		t.Errorf("got %v, want errors of another kind as they are", err)
	}
	if err := withCurrent(nil, current); err != nil {
		t.Errorf("got %v for no error", err)
	}
}

func TestWhatTheFrameworkFindsIsPutIntoItsPlace(t *testing.T) {
	found := func(location, message string) error {
		return &huma.ErrorDetail{Location: location, Message: message, Value: "hunter2"}
	}
	domain := func(location string) error { return &fault{FieldProblem{Location: location, Message: "by the domain"}} }
	cases := []struct {
		name   string
		status int
		found  []error
		want   *Problem
	}{
		{"a missing property is where it is missing", 422, []error{found("body", "expected required property code to be present")},
			&Problem{Status: 422, Code: "invalid", Errors: []FieldProblem{{Location: "body.code", Message: "is missing", Expected: "a value"}}}},
		{"also deeper", 422, []error{found("body.goal", "expected required property slTarget to be present")},
			&Problem{Status: 422, Code: "invalid", Errors: []FieldProblem{{Location: "body.goal.slTarget", Message: "is missing", Expected: "a value"}}}},
		{"the domain adds what the framework cannot know", 422, []error{found("body.code", "expected string"), domain("body.code"), domain("body.zone")},
			&Problem{Status: 422, Code: "invalid", Errors: []FieldProblem{{Location: "body.code", Message: "expected string"}, {Location: "body.zone", Message: "by the domain"}}}},
		{"but not about what could not be read", 400, []error{found("body", "unexpected end of JSON input"), domain("body.zone")},
			&Problem{Status: 400, Code: "malformed", Errors: []FieldProblem{{Location: "body", Message: "unexpected end of JSON input"}}}},
		{"an edit without its version", 422, []error{found("header.If-Match", "required header parameter is missing")},
			&Problem{Status: 428, Code: "precondition_required", Errors: []FieldProblem{{Location: "header.If-Match", Message: "required header parameter is missing"}}}},
		{"a wrong version is another matter", 422, []error{found("header.If-Match", "expected string to be a quoted version")},
			&Problem{Status: 422, Code: "invalid", Errors: []FieldProblem{{Location: "header.If-Match", Message: "expected string to be a quoted version"}}}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := requestProblem(c.status, "validation failed", c.found)
			if got.Status != c.want.Status || got.Code != c.want.Code {
				t.Errorf("got %d %s, want %d %s", got.Status, got.Code, c.want.Status, c.want.Code)
			}
			if diff := cmp.Diff(c.want.Errors, got.Errors); diff != "" {
				t.Errorf("fields (-want +got):\n%s", diff)
			}
			if strings.Contains(fmt.Sprintf("%+v", got), "hunter2") {
				t.Errorf("the problem repeats what was sent: %+v", got)
			}
		})
	}
}

func TestOverlappingAssignmentsAreAConflictThatNamesBoth(t *testing.T) {
	day := grid.MustDate("2026-03-09")
	err := workforce.CheckOverlaps(workforce.Assignment{PersonID: 1, Date: day, Start: 600, End: 700}, []workforce.Assignment{{ID: 2, PersonID: 1, Date: day, Start: 650, End: 720}})
	p := known(err)
	if p == nil || p.Status != http.StatusConflict || p.Code != "overlap" || len(p.Errors) != 1 {
		t.Fatalf("got %+v, want a conflict with one field", p)
	}
	if f := p.Errors[0]; f.Found != "2026-03-09 10:00-11:40" || !strings.Contains(f.Expected, "10:50-12:00") {
		t.Errorf("got %+v, want both assignments named", f)
	}
}
