package store

import (
	"encoding/json"

	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/jobs"
)

// jobRow is a row of the table jobs.
type jobRow struct {
	ID              int64
	TenantID        int64
	Kind            string
	State           string
	Subject         string
	OpenKey         *string
	Payload         string
	Result          *string
	Error           string
	Problem         *string
	Phase           string
	Fraction        float64
	Best            *float64
	Bound           *float64
	Message         string
	Version         int64
	Attempt         int64
	Crashes         int64
	CancelRequested bool
	Worker          string
	LeaseUntil      database.Instant
	Ticket          int64
	OfferedAt       database.Instant
	CreatedBy       int64
	QueuedAt        database.Instant
	StartedAt       database.Instant
	FinishedAt      database.Instant
}

// TableName names the table to gorm.
func (jobRow) TableName() string { return "jobs" }

func fromRun(run jobs.Run) jobRow {
	row := jobRow{
		ID: run.ID, TenantID: run.Tenant, Kind: string(run.Kind), State: string(run.State), Subject: run.Subject,
		Payload: string(run.Payload), Result: document(run.Result), Error: run.Error, Problem: document(run.Problem),
		Phase: run.Progress.Phase, Fraction: run.Progress.Fraction, Message: run.Progress.Message,
		Best: run.Progress.Best, Bound: run.Progress.Bound,
		Version: run.Version, Attempt: run.Attempt, Crashes: run.Crashes, CancelRequested: run.CancelRequested,
		Worker: run.Worker, LeaseUntil: database.At(run.LeaseUntil), Ticket: run.Ticket,
		OfferedAt: database.At(run.OfferedAt), CreatedBy: run.CreatedBy, QueuedAt: database.At(run.QueuedAt),
		StartedAt: database.At(run.StartedAt), FinishedAt: database.At(run.FinishedAt),
	}
	if run.OpenKey != "" {
		row.OpenKey = &run.OpenKey
	}
	return row
}

func (r jobRow) toRun() jobs.Run {
	run := jobs.Run{
		ID: r.ID, Tenant: r.TenantID, Kind: jobs.Kind(r.Kind), State: jobs.State(r.State), Subject: r.Subject,
		Payload: json.RawMessage(r.Payload), Error: r.Error,
		Progress: jobs.Progress{Phase: r.Phase, Fraction: r.Fraction, Best: r.Best, Bound: r.Bound, Message: r.Message},
		Version:  r.Version, Attempt: r.Attempt, Crashes: r.Crashes, CancelRequested: r.CancelRequested,
		Worker: r.Worker, LeaseUntil: r.LeaseUntil.Time, Ticket: r.Ticket, OfferedAt: r.OfferedAt.Time,
		CreatedBy: r.CreatedBy, QueuedAt: r.QueuedAt.Time, StartedAt: r.StartedAt.Time, FinishedAt: r.FinishedAt.Time,
	}
	if r.Result != nil {
		run.Result = json.RawMessage(*r.Result)
	}
	if r.Problem != nil {
		run.Problem = json.RawMessage(*r.Problem)
	}
	if r.OpenKey != nil {
		run.OpenKey = *r.OpenKey
	}
	return run
}

func document(result json.RawMessage) *string {
	if result == nil {
		return nil
	}
	text := string(result)
	return &text
}
