package vendors

import (
	"io"
	"slices"
	"strings"
	"time"

	"github.com/govalues/decimal"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/contract/invoice"
	"github.com/muster-wfm/muster/vendors/exchange"
	"github.com/muster-wfm/muster/vendors/money"
	"github.com/muster-wfm/muster/workforce/grid"
)

var lineKinds = []invoice.Kind{invoice.Usage, invoice.Floor, invoice.Anchored, invoice.Bonus, invoice.Credit, invoice.Tax}

// readInvoice reads lines with kind, rate, ref, day, quantity, price, amount and
// currency; without a kind a line is of usage, without a currency of the contract's.
func readInvoice(file io.Reader, o InvoiceOrder, vendor string, c money.Currency) (invoice.Invoice, error) {
	t, err := readTable(file)
	if err != nil {
		return invoice.Invoice{}, err
	}
	var faults exchange.Faults
	if strings.TrimSpace(o.Number) == "" {
		faults.Add(1, "number", "", "the invoice's number", problem.Wanting(problem.Needed))
	}
	if t.column("amount", "total") < 0 {
		faults.Add(1, "amount", strings.Join(t.header, ", "), "a column of amounts", problem.Wanting(problem.Column, "amount"))
	}
	v := invoice.Invoice{Vendor: vendor, Number: strings.TrimSpace(o.Number), Currency: c}
	for i := range t.rows {
		if len(faults) > 0 && i == 0 {
			break // without its columns no line can be read
		}
		if l, ok := readLine(t, i, c, &faults); ok {
			v.Lines = append(v.Lines, l)
		}
	}
	if len(v.Lines) > 0 {
		v.Currency = v.Lines[0].Amount.Currency
	}
	return v, faults.Err()
}

func readLine(t table, i int, c money.Currency, faults *exchange.Faults) (invoice.Line, bool) {
	at, before := i+2, len(*faults)
	l := invoice.Line{Number: i + 1, Kind: invoice.Kind(t.cell(i, t.column("kind"))), Rate: t.cell(i, t.column("rate", "item")), Ref: t.cell(i, t.column("ref", "reference"))}
	if l.Kind == "" {
		l.Kind = invoice.Usage
	}
	if !slices.Contains(lineKinds, l.Kind) {
		faults.Add(at, "kind", string(l.Kind), "usage, take_or_pay, baseline, bonus, credit or tax", problem.Wanting(problem.Words, "usage, take_or_pay, baseline, bonus, credit, tax"))
	}
	if text := t.cell(i, t.column("currency")); text != "" {
		found, err := money.ParseCurrency(text)
		if err != nil {
			faults.Add(at, "currency", text, "a code such as "+string(c), problem.Wanting(problem.CurrencyCode, c))
		}
		c = found
	}
	number := func(column string, names ...string) decimal.Decimal {
		text := strings.ReplaceAll(t.cell(i, t.column(append(names, column)...)), ",", "")
		if text == "" && column != "amount" {
			return decimal.Zero
		}
		d, err := decimal.Parse(text)
		if err != nil {
			faults.Add(at, column, text, "a number such as 12.50", problem.Wanting(problem.Decimal))
		}
		return d
	}
	l.Quantity, l.Price = number("quantity"), number("price", "unit price")
	amount, err := money.Rounded(number("amount", "total"), c, money.HalfUp)
	if l.Amount = amount; err != nil {
		faults.Add(at, "amount", t.cell(i, t.column("amount", "total")), "an amount of "+string(c), problem.Wanting(problem.AmountIn, c))
	}
	if l.Kind == invoice.Usage {
		if l.Day, err = grid.ParseDate(t.cell(i, t.column("day", "date"))); err != nil {
			faults.Add(at, "day", t.cell(i, t.column("day", "date")), "a day such as 2026-03-02", problem.Wanting(problem.DayText))
		}
	}
	return l, len(*faults) == before
}

// eventFaults are what the owner's records can say against an event, by name.
var eventFaults = map[string]func(*invoice.Event){
	"off_roster":    func(e *invoice.Event) { e.OffRoster = true },
	"uncertified":   func(e *invoice.Event) { e.Uncertified = true },
	"outside_hours": func(e *invoice.Event) { e.OutsideHours = true },
	"training":      func(e *invoice.Event) { e.Training = true },
	"overtime":      func(e *invoice.Event) { e.Overtime = true },
	"reopened":      func(e *invoice.Event) { e.Reopened = true },
}

// MarkEvent sets what speaks against an event, from names joined by semicolons; the
// first that is unknown comes back.
func MarkEvent(e *invoice.Event, names string) (unknown string) {
	for name := range strings.SplitSeq(names, ";") {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		set, known := eventFaults[name]
		if !known {
			return name
		}
		set(e)
	}
	return ""
}

// EventMarks are the names of what speaks against an event, joined by semicolons.
func EventMarks(e invoice.Event) string {
	var names []string
	for _, m := range []struct {
		set  bool
		name string
	}{
		{e.OffRoster, "off_roster"}, {e.Uncertified, "uncertified"}, {e.OutsideHours, "outside_hours"},
		{e.Training, "training"}, {e.Overtime, "overtime"}, {e.Reopened, "reopened"},
	} {
		if m.set {
			names = append(names, m.name)
		}
	}
	return strings.Join(names, ";")
}

// ReadEvents reads evidence: ref, rate, begins, ends, agent, customer, talk_s, wrap_s
// and faults. loc is the clock of times without an offset.
func ReadEvents(file io.Reader, loc *time.Location) ([]invoice.Event, error) {
	t, err := readTable(file)
	if err != nil {
		return nil, err
	}
	var faults exchange.Faults
	seen := map[string]int{}
	events := make([]invoice.Event, 0, len(t.rows))
	for i := range t.rows {
		e := invoice.Event{Ref: t.cell(i, t.column("ref")), Rate: t.cell(i, t.column("rate")), Agent: t.cell(i, t.column("agent")), Customer: t.cell(i, t.column("customer"))}
		if first, twice := seen[e.Ref]; twice || e.Ref == "" {
			faults.Add(i+2, "ref", e.Ref, "a reference of its own; found it on line "+itoa(first), problem.Wanting(problem.OwnLine, first))
		}
		seen[e.Ref] = i + 2
		for column, into := range map[string]*time.Time{"begins": &e.Begins, "ends": &e.Ends} {
			at, err := momentOf(t.cell(i, t.column(column)), loc)
			if *into = at.UTC(); err != nil {
				faults.Add(i+2, column, t.cell(i, t.column(column)), "a time such as 2026-03-02 09:30", problem.Wanting(problem.TimeText, "2026-03-02 09:30"))
			}
		}
		for column, into := range map[string]*int64{"talk_s": &e.Talk, "wrap_s": &e.Wrap} {
			if text := t.cell(i, t.column(column)); text != "" {
				n, whole := wholeNumber(text)
				if *into = n; !whole {
					faults.Add(i+2, column, text, "whole seconds", problem.Wanting(problem.WholeSeconds))
				}
			}
		}
		if unknown := MarkEvent(&e, t.cell(i, t.column("faults"))); unknown != "" {
			faults.Add(i+2, "faults", unknown, "off_roster, uncertified, outside_hours, training, overtime or reopened", problem.Wanting(problem.Words, "off_roster, uncertified, outside_hours, training, overtime, reopened"))
		}
		e.Day = grid.DateOf(e.Begins.In(loc))
		events = append(events, e)
	}
	return events, faults.Err()
}
