package api

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/vendors/exchange"
)

// agreedProblem translates what is refused about contracts.
func agreedProblem(err error) *Problem {
	var overlap *contract.OverlapError
	var uncovered *contract.UncoveredError
	var fixed *vendors.NotDraftError
	var turn *vendors.CommitmentStateError
	var taken *vendors.CommitmentOverlapError
	var approval *vendors.ApprovalError
	var faults exchange.Faults
	switch {
	case errors.As(err, &overlap):
		return against(http.StatusConflict, "overlap", overlap, FieldProblem{
			Location: "body.terms.from",
			Found:    fmt.Sprintf("version %d from %v and version %d from %v", overlap.One.Number, overlap.One.From, overlap.Other.Number, overlap.Other.From),
			Expected: "the earlier to end the day before the later begins",
		})
	case errors.As(err, &uncovered):
		return against(http.StatusConflict, "not_covered", uncovered, FieldProblem{Location: "body"})
	case errors.As(err, &fixed), errors.As(err, &turn), errors.As(err, &approval):
		return stepAgainst(err)
	case errors.As(err, &taken):
		return against(http.StatusConflict, "overlap", taken, FieldProblem{
			Location: "body.lockId", Found: fmt.Sprintf("commitment %d, %v to %v", taken.Other, taken.From, taken.To),
			Expected: "other days, or that one withdrawn first",
		})
	case errors.As(err, &faults):
		p := newProblem(http.StatusUnprocessableEntity, "unreadable", "the file cannot be taken in; nothing was changed")
		p.Errors = each(faults, faultOf)
		return p
	}
	return nil
}

// faultOf is what is wrong with a cell of a file.
func faultOf(f exchange.Fault) FieldProblem {
	return FieldProblem{Location: fmt.Sprintf("file:%d:%s", f.Line, f.Column), Message: f.String(), Found: f.Found, Expected: f.Expected, Want: wantOf(f.Want)}
}
