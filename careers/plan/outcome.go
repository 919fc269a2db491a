package plan

import (
	"math"

	"github.com/muster-wfm/muster/careers/flow"
)

// Outcome is what a scenario changes.
type Outcome struct {
	Rungs       []OutcomeRung // with the scenario
	BaseRungs   []OutcomeRung
	Base, After Side
	Total       flow.Figures // what the scenario changes
	Structural  flow.Figures
	Behavioural flow.Figures
	Spreads     flow.Spreads // of the total
	Binding     []Bound      // in the scenario
	BaseBinding []Bound
	Assumptions []Assumption
	Paid        bool // pay is known of every rung: costs are whole
	Nights      *float64
}

// OutcomeRung names a rung. A rung of the scenario's own has a text, others the names of
// the ladder.
type OutcomeRung struct {
	Code, En, Zh string
	Added        bool
}

// Side is the course as it is, or with the scenario.
type Side struct {
	Figures                                   flow.Figures
	Headcount                                 *flow.Course
	Exits, Hires, Promotions, Cost, Effective []float64 // by month
}

// Bound is a cap that binds, and what one more place would bring.
type Bound struct {
	flow.Binding
	Code   string
	Relief flow.Figures
}

// Assumption is a number that a result rests on.
type Assumption struct {
	Key              string // of a default, or of what is assumed here; see the API
	Where            string // rung or channel, where it is about one
	Value, Low, High float64
	Unit             string
	Source           string
	Basis            Basis      // what kind of source it is; "" of runs kept before there were kinds
	Known            float64    // exits, or months of people, that an estimate of one's own rests on
	Grade            flow.Grade // "": one's own
	Weak             bool
	Own              bool // somebody's own number, or of one's own record
	Editable         bool
}

// Basis is what kind of source a number has, for those who name it in another language.
type Basis string

// The kinds of source.
const (
	Documented    Basis = "documented" // a default of the engine, with its publication
	OwnExits      Basis = "exits"
	OwnPromotions Basis = "promotions"
	FewPromotions Basis = "few_promotions" // assumed, for there are too few of one's own
	OwnShifts     Basis = "shifts"
	Given         Basis = "given" // with the scenario
)

// Keys of assumptions that are no defaults of the engine.
const (
	HazardKey    = "hazard"
	PromotionKey = "chance of promotion"
	NightsKey    = "share of night work"
)

// compute answers a scenario. The same world and order give the same bytes.
func compute(w *World, s *Scenario, told func(float64)) (*Outcome, error) {
	p, err := picture(w, s)
	if err != nil {
		return nil, err
	}
	c, err := flow.Compare(p.model, p.scenario, s.Horizon)
	if err != nil {
		return nil, err
	}
	told(0.1)
	drawn, err := flow.DrawCourses(p.model, p.scenario, s.Horizon, flow.Uncertainty{Draws: s.Draws, Seed: s.Seed})
	if err != nil {
		return nil, err
	}
	told(0.9)
	after, err := p.scenario.Apply(p.model)
	if err != nil {
		return nil, err
	}
	out := &Outcome{
		Base: sideOf(c.Base, drawn.Base), After: sideOf(c.Scenario, drawn.Scenario),
		Total: c.Total, Structural: c.Structural, Behavioural: c.Behavioural, Spreads: *drawn.Change,
		Assumptions: assumptions(w, s, p), Paid: paid(after), Nights: s.nights(w),
	}
	for i, code := range p.codes {
		out.Rungs = append(out.Rungs, outcomeRung(w, code, p.names[i]))
	}
	for _, r := range w.Rungs {
		out.BaseRungs = append(out.BaseRungs, outcomeRung(w, r.Code, ""))
	}
	if out.Binding, err = bounds(after, c.Binding, p.codes, s.Horizon); err != nil {
		return nil, err
	}
	base := make([]string, len(w.Rungs))
	for i, r := range w.Rungs {
		base[i] = r.Code
	}
	out.BaseBinding, err = bounds(p.model, c.Base.Binding(p.model), base, s.Horizon)
	return out, err
}

func outcomeRung(w *World, code, text string) OutcomeRung {
	for _, r := range w.Rungs {
		if r.Code == code {
			return OutcomeRung{Code: code, En: r.Name.En, Zh: r.Name.Zh}
		}
	}
	return OutcomeRung{Code: code, En: text, Zh: text, Added: true}
}

func sideOf(p *flow.Projection, course *flow.Course) Side {
	s := Side{Figures: p.Figures(), Headcount: course}
	for _, m := range p.Months {
		promoted := 0.0
		for _, n := range m.Promoted {
			promoted += n
		}
		s.Exits, s.Hires, s.Promotions = append(s.Exits, m.Exits), append(s.Hires, m.Hires), append(s.Promotions, promoted)
		s.Cost, s.Effective = append(s.Cost, m.Cost), append(s.Effective, m.Effective)
	}
	return s
}

func paid(m *flow.Model) bool {
	for _, r := range m.Rungs {
		if r.Pay == 0 {
			return false
		}
	}
	return true
}

// mostRelief is of how many caps it is worked out what one more place brings.
const mostRelief = 3

func bounds(m *flow.Model, list []flow.Binding, codes []string, months int) ([]Bound, error) {
	var out []Bound
	for i, b := range list {
		bound := Bound{Binding: b, Code: codes[b.Rung]}
		if i < mostRelief && !math.IsInf(m.Rungs[b.Rung].Cap, 1) {
			var err error
			if bound.Relief, err = flow.Relief(m, b.Rung, months); err != nil {
				return nil, err
			}
		}
		out = append(out, bound)
	}
	return out, nil
}
