package flow_test

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/careers/flow"
)

// scenarios are one of each kind.
func scenarios() []flow.Scenario {
	rung := flow.Rung{Name: "specialist", HR: flow.Ratio{Value: 0.7, Low: 0.5, High: 0.9}, Dwell: 12, Promote: 0.03, Cap: 40, Pay: 1420}
	chance := 0.06
	return []flow.Scenario{
		{Name: "a rung more", Changes: []flow.Change{flow.AddRung{Above: 2, Rung: rung, Promote: &chance}}},
		{Name: "fewer nights", Changes: []flow.Change{flow.CapExposure{Effect: "night", Most: 0.1}}},
		{Name: "sooner", Changes: []flow.Change{flow.SetPromotion{Rung: 1, Dwell: 4, Promote: 0.14}, flow.SetPromotion{Rung: 2, Dwell: 8, Promote: 0.06}}},
		{Name: "more referrals", Changes: []flow.Change{flow.SetSources{Sources: []flow.Source{{Name: "referral", Share: 1, HR: flow.Ratio{Value: 0.85, Low: 0.7, High: 0.92}, Cost: 2000}}}}},
		{Name: "more pay", Changes: []flow.Change{flow.RaisePay{Share: 0.05}}},
		{Name: "wider", Changes: []flow.Change{flow.SetCap{Rung: 3, Cap: 35}}},
	}
}

// A rung more (004-06), fewer nights (004-21), other channels (004-03): fewer leave.
func TestScenariosMoveWhatTheyShould(t *testing.T) {
	m := centre()
	kept := centre()
	for _, s := range scenarios() {
		c := must[*flow.Comparison](t)(flow.Compare(m, s, 36))
		if c.Total.Exits >= 0 && s.Name != "sooner" {
			t.Errorf("%s: %g more exits, want fewer", s.Name, c.Total.Exits)
		}
		near(t, s.Name+" parts", c.Structural.Cost+c.Behavioural.Cost, c.Total.Cost)
		near(t, s.Name+" total", c.Scenario.Figures().Exits-c.Base.Figures().Exits, c.Total.Exits)
	}
	if diff := cmp.Diff(kept, m); diff != "" {
		t.Errorf("comparing changed the model:\n%s", diff)
	}
}

// The log bridge of 004-06: with caps, quicker promotion changes next to nothing.
func TestSoonerIsNoUseWhereCapsBind(t *testing.T) {
	c := must[*flow.Comparison](t)(flow.Compare(centre(), scenarios()[2], 36))
	if share := math.Abs(c.Total.Exits) / c.Base.Figures().Exits; share > 0.005 {
		t.Errorf("exits change by %.2f %%, want less than half a per cent", 100*share)
	}
	if len(c.Binding) == 0 || c.Binding[0].Rung == 0 {
		t.Fatalf("no cap is said to bind: %+v", c.Binding)
	}
	first := c.Binding[0]
	if first.Months < 24 || first.Blocked <= 0 || first.First < 0 {
		t.Errorf("got %+v, want a cap that holds people back most months", first)
	}
}

func TestACapOnTheFirstRungBindsHires(t *testing.T) {
	m := centre()
	m.Hiring = flow.Hiring{Policy: flow.Fixed, PerMonth: []float64{30}}
	m.Rungs[0].Cap = 40
	p := must[*flow.Projection](t)(flow.Project(m, 12))
	list := p.Binding(m)
	if len(list) == 0 || list[0].Rung != 0 {
		t.Fatalf("got %+v, want the first rung to hold back most", list)
	}
	wanted, hired := 0.0, 0.0
	for _, month := range p.Months {
		wanted, hired = wanted+month.HiresWanted, hired+month.Hires
	}
	near(t, "blocked hires", list[0].Blocked, wanted-hired)
	near(t, "wanted", wanted, 360.0)
}

// A centre without data of its own still has an answer, all of it with its source.
func TestDefaultsAloneMakeAModel(t *testing.T) {
	m := flow.Assumed(centre().Rungs, flow.Exposures{Nights: 0.3, Hybrid: 0.4})
	c := must[*flow.Comparison](t)(flow.Compare(m, flow.Scenario{Name: "fewer nights", Changes: []flow.Change{flow.CapExposure{Effect: flow.NightEffect, Most: 0.1}}}, 24))
	if c.Total.Exits >= 0 || math.Abs(c.Structural.Exits) > 1e-9 {
		t.Errorf("fewer nights: got %+v, of it structural %+v", c.Total, c.Structural)
	}
	for _, a := range c.Assumptions {
		if a.Where != "pay" && !strings.HasPrefix(a.Where, "rung ") && a.Default == nil {
			t.Errorf("%s has no source", a.Where)
		}
	}
	near(t, "cost of an exit", m.ExitCost, 3.5*(30*1000+100*1150+50*1300+20*1600)/200)
	if empty := flow.Assumed(nil, flow.Exposures{}); empty.Check() == nil || empty.ExitCost != 0 {
		t.Error("a model of no rungs")
	}
	if fresh := flow.Assumed([]flow.Rung{{Pay: 10}}, flow.Exposures{}); fresh.ExitCost != 35 {
		t.Errorf("nobody there yet: an exit costs %g, want 3.5 months of the first rung's pay", fresh.ExitCost)
	}
}

func TestAPlaceMoreIsWorthAChainOfPromotions(t *testing.T) {
	m := centre()
	top := must[flow.Figures](t)(flow.Relief(m, 3, 36))
	entry := must[flow.Figures](t)(flow.Relief(m, 0, 36))
	if top.Promotions < 1 {
		t.Errorf("one more place at the top makes %g promotions, want at least its own", top.Promotions)
	}
	if entry.Promotions != 0 {
		t.Errorf("a place where there is no cap makes %g promotions", entry.Promotions)
	}
	if _, err := flow.Relief(m, 9, 12); err == nil {
		t.Error("a place in a rung that there is not")
	}
}

// With all ratios 1 and no answer to pay a scenario is arithmetic alone.
func TestNoRatioNoBehaviour(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := anyModel(t).Indifferent()
		s := flow.Scenario{Changes: []flow.Change{
			flow.SetExposure{Effect: "night", Share: rapid.Float64Range(0, 1).Draw(t, "nights")},
			flow.RaisePay{Share: rapid.Float64Range(-0.2, 0.5).Draw(t, "raise")},
			flow.AddRung{Above: 0, Rung: flow.Rung{Name: "more", HR: flow.Known(1), Cap: 10, Pay: 1100}},
		}}
		c, err := flow.Compare(m, s, 24)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(flow.Figures{Attrition: make([]float64, 2)}, c.Behavioural); diff != "" {
			t.Fatalf("behaviour out of nothing:\n%s", diff)
		}
		if len(c.Assumptions) != 0 {
			t.Fatalf("assumptions out of nothing: %+v", c.Assumptions)
		}
	})
}

func TestPayIsMoneyByArithmeticAndFewerExitsByAssumption(t *testing.T) {
	c := must[*flow.Comparison](t)(flow.Compare(centre(), scenarios()[4], 24))
	if c.Structural.Exits != 0 || c.Structural.Cost <= 0 || c.Behavioural.Exits >= 0 {
		t.Errorf("got structural %+v and behavioural %+v", c.Structural, c.Behavioural)
	}
}

func TestAssumptionsNameTheirEvidence(t *testing.T) {
	var weak []string
	for _, a := range centre().Assumptions() {
		if a.Default == nil && a.Ratio.Default != "" {
			t.Errorf("%s: no default of the name %q", a.Where, a.Ratio.Default)
		}
		if a.Default != nil && a.Default.Weak {
			weak = append(weak, a.Where)
		}
	}
	if diff := cmp.Diff([]string{"stalled in a rung", "night"}, weak); diff != "" {
		t.Errorf("weak assumptions:\n%s", diff)
	}
}

func TestDefaultsAreWholeAndGiveWayToOnesOwn(t *testing.T) {
	seen := map[string]bool{}
	for _, d := range flow.Defaults() {
		if seen[d.Key] || d.Source == "" || d.Unit == "" || !strings.Contains("ABCD", string(d.Grade)) {
			t.Errorf("%+v is not whole, or not alone", d)
		}
		if (d.Low != 0 || d.High != 0) && (d.Low > d.Value || d.Value > d.High) {
			t.Errorf("%s: %g is not between %g and %g", d.Key, d.Value, d.Low, d.High)
		}
		seen[d.Key] = true
	}
	night, _ := flow.DefaultOf(flow.NightShifts)
	own := flow.Ratio{Value: 1.1, Low: 1, High: 1.2}
	if got := night.Settle(own, flow.EnoughExits-1); got.Value != 1.25 || got.Default != flow.NightShifts {
		t.Errorf("49 exits: got %+v, want the default", got)
	}
	if got := night.Settle(own, flow.EnoughExits); got != own {
		t.Errorf("50 exits: got %+v, want one's own", got)
	}
}

// The default hazards come to about the default attrition.
func TestDefaultHazardAndAttritionAgree(t *testing.T) {
	m := centre().Indifferent()
	m.Hazard = flow.DefaultHazard()
	p := must[*flow.Projection](t)(flow.Project(m, 36))
	want, _ := flow.DefaultOf(flow.AnnualAttrition)
	for year, got := range p.Figures().Attrition {
		if got < want.Low || got > want.High {
			t.Errorf("year %d: %g, want %g to %g", year+1, got, want.Low, want.High)
		}
	}
}

func TestScenariosRefuseWhatIsNotThere(t *testing.T) {
	for says, change := range map[string]flow.Change{
		`"day"; expected one of ["night"]`: flow.CapExposure{Effect: "day"},
		"rung: 7":                          flow.AddRung{Above: 7},
		"rung: -1":                         flow.SetCap{Rung: -1},
		"rung: 4":                          flow.SetPromotion{Rung: 4},
		"rung: 5":                          flow.RaisePay{Rungs: []int{5}},
		"hazard ratio above 0":             flow.AddRung{Above: 1, Rung: flow.Rung{Cap: 3}},
	} {
		_, err := flow.Scenario{Name: "odd", Changes: []flow.Change{change}}.Apply(centre())
		if err == nil || !strings.Contains(err.Error(), says) || !strings.Contains(err.Error(), "scenario odd") {
			t.Errorf("got %v, want an error of scenario odd that says %q", err, says)
		}
	}
}
