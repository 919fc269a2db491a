package plan

import (
	"fmt"
	"slices"

	"github.com/muster-wfm/muster/careers/flow"
)

// assumptions are all numbers that an outcome rests on and that are no counts, those of
// one's own record among them.
func assumptions(w *World, s *Scenario, p *pictured) []Assumption {
	list := []Assumption{hazardAssumption(w)}
	for i, r := range w.Rungs[:max(0, len(w.Rungs)-1)] {
		a := Assumption{Key: PromotionKey, Where: r.Code, Value: p.model.Rungs[i].Promote, Unit: "a month", Own: r.Learnt}
		if r.Learnt {
			a.Basis, a.Known = OwnPromotions, r.Ready
			a.Source = fmt.Sprintf("own record: %.0f months of people who might have been promoted", r.Ready)
		} else {
			a.Basis, a.Source, a.Grade, a.Weak = FewPromotions, "assumed: too few promotions are known", flow.GradeD, true
		}
		list = append(list, a)
	}
	if nights := s.nights(w); nights != nil {
		a := Assumption{Key: NightsKey, Value: *nights, Unit: "share", Own: true, Basis: OwnShifts, Source: "published shifts of the last eight weeks"}
		if s.Nights != nil {
			a.Basis, a.Source = Given, "given with the scenario"
		}
		list = append(list, a)
	}
	for _, key := range editable() {
		list = append(list, assumption(key, s))
	}
	return list
}

func hazardAssumption(w *World) Assumption {
	yearly := 0.0
	for i, b := range w.Hazard {
		if b.From <= 12 { // of the first year and what follows, as the band at one year has it
			yearly = w.Hazard[i].Hazard
		}
	}
	a := Assumption{Key: HazardKey, Value: yearly, Unit: "a month, after a year", Own: w.Own}
	if w.Own {
		a.Basis, a.Known = OwnExits, float64(w.Exits)
		a.Source = fmt.Sprintf("own record: %d exits", w.Exits)
		return a
	}
	d, _ := flow.DefaultOf(flow.AnnualAttrition)
	a.Basis, a.Source, a.Grade, a.Weak = Documented, d.Source, d.Grade, true
	return a
}

// assumption is a default, or the number that the scenario has in its place.
func assumption(key string, s *Scenario) Assumption {
	d, _ := flow.DefaultOf(key)
	a := Assumption{Key: key, Value: d.Value, Low: d.Low, High: d.High, Unit: d.Unit, Basis: Documented, Source: d.Source, Grade: d.Grade, Weak: d.Weak, Editable: true}
	i := slices.IndexFunc(s.Assumed, func(own Assumed) bool { return own.Key == key })
	if i < 0 {
		return a
	}
	own := s.Assumed[i]
	a.Value, a.Low, a.High, a.Own, a.Grade, a.Weak = own.Value, own.Low, own.High, true, "", false
	a.Basis, a.Source = Given, "given with the scenario"
	return a
}

// Assumptions are those that a scenario without numbers of its own begins with.
func (w *World) Assumptions() []Assumption {
	s := &Scenario{}
	p := &pictured{model: &flow.Model{}}
	for _, r := range w.Rungs {
		p.model.Rungs = append(p.model.Rungs, flow.Rung{Promote: r.Promote})
	}
	return assumptions(w, s, p)
}
