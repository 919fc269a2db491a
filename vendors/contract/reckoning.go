package contract

import "github.com/govalues/decimal"

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
