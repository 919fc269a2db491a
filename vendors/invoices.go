package vendors

import (
	"context"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/vendors/contract/invoice"
	"github.com/muster-wfm/muster/vendors/money"
	"github.com/muster-wfm/muster/workforce/grid"
)

// KeptInvoice is a vendor's invoice with what it was found to be.
type KeptInvoice struct {
	ID, ProgrammeID, EmployerID int64
	Month                       Month
	Number, Name, Mark          string
	Currency                    money.Currency
	LineCount                   int
	Billed, Expected            money.Amount
	Lines                       []invoice.Line // not in lists
	Result                      invoice.Result // not in lists
	Cases                       []FindingCase  // of findings that did not match
	CreatedAt                   time.Time
	CreatedBy                   int64
}

// FindingCase is a finding on its way to agreement.
type FindingCase struct {
	Finding int // its place among the result's
	Version int64
	invoice.Case
}

// Open is how many of an invoice's lines are a query or in dispute.
func (v KeptInvoice) Open() int {
	n := 0
	for _, c := range v.Cases {
		if c.State == invoice.Query || c.State == invoice.Disputed {
			n++
		}
	}
	return n
}

// InvoiceOrder is a file of lines to take in.
type InvoiceOrder struct {
	ProgrammeID int64
	Month       Month
	Number      string
	Name        string
	DryRun      bool
}

// usualRules make contacts under a rate effective: ten seconds of talk, no repeat
// within two hours, no contact that was split within a minute.
func usualRules(history contract.History) []invoice.Rule {
	var rules []invoice.Rule
	seen := map[string]bool{}
	for _, v := range history {
		for _, r := range v.Rates {
			if seen[r.Code] {
				continue
			}
			seen[r.Code] = true
			rule := invoice.Rule{Rate: r.Code}
			switch r.Model {
			case contract.PerContact, contract.Hybrid:
				rule.ShortBelow, rule.RepeatWithin, rule.SplitWithin = 10, 2*time.Hour, time.Minute
			case contract.PerMinute:
				rule.ShortBelow, rule.WrapCap = 10, 120
			case contract.PerResolution:
				rule.RepeatWithin = 7 * 24 * time.Hour
			}
			rules = append(rules, rule)
		}
	}
	return rules
}

// TakeInvoice reads an invoice, sets it against the month and keeps it with a case
// for every line that did not match. The same file again is the invoice that is
// there already; another under its number is an [*invoice.DuplicateError].
func (s *Statements) TakeInvoice(ctx context.Context, scope auth.Scope, o InvoiceOrder, file io.Reader) (KeptInvoice, error) {
	if err := s.stillOpen(ctx, scope, o.ProgrammeID, o.Month, "a late invoice, "+o.Number); err != nil {
		return KeptInvoice{}, err
	}
	p, err := s.contracts.Get(ctx, scope, o.ProgrammeID)
	if err != nil {
		return KeptInvoice{}, err
	}
	statement, err := s.Statement(ctx, scope, p.ID, o.Month)
	if err != nil {
		return KeptInvoice{}, err
	}
	v, err := readInvoice(file, o, p.Code, statement.Currency)
	if err != nil {
		return KeptInvoice{}, err
	}
	kept := KeptInvoice{
		ProgrammeID: p.ID, EmployerID: p.EmployerID, Month: o.Month, Number: v.Number, Name: o.Name, Currency: v.Currency,
		LineCount: len(v.Lines), Lines: v.Lines, CreatedAt: s.Now(), CreatedBy: scope.Actor(),
	}
	mark := v.Mark()
	kept.Mark = hex.EncodeToString(mark[:])
	there, err := s.known(ctx, scope, kept)
	if err != nil || there != nil {
		if there != nil {
			return *there, err
		}
		return KeptInvoice{}, err
	}
	if kept.Result, err = s.reconcile(ctx, scope, v, statement, 0); err != nil {
		return KeptInvoice{}, err
	}
	kept.Billed, kept.Expected = kept.Result.Billed, kept.Result.Expected
	today := grid.DateOf(s.Now())
	for i, f := range kept.Result.Findings {
		if f.State == invoice.Query {
			kept.Cases = append(kept.Cases, FindingCase{Finding: i, Case: invoice.Open(f, today)})
		}
	}
	if o.DryRun {
		return kept, nil
	}
	err = s.money.InTx(ctx, scope, func(ctx context.Context) (err error) {
		if kept, err = s.money.AddInvoice(ctx, scope, kept); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "invoice.take", invoiceSubject(kept), map[string]any{"number": kept.Number, "lines": kept.LineCount, "billed": kept.Billed.Minor, "mark": kept.Mark})
	})
	if err != nil {
		return KeptInvoice{}, err
	}
	return s.money.Invoice(ctx, scope, kept.ID)
}

func invoiceSubject(v KeptInvoice) string {
	return fmt.Sprintf("programme/%d/invoice/%d", v.ProgrammeID, v.ID)
}

// known is the invoice that is there already under the number, if it says the same.
func (s *Statements) known(ctx context.Context, scope auth.Scope, v KeptInvoice) (*KeptInvoice, error) {
	there, err := s.money.Numbered(ctx, scope, v.EmployerID, v.Number)
	if err != nil || len(there) == 0 {
		return nil, err
	}
	if there[0].Mark != v.Mark || there[0].ProgrammeID != v.ProgrammeID {
		return nil, &invoice.DuplicateError{Vendor: fmt.Sprintf("of programme %d", v.ProgrammeID), Number: v.Number}
	}
	kept, err := s.money.Invoice(ctx, scope, there[0].ID)
	return &kept, err
}

// reconcile sets an invoice against contract, events and counts; id is that of one that
// is kept already, 0 for a new one.
func (s *Statements) reconcile(ctx context.Context, scope auth.Scope, v invoice.Invoice, of Statement, id int64) (invoice.Result, error) {
	history, err := s.History(ctx, scope, of.Programme.ID)
	if err != nil {
		return invoice.Result{}, err
	}
	events, err := s.evidence(ctx, scope, of, history)
	if err != nil {
		return invoice.Result{}, err
	}
	claimed, err := s.claimed(ctx, scope, of, id)
	if err != nil {
		return invoice.Result{}, err
	}
	return invoice.Reconcile(v, invoice.Order{
		History: history, Rules: usualRules(history), Events: events, Claimed: claimed, Tolerance: invoice.Usual(of.Currency), Owed: of.Owed,
	})
}

// claimed are the events that invoices of the month billed before the one with an id; 0:
// that any billed.
func (s *Statements) claimed(ctx context.Context, scope auth.Scope, of Statement, id int64) (map[string]string, error) {
	out := map[string]string{}
	list, err := s.money.Invoices(ctx, scope, of.Programme.ID, of.Month)
	if err != nil {
		return nil, err
	}
	for _, v := range list {
		if id != 0 && v.ID >= id {
			continue
		}
		if v, err = s.money.Invoice(ctx, scope, v.ID); err != nil {
			return nil, err
		}
		for _, l := range v.Lines {
			if l.Ref != "" {
				out[l.Ref] = fmt.Sprintf("invoice %s, line %d", v.Number, l.Number)
			}
		}
	}
	return out, nil
}

// evidence is what an invoice of a month can stand for: single events where a rate
// has any on a day, else the day's counts as one.
func (s *Statements) evidence(ctx context.Context, scope auth.Scope, of Statement, history contract.History) ([]invoice.Event, error) {
	first, last := of.Month.First(), of.Month.Last()
	events, err := s.money.Events(ctx, scope, of.Programme.ID, first, last)
	if err != nil {
		return nil, err
	}
	type place struct {
		rate string
		day  grid.Date
	}
	single := map[place]bool{}
	for _, e := range events {
		single[place{e.Rate, e.Day}] = true
	}
	queues, err := s.queues(ctx, scope, of.Programme)
	if err != nil {
		return nil, err
	}
	days, err := s.days(ctx, scope, of.Programme.ID, first, last)
	if err != nil {
		return nil, err
	}
	for day := first; !day.After(last); day = day.AddDays(1) {
		t, counted := days[day]
		terms, err := history.On(day)
		if !counted || err != nil {
			continue // nothing was done, or nothing was agreed: nothing to expect
		}
		for _, rate := range terms.Rates {
			quantity, _, known := quantityOf(rate.Model, used(rate, t, queues), of.Month.Days())
			if !known || quantity.IsZero() || single[place{rate.Code, day}] || rate.Model == contract.PerOutcome {
				continue
			}
			noon := day.Start(time.UTC).Add(12 * time.Hour)
			// An effective day: what is short or repeated was never among the counts.
			events = append(events, invoice.Event{Ref: rate.Code + "/" + day.String(), Rate: rate.Code, Day: day, Begins: noon, Ends: noon, Talk: 1 << 20, Quantity: quantity})
		}
	}
	return events, nil
}

// TakeEvents keeps single pieces of evidence, as the owner's switch and rosters have
// them.
func (s *Statements) TakeEvents(ctx context.Context, scope auth.Scope, programme int64, events []invoice.Event) (int64, error) {
	if _, err := s.contracts.Get(ctx, scope, programme); err != nil {
		return 0, err
	}
	for _, e := range events {
		if err := s.stillOpen(ctx, scope, programme, MonthOf(e.Day), "a late event, "+e.Ref); err != nil {
			return 0, err
		}
	}
	var added int64
	err := s.money.InTx(ctx, scope, func(ctx context.Context) (err error) {
		if added, err = s.money.AddEvents(ctx, scope, programme, events); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "evidence.take", fmt.Sprintf("programme/%d", programme), map[string]any{"events": added})
	})
	return added, err
}

// Invoice returns one invoice with its lines and cases.
func (s *Statements) Invoice(ctx context.Context, scope auth.Scope, id int64) (KeptInvoice, error) {
	return s.money.Invoice(ctx, scope, id)
}

// Invoices lists a programme's invoices, the newest first; month 0: of all months.
func (s *Statements) Invoices(ctx context.Context, scope auth.Scope, programme int64, m Month) ([]KeptInvoice, error) {
	if _, err := s.contracts.Get(ctx, scope, programme); err != nil {
		return nil, err
	}
	return s.money.Invoices(ctx, scope, programme, m)
}

// PartyError refuses a step that is the other side's.
type PartyError struct{ To invoice.State }

func (e *PartyError) Error() string {
	return fmt.Sprintf("only the owner takes a line to %s; expected agreed or disputed with a reason", e.To)
}

// Rule is the same for screens of every language.
func (e *PartyError) Rule() problem.Rule {
	return problem.Ruling("owner_alone", "line_"+string(e.To))
}

// MoveLine takes a line's case on. Both sides agree and dispute; the owner alone pays
// and notes credits. Once the month is closed a line can only be paid, or agreed where its
// dispute ran out before: neither changes what is owed.
func (s *Statements) MoveLine(ctx context.Context, scope auth.Scope, id int64, finding int, to invoice.State, why string) (KeptInvoice, error) {
	v, err := s.money.Invoice(ctx, scope, id)
	if err != nil {
		return v, err
	}
	if scope.Employer() != 0 && to != invoice.Agreed && to != invoice.Disputed {
		return v, &PartyError{to}
	}
	i := slices.IndexFunc(v.Cases, func(c FindingCase) bool { return c.Finding == finding })
	if i < 0 {
		return v, &invoice.MoveError{From: invoice.Matched, To: to, Found: "a line that matched", Expected: "a line that is a query", Cause: problem.Ruling("line_matched")}
	}
	today := grid.DateOf(s.Now())
	if owedAsBefore := to == invoice.Paid || to == invoice.Agreed && v.Cases[i].Lapsed(today); !owedAsBefore {
		if err := s.stillOpen(ctx, scope, v.ProgrammeID, v.Month, "a line that moves"); err != nil {
			return v, err
		}
	}
	terms, err := s.termsOf(ctx, scope, v.ProgrammeID, v.Month)
	if err != nil {
		return v, err
	}
	by, err := s.names.UserName(ctx, scope, scope.Actor())
	if err != nil {
		return v, err
	}
	c := v.Cases[i]
	if c.Case, err = c.Move(invoice.Move{To: to, On: today, By: by, Why: why}, terms.DisputeDays, weekday); err != nil {
		return v, err
	}
	err = s.money.InTx(ctx, scope, func(ctx context.Context) error {
		if err := s.money.PutCase(ctx, scope, v, c); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "invoice."+string(to), invoiceSubject(v), map[string]any{"finding": finding, "why": why})
	})
	if err != nil {
		return v, err
	}
	return s.money.Invoice(ctx, scope, id)
}

// Expected are the lines that an invoice of a month's work would have, without what
// the contract asks for besides: a line a rate and day.
func (s *Statements) Expected(ctx context.Context, scope auth.Scope, programme int64, m Month) ([]invoice.Line, error) {
	of, err := s.Statement(ctx, scope, programme, m)
	if err != nil {
		return nil, err
	}
	history, err := s.History(ctx, scope, programme)
	if err != nil {
		return nil, err
	}
	events, err := s.evidence(ctx, scope, of, history)
	if err != nil {
		return nil, err
	}
	var lines []invoice.Line
	for _, e := range events {
		terms, err := history.On(e.Day)
		if err != nil {
			return nil, err
		}
		at := slices.IndexFunc(terms.Rates, func(r contract.Rate) bool { return r.Code == e.Rate })
		if at < 0 || e.Quantity.IsZero() {
			continue // a single event is billed by its reference
		}
		price := money.Price{Value: terms.Rates[at].Bands[0].Price, Currency: terms.Currency}
		amount, err := price.Times(e.Quantity, terms.Rounding)
		if err != nil {
			return nil, err
		}
		lines = append(lines, invoice.Line{Number: len(lines) + 1, Kind: invoice.Usage, Rate: e.Rate, Day: e.Day, Quantity: e.Quantity, Price: price.Value, Amount: amount})
	}
	return lines, nil
}
