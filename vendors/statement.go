package vendors

import (
	"fmt"
	"maps"
	"slices"

	"github.com/govalues/decimal"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/vendors/contract/derive"
	"github.com/muster-wfm/muster/vendors/contract/invoice"
	"github.com/muster-wfm/muster/vendors/contract/metric"
	"github.com/muster-wfm/muster/vendors/money"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Statement is what a month comes to: charges by the rate card, credits for what
// was missed, and what is due.
type Statement struct {
	Programme   Programme
	Month       Month
	Version     int // of the contract at the month's end
	Currency    money.Currency
	DisputeDays int
	Charges     []derive.Step // usage by rate, then what the contract asks for besides
	Charge      money.Amount
	Judgements  []contract.Judgement
	Vendor      decimal.Decimal // the vendor's share of the miss, by attribution
	ByShare     bool            // the contract charges by it
	Proposal    contract.Proposal
	Credits     []CreditCase
	Credited    money.Amount // as settled where people settled, else as proposed
	Due         money.Amount
	Reached     map[string][]contract.Chronic // rungs of the ladder, by metric
	Earnings    []EarnedCredit
	Earned      money.Amount                  // of earlier credits, earned back by this month
	Owed        map[invoice.Kind]money.Amount // besides work, for the invoice
}

// EarnedCredit says of an earlier month's miss whether its credit is earned back, and
// what of it is booked in the month of the statement: that in which the last of the
// good months came in.
type EarnedCredit struct {
	Metric string
	Month  Month
	contract.Earning
	Due    Month        // in which it is booked
	Amount money.Amount // booked; 0 in every other month, and where the credit was never applied
}

// CreditState is how far a credit has come.
type CreditState string

// The states of a credit.
const (
	CreditProposed CreditState = "proposed"
	CreditAgreed   CreditState = "agreed"
	CreditDisputed CreditState = "disputed"
	CreditApplied  CreditState = "applied" // its month is closed
)

// CreditCase is a proposed credit on its way to agreement.
type CreditCase struct {
	Version  int64
	Metric   string
	Proposed money.Amount
	State    CreditState
	Settled  *money.Amount // what people settled on; nil: as proposed
	Deadline grid.Date     // by which a dispute is to be answered
	Course   []CreditMove
}

// CreditMove is a step of a credit.
type CreditMove struct {
	From, To CreditState
	On       grid.Date
	By, Why  string
	Settled  *money.Amount
}

// Amount is what the credit comes to.
func (c CreditCase) Amount() money.Amount {
	if c.Settled != nil {
		return *c.Settled
	}
	return c.Proposed
}

// quantityOf is what the counts say was used of a rate; false where they do not.
func quantityOf(model contract.Model, c metric.Counts, days int) (decimal.Decimal, string, bool) {
	quotient := func(n, by int64) decimal.Decimal {
		q, err := decimal.MustNew(n, 0).Quo(decimal.MustNew(by, 0))
		if err != nil {
			return decimal.Zero
		}
		return q
	}
	has := func(name string) bool { _, given := c[name]; return given }
	switch model {
	case contract.PerSeat:
		return quotient(c["headcount_days"], int64(days)), "headcount_days ÷ days", has("headcount_days")
	case contract.PerHour:
		return quotient(c["delivered_minutes"], 60), "delivered_minutes ÷ 60", has("delivered_minutes")
	case contract.PerMinute:
		return quotient(c["talk_s"]+c["hold_s"]+c["wrap_s"], 60), "(talk_s + hold_s + wrap_s) ÷ 60", has("talk_s")
	case contract.PerContact, contract.Hybrid:
		if has("handled") {
			return decimal.MustNew(c["handled"], 0), "handled", true
		}
		return decimal.MustNew(c["answered"], 0), "answered", has("answered")
	case contract.PerResolution:
		return decimal.MustNew(c["handled_aged_7d"]-c["repeated_7d"], 0), "handled_aged_7d − repeated_7d", has("handled_aged_7d") && has("repeated_7d")
	case contract.PerOutcome:
		return quotient(c["cost_minor"], 100), "cost_minor ÷ 100", has("cost_minor")
	}
	return decimal.Zero, "", false
}

// used is the counts that a rate is paid by: those of one queue, where the rate is
// named as the queue is, else of all.
func used(rate contract.Rate, t Tally, queues map[string]int64) metric.Counts {
	if id, named := queues[rate.Code]; named {
		return t.queue(id)
	}
	return t.Counts
}

// reckon computes charges and credits of a month under one version.
type reckon struct {
	terms  contract.Version
	month  Month
	tally  Tally
	queues map[string]int64 // ids by code
	score  *decimal.Decimal // of a hundred, for bonuses
}

// charges are the steps of the rate card, of what the contract asks for besides, and
// their sum.
func (r reckon) charges() (steps []derive.Step, owed map[invoice.Kind]money.Amount, total money.Amount, err error) {
	total, owed = money.Amount{Currency: r.terms.Currency}, map[invoice.Kind]money.Amount{}
	add := func(step derive.Step, kind invoice.Kind) error {
		steps = append(steps, step)
		if kind != "" {
			sum, err := owed[kind].Plus(*step.Amount)
			if err != nil {
				return err
			}
			owed[kind] = sum
		}
		total, err = total.Plus(*step.Amount)
		return err
	}
	for _, rate := range r.terms.Rates {
		step, err := r.usage(rate)
		if err != nil {
			return nil, nil, total, err
		}
		if err := add(step, ""); err != nil {
			return nil, nil, total, err
		}
		if bonus, there := step.Find("bonus"); there && bonus.Amount != nil && bonus.Amount.Minor != 0 {
			owed[invoice.Bonus] = *bonus.Amount
		}
	}
	volume := decimal.MustNew(r.tally.Counts["handled"], 0)
	if r.terms.Baseline != nil {
		step, err := r.terms.BaselineCharge(volume)
		if err == nil {
			err = add(step, invoice.Anchored)
		}
		if err != nil {
			return nil, nil, total, err
		}
	}
	if r.terms.TakeOrPay != nil {
		step, err := r.floor(volume)
		if err == nil && step.Amount.Minor > 0 {
			err = add(step, invoice.Floor)
		}
		if err != nil {
			return nil, nil, total, err
		}
	}
	return steps, owed, total, nil
}

// usage is the charge of one rate, with the counts behind its quantity.
func (r reckon) usage(rate contract.Rate) (derive.Step, error) {
	counts := used(rate, r.tally, r.queues)
	quantity, formula, known := quantityOf(rate.Model, counts, r.month.Days())
	if !known {
		step := derive.Amount("charge", rate.Code, money.Amount{Currency: r.terms.Currency}, "", derive.Text("reason", rate.Code, "nobody delivered "+formula))
		return step, nil
	}
	step, err := r.terms.Charge(contract.Use{Rate: rate.Code, Quantity: quantity, Score: r.score})
	if err != nil {
		return step, err
	}
	source := derive.Number("counted", rate.Code, quantity, formula)
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		if slices.Contains(wordsOf(formula), name) {
			source.From = append(source.From, derive.Number("count", name, decimal.MustNew(counts[name], 0), ""))
		}
	}
	step.From = append(step.From, source)
	return step, nil
}

// floor is the part of a take-or-pay floor that was not used.
func (r reckon) floor(volume decimal.Decimal) (derive.Step, error) {
	locked := decimal.MustNew(r.tally.Counts[LockedContacts], 0)
	whole, err := r.terms.TakeOrPayCharge(volume, locked)
	if err != nil {
		return whole, err
	}
	price := money.Price{Value: r.terms.TakeOrPay.Price, Currency: r.terms.Currency}
	done, err := price.Times(volume, r.terms.Rounding)
	if err != nil {
		return whole, err
	}
	rest, err := whole.Amount.Minus(done)
	if err != nil {
		return whole, err
	}
	return derive.Amount("floor", "", rest, "max(V, φF) × price − V × price", whole), nil
}

// wordsOf are the names in a formula.
func wordsOf(formula string) []string {
	return slices.Collect(func(yield func(string) bool) {
		start := -1
		for i, c := range formula + " " {
			letter := c == '_' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9'
			if letter && start < 0 {
				start = i
			}
			if !letter && start >= 0 {
				if !yield(formula[start:i]) {
					return
				}
				start = -1
			}
		}
	})
}

// CreditStateError refuses a step of a credit.
type CreditStateError struct {
	Metric          string
	From, To        CreditState
	Found, Expected string
	Cause           problem.Rule
}

func (e *CreditStateError) Error() string {
	return fmt.Sprintf("the credit for %s is %s and cannot become %s: found %s; expected %s", e.Metric, e.From, e.To, e.Found, e.Expected)
}

// Rule is the same for screens of every language.
func (e *CreditStateError) Rule() problem.Rule {
	return e.Cause
}
