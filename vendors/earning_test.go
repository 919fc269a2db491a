package vendors_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/vendors/contract/invoice"
)

// yellow is a vendor whose speed was missed a little in January, and reached its target
// in the months after it, under a contract that gives half of such a credit back.
func yellow(t *testing.T, o *owing) {
	t.Helper()
	v := terms("2026-01-01", "")
	v.TakeOrPay = nil
	for i := range v.Levels {
		if level := &v.Levels[i]; level.Metric == "answered_30s" {
			level.Base, level.Target, level.Depth = dec("0.80"), dec("0.85"), nil
			level.EarnBack = &contract.EarnBack{Share: dec("0.5"), Worst: dec("0.70"), Clean: 6, Good: 2}
		}
	}
	o.under(t, "YELLOW", v)
}

// under makes the vendor's programme another one, with terms of its own in force.
func (o *owing) under(t *testing.T, code string, v contract.Version) {
	t.Helper()
	p := must(o.Create(t.Context(), o.scope, vendors.Programme{
		EmployerID: o.employers["KESTREL"], SiteID: o.site.ID, Code: code, Name: code, Mode: contract.SimpleCall, From: day("2026-01-01"),
		Queues: []vendors.QueueShare{{QueueID: o.calls.ID, MaxShare: 1}},
	}))(t)
	draft := must(o.Draft(t.Context(), o.scope, p.ID, v, ""))(t)
	must(o.PutInForce(t.Context(), o.scope, p.ID, draft.ID, draft.Version, false))(t)
	o.kestrel = p
}

// answeredInTime delivers a month of a hundred calls a day.
func (o *owing) answeredInTime(t *testing.T, month string, in30 int) {
	t.Helper()
	var out strings.Builder
	out.WriteString("start,answered,answered_30s,abandoned,handled\n")
	for d := 1; d <= 28; d++ {
		fmt.Fprintf(&out, "%s-%02d 09:00,100,%d,0,100\n", month, d, in30)
	}
	o.take(t, o.scope, vendors.FromSwitch, out.String())
}

// Issue 6, part 7; 4.6: half of a credit that was applied is booked back in the month in
// which the second good month came in, and in no other; before its month is closed
// there is nothing to give back.
func TestACreditIsEarnedBackOnce(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		o := newOwing(t, c)
		yellow(t, o)
		ctx, january := t.Context(), february-1
		for month, in30 := range map[string]int{"2026-01": 75, "2026-02": 90, "2026-03": 90, "2026-04": 90} {
			o.answeredInTime(t, month, in30)
		}
		statement := func(m vendors.Month) vendors.Statement {
			t.Helper()
			return must(o.statements.Statement(ctx, c.scope, o.kestrel.ID, m))(t)
		}
		if s := statement(february + 1); s.Earned.Minor != 0 {
			t.Errorf("earned back %v of a month that is open", s.Earned)
		}
		first, applied := statement(january), int64(0)
		for _, credit := range first.Credits {
			must(o.statements.MoveCredit(ctx, c.scope, vendors.CreditOrder{ProgrammeID: o.kestrel.ID, Month: january, Metric: credit.Metric, To: vendors.CreditAgreed}))(t)
			if credit.Metric == "answered_30s" {
				applied = credit.Amount().Minor
			}
		}
		must(o.statements.Close(ctx, c.scope, o.kestrel.ID, january))(t)
		if applied == 0 {
			t.Fatalf("January has the credits %+v, want one for the 30-second answer", first.Credits)
		}
		for m, want := range map[vendors.Month]int64{february: 0, february + 1: (applied + 1) / 2, february + 2: 0} {
			s := statement(m)
			if s.Earned.Minor != want || s.Due.Minor != s.Charge.Minor-s.Credited.Minor+want || s.Owed[invoice.Credit].Minor != want-s.Credited.Minor {
				t.Errorf("%v: earned back %v, due %v of %v less %v, on the invoice %v; want %d back", m, s.Earned, s.Due, s.Charge, s.Credited, s.Owed[invoice.Credit], want)
			}
		}
	})
}
