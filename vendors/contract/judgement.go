package contract

import (
	"github.com/govalues/decimal"

	"github.com/muster-wfm/muster/vendors/contract/metric"
)

// Verdict is what a period's value says of a level.
type Verdict string

// The verdicts.
const (
	Kept     Verdict = "kept"
	Missed   Verdict = "missed"
	Chance   Verdict = "within_chance" // below the base, but so small a sample can be by chance
	Unproved Verdict = "no_value"
)

// Bounds are the interval of a sampled value: Clopper-Pearson where money depends
// on it, because its coverage is guaranteed (package quality computes it).
type Bounds struct{ Low, High decimal.Decimal }

// Judgement is a verdict with what it rests on.
type Judgement struct {
	Metric  string
	Verdict Verdict
	Value   decimal.Decimal
	N       int64
	By      string // "estimate" or "bound": which of them was held against the base
	Bound   decimal.Decimal
	Why     string // where there is no value
}

// Judge says whether a level was missed. A sample of less than LeastN is missed
// only when even the better bound of its interval is on the bad side of the base;
// bounds may be nil for a level that every contact is counted for.
func (l Level) Judge(v metric.Value, bounds *Bounds) Judgement {
	j := Judgement{Metric: l.Metric, N: v.Under, By: "estimate"}
	x, known := v.Exact()
	if !known {
		j.Verdict, j.Why = Unproved, v.Empty
		return j
	}
	j.Value, j.Verdict = x, Kept
	if !l.beyond(x) {
		return j
	}
	j.Verdict = Missed
	if v.Under >= l.LeastN {
		return j
	}
	j.By = "bound"
	if bounds == nil {
		j.Verdict, j.Why = Chance, "the sample is smaller than the contract asks for, and its interval is not known"
		return j
	}
	if j.Bound = bounds.High; l.Direction() == metric.Lower {
		j.Bound = bounds.Low
	}
	if !l.beyond(j.Bound) {
		j.Verdict = Chance
	}
	return j
}

// beyond reports whether a value is on the bad side of the base.
func (l Level) beyond(x decimal.Decimal) bool { return l.worse(x, l.Base) }

// worse reports whether a value is on the bad side of a line.
func (l Level) worse(x, line decimal.Decimal) bool {
	if l.Direction() == metric.Lower {
		return x.Cmp(line) > 0
	}
	return x.Cmp(line) < 0
}

// depth is what share of its allocation a miss costs: all of it, or in proportion
// min(1, (b − x)/(b − x_deep)).
func (l Level) depth(x decimal.Decimal) (decimal.Decimal, error) {
	if l.Depth == nil {
		return decimal.One, nil
	}
	var c reckoning
	d := c.quo(c.sub(l.Base, x), c.sub(l.Base, *l.Depth))
	return clamped(d), c.err
}
