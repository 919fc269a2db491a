package api

import (
	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/vendors/money"
)

// ContractTerms is what was agreed from one day to another.
type ContractTerms struct {
	From        Day                `json:"from"`
	To          *Day               `json:"to,omitempty" doc:"Last day; absent: open."`
	Currency    string             `json:"currency" minLength:"3" maxLength:"3" example:"CNY"`
	Rounding    string             `json:"rounding" enum:"half_up,half_even,down,up"`
	Rates       []ContractRate     `json:"rates" nullable:"false" maxItems:"100"`
	Baseline    *ContractBaseline  `json:"baseline,omitempty" doc:"Anchored pricing: a charge for a volume, more above a dead band (ARC), less below it (RRC)."`
	TakeOrPay   *ContractTakeOrPay `json:"takeOrPay,omitempty" doc:"A floor under the quantity that is paid."`
	Levels      []ContractLevel    `json:"levels" nullable:"false" maxItems:"100"`
	AtRisk      ContractAtRisk     `json:"atRisk"`
	Ladder      []ContractRung     `json:"ladder" nullable:"false" maxItems:"20" doc:"What repeated misses lead to."`
	DisputeDays int                `json:"disputeDays" minimum:"0" maximum:"366" doc:"Working days to answer a disputed line."`
}

// ContractRate is one line of a rate card.
type ContractRate struct {
	Code     string         `json:"code" minLength:"1" maxLength:"64"`
	Model    string         `json:"model" enum:"seat,productive_hour,minute,contact,resolution,outcome,hybrid"`
	Unit     string         `json:"unit" maxLength:"64" doc:"What one is: seat-month, hour, call."`
	Bands    []ContractBand `json:"bands" nullable:"false" maxItems:"50"`
	Marginal bool           `json:"marginal" doc:"Each unit costs the price of its own band; else all cost that of the band reached."`
	Baseline *Decimal       `json:"baseline,omitempty" doc:"outcome: what was agreed to be saved from."`
	Bonus    *ContractBonus `json:"bonus,omitempty" doc:"hybrid: what the score adds."`
}

// ContractBand is a price from a quantity on.
type ContractBand struct {
	From  Decimal `json:"from"`
	Price Decimal `json:"price" doc:"A unit, in major units of the currency."`
}

// ContractBonus adds to a charge by score.
type ContractBonus struct {
	Base   Decimal `json:"base"`
	Target Decimal `json:"target"`
	Share  Decimal `json:"share" doc:"Of the charge, at the target."`
}

// ContractBaseline is anchored pricing.
type ContractBaseline struct {
	Volume   Decimal `json:"volume"`
	Charge   Money   `json:"charge"`
	Above    Decimal `json:"above" doc:"Additional resource charge, a unit."`
	Below    Decimal `json:"below" doc:"Reduced resource credit, a unit."`
	DeadBand Decimal `json:"deadBand" doc:"Share of the volume, either side."`
}

// ContractTakeOrPay is a floor under the quantity that is paid.
type ContractTakeOrPay struct {
	Floor Decimal `json:"floor" doc:"Share of the locked forecast."`
	Price Decimal `json:"price"`
}

// ContractLevel is a service level with two lines.
type ContractLevel struct {
	Metric     string            `json:"metric" minLength:"1" maxLength:"64" doc:"A metric of the library."`
	Base       Decimal           `json:"base" doc:"Beyond it the level is missed."`
	Target     Decimal           `json:"target" doc:"At it all points are earned."`
	Weight     Decimal           `json:"weight" doc:"Points at the target."`
	Floor      Decimal           `json:"floor" doc:"Points at the base and beyond it."`
	Gate       *ContractGate     `json:"gate,omitempty"`
	KnockOut   bool              `json:"knockOut" doc:"A miss takes all points of the card."`
	Allocation Decimal           `json:"allocation" doc:"Share of the pool that a miss costs."`
	Depth      *Decimal          `json:"depth,omitempty" doc:"Where a miss costs its whole allocation; absent: all at once."`
	LeastN     int64             `json:"leastN" minimum:"0" doc:"Sample that the point estimate needs to count by itself."`
	EarnBack   *ContractEarnBack `json:"earnBack,omitempty"`
}

// ContractGate lowers what a level can earn while another metric is too low.
type ContractGate struct {
	Metric string  `json:"metric" minLength:"1" maxLength:"64"`
	Least  Decimal `json:"least"`
	Factor Decimal `json:"factor"`
}

// ContractEarnBack is the chance to get a credit back by doing better.
type ContractEarnBack struct {
	Share Decimal `json:"share"`
	Worst Decimal `json:"worst" doc:"Far end of the yellow zone; a miss beyond it is final."`
	Clean int     `json:"clean" minimum:"0" doc:"Months before the miss without another."`
	Good  int     `json:"good" minimum:"1" doc:"Months after it that all reach the target."`
}

// ContractAtRisk is how much of a charge depends on service levels.
type ContractAtRisk struct {
	Share   Decimal `json:"share" doc:"Of the month's charge; also the cap on its credits."`
	Pool    Decimal `json:"pool" doc:"What the allocations may add up to, 1 to 3."`
	ByShare bool    `json:"byShare" doc:"A credit is of the vendor's share of a miss only."`
	Year    *Money  `json:"year,omitempty" doc:"Cap on all credits of a calendar year; absent: none but the months'."`
}

// ContractRung is a step of the ladder of consequences.
type ContractRung struct {
	Misses int    `json:"misses" minimum:"1"`
	Months int    `json:"months" minimum:"1"`
	Leads  string `json:"leads" enum:"improvement_plan,share_cut,step_in,termination_right"`
}

func contractTermsOf(v contract.Version) ContractTerms {
	t := ContractTerms{
		From: Day{v.From}, To: dayOrNone(v.To), Currency: string(v.Currency), Rounding: string(v.Rounding), Rates: each(v.Rates, contractRateOf),
		Levels: each(v.Levels, contractLevelOf), AtRisk: contractAtRiskOf(v.AtRisk),
		Ladder:      each(v.Ladder, func(r contract.Rung) ContractRung { return ContractRung{r.Misses, r.Months, string(r.Leads)} }),
		DisputeDays: v.DisputeDays,
	}
	if b := v.Baseline; b != nil {
		t.Baseline = &ContractBaseline{decimalOf(b.Volume), moneyOf(b.Charge), decimalOf(b.Above), decimalOf(b.Below), decimalOf(b.DeadBand)}
	}
	if p := v.TakeOrPay; p != nil {
		t.TakeOrPay = &ContractTakeOrPay{decimalOf(p.Floor), decimalOf(p.Price)}
	}
	return t
}

func (t ContractTerms) toDomain() contract.Version {
	v := contract.Version{
		From: t.From.Date, To: dateOrNone(t.To), Currency: money.Currency(t.Currency), Rounding: money.Rounding(t.Rounding),
		Rates: each(t.Rates, ContractRate.toDomain), Levels: each(t.Levels, ContractLevel.toDomain),
		AtRisk: t.AtRisk.toDomain(),
		Ladder: each(t.Ladder, func(r ContractRung) contract.Rung {
			return contract.Rung{Misses: r.Misses, Months: r.Months, Leads: contract.Consequence(r.Leads)}
		}),
		DisputeDays: t.DisputeDays,
	}
	if b := t.Baseline; b != nil {
		v.Baseline = &contract.Baseline{Volume: b.Volume.Decimal, Charge: b.Charge.toDomain(), Above: b.Above.Decimal, Below: b.Below.Decimal, DeadBand: b.DeadBand.Decimal}
	}
	if p := t.TakeOrPay; p != nil {
		v.TakeOrPay = &contract.TakeOrPay{Floor: p.Floor.Decimal, Price: p.Price.Decimal}
	}
	return v
}

func contractAtRiskOf(a contract.AtRisk) ContractAtRisk {
	out := ContractAtRisk{Share: decimalOf(a.Share), Pool: decimalOf(a.Pool), ByShare: a.ByShare}
	if a.Year != nil {
		year := moneyOf(*a.Year)
		out.Year = &year
	}
	return out
}

func (a ContractAtRisk) toDomain() contract.AtRisk {
	out := contract.AtRisk{Share: a.Share.Decimal, Pool: a.Pool.Decimal, ByShare: a.ByShare}
	if a.Year != nil {
		year := a.Year.toDomain()
		out.Year = &year
	}
	return out
}

func contractRateOf(r contract.Rate) ContractRate {
	out := ContractRate{
		Code: r.Code, Model: string(r.Model), Unit: r.Unit, Marginal: r.Marginal,
		Bands: each(r.Bands, func(b contract.Band) ContractBand { return ContractBand{decimalOf(b.From), decimalOf(b.Price)} }),
	}
	if r.Model == contract.PerOutcome {
		out.Baseline = decimalOrNone(&r.Baseline)
	}
	if b := r.Bonus; b != nil {
		out.Bonus = &ContractBonus{decimalOf(b.Base), decimalOf(b.Target), decimalOf(b.Share)}
	}
	return out
}

func (r ContractRate) toDomain() contract.Rate {
	out := contract.Rate{
		Code: r.Code, Model: contract.Model(r.Model), Unit: r.Unit, Marginal: r.Marginal,
		Bands: each(r.Bands, func(b ContractBand) contract.Band { return contract.Band{From: b.From.Decimal, Price: b.Price.Decimal} }),
	}
	if r.Baseline != nil {
		out.Baseline = r.Baseline.Decimal
	}
	if b := r.Bonus; b != nil {
		out.Bonus = &contract.Bonus{Base: b.Base.Decimal, Target: b.Target.Decimal, Share: b.Share.Decimal}
	}
	return out
}

func contractLevelOf(l contract.Level) ContractLevel {
	out := ContractLevel{
		Metric: l.Metric, Base: decimalOf(l.Base), Target: decimalOf(l.Target), Weight: decimalOf(l.Weight), Floor: decimalOf(l.Floor),
		KnockOut: l.KnockOut, Allocation: decimalOf(l.Allocation), Depth: decimalOrNone(l.Depth), LeastN: l.LeastN,
	}
	if g := l.Gate; g != nil {
		out.Gate = &ContractGate{g.Metric, decimalOf(g.Least), decimalOf(g.Factor)}
	}
	if e := l.EarnBack; e != nil {
		out.EarnBack = &ContractEarnBack{decimalOf(e.Share), decimalOf(e.Worst), e.Clean, e.Good}
	}
	return out
}

func (l ContractLevel) toDomain() contract.Level {
	out := contract.Level{
		Metric: l.Metric, Base: l.Base.Decimal, Target: l.Target.Decimal, Weight: l.Weight.Decimal, Floor: l.Floor.Decimal,
		KnockOut: l.KnockOut, Allocation: l.Allocation.Decimal, Depth: exactOrNone(l.Depth), LeastN: l.LeastN,
	}
	if g := l.Gate; g != nil {
		out.Gate = &contract.Gate{Metric: g.Metric, Least: g.Least.Decimal, Factor: g.Factor.Decimal}
	}
	if e := l.EarnBack; e != nil {
		out.EarnBack = &contract.EarnBack{Share: e.Share.Decimal, Worst: e.Worst.Decimal, Clean: e.Clean, Good: e.Good}
	}
	return out
}
