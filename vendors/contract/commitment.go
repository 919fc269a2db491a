package contract

import (
	"github.com/govalues/decimal"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/contract/derive"
	"github.com/muster-wfm/muster/vendors/money"
)

// Baseline is anchored pricing: a charge for a volume, more for what is above a
// dead band around it (additional resource charge), less for what is below
// (reduced resource credit).
type Baseline struct {
	Volume   decimal.Decimal
	Charge   money.Amount
	Above    decimal.Decimal // ARC, a unit
	Below    decimal.Decimal // RRC, a unit
	DeadBand decimal.Decimal // share of the volume, either side
}

// TakeOrPay is a floor under the quantity that is paid.
type TakeOrPay struct {
	Floor decimal.Decimal // share of the locked forecast
	Price decimal.Decimal // a unit
}

func (b *Baseline) check(l *problem.List, field string, c money.Currency) {
	if b == nil {
		return
	}
	l.Need(b.Volume.IsPos(), field+".volume", b.Volume, "more than 0", problem.Wanting(problem.Above, 0))
	l.Need(b.Charge.Currency == c, field+".charge", b.Charge, "an amount in "+string(c), problem.Wanting(problem.AmountIn, c))
	l.Need(!b.Above.IsNeg(), field+".above", b.Above, "0 or more", problem.Wanting(problem.AtLeast, 0))
	l.Need(!b.Below.IsNeg(), field+".below", b.Below, "0 or more", problem.Wanting(problem.AtLeast, 0))
	l.Need(isShare(b.DeadBand), field+".deadBand", b.DeadBand, "a share from 0 to 1", problem.Wanting(problem.Share))
}

func (t *TakeOrPay) check(l *problem.List, field string) {
	if t == nil {
		return
	}
	l.Need(isShare(t.Floor), field+".floor", t.Floor, "a share from 0 to 1", problem.Wanting(problem.Share))
	l.Need(!t.Price.IsNeg(), field+".price", t.Price, "0 or more", problem.Wanting(problem.AtLeast, 0))
}

// BaselineCharge is C = C₀ + arc·max(0, V − V₀(1+d)) − rrc·max(0, V₀(1−d) − V).
// The error is a [*UseError] or a [*money.BeyondError].
func (v Version) BaselineCharge(volume decimal.Decimal) (derive.Step, error) {
	b := v.Baseline
	switch {
	case b == nil:
		return derive.Step{}, &UseError{"baseline", "none", "a version with a baseline"}
	case volume.IsNeg():
		return derive.Step{}, &UseError{"baseline", volume.String(), "a volume of 0 or more"}
	}
	var c reckoning
	upper := c.mul(b.Volume, c.add(decimal.One, b.DeadBand))
	lower := c.mul(b.Volume, c.sub(decimal.One, b.DeadBand))
	above := c.sub(volume, upper).Max(decimal.Zero)
	below := c.sub(lower, volume).Max(decimal.Zero)
	if c.err != nil {
		return derive.Step{}, &money.BeyondError{What: "volume " + volume.String()}
	}
	more, err := money.Price{Value: b.Above, Currency: v.Currency}.Times(above, v.Rounding)
	if err != nil {
		return derive.Step{}, err
	}
	less, err := money.Price{Value: b.Below, Currency: v.Currency}.Times(below, v.Rounding)
	if err != nil {
		return derive.Step{}, err
	}
	total, err := money.Sum(b.Charge, more, less.Negated())
	if err != nil {
		return derive.Step{}, err
	}
	return derive.Amount("baseline_charge", "", total, "base charge + additional − reduced",
		derive.Amount("base_charge", "", b.Charge, ""),
		derive.Amount("additional", "", more, "price × max(0, volume − upper)", derive.Number("upper", "", upper, "base volume × (1 + dead band)"), derive.Number("above", "", above, "")),
		derive.Amount("reduced", "", less, "price × max(0, lower − volume)", derive.Number("lower", "", lower, "base volume × (1 − dead band)"), derive.Number("below", "", below, "")),
		derive.Number("volume", "", volume, "")), nil
}

// TakeOrPayCharge is max(V, φF) × rate. The error is a [*UseError] or a
// [*money.BeyondError].
func (v Version) TakeOrPayCharge(volume, forecast decimal.Decimal) (derive.Step, error) {
	t := v.TakeOrPay
	switch {
	case t == nil:
		return derive.Step{}, &UseError{"take or pay", "none", "a version with a floor"}
	case volume.IsNeg() || forecast.IsNeg():
		return derive.Step{}, &UseError{"take or pay", volume.String() + " of " + forecast.String(), "a volume and a forecast of 0 or more"}
	}
	var c reckoning
	floor := c.mul(t.Floor, forecast)
	if c.err != nil {
		return derive.Step{}, &money.BeyondError{What: "forecast " + forecast.String()}
	}
	paid := volume.Max(floor)
	total, err := money.Price{Value: t.Price, Currency: v.Currency}.Times(paid, v.Rounding)
	if err != nil {
		return derive.Step{}, err
	}
	return derive.Amount("take_or_pay", "", total, "max(volume, floor) × price", derive.Number("volume", "", volume, ""),
		derive.Number("floor", "", floor, "share × forecast", derive.Number("forecast", "", forecast, "")), derive.Number("price", "", t.Price, "")), nil
}
