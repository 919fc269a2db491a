package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/contract/invoice"
)

// VendorInvoice is what a vendor billed for a month.
type VendorInvoice struct {
	ID          int64     `json:"id" doc:"0 after a dry run."`
	ProgrammeID int64     `json:"programmeId"`
	Month       string    `json:"month"`
	Number      string    `json:"number"`
	Name        string    `json:"name" doc:"Of the file."`
	Mark        string    `json:"mark" doc:"Identifies everything that it says."`
	LineCount   int       `json:"lineCount"`
	Billed      Money     `json:"billed"`
	Expected    Money     `json:"expected"`
	Variance    Money     `json:"variance" doc:"Billed less expected."`
	Queries     int       `json:"queries" doc:"Lines that did not match."`
	Open        int       `json:"open" doc:"Of these, a query or in dispute still."`
	CreatedAt   time.Time `json:"createdAt"`
}

// ReconciledInvoice is an invoice with what its lines were found to be.
type ReconciledInvoice struct {
	VendorInvoice
	Systematic bool             `json:"systematic" doc:"Matched lines together are more apart than one line may be."`
	Reasons    []InvoiceReason  `json:"reasons" nullable:"false"`
	Findings   []InvoiceFinding `json:"findings" nullable:"false" doc:"Lines that did not match, and what is missing; at most 500."`
	Unbilled   []string         `json:"unbilled" nullable:"false" doc:"Events that count and that no line stands for; at most 500."`
}

// InvoiceReason is the lines with one first reason.
type InvoiceReason struct {
	Reason   string `json:"reason"`
	Lines    int    `json:"lines"`
	Variance Money  `json:"variance"`
}

// InvoiceFinding is a line beside what was expected.
type InvoiceFinding struct {
	Finding    int           `json:"finding" doc:"Names it for a move."`
	Line       int           `json:"line" doc:"On the invoice; 0: it is not there and should be."`
	Kind       string        `json:"kind"`
	Rate       string        `json:"rate,omitempty"`
	Ref        string        `json:"ref,omitempty"`
	Day        *Day          `json:"day,omitempty"`
	Quantity   Decimal       `json:"quantity" doc:"Billed."`
	Price      Decimal       `json:"price" doc:"Billed."`
	Billed     Money         `json:"billed"`
	Expected   Money         `json:"expected"`
	Variance   Money         `json:"variance"`
	Reasons    []string      `json:"reasons" nullable:"false"`
	State      string        `json:"state" enum:"matched,query,disputed,agreed,paid,credit_noted"`
	Deadline   *Day          `json:"deadline,omitempty"`
	Course     []InvoiceMove `json:"course" nullable:"false"`
	Derivation Derivation    `json:"derivation"`
}

// InvoiceMove is a step of a line.
type InvoiceMove struct {
	From string `json:"from"`
	To   string `json:"to"`
	On   Day    `json:"on"`
	By   string `json:"by"`
	Why  string `json:"why,omitempty"`
}

const mostShown = 500

func invoiceOf(v vendors.KeptInvoice) VendorInvoice {
	variance, err := v.Billed.Minus(v.Expected)
	if err != nil {
		variance.Currency = v.Currency
	}
	return VendorInvoice{
		ID: v.ID, ProgrammeID: v.ProgrammeID, Month: v.Month.String(), Number: v.Number, Name: v.Name, Mark: v.Mark, LineCount: v.LineCount,
		Billed: moneyOf(v.Billed), Expected: moneyOf(v.Expected), Variance: moneyOf(variance), Queries: len(v.Cases), Open: v.Open(), CreatedAt: v.CreatedAt,
	}
}

func invoiceBesideOf(v vendors.KeptInvoice) ReconciledInvoice {
	out := ReconciledInvoice{
		VendorInvoice: invoiceOf(v), Systematic: v.Result.Systematic, Reasons: []InvoiceReason{}, Findings: []InvoiceFinding{}, Unbilled: orEmpty(v.Result.Unbilled),
	}
	out.Unbilled = out.Unbilled[:min(len(out.Unbilled), mostShown)]
	for _, r := range invoice.Reasons {
		if t, there := v.Result.ByReason[r]; there {
			out.Reasons = append(out.Reasons, InvoiceReason{string(r), t.Lines, moneyOf(t.Variance)})
		}
	}
	for _, c := range v.Cases[:min(len(v.Cases), mostShown)] {
		f := v.Result.Findings[c.Finding]
		out.Findings = append(out.Findings, InvoiceFinding{
			Finding: c.Finding, Line: f.Line.Number, Kind: string(f.Line.Kind), Rate: f.Line.Rate, Ref: f.Line.Ref, Day: dayOrNone(f.Line.Day), Quantity: rounded(f.Line.Quantity),
			Price: rounded(f.Line.Price), Billed: moneyOf(f.Line.Amount), Expected: moneyOf(f.Expected), Variance: moneyOf(f.Variance),
			Reasons: each(f.Reasons, func(r invoice.Reason) string { return string(r) }), State: string(c.State), Deadline: dayOrNone(c.Deadline),
			Course: each(c.Course, func(m invoice.Move) InvoiceMove {
				return InvoiceMove{string(m.From), string(m.To), Day{m.On}, m.By, m.Why}
			}),
			Derivation: derivationOf(f.Derivation()),
		})
	}
	return out
}

// InvoiceRerun is an invoice set once more against what is known now.
type InvoiceRerun struct {
	InvoiceID int64           `json:"invoiceId"`
	Same      bool            `json:"same" doc:"Everything came out as before."`
	Before    Money           `json:"before" doc:"Expected when the invoice came."`
	Now       Money           `json:"now" doc:"Expected now."`
	Changes   []InvoiceChange `json:"changes" nullable:"false" doc:"At most 500."`
}

// InvoiceChange is a line that came out otherwise.
type InvoiceChange struct {
	Line          int      `json:"line" doc:"On the invoice; 0: it is not there and should be."`
	Rate          string   `json:"rate,omitempty"`
	Before        *Money   `json:"before,omitempty" doc:"Expected when the invoice came; absent where nothing was found then."`
	Now           *Money   `json:"now,omitempty" doc:"Expected now; absent where nothing is found now."`
	ReasonsBefore []string `json:"reasonsBefore" nullable:"false"`
	ReasonsNow    []string `json:"reasonsNow" nullable:"false"`
}

func invoiceRerunOf(r vendors.Rerun) InvoiceRerun {
	return InvoiceRerun{
		InvoiceID: r.Invoice.ID, Same: r.Same(), Before: moneyOf(r.Invoice.Expected), Now: moneyOf(r.Expected),
		Changes: each(r.Changes[:min(len(r.Changes), mostShown)], func(c vendors.RerunChange) InvoiceChange {
			out := InvoiceChange{ReasonsBefore: []string{}, ReasonsNow: []string{}}
			reasons := func(f *invoice.Finding) (*Money, []string) {
				out.Line, out.Rate = f.Line.Number, f.Line.Rate
				amount := moneyOf(f.Expected)
				return &amount, each(f.Reasons, func(r invoice.Reason) string { return string(r) })
			}
			if c.Was != nil {
				out.Before, out.ReasonsBefore = reasons(c.Was)
			}
			if c.Now != nil {
				out.Now, out.ReasonsNow = reasons(c.Now)
			}
			return out
		}),
	}
}

// InvoiceStep takes a line to another state.
type InvoiceStep struct {
	Finding int    `json:"finding" minimum:"0"`
	To      string `json:"to" enum:"agreed,disputed,paid,credit_noted"`
	Why     string `json:"why,omitempty" maxLength:"2000"`
}

type (
	invoiceFileInput struct {
		FileBody
		MonthInput
		Number   string `query:"number" maxLength:"100" doc:"The invoice's number."`
		DryRun   bool   `query:"dryRun" doc:"Only say what the file would come to."`
		FileName string `header:"X-File-Name" maxLength:"2000" doc:"What its owner calls the file, in UTF-8 with percent encoding."`
	}
	invoiceListInput struct {
		IDInput
		Month string `query:"month" pattern:"^[0-9]{4}-(0[1-9]|1[0-2])$" doc:"Only of this month."`
	}
	invoiceOutput struct{ Body ReconciledInvoice }
	rerunOutput   struct{ Body InvoiceRerun }
	renewInput    struct {
		IDInput
		OnceInput
	}
	invoiceMoveInput struct {
		IDInput
		OnceInput
		Body InvoiceStep
	}
)

func (s *Server) registerInvoices(api huma.API) {
	take := owedOperation(http.MethodPost, "/programmes/{id}/invoices", "send-invoice", "Send an invoice: CSV or XLSX with kind, rate, ref, day, quantity, price, amount, currency")
	take.RequestBody = fileContent("text/csv", "application/octet-stream", xlsxType, "multipart/form-data")
	secured(s, api, take, auth.ReadVendors, s.takeInvoice)
	secured(s, api, owedOperation(http.MethodGet, "/programmes/{id}/invoices", "list-invoices", "A programme's invoices, the newest first"), auth.ReadVendors, s.listInvoices)
	secured(s, api, owedOperation(http.MethodGet, "/invoices/{id}", "get-invoice", "An invoice beside what was expected"), auth.ReadVendors, s.getInvoice)
	secured(s, api, owedOperation(http.MethodGet, "/invoices/{id}/rerun", "rerun-invoice", "An invoice set again against what is known now, and what changed"), auth.ReadVendors, s.rerunInvoice)
	secured(s, api, owedOperation(http.MethodPost, "/invoices/{id}/rerun", "renew-invoice", "Keep what an invoice comes to now; lines that come out otherwise are queries again"), auth.ManageVendors, s.renewInvoice)
	secured(s, api, owedOperation(http.MethodPost, "/invoices/{id}/moves", "move-invoice-line", "Agree to a line, dispute it, pay it or note a credit"), auth.ReadVendors, s.moveLine)
}

func (s *Server) rerunInvoice(ctx context.Context, scope auth.Scope, in *IDInput) (*rerunOutput, error) {
	r, err := s.Statements.Rerun(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	return &rerunOutput{Body: invoiceRerunOf(r)}, nil
}

func (s *Server) renewInvoice(ctx context.Context, scope auth.Scope, in *renewInput) (*invoiceOutput, error) {
	return shownInvoice(s.Statements.Renew(ctx, scope, in.ID))
}

func (s *Server) takeInvoice(ctx context.Context, scope auth.Scope, in *invoiceFileInput) (*invoiceOutput, error) {
	if err := partyTo(scope); err != nil {
		return nil, err
	}
	m, err := s.month(in.Month)
	if err != nil {
		return nil, err
	}
	file, name, err := in.open(vendors.MostFileBytes)
	if err != nil {
		return nil, err
	}
	return shownInvoice(s.Statements.TakeInvoice(ctx, scope, vendors.InvoiceOrder{ProgrammeID: in.ID, Month: m, Number: in.Number, Name: decodedName(name), DryRun: in.DryRun}, file))
}

func shownInvoice(v vendors.KeptInvoice, err error) (*invoiceOutput, error) {
	if err != nil {
		return nil, err
	}
	return &invoiceOutput{Body: invoiceBesideOf(v)}, nil
}

func (s *Server) listInvoices(ctx context.Context, scope auth.Scope, in *invoiceListInput) (*listOutput[VendorInvoice], error) {
	var m vendors.Month
	if in.Month != "" {
		var err error
		if m, err = s.month(in.Month); err != nil {
			return nil, err
		}
	}
	list, err := s.Statements.Invoices(ctx, scope, in.ID, m)
	if err != nil {
		return nil, err
	}
	return pageOf(each(list, invoiceOf), ""), nil
}

func (s *Server) getInvoice(ctx context.Context, scope auth.Scope, in *IDInput) (*invoiceOutput, error) {
	return shownInvoice(s.Statements.Invoice(ctx, scope, in.ID))
}

func (s *Server) moveLine(ctx context.Context, scope auth.Scope, in *invoiceMoveInput) (*invoiceOutput, error) {
	if err := partyTo(scope); err != nil {
		return nil, err
	}
	return shownInvoice(s.Statements.MoveLine(ctx, scope, in.ID, in.Body.Finding, invoice.State(in.Body.To), in.Body.Why))
}
