package vendors_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/contract/invoice"
)

// 001-15: an invoice that is there when a credit is settled on another amount is short of
// that amount and of no other. Who had agreed to the old one is asked again; lines that
// have nothing to do with it stay as they were left.
func TestAnInvoiceFollowsTheCreditThatWasSettled(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		o := newOwing(t, c)
		o.month(t)
		vendor, ctx := c.coordinator(t, "KESTREL"), t.Context()
		s := must(o.statements.Statement(ctx, c.scope, o.kestrel.ID, february))(t)
		text := bill(func(d int, line string) string {
			if d == 3 {
				return strings.Replace(line, "0.85,85.00", "0.90,90.00", 1)
			}
			return line
		})
		order := vendors.InvoiceOrder{ProgrammeID: o.kestrel.ID, Month: february, Number: "K-1", Name: "feb.csv"}
		v := must(o.statements.TakeInvoice(ctx, vendor, order, strings.NewReader(text)))(t)
		for _, one := range v.Cases {
			v = must(o.statements.MoveLine(ctx, vendor, v.ID, one.Finding, invoice.Agreed, ""))(t)
		}
		less := s.Credits[0].Amount().Minor / 2
		move := vendors.CreditOrder{ProgrammeID: o.kestrel.ID, Month: february, Metric: s.Credits[0].Metric, To: vendors.CreditAgreed, Settled: &less}
		s = must(o.statements.MoveCredit(ctx, c.scope, move))(t)
		v = must(o.statements.Invoice(ctx, c.scope, v.ID))(t)
		if v.Expected.Minor != s.Charge.Minor-s.Credited.Minor {
			t.Errorf("the invoice should come to %v, want %v less %v", v.Expected, s.Charge, s.Credited)
		}
		got := map[invoice.Kind]invoice.State{}
		for _, one := range v.Cases {
			f := v.Result.Findings[one.Finding]
			got[f.Line.Kind] = one.State
			if f.Line.Kind == invoice.Credit && (f.Expected != s.Credited.Negated() || len(one.Course) != 2) {
				t.Errorf("the missing credit is %v after %+v, want %v, agreed once and asked again", f.Expected, one.Course, s.Credited.Negated())
			}
		}
		if diff := cmp.Diff(map[invoice.Kind]invoice.State{invoice.Usage: invoice.Agreed, invoice.Credit: invoice.Query}, got); diff != "" {
			t.Error(diff)
		}
	})
}
