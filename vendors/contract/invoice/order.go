package invoice

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/govalues/decimal"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/vendors/money"
)

// Order is what an invoice is set against.
type Order struct {
	History contract.History
	Rules   []Rule
	Events  []Event
	// Claimed are references that earlier invoices billed, with where they did.
	Claimed   map[string]string
	Tolerance Tolerance
	// Owed is what the contract asks for besides work, by kind of line; credits are
	// below zero. What is not there is not expected.
	Owed map[Kind]money.Amount
	Tax  *decimal.Decimal // share of all other lines; nil: none
}

// Tolerance is the variance within which a line is matched: the larger of a share
// of what was expected and an amount.
type Tolerance struct {
	Share decimal.Decimal
	Least money.Amount
}

// Usual is half a per cent, and one minor unit.
func Usual(c money.Currency) Tolerance {
	return Tolerance{decimal.MustNew(5, 3), money.Amount{Minor: 1, Currency: c}}
}

// covers reports whether a variance is within tolerance.
func (t Tolerance) covers(variance, expected money.Amount) (bool, error) {
	share, err := expected.Size().Times(t.Share, money.Down)
	return variance.Size().Minor <= max(share.Minor, t.Least.Minor), err
}

// EventError refuses evidence that cannot be judged.
type EventError struct {
	Ref             string
	Found, Expected string
}

func (e *EventError) Error() string {
	return fmt.Sprintf("event %s: found %s; expected %s", e.Ref, e.Found, e.Expected)
}

// Rule is the same for screens of every language.
func (e *EventError) Rule() problem.Rule {
	return problem.Ruling("event_unfit", e.Ref)
}

// judge works out for every event whether it is billable, its quantity and its
// price, in order of begin and reference.
func (o Order) judge() ([]*judged, error) {
	rules := map[string]Rule{}
	for _, r := range o.Rules {
		rules[r.Rate] = r
	}
	list, kept := make([]*judged, len(o.Events)), make([]judged, len(o.Events))
	seen := make(map[string]bool, len(o.Events))
	for i := range o.Events {
		e := &o.Events[i]
		kept[i] = judged{Event: e}
		list[i] = &kept[i]
		if seen[e.Ref] || e.Ref == "" {
			return nil, &EventError{e.Ref, "a reference that is empty or there twice", "one of its own"}
		}
		seen[e.Ref] = true
		if e.Ends.Before(e.Begins) || e.Talk < 0 || e.Wrap < 0 {
			return nil, &EventError{e.Ref, "an end before the begin, or negative seconds", "times in order"}
		}
		if e.Rate == "" {
			continue
		}
		if err := kept[i].terms(o.History, rules[e.Rate]); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(list, func(a, b *judged) int { return cmp.Or(a.Begins.Compare(b.Begins), cmp.Compare(a.Ref, b.Ref)) })
	markOverlaps(list)
	markRepeats(list, rules)
	return list, o.price(list)
}

// terms finds the version and the model of an event's day.
func (e *judged) terms(h contract.History, rule Rule) error {
	v, err := h.On(e.Day)
	if err != nil {
		return fmt.Errorf("event %s: %w", e.Ref, err)
	}
	r, found := rateOf(v, e.Rate)
	if !found {
		return &EventError{e.Ref, "rate " + e.Rate, fmt.Sprintf("a rate of version %d", v.Number)}
	}
	e.version, e.model = v.Number, r.Model
	e.fault = e.ownFault(r.Model, rule)
	if e.quantity, err = e.Event.quantity(r.Model, rule); err != nil {
		return &money.BeyondError{What: "quantity of event " + e.Ref}
	}
	return nil
}

func rateOf(v contract.Version, code string) (contract.Rate, bool) {
	for _, r := range v.Rates {
		if r.Code == code {
			return r, true
		}
	}
	return contract.Rate{}, false
}

// price gives every billable event the price of its band: of the band that the
// period reaches, or, where bands are marginal, of the band in which the event
// begins by its turn.
func (o Order) price(list []*judged) error {
	type card struct {
		version int
		rate    string
	}
	total, rates := map[card]decimal.Decimal{}, map[card]contract.Rate{}
	for _, v := range o.History {
		for _, r := range v.Rates {
			rates[card{v.Number, r.Code}] = r
		}
	}
	for turn := range 2 { // first to add up, then to price
		running := map[card]decimal.Decimal{}
		for _, e := range list {
			if e.Rate == "" || e.fault != "" {
				continue
			}
			key := card{e.version, e.Rate}
			if turn == 1 {
				at := total[key]
				if rates[key].Marginal {
					at = running[key]
				}
				e.price = bandPrice(rates[key], at)
			}
			sum, err := running[key].Add(e.quantity)
			if err != nil {
				return &money.BeyondError{What: "quantity of rate " + e.Rate}
			}
			running[key] = sum
		}
		total = running
	}
	for _, e := range list {
		if e.Rate != "" && e.fault != "" {
			e.price = bandPrice(rates[card{e.version, e.Rate}], total[card{e.version, e.Rate}])
		}
	}
	return nil
}

// bandPrice is the price of the band that a quantity reaches.
func bandPrice(r contract.Rate, quantity decimal.Decimal) decimal.Decimal {
	price := decimal.Zero
	for _, b := range r.Bands {
		if quantity.Cmp(b.From) >= 0 {
			price = b.Price
		}
	}
	return price
}
