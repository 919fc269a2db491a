package plan

import (
	"fmt"
	"slices"
	"strings"

	"github.com/muster-wfm/muster/careers/flow"
)

// pictured is a world as the engine takes it: as it is, and what a scenario changes.
type pictured struct {
	model    *flow.Model
	scenario flow.Scenario
	codes    []string // of the rungs with the scenario
	names    []string // of those that it adds, by place; "" for the others
	nights   bool     // whether the share of nights is known
}

// picture turns a world and an order into a model and its scenario, or says every field
// of the order that does not fit the world.
func picture(w *World, s *Scenario) (*pictured, error) {
	c := checking("scenario")
	p := &pictured{scenario: flow.Scenario{Name: "scenario"}}
	var rungs []flow.Rung
	for _, r := range w.Rungs {
		p.codes, p.names = append(p.codes, r.Code), append(p.names, "")
		rungs = append(rungs, flow.Rung{
			Name: r.Code, HR: flow.Known(1), Dwell: r.Dwell, Promote: r.Promote, Cap: limit(r.Places), Pay: float64(s.Pay[r.Code]), Holders: r.Holders,
		})
	}
	for code := range s.Pay {
		c.need(slices.Contains(p.codes, code), "pay."+code, code, "a rung of the track")
	}
	exposed := flow.Exposures{Home: s.Home, Hybrid: s.Hybrid}
	if nights := s.nights(w); nights != nil {
		exposed.Nights, p.nights = *nights, true
	}
	m := flow.Assumed(rungs, exposed)
	p.model = m
	m.Hazard = slices.Clone(w.Hazard)
	m.Sources = sourcesOf(w)
	if s.PerMonth != nil {
		m.Hiring = flow.Hiring{Policy: flow.Fixed, PerMonth: []float64{*s.PerMonth}}
	}
	for _, a := range s.Assumed {
		a.settle(m)
	}
	for i := range s.Changes {
		p.change(c, w, &s.Changes[i], fmt.Sprintf("changes[%d].", i))
	}
	if err := c.err(); err != nil {
		return nil, err
	}
	if w.Own {
		if err := calibrate(m); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// nights are the share of work at night today: as somebody says, or as schedules do.
func (s *Scenario) nights(w *World) *float64 {
	if s.Nights != nil {
		return s.Nights
	}
	return w.Nights
}

func limit(places *int) float64 {
	if places == nil {
		return flow.Unlimited()
	}
	return float64(*places)
}

// referrals are what centres call hires by word of their own people.
var referrals = []string{"referral", "referred", "内推", "推荐"}

func isReferral(name string) bool {
	name = strings.ToLower(name)
	return slices.ContainsFunc(referrals, func(word string) bool { return strings.Contains(name, word) })
}

// source is a channel; of referrals alone is there evidence that their hires stay longer.
func source(name string, share, cost float64) flow.Source {
	hr := flow.Known(1)
	if d, found := flow.DefaultOf(flow.ReferralHire); found && isReferral(name) {
		hr = d.Ratio()
	}
	return flow.Source{Name: name, Share: share, HR: hr, Cost: cost}
}

func sourcesOf(w *World) []flow.Source {
	var out []flow.Source
	for _, s := range w.Sources {
		out = append(out, source(s.Name, s.Share, s.CostMinor))
	}
	return out
}

// settle puts one's own number in the place of a default.
func (a Assumed) settle(m *flow.Model) {
	own := flow.Ratio{Value: a.Value, Low: a.Low, High: a.High}
	effect := map[string]string{flow.NightShifts: flow.NightEffect, flow.HomeFull: flow.HomeEffect, flow.HomeHybrid: flow.HybridEffect}
	switch a.Key {
	case flow.Stalled:
		m.Stall.HR = own
	case flow.Promoted:
		m.Recent.HR = own
	case flow.PayElasticity:
		m.Pay = flow.Elasticity{Value: a.Value, Low: a.Low, High: a.High}
	case flow.ExitPay:
		if d, _ := flow.DefaultOf(flow.ExitPay); d.Value > 0 {
			m.ExitCost *= a.Value / d.Value
		}
	case flow.LearningStart:
		m.Learning.Start = a.Value
	case flow.LearningTau:
		m.Learning.Tau = a.Value
	case flow.ReferralHire:
		for i := range m.Sources {
			if isReferral(m.Sources[i].Name) {
				m.Sources[i].HR = own
			}
		}
	default:
		for i := range m.Effects {
			if m.Effects[i].Name == effect[a.Key] {
				m.Effects[i].HR = own
			}
		}
	}
}

// change adds one change to the scenario.
func (p *pictured) change(c *checks, w *World, k *Change, at string) {
	rung := slices.Index(p.codes, k.Rung)
	onRung := k.Kind == AddRung || k.Kind == Places || k.Kind == TimeInRung
	if onRung {
		if c.need(rung >= 0, at+"rung", k.Rung, "a rung of the track: "+strings.Join(p.codes, ", ")); rung < 0 {
			return
		}
	}
	do := func(change flow.Change) { p.scenario.Changes = append(p.scenario.Changes, change) }
	switch k.Kind {
	case AddRung:
		p.add(c, k, rung, at, do)
	case Places:
		standing := w.holding(k.Rung)
		c.need(k.Places == nil || float64(*k.Places) >= standing, at+"places", deref(k.Places), fmt.Sprintf("at least %g, the people who stand on the rung", standing))
		do(flow.SetCap{Rung: rung, Cap: limit(k.Places)})
	case TimeInRung:
		p.hasten(c, k, rung, at, do)
	case NightCap:
		c.need(p.nights, at+"share", k.Share, "the share of night work today: no published shifts say it, so it must be given")
		do(flow.CapExposure{Effect: flow.NightEffect, Most: k.Share})
	case HomeShare:
		do(flow.SetExposure{Effect: flow.HomeEffect, Share: k.Share})
	case HybridPart:
		do(flow.SetExposure{Effect: flow.HybridEffect, Share: k.Share})
	case HiringMix:
		do(flow.SetSources{Sources: p.mix(k.Mix)})
	case Hires:
		do(flow.SetHiring{Hiring: flow.Hiring{Policy: flow.Fixed, PerMonth: []float64{k.PerMonth}}})
	case Pay:
		raise := flow.RaisePay{Share: k.Share}
		for n, code := range k.Rungs {
			i := slices.Index(p.codes, code)
			c.need(i >= 0, fmt.Sprintf("%srungs[%d]", at, n), code, "a rung of the track: "+strings.Join(p.codes, ", "))
			raise.Rungs = append(raise.Rungs, i)
		}
		do(raise)
	}
}

// add puts a new rung above another. It inherits the way up of the one below.
func (p *pictured) add(c *checks, k *Change, below int, at string, do func(flow.Change)) {
	c.need(!slices.Contains(p.codes, k.Code), at+"code", k.Code, "a name that no other rung has")
	up, dwell := p.upward(below)
	top := below == len(p.codes)-1
	rung := flow.Rung{Name: k.Code, HR: flow.Known(1), Cap: limit(k.Places), Pay: float64(k.PayMinor)}
	if !top {
		rung.Promote, rung.Dwell = up, dwell
	}
	if k.Months != nil {
		rung.Dwell = *k.Months
	}
	out := up
	if top {
		out = assumedPromotion
	}
	if k.Promote != nil {
		out = *k.Promote
	}
	do(flow.AddRung{Above: below, Rung: rung, Promote: &out})
	p.codes = slices.Insert(p.codes, below+1, k.Code)
	p.names = slices.Insert(p.names, below+1, k.Name)
}

// hasten sets time in a rung and chance, of which one may stay as it is.
func (p *pictured) hasten(c *checks, k *Change, rung int, at string, do func(flow.Change)) {
	top := rung == len(p.codes)-1
	c.need(!top, at+"rung", k.Rung, "a rung with another above it")
	promote, dwell := p.upward(rung)
	if k.Months != nil {
		dwell = *k.Months
	}
	if k.Promote != nil {
		promote = *k.Promote
	}
	if !top {
		do(flow.SetPromotion{Rung: rung, Dwell: dwell, Promote: promote})
	}
}

// upward is how people leave a rung for the next after the changes so far.
func (p *pictured) upward(rung int) (promote float64, dwell int) {
	now, err := p.scenario.Apply(p.model)
	if err != nil || rung >= len(now.Rungs) {
		return assumedPromotion, 0 // an earlier change cannot be, and is told
	}
	return now.Rungs[rung].Promote, now.Rungs[rung].Dwell
}

// mix is hires by other parts of the channels; a channel that is not known costs nothing.
func (p *pictured) mix(parts []MixPart) []flow.Source {
	var out []flow.Source
	for _, part := range parts {
		s := source(part.Name, part.Share, 0)
		for _, known := range p.model.Sources {
			if known.Name == part.Name {
				s.HR, s.Cost = known.HR, known.Cost
			}
		}
		out = append(out, s)
	}
	return out
}

func (w *World) holding(code string) float64 {
	for _, r := range w.Rungs {
		if r.Code == code {
			return r.People()
		}
	}
	return 0
}

func deref(n *int) any {
	if n == nil {
		return "no limit"
	}
	return *n
}

// calibrate brings a hazard that was learnt from all exits to the level at which the
// model, in which some are stalled or work nights, loses as many of those who are there
// now in the first month as the hazard by itself does: it holds their effect already.
func calibrate(m *flow.Model) error {
	with, err := flow.Project(m, 1)
	if err != nil {
		return err
	}
	without, err := flow.Project(m.Indifferent(), 1)
	if err != nil {
		return err
	}
	if with.Months[0].Exits <= 0 || without.Months[0].Exits <= 0 {
		return nil // nobody is there
	}
	for i := range m.Hazard {
		m.Hazard[i].Hazard *= without.Months[0].Exits / with.Months[0].Exits
	}
	return nil
}
