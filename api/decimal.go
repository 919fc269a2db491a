package api

import (
	"github.com/danielgtaylor/huma/v2"
	"github.com/govalues/decimal"

	"github.com/muster-wfm/muster/vendors/money"
)

// Decimal is an exact number of at most nineteen digits, as text: what is paid is
// never rounded through binary fractions on its way.
type Decimal struct{ decimal.Decimal }

// Schema describes a decimal number as text.
func (Decimal) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Pattern: `^-?[0-9]{1,19}(\.[0-9]{1,19})?$`, PatternDescription: "a decimal number such as 0.85", Examples: []any{"0.85"}}
}

func decimalOf(d decimal.Decimal) Decimal { return Decimal{d} }

// decimalOrNone returns nil for none.
func decimalOrNone(d *decimal.Decimal) *Decimal {
	if d == nil {
		return nil
	}
	return &Decimal{*d}
}

// exactOrNone is the inverse of decimalOrNone.
func exactOrNone(d *Decimal) *decimal.Decimal {
	if d == nil {
		return nil
	}
	return &d.Decimal
}

// Money is whole minor units of a currency.
type Money struct {
	Minor    int64  `json:"minor" doc:"Whole minor units: fen, pence, cents."`
	Currency string `json:"currency" minLength:"3" maxLength:"3" example:"CNY" doc:"ISO 4217."`
}

func moneyOf(a money.Amount) Money { return Money{a.Minor, string(a.Currency)} }

func (m Money) toDomain() money.Amount {
	return money.Amount{Minor: m.Minor, Currency: money.Currency(m.Currency)}
}
