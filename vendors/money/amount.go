package money

import (
	"cmp"
	"fmt"
	"math"

	"github.com/muster-wfm/muster/internal/problem"

	"github.com/govalues/decimal"
)

// Amount is whole minor units of a currency. The zero Amount is nothing of no
// currency, which may be added to anything.
type Amount struct {
	Minor    int64
	Currency Currency
}

// MixedError refuses to add or compare two currencies.
type MixedError struct{ One, Other Amount }

func (e *MixedError) Error() string {
	return fmt.Sprintf("%v and %v are of two currencies; expected one: convert by the contract's rule first", e.One, e.Other)
}

// BeyondError says that a figure is too large to be kept exactly.
type BeyondError struct{ What string }

func (e *BeyondError) Error() string {
	return fmt.Sprintf("%s is too large to be kept to the last minor unit; expected at most 9,223,372,036,854,775,807 of them", e.What)
}

// Rule is the same for screens of every language.
func (e *BeyondError) Rule() problem.Rule {
	return problem.Ruling("too_large_to_keep")
}

// common returns the currency of two amounts; the error is a [*MixedError].
func common(a, b Amount) (Currency, error) {
	switch {
	case a.Currency == b.Currency || b == Amount{}:
		return a.Currency, nil
	case a == Amount{}:
		return b.Currency, nil
	}
	return "", &MixedError{a, b}
}

// Plus adds; the error is a [*MixedError] or a [*BeyondError].
func (a Amount) Plus(b Amount) (Amount, error) {
	c, err := common(a, b)
	if err != nil {
		return Amount{}, err
	}
	sum := a.Minor + b.Minor
	if (a.Minor > 0 && b.Minor > 0 && sum < 0) || (a.Minor < 0 && b.Minor < 0 && sum >= 0) {
		return Amount{}, &BeyondError{fmt.Sprintf("%v and %v", a, b)}
	}
	return Amount{sum, c}, nil
}

// Minus subtracts; the errors are those of [Amount.Plus].
func (a Amount) Minus(b Amount) (Amount, error) {
	if b.Minor == math.MinInt64 {
		return Amount{}, &BeyondError{fmt.Sprintf("%v less %v", a, b)}
	}
	return a.Plus(b.Negated())
}

// Negated is a credit for a charge.
func (a Amount) Negated() Amount { return Amount{-a.Minor, a.Currency} }

// Compare orders two amounts of one currency; the error is a [*MixedError].
func (a Amount) Compare(b Amount) (int, error) {
	if _, err := common(a, b); err != nil {
		return 0, err
	}
	return cmp.Compare(a.Minor, b.Minor), nil
}

// Size is the amount without its sign.
func (a Amount) Size() Amount {
	if a.Minor < 0 {
		return a.Negated()
	}
	return a
}

// Major is the amount in major units: 12.34 for 1234 fen.
func (a Amount) Major() decimal.Decimal {
	d, err := decimal.New(a.Minor, a.Currency.Digits())
	if err != nil { // at most three digits: never
		return decimal.Zero
	}
	return d
}

// Times takes a part or a multiple of an amount, rounded once; the error is a
// [*BeyondError].
func (a Amount) Times(factor decimal.Decimal, by Rounding) (Amount, error) {
	return Price{a.Major(), a.Currency}.Times(factor, by)
}

// String is the amount in major units with its currency: 12.34 CNY.
func (a Amount) String() string {
	if a == (Amount{}) {
		return "0"
	}
	return a.Major().String() + " " + string(a.Currency)
}

// Sum adds any number of amounts; the errors are those of [Amount.Plus].
func Sum(amounts ...Amount) (Amount, error) {
	var total Amount
	for _, a := range amounts {
		var err error
		if total, err = total.Plus(a); err != nil {
			return Amount{}, err
		}
	}
	return total, nil
}
