package api_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/muster-wfm/muster/api"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/jobs"
)

// brokenResults keeps jobs whose result is no JSON, as only a mistake could leave one.
type brokenResults struct{ jobs.Runner }

func (brokenResults) Get(_ context.Context, _ auth.Scope, id int64) (jobs.Run, error) {
	return jobs.Run{ID: id, Kind: "roster.build", State: jobs.Done, Result: json.RawMessage(`{"cost": NaN`)}, nil
}

// An answer that cannot be written down is a problem that says so, not a success with
// nothing behind it.
func TestAnAnswerThatCannotBeWrittenIsAProblem(t *testing.T) {
	c := newCentre(t)
	deps := c.Deps()
	deps.Logger, deps.Jobs = quiet(), brokenResults{deps.Jobs}
	handler := api.New(deps)
	for _, coding := range []string{"", "gzip"} {
		request := httptest.NewRequest(http.MethodGet, "/api/v1/jobs/7", nil)
		request.Header.Set("Accept-Encoding", coding)
		request.AddCookie(&http.Cookie{Name: "muster", Value: c.tokens["planner"]})
		recorder := httptest.NewRecorder()
		handler.ServeHTTP(recorder, request)
		var problem struct{ Code, RequestID string }
		if err := json.Unmarshal(recorder.Body.Bytes(), &problem); err != nil {
			t.Fatalf("coding %q: %d %q: %v", coding, recorder.Code, recorder.Body, err)
		}
		if recorder.Code != http.StatusInternalServerError || problem.Code != "internal" || problem.RequestID == "" {
			t.Errorf("coding %q: got %d %+v, want an internal problem with the request's id", coding, recorder.Code, problem)
		}
	}
}
