package api

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/jobs"
)

// Job is a piece of long work.
type Job struct {
	ID         int64       `json:"id"`
	Version    int64       `json:"version" doc:"Grows with every report of progress."`
	Kind       string      `json:"kind" doc:"What is being done, such as forecast.run."`
	State      string      `json:"state" enum:"queued,running,done,failed,cancelled"`
	Cancelling bool        `json:"cancelling" doc:"The job was asked to end and has not yet ended."`
	Phase      string      `json:"phase" doc:"What is being done just now; empty before the first report."`
	Fraction   float64     `json:"fraction" minimum:"0" maximum:"1" doc:"How much is done."`
	Best       *float64    `json:"best,omitempty" doc:"Value of the best solution so far, where something is optimised."`
	Bound      *float64    `json:"bound,omitempty" doc:"Value that no solution can beat, where one is proven."`
	Message    string      `json:"message" doc:"Latest remark, may be empty."`
	Error      string      `json:"error,omitempty" doc:"Why the job failed."`
	Problem    *Problem    `json:"problem,omitempty" doc:"The same as the code and figures of a refused request, to be said in any language. Its code is internal where only the server's log knows more."`
	Result     any         `json:"result,omitempty" doc:"What came out; its form depends on the kind."`
	Subject    *JobSubject `json:"subject,omitempty" doc:"What the job works on."`
	CreatedAt  time.Time   `json:"createdAt"`
	StartedAt  *time.Time  `json:"startedAt,omitempty"`
	FinishedAt *time.Time  `json:"finishedAt,omitempty"`
}

// JobSubject names what a job works on.
type JobSubject struct {
	Type string `json:"type" doc:"Such as roster."`
	ID   int64  `json:"id"`
}

func jobOf(r jobs.Run) Job {
	out := Job{
		ID: r.ID, Version: r.Version, Kind: string(r.Kind), State: string(r.State),
		Cancelling: r.CancelRequested && !r.State.Ended(),
		Phase:      r.Progress.Phase, Fraction: r.Progress.Fraction, Best: r.Progress.Best, Bound: r.Progress.Bound,
		Message: r.Progress.Message, Error: r.Error, Subject: subjectOf(r.Subject),
		CreatedAt: r.QueuedAt, StartedAt: orNone(r.StartedAt), FinishedAt: orNone(r.FinishedAt),
	}
	if len(r.Problem) > 0 {
		out.Problem = &Problem{}
		if json.Unmarshal(r.Problem, out.Problem) != nil {
			out.Problem = nil // of a version that wrote it otherwise: the text says it too
		}
	}
	if len(r.Result) > 0 {
		out.Result = r.Result
	}
	return out
}

// subjectOf reads "roster:12".
func subjectOf(subject string) *JobSubject {
	kind, id, found := strings.Cut(subject, ":")
	n, err := strconv.ParseInt(id, 10, 64)
	if !found || err != nil {
		return nil
	}
	return &JobSubject{Type: kind, ID: n}
}

type jobOutput struct{ Body Job }

type jobListInput struct {
	PageInput
	Active  bool   `query:"active" doc:"Only jobs that are queued or running."`
	Subject string `query:"subject" maxLength:"100" pattern:"^[a-z_]+:[0-9]+$" patternDescription:"a type and an id such as roster:12" doc:"Only jobs on this thing, such as roster:12."`
}

func (s *Server) registerJobs(api huma.API) {
	op := func(method, path, id, summary string) huma.Operation {
		return huma.Operation{
			OperationID: id, Method: method, Path: path, Summary: summary, Tags: []string{"Jobs"},
			Description: "A job is a piece of long work. Callers see their own, and those of what they may read.",
		}
	}
	secured(s, api, op(http.MethodGet, "/jobs", "list-jobs", "List jobs, newest first"), anyone, s.listJobs)
	secured(s, api, op(http.MethodGet, "/jobs/{id}", "get-job", "Get one job"), anyone, s.getJob)
	cancel := op(http.MethodPost, "/jobs/{id}/cancellation", "cancel-job", "Ask a job to end")
	cancel.DefaultStatus = http.StatusAccepted
	secured(s, api, cancel, anyone, s.cancelJob)
	s.registerJobEvents(api, op(http.MethodGet, "/jobs/{id}/events", "watch-job", "Follow a job as it goes"))
}

func (s *Server) listJobs(ctx context.Context, scope auth.Scope, in *jobListInput) (*listOutput[Job], error) {
	before, err := in.before()
	if err != nil {
		return nil, err
	}
	query := jobs.Query{Subject: in.Subject, Before: before, Limit: in.Limit}
	if in.Active {
		query.States = []jobs.State{jobs.Queued, jobs.Running}
	}
	runs, err := s.Jobs.List(ctx, scope, query)
	if err != nil {
		return nil, err
	}
	return newestFirst(runs, in.Limit, func(x jobs.Run) int64 { return x.ID }, jobOf), nil
}

func (s *Server) getJob(ctx context.Context, scope auth.Scope, in *IDInput) (*jobOutput, error) {
	run, err := s.Jobs.Get(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	return &jobOutput{Body: jobOf(run)}, nil
}

func (s *Server) cancelJob(ctx context.Context, scope auth.Scope, in *IDInput) (*jobOutput, error) {
	if err := s.Jobs.Cancel(ctx, scope, in.ID); err != nil {
		return nil, err
	}
	return s.getJob(ctx, scope, in)
}
