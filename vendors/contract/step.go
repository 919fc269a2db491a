package contract

import (
	"github.com/govalues/decimal"

	"github.com/muster-wfm/muster/vendors/money"
)

// Step is a figure and what it was computed from. Exactly one of Amount, Number
// and Text says what it is. Name is a stable key that screens translate; Of tells
// like steps apart (a metric, a band); Formula is the arithmetic in short.
type Step struct {
	Name    string
	Of      string
	Amount  *money.Amount
	Number  *decimal.Decimal
	Text    string
	Formula string
	From    []Step
}

func amountStep(name, of string, a money.Amount, formula string, from ...Step) Step {
	return Step{Name: name, Of: of, Amount: &a, Formula: formula, From: from}
}

func numberStep(name, of string, d decimal.Decimal, formula string, from ...Step) Step {
	return Step{Name: name, Of: of, Number: &d, Formula: formula, From: from}
}

func textStep(name, of, text string) Step { return Step{Name: name, Of: of, Text: text} }

// Find returns the first step of a name, the step itself or below it; false where
// there is none.
func (s Step) Find(name string) (Step, bool) {
	if s.Name == name {
		return s, true
	}
	for _, below := range s.From {
		if found, ok := below.Find(name); ok {
			return found, true
		}
	}
	return Step{}, false
}

// reckoning does decimal arithmetic and keeps the first error, so that a formula
// reads as a formula.
type reckoning struct{ err error }

func (r *reckoning) keep(d decimal.Decimal, err error) decimal.Decimal {
	if r.err == nil {
		r.err = err
	}
	if r.err != nil {
		return decimal.Zero
	}
	return d
}

func (r *reckoning) add(a, b decimal.Decimal) decimal.Decimal { return r.keep(a.Add(b)) }
func (r *reckoning) sub(a, b decimal.Decimal) decimal.Decimal { return r.keep(a.Sub(b)) }
func (r *reckoning) mul(a, b decimal.Decimal) decimal.Decimal { return r.keep(a.Mul(b)) }
func (r *reckoning) quo(a, b decimal.Decimal) decimal.Decimal { return r.keep(a.Quo(b)) }

// product multiplies any number of factors.
func (r *reckoning) product(factors ...decimal.Decimal) decimal.Decimal {
	out := decimal.One
	for _, f := range factors {
		out = r.mul(out, f)
	}
	return out
}

// clamped is a number, at least 0 and at most 1.
func clamped(d decimal.Decimal) decimal.Decimal { return d.Max(decimal.Zero).Min(decimal.One) }

// isShare reports whether a decimal is from 0 to 1.
func isShare(d decimal.Decimal) bool { return !d.IsNeg() && d.Cmp(decimal.One) <= 0 }
