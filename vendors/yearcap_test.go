package vendors_test

import (
	"context"
	"errors"
	"sync"
	"testing"

	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/vendors/money"
)

// Issue 6, part 2: credits of a year stay within its cap, whichever month is closed
// first; a credit that people settle beyond what is left is refused; a new year begins
// with the whole cap again.
func TestCreditsOfAYearStayWithinItsCap(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		o := newOwing(t, c)
		ctx, january := t.Context(), february-1
		v := terms("2026-01-01", "")
		v.TakeOrPay = nil
		statement := func(m vendors.Month) vendors.Statement {
			t.Helper()
			return must(o.statements.Statement(ctx, c.scope, o.kestrel.ID, m))(t)
		}
		deliver := func() {
			for _, month := range []string{"2026-01", "2026-02", "2027-01"} {
				o.answeredInTime(t, month, 60)
			}
		}
		o.under(t, "FREE", v)
		deliver()
		whole := statement(february).Credited
		if whole.Minor == 0 || whole != statement(january).Credited {
			t.Fatalf("credits of two equal months: %v and %v, want the same and more than 0", whole, statement(january).Credited)
		}
		year := money.Amount{Minor: whole.Minor + 1000, Currency: whole.Currency}
		v.AtRisk.Year = &year
		o.under(t, "CAPPED", v)
		deliver()
		for _, credit := range statement(february).Credits {
			must(o.statements.MoveCredit(ctx, c.scope, vendors.CreditOrder{ProgrammeID: o.kestrel.ID, Month: february, Metric: credit.Metric, To: vendors.CreditAgreed}))(t)
		}
		must(o.statements.Close(ctx, c.scope, o.kestrel.ID, february))(t)
		rest := statement(january)
		if rest.Credited.Minor != 1000 || rest.Proposal.Cap.Minor != 1000 {
			t.Errorf("January, closed after February: %v of at most %v, want the 10.00 that are left of the year", rest.Credited, rest.Proposal.Cap)
		}
		more := int64(1001)
		_, err := o.statements.MoveCredit(ctx, c.scope, vendors.CreditOrder{ProgrammeID: o.kestrel.ID, Month: january, Metric: rest.Credits[0].Metric, To: vendors.CreditAgreed, Settled: &more})
		var beyond *contract.CapError
		if !errors.As(err, &beyond) {
			t.Errorf("settled on 10.01: %v, want a CapError", err)
		}
		if next := statement(january + 12); next.Credited != whole {
			t.Errorf("the next January gives %v, want %v: its year has a cap of its own", next.Credited, whole)
		}
	})
}

// Issue 6, bad input "a credit beyond its cap": two months of a year that are closed at
// one instant are closed one after another, and stay within the year's cap together,
// also where people had settled on more than is left by then (SQLite and PostgreSQL).
func TestTwoMonthsClosedAtOneInstantStayWithinTheYear(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		o := newOwing(t, c)
		ctx, january := t.Context(), february-1
		v := terms("2026-01-01", "")
		v.TakeOrPay = nil
		o.under(t, "FREE", v)
		deliver := func() {
			for _, month := range []string{"2026-01", "2026-02"} {
				o.answeredInTime(t, month, 60)
			}
		}
		deliver()
		whole := must(o.statements.Statement(ctx, c.scope, o.kestrel.ID, february))(t).Credited
		year := money.Amount{Minor: whole.Minor + 1000, Currency: whole.Currency}
		v.AtRisk.Year = &year
		o.under(t, "CAPPED", v)
		deliver()
		months := []vendors.Month{january, february}
		for _, m := range months {
			for _, credit := range must(o.statements.Statement(ctx, c.scope, o.kestrel.ID, m))(t).Credits {
				settled := credit.Proposed.Minor
				must(o.statements.MoveCredit(ctx, c.scope, vendors.CreditOrder{ProgrammeID: o.kestrel.ID, Month: m, Metric: credit.Metric, To: vendors.CreditAgreed, Settled: &settled}))(t)
			}
		}
		var closing sync.WaitGroup
		failed := make([]error, 2*len(months))
		started, begin := context.WithCancel(ctx)
		for i := range failed { // each month twice: the same month is closed once
			closing.Add(1)
			go func() {
				defer closing.Done()
				<-started.Done()
				_, failed[i] = o.statements.Close(ctx, c.scope, o.kestrel.ID, months[i%len(months)])
			}()
		}
		begin()
		closing.Wait()
		if err := errors.Join(failed...); err != nil {
			t.Fatal(err)
		}
		given := int64(0)
		for _, m := range months {
			given += must(o.statements.Period(ctx, c.scope, o.kestrel.ID, m))(t).Credited.Minor
		}
		if given != year.Minor {
			t.Errorf("credits of two months closed at once: %d, want the year's cap of %d", given, year.Minor)
		}
		if list := must(o.statements.Periods(ctx, c.scope, o.kestrel.ID))(t); len(list) != len(months) {
			t.Errorf("%d closed months, want %d", len(list), len(months))
		}
	})
}
