package invoice_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/vendors/contract/invoice"
	"github.com/muster-wfm/muster/workforce/grid"
)

// weekdays works from Monday to Friday.
func weekdays(d grid.Date) bool { return d.Weekday() != time.Saturday && d.Weekday() != time.Sunday }

func query() invoice.Case {
	return invoice.Open(invoice.Finding{State: invoice.Query}, monday)
}

func TestACaseGoesItsWay(t *testing.T) {
	c := query()
	for _, m := range []invoice.Move{
		{To: invoice.Disputed, On: monday.AddDays(1), By: "owner", Why: "not on the roster"},
		{To: invoice.Agreed, On: monday.AddDays(3), By: "vendor"},
		{To: invoice.Paid, On: monday.AddDays(30), By: "owner"},
		{To: invoice.CreditNoted, On: monday.AddDays(40), By: "vendor", Why: "paid by mistake"},
	} {
		next, err := c.Move(m, 5, weekdays)
		if err != nil {
			t.Fatal(err)
		}
		c = next
	}
	if c.State != invoice.CreditNoted || len(c.Course) != 4 || c.Course[0].From != invoice.Query {
		t.Errorf("ends %s after %+v", c.State, c.Course)
	}
}

func TestADisputeRunsByWorkingDays(t *testing.T) {
	raised := grid.MustDate("2026-03-05") // a Thursday
	c, err := query().Move(invoice.Move{To: invoice.Disputed, On: raised, By: "owner", Why: "x"}, 5, weekdays)
	if err != nil || c.Deadline != grid.MustDate("2026-03-12") {
		t.Fatalf("deadline %v (%v), want the next Thursday", c.Deadline, err)
	}
	for day, want := range map[string]bool{"2026-03-12": false, "2026-03-13": true} {
		if got := c.Lapsed(grid.MustDate(day)); got != want {
			t.Errorf("lapsed on %s: %t, want %t", day, got, want)
		}
	}
	agreed, err := c.Move(invoice.Move{To: invoice.Agreed, On: raised.AddDays(20), By: "both"}, 5, weekdays)
	if err != nil || agreed.Lapsed(raised.AddDays(90)) || !agreed.Deadline.IsZero() {
		t.Errorf("agreed: %+v (%v), want no clock", agreed, err)
	}
	never := invoice.After(raised, 1, func(grid.Date) bool { return false })
	if !never.After(raised) {
		t.Errorf("a calendar without working days ends at %v", never)
	}
}

func TestStepsThatTheRulesDoNotHaveAreRefused(t *testing.T) {
	for name, m := range map[string]invoice.Move{
		"paid without agreement":   {To: invoice.Paid, On: monday, By: "owner"},
		"nobody":                   {To: invoice.Agreed, On: monday},
		"yesterday":                {To: invoice.Agreed, On: monday.AddDays(-1), By: "owner"},
		"disputed without reason":  {To: invoice.Disputed, On: monday, By: "owner"},
		"to nowhere":               {To: "lost", On: monday, By: "owner"},
		"matched after the fact":   {To: invoice.Matched, On: monday, By: "owner"},
		"credited from the outset": {To: invoice.CreditNoted, On: monday, By: "owner", Why: "x"},
	} {
		before := query()
		got, err := before.Move(m, 5, weekdays)
		var refused *invoice.MoveError
		if !errors.As(err, &refused) || cmp.Diff(before, got) != "" {
			t.Errorf("%s: %v, %+v; want it refused and nothing changed", name, err, got)
		}
	}
}

func TestTheSameInvoiceTwiceIsOneInvoice(t *testing.T) {
	v := bill(line(1, "c1", "call", "1", "0.85", 85))
	priors := []invoice.Prior{{Vendor: "south", Number: v.Number}, {Vendor: v.Vendor, Number: v.Number, Mark: v.Mark()}}
	if known, err := invoice.Admit(v, priors); err != nil || !known {
		t.Errorf("the same again: known %t (%v)", known, err)
	}
	if known, err := invoice.Admit(v, priors[:1]); err != nil || known {
		t.Errorf("another vendor's number: known %t (%v)", known, err)
	}
	changed := bill(line(1, "c1", "call", "1", "0.85", 86))
	var duplicate *invoice.DuplicateError
	if _, err := invoice.Admit(changed, priors); !errors.As(err, &duplicate) {
		t.Errorf("another invoice under the number: %v, want a DuplicateError", err)
	}
}

func TestAClosedPeriodChangesOnlyByADatedCorrection(t *testing.T) {
	open := invoice.Period{From: monday, To: monday.AddDays(29)}
	after := open.To.AddDays(3)
	if err := open.Admit(call(0, "c1")); err != nil {
		t.Errorf("an event of an open period: %v", err)
	}
	var closed *invoice.ClosedError
	var refused *invoice.CorrectionError
	if _, err := open.Close(open.To, nil); !errors.As(err, &refused) {
		t.Errorf("closed on its last day: %v", err)
	}
	if _, err := open.Close(after, []invoice.Case{query()}); !errors.As(err, &refused) {
		t.Errorf("closed with an open line: %v", err)
	}
	if _, err := open.Correct(invoice.Correction{On: after, Why: "x", By: "y"}); !errors.As(err, &refused) {
		t.Errorf("an open period corrected: %v", err)
	}
	done, err := open.Close(after, []invoice.Case{{State: invoice.Paid}, {State: invoice.Agreed}})
	if err != nil {
		t.Fatal(err)
	}
	if err := done.Admit(call(0, "late")); !errors.As(err, &closed) {
		t.Errorf("a late event: %v, want a ClosedError", err)
	}
	if err := done.Admit(with(call(0, "next"), func(e *invoice.Event) { e.Day = open.To.AddDays(1) })); err != nil {
		t.Errorf("an event of the next period: %v", err)
	}
	if _, err := done.Close(after, nil); !errors.As(err, &closed) {
		t.Errorf("closed twice: %v", err)
	}
	for name, c := range map[string]invoice.Correction{
		"before the close": {On: after.AddDays(-1), Amount: cny(1), Why: "late files", By: "ann"},
		"without a reason": {On: after, Amount: cny(1), By: "ann"},
		"by nobody":        {On: after, Amount: cny(1), Why: "late files"},
	} {
		if _, err := done.Correct(c); !errors.As(err, &refused) {
			t.Errorf("%s: %v, want a CorrectionError", name, err)
		}
	}
	one, err := done.Correct(invoice.Correction{On: after, Amount: cny(85), Why: "late files", By: "ann", Refs: []string{"late"}})
	if err != nil || len(one.Corrections) != 1 || len(done.Corrections) != 0 {
		t.Errorf("corrected: %+v (%v), before %+v", one, err, done)
	}
	dollars := invoice.Correction{On: after, Amount: cny(1), Why: "x", By: "y"}
	dollars.Amount.Currency = "USD"
	if _, err := one.Correct(dollars); !errors.As(err, &refused) {
		t.Errorf("a correction in dollars: %v", err)
	}
}
