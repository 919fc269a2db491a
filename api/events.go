package api

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humagin"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/jobs"
)

// pingEvery keeps proxies, which close what is silent, from ending a stream.
const pingEvery = 15 * time.Second

// writeLimit ends a stream to a reader who no longer reads.
const writeLimit = 10 * time.Second

type eventsInput struct {
	IDInput
	LastEventID int64 `header:"Last-Event-ID" minimum:"0" doc:"Version of the job that the reader has seen; sent by browsers after a broken connection."`
}

type streamOutput struct {
	Body func(huma.Context)
}

func (s *Server) registerJobEvents(api huma.API, op huma.Operation) {
	op.Description += " Each event carries the job as JSON in data and its version in id; the stream ends with the job, " +
		"or when the server shuts down, after which a browser connects again by itself."
	job := api.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[Job](), true, "Job")
	op.Responses = map[string]*huma.Response{"200": {
		Description: "Server-sent events. Every data line is a Job.",
		Content:     map[string]*huma.MediaType{"text/event-stream": {Schema: &huma.Schema{Type: huma.TypeString, Description: "Events whose data is a Job.", Extensions: map[string]any{"x-data": job}}}},
	}}
	secured(s, api, op, anyone, s.watchJob)
}

// watchJob streams a job's changes. The job is looked up before the answer
// begins, so that a foreign id is an ordinary problem.
func (s *Server) watchJob(ctx context.Context, scope auth.Scope, in *eventsInput) (*streamOutput, error) {
	if _, err := s.Jobs.Get(ctx, scope, in.ID); err != nil {
		return nil, err
	}
	return &streamOutput{Body: func(hc huma.Context) {
		hc.SetHeader("Content-Type", "text/event-stream")
		hc.SetHeader("Cache-Control", "no-store")
		hc.SetHeader("X-Accel-Buffering", "no") // nginx would hold events back
		hc.SetStatus(http.StatusOK)
		s.stream(hc.Context(), humagin.Unwrap(hc).Writer, scope, in)
	}}, nil
}

// stream writes events until the job ends, the reader leaves or the server
// shuts down.
func (s *Server) stream(ctx context.Context, w http.ResponseWriter, scope auth.Scope, in *eventsInput) {
	ctx, leave := context.WithCancel(ctx)
	defer leave()
	runs := s.follow(ctx, scope, in)
	ping := time.NewTicker(pingEvery)
	defer ping.Stop()
	send := sender(w)
	if send(": following\n\n") != nil {
		return
	}
	for {
		select {
		case run, open := <-runs:
			if !open || send(event(run)) != nil {
				return
			}
		case <-ping.C:
			if send(": still here\n\n") != nil {
				return
			}
		case <-s.Closing:
			return
		}
	}
}

// follow turns the runner's sequence into a channel, which can be waited for
// beside others. It ends with ctx.
func (s *Server) follow(ctx context.Context, scope auth.Scope, in *eventsInput) <-chan jobs.Run {
	runs := make(chan jobs.Run)
	go func() {
		defer close(runs)
		for run, err := range s.Jobs.Watch(ctx, scope, in.ID, in.LastEventID) {
			if err != nil {
				return
			}
			select {
			case runs <- run:
			case <-ctx.Done():
				return
			}
		}
	}()
	return runs
}

// event writes a run in the form of the HTML standard, section 9.2.
func event(run jobs.Run) string {
	data, err := json.Marshal(jobOf(run))
	if err != nil {
		return ": the job cannot be shown\n\n"
	}
	return fmt.Sprintf("id: %d\ndata: %s\n\n", run.Version, data)
}

// sender returns a function that sends text at once, or says that nobody reads.
func sender(w http.ResponseWriter) func(string) error {
	connection := http.NewResponseController(w)
	return func(text string) error {
		_ = connection.SetWriteDeadline(time.Now().Add(writeLimit)) // test recorders have none
		if _, err := io.WriteString(w, text); err != nil {
			return err
		}
		return connection.Flush()
	}
}
