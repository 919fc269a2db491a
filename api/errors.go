package api

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"

	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/once"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/peoplefile"
)

// problemOf is the one place where an error of the domains becomes a problem.
// An error it does not know is logged with the request's name and answered as
// "internal error": its text may tell what only the log should.
func (s *Server) problemOf(ctx context.Context, err error) *Problem {
	p := known(err)
	if p == nil {
		s.Logger.ErrorContext(ctx, "request failed", slog.String("request", requestID(ctx)), slog.Any("error", err))
		p = newProblem(http.StatusInternalServerError, "internal", "internal error; the server's log has the details under this request's id")
	}
	p.RequestID = requestID(ctx)
	return p
}

// known returns the problem for an error that a user can do something about.
func known(err error) *Problem {
	for _, translate := range []func(error) *Problem{ownProblem, accountProblem, storedProblem, invalidProblem, careerProblem, riskProblem, demandProblem, previewProblem, importProblem, rosterProblem, agreedProblem, owedProblem, judgedProblem, crowdProblem, bodyProblem, abortedProblem} {
		if p := translate(err); p != nil {
			return p
		}
	}
	return nil
}

func ownProblem(err error) *Problem {
	var p *Problem
	if errors.As(err, &p) {
		return p
	}
	return nil
}

// storedProblem translates what the database found.
func storedProblem(err error) *Problem {
	var stale *database.StaleError
	var duplicate *database.DuplicateError
	var referenced *database.ReferencedError
	var referred *workforce.ReferredError
	switch {
	case errors.Is(err, database.ErrNotFound):
		return newProblem(http.StatusNotFound, "not_found", "there is no such thing, or it is not yours to see")
	case errors.As(err, &stale):
		p := newProblem(http.StatusPreconditionFailed, "stale", stale.Error())
		p.Have, p.Want = &stale.Have, &stale.Want
		return p
	case errors.As(err, &duplicate):
		p := newProblem(http.StatusConflict, "duplicate", duplicate.Error())
		p.Errors = []FieldProblem{{Location: "body." + duplicate.Field, Message: "is already taken", Found: duplicate.Value, Expected: "a value that nothing else has"}}
		return p
	case errors.As(err, &referred):
		p := newProblem(http.StatusConflict, "in_use", referred.Error())
		p.Errors = each(referred.By, func(r workforce.Referrer) FieldProblem {
			return FieldProblem{Location: "path.id", Message: "is referred to by " + r.String(), Found: r.String(), Expected: "nothing that refers to it"}
		})
		return p
	case errors.As(err, &referenced):
		return newProblem(http.StatusConflict, "in_use", referenced.Error())
	}
	return nil
}

// invalidProblem translates what a constructor refused.
func invalidProblem(err error) *Problem {
	var invalid *workforce.InvalidError
	var overlap *workforce.OverlapError
	var misused *once.MisusedKeyError
	var unreadable *peoplefile.UnreadableError
	switch {
	case errors.As(err, &unreadable):
		p := newProblem(http.StatusUnprocessableEntity, "unreadable", "the file cannot be read; nothing was changed")
		p.Errors = each(unreadable.Problems, func(f peoplefile.Problem) FieldProblem {
			return FieldProblem{Location: fmt.Sprintf("file:%d:%s", f.Line, f.Column), Message: f.String(), Found: f.Found, Expected: f.Expected}
		})
		return p
	case errors.As(err, &misused):
		return newProblem(http.StatusUnprocessableEntity, "key_misused", misused.Error())
	case errors.As(err, &invalid):
		p := newProblem(http.StatusUnprocessableEntity, "invalid", "the "+invalid.What+" cannot be as sent")
		p.Errors = each(invalid.Fields, fieldProblem)
		if invalid.What == workforce.ListCursor {
			p.Errors[0].Location = "query.cursor"
		}
		return p
	case errors.As(err, &overlap):
		p := newProblem(http.StatusConflict, "overlap", overlap.Error())
		p.Errors = []FieldProblem{{Location: "body.start", Message: "overlaps another assignment", Found: overlap.Found.String(), Expected: "no overlap with " + overlap.With.String()}}
		return p
	}
	return nil
}

func fieldProblem(f workforce.FieldError) FieldProblem {
	p := FieldProblem{Location: "body." + f.Field, Message: "found " + f.Found + "; expected " + f.Expected, Found: f.Found, Expected: f.Expected, Want: wantOf(f.Want)}
	if strings.Contains(strings.ToLower(f.Field), "password") {
		p.Found, p.Message = "", "expected "+f.Expected
	}
	return p
}

// abortedProblem translates a request that its caller gave up.
func abortedProblem(err error) *Problem {
	if errors.Is(err, context.Canceled) {
		return newProblem(statusClientClosedRequest, "aborted", "the caller went away")
	}
	return nil
}

// statusClientClosedRequest is the customary status, seen only by the log.
const statusClientClosedRequest = 499

// withCurrent adds what is stored now to a stale edit's problem, so that the
// caller can show both.
func withCurrent(err error, current func() (any, error)) error {
	var stale *database.StaleError
	if !errors.As(err, &stale) {
		return err
	}
	p := storedProblem(err)
	if now, err := current(); err == nil {
		p.Current = now
	}
	return p
}
