package capacity_test

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/forecast/capacity"
	"github.com/muster-wfm/muster/internal/problem"
)

// TestAWeekOfMoneyByHand is every line of one week, worked out on paper:
// 10 people of 40 hours for 400.00, one of them new, 20 % away and 10 % lost in
// the office; 300 hours are required.
func TestAWeekOfMoneyByHand(t *testing.T) {
	p := &capacity.Plan{From: monday, Weeks: 1, Groups: []capacity.Group{{
		Name: "voice", Required: []float64{300}, Starting: []capacity.Cohort{{People: 9, Weeks: 60}}, Hours: 40, Pay: 400_00, HireCost: 1234_56,
		Shrinkage: []capacity.Shrinkage{{Name: "meetings", InOffice: true, Share: []float64{0.1}}, {Name: "leave", Share: []float64{0.2}}},
		Training:  capacity.Training{Weeks: 1, Cost: 75_00}, Hires: []capacity.Hire{{Week: 0, People: 1}},
		Overtime: capacity.Overtime{Cap: 0.05, Premium: 1.5},
		Vendors:  []capacity.Vendor{{Name: "north", Max: 2, Weeks: 2, Hours: 12.5, Price: 150_00}},
		Tranches: []capacity.Tranche{{Vendor: 0, Week: 0, People: 2}},
	}}}
	r := compute(t, p).Groups[0]
	equal(t, "available", r.Available, []float64{0.72})
	equal(t, "own hours: 9 × 40 × 0.72", r.OwnHours, []float64{259.2})
	equal(t, "vendor hours", r.VendorHours, []float64{25})
	equal(t, "overtime: 5 % of 259.2 of the 15.8 missing", r.OvertimeHours, []float64{12.96})
	equal(t, "gap hours", r.GapHours, []float64{-2.84})
	equal(t, "gap: 2.84 ÷ 28.8", r.Gap, []float64{-2.84 / 28.8})
	equal(t, "pay of ten", r.Pay, []int64{4000_00})
	equal(t, "hiring", r.Hiring, []int64{1234_56})
	equal(t, "training", r.TrainingCost, []int64{75_00})
	equal(t, "overtime pay: 12.96 × 10.00 × 1.5 ÷ 0.9", r.OvertimePay, []int64{216_00})
	equal(t, "vendors", r.VendorCost, []int64{300_00})
	equal(t, "cost", r.Cost, []int64{4000_00 + 1234_56 + 75_00 + 216_00 + 300_00})
	equal(t, "gap in money: 0.0986 × 400.00", r.GapMoney, []int64{-39_44})
}

// TestHalvesOfAMinorUnitGoToTheEvenOne so that many of them do not drift.
func TestHalvesOfAMinorUnitGoToTheEvenOne(t *testing.T) {
	for people, want := range map[float64]int64{0.5: 0, 1.5: 2, 2.5: 2, 3.5: 4} {
		p := small(1)
		p.Groups[0].Starting, p.Groups[0].Pay = []capacity.Cohort{{People: people, Weeks: 60}}, 1
		if got := compute(t, p).Groups[0].Pay[0]; got != want {
			t.Errorf("%g people at 1 cost %d; want %d", people, got, want)
		}
	}
}

func TestMoneyThatCouldNotBeAddedExactlyIsRefused(t *testing.T) {
	p := small(150)
	p.Groups[0].Starting[0].People, p.Groups[0].Pay = 1e6, 1e12
	_, err := capacity.Compute(p)
	var problems problem.List
	if !errors.As(err, &problems) || !strings.Contains(err.Error(), "minor units") {
		t.Errorf("150 weeks of 10^18: %v; want the sum refused", err)
	}
	p.Groups[0].Starting[0].People, p.Groups[0].Pay = 1e5, 1e8 // of a week 10^13, of all 1.5 × 10^15
	r := compute(t, p)
	if got := r.Months().Total.Cost; slices.Min(got) <= 0 {
		t.Errorf("large and possible: %d", got)
	}
}

// TestOvertimeOfPeopleWhoCanDoNextToNothingCostsNoMoreThanItsCap: they are paid for
// the time they are there, a fifth of their contract and half as much again.
func TestOvertimeOfPeopleWhoCanDoNextToNothingCostsNoMoreThanItsCap(t *testing.T) {
	for _, worth := range []float64{0, 1e-307, 1e-12, 0.5} {
		p := small(1)
		g := &p.Groups[0]
		g.Training = capacity.Training{Productivity: []float64{worth}}
		g.Overtime = capacity.Overtime{Cap: 0.2, Premium: 1.5}
		g.Shrinkage = nil
		want := int64(100 * 100_00 * 3 / 10)
		if worth == 0 {
			want = 0 // what nobody can do is not worked
		}
		if got := compute(t, p).Groups[0].OvertimePay[0]; got != want {
			t.Errorf("worth %g: overtime costs %d; want %d", worth, got, want)
		}
	}
}

// TestTheGapIsWhatIsThereLessWhatIsRequired in hours, people and money alike.
func TestTheGapIsWhatIsThereLessWhatIsRequired(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := plans().Draw(t, "plan")
		for i, g := range compute(t, p).Groups {
			own := &p.Groups[i]
			for w := range p.Weeks {
				each := own.Hours * g.Available[w]
				there := (g.OwnHours[w] + g.VendorHours[w] + g.OvertimeHours[w]) / each
				near(t, fmt.Sprintf("%s week %d: the gap in people", g.Name, w), g.Gap[w], there-g.Required[w])
				if money := g.Gap[w] * float64(own.Pay); math.Abs(float64(g.GapMoney[w])-money) > 0.5+1e-9*math.Abs(money) {
					t.Errorf("%s week %d: the gap is %d of money; want %.2f rounded", g.Name, w, g.GapMoney[w], money)
				}
				near(t, "own hours", g.OwnHours[w], g.Worth[w]*each)
			}
		}
	})
}

// TestOvertimeNeverExceedsWhatIsMissingNorItsCap, and is worked wherever it can be.
func TestOvertimeNeverExceedsWhatIsMissingNorItsCap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := plans().Draw(t, "plan")
		for i, g := range compute(t, p).Groups {
			limit := p.Groups[i].Overtime.Cap
			for w := range p.Weeks {
				missing := max(0, g.RequiredHours[w]-g.OwnHours[w]-g.VendorHours[w])
				want := min(missing, limit*g.OwnHours[w])
				near(t, fmt.Sprintf("%s week %d: overtime", g.Name, w), g.OvertimeHours[w], want)
				if g.OvertimeHours[w] > 0 && g.GapHours[w] > 1e-6 {
					t.Errorf("%s week %d: %g hours of overtime with %g to spare", g.Name, w, g.OvertimeHours[w], g.GapHours[w])
				}
			}
		}
	})
}

// TestTheWholeIsTheSumOfItsGroups in every column but the shares.
func TestTheWholeIsTheSumOfItsGroups(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := compute(t, plans().Draw(t, "plan"))
		for w := range r.Monday {
			sums := map[string][2]float64{}
			add := func(name string, total float64, of func(g capacity.GroupResult) float64) {
				sum := 0.0
				for _, g := range r.Groups {
					sum += of(g)
				}
				sums[name] = [2]float64{total, sum}
			}
			add("end", r.Total.End[w], func(g capacity.GroupResult) float64 { return g.End[w] })
			add("required", r.Total.Required[w], func(g capacity.GroupResult) float64 { return g.Required[w] })
			add("gap", r.Total.Gap[w], func(g capacity.GroupResult) float64 { return g.Gap[w] })
			add("gap hours", r.Total.GapHours[w], func(g capacity.GroupResult) float64 { return g.GapHours[w] })
			add("gap money", float64(r.Total.GapMoney[w]), func(g capacity.GroupResult) float64 { return float64(g.GapMoney[w]) })
			add("leavers", r.Total.Leavers[w], func(g capacity.GroupResult) float64 { return g.Leavers[w] })
			for name, pair := range sums {
				near(t, fmt.Sprintf("%s of week %d", name, w), pair[0], pair[1])
			}
			if available := r.Total.Available[w]; !math.IsNaN(available) {
				var shares []float64
				for _, g := range r.Groups {
					shares = append(shares, g.Available[w])
				}
				if available < slices.Min(shares)-1e-9 || available > slices.Max(shares)+1e-9 {
					t.Errorf("week %d: %g of all time is for contacts, of the groups %v", w, available, shares)
				}
			}
		}
	})
}

// TestMonthsHoldEveryWeekOnce: sums and first and last people agree with the weeks.
func TestMonthsHoldEveryWeekOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := plans().Draw(t, "plan")
		p.From = monday.AddDays(7 * rapid.IntRange(0, 60).Draw(t, "later"))
		r := compute(t, p)
		m := r.Months()
		total := func(values []float64) (sum float64) {
			for _, v := range values {
				sum += v
			}
			return sum
		}
		for i, g := range r.Groups {
			near(t, "hires", total(m.Groups[i].Hires), total(g.Hires))
			near(t, "leavers", total(m.Groups[i].Leavers), total(g.Leavers))
			near(t, "required hours", total(m.Groups[i].RequiredHours), total(g.RequiredHours))
			near(t, "gap hours", total(m.Groups[i].GapHours), total(g.GapHours))
			near(t, "first start", m.Groups[i].Start[0], g.Start[0])
			near(t, "last end", m.Groups[i].End[len(m.Monday)-1], g.End[p.Weeks-1])
			for k := 1; k < len(m.Monday); k++ {
				near(t, fmt.Sprintf("start of month %d", k), m.Groups[i].Start[k], m.Groups[i].End[k-1])
			}
		}
		for k, first := range m.Monday {
			if first.Day != 1 || k > 0 && !m.Monday[k-1].Before(first) {
				t.Errorf("months %v", m.Monday)
			}
		}
	})
}
