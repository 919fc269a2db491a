package api_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/muster-wfm/muster/api"
	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/jobs"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/scheduling/rules"
)

// countKind is a job of the tests: it waits to be let on and counts.
const countKind jobs.Kind = "test.count"

// counter is the door through which a test lets its job on.
type counter struct{ step chan jobs.Progress }

func (c *counter) run(ctx context.Context, job *jobs.Job) (any, error) {
	for {
		select {
		case p, more := <-c.step:
			if !more {
				return map[string]int{"counted": 3}, nil
			}
			if err := job.Progress(p); err != nil {
				return nil, err
			}
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		}
	}
}

// working starts the centre's jobs with the test's own kind.
func (c *centre) working(t *testing.T) *counter {
	t.Helper()
	counter := &counter{step: make(chan jobs.Progress)}
	c.Jobs.Register(countKind, counter.run, jobs.ReadableWith(auth.ReadRosters))
	if err := c.Jobs.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Jobs.Stop(context.WithoutCancel(t.Context())); err != nil {
			t.Error(err)
		}
	})
	return counter
}

func (c *centre) enqueue(t *testing.T) int64 {
	t.Helper()
	id, err := c.Jobs.Enqueue(t.Context(), systemScope(), countKind, nil, jobs.About("roster:12"))
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// reader follows a job's events as a browser does.
type reader struct {
	*bufio.Scanner
	response *http.Response
}

func (c *centre) follow(t *testing.T, server *httptest.Server, job int64, header ...string) *reader {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, fmt.Sprintf("%s/api/v1/jobs/%d/events", server.URL, job), nil)
	if err != nil {
		t.Fatal(err)
	}
	request.AddCookie(&http.Cookie{Name: "muster", Value: c.tokens["planner"]})
	for i := 0; i < len(header); i += 2 {
		request.Header.Set(header[i], header[i+1])
	}
	response, err := server.Client().Do(request)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = response.Body.Close() })
	return &reader{bufio.NewScanner(response.Body), response}
}

// until reads lines to the one that holds a text; "" reads to the end.
func (r *reader) until(t *testing.T, text string) (line, all string) {
	t.Helper()
	var seen strings.Builder
	for r.Scan() {
		seen.WriteString(r.Text() + "\n")
		if text != "" && strings.Contains(r.Text(), text) {
			return r.Text(), seen.String()
		}
	}
	if text != "" {
		t.Fatalf("the stream ended without %q; it held:\n%s", text, seen.String())
	}
	return "", seen.String()
}

func TestAJobIsFollowedToItsEnd(t *testing.T) {
	eachCentre(t, func(t *testing.T, c *centre) {
		counter := c.working(t)
		server := httptest.NewServer(c.handler)
		defer server.Close()
		job := c.enqueue(t)
		events := c.follow(t, server, job, "Accept-Encoding", "gzip")
		if kind := events.response.Header.Get("Content-Type"); kind != "text/event-stream" {
			t.Errorf("the stream is %q, want text/event-stream", kind)
		}
		best := 41.5
		counter.step <- jobs.Progress{Phase: "search", Fraction: 0.5, Best: &best, Message: "halfway"}
		if line, _ := events.until(t, `"phase":"search"`); !strings.Contains(line, `"best":41.5`) || !strings.Contains(line, `"subject":{"type":"roster","id":12}`) {
			t.Errorf("the event %s lacks the best value or the subject", line)
		}
		close(counter.step)
		line, _ := events.until(t, `"state":"done"`)
		if !strings.Contains(line, `"result":{"counted":3}`) || !strings.Contains(line, `"fraction":`) {
			t.Errorf("the last event is %s, want the result", line)
		}
		if _, rest := events.until(t, ""); strings.Contains(rest, "data:") {
			t.Errorf("after the end came %q", rest)
		}
		c.play(t, Scenario{As: "planner", URL: fmt.Sprintf("/jobs/%d", job), Status: 200, Want: []string{`"state":"done"`}})
	}, "planner")
}

func TestAReaderWhoComesBackIsToldOnlyWhatIsNew(t *testing.T) {
	c := newCentre(t)
	counter := c.working(t)
	server := httptest.NewServer(c.handler)
	defer server.Close()
	job := c.enqueue(t)
	close(counter.step)
	_, all := c.follow(t, server, job).until(t, "")
	ids := strings.Split(all, "id: ")
	last := strings.TrimSpace(strings.SplitN(ids[len(ids)-1], "\n", 2)[0])
	if _, again := c.follow(t, server, job, "Last-Event-ID", last).until(t, ""); strings.Contains(again, "data:") {
		t.Errorf("after event %s came %q, want nothing new", last, again)
	}
}

func TestAShutdownEndsTheStreams(t *testing.T) {
	c := newCentre(t)
	c.working(t)
	closing := make(chan struct{})
	deps := c.Deps()
	deps.Closing = closing
	server := httptest.NewServer(api.New(deps))
	defer server.Close()
	events := c.follow(t, server, c.enqueue(t))
	events.until(t, "following")
	close(closing)
	if _, rest := events.until(t, ""); strings.Contains(rest, `"state":"done"`) {
		t.Errorf("the job was said to be done: %q", rest)
	}
}

func TestJobsAreListedAndCancelled(t *testing.T) {
	c := newCentre(t)
	c.working(t)
	job := c.enqueue(t)
	at := fmt.Sprintf("/jobs/%d", job)
	c.run(t, []Scenario{
		{Name: "by what is still going on", As: "planner", URL: "/jobs?active=true", Status: 200, Want: []string{`"kind":"test.count"`}},
		{Name: "by what it works on", As: "planner", URL: "/jobs?subject=roster:12", Status: 200, Want: []string{`"id":12`}},
		{Name: "not by another thing", As: "planner", URL: "/jobs?subject=roster:13", Status: 200, Want: []string{`"items":[]`}},
		{Name: "a subject is a type and an id", As: "planner", URL: "/jobs?subject=roster", Status: 422, Want: []string{"query.subject"}},
		{Name: "who may not read rosters does not see it", As: "hr", URL: at, Status: 404},
		{Name: "nor cancels it", As: "hr", Method: "POST", URL: at + "/cancellation", Status: 404},
		{Name: "nor follows it", As: "hr", URL: at + "/events", Status: 404},
		{Name: "a planner may", As: "planner", Method: "POST", URL: at + "/cancellation", Status: 202},
	})
	for run, err := range c.Jobs.Watch(t.Context(), systemScope(), job, 0) {
		if err != nil {
			t.Fatal(err)
		}
		if run.State.Ended() && run.State != jobs.Cancelled {
			t.Errorf("the job ended as %s, want cancelled", run.State)
		}
	}
	c.play(t, Scenario{As: "planner", URL: "/jobs?active=true", Status: 200, Want: []string{`"items":[]`}})
}

// Why a job failed has the code and figures of a refused request, so that a screen says it in
// its own language; what only the log should tell is an internal error.
func TestWhyAJobFailedHasACode(t *testing.T) {
	c := newCentre(t)
	reasons := map[jobs.Kind]error{
		"test.nobody":   &scheduling.UnsatisfiableError{People: []scheduling.Unsatisfiable{{PersonID: 4, PersonName: "Ines", Reason: "works no day", Rules: []rules.Rule{rules.MaxWeekDays}}}},
		"test.history":  fmt.Errorf("queue 3: %w", forecast.ErrNoHistory),
		"test.late":     &jobs.TimeLimitError{Limit: 90 * time.Minute},
		"test.crash":    &jobs.CrashError{Workers: 3, Last: "host/1"},
		"test.internal": errors.New("dial tcp 10.0.0.1: password refused"),
	}
	wants := map[jobs.Kind][]string{
		"test.nobody":   {`"code":"unsatisfiable"`, `"impossible":[{`, `"personName":"Ines"`},
		"test.history":  {`"code":"no_history"`},
		"test.late":     {`"code":"time_limit"`, `"figures":["90"]`},
		"test.crash":    {`"code":"workers_died"`, `"figures":["3"]`},
		"test.internal": {`"code":"internal"`, "the server's log has the details under this job's number"},
	}
	for kind, reason := range reasons {
		c.Jobs.Register(kind, func(context.Context, *jobs.Job) (any, error) { return nil, reason }, jobs.ReadableWith(auth.ReadRosters))
	}
	c.working(t)
	for kind, want := range wants {
		id, err := c.Jobs.Enqueue(t.Context(), systemScope(), kind, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, err := range c.Jobs.Watch(t.Context(), systemScope(), id, 0) { // until it ended
			if err != nil {
				t.Fatal(err)
			}
		}
		c.play(t, Scenario{Name: string(kind), As: "planner", URL: fmt.Sprintf("/jobs/%d", id), Status: 200, Want: append(want, `"state":"failed"`, `"problem":{`)})
	}
}
