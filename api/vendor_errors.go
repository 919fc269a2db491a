package api

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/contract"
)

// agreedProblem translates what is refused about contracts.
func agreedProblem(err error) *Problem {
	var overlap *contract.OverlapError
	var uncovered *contract.UncoveredError
	var fixed *vendors.NotDraftError
	switch {
	case errors.As(err, &overlap):
		p := newProblem(http.StatusConflict, "overlap", overlap.Error())
		p.Errors = []FieldProblem{{
			Location: "body.terms.from", Message: "two versions would hold on one day",
			Found:    fmt.Sprintf("version %d from %v and version %d from %v", overlap.One.Number, overlap.One.From, overlap.Other.Number, overlap.Other.From),
			Expected: "the earlier to end the day before the later begins",
		}}
		return p
	case errors.As(err, &uncovered):
		return newProblem(http.StatusConflict, "not_covered", uncovered.Error())
	case errors.As(err, &fixed):
		return newProblem(http.StatusConflict, "wrong_state", fixed.Error())
	}
	return nil
}
