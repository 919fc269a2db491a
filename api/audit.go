package api

import (
	"context"
	"encoding/hex"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/audit"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/problem"
)

// AuditEntry is one line of the log of who did what.
type AuditEntry struct {
	ID      int64     `json:"id" doc:"Number of the line: 1, 2, 3, … without gaps."`
	At      time.Time `json:"at"`
	UserID  *int64    `json:"userId,omitempty" doc:"Who did it; absent for Muster's own work."`
	Action  string    `json:"action" doc:"What was done, such as roster.publish."`
	Subject string    `json:"subject" doc:"What it was done to, such as roster/12; may be empty."`
	Detail  any       `json:"detail,omitempty" doc:"What else there is to know."`
	Hash    string    `json:"hash" doc:"SHA-256 over this line and the hash of the line before, in hexadecimal."`
}

func auditEntryOf(e audit.Entry) AuditEntry {
	out := AuditEntry{
		ID: e.Seq, At: e.At, UserID: orNone(e.Actor), Action: e.Action, Subject: e.Subject, Hash: hex.EncodeToString(e.Hash[:]),
	}
	if len(e.Detail) > 0 && string(e.Detail) != "null" {
		out.Detail = e.Detail
	}
	return out
}

type auditInput struct {
	PageInput
	Action  string `query:"action" maxLength:"100" doc:"Only lines of this action."`
	Subject string `query:"subject" maxLength:"200" doc:"Only lines on this thing."`
	UserID  int64  `query:"userId" minimum:"1" doc:"Only what this account did."`

	From  time.Time `query:"from" doc:"Only lines from this instant on."`
	Until time.Time `query:"until" doc:"Only lines before this instant."`
}

func (s *Server) registerAudit(api huma.API) {
	op := huma.Operation{
		OperationID: "list-audit", Method: http.MethodGet, Path: "/audit", Tags: []string{"Audit"},
		Summary:     "List who did what, newest first",
		Description: "Lines are never changed; each carries the hash of the line before it.",
	}
	secured(s, api, op, auth.ReadAudit, s.listAudit)
}

func (s *Server) listAudit(ctx context.Context, scope auth.Scope, in *auditInput) (*listOutput[AuditEntry], error) {
	before, err := in.before()
	if err != nil {
		return nil, err
	}
	entries, err := s.Audit.List(ctx, scope, audit.Query{
		Subject: in.Subject, Action: in.Action, Actor: in.UserID, From: in.From, Until: in.Until, Before: before, Limit: in.Limit,
	})
	if err != nil {
		return nil, err
	}
	return newestFirst(entries, in.Limit, func(x audit.Entry) int64 { return x.Seq }, auditEntryOf), nil
}

// before reads the cursor of lists that run from the newest number down.
func (in PageInput) before() (int64, error) {
	if in.Cursor == "" {
		return 0, nil
	}
	before, err := strconv.ParseInt(in.Cursor, 10, 64)
	if err != nil || before < 1 {
		return 0, requestProblem(http.StatusUnprocessableEntity, "validation failed", []error{&fault{FieldProblem{
			Location: "query.cursor", Message: "is not the cursor of a page", Expected: "nextCursor of the page before", Want: wantOf(problem.Wanting(problem.PageCursor)),
		}}})
	}
	return before, nil
}

// recorded does something and writes down who did it, both or neither. work
// returns what it was done to, such as site/12, and what else there is to know.
func (s *Server) recorded(ctx context.Context, scope auth.Scope, action string, work func(context.Context) (subject string, detail any, err error)) error {
	return s.InTx(ctx, scope, func(ctx context.Context) error {
		subject, detail, err := work(ctx)
		if err != nil {
			return err
		}
		return s.Audit.Record(ctx, scope, action, subject, detail)
	})
}

// recordedThing is recorded for a verb that leaves a thing behind. The log keeps
// which version came of it and not what was in it: it outlives the people.
func recordedThing[E tagged](ctx context.Context, s *Server, scope auth.Scope, kind, verb string, work func(context.Context) (E, error)) (E, error) {
	var thing E
	err := s.recorded(ctx, scope, kind+"."+verb, func(ctx context.Context) (string, any, error) {
		var err error
		if thing, err = work(ctx); err != nil {
			return "", nil, err
		}
		id, version := thing.tag()
		return fmt.Sprintf("%s/%d", kind, id), map[string]int64{"version": version}, nil
	})
	return thing, err
}

// recordedRemoval is recorded for a verb that leaves nothing.
func (s *Server) recordedRemoval(ctx context.Context, scope auth.Scope, kind string, id int64, work func(context.Context) error) error {
	return s.recorded(ctx, scope, kind+".delete", func(ctx context.Context) (string, any, error) {
		return fmt.Sprintf("%s/%d", kind, id), nil, work(ctx)
	})
}
