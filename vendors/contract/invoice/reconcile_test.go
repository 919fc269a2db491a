package invoice_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/govalues/decimal"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/vendors/contract/invoice"
	"github.com/muster-wfm/muster/vendors/money"
)

// with is an event that something has changed.
func with(e invoice.Event, change func(*invoice.Event)) invoice.Event {
	change(&e)
	return e
}

func TestEveryReasonIsFound(t *testing.T) {
	one := call(0, "c1")
	hour := func(ref, agent string, from, to time.Time) invoice.Event {
		return invoice.Event{Ref: ref, Rate: "hour", Agent: agent, Day: monday, Begins: from, Ends: to}
	}
	foreign := hour("other", "agent c1", at(8, 1, 0), at(8, 30, 0))
	foreign.Rate = ""
	again := with(call(1, "c2"), func(e *invoice.Event) { e.Customer = one.Customer })
	atOnce := with(again, func(e *invoice.Event) {
		e.Agent, e.Begins, e.Ends = one.Agent, one.Ends.Add(20*time.Second), one.Ends.Add(80*time.Second)
	})
	resolved := with(one, func(e *invoice.Event) { e.Rate = "resolved" })
	resolvedAgain := with(again, func(e *invoice.Event) { e.Rate = "resolved" })
	minute := with(one, func(e *invoice.Event) { e.Rate, e.Talk, e.Wrap = "minute", 121, 90 }) // 121 + 60, up to 186 seconds: 3.1 minutes
	three := calls(4)
	for i := range three {
		three[i].Rate = "banded"
	}
	for _, c := range []struct {
		name     string
		events   []invoice.Event
		line     invoice.Line
		expected int64
		reasons  []invoice.Reason
	}{
		{"nothing wrong", []invoice.Event{one}, line(1, "c1", "call", "1", "0.85", 85), 85, nil},
		{"the price of no version", []invoice.Event{one}, line(1, "c1", "call", "1", "0.95", 95), 85, []invoice.Reason{invoice.RateVersion}},
		{"another rate", []invoice.Event{one}, line(1, "c1", "resolved", "1", "3", 300), 85, []invoice.Reason{invoice.RateVersion}},
		{"the price of a lower band", three, line(1, "c1", "banded", "1", "1.00", 100), 80, []invoice.Reason{invoice.WrongBand}},
		{"another quantity", []invoice.Event{one}, line(1, "c1", "call", "2", "0.85", 170), 85, []invoice.Reason{invoice.QuantityBilled}},
		{"time by agreed steps", []invoice.Event{minute}, line(1, "c1", "minute", "3.1", "0.60", 186), 186, nil},
		{"time rounded up to minutes", []invoice.Event{minute}, line(1, "c1", "minute", "4", "0.60", 240), 186, []invoice.Reason{invoice.Rounding}},
		{"time far beyond", []invoice.Event{minute}, line(1, "c1", "minute", "9", "0.60", 540), 186, []invoice.Reason{invoice.QuantityBilled}},
		{"a sum that is no product", []invoice.Event{one}, line(1, "c1", "call", "1", "0.85", 98), 85, []invoice.Reason{invoice.Arithmetic}},
		{"no such event", []invoice.Event{one}, line(1, "c9", "call", "1", "0.85", 85), 0, []invoice.Reason{invoice.NoEvidence}},
		{"off the roster", []invoice.Event{with(one, func(e *invoice.Event) { e.OffRoster = true })}, line(1, "c1", "call", "1", "0.85", 85), 0, []invoice.Reason{invoice.OffRoster}},
		{"uncertified", []invoice.Event{with(one, func(e *invoice.Event) { e.Uncertified = true })}, line(1, "c1", "call", "1", "0.85", 85), 0, []invoice.Reason{invoice.Uncertified}},
		{"outside hours", []invoice.Event{with(one, func(e *invoice.Event) { e.OutsideHours = true })}, line(1, "c1", "call", "1", "0.85", 85), 0, []invoice.Reason{invoice.OutsideHours}},
		{"training", []invoice.Event{with(hour("h1", "ann", at(8, 0, 0), at(9, 30, 0)), func(e *invoice.Event) { e.Training = true })}, line(1, "h1", "hour", "1.5", "40", 6000), 0, []invoice.Reason{invoice.TrainingBilled}},
		{"overtime", []invoice.Event{with(one, func(e *invoice.Event) { e.Overtime = true })}, line(1, "c1", "call", "1", "0.85", 85), 0, []invoice.Reason{invoice.OvertimeUnapproved}},
		{"too short", []invoice.Event{with(one, func(e *invoice.Event) { e.Talk = 9 })}, line(1, "c1", "call", "1", "0.85", 85), 0, []invoice.Reason{invoice.ShortContact}},
		{"a repeat", []invoice.Event{one, again}, line(1, "c2", "call", "1", "0.85", 85), 0, []invoice.Reason{invoice.RepeatContact}},
		{"the one before a repeat", []invoice.Event{one, again}, line(1, "c1", "call", "1", "0.85", 85), 85, nil},
		{"resolved, and then again", []invoice.Event{resolved, resolvedAgain}, line(1, "c1", "resolved", "1", "3", 300), 0, []invoice.Reason{invoice.RepeatContact}},
		{"resolved by the second", []invoice.Event{resolved, resolvedAgain}, line(1, "c2", "resolved", "1", "3", 300), 300, nil},
		{"reopened", []invoice.Event{with(resolved, func(e *invoice.Event) { e.Reopened = true })}, line(1, "c1", "resolved", "1", "3", 300), 0, []invoice.Reason{invoice.RepeatContact}},
		{"a contact in two parts", []invoice.Event{one, atOnce}, line(1, "c2", "call", "1", "0.85", 85), 0, []invoice.Reason{invoice.SplitContact}},
		{"at work for another client", []invoice.Event{one, foreign}, line(1, "c1", "call", "1", "0.85", 85), 0, []invoice.Reason{invoice.Overlap}},
		{"logged in twice", []invoice.Event{hour("h1", "ann", at(8, 0, 0), at(10, 0, 0)), hour("h2", "ann", at(9, 0, 0), at(11, 0, 0))}, line(1, "h2", "hour", "2", "40", 8000), 0, []invoice.Reason{invoice.Overlap}},
		{"one after the other", []invoice.Event{hour("h1", "ann", at(8, 0, 0), at(10, 0, 0)), hour("h2", "ann", at(10, 0, 0), at(11, 0, 0))}, line(1, "h2", "hour", "1", "40", 4000), 4000, nil},
		{"two chats at once are no overlap", []invoice.Event{one, with(call(0, "c2"), func(e *invoice.Event) { e.Agent = one.Agent })}, line(1, "c2", "call", "1", "0.85", 85), 85, nil},
		{"a minor unit is tolerated", []invoice.Event{one}, line(1, "c1", "call", "1", "0.85", 86), 85, nil},
	} {
		got, err := invoice.Reconcile(bill(c.line), order(c.events...))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		f := got.Findings[0]
		if f.Expected != cny(c.expected) || !slices.Equal(f.Reasons, c.reasons) || (f.State == invoice.Matched) != (c.reasons == nil) {
			t.Errorf("%s: expected %v, %v, %s; want %v, %v", c.name, f.Expected, f.Reasons, f.State, cny(c.expected), c.reasons)
		}
	}
}

func TestALineForADayStandsForAllThatNoLineNames(t *testing.T) {
	events := calls(4)
	events[3].Talk = 5
	got, err := invoice.Reconcile(bill(line(1, "", "call", "3", "0.85", 255), line(2, "c1", "call", "1", "0.85", 85)), order(events...))
	if err != nil {
		t.Fatal(err)
	}
	day := got.Findings[0]
	if day.Events != 2 || day.Left[invoice.ShortContact] != 1 || day.Expected != cny(170) || !slices.Equal(day.Reasons, []invoice.Reason{invoice.ShortContact}) || !slices.Equal(day.Evidence, []string{"c4"}) {
		t.Errorf("the day: %+v, want two calls for 1.70 and a short one left out", day)
	}
	if got.Expected != cny(255) || got.Billed != cny(340) || got.Variance != cny(85) || got.ByReason[invoice.ShortContact].Variance != cny(85) {
		t.Errorf("expected %v, billed %v, variance %v, by reason %v", got.Expected, got.Billed, got.Variance, got.ByReason)
	}
}

func TestMarginalBandsArePaidByTurn(t *testing.T) {
	events := calls(5)
	for i := range events {
		events[i].Rate = "call-marginal"
	}
	got, err := invoice.Reconcile(bill(line(1, "", "call-marginal", "5", "0.92", 460)), order(events...))
	if err != nil || got.Findings[0].Expected != cny(460) || got.Findings[0].State != invoice.Matched {
		t.Errorf("three at 1.00 and two at 0.80: %+v (%v), want 4.60 matched", got.Findings[0], err)
	}
}

func TestWhatWasBilledBeforeIsADuplicate(t *testing.T) {
	o := order(calls(2)...)
	o.Claimed = map[string]string{"c2": "invoice 2026-02, line 7"}
	got, err := invoice.Reconcile(bill(
		line(1, "c1", "call", "1", "0.85", 85), line(2, "c1", "call", "1", "0.85", 85), line(3, "c2", "call", "1", "0.85", 85),
		line(4, "", "hour", "1", "40", 4000),
	), o)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range [][]string{nil, {"line 1"}, {"invoice 2026-02, line 7"}} {
		f := got.Findings[i]
		if !slices.Equal(f.Evidence, want) || slices.Contains(f.Reasons, invoice.Duplicate) != (want != nil) {
			t.Errorf("line %d: %v, %v; want %v", i+1, f.Reasons, f.Evidence, want)
		}
	}
	if f := got.Findings[3]; !slices.Equal(f.Reasons, []invoice.Reason{invoice.NoEvidence}) {
		t.Errorf("a day without events: %v", f.Reasons)
	}
	twice, err := invoice.Reconcile(bill(line(1, "", "call", "2", "0.85", 170), line(2, "", "call", "2", "0.85", 170)), order(calls(2)...))
	if err != nil || !slices.Equal(twice.Findings[1].Reasons, []invoice.Reason{invoice.Duplicate}) {
		t.Errorf("a day billed twice: %v (%v)", twice.Findings[1].Reasons, err)
	}
}

func TestCommitmentsCreditsAndTax(t *testing.T) {
	tax := dec("0.06")
	o := order(calls(2)...)
	o.Owed = map[invoice.Kind]money.Amount{invoice.Floor: cny(1000), invoice.Credit: cny(-300)}
	o.Tax = &tax
	other := func(n int, k invoice.Kind, minor int64) invoice.Line {
		return invoice.Line{Number: n, Kind: k, Amount: cny(minor)}
	}
	good, err := invoice.Reconcile(bill(line(1, "", "call", "2", "0.85", 170), other(2, invoice.Floor, 1000), other(3, invoice.Credit, -300), other(4, invoice.Tax, 52)), o)
	if err != nil || good.Variance != cny(0) || good.Expected != cny(170+1000-300+52) {
		t.Errorf("as agreed: variance %v of %v (%v)", good.Variance, good.Expected, err)
	}
	bad, err := invoice.Reconcile(bill(line(1, "", "call", "2", "0.85", 170), other(2, invoice.Floor, 1500), other(3, invoice.Floor, 10), other(4, invoice.Tax, 152)), o)
	if err != nil {
		t.Fatal(err)
	}
	want := [][]invoice.Reason{nil, {invoice.CommitmentWrong}, {invoice.Duplicate}, {invoice.TaxWrong}, {invoice.CreditMissing}}
	for i, reasons := range want {
		if got := bad.Findings[i].Reasons; !slices.Equal(got, reasons) {
			t.Errorf("line %d: %v, want %v", i+1, got, reasons)
		}
	}
	if f := bad.Findings[4]; f.Line.Number != 0 || f.Expected != cny(-300) || f.Variance != cny(300) {
		t.Errorf("the missing credit: %+v", f)
	}
	bare, err := invoice.Reconcile(bill(), o)
	if err != nil || len(bare.Findings) != 3 || bare.Findings[2].Line.Kind != invoice.Tax || bare.Findings[2].Expected != cny(42) {
		t.Errorf("an empty invoice: %+v (%v), want floor, credit and 0.42 of tax missing", bare.Findings, err)
	}
}

func TestAFenTooMuchOnEveryLineIsNoRounding(t *testing.T) {
	var lines []invoice.Line
	for i := range 4 {
		lines = append(lines, line(i+1, fmt.Sprint("c", i+1), "call", "1", "0.86", 86))
	}
	got, err := invoice.Reconcile(bill(lines...), order(calls(4)...))
	if err != nil || got.Findings[0].State != invoice.Matched || got.Tolerated != cny(4) || !got.Systematic {
		t.Errorf("a fen on each: %s, tolerated %v, systematic %t (%v)", got.Findings[0].State, got.Tolerated, got.Systematic, err)
	}
	lines[1].Amount, lines[2].Amount, lines[3].Amount = cny(84), cny(86), cny(84)
	if got, err = invoice.Reconcile(bill(lines...), order(calls(4)...)); err != nil || got.Tolerated != cny(0) || got.Systematic {
		t.Errorf("up and down: tolerated %v, systematic %t (%v)", got.Tolerated, got.Systematic, err)
	}
}

func TestWhatNobodyBilledIsListed(t *testing.T) {
	events := calls(4)
	events[1].OffRoster = true
	o := order(events...)
	o.Claimed = map[string]string{"c4": "invoice 2026-02, line 1"}
	got, err := invoice.Reconcile(bill(line(1, "c1", "call", "1", "0.85", 85)), o)
	if err != nil || !slices.Equal(got.Unbilled, []string{"c3"}) {
		t.Errorf("unbilled %v (%v), want c3", got.Unbilled, err)
	}
}

func TestTheSameInvoiceGivesTheSameFindings(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var events []invoice.Event
		var lines []invoice.Line
		for i := range rapid.IntRange(1, 12).Draw(rt, "events") {
			e := call(rapid.IntRange(0, 30).Draw(rt, "slot"), fmt.Sprint("c", i+1))
			e.Rate = rapid.SampledFrom([]string{"call", "minute", "call-marginal", "resolved", ""}).Draw(rt, "rate")
			e.Customer = rapid.SampledFrom([]string{"x", "y", ""}).Draw(rt, "customer")
			e.Agent = rapid.SampledFrom([]string{"ann", "bo"}).Draw(rt, "agent")
			events = append(events, e)
			if rapid.Bool().Draw(rt, "billed") {
				ref := rapid.SampledFrom([]string{e.Ref, ""}).Draw(rt, "by")
				lines = append(lines, line(i+1, ref, e.Rate, "1", "0.85", rapid.Int64Range(-100, 1000).Draw(rt, "amount")))
			}
		}
		same := cmp.Comparer(func(a, b decimal.Decimal) bool { return a.Cmp(b) == 0 })
		one, err := invoice.Reconcile(bill(lines...), order(events...))
		if err != nil {
			rt.Fatal(err)
		}
		shuffled := rapid.Permutation(events).Draw(rt, "order")
		other, err := invoice.Reconcile(bill(lines...), order(shuffled...))
		if err != nil {
			rt.Fatal(err)
		}
		if diff := cmp.Diff(one, other, same); diff != "" {
			rt.Errorf("another order of events: %s", diff)
		}
		expected, billed := int64(0), int64(0)
		for _, f := range one.Findings {
			expected, billed = expected+f.Expected.Minor, billed+f.Line.Amount.Minor
			if (f.State == invoice.Query) != (len(f.Reasons) > 0) {
				rt.Errorf("line %d is %s with reasons %v", f.Line.Number, f.State, f.Reasons)
			}
		}
		if one.Expected.Minor != expected || one.Billed.Minor != billed || one.Variance.Minor != billed-expected {
			rt.Errorf("totals %v, %v, %v; lines add up to %d and %d", one.Expected, one.Billed, one.Variance, expected, billed)
		}
	})
}

func TestAnInvoiceInAnotherCurrencyIsRefused(t *testing.T) {
	var refused *invoice.CurrencyError
	dollars := bill(line(1, "c1", "call", "1", "0.85", 85))
	dollars.Currency = "USD"
	if _, err := invoice.Reconcile(dollars, order(calls(1)...)); !errors.As(err, &refused) || refused.Line != 0 {
		t.Errorf("an invoice in dollars: %v", err)
	}
	mixed := bill(line(1, "c1", "call", "1", "0.85", 85), line(2, "c1", "call", "1", "0.85", 85))
	mixed.Lines[1].Amount.Currency = "USD"
	if _, err := invoice.Reconcile(mixed, order(calls(1)...)); !errors.As(err, &refused) || refused.Line != 2 {
		t.Errorf("a line in dollars: %v", err)
	}
}

func TestEvidenceThatCannotBeJudgedIsRefused(t *testing.T) {
	var refused *invoice.EventError
	for name, events := range map[string][]invoice.Event{
		"twice":             {call(0, "c1"), call(1, "c1")},
		"without reference": {call(0, "")},
		"an unknown rate":   {with(call(0, "c1"), func(e *invoice.Event) { e.Rate = "moon" })},
		"ends before":       {with(call(0, "c1"), func(e *invoice.Event) { e.Ends = e.Begins.Add(-1) })},
	} {
		if _, err := invoice.Reconcile(bill(), order(events...)); !errors.As(err, &refused) {
			t.Errorf("%s: %v, want an EventError", name, err)
		}
	}
	var uncovered *contract.UncoveredError
	early := with(call(0, "c1"), func(e *invoice.Event) { e.Day = monday.AddDays(-400) })
	if _, err := invoice.Reconcile(bill(), order(early)); !errors.As(err, &uncovered) {
		t.Errorf("a day before the contract: %v, want an UncoveredError", err)
	}
}

func TestAFindingCanBeOpened(t *testing.T) {
	events := calls(3)
	events[2].Talk = 1
	got, err := invoice.Reconcile(bill(line(1, "", "call", "3", "0.85", 255)), order(events...))
	if err != nil {
		t.Fatal(err)
	}
	step := got.Findings[0].Derivation()
	if expected, found := step.Find("expected"); !found || *expected.Amount != cny(170) || *step.Amount != cny(85) {
		t.Errorf("variance %v, expected %+v", step.Amount, expected)
	}
	if left, found := step.Find("left_out"); !found || left.Of != "short_contact" || left.Text != "1" {
		t.Errorf("left out: %+v", left)
	}
	if evidence, found := step.Find("evidence"); !found || evidence.Text != "c3" {
		t.Errorf("evidence: %+v", evidence)
	}
}
