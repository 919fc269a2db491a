package vendors_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/vendors/contract/attribution"
	"github.com/muster-wfm/muster/vendors/contract/invoice"
	"github.com/muster-wfm/muster/vendors/contract/metric"
	"github.com/muster-wfm/muster/vendors/exchange"
	"github.com/muster-wfm/muster/vendors/money"
	"github.com/muster-wfm/muster/vendors/store"
)

// owing is a centre with a vendor's programme under a contract in force.
type owing struct {
	*centre
	counts     *vendors.Counts
	statements *vendors.Statements
	kestrel    vendors.Programme
	lotus      vendors.Programme
}

type names struct{}

func (names) UserName(_ context.Context, _ auth.Scope, id int64) (string, error) {
	return fmt.Sprintf("user %d", id), nil
}

// linear is a service level that more hours raise and more work lowers.
type linear struct{}

func (linear) ServiceModel(context.Context, auth.Scope, int64) (func(contacts, handleS, hours float64) (float64, error), error) {
	return func(contacts, handleS, hours float64) (float64, error) {
		return min(1, hours*3600/(contacts*handleS*1.2)), nil
	}, nil
}

func newOwing(t testing.TB, c *centre) *owing {
	t.Helper()
	o := &owing{centre: c}
	books := vendors.Books{Employers: c.workforce.Employers, Teams: c.workforce.Teams, Sites: c.workforce.Sites, Queues: c.workforce.Queues}
	counts := store.NewCounts(c.db)
	o.counts = vendors.NewCounts(counts, c.Programmes, books, c.journal)
	o.statements = vendors.NewStatements(vendors.NewAttributions(vendors.NewLedger(counts, c.Programmes), linear{}), store.NewMoney(c.db), books, names{}, c.journal)
	o.counts.Now, o.statements.Now = c.clock, c.clock
	o.kestrel, o.lotus = c.created(t, "KESTREL", contract.SimpleCall), c.created(t, "LOTUS", contract.SimpleCall)
	for _, p := range []vendors.Programme{o.kestrel, o.lotus} {
		v := terms("2026-01-01", "")
		v.TakeOrPay = nil
		draft := must(c.Draft(t.Context(), c.scope, p.ID, v, ""))(t)
		must(c.PutInForce(t.Context(), c.scope, p.ID, draft.ID, draft.Version, false))(t)
	}
	return o
}

func (c *centre) clock() time.Time { return c.now }

var february = vendors.MonthOf(day("2026-02-01"))

// take delivers a file of counts.
func (o *owing) take(t testing.TB, scope auth.Scope, source vendors.Source, text string) vendors.Taken {
	t.Helper()
	return must(o.counts.Take(t.Context(), scope, vendors.CountOrder{ProgrammeID: o.kestrel.ID, Source: source, Name: "counts.csv"}, strings.NewReader(text)))(t)
}

const switchFile = "start,queue,answered,answered_30s,answered_within,abandoned,abandoned_within,short_abandoned,handled,wait_late_s,late\n" +
	"2026-02-02 09:00,CALLS,60,50,52,4,2,1,60,900,8\n2026-02-02 09:30,CALLS,40,20,34,6,,2,40,600,6\n2026-02-03 09:00,CALLS,1000,700,860,60,20,10,1000,9000,140\n"

func TestCountsAddUpByDayAndMonthAndAnUndoneDeliveryLeavesNothing(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		o := newOwing(t, c)
		taken := o.take(t, c.scope, vendors.FromSwitch, switchFile)
		if taken.Batch.Rows != 3 || taken.Totals["answered"] != 1100 || taken.Batch.First != day("2026-02-02") {
			t.Errorf("took %+v, want three rows with 1,100 answered from 2 February", taken)
		}
		counts := store.NewCounts(c.db)
		months := must(counts.MonthSums(t.Context(), c.scope, []int64{o.kestrel.ID}, february-1, february+1))(t)
		if len(months) != 1 || months[0].Counts["answered"] != 1100 || months[0].Counts["abandoned_within"] != 22 {
			t.Errorf("months %+v, want one with 1,100 answered and 22 abandoned in time", months)
		}
		if _, given := months[0].Counts["talk_s"]; given {
			t.Error("a count that nobody delivered became a number")
		}
		days := must(counts.DaySums(t.Context(), c.scope, o.kestrel.ID, day("2026-02-01"), day("2026-02-28")))(t)
		if len(days) != 2 || days[0].Counts["answered"] != 100 || days[1].Counts["answered"] != 1000 {
			t.Errorf("days %+v, want 100 and 1,000 answered", days)
		}
		_, err := o.counts.Take(t.Context(), c.scope, vendors.CountOrder{ProgrammeID: o.kestrel.ID, Source: vendors.FromSwitch}, strings.NewReader(switchFile))
		var before *vendors.TakenBeforeError
		if !errors.As(err, &before) || before.Rows != 3 || before.New != 0 {
			t.Errorf("the same file again: %v, want a refusal of its three rows", err)
		}
		must(o.counts.Undo(t.Context(), c.scope, taken.Batch.ID))(t)
		if months := must(counts.MonthSums(t.Context(), c.scope, []int64{o.kestrel.ID}, february, february))(t); len(months) != 0 {
			t.Errorf("after the undo %+v is left", months)
		}
		o.take(t, c.scope, vendors.FromSwitch, switchFile)
	})
}

func TestFaultsOfAFileOfCountsHaveTheirPlaces(t *testing.T) {
	c := newCentre(t, databaseOf(t))
	o := newOwing(t, c)
	for name, row := range map[string]struct {
		text  string
		line  int
		field string
	}{
		"no known count":         {"start,queue,moons\n2026-02-02,CALLS,3\n", 1, "counts"},
		"no start":               {"queue,answered\nCALLS,3\n", 1, "start"},
		"a foreign queue":        {"start,queue,answered\n2026-02-02,CHATS,3\n", 2, "queue"},
		"a share as a count":     {"start,queue,answered\n2026-02-02,CALLS,0.8\n", 2, "answered"},
		"less than none":         {"start,queue,answered\n2026-02-02,CALLS,1\n2026-02-03,CALLS,-1\n", 3, "answered"},
		"no time":                {"start,queue,answered\nsoon,CALLS,1\n", 2, "start"},
		"an interval twice":      {"start,queue,answered\n2026-02-02,CALLS,1\n2026-02-02 00:00,CALLS,2\n", 3, "start"},
		"more in time than came": {"start,queue,answered,answered_within\n2026-02-02,CALLS,1,2\n", 2, "answered_within"},
		"nothing":                {"start,queue,answered\n", 1, "file"},
	} {
		_, err := o.counts.Take(t.Context(), c.scope, vendors.CountOrder{ProgrammeID: o.kestrel.ID, Source: vendors.FromSwitch, DryRun: true}, strings.NewReader(row.text))
		var faults exchange.Faults
		if !errors.As(err, &faults) || faults[0].Line != row.line || faults[0].Column != row.field {
			t.Errorf("%s: %v, want a fault on line %d at %s", name, err, row.line, row.field)
		}
	}
}

// 001-15, 001-06: the vendor's figure beside the recomputed one, and the definition
// that explains the difference; a denominator of zero and a count that nobody
// delivered are no values.
func TestAFigureSaysWhichDefinitionExplainsTheVendorsOwn(t *testing.T) {
	c := newCentre(t, databaseOf(t))
	o := newOwing(t, c)
	o.take(t, c.scope, vendors.FromSwitch, "start,answered,answered_within,abandoned,abandoned_within,short_abandoned,handled_aged_7d,repeated_7d,wait_late_s,late\n2026-02-03 09:00,1000,860,60,20,10,0,0,9000,140\n")
	// The vendor counts abandoned in time as answered in time.
	o.take(t, c.coordinator(t, "KESTREL"), vendors.FromVendor, "start,answered,answered_within,abandoned\n2026-02-03 09:00,1000,880,60\n")
	all := must(o.statements.Figures(t.Context(), c.scope, o.kestrel.ID, february, february))(t)
	byCode := map[string]vendors.Figure{}
	for _, f := range all.Figures {
		byCode[f.Metric.Code] = f
	}
	level := byCode["service_level_offered"]
	if v := level.Value.Float(); v < 0.8113 || v > 0.8114 || len(level.Others) != 5 || !level.Spread {
		t.Errorf("service level %v with %d other definitions, want 860 ÷ 1,060 with an interval and five others", v, len(level.Others))
	}
	if level.Reported == nil || level.Reported.Agrees || len(level.Reported.Follows) == 0 || !strings.HasPrefix(level.Reported.Follows[0], "service_level_abandoned_within_answered") {
		t.Errorf("the vendor's figure compares as %+v, want that it follows abandoned in time as answered", level.Reported)
	}
	if r := byCode["repeat_7d"]; r.Value.Known() || r.Value.Empty == "" {
		t.Errorf("repeats of nobody are %+v, want no value and the reason", r.Value)
	}
	if m := byCode["net_promoter"]; m.Missing == "" {
		t.Errorf("a net score of no survey is %+v, want the count that is missing", m)
	}
	if r := byCode["resolved_7d"]; r.Metric.Lowest < metric.Team || r.Metric.Because == "" {
		t.Errorf("resolution may be shown of %v because %q, want teams and larger, and why", r.Metric.Lowest, r.Metric.Because)
	}
}

// month delivers a February of calls in which the 30-second answer misses its base,
// and what was locked for it.
func (o *owing) month(t *testing.T) {
	t.Helper()
	var out, lock strings.Builder
	out.WriteString("start,answered,answered_30s,answered_within,abandoned,handled,handled_aged_7d,repeated_7d,talk_s,hold_s,wrap_s,wait_late_s,late,inspected,inspected_customer_error\n")
	lock.WriteString("start,locked_contacts,locked_handle_s,committed_minutes,delivered_minutes,rostered_minutes,absent_minutes,intervals_committed,intervals_delivered\n")
	for d := 1; d <= 28; d++ {
		fmt.Fprintf(&out, "2026-02-%02d 09:00,100,70,72,10,100,100,20,15000,1000,2000,3000,28,8,1\n", d)
		fmt.Fprintf(&lock, "2026-02-%02d 09:00,105,18900,390,330,390,15,1,0\n", d)
	}
	o.take(t, o.scope, vendors.FromSwitch, out.String())
	o.take(t, o.scope, vendors.FromLock, lock.String())
}

// 002-10: groups; points between two lines, an interval whose seed is kept.
func TestAScorecardHasPointsAnIntervalAndTheWayBackToCounts(t *testing.T) {
	c := newCentre(t, databaseOf(t))
	o := newOwing(t, c)
	o.month(t)
	got := must(o.statements.Scorecard(t.Context(), c.scope, o.kestrel.ID, february, 3))(t)
	if len(got.Before) != 3 || got.Before[0].Counted || !got.Counted {
		t.Fatalf("card with %d months before it, want three that nothing was counted in", len(got.Before))
	}
	if got.Interval.Draws != 2000 || got.Interval.Low > got.Interval.High || got.Seed == 0 {
		t.Errorf("interval %+v of seed %d, want 2,000 draws in order", got.Interval, got.Seed)
	}
	again := must(o.statements.Scorecard(t.Context(), c.scope, o.kestrel.ID, february, 3))(t)
	if diff := cmp.Diff(got.Interval, again.Interval); diff != "" {
		t.Errorf("the same card has another interval: %s", diff)
	}
	for _, line := range got.Lines {
		value, there := line.Step.Find("value")
		if !there || len(value.From) == 0 || line.Group == "" {
			t.Errorf("line %s opens to %+v, want its counts and a group", line.Metric, line.Step)
		}
	}
	own := must(o.statements.Compare(t.Context(), c.scope, february))(t)
	if len(own) != 2 {
		t.Errorf("compared %d programmes, want both", len(own))
	}
	if theirs := must(o.statements.Compare(t.Context(), c.coordinator(t, "KESTREL"), february))(t); len(theirs) != 1 || theirs[0].Programme.ID != o.kestrel.ID {
		t.Errorf("a coordinator compares %d programmes, want the own one", len(theirs))
	}
}

func TestTheFourSharesOfAMissAddUpToModelledLessPlanned(t *testing.T) {
	c := newCentre(t, databaseOf(t))
	o := newOwing(t, c)
	o.month(t)
	got := must(o.statements.Misses(t.Context(), c.scope, o.kestrel.ID, february))(t)
	sum := got.Total.By[0] + got.Total.By[1] + got.Total.By[2] + got.Total.By[3]
	close := cmpopts.EquateApprox(0, 1e-12)
	if !cmp.Equal(sum, got.Total.Modelled-got.Total.Planned, close) || !cmp.Equal(got.Total.Observed-got.Total.Modelled, got.Total.Unexplained, close) {
		t.Errorf("shares %v add up to %v, want %v; unexplained %v", got.Total.By, sum, got.Total.Modelled-got.Total.Planned, got.Total.Unexplained)
	}
	if len(got.Days) != 28 || got.Unlocked != 0 || got.Total.By[attribution.Hours] >= 0 {
		t.Errorf("%d days, %d undivided, hours %v; want 28, none, and a loss by the hours that did not come", len(got.Days), got.Unlocked, got.Total.By[attribution.Hours])
	}
}

const billed = "kind,rate,day,quantity,price,amount,currency\n"

// bill is an invoice of February by days.
func bill(change func(day int, line string) string) string {
	var out strings.Builder
	out.WriteString(billed)
	for d := 1; d <= 28; d++ {
		line := fmt.Sprintf("usage,call,2026-02-%02d,100,0.85,85.00,CNY\n", d)
		if change != nil {
			line = change(d, line)
		}
		out.WriteString(line)
	}
	return out.String()
}

// From lock to closed invoice: charges, proposed credits, invoice with errors,
// queries, a dispute, agreement, close, and what a close refuses.
func TestAMonthIsPlayedFromCountsToACloseThatDoesNotChange(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		o := newOwing(t, c)
		o.month(t)
		vendor, ctx := c.coordinator(t, "KESTREL"), t.Context()
		s := must(o.statements.Statement(ctx, vendor, o.kestrel.ID, february))(t)
		if s.Charge != (money.Amount{Minor: 28 * 8500, Currency: "CNY"}) || len(s.Credits) == 0 || s.Credited.Minor <= 0 || s.Credited.Minor > s.Proposal.Cap.Minor {
			t.Fatalf("charge %v with credits %v of at most %v; want 2,380.00 and something within the cap", s.Charge, s.Credited, s.Proposal.Cap)
		}
		first := s.Credits[0].Metric
		beyond := s.Proposal.Cap.Minor + 1
		var over *contract.CapError
		if _, err := o.statements.MoveCredit(ctx, c.scope, vendors.CreditOrder{ProgrammeID: o.kestrel.ID, Month: february, Metric: first, To: vendors.CreditAgreed, Settled: &beyond}); !errors.As(err, &over) {
			t.Errorf("a credit beyond its cap: %v, want a CapError", err)
		}
		s = must(o.statements.MoveCredit(ctx, vendor, vendors.CreditOrder{ProgrammeID: o.kestrel.ID, Month: february, Metric: first, To: vendors.CreditDisputed, Why: "our switch says otherwise"}))(t)
		if s.Credits[0].State != vendors.CreditDisputed || s.Credits[0].Deadline != day("2026-03-16") {
			t.Errorf("disputed credit %+v, want an answer due in ten working days", s.Credits[0])
		}
		var open *vendors.OpenCreditError
		if _, err := o.statements.Close(ctx, c.scope, o.kestrel.ID, february); !errors.As(err, &open) {
			t.Errorf("a close over a disputed credit: %v", err)
		}
		for _, credit := range s.Credits {
			must(o.statements.MoveCredit(ctx, c.scope, vendors.CreditOrder{ProgrammeID: o.kestrel.ID, Month: february, Metric: credit.Metric, To: vendors.CreditAgreed}))(t)
		}
		text := bill(func(d int, line string) string {
			switch d {
			case 3:
				return strings.Replace(line, "0.85,85.00", "0.90,90.00", 1)
			case 5:
				return line + line
			}
			return line
		})
		order := vendors.InvoiceOrder{ProgrammeID: o.kestrel.ID, Month: february, Number: "K-1", Name: "feb.csv"}
		v := must(o.statements.TakeInvoice(ctx, vendor, order, strings.NewReader(text)))(t)
		var reasons []string
		for _, f := range v.Result.Findings {
			if f.State == invoice.Query {
				reasons = append(reasons, string(f.Reasons[0]))
			}
		}
		if diff := cmp.Diff([]string{"rate_version", "duplicate", "credit_missing"}, reasons); diff != "" || v.Open() != 3 {
			t.Errorf("the invoice's errors (-want +got): %s", diff)
		}
		o.rerun(t, v.ID)
		if again := must(o.statements.TakeInvoice(ctx, vendor, order, strings.NewReader(text)))(t); again.ID != v.ID {
			t.Errorf("the same file again became invoice %d, want %d", again.ID, v.ID)
		}
		var twice *invoice.DuplicateError
		if _, err := o.statements.TakeInvoice(ctx, vendor, order, strings.NewReader(bill(nil))); !errors.As(err, &twice) {
			t.Errorf("another invoice under the number: %v", err)
		}
		var foreign *invoice.CurrencyError
		order.Number = "K-2"
		if _, err := o.statements.TakeInvoice(ctx, vendor, order, strings.NewReader(strings.ReplaceAll(bill(nil), "CNY", "EUR"))); !errors.As(err, &foreign) {
			t.Errorf("an invoice in euros: %v", err)
		}
		var party *vendors.PartyError
		if _, err := o.statements.MoveLine(ctx, vendor, v.ID, v.Cases[0].Finding, invoice.Paid, ""); !errors.As(err, &party) {
			t.Errorf("a vendor paid itself: %v", err)
		}
		must(o.statements.MoveLine(ctx, c.scope, v.ID, v.Cases[0].Finding, invoice.Disputed, "the price of next year"))(t)
		var unsettled *invoice.CorrectionError
		if _, err := o.statements.Close(ctx, c.scope, o.kestrel.ID, february); !errors.As(err, &unsettled) {
			t.Errorf("a close over open lines: %v", err)
		}
		for _, one := range v.Cases {
			must(o.statements.MoveLine(ctx, vendor, v.ID, one.Finding, invoice.Agreed, ""))(t)
		}
		closed := must(o.statements.Close(ctx, c.scope, o.kestrel.ID, february))(t)
		again := must(o.statements.Close(ctx, c.scope, o.kestrel.ID, february))(t)
		if closed.Closed == nil || closed.Closed.Hash != again.Closed.Hash || closed.Due != again.Due || again.Credits[0].State != vendors.CreditApplied {
			t.Errorf("closed twice: %+v and %+v, want the same", closed.Closed, again.Closed)
		}
		o.closed(t)
		if _, err := o.statements.MoveLine(ctx, c.scope, v.ID, v.Cases[0].Finding, invoice.CreditNoted, "too much"); !errors.As(err, new(*invoice.ClosedError)) {
			t.Errorf("a credit note in a closed month: %v, want a ClosedError", err)
		}
		paid := must(o.statements.MoveLine(ctx, c.scope, v.ID, v.Cases[0].Finding, invoice.Paid, ""))(t)
		after := must(o.statements.Period(ctx, c.scope, o.kestrel.ID, february))(t)
		if paid.Cases[0].State != invoice.Paid || after.Closed.Hash != closed.Closed.Hash {
			t.Errorf("paid after the close: line %s, document %s, want %s as before", paid.Cases[0].State, after.Closed.Hash, closed.Closed.Hash)
		}
	})
}

// closed checks what a closed month refuses and how it changes.
func (o *owing) closed(t *testing.T) {
	ctx := t.Context()
	var late *invoice.ClosedError
	if _, err := o.counts.Take(ctx, o.scope, vendors.CountOrder{ProgrammeID: o.kestrel.ID, Source: vendors.FromRecords}, strings.NewReader("start,answered\n2026-02-27,5\n")); !errors.As(err, &late) {
		t.Errorf("late counts: %v, want a ClosedError", err)
	}
	if _, err := o.statements.TakeInvoice(ctx, o.scope, vendors.InvoiceOrder{ProgrammeID: o.kestrel.ID, Month: february, Number: "K-9"}, strings.NewReader(bill(nil))); !errors.As(err, &late) {
		t.Errorf("a late invoice: %v, want a ClosedError", err)
	}
	fix := invoice.Correction{On: day("2026-03-02"), Amount: money.Amount{Minor: 1200}, Why: "twelve calls found later", Refs: []string{"c-1"}}
	got := must(o.statements.Correct(ctx, o.scope, o.kestrel.ID, february, fix))(t)
	if len(got.Closed.Corrections) != 1 || got.Closed.Corrections[0].Amount.Minor != 1200 {
		t.Errorf("corrections %+v, want the one", got.Closed.Corrections)
	}
	var refused *invoice.CorrectionError
	fix.Why = ""
	if _, err := o.statements.Correct(ctx, o.scope, o.kestrel.ID, february, fix); !errors.As(err, &refused) {
		t.Errorf("a correction without a reason: %v", err)
	}
	if _, err := o.statements.Correct(ctx, o.scope, o.kestrel.ID, february+1, fix); !errors.As(err, &refused) {
		t.Errorf("a correction of an open month: %v", err)
	}
}

func TestWhatIsAnotherVendorsDoesNotExist(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		o := newOwing(t, c)
		o.month(t)
		batch := o.take(t, c.scope, vendors.FromRecords, "start,headcount_days\n2026-02-02,30\n").Batch
		v := must(o.statements.TakeInvoice(t.Context(), c.scope, vendors.InvoiceOrder{ProgrammeID: o.kestrel.ID, Month: february, Number: "K-1"}, strings.NewReader(bill(nil))))(t)
		stranger, ctx, id := c.coordinator(t, "LOTUS"), t.Context(), o.kestrel.ID
		for name, try := range map[string]func() error{
			"figures":   func() error { _, err := o.statements.Figures(ctx, stranger, id, february, february); return err },
			"scorecard": func() error { _, err := o.statements.Scorecard(ctx, stranger, id, february, 0); return err },
			"misses":    func() error { _, err := o.statements.Misses(ctx, stranger, id, february); return err },
			"statement": func() error { _, err := o.statements.Period(ctx, stranger, id, february); return err },
			"periods":   func() error { _, err := o.statements.Periods(ctx, stranger, id); return err },
			"close":     func() error { _, err := o.statements.Close(ctx, stranger, id, february); return err },
			"invoice":   func() error { _, err := o.statements.Invoice(ctx, stranger, v.ID); return err },
			"invoices":  func() error { _, err := o.statements.Invoices(ctx, stranger, id, 0); return err },
			"rerun":     func() error { _, err := o.statements.Rerun(ctx, stranger, v.ID); return err },
			"line":      func() error { _, err := o.statements.MoveLine(ctx, stranger, v.ID, 0, invoice.Agreed, ""); return err },
			"batches":   func() error { _, err := o.counts.Batches(ctx, stranger, id, 0, 10); return err },
			"undo":      func() error { _, err := o.counts.Undo(ctx, stranger, batch.ID); return err },
			"evidence":  func() error { _, err := o.statements.TakeEvents(ctx, stranger, id, nil); return err },
			"correct": func() error {
				_, err := o.statements.Correct(ctx, stranger, id, february, invoice.Correction{})
				return err
			},
			"credit": func() error {
				_, err := o.statements.MoveCredit(ctx, stranger, vendors.CreditOrder{ProgrammeID: id, Month: february})
				return err
			},
			"counts": func() error {
				_, err := o.counts.Take(ctx, stranger, vendors.CountOrder{ProgrammeID: id, Source: vendors.FromVendor}, strings.NewReader("x"))
				return err
			},
			"bill": func() error {
				_, err := o.statements.TakeInvoice(ctx, stranger, vendors.InvoiceOrder{ProgrammeID: id, Month: february}, strings.NewReader("x"))
				return err
			},
		} {
			if err := try(); !errors.Is(err, database.ErrNotFound) {
				t.Errorf("%s of another vendor: %v, want that there is no such thing", name, err)
			}
		}
		var source *vendors.SourceError
		if _, err := o.counts.Take(ctx, c.coordinator(t, "KESTREL"), vendors.CountOrder{ProgrammeID: id, Source: vendors.FromSwitch}, strings.NewReader("x")); !errors.As(err, &source) {
			t.Errorf("a vendor delivers the switch's counts: %v", err)
		}
		if _, err := o.counts.Undo(ctx, c.coordinator(t, "KESTREL"), batch.ID); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("a vendor takes back the owner's counts: %v", err)
		}
	})
}

// Single events stand in for the counts of their day, and what speaks against them
// is the reason of the line.
func TestEvidenceTurnsUpAsReasons(t *testing.T) {
	c := newCentre(t, databaseOf(t))
	o := newOwing(t, c)
	o.month(t)
	events := must(vendors.ReadEvents(strings.NewReader("ref,rate,begins,ends,agent,customer,talk_s,wrap_s,faults\n"+
		"e1,call,2026-02-10 09:00,2026-02-10 09:05,a,x,200,30,\ne2,call,2026-02-10 10:00,2026-02-10 10:05,a,y,200,30,uncertified\n"+
		"e3,,2026-02-10 11:00,2026-02-10 11:30,b,,0,0,\ne4,call,2026-02-10 11:10,2026-02-10 11:15,b,z,200,30,\n"), time.UTC))(t)
	if n := must(o.statements.TakeEvents(t.Context(), c.scope, o.kestrel.ID, events))(t); n != 4 {
		t.Errorf("took %d events, want 4", n)
	}
	text := bill(func(d int, line string) string {
		if d != 10 {
			return line
		}
		out := ""
		for _, ref := range []string{"e1", "e2", "e4"} {
			out += fmt.Sprintf("usage,call,2026-02-10,1,0.85,0.85,CNY,%s\n", ref)
		}
		return out
	})
	text = strings.Replace(text, "amount,currency\n", "amount,currency,ref\n", 1)
	v := must(o.statements.TakeInvoice(t.Context(), c.scope, vendors.InvoiceOrder{ProgrammeID: o.kestrel.ID, Month: february, Number: "K-1", DryRun: true}, strings.NewReader(text)))(t)
	got := map[string]invoice.Reason{}
	for _, f := range v.Result.Findings {
		if f.Line.Ref != "" && len(f.Reasons) > 0 {
			got[f.Line.Ref] = f.Reasons[0]
		}
	}
	if diff := cmp.Diff(map[string]invoice.Reason{"e2": invoice.Uncertified, "e4": invoice.Overlap}, got); diff != "" {
		t.Errorf("reasons (-want +got): %s", diff)
	}
}
