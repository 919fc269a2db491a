package vendors

import (
	"context"
	"slices"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors/contract/invoice"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Renew keeps what [Statements.Rerun] finds instead of what an invoice came to before:
// counts that arrived since, a credit that was settled on another amount. Lines that
// come out as before keep the course that people gave them; what comes out otherwise is
// a query again. Once more with nothing new it changes nothing. The owner alone renews.
func (s *Statements) Renew(ctx context.Context, scope auth.Scope, id int64) (KeptInvoice, error) {
	if err := narrowed(scope); err != nil {
		return KeptInvoice{}, err
	}
	kept, err := s.money.Invoice(ctx, scope, id)
	if err != nil {
		return kept, err
	}
	by, err := s.names.UserName(ctx, scope, scope.Actor())
	if err != nil {
		return kept, err
	}
	err = s.money.InTx(ctx, scope, func(ctx context.Context) error {
		if err := s.money.Hold(ctx, scope, kept.ProgrammeID); err != nil {
			return err
		}
		if err := s.stillOpen(ctx, scope, kept.ProgrammeID, kept.Month, "an invoice that is checked again"); err != nil {
			return err
		}
		return s.renew(ctx, scope, id, by)
	})
	if err != nil {
		return kept, err
	}
	return s.money.Invoice(ctx, scope, id)
}

// renewMonth renews the invoices of a month of a programme that is held, the first
// first: a later one is charged what earlier ones did not bill.
func (s *Statements) renewMonth(ctx context.Context, scope auth.Scope, programme int64, m Month, by string) error {
	list, err := s.money.Invoices(ctx, scope, programme, m)
	if err != nil {
		return err
	}
	for _, v := range slices.Backward(list) {
		if err := s.renew(ctx, scope, v.ID, by); err != nil {
			return err
		}
	}
	return nil
}

func (s *Statements) renew(ctx context.Context, scope auth.Scope, id int64, by string) error {
	again, err := s.Rerun(ctx, scope, id)
	if err != nil || again.Same() {
		return err
	}
	v, err := again.taken(grid.DateOf(s.Now()), by)
	if err != nil {
		return err
	}
	if err := s.money.PutResult(ctx, scope, v); err != nil {
		return err
	}
	return s.journal.Record(ctx, scope, "invoice.renew", invoiceSubject(v), map[string]any{"lines": len(again.Changes), "expected": v.Expected.Minor})
}

// findingPlace is where a finding stands: a line, or what is missing.
type findingPlace struct {
	line int
	kind invoice.Kind
	rate string
	day  grid.Date
}

func standsAt(f invoice.Finding) findingPlace {
	return findingPlace{f.Line.Number, f.Line.Kind, f.Line.Rate, f.Line.Day}
}

// taken is the invoice with the new result, and the cases that follow from it.
func (r Rerun) taken(today grid.Date, by string) (KeptInvoice, error) {
	type before struct {
		finding invoice.Finding
		FindingCase
	}
	was := map[findingPlace]before{}
	for _, c := range r.Invoice.Cases {
		f := r.Invoice.Result.Findings[c.Finding]
		was[standsAt(f)] = before{f, c}
	}
	v := r.Invoice
	v.Result, v.Expected, v.Cases = r.Result, r.Expected, nil
	for i, f := range r.Result.Findings {
		if f.State != invoice.Query {
			continue
		}
		c := FindingCase{Finding: i, Case: invoice.Open(f, today)}
		if old, there := was[standsAt(f)]; there {
			same, err := RerunChange{&old.finding, &f}.same()
			if err != nil {
				return v, err
			}
			c.Version, c.Case = old.Version, old.Case
			if !same {
				c.Case = old.Reopened(today, by)
			}
		}
		v.Cases = append(v.Cases, c)
	}
	return v, nil
}
