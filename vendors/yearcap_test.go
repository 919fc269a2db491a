package vendors_test

import (
	"errors"
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
