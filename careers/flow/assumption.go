package flow

import (
	"cmp"
	"slices"
)

// Assumption is a ratio that a projection rests on and that is not known from one's
// own data.
type Assumption struct {
	Where   string // the rung, effect or source
	Ratio   Ratio
	Default *Default // nil where the ratio names none
}

// Assumptions lists what the model assumes, ratios of 1 that are taken as known left
// out: they assume that nothing happens.
func (m *Model) Assumptions() []Assumption {
	var list []Assumption
	for where, r := range m.ratios() {
		if r.Value == 1 && r.logSD() == 0 {
			continue
		}
		a := Assumption{Where: where, Ratio: *r}
		if d, found := DefaultOf(r.Default); found {
			a.Default = &d
		}
		list = append(list, a)
	}
	if m.Pay.Value != 0 {
		a := Assumption{Where: "pay", Ratio: Ratio{Value: m.Pay.Value, Low: m.Pay.Low, High: m.Pay.High}}
		if d, found := DefaultOf(PayElasticity); found && d.Value == m.Pay.Value {
			a.Default = &d
		}
		list = append(list, a)
	}
	return list
}

func sortBinding(list []Binding) {
	slices.SortStableFunc(list, func(a, b Binding) int { return cmp.Compare(b.Blocked, a.Blocked) })
}
