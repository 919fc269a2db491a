package invoice

import (
	"fmt"
	"slices"

	"github.com/govalues/decimal"

	"github.com/muster-wfm/muster/vendors/money"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Finding is a line beside what was expected.
type Finding struct {
	Line     Line // Number 0: it is not on the invoice, and should be
	Expected money.Amount
	Variance money.Amount // billed less expected: above zero to the vendor's favour
	Reasons  []Reason
	State    State           // matched or query
	Version  int             // of the contract; 0 where no event was found
	Quantity decimal.Decimal // expected
	Price    decimal.Decimal // expected; of the last price where a day has several
	Events   int             // that the line stands for and that count
	Left     map[Reason]int  // events that the line stands for and that do not
	Evidence []string        // events and places that speak against the line, at most five
}

// Total is lines and their variance.
type Total struct {
	Lines    int
	Variance money.Amount
}

// Result is an invoice against what it should have been.
type Result struct {
	Findings []Finding // in the order of the lines, then what is missing
	Expected money.Amount
	Billed   money.Amount
	Variance money.Amount
	// Tolerated is the variance of matched lines together. Where it is more than the
	// tolerance of a single line of their sum, the lines are Systematic: each a fen too
	// much is no rounding.
	Tolerated  money.Amount
	Systematic bool
	ByReason   map[Reason]Total // each line under its first reason
	Unbilled   []string         // events that count and that no line stands for
}

// Reconcile sets an invoice against an order. The error is a [*CurrencyError],
// [*EventError], [*contract.UncoveredError] or [*money.BeyondError]; a line that is
// wrong is no error but a finding.
func Reconcile(v Invoice, o Order) (Result, error) {
	currency := v.Currency
	for _, version := range o.History {
		if version.Currency != currency {
			return Result{}, &CurrencyError{0, currency, version.Currency}
		}
	}
	for _, l := range v.Lines {
		if l.Amount.Currency != currency {
			return Result{}, &CurrencyError{l.Number, l.Amount.Currency, currency}
		}
	}
	events, err := o.judge()
	if err != nil {
		return Result{}, err
	}
	r := &reconciliation{Order: o, currency: currency, ordered: events, events: make(map[string]*judged, len(events)), claimed: map[string]int{}}
	for _, e := range events {
		if e.Rate != "" {
			r.events[e.Ref] = e
		}
	}
	return r.run(v)
}

// reconciliation is one in the making.
type reconciliation struct {
	Order
	currency money.Currency
	ordered  []*judged // by begin and reference
	events   map[string]*judged
	claimed  map[string]int // by reference: the line of this invoice that stands for it
	days     map[dayKey][]*judged
	matched  money.Amount // expected of the lines that matched
}

// dayKey is what a line without a reference stands for.
type dayKey struct {
	rate string
	day  grid.Date
}

func (r *reconciliation) run(v Invoice) (Result, error) {
	out := Result{Findings: make([]Finding, len(v.Lines)), ByReason: map[Reason]Total{}}
	none := money.Amount{Currency: r.currency}
	out.Expected, out.Billed, out.Tolerated = none, none, none
	var steps = []struct {
		takes func(Line) bool
		find  func(Line) (Finding, error)
	}{
		// By reference first: what a line names is not there for a line of a whole day.
		{func(l Line) bool { return l.Kind == Usage && l.Ref != "" }, r.named},
		{func(l Line) bool { return l.Kind == Usage && l.Ref == "" }, r.day},
		{func(l Line) bool { return l.Kind != Usage && l.Kind != Tax }, r.owed()},
	}
	for _, step := range steps {
		for i, l := range v.Lines {
			if !step.takes(l) {
				continue
			}
			f, err := step.find(l)
			if err == nil {
				err = r.settle(&f, &out)
			}
			if err != nil {
				return Result{}, fmt.Errorf("line %d: %w", l.Number, err)
			}
			out.Findings[i] = f
		}
	}
	if err := r.absent(v, &out); err != nil {
		return Result{}, err
	}
	if err := r.tax(v, &out); err != nil {
		return Result{}, err
	}
	for _, e := range r.ordered {
		if _, billed := r.claimed[e.Ref]; !billed && e.Rate != "" && e.fault == "" && r.Claimed[e.Ref] == "" {
			out.Unbilled = append(out.Unbilled, e.Ref)
		}
	}
	within, err := r.Tolerance.covers(out.Tolerated, r.matched)
	if err != nil {
		return Result{}, err
	}
	out.Systematic = !within
	out.Variance, err = out.Billed.Minus(out.Expected)
	return out, err
}

// settle works out the variance of a finding, its state and the totals.
func (r *reconciliation) settle(f *Finding, out *Result) error {
	var err error
	if f.Variance, err = f.Line.Amount.Minus(f.Expected); err != nil {
		return err
	}
	f.Variance.Currency = r.currency
	within, err := r.Tolerance.covers(f.Variance, f.Expected)
	if err != nil {
		return err
	}
	if f.State = Query; within {
		f.State, f.Reasons = Matched, nil
		if out.Tolerated, err = out.Tolerated.Plus(f.Variance); err != nil {
			return err
		}
		if r.matched, err = r.matched.Plus(f.Expected); err != nil {
			return err
		}
	}
	slices.SortFunc(f.Reasons, func(a, b Reason) int { return slices.Index(Reasons, a) - slices.Index(Reasons, b) })
	f.Reasons = slices.Compact(f.Reasons)
	if f.State == Query && len(f.Reasons) > 0 {
		t := out.ByReason[f.Reasons[0]]
		t.Lines++
		if t.Variance, err = t.Variance.Plus(f.Variance); err != nil {
			return err
		}
		out.ByReason[f.Reasons[0]] = t
	}
	if out.Expected, err = out.Expected.Plus(f.Expected); err == nil {
		out.Billed, err = out.Billed.Plus(f.Line.Amount)
	}
	return err
}

// blank is a finding that expects nothing.
func (r *reconciliation) blank(l Line, reasons ...Reason) Finding {
	return Finding{Line: l, Expected: money.Amount{Currency: r.currency}, Reasons: reasons}
}
