package api

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/vendors/contract/invoice"
	"github.com/muster-wfm/muster/vendors/exchange"
	"github.com/muster-wfm/muster/vendors/money"
)

// ruler is an error that names the rule it broke.
type ruler interface {
	error
	Rule() problem.Rule
}

// against is a problem whose field says the rule that an error names.
func against(status int, code string, err ruler, field FieldProblem) *Problem {
	p := newProblem(status, code, err.Error())
	rule := err.Rule()
	field.Message, field.Code, field.Figures = err.Error(), rule.Code, rule.Figures
	p.Errors = []FieldProblem{field}
	return p
}

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
	const invalid = http.StatusUnprocessableEntity
	switch {
	case errors.As(err, &faults):
		p := newProblem(invalid, "unreadable", "the file cannot be read; nothing was changed")
		p.Errors = each(faults, faultOf)
		return p
	case errors.As(err, &closed):
		return against(http.StatusConflict, "period_closed", closed, FieldProblem{Location: "body", Found: closed.Found, Expected: "a dated correction"})
	case errors.As(err, &before):
		return against(http.StatusConflict, "duplicate", before, FieldProblem{Location: "body"})
	case errors.As(err, &twice):
		return against(http.StatusConflict, "duplicate", twice, FieldProblem{Location: "query.number", Found: twice.Number, Expected: "a number that no other invoice of the vendor has"})
	case errors.As(err, &foreign):
		return against(invalid, "invalid", foreign, FieldProblem{Location: fmt.Sprintf("file:%d:currency", max(foreign.Line, 1)+1), Found: string(foreign.Found), Expected: string(foreign.Expected)})
	case errors.As(err, &beyond):
		return against(invalid, "invalid", beyond, FieldProblem{Location: "body.settled", Found: beyond.Asked.String(), Expected: "at most " + beyond.Cap.String()})
	case errors.As(err, &fix):
		field := FieldProblem{Location: "body." + fix.Field, Found: fix.Found, Expected: fix.Expected}
		if fix.Field == "close" || fix.Field == "period" {
			return against(http.StatusConflict, "wrong_state", fix, field)
		}
		return against(invalid, "invalid", fix, field)
	case errors.As(err, &source):
		return against(invalid, "invalid", source, FieldProblem{Location: "query.source", Found: source.Found, Expected: source.Expected})
	case errors.As(err, &size):
		return against(invalid, "invalid", size, FieldProblem{Location: "body"})
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
			return stepAgainst(err)
		}
	}
	return nil
}

// stepAgainst is a step that cannot be taken now, with the rule that stands against it.
func stepAgainst(err error) *Problem {
	var rule ruler
	if !errors.As(err, &rule) {
		return newProblem(http.StatusConflict, "wrong_state", err.Error())
	}
	return against(http.StatusConflict, "wrong_state", rule, FieldProblem{Location: "body"})
}
