package vendors

import (
	"github.com/govalues/decimal"

	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/vendors/money"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Template is terms to begin a contract from, as the sourcing mode suggests. Prices
// are the parties' matter and stand at 0; lines are those of operators' assessment
// rule books, to be moved to where the work stands.
func Template(mode contract.Mode, currency money.Currency, from grid.Date) contract.Version {
	v := contract.Version{Number: 1, From: from, Mode: mode, Currency: currency, Rounding: money.HalfUp, DisputeDays: 10}
	v.AtRisk = contract.AtRisk{Share: dec("0.12"), Pool: dec("1.5")}
	v.Ladder = []contract.Rung{{Misses: 2, Months: 3, Leads: contract.Improve}, {Misses: 3, Months: 6, Leads: contract.CutShare}, {Misses: 6, Months: 12, Leads: contract.Terminate}}
	delivery := level("intervals_delivered", "0.90", "0.95", "15", "8", "0.30")
	answer := level("answered_30s", "0.80", "0.90", "20", "12", "0.50")
	repeat := level("repeat_7d", "0.17", "0.14", "10", "7", "0.20")
	accuracy := sampled(level("accuracy_customer", "0.92", "0.96", "20", "12", "0.50"))
	switch mode {
	case contract.SimpleCall:
		v.Rates = []contract.Rate{rate("call", contract.PerContact, "call")}
		v.TakeOrPay = &contract.TakeOrPay{Floor: dec("0.9")}
		v.Levels = []contract.Level{answer, repeat, accuracy, delivery}
	case contract.OwnerControlled:
		v.Rates = []contract.Rate{rate("hour", contract.PerHour, "hour")}
		v.AtRisk.ByShare = true
		v.Levels = []contract.Level{delivery, accuracy, sampled(level("behaviour", "0.85", "0.95", "15", "9", "0.30")), level("attrition", "0.60", "0.35", "10", "5", "0")}
	case contract.Crowd:
		v.Rates = []contract.Rate{rate("resolved", contract.PerResolution, "resolved contact")}
		v.Levels = []contract.Level{accuracy, repeat, delivery}
	case contract.InHouse:
		v.AtRisk, v.Ladder, v.DisputeDays = contract.AtRisk{Pool: dec("1")}, nil, 0
		v.Levels = []contract.Level{free(answer), free(repeat), free(accuracy), free(delivery)}
	case contract.Bot:
		v.Rates = []contract.Rate{rate("resolved", contract.PerResolution, "resolved contact")}
		v.Levels = []contract.Level{level("resolved_7d", "0.60", "0.75", "30", "15", "0.50"), accuracy, level("downtime_minutes", "500", "60", "20", "8", "0.30")}
	}
	return v
}

func dec(text string) decimal.Decimal { return decimal.MustParse(text) }

func rate(code string, model contract.Model, unit string) contract.Rate {
	return contract.Rate{Code: code, Model: model, Unit: unit, Bands: []contract.Band{{}}}
}

func level(metric, base, target, weight, floor, allocation string) contract.Level {
	return contract.Level{Metric: metric, Base: dec(base), Target: dec(target), Weight: dec(weight), Floor: dec(floor), Allocation: dec(allocation)}
}

// sampled is a level of a sample, which needs at least a hundred inspections.
func sampled(l contract.Level) contract.Level {
	l.LeastN = 100
	return l
}

// free is a level that scores and costs nothing.
func free(l contract.Level) contract.Level {
	l.Allocation = decimal.Zero
	return l
}
