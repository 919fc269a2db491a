package api

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/vendors/contract/invoice"
	"github.com/muster-wfm/muster/vendors/exchange"
	"github.com/muster-wfm/muster/vendors/money"
)

// owedProblem translates what is refused about counts, credits and invoices.
func owedProblem(err error) *Problem {
	var faults exchange.Faults
	var closed *invoice.ClosedError
	var before *vendors.TakenBeforeError
	var twice *invoice.DuplicateError
	var foreign *invoice.CurrencyError
	var fix *invoice.CorrectionError
	var source *vendors.SourceError
	var beyond *contract.CapError
	var size *money.BeyondError
	switch {
	case errors.As(err, &faults):
		p := newProblem(http.StatusUnprocessableEntity, "unreadable", "the file cannot be read; nothing was changed")
		p.Errors = each(faults, faultOf)
		return p
	case errors.As(err, &closed):
		return newProblem(http.StatusConflict, "period_closed", closed.Error())
	case errors.As(err, &before):
		return newProblem(http.StatusConflict, "duplicate", before.Error())
	case errors.As(err, &twice):
		p := newProblem(http.StatusConflict, "duplicate", twice.Error())
		p.Errors = []FieldProblem{{Location: "query.number", Message: "is already taken", Found: twice.Number, Expected: "a number that no other invoice of the vendor has"}}
		return p
	case errors.As(err, &foreign):
		return oneField(foreign.Error(), FieldProblem{Location: fmt.Sprintf("file:%d:currency", max(foreign.Line, 1)+1), Message: foreign.Error(), Found: string(foreign.Found), Expected: string(foreign.Expected)})
	case errors.As(err, &beyond):
		return oneField(beyond.Error(), FieldProblem{Location: "body.settled", Message: beyond.Error(), Found: "more", Expected: "at most the cap"})
	case errors.As(err, &fix):
		if fix.Field == "close" || fix.Field == "period" {
			return newProblem(http.StatusConflict, "wrong_state", fix.Error())
		}
		return oneField(fix.Error(), FieldProblem{Location: "body." + fix.Field, Message: fix.Error(), Found: fix.Found, Expected: fix.Expected})
	case errors.As(err, &source):
		return oneField(source.Error(), FieldProblem{Location: "query.source", Message: source.Error(), Found: source.Found, Expected: source.Expected})
	case errors.As(err, &size):
		return newProblem(http.StatusUnprocessableEntity, "invalid", size.Error())
	}
	return owedState(err)
}

// owedState translates steps that cannot be taken now.
func owedState(err error) *Problem {
	var line *invoice.MoveError
	var credit *vendors.CreditStateError
	var open *vendors.OpenCreditError
	var party *vendors.PartyError
	var use *contract.UseError
	var event *invoice.EventError
	for _, known := range []any{&line, &credit, &open, &party, &use, &event} {
		if errors.As(err, known) {
			return newProblem(http.StatusConflict, "wrong_state", err.Error())
		}
	}
	return nil
}
