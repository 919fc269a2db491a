package money

import (
	"fmt"
	"math"

	"github.com/govalues/decimal"
)

// Rounding says how a product becomes whole minor units.
type Rounding string

// The rules that contracts name.
const (
	HalfUp   Rounding = "half_up"   // 0.5 away from zero: usual on invoices; the default
	HalfEven Rounding = "half_even" // 0.5 to the even neighbour: no drift over many lines
	Down     Rounding = "down"      // towards zero
	Up       Rounding = "up"        // away from zero
)

// Roundings are all of them, the default first.
var Roundings = []Rounding{HalfUp, HalfEven, Down, Up}

// Price is what one unit costs, in major units of a currency.
type Price struct {
	Value    decimal.Decimal
	Currency Currency
}

// String is the price with its currency: 0.85 CNY.
func (p Price) String() string { return p.Value.String() + " " + string(p.Currency) }

// Times is what a quantity costs, rounded once to minor units; the error is a
// [*BeyondError].
func (p Price) Times(quantity decimal.Decimal, by Rounding) (Amount, error) {
	product, err := p.Value.Mul(quantity)
	if err != nil {
		return Amount{}, &BeyondError{fmt.Sprintf("%v times %v", p, quantity)}
	}
	return Rounded(product, p.Currency, by)
}

// Rounded turns major units into an amount; the error is a [*BeyondError].
func Rounded(major decimal.Decimal, c Currency, by Rounding) (Amount, error) {
	whole := by.apply(major, c.Digits()).Pad(c.Digits())
	if whole.Scale() != c.Digits() || whole.Coef() > math.MaxInt64 {
		return Amount{}, &BeyondError{major.String() + " " + string(c)}
	}
	minor := int64(whole.Coef())
	if whole.IsNeg() {
		minor = -minor
	}
	return Amount{minor, c}, nil
}

// apply rounds to so many decimals.
func (r Rounding) apply(d decimal.Decimal, places int) decimal.Decimal {
	switch r {
	case HalfEven:
		return d.Round(places)
	case Down:
		return d.Trunc(places)
	case Up:
		if d.IsNeg() {
			return d.Floor(places)
		}
		return d.Ceil(places)
	}
	cut := d.Trunc(places)
	rest, err := d.Sub(cut)
	if err != nil || rest.CmpAbs(decimal.MustNew(5, places+1)) < 0 {
		return cut
	}
	if d.IsNeg() {
		return d.Floor(places)
	}
	return d.Ceil(places)
}
