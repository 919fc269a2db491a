package capacity_test

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/forecast/capacity"
	"github.com/muster-wfm/muster/workforce/grid"
)

var monday = grid.MustDate("2027-01-04")

func flat(v float64, n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = v
	}
	return out
}

// small is a plan of one group that can be followed by hand: 100 people of 40
// hours, a quarter of which is lost.
func small(weeks int) *capacity.Plan {
	return &capacity.Plan{From: monday, Weeks: weeks, Groups: []capacity.Group{{
		Name: "voice", Required: flat(3000, weeks), Starting: []capacity.Cohort{{People: 100, Weeks: 200}}, Hours: 40,
		Shrinkage: []capacity.Shrinkage{{Name: "coaching", InOffice: true, Share: []float64{0.0625}}, {Name: "leave", Share: []float64{0.2}}},
		Pay:       100_00, HireCost: 500_00,
	}}}
}

func compute(t rapid.TB, p *capacity.Plan) *capacity.Result {
	t.Helper()
	r, err := capacity.Compute(p)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func equal[T any](t rapid.TB, what string, got, want T) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmpopts.EquateApprox(0, 1e-9), cmpopts.EquateNaNs()); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func TestHoursAndGapAreWhatPeopleBringAfterShrinkage(t *testing.T) {
	r := compute(t, small(1)).Groups[0]
	equal(t, "available", r.Available, []float64{0.9375 * 0.8})
	equal(t, "own hours", r.OwnHours, []float64{3000})
	equal(t, "required people", r.Required, []float64{100})
	equal(t, "gap", r.Gap, []float64{0})
	equal(t, "pay", r.Pay, []int64{100 * 100_00})
}

func TestNewPeopleTrainThenLearn(t *testing.T) {
	p := small(6)
	g := &p.Groups[0]
	g.Starting, g.Shrinkage = nil, nil
	g.Training = capacity.Training{Weeks: 2, Cost: 50_00, Productivity: []float64{0.5, 0.75, 1}, Handle: []float64{1.25, 1}}
	g.Hires = []capacity.Hire{{Week: 1, People: 10}}
	r := compute(t, p).Groups[0]
	equal(t, "in training", r.Training, []float64{0, 10, 10, 0, 0, 0})
	equal(t, "worth", r.Worth, []float64{0, 0, 0, 4, 7.5, 10})
	equal(t, "own hours", r.OwnHours, []float64{0, 0, 0, 160, 300, 400})
	equal(t, "hiring", r.Hiring, []int64{0, 5000_00, 0, 0, 0, 0})
	equal(t, "training cost", r.TrainingCost, []int64{0, 500_00, 500_00, 0, 0, 0})
	equal(t, "pay", r.Pay, []int64{0, 1000_00, 1000_00, 1000_00, 1000_00, 1000_00})
}

func TestAYearOfAttritionLosesTheYearlyShare(t *testing.T) {
	p := small(157)
	p.Groups[0].Attrition = []capacity.Band{{FromWeek: 0, Yearly: 0.3}}
	r := compute(t, p).Groups[0]
	weeks := 365.25 / 7
	for _, w := range []int{52, 104, 156} {
		want := 100 * math.Pow(0.7, float64(w)/weeks)
		if got := r.Start[w]; math.Abs(got-want) > 1e-9 {
			t.Errorf("after %d weeks %.6f people; want %.6f", w, got, want)
		}
	}
}

func TestPeopleLeaveByTheirTenure(t *testing.T) {
	p := small(3)
	g := &p.Groups[0]
	g.Starting = []capacity.Cohort{{People: 10, Weeks: 51}, {People: 10, Weeks: 52}}
	g.Attrition = []capacity.Band{{FromWeek: 0, Yearly: 0.9}, {FromWeek: 52, Yearly: 0}}
	r := compute(t, p).Groups[0]
	young := 10 * (1 - math.Pow(0.1, 7/365.25))
	equal(t, "leavers", r.Leavers, []float64{young, 0, 0})
}

// firstWeek is a hazard of somebody else: all leave in one week of the plan.
type firstWeek int

func (w firstWeek) Leaving(week, _ int) float64 {
	if week == int(w) {
		return 1
	}
	return 0
}

func TestAHazardTakesThePlaceOfAttrition(t *testing.T) {
	p := small(3)
	p.Groups[0].Attrition = []capacity.Band{{Yearly: 0.9}}
	p.Groups[0].Hazard = firstWeek(1)
	equal(t, "end", compute(t, p).Groups[0].End, []float64{100, 0, 0})
}

func TestTransfersTakeTrainedPeopleWhoThenLearn(t *testing.T) {
	p := small(3)
	to := small(3).Groups[0]
	to.Name, to.Starting, to.Training = "chat", nil, capacity.Training{Productivity: []float64{0.5, 1}}
	p.Groups = append(p.Groups, to)
	p.Groups[0].Training.Weeks = 20 // only the second cohort is trained
	p.Groups[0].Starting = []capacity.Cohort{{People: 50, Weeks: 10}, {People: 30, Weeks: 400}}
	p.Transfers = []capacity.Transfer{{From: 0, To: 1, Week: 0, People: 20, Training: 1}, {From: 0, To: 1, Week: 1, People: 999}}
	r := compute(t, p)
	equal(t, "out", r.Groups[0].Out, []float64{20, 10, 0})
	equal(t, "in", r.Groups[1].In, []float64{20, 10, 0})
	equal(t, "worth in the new group", r.Groups[1].Worth, []float64{0, 15, 30})
	equal(t, "people in all", r.Total.End, []float64{80, 80, 80})
}

func TestVendorsAndThenOvertimeFillTheGap(t *testing.T) {
	p := small(3)
	g := &p.Groups[0]
	g.Required = []float64{3000, 3400, 4000}
	g.Overtime = capacity.Overtime{Cap: 0.1, Premium: 1.5}
	g.Vendors = []capacity.Vendor{{Name: "north", Min: 5, Max: 10, Lead: 1, Weeks: 2, Hours: 30, Price: 200_00}}
	g.Tranches = []capacity.Tranche{{Vendor: 0, Week: 1, People: 10}}
	r := compute(t, p).Groups[0]
	equal(t, "vendor hours", r.VendorHours, []float64{0, 300, 300})
	equal(t, "overtime", r.OvertimeHours, []float64{0, 100, 300})
	equal(t, "gap", r.GapHours, []float64{0, 0, -400})
	equal(t, "gap in people", r.Gap, []float64{0, 0, -400.0 / 30})
	equal(t, "vendor cost", r.VendorCost, []int64{0, 2000_00, 2000_00})
	// 2.50 an hour by contract, half as much again, and coaching is paid too.
	equal(t, "overtime pay", r.OvertimePay, []int64{0, 400_00, 1200_00})
}

// plans draws plans of up to three groups.
func plans() *rapid.Generator[*capacity.Plan] {
	return rapid.Custom(func(t *rapid.T) *capacity.Plan {
		weeks := rapid.IntRange(1, 30).Draw(t, "weeks")
		p := &capacity.Plan{From: monday, Weeks: weeks}
		people := rapid.Float64Range(0, 200)
		share := rapid.Float64Range(0, 0.4)
		for i := range rapid.IntRange(1, 3).Draw(t, "groups") {
			g := capacity.Group{
				Name: fmt.Sprint("group ", i), Required: rapid.SliceOfN(rapid.Float64Range(0, 9000), weeks, weeks).Draw(t, "required"),
				Hours: rapid.Float64Range(10, 48).Draw(t, "hours"), Pay: rapid.Int64Range(0, 200_000).Draw(t, "pay"), HireCost: 123_45,
				Starting:  []capacity.Cohort{{People: people.Draw(t, "old"), Weeks: 300}, {People: people.Draw(t, "new"), Weeks: 1}},
				Shrinkage: []capacity.Shrinkage{{Name: "in", InOffice: true, Share: []float64{share.Draw(t, "in")}}, {Name: "out", Share: []float64{share.Draw(t, "out")}}},
				Attrition: []capacity.Band{{Yearly: share.Draw(t, "early")}, {FromWeek: 26, Yearly: share.Draw(t, "late")}},
				Training:  capacity.Training{Weeks: rapid.IntRange(0, 6).Draw(t, "training"), Cost: 77, Productivity: []float64{0.3, 0.8}, Handle: []float64{1.3}},
				Overtime:  capacity.Overtime{Cap: share.Draw(t, "cap"), Premium: 1.5},
			}
			g.Hires = []capacity.Hire{{Week: rapid.IntRange(0, weeks-1).Draw(t, "hired"), People: people.Draw(t, "hires")}}
			p.Groups = append(p.Groups, g)
		}
		if len(p.Groups) > 1 {
			p.Transfers = []capacity.Transfer{{From: 0, To: 1, Week: rapid.IntRange(0, weeks-1).Draw(t, "moved"), People: people.Draw(t, "transfer"), Training: 2}}
		}
		return p
	})
}

func TestPeopleBalanceInEveryWeek(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := plans().Draw(t, "plan")
		r := compute(t, p)
		for w := range p.Weeks {
			in, out := 0.0, 0.0
			for _, g := range append(r.Groups, r.Total) {
				near(t, fmt.Sprintf("%s: end of week %d", g.Name, w), g.End[w], g.Start[w]+g.Hires[w]+g.In[w]-g.Out[w]-g.Leavers[w])
				if w > 0 {
					near(t, fmt.Sprintf("%s: start of week %d", g.Name, w), g.Start[w], g.End[w-1])
				}
				near(t, "gap", g.GapHours[w], g.OwnHours[w]+g.VendorHours[w]+g.OvertimeHours[w]-g.RequiredHours[w])
			}
			for _, g := range r.Groups {
				in, out = in+g.In[w], out+g.Out[w]
				if g.End[w] < 0 || g.Leavers[w] < 0 || g.Training[w] < 0 {
					t.Errorf("%s has fewer than no people: %+v", g.Name, g)
				}
			}
			near(t, "those who move", in, out)
		}
	})
}

func near(t rapid.TB, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-9*(1+math.Abs(want)) {
		t.Errorf("%s is %.12g; want %.12g", what, got, want)
	}
}

func TestMoneyAddsUpExactly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := plans().Draw(t, "plan")
		r := compute(t, p)
		weeks, months := int64(0), int64(0)
		for w := range p.Weeks {
			var cost int64
			for _, g := range append(r.Groups, r.Total) {
				if parts := g.Pay[w] + g.Hiring[w] + g.TrainingCost[w] + g.OvertimePay[w] + g.VendorCost[w]; parts != g.Cost[w] {
					t.Errorf("%s costs %d in week %d, its parts %d", g.Name, g.Cost[w], w, parts)
				}
			}
			for _, g := range r.Groups {
				cost += g.Cost[w]
			}
			if cost != r.Total.Cost[w] {
				t.Errorf("week %d costs %d in all, the groups %d", w, r.Total.Cost[w], cost)
			}
			weeks += cost
		}
		for _, cost := range r.Months().Total.Cost {
			months += cost
		}
		if weeks != months {
			t.Errorf("weeks cost %d, months %d", weeks, months)
		}
	})
}

func TestAMonthHoldsTheWeeksWhoseThursdayItHas(t *testing.T) {
	p := small(9) // 4 January to 7 March 2027
	p.Groups[0].Attrition = []capacity.Band{{Yearly: 0.5}}
	r := compute(t, p)
	m := r.Months()
	var days []string
	for _, d := range m.Monday {
		days = append(days, d.String())
	}
	equal(t, "months", days, []string{"2027-01-01", "2027-02-01", "2027-03-01"})
	g, weeks := m.Groups[0], r.Groups[0]
	equal(t, "hours", g.RequiredHours, []float64{4 * 3000, 4 * 3000, 3000})
	equal(t, "start of February", g.Start[1], weeks.Start[4])
	equal(t, "end of February", g.End[1], weeks.End[7])
	equal(t, "required in January", g.Required[0], 100.0)
}

func TestAnExplanationHoldsTheFiguresOfTheWeek(t *testing.T) {
	p := small(2)
	p.Groups[0].Hires = []capacity.Hire{{Week: 1, People: 3}}
	e, err := capacity.Explain(p, 0, 1)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]float64{}
	for _, s := range e.Steps {
		if _, twice := got[s.Code]; twice {
			t.Errorf("%s stands twice", s.Code)
		}
		got[s.Code] = s.Value
	}
	for code, want := range map[string]float64{
		"start": 100, "hires": 3, "end": 103, "lost_in_office": 0.0625, "shrinkage:leave": 0.2, "available": 0.75, "required_people": 100, "own_hours": 3090,
		"gap_hours": 90, "gap": 3, "pay": 103 * 100_00, "hiring": 1500_00, "cost": 103*100_00 + 1500_00, "gap_money": 300_00,
	} {
		if got[code] != want {
			t.Errorf("%s is %g; want %g", code, got[code], want)
		}
	}
	for _, at := range [][2]int{{1, 0}, {0, 2}, {-1, 0}} {
		var refused *capacity.WeekError
		if _, err := capacity.Explain(p, at[0], at[1]); !errors.As(err, &refused) {
			t.Errorf("group %d week %d: %v; want it refused", at[0], at[1], err)
		}
	}
}

func TestAPlanThatCannotBeNamesEveryField(t *testing.T) {
	p := &capacity.Plan{From: monday.AddDays(1), Weeks: 2, Groups: []capacity.Group{
		{
			Name: "a", Required: []float64{1}, Starting: []capacity.Cohort{{People: -1, Weeks: -1}}, Pay: -1,
			Shrinkage: []capacity.Shrinkage{{Name: "x", Share: []float64{1}}, {Name: "x", Share: []float64{0.1, 0.1, 0.1}}},
			Attrition: []capacity.Band{{Yearly: 1}, {Yearly: 0.1}}, Training: capacity.Training{Weeks: 99, Productivity: []float64{3}, Handle: []float64{0}},
			Hires: []capacity.Hire{{Week: 2, People: 1}}, Overtime: capacity.Overtime{Cap: 0.1},
			Vendors:  []capacity.Vendor{{Name: "", Min: 5, Max: 2, Weeks: 0, Hours: 0, Lead: 1}},
			Tranches: []capacity.Tranche{{Vendor: 0, Week: 0, People: 1}, {Vendor: 3}},
		},
		{Name: "a", Required: []float64{math.NaN(), 1}, Hours: 40},
	}, Transfers: []capacity.Transfer{{From: 0, To: 0, Week: -1, People: math.NaN(), Training: -1}, {From: 9, To: 1}}}
	got := fmt.Sprint(p.Check())
	for _, field := range []string{
		"from", "groups[0].required", "groups[0].hours", "groups[0].starting[0].people", "groups[0].starting[0].weeks", "groups[0].pay",
		"groups[0].shrinkage[0].share[0]", "groups[0].shrinkage[1].name", "groups[0].shrinkage[1].share", "groups[0].attrition[0].yearly",
		"groups[0].attrition[1].from_week", "groups[0].training.weeks", "groups[0].training.productivity[0]", "groups[0].training.handle[0]",
		"groups[0].hires[0].week", "groups[0].overtime.premium", "groups[0].vendors[0].name", "groups[0].vendors[0].max", "groups[0].vendors[0].weeks",
		"groups[0].vendors[0].hours", "groups[0].tranches[0].week", "groups[0].tranches[0].people", "groups[0].tranches[1].vendor",
		"groups[1].name", "groups[1].required[0]", "transfers[0].to", "transfers[0].week", "transfers[0].people", "transfers[0].training", "transfers[1].from",
	} {
		if !strings.Contains("\n"+got, "\n"+field+": found ") {
			t.Errorf("%s is not refused in:\n%s", field, got)
		}
	}
}
