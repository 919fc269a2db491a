package capacity_test

import (
	"fmt"
	"math"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/forecast/capacity"
)

// explained is the steps of a group's week by their codes.
func explained(t rapid.TB, p *capacity.Plan, group, week int) map[string]capacity.Step {
	t.Helper()
	e, err := capacity.Explain(p, group, week)
	if err != nil {
		t.Fatal(err)
	}
	steps := map[string]capacity.Step{}
	for _, s := range e.Steps {
		if _, twice := steps[s.Code]; twice {
			t.Errorf("%s stands twice", s.Code)
		}
		steps[s.Code] = s
	}
	return steps
}

var codes = regexp.MustCompile(`[a-z]+(_[a-z]+)+|\b(start|hires|leavers|leaving|worth|working|available|gap|pay|premium|hiring|cost)\b`)

// prose is what formulas say in words that are no codes of steps.
var prose = map[string]bool{"handle_time_factor": true}

func TestEveryTermOfAFormulaIsAStep(t *testing.T) {
	p := small(1)
	p.Groups[0].Vendors = []capacity.Vendor{{Name: "north", Max: 5, Weeks: 1, Hours: 30}}
	steps := explained(t, p, 0, 0)
	for code, step := range steps {
		for _, term := range codes.FindAllString(step.Formula, -1) {
			if _, found := steps[term]; !found && !prose[term] {
				t.Errorf("%s = %s: there is no %s", code, step.Formula, term)
			}
		}
	}
}

// TestAReaderCanWorkOutEveryFigure: the formulas, followed with the steps' own
// values, give the figures that are shown.
func TestAReaderCanWorkOutEveryFigure(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := plans().Draw(t, "plan")
		group, week := rapid.IntRange(0, len(p.Groups)-1).Draw(t, "group"), rapid.IntRange(0, p.Weeks-1).Draw(t, "week")
		steps := explained(t, p, group, week)
		v := func(code string) float64 {
			s, found := steps[code]
			if !found {
				t.Fatalf("no step %s", code)
			}
			return s.Value
		}
		there := v("start") + v("hires") + v("transfers_in") - v("transfers_out")
		each := v("contract_hours") * v("available")
		near(t, "leavers", v("leavers"), there*v("leaving"))
		near(t, "end", v("end"), there-v("leavers"))
		near(t, "working", v("working"), there-v("in_training"))
		near(t, "available", v("available"), (1-v("lost_in_office"))*(1-v("lost_out_of_office")))
		near(t, "required people", v("required_people"), v("required_hours")/each)
		near(t, "own hours", v("own_hours"), v("worth")*each)
		missing := v("required_hours") - v("own_hours") - v("vendor_hours")
		near(t, "overtime", v("overtime_hours"), max(0, min(missing, v("overtime_cap")*v("own_hours"))))
		near(t, "gap hours", v("gap_hours"), v("own_hours")+v("vendor_hours")+v("overtime_hours")-v("required_hours"))
		near(t, "gap", v("gap"), v("gap_hours")/each)
		rounded := func(code string, want float64) {
			if got := v(code); math.Abs(got-want) > 0.5+1e-9*math.Abs(want) || got != math.Trunc(got) {
				t.Errorf("%s is %g; its formula gives %.3f", code, got, want)
			}
		}
		rounded("pay", there*v("pay_rate"))
		rounded("hiring", v("hires")*v("hire_cost"))
		rounded("training_cost", v("in_training")*v("training_rate"))
		if v("worth") > 0 {
			rounded("overtime_pay", v("overtime_hours")*v("pay_rate")/v("contract_hours")*v("premium")/(1-v("lost_in_office"))*v("working")/v("worth"))
		}
		rounded("gap_money", v("gap")*v("pay_rate"))
		if got, want := v("cost"), v("pay")+v("hiring")+v("training_cost")+v("overtime_pay")+v("vendor_cost"); got != want {
			t.Errorf("cost is %g, its lines %g", got, want)
		}
	})
}

func TestShrinkageIsExplainedCauseByCause(t *testing.T) {
	p := small(2)
	p.Groups[0].Shrinkage = []capacity.Shrinkage{
		{Name: "leave", Share: []float64{0.1, 0.3}}, {Name: "sickness", Share: []float64{0.05}}, {Name: "coaching", InOffice: true, Share: []float64{0.08}},
	}
	steps := explained(t, p, 0, 1)
	for code, want := range map[string]float64{"shrinkage:leave": 0.3, "shrinkage:sickness": 0.05, "shrinkage:coaching": 0.08, "lost_out_of_office": 0.35, "lost_in_office": 0.08} {
		if got := steps[code].Value; math.Abs(got-want) > 1e-12 {
			t.Errorf("%s is %g; want %g", code, got, want)
		}
	}
}

func TestAnExplanationOfAPlanThatCannotBeNamesItsFields(t *testing.T) {
	p := small(1)
	p.Groups[0].Hours = 0
	if _, err := capacity.Explain(p, 0, 0); err == nil || !strings.Contains(err.Error(), "groups[0].hours") {
		t.Errorf("got %v; want the field named", err)
	}
	if _, err := capacity.Explain(small(2), 0, 2); err == nil || !strings.Contains(fmt.Sprint(err), "0 to 1") {
		t.Errorf("got %v; want the weeks that there are", err)
	}
}
