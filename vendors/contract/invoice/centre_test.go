package invoice_test

import (
	"fmt"
	"time"

	"github.com/govalues/decimal"

	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/vendors/contract/invoice"
	"github.com/muster-wfm/muster/vendors/money"
	"github.com/muster-wfm/muster/workforce/grid"
)

func dec(text string) decimal.Decimal { return decimal.MustParse(text) }

func cny(minor int64) money.Amount { return money.Amount{Minor: minor, Currency: "CNY"} }

var monday = grid.MustDate("2026-03-02")

// at is a clock time on the first day.
func at(hour, minute, second int) time.Time {
	return time.Date(2026, 3, 2, hour, minute, second, 0, time.UTC)
}

func rate(code string, m contract.Model, prices ...string) contract.Rate {
	r := contract.Rate{Code: code, Model: m, Unit: string(m)}
	for i, p := range prices {
		r.Bands = append(r.Bands, contract.Band{From: decimal.MustNew(int64(i)*3, 0), Price: dec(p)})
	}
	return r
}

// history is one version from 2026 on; bands change at every third unit.
func history() contract.History {
	marginal := rate("call-marginal", contract.PerContact, "1.00", "0.80")
	marginal.Marginal = true
	h, err := contract.Arrange([]contract.Version{{
		Contract: "north", Number: 1, From: grid.MustDate("2026-01-01"), Mode: contract.SimpleCall, Currency: "CNY", Rounding: money.HalfUp, DisputeDays: 5,
		Rates: []contract.Rate{
			rate("call", contract.PerContact, "0.85"), rate("minute", contract.PerMinute, "0.60"), rate("hour", contract.PerHour, "40"),
			rate("resolved", contract.PerResolution, "3"), rate("seat", contract.PerSeat, "6000"), rate("banded", contract.PerContact, "1.00", "0.80"), marginal,
		},
	}})
	if err != nil {
		panic(err) // a fixture
	}
	return h
}

// call is a contact of two minutes that nothing is wrong with; each has its own
// agent and customer.
func call(n int, ref string) invoice.Event {
	begin := at(8, 0, 0).Add(time.Duration(n) * 10 * time.Minute)
	return invoice.Event{
		Ref: ref, Rate: "call", Agent: "agent " + ref, Customer: "customer " + ref, Day: monday,
		Begins: begin, Ends: begin.Add(150 * time.Second), Talk: 120, Wrap: 30,
	}
}

// order is a day of work under the contract.
func order(events ...invoice.Event) invoice.Order {
	return invoice.Order{
		History: history(), Events: events, Tolerance: invoice.Usual("CNY"),
		Rules: []invoice.Rule{
			{Rate: "call", ShortBelow: 10, RepeatWithin: 2 * time.Hour, SplitWithin: time.Minute},
			{Rate: "minute", WrapCap: 60, RoundTo: 6, ShortBelow: 10},
			{Rate: "resolved", RepeatWithin: 48 * time.Hour},
		},
	}
}

// line bills an event by its reference.
func line(n int, ref, rate, quantity, price string, minor int64) invoice.Line {
	return invoice.Line{Number: n, Kind: invoice.Usage, Rate: rate, Ref: ref, Day: monday, Quantity: dec(quantity), Price: dec(price), Amount: cny(minor)}
}

func bill(lines ...invoice.Line) invoice.Invoice {
	return invoice.Invoice{Vendor: "north", Number: "2026-03", Currency: "CNY", Lines: lines}
}

func calls(n int) []invoice.Event {
	var list []invoice.Event
	for i := range n {
		list = append(list, call(i, fmt.Sprint("c", i+1)))
	}
	return list
}
