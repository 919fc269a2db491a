package plan

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/careers/flow"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// small is a world of three rungs, of which the top has two places, both taken.
func small() *World {
	two := 2
	return &World{
		On: grid.MustDate("2026-06-15"), Hazard: flow.DefaultHazard(), Exits: 7,
		Rungs: []WorldRung{
			{Code: "new", Dwell: 3, Promote: 0.2, Holders: []flow.Holders{{Count: 10, Dwell: 2, Tenure: 2}}},
			{Code: "able", Dwell: 6, Promote: 0.1, Holders: []flow.Holders{{Count: 20, Dwell: 14, Tenure: 30}}},
			{Code: "lead", Places: &two, Holders: []flow.Holders{{Count: 2, Dwell: 20, Tenure: 60}}},
		},
		Sources: []WorldSource{{"Job board", 0.7, 1600}, {"Referral", 0.3, 900}},
	}
}

func ask(changes ...Change) *Scenario {
	return &Scenario{Ladder: "L", Track: "t", Horizon: 24, Currency: "CNY", Seed: 3, Draws: 20, Pay: map[string]int64{"new": 100, "able": 120, "lead": 200}, Changes: changes}
}

func computed(t *testing.T, w *World, s *Scenario) *Outcome {
	t.Helper()
	out, err := compute(w, s, func(float64) {})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// 004-06: a shorter time in a rung changes next to nothing where places bind, and
// the cap that binds is named with what one more place brings.
func TestTheCapThatBindsIsNamed(t *testing.T) {
	zero := 0
	out := computed(t, small(), ask(Change{Kind: TimeInRung, Rung: "able", Months: &zero}))
	if math.Abs(out.Total.Exits) > 0.2 {
		t.Errorf("a shorter time in rung changed exits by %.2f; the places decide", out.Total.Exits)
	}
	if len(out.Binding) == 0 || out.Binding[0].Code != "lead" {
		t.Fatalf("binding %+v; want the two places of leads", out.Binding)
	}
	if out.Binding[0].Relief.Promotions <= 0 {
		t.Errorf("one more place brings %.2f promotions, want some", out.Binding[0].Relief.Promotions)
	}
}

// 004-21: structural and behavioural effect add up to the whole, and a cap of nights is
// behaviour alone.
func TestEffectsArePartedIntoArithmeticAndAssumption(t *testing.T) {
	s, nights := ask(Change{Kind: NightCap, Share: 0.1}), 0.4
	s.Nights = &nights
	out := computed(t, small(), s)
	if out.Structural.Exits != 0 || out.Behavioural.Exits >= 0 {
		t.Errorf("structural %+v, behavioural %+v", out.Structural, out.Behavioural)
	}
	if diff := out.Total.Exits - out.Structural.Exits - out.Behavioural.Exits; math.Abs(diff) > 1e-9 {
		t.Errorf("the parts miss the whole by %g", diff)
	}
	if spread := out.Spreads.Exits; spread.ParameterSD <= 0 || spread.FlowSD <= 0 {
		t.Errorf("spread %+v; want both parts", spread)
	}
}

func TestAnAddedRungTakesPeopleAndHasBands(t *testing.T) {
	places := 5
	out := computed(t, small(), ask(Change{Kind: AddRung, Rung: "able", Name: "Mentor", Code: "mentor", Places: &places, PayMinor: 150}))
	if len(out.Rungs) != 4 || !out.Rungs[2].Added || out.Rungs[2].En != "Mentor" {
		t.Fatalf("rungs %+v", out.Rungs)
	}
	last := len(out.After.Headcount.Value) - 1
	n, band := out.After.Headcount.Value[last][2], out.After.Headcount.Both[last][2]
	if n <= 1 || n > 5+1e-9 || band[1] > 5 || band[0] > band[1] {
		t.Errorf("%.2f mentors in %v; want some, and no more than the five places", n, band)
	}
}

// The same world and order give the same bytes, after they were kept and read as well.
func TestARunIsComputedAgainToTheSameBytes(t *testing.T) {
	r := Run{Order: Order{Scenario: ask(Change{Kind: Pay, Share: 0.05})}, Facts: &Facts{World: small()}, Code: "1.2.3"}
	again := func(r Run) Run {
		t.Helper()
		var err error
		if r.Answer, err = r.answer(func(float64) {}); err == nil {
			err = r.hashes()
		}
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	first := again(r)
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var read Run
	if err := json.Unmarshal(text, &read); err != nil {
		t.Fatal(err)
	}
	second := again(read)
	if first.Inputs != second.Inputs || first.Outcome != second.Outcome {
		t.Errorf("inputs %s and %s, outcome %s and %s", first.Inputs, second.Inputs, first.Outcome, second.Outcome)
	}
	read.Order.Scenario.Seed++
	if other := again(read); other.Inputs == first.Inputs {
		t.Error("another seed has the same hash of inputs")
	}
}

// Exits learnt from one's own record hold the effect of nights and stalling already: the
// first month loses as many as the record says.
func TestOwnHazardsAreNotChargedTwice(t *testing.T) {
	w, s, nights := small(), ask(), 0.5
	s.Nights, w.Own, w.Exits = &nights, true, 200
	p, err := picture(w, s)
	if err != nil {
		t.Fatal(err)
	}
	bare := *p.model.Indifferent()
	bare.Hazard = w.Hazard
	want, err := flow.Project(&bare, 1)
	if err != nil {
		t.Fatal(err)
	}
	got, err := flow.Project(p.model, 1)
	if err != nil {
		t.Fatal(err)
	}
	if diff := math.Abs(got.Months[0].Exits - want.Months[0].Exits); diff > 0.02*want.Months[0].Exits {
		t.Errorf("%.4f leave in the first month, the record says %.4f", got.Months[0].Exits, want.Months[0].Exits)
	}
}

func TestAWorldWithoutPeopleIsComputedFromAverages(t *testing.T) {
	w, five := small(), 5.0
	for i := range w.Rungs {
		w.Rungs[i].Holders = nil
	}
	s := ask()
	s.PerMonth = &five
	out := computed(t, w, s)
	if out.After.Figures.Headcount <= 0 {
		t.Errorf("figures %+v; want the people who were hired", out.After.Figures)
	}
	if a := out.Assumptions[0]; a.Key != HazardKey || a.Own || a.Grade != flow.GradeC {
		t.Errorf("first assumption %+v; want the documented averages, labelled", a)
	}
}

func TestBadScenariosAreRefusedFieldByField(t *testing.T) {
	one, minus := 1, -1
	tests := map[string]struct {
		change func(*Scenario)
		field  string
	}{
		"horizon 0":             {func(s *Scenario) { s.Horizon = 0 }, "horizon"},
		"horizon 121":           {func(s *Scenario) { s.Horizon = 121 }, "horizon"},
		"share above 1":         {func(s *Scenario) { s.Changes = []Change{{Kind: HomeShare, Share: 1.2}} }, "changes[0].share"},
		"unknown rung":          {func(s *Scenario) { s.Changes = []Change{{Kind: Places, Rung: "king", Places: &one}} }, "changes[0].rung"},
		"places below holders":  {func(s *Scenario) { s.Changes = []Change{{Kind: Places, Rung: "lead", Places: &one}} }, "changes[0].places"},
		"places below none":     {func(s *Scenario) { s.Changes = []Change{{Kind: Places, Rung: "lead", Places: &minus}} }, "changes[0].places"},
		"time in the top rung":  {func(s *Scenario) { s.Changes = []Change{{Kind: TimeInRung, Rung: "lead", Months: &one}} }, "changes[0].rung"},
		"nights not known":      {func(s *Scenario) { s.Changes = []Change{{Kind: NightCap, Share: 0.1}} }, "changes[0].share"},
		"pay of a rung unknown": {func(s *Scenario) { s.Changes = []Change{{Kind: Pay, Rungs: []string{"x"}}} }, "changes[0].rungs[0]"},
		"a rung twice":          {func(s *Scenario) { s.Changes = []Change{{Kind: AddRung, Rung: "new", Name: "able"}} }, "changes[0].code"},
		"mix of nothing":        {func(s *Scenario) { s.Changes = []Change{{Kind: HiringMix}} }, "changes[0].mix"},
		"unknown default":       {func(s *Scenario) { s.Assumed = []Assumed{{Key: "luck", Value: 1}} }, "assumed[0].key"},
		"ratio 0":               {func(s *Scenario) { s.Assumed = []Assumed{{Key: flow.NightShifts}} }, "assumed[0].value"},
		"money below 0":         {func(s *Scenario) { s.Pay["new"] = -1 }, "pay.new"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s := ask()
			test.change(s)
			_, err := NewKept(Kept{Kind: ScenarioKind, Name: "x", Order: Order{Scenario: s}})
			if err == nil {
				_, err = picture(small(), s)
			}
			var invalid *workforce.InvalidError
			if !errors.As(err, &invalid) || invalid.Fields[0].Field != test.field {
				t.Errorf("error %v; want the field %s named", err, test.field)
			}
		})
	}
}

func hire() *Hiring {
	return &Hiring{
		First: grid.MustDate("2027-01-01"), Need: []float64{20, 20, 20, 22, 22, 22}, Decide: 4, Sizes: []int{3, 6}, Currency: "CNY",
		HireMinor: 1000, ClassMinor: 500, ShortMinor: 3000, SurplusMinor: 1500, Trained: 1, Start: 0.6, Tau: 3,
	}
}

// 004-01: classes follow the need; their cost is what its parts add up to.
func TestClassesMeetANeed(t *testing.T) {
	h := hire()
	f := &Staff{Hazard: flow.DefaultHazard(), Holders: []flow.Holders{{Count: 19, Tenure: 30}}, Need: h.Need, Months: make([]grid.Date, 6), Weeks: make([]int, 6)}
	out, err := classes(f, h)
	if err != nil {
		t.Fatal(err)
	}
	total := 0
	for _, n := range out.Classes {
		total += n
	}
	if total == 0 || !out.Proven || out.Cost > out.NothingCost {
		t.Errorf("%d hires, proven %t, cost %.0f against %.0f for nothing", total, out.Proven, out.Cost, out.NothingCost)
	}
	if sum := out.HireCost + out.ClassCost + out.ShortCost + out.SurplusCost; math.Abs(sum-out.Cost) > 1e-6*out.Cost {
		t.Errorf("parts add up to %.2f, cost is %.2f", sum, out.Cost)
	}
}

func TestBadHiringPlansAreRefused(t *testing.T) {
	tests := map[string]struct {
		change func(*Hiring)
		field  string
	}{
		"class of 0":       {func(h *Hiring) { h.Sizes = []int{0} }, "sizes[0]"},
		"no class":         {func(h *Hiring) { h.Sizes = nil }, "sizes"},
		"no need":          {func(h *Hiring) { h.Need = nil }, "need"},
		"nothing to miss":  {func(h *Hiring) { h.ShortMinor = 0 }, "shortMinor"},
		"no month decided": {func(h *Hiring) { h.Decide = 0 }, "decide"},
		"no learning":      {func(h *Hiring) { h.Tau = 0 }, "tau"},
		"need below 0":     {func(h *Hiring) { h.Need[1] = -1 }, "need[1]"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			h := hire()
			test.change(h)
			_, err := NewKept(Kept{Kind: HiringKind, Name: "x", Order: Order{Hiring: h}})
			var invalid *workforce.InvalidError
			if !errors.As(err, &invalid) || invalid.Fields[0].Field != test.field {
				t.Errorf("error %v; want the field %s named", err, test.field)
			}
		})
	}
}

// A month before anybody can begin is let pass, and those who are there grow older in it.
func TestMonthsBeforeTheFirstClassAreLetPass(t *testing.T) {
	f := &Staff{Hazard: []flow.Band{{Hazard: 0.1}}, Holders: []flow.Holders{{Count: 10, Tenure: 4}}}
	f.fold(Need{Monday: grid.MustDate("2026-12-28"), Lead: 3, People: []float64{1, 2, 3, 4, 10, 10, 10, 10, 12}})
	want := []string{"2027-01-01", "2027-02-01"}
	var got []string
	for _, m := range f.Months {
		got = append(got, m.String())
	}
	if diff := cmp.Diff(want, got); diff != "" || f.Skipped != 1 || f.Weeks[0] != 3 || f.Weeks[1] != 5 {
		t.Fatalf("months (-want +got):\n%s skipped %d, weeks %v", diff, f.Skipped, f.Weeks)
	}
	if h := f.Holders[0]; math.Abs(h.Count-10*math.Exp(-0.1)) > 1e-9 || h.Tenure != 5 {
		t.Errorf("holders %+v", h)
	}
}

// Headcounts keep within their caps and add up, whatever is asked.
func TestHeadcountsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		places := rapid.IntRange(2, 12).Draw(t, "places")
		share := rapid.Float64Range(0, 0.3).Draw(t, "raise")
		s := ask(Change{Kind: Places, Rung: "lead", Places: &places}, Change{Kind: Pay, Share: share})
		s.Draws, s.Horizon = 3, rapid.IntRange(1, 18).Draw(t, "months")
		out, err := compute(small(), s, func(float64) {})
		if err != nil {
			t.Fatal(err)
		}
		for m, row := range out.After.Headcount.Value {
			sum := 0.0
			for _, n := range row[:3] {
				sum += n
			}
			if math.Abs(sum-row[3]) > 1e-9 || row[2] > float64(places)+1e-9 {
				t.Fatalf("month %d: %v with %d places", m, row, places)
			}
		}
	})
}

func TestAssumptionsSayWhereTheyComeFrom(t *testing.T) {
	s := ask()
	s.Assumed = []Assumed{{Key: flow.NightShifts, Value: 1.1, Low: 1, High: 1.2}}
	out := computed(t, small(), s)
	for _, a := range out.Assumptions {
		if a.Source == "" || a.Basis == "" || a.Grade == "" && !a.Own {
			t.Errorf("%s has neither source nor grade: %+v", a.Key, a)
		}
		if a.Key == flow.NightShifts && (!a.Own || a.Value != 1.1 || a.Basis != Given || !strings.Contains(a.Source, "scenario")) {
			t.Errorf("one's own number is shown as %+v", a)
		}
	}
}
