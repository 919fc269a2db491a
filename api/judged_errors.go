package api

import (
	"errors"
	"net/http"

	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/exchange"
)

// judgedProblem translates what judging contacts refuses.
func judgedProblem(err error) *Problem {
	var refused *vendors.RefusedError
	var faults exchange.Faults
	switch {
	case errors.As(err, &refused):
		p := newProblem(http.StatusConflict, "quality_rule", refused.Error())
		p.Errors = []FieldProblem{{Location: "body", Message: refused.Error(), Code: string(refused.Cause), Figures: refused.Figures, Found: refused.Found, Expected: refused.Expected}}
		return p
	case errors.As(err, &faults):
		p := newProblem(http.StatusUnprocessableEntity, "unreadable", "the file cannot be read; nothing was changed")
		p.Errors = each(faults, faultOf)
		return p
	}
	return nil
}
