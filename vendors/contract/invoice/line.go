package invoice

import (
	"fmt"

	"github.com/govalues/decimal"

	"github.com/muster-wfm/muster/internal/chain"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/money"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Kind is what a line bills.
type Kind string

// The kinds of line.
const (
	Usage    Kind = "usage"       // work, by a rate
	Floor    Kind = "take_or_pay" // the part of the floor that was not used
	Anchored Kind = "baseline"    // a baseline with what is above or below it
	Bonus    Kind = "bonus"       // by score
	Credit   Kind = "credit"      // below zero
	Tax      Kind = "tax"
)

// Line is what was billed.
type Line struct {
	Number   int // on the invoice, from 1
	Kind     Kind
	Rate     string    // of usage
	Ref      string    // of the event; "" all events of the rate on the day
	Day      grid.Date // of usage
	Quantity decimal.Decimal
	Price    decimal.Decimal
	Amount   money.Amount
}

// Invoice is what a vendor sent.
type Invoice struct {
	Vendor   string
	Number   string
	Currency money.Currency
	Lines    []Line
}

// Mark identifies an invoice by everything that it says.
func (v Invoice) Mark() chain.Hash {
	mark := chain.Seal(chain.Hash{}, []int64{int64(len(v.Lines))}, v.Vendor, v.Number, string(v.Currency))
	for _, l := range v.Lines {
		mark = chain.Seal(mark, []int64{int64(l.Number), l.Amount.Minor}, string(l.Kind), l.Rate, l.Ref, l.Day.String(),
			l.Quantity.String(), l.Price.String(), string(l.Amount.Currency))
	}
	return mark
}

// Prior is an invoice that was taken in before.
type Prior struct {
	Vendor string
	Number string
	Mark   chain.Hash
}

// DuplicateError refuses a second invoice under a number that is taken.
type DuplicateError struct{ Vendor, Number string }

func (e *DuplicateError) Error() string {
	return fmt.Sprintf("vendor %s has sent another invoice %s already; expected a number of its own, or a credit note and a new invoice", e.Vendor, e.Number)
}

// Rule is the same for screens of every language.
func (e *DuplicateError) Rule() problem.Rule {
	return problem.Ruling("number_taken", e.Number)
}

// Admit says whether an invoice is new. The same file again is the invoice that is
// there already (true); another one under its number is a [*DuplicateError].
func Admit(v Invoice, priors []Prior) (known bool, err error) {
	for _, p := range priors {
		if p.Vendor == v.Vendor && p.Number == v.Number {
			if p.Mark == v.Mark() {
				return true, nil
			}
			return false, &DuplicateError{v.Vendor, v.Number}
		}
	}
	return false, nil
}

// CurrencyError refuses an invoice in another currency than the contract's.
type CurrencyError struct {
	Line            int // 0: the invoice as a whole
	Found, Expected money.Currency
}

func (e *CurrencyError) Error() string {
	where := "the invoice"
	if e.Line > 0 {
		where = fmt.Sprintf("line %d", e.Line)
	}
	return fmt.Sprintf("%s is in %s; expected %s, the contract's currency", where, e.Found, e.Expected)
}

// Rule is the same for screens of every language.
func (e *CurrencyError) Rule() problem.Rule {
	return problem.Ruling("other_currency", e.Found, e.Expected)
}
