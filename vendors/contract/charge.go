package contract

import (
	"fmt"

	"github.com/govalues/decimal"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/contract/derive"
	"github.com/muster-wfm/muster/vendors/money"
)

// Use is what was used of a rate in a period.
type Use struct {
	Rate     string
	Quantity decimal.Decimal  // in the rate's unit; PerOutcome: what was actually spent
	Score    *decimal.Decimal // Hybrid: of the period
}

// UseError refuses a quantity that cannot be charged.
type UseError struct{ Rate, Found, Expected string }

func (e *UseError) Error() string {
	return fmt.Sprintf("rate %s: found %s; expected %s", e.Rate, e.Found, e.Expected)
}

// Rule is the same for screens of every language.
func (e *UseError) Rule() problem.Rule {
	return problem.Ruling("rate_unfit", e.Rate)
}

// Charge is what a use costs under a version, with its derivation. The error is a
// [*UseError] or a [*money.BeyondError].
func (v Version) Charge(u Use) (derive.Step, error) {
	r, err := v.rate(u.Rate)
	if err != nil {
		return derive.Step{}, err
	}
	quantity := u.Quantity
	parts := []derive.Step{derive.Number("quantity", r.Code, u.Quantity, r.Unit)}
	if r.Model == PerOutcome {
		gain := reckoning{}
		quantity = gain.sub(r.Baseline, u.Quantity).Max(decimal.Zero)
		parts = append(parts, derive.Number("baseline", r.Code, r.Baseline, ""), derive.Number("gain", r.Code, quantity, "max(0, baseline − actual)"))
		if gain.err != nil {
			return derive.Step{}, &money.BeyondError{What: "gain of rate " + r.Code}
		}
	}
	if quantity.IsNeg() {
		return derive.Step{}, &UseError{r.Code, quantity.String(), "a quantity of 0 or more"}
	}
	total, bands, err := v.banded(r, quantity)
	if err != nil {
		return derive.Step{}, err
	}
	parts = append(parts, bands...)
	formula := "quantity × price"
	if r.Bonus != nil {
		bonus, err := v.bonus(r, total, u.Score)
		if err != nil {
			return derive.Step{}, err
		}
		if total, err = total.Plus(*bonus.Amount); err != nil {
			return derive.Step{}, err
		}
		parts, formula = append(parts, bonus), "quantity × price + bonus"
	}
	return derive.Amount("charge", r.Code, total, formula, parts...), nil
}

func (v Version) rate(code string) (Rate, error) {
	for _, r := range v.Rates {
		if r.Code == code {
			return r, nil
		}
	}
	return Rate{}, &UseError{code, "no such rate", fmt.Sprintf("a rate of version %d", v.Number)}
}

// banded charges a quantity by the bands of a rate, each band rounded once.
func (v Version) banded(r Rate, quantity decimal.Decimal) (money.Amount, []derive.Step, error) {
	total := money.Amount{Currency: v.Currency}
	var steps []derive.Step
	for i, b := range r.Bands {
		var in decimal.Decimal
		last := i == len(r.Bands)-1 || quantity.Cmp(r.Bands[i+1].From) < 0
		switch {
		case r.Marginal && quantity.Cmp(b.From) > 0:
			upper := quantity
			if !last {
				upper = r.Bands[i+1].From
			}
			in, _ = upper.Sub(b.From)
		case !r.Marginal && last && quantity.Cmp(b.From) >= 0:
			in = quantity
		default:
			continue
		}
		price := money.Price{Value: b.Price, Currency: v.Currency}
		cost, err := price.Times(in, v.Rounding)
		if err != nil {
			return total, nil, err
		}
		if total, err = total.Plus(cost); err != nil {
			return total, nil, err
		}
		steps = append(steps, derive.Amount("band", fmt.Sprint(i+1), cost, "quantity × price",
			derive.Number("band_from", fmt.Sprint(i+1), b.From, ""), derive.Number("band_quantity", fmt.Sprint(i+1), in, ""), derive.Number("price", fmt.Sprint(i+1), b.Price, "")))
	}
	return total, steps, nil
}

// bonus is what a hybrid rate adds for a score.
func (v Version) bonus(r Rate, base money.Amount, score *decimal.Decimal) (derive.Step, error) {
	if score == nil {
		return derive.Step{}, &UseError{r.Code, "no score", "the period's score, by which the bonus is paid"}
	}
	var c reckoning
	reached := clamped(c.quo(c.sub(*score, r.Bonus.Base), c.sub(r.Bonus.Target, r.Bonus.Base)))
	share := c.mul(r.Bonus.Share, reached)
	if c.err != nil {
		return derive.Step{}, &money.BeyondError{What: "bonus of rate " + r.Code}
	}
	amount, err := base.Times(share, v.Rounding)
	if err != nil {
		return derive.Step{}, err
	}
	return derive.Amount("bonus", r.Code, amount, "charge × share × reached", derive.Number("score", r.Code, *score, ""),
		derive.Number("reached", r.Code, reached, "(score − base) ÷ (target − base), 0 to 1"), derive.Number("bonus_share", r.Code, r.Bonus.Share, "")), nil
}
