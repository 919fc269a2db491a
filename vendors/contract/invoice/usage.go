package invoice

import (
	"fmt"

	"github.com/govalues/decimal"

	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/vendors/money"
)

// mostEvidence is how many events a finding names.
const mostEvidence = 5

// named is the finding of a line that stands for one event.
func (r *reconciliation) named(l Line) (Finding, error) {
	if where, earlier := r.Claimed[l.Ref]; earlier {
		f := r.blank(l, Duplicate)
		f.Evidence = []string{where}
		return f, nil
	}
	if first, here := r.claimed[l.Ref]; here {
		f := r.blank(l, Duplicate)
		f.Evidence = []string{fmt.Sprintf("line %d", first)}
		return f, nil
	}
	e, found := r.events[l.Ref]
	if !found {
		return r.blank(l, NoEvidence), nil
	}
	r.claimed[l.Ref] = l.Number
	return r.priced(l, []*judged{e})
}

// day is the finding of a line that stands for all events of a rate on a day that
// no line names.
func (r *reconciliation) day(l Line) (Finding, error) {
	if r.days == nil {
		r.group()
	}
	key := dayKey{l.Rate, l.Day}
	list, first := r.days[key], ""
	for _, e := range list {
		if at, taken := r.claimed[e.Ref]; taken {
			first = fmt.Sprintf("line %d", at)
			break
		}
	}
	switch {
	case first != "":
		f := r.blank(l, Duplicate)
		f.Evidence = []string{first}
		return f, nil
	case len(list) == 0:
		return r.blank(l, NoEvidence), nil
	}
	for _, e := range list {
		r.claimed[e.Ref] = l.Number
	}
	return r.priced(l, list)
}

// group puts the events that no line names by rate and day, in order of begin.
func (r *reconciliation) group() {
	r.days = map[dayKey][]*judged{}
	for _, e := range r.ordered {
		if _, named := r.claimed[e.Ref]; e.Rate == "" || named || r.Claimed[e.Ref] != "" {
			continue
		}
		key := dayKey{e.Rate, e.Day}
		r.days[key] = append(r.days[key], e)
	}
}

// priced expects what events cost: each price times its quantity, rounded once.
func (r *reconciliation) priced(l Line, events []*judged) (Finding, error) {
	f := r.blank(l)
	v, err := r.History.On(events[0].Day)
	if err != nil {
		return f, err
	}
	f.Version = v.Number
	quantities, prices := map[decimal.Decimal]decimal.Decimal{}, []decimal.Decimal(nil)
	for _, e := range events {
		if e.fault != "" {
			f.leave(e)
			continue
		}
		f.Events++
		price := e.price.Trim(0)
		if _, seen := quantities[price]; !seen {
			prices = append(prices, price)
		}
		if quantities[price], err = quantities[price].Add(e.quantity); err == nil {
			f.Quantity, err = f.Quantity.Add(e.quantity)
		}
		if err != nil {
			return f, &money.BeyondError{What: "quantity of the line"}
		}
	}
	for _, price := range prices {
		cost, err := money.Price{Value: price, Currency: r.currency}.Times(quantities[price], v.Rounding)
		if err != nil {
			return f, err
		}
		if f.Expected, err = f.Expected.Plus(cost); err != nil {
			return f, err
		}
	}
	f.Price = events[len(events)-1].price
	if len(prices) == 1 {
		f.Price = prices[0]
	}
	r.explain(&f, v, events[0], len(prices))
	return f, nil
}

// leave counts an event that a line stands for and that is not billable.
func (f *Finding) leave(e *judged) {
	if f.Left == nil {
		f.Left = map[Reason]int{}
	}
	f.Left[e.fault]++
	f.Reasons = append(f.Reasons, e.fault)
	if len(f.Evidence) < mostEvidence {
		place := e.Ref
		if e.with != "" {
			place += " and " + e.with
		}
		f.Evidence = append(f.Evidence, place)
	}
}

// explain adds the reasons that lie in price, quantity and arithmetic.
func (r *reconciliation) explain(f *Finding, v contract.Version, first *judged, prices int) {
	l := f.Line
	if l.Rate != first.Rate {
		f.Reasons = append(f.Reasons, RateVersion)
	} else if prices <= 1 && l.Price.Cmp(f.Price) != 0 {
		f.Reasons = append(f.Reasons, r.priceReason(v, l))
	}
	if apart, err := l.Quantity.Sub(f.Quantity); err == nil && !apart.IsZero() && len(f.Left) == 0 {
		f.Reasons = append(f.Reasons, r.quantityReason(apart, l, first, f.Events))
	}
	if prices > 1 {
		return // a day at two prices has no single product
	}
	product, err := money.Price{Value: l.Price, Currency: r.currency}.Times(l.Quantity, v.Rounding)
	if err != nil {
		return
	}
	switch off, err := l.Amount.Minus(product); {
	case err != nil || off.Minor == 0:
	case off.Size().Minor == 1:
		f.Reasons = append(f.Reasons, Rounding)
	default:
		f.Reasons = append(f.Reasons, Arithmetic)
	}
}

// priceReason says whether a wrong price is that of another band.
func (r *reconciliation) priceReason(v contract.Version, l Line) Reason {
	rate, _ := rateOf(v, l.Rate)
	for _, b := range rate.Bands {
		if b.Price.Cmp(l.Price) == 0 {
			return WrongBand
		}
	}
	return RateVersion
}

// quantityReason says whether a wrong quantity is within the rounding of times: a
// step (or a minute) for each event.
func (r *reconciliation) quantityReason(apart decimal.Decimal, l Line, first *judged, events int) Reason {
	if first.model != contract.PerMinute && first.model != contract.PerHour {
		return QuantityBilled
	}
	step := int64(60)
	for _, rule := range r.Rules {
		if rule.Rate == l.Rate {
			step = max(step, rule.RoundTo)
		}
	}
	unit := int64(60)
	if first.model == contract.PerHour {
		unit = 3600
	}
	most, err := decimal.MustNew(step*int64(max(events, 1)), 0).Quo(decimal.MustNew(unit, 0))
	if err == nil && apart.CmpAbs(most) < 0 {
		return Rounding
	}
	return QuantityBilled
}
